package safety

import (
	"context"
	"slices"

	"magpie/internal/account"
	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// Search is a search as staff of the class see it. What is left of one that has
// ended is what was filed; of a drill, how fast it was.
type Search struct {
	ID            SearchID         `json:"id"`
	Class         roster.ClassID   `json:"class"`
	ClassName     string           `json:"className"`
	Student       roster.StudentID `json:"student" doc:"Empty for a drill that has ended"`
	Name          string           `json:"name"`
	Given         string           `json:"given"`
	Gender        string           `json:"gender"`
	Seat          int              `json:"seat" doc:"Place in the roster's order, from 1; 0 for a child who left"`
	State         State            `json:"state" enum:"open,found,falseAlarm"`
	Drill         bool             `json:"drill"`
	Round         string           `json:"round" doc:"The arrival round it was opened from, or empty"`
	Ask           ask.ID           `json:"ask"`
	Ring          Ring             `json:"ring" doc:"0 the child's own family, then 1 to 4"`
	Held          bool             `json:"hold"`
	NextAt        core.Millis      `json:"nextAt" doc:"When the next ring is asked by itself; 0 when it is held or the last"`
	OpenedBy      string           `json:"openedBy"`
	OpenedAt      core.Millis      `json:"openedAt"`
	EndedBy       string           `json:"endedBy"`
	EndedAt       core.Millis      `json:"endedAt"`
	Where         string           `json:"where" doc:"Where the child was found"`
	Word          string           `json:"word" doc:"What was said at the end"`
	Known         Known            `json:"known"`
	StudentsRoom  string           `json:"studentsRoom" enum:"later,asked,closed,none" doc:"Closed: fewer than two adults; none: no child has an account"`
	Asked         int              `json:"asked" doc:"Children whose families were asked"`
	Answered      int              `json:"answered"`
	FirstAnswerMs core.Millis      `json:"firstAnswerMs" doc:"Until somebody had seen the child; 0 while nobody has"`
	Rings         []RingView       `json:"rings"`
	Timeline      []Sighting       `json:"timeline" doc:"In the order of the day"`
	Words         []Word           `json:"words" doc:"What the family said"`
	Calls         []Call           `json:"calls" doc:"Whom to call, in order; empty once it has ended"`
	Score         *Score           `json:"score,omitempty" doc:"Of a drill that has ended"`
}

// RingView is one ring of a search.
type RingView struct {
	N        Ring        `json:"n" minimum:"1" maximum:"4"`
	Kind     string      `json:"kind" enum:"companions,near,class,school"`
	OpenedAt core.Millis `json:"openedAt" doc:"0 while it was not asked"`
	OpensAt  core.Millis `json:"opensAt" doc:"When it will be asked by itself; 0 when nobody knows"`
	Asked    int         `json:"asked" doc:"Families, or staff of other classes, that were or will be asked"`
	Answered int         `json:"answered"`
	People   []Person    `json:"people" doc:"The children; empty for the school"`
}

// Person is a child whose family a ring asks.
type Person struct {
	Student  roster.StudentID `json:"student"`
	Name     string           `json:"name"`
	Asked    bool             `json:"asked" doc:"False before its ring, and where nobody has joined for the child"`
	Answered bool             `json:"answered"`
	Seen     Seen             `json:"seen,omitempty" enum:",with,seen,no" doc:"The strongest answer"`
}

// Call is a family to call, with the numbers on file. Numbers of a relation that a
// court keeps away from the child are left out.
type Call struct {
	Student  roster.StudentID `json:"student"`
	Name     string           `json:"name"`
	Own      bool             `json:"own" doc:"The child's own family"`
	Contacts []Number         `json:"contacts"`
}

// Number is a telephone number on file.
type Number struct {
	Name     string `json:"name"`
	Relation string `json:"relation"`
	Phone    string `json:"phone"`
}

var kinds = map[Ring]string{RingCompanions: "companions", RingNear: "near", RingClass: "class", RingSchool: "school"}

// Look returns a search for staff of its class; the policy has judged the actor.
func (s *Service) Look(ctx context.Context, a core.Actor, id SearchID) (v Search, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		v, err = s.look(tx, id, a.Lang)
		return err
	})
	return v, err
}

func (s *Service) look(tx *db.Tx, id SearchID, lang string) (Search, error) {
	filed, found, err := findReport(tx, id)
	if err != nil {
		return Search{}, err
	}
	if found {
		return decode[Search](filed)
	}
	m, err := load(tx, id)
	if err != nil || m.State != StateOpen {
		return m.view(), err
	}
	return s.whole(tx, m, lang)
}

// view is what a search says of itself.
func (m missing) view() Search {
	v := Search{ID: m.ID, Class: m.Class, ClassName: m.className, Student: m.Student, Name: m.child.Name, Given: m.child.Given(), Gender: m.child.Gender,
		State: m.State, Drill: m.Drill, Round: m.Round, Ask: m.Ask, Ring: m.Ring, Held: m.Held, NextAt: m.NextAt,
		OpenedBy: m.OpenedBy.Label, OpenedAt: m.OpenedAt, EndedBy: m.EndedBy, EndedAt: m.EndedAt, Where: m.Place, Word: m.Word,
		Known: m.Known, StudentsRoom: "later", Score: m.Score, Rings: []RingView{}, Timeline: []Sighting{}, Words: []Word{}, Calls: []Call{}}
	if m.Held {
		v.NextAt = 0
	}
	return v
}

// crowd is all that a view is made of.
type crowd struct {
	families []roster.Family
	given    []ask.Given
	staff    map[string]string // names of staff who answered
	asked    map[roster.StudentID]Ring
	opened   map[Ring]core.Millis
	with     []companion
}

func (s *Service) crowd(tx *db.Tx, m missing) (c crowd, err error) {
	if c.families, err = roster.Families(tx, m.Class); err != nil {
		return c, err
	}
	if c.given, err = answersOf(tx, m.Ask); err != nil {
		return c, err
	}
	persons := []string{}
	for _, g := range c.given {
		if g.Via == ask.ViaStaff {
			persons = append(persons, g.Person)
		}
	}
	if c.staff, err = account.FindNames(tx, persons); err != nil {
		return c, err
	}
	if c.asked, err = askedBy(tx, m.ID); err != nil {
		return c, err
	}
	if c.opened, err = ringsOf(tx, m.ID); err != nil {
		return c, err
	}
	c.with, err = s.companions(tx, m.Student)
	return c, err
}

// answersOf returns what was answered and not taken back.
func answersOf(tx *db.Tx, id ask.ID) ([]ask.Given, error) {
	given, err := ask.Answers(tx, id)
	return slices.DeleteFunc(given, func(g ask.Given) bool { return g.Withdrawn || g.Number == 0 }), err
}

// whole is a search that is on, with all that was asked and answered.
func (s *Service) whole(tx *db.Tx, m missing, lang string) (v Search, err error) {
	c, err := s.crowd(tx, m)
	if err != nil {
		return v, err
	}
	v = m.view()
	for i, f := range c.families {
		if f.Student.ID == m.Student {
			v.Seat = i + 1
		}
	}
	v.Timeline, v.FirstAnswerMs = c.timeline(m, lang)
	v.Rings = c.rings(m)
	for _, r := range v.Rings {
		if r.OpenedAt > 0 && r.N != RingSchool {
			v.Asked, v.Answered = v.Asked+r.Asked, v.Answered+r.Answered
		}
	}
	if err := s.countSchool(tx, m, c, &v); err != nil {
		return v, err
	}
	if v.StudentsRoom, err = s.roomState(tx, m); err != nil {
		return v, err
	}
	v.Calls = c.calls(m)
	v.Words, err = wordsOf(tx, m.ID, m.Student)
	for i := range v.Words {
		v.Words[i].Name = m.child.Name
	}
	return v, err
}

// timeline returns what was seen, and how long it took until the first.
func (c crowd) timeline(m missing, lang string) (list []Sighting, first core.Millis) {
	names := map[roster.StudentID]string{}
	for _, f := range c.families {
		names[f.Student.ID] = f.Student.Name
	}
	list = []Sighting{}
	for _, g := range c.given {
		line := sighting(g)
		line.By = g.Label(names[g.Student], c.staff[g.Person], lang)
		if line.Seen == SeenNo {
			continue
		}
		list = append(list, line)
		if took := max(1, g.At-m.OpenedAt); first == 0 || took < first {
			first = took
		}
	}
	return timeline(list), first
}

// sighting reads an answer.
func sighting(g ask.Given) Sighting {
	v := g.Values
	line := Sighting{At: g.At, Seen: Seen(v.Text("seen")), Where: v.Text("where"), Way: v.Text("way"), With: v.Text("with"), Note: v.Text("note"),
		Student: g.Student, SaidAt: g.At}
	if at, told := v.Number("at"); told {
		line.At = core.Millis(at)
	}
	return line
}

// rings shows whom each ring asked, or will ask as things stand.
func (c crowd) rings(m missing) []RingView {
	said := map[roster.StudentID]Seen{}
	for _, g := range c.given {
		said[g.Student] = stronger(said[g.Student], Seen(g.Values.Text("seen")))
	}
	class, joined := []roster.Student{}, map[roster.StudentID]bool{}
	for _, f := range c.families {
		class = append(class, f.Student)
		joined[f.Student.ID] = len(f.Guardians) > 0 || f.Student.Person != ""
	}
	before, next := map[roster.StudentID]bool{}, m.NextAt
	for id := range c.asked {
		before[id] = true
	}
	out := []RingView{}
	for n := RingCompanions; n <= RingSchool; n++ {
		r := RingView{N: n, Kind: kinds[n], OpenedAt: c.opened[n], People: []Person{}}
		future := circle(n, m.child, class, c.with, before)
		for _, st := range class {
			ring, asked := c.asked[st.ID]
			if asked && ring == n || r.OpenedAt == 0 && slices.Contains(future, st.ID) {
				before[st.ID] = true
				r.add(Person{Student: st.ID, Name: st.Name, Asked: asked && joined[st.ID], Answered: said[st.ID] != "", Seen: said[st.ID]})
			}
		}
		if r.OpenedAt == 0 && !m.Held {
			r.OpensAt, next = next, n.nextAfter(next)
		}
		out = append(out, r)
	}
	return out
}

func (r *RingView) add(p Person) {
	r.People = append(r.People, p)
	r.Asked++
	if p.Answered {
		r.Answered++
	}
}

// stronger is the one of two answers that helps more.
func stronger(a, b Seen) Seen {
	rank := map[Seen]int{SeenNo: 1, SeenOnce: 2, SeenWith: 3}
	if rank[b] > rank[a] {
		return b
	}
	return a
}

// countSchool fills in how many of the other staff were asked and have answered.
func (s *Service) countSchool(tx *db.Tx, m missing, c crowd, v *Search) error {
	all, err := roster.StaffOfSchool(tx, m.School)
	if err != nil {
		return err
	}
	own, err := roster.StaffOf(tx, m.Class)
	last := &v.Rings[len(v.Rings)-1]
	for _, p := range all {
		if slices.Contains(own, p) {
			continue
		}
		last.Asked++
		if _, answered := c.staff[p]; answered {
			last.Answered++
		}
	}
	return err
}

// roomState tells how the students' room takes part.
func (s *Service) roomState(tx *db.Tx, m missing) (string, error) {
	stands, err := standsIn(tx, string(m.ID), []feed.ID{feed.OfStudents(m.Class)})
	if err != nil || stands {
		return "asked", err
	}
	pupils, err := s.pupils(tx, m.Class)
	if err != nil || len(pupils) == 0 {
		return "none", err
	}
	unwatched, err := roster.Unwatched(tx, []roster.ClassID{m.Class})
	if err != nil || unwatched[m.Class] {
		return "closed", err
	}
	return "later", nil
}

// calls lists whom to call: the own family, then who was asked and is silent, the
// nearest first.
func (c crowd) calls(m missing) []Call {
	silent := map[Ring][]Call{}
	said := map[roster.StudentID]bool{}
	for _, g := range c.given {
		said[g.Student] = true
	}
	for _, f := range c.families {
		ring, asked := c.asked[f.Student.ID]
		own := f.Student.ID == m.Student
		if own || asked && !said[f.Student.ID] {
			silent[ring] = append(silent[ring], Call{Student: f.Student.ID, Name: f.Student.Name, Own: own, Contacts: numbers(f)})
		}
	}
	out := []Call{}
	for n := RingHome; n <= RingSchool; n++ {
		out = append(out, silent[n]...)
	}
	return out
}

// numbers are a family's telephone numbers without those of a relation that is
// barred from the child.
func numbers(f roster.Family) []Number {
	out := []Number{}
	for _, c := range f.Contacts {
		barred := slices.ContainsFunc(f.Bars, func(b roster.Bar) bool { return b.Relation == c.Relation })
		if c.Phone != "" && !barred {
			out = append(out, Number{c.Name, c.Relation, c.Phone})
		}
	}
	return out
}
