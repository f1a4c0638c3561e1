package checkin

import (
	"context"
	"slices"

	"magpie/internal/account"
	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// MyRound is a round as one child's own people see it: that child, and nobody else.
type MyRound struct {
	Round      RoundID          `json:"round"`
	Name       string           `json:"name"`
	Ask        ask.ID           `json:"ask"`
	Version    int              `json:"version" doc:"Give this back when answering the ask itself"`
	At         core.Millis      `json:"at"`
	EndsAt     core.Millis      `json:"endsAt"`
	Open       bool             `json:"open" doc:"False once it has ended; late words are still welcome for some hours"`
	Student    roster.StudentID `json:"student"`
	Child      string           `json:"child"`
	Given      string           `json:"given"`
	State      State            `json:"state" enum:"home,onWay,overdue,excused,pickedUp"`
	ExpectedAt core.Millis      `json:"expectedAt"`
	ArrivedAt  core.Millis      `json:"arrivedAt"`
	SaidAt     core.Millis      `json:"saidAt"`
	By         string           `json:"by" doc:"Who of the family, the child or staff said so"`
	Mine       bool             `json:"mine" doc:"The reader said so"`
	Values     Values           `json:"values"`
	RemindedAt core.Millis      `json:"remindedAt"`
	Thanks     *Thanks          `json:"thanks,omitempty"`
}

// Thanks is a word of staff to a family that answered.
type Thanks struct {
	Word string      `json:"word"`
	By   string      `json:"by"`
	At   core.Millis `json:"at"`
}

// asVersion is the version of a round's ask: its terms never change.
const asVersion = 1

// Mine returns the rounds that want a word of the actor now, for each own child the
// newest; one that has ended stands there only while the child is not home.
func Mine(tx *db.Tx, a core.Actor) ([]MyRound, error) {
	out := []MyRound{}
	students, err := own(tx, a)
	if err != nil || len(students) == 0 {
		return out, err
	}
	rounds, err := living(tx, classesIn(students))
	if err != nil {
		return out, err
	}
	seen := map[roster.StudentID]bool{}
	for _, r := range slices.Backward(rounds) {
		some, err := mineIn(tx, a, r, students)
		if err != nil {
			return out, err
		}
		for _, m := range some {
			if fresh := !seen[m.Student]; fresh && (m.Open || !m.Values.State.settles()) {
				out = append(out, m)
			}
			seen[m.Student] = true
		}
	}
	return out, nil
}

// own returns the children an actor speaks for: a guardian's, or the child itself.
func own(tx *db.Tx, a core.Actor) ([]roster.Student, error) {
	switch a.Role {
	case core.RoleGuardian:
		children, err := roster.ChildrenOf(tx, a.Person)
		if err != nil || len(children) == 0 {
			return nil, err
		}
		ids := make([]roster.StudentID, len(children))
		for i, c := range children {
			ids[i] = c.Student
		}
		return roster.StudentsByID(tx, ids)
	case core.RoleStudent:
		places, err := roster.PlacesOf(tx, a.Person)
		if err != nil || places.Pupil == nil {
			return nil, err
		}
		return []roster.Student{places.Pupil.Student}, nil
	}
	return nil, nil
}

func classesIn(students []roster.Student) []roster.ClassID {
	classes := make([]roster.ClassID, 0, len(students))
	for _, st := range students {
		classes = append(classes, st.Class)
	}
	slices.Sort(classes)
	return slices.Compact(classes)
}

// mineIn returns how the children who take part in a round stand in it.
func mineIn(tx *db.Tx, a core.Actor, r round, students []roster.Student) ([]MyRound, error) {
	classes, err := classesOf(tx, r.ID)
	if err != nil {
		return nil, err
	}
	here := slices.DeleteFunc(slices.Clone(students), func(st roster.Student) bool { return !slices.Contains(classes, st.Class) })
	lines, err := linesOf(tx, r, here)
	if err != nil {
		return nil, err
	}
	persons := []string{}
	for _, l := range lines {
		persons = append(persons, l.last.given.Person, l.kept.thankedBy)
	}
	names, err := account.FindNames(tx, persons)
	out := make([]MyRound, 0, len(lines))
	for _, l := range lines {
		out = append(out, mineOf(r, l, a, names))
	}
	return out, err
}

func mineOf(r round, l line, a core.Actor, names map[string]string) MyRound {
	given := l.last.given
	m := MyRound{Round: r.ID, Name: r.Name, Ask: r.Ask, Version: asVersion, At: r.At, EndsAt: r.EndsAt, Open: r.State == roundOpen,
		Student: l.student.ID, Child: l.student.Name, Given: l.student.Given(), State: l.state, ExpectedAt: l.expectedAt,
		ArrivedAt: l.arrivedAt, SaidAt: l.last.at, Values: l.last.values(), RemindedAt: l.kept.remindedAt}
	if l.last.said != "" {
		m.By, m.Mine = given.Label(l.student.Name, names[given.Person], a.Lang), given.Person == a.Person
	}
	if given.Via == ask.ViaStaff {
		m.Values.Note = "" // what staff wrote down is theirs
	}
	if l.kept.thankedAt > 0 {
		m.Thanks = &Thanks{Word: l.kept.thanks, By: names[l.kept.thankedBy], At: l.kept.thankedAt}
	}
	return m
}

// MineIn returns how the actor's own children stand in a round, open or ended; the
// policy has judged the actor.
func (s *Service) MineIn(ctx context.Context, a core.Actor, id RoundID) (list []MyRound, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		list, err = mineBy(tx, a, id)
		return err
	})
	return list, err
}

func mineBy(tx *db.Tx, a core.Actor, id RoundID) ([]MyRound, error) {
	r, err := loadRound(tx, id)
	if err != nil {
		return nil, err
	}
	students, err := own(tx, a)
	if err != nil {
		return nil, err
	}
	return mineIn(tx, a, r, students)
}

// Report says how a child's way home goes: its guardian, or the child itself.
func (s *Service) Report(ctx context.Context, a core.Actor, id RoundID, student roster.StudentID, v Values) (MyRound, error) {
	v.Place, v.Note = core.CleanLine(v.Place), core.CleanLine(v.Note)
	var c core.Check
	c.Require(slices.Contains([]Said{SaidHome, SaidOther, SaidPicked, SaidDelayed, SaidWrong}, v.State), "/state", "field.choice")
	c.Length(v.Place, 0, maxPlace, "/place")
	c.Length(v.Note, 0, maxNote, "/note")
	if err := c.Err(); err != nil {
		return MyRound{}, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (MyRound, error) {
		r, err := loadRound(tx, id)
		if err != nil {
			return MyRound{}, err
		}
		if err := s.answer(tx, r, ask.In{Student: student, Person: a.Person, Via: ask.ViaApp, Values: v.form()}); err != nil {
			return MyRound{}, err
		}
		list, err := mineBy(tx, a, id)
		i := slices.IndexFunc(list, func(m MyRound) bool { return m.Student == student })
		if err != nil || i < 0 {
			return MyRound{}, core.AbsentUnless(false, err)
		}
		return list[i], nil
	})
}

// answer gives a word to the round's ask, the one way in. The same word again takes
// back what staff marked since.
func (s *Service) answer(tx *db.Tx, r round, in ask.In) error {
	if r.State == roundMissed {
		return ErrMissed
	}
	in.Ask, in.Level, in.Version = r.Ask, ask.LevelForm, asVersion
	_, fresh, err := s.ask.Answer(tx, in)
	switch {
	case core.KindOf(err) == core.KindConflict:
		return ErrClosed.Because(err)
	case err != nil || fresh:
		return err
	}
	return s.follow(tx, r.ID, in.Student, Said(in.Values.Text(fieldState)), in.Via)
}

func (v Values) form() form.Values {
	values := form.Values{fieldState: string(v.State)}
	if v.Place != "" {
		values[fieldPlace] = v.Place
	}
	if v.Note != "" {
		values[fieldNote] = v.Note
	}
	return values
}
