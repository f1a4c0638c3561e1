package checkin

import (
	"context"
	"slices"
	"strings"

	"magpie/internal/account"
	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Board is a round as its staff see it.
type Board struct {
	Round    RoundID      `json:"round"`
	Ask      ask.ID       `json:"ask"`
	Name     string       `json:"name"`
	Classes  []BoardClass `json:"classes"`
	At       core.Millis  `json:"at" doc:"When school was over"`
	EndsAt   core.Millis  `json:"endsAt"`
	ClosedAt core.Millis  `json:"closedAt"`
	State    string       `json:"state" enum:"open,closed,missed"`
	Numbers
	Thanked  int          `json:"thanked" doc:"Children whose family was thanked"`
	Usual    []Point      `json:"usual" doc:"How many are usually home by then"`
	Curve    []Point      `json:"curve" doc:"How many are"`
	Children []BoardChild `json:"children" doc:"Who needs somebody first stands first"`
}

// BoardClass is a class of a round.
type BoardClass struct {
	ID   roster.ClassID `json:"id"`
	Name string         `json:"name"`
}

// BoardChild is one child on the board.
type BoardChild struct {
	Student    roster.StudentID `json:"student"`
	Name       string           `json:"name"`
	Class      roster.ClassID   `json:"class"`
	Seat       int              `json:"seat"`
	State      State            `json:"state" enum:"home,onWay,overdue,excused,pickedUp"`
	ExpectedAt core.Millis      `json:"expectedAt"`
	OverdueAt  core.Millis      `json:"overdueAt"`
	LateMin    int              `json:"lateMin" doc:"Minutes after the expected time, of an overdue child"`
	ArrivedAt  core.Millis      `json:"arrivedAt"`
	By         string           `json:"by" doc:"Who said so"`
	Via        string           `json:"via" enum:",app,word,link,staff"`
	SaidAt     core.Millis      `json:"saidAt"`
	Values     Values           `json:"values"`
	Notes      []BoardNote      `json:"notes"`
	Contacts   []Phone          `json:"contacts" doc:"Numbers to call, while the child is not home"`
	Companions []Companion      `json:"companions" doc:"Who goes home with the child"`
	Way        string           `json:"way" doc:"What somebody wrote down of the way home"`
	RemindedAt core.Millis      `json:"remindedAt"`
	Thanked    bool             `json:"thanked"`
}

// Values are what was said last.
type Values struct {
	State Said   `json:"state" enum:",home,other,pickedUp,delayed,wrong,excused,onWay"`
	Place string `json:"place"`
	Note  string `json:"note"`
}

// BoardNote is what staff wrote down.
type BoardNote struct {
	Text   string      `json:"text"`
	By     string      `json:"by"`
	At     core.Millis `json:"at"`
	Called bool        `json:"called"`
}

// Phone is a number that staff may call.
type Phone struct {
	Label string `json:"label"`
	Phone string `json:"phone"`
}

// Companion goes home with a child.
type Companion struct {
	Student roster.StudentID `json:"student"`
	Name    string           `json:"name"`
	Home    bool             `json:"home"`
}

// Board returns a round's board; the policy has judged the actor.
func (s *Service) Board(ctx context.Context, a core.Actor, id RoundID) (b Board, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		r, err := loadRound(tx, id)
		if err != nil {
			return err
		}
		b, err = boardOf(tx, r, a.Lang)
		return err
	})
	return b, err
}

func boardOf(tx *db.Tx, r round, lang string) (b Board, err error) {
	classes, err := classesOf(tx, r.ID)
	if err != nil {
		return b, err
	}
	students, err := studentsOf(tx, classes)
	if err != nil {
		return b, err
	}
	lines, err := linesOf(tx, r, students)
	if err != nil {
		return b, err
	}
	slices.SortStableFunc(lines, byUrgency)
	b = Board{Round: r.ID, Ask: r.Ask, Name: r.Name, At: r.At, EndsAt: r.EndsAt, ClosedAt: r.ClosedAt, State: string(r.State), Numbers: count(lines)}
	b.Usual, b.Curve = curves(lines)
	if b.Classes, err = named(tx, classes); err != nil {
		return b, err
	}
	f, err := factsOf(tx, r, classes, lines, lang)
	b.Children = make([]BoardChild, 0, len(lines))
	for _, l := range lines {
		c := f.child(l, r.moment(tx.Millis()), lang)
		if c.Thanked {
			b.Thanked++
		}
		b.Children = append(b.Children, c)
	}
	return b, err
}

func named(tx *db.Tx, classes []roster.ClassID) ([]BoardClass, error) {
	out := make([]BoardClass, 0, len(classes))
	for _, id := range classes {
		c, err := roster.LoadClass(tx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, BoardClass{id, c.Name})
	}
	return out, nil
}

// facts are what a board tells besides where the children are.
type facts struct {
	names      map[string]string // of staff
	notes      map[roster.StudentID][]note
	contacts   map[roster.StudentID][]Phone
	companions map[roster.StudentID][]Companion
	ways       map[roster.StudentID]way
}

func factsOf(tx *db.Tx, r round, classes []roster.ClassID, lines []line, lang string) (f facts, err error) {
	notes, err := notesOf(tx, r.ID)
	if err != nil {
		return f, err
	}
	f.notes = map[roster.StudentID][]note{}
	staff, waited := []string{}, []roster.StudentID{}
	for _, n := range notes {
		f.notes[n.student], staff = append(f.notes[n.student], n), append(staff, n.person)
	}
	all := make([]roster.StudentID, len(lines))
	for i, l := range lines {
		all[i] = l.student.ID
		if l.last.given.Via == ask.ViaStaff {
			staff = append(staff, l.last.given.Person)
		}
		if !l.last.said.settles() {
			waited = append(waited, l.student.ID)
		}
	}
	if f.names, err = account.FindNames(tx, staff); err != nil {
		return f, err
	}
	if f.contacts, err = phonesOf(tx, waited, lang); err != nil {
		return f, err
	}
	if f.ways, err = waysOf(tx, all); err != nil {
		return f, err
	}
	pairs, err := pairsOf(tx, classes)
	f.companions = companionsOf(pairs, lines)
	return f, err
}

// phonesOf returns the numbers of children as staff may call them: not those of a
// relation that is barred, who would hear from the call that the child is not home.
func phonesOf(tx *db.Tx, students []roster.StudentID, lang string) (map[roster.StudentID][]Phone, error) {
	barred, err := roster.BarredRelations(tx, students...)
	if err != nil {
		return nil, err
	}
	contacts, err := roster.ContactsOf(tx, students...)
	out := map[roster.StudentID][]Phone{}
	for _, c := range contacts {
		if c.Phone != "" && !slices.Contains(barred[c.Student], c.Relation) {
			label := strings.TrimSpace(c.Name + " " + roster.RelationWord(c.Relation, lang))
			out[c.Student] = append(out[c.Student], Phone{Label: label, Phone: c.Phone})
		}
	}
	return out, err
}

// companionsOf returns for each child who goes home with it and is on the board too.
func companionsOf(pairs []pair, lines []line) map[roster.StudentID][]Companion {
	here := map[roster.StudentID]line{}
	for _, l := range lines {
		here[l.student.ID] = l
	}
	out := map[roster.StudentID][]Companion{}
	add := func(to, other roster.StudentID) {
		if l, ok := here[other]; ok {
			out[to] = append(out[to], Companion{Student: other, Name: l.student.Name, Home: l.last.said.arrives()})
		}
	}
	for _, p := range pairs {
		add(p.A, p.B)
		add(p.B, p.A)
	}
	return out
}

func (f facts) child(l line, now core.Millis, lang string) BoardChild {
	st, given := l.student, l.last.given
	c := BoardChild{Student: st.ID, Name: st.Name, Class: st.Class, Seat: st.Seat, State: l.state, ExpectedAt: l.expectedAt, OverdueAt: l.overdueAt,
		LateMin: l.lateMin(now), ArrivedAt: l.arrivedAt, Via: string(given.Via), SaidAt: l.last.at, Values: l.last.values(), Notes: []BoardNote{},
		Contacts: []Phone{}, Companions: []Companion{}, Way: f.ways[st.ID].note, RemindedAt: l.kept.remindedAt, Thanked: l.kept.thankedAt > 0}
	if l.last.said != "" {
		c.By = given.Label(st.Name, f.names[given.Person], lang)
	}
	for _, n := range f.notes[st.ID] {
		c.Notes = append(c.Notes, BoardNote{Text: n.text, By: f.names[n.person], At: n.at, Called: n.called})
	}
	c.Contacts = append(c.Contacts, f.contacts[st.ID]...)
	c.Companions = append(c.Companions, f.companions[st.ID]...)
	return c
}

func (w word) values() Values {
	note := w.note
	if note == "" {
		note = w.given.Note
	}
	return Values{State: w.said, Place: w.place, Note: note}
}
