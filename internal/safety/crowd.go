package safety

import (
	"maps"
	"slices"

	"magpie/internal/account"
	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// crowd is all that a view is made of.
type crowd struct {
	families []roster.Family
	given    []ask.Given
	staff    map[string]string // names of staff who answered
	asked    map[roster.StudentID]Ring
	opened   map[Ring]core.Millis
	with     []companion
	kept     map[roster.StudentID]bool // never asked
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
	if c.kept, err = kept(tx, m); err != nil {
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
	if at, told := v.Number("at"); told && lately(core.Millis(at), g.At) { // by a link anything may come
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
	before, next := maps.Clone(c.kept), m.NextAt
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

// pace is how fast the families that were asked have answered.
func (c crowd) pace(m missing) Score {
	first := map[roster.StudentID]core.Millis{}
	for _, g := range c.given {
		if at, said := first[g.Student]; !said || g.At < at {
			first[g.Student] = g.At
		}
	}
	of, at := 0, []core.Millis{}
	for _, f := range c.families {
		if _, asked := c.asked[f.Student.ID]; !asked || len(f.Guardians) == 0 && f.Student.Person == "" {
			continue
		}
		of++
		if answered := first[f.Student.ID]; answered > 0 {
			at = append(at, answered)
		}
	}
	return score(of, m.OpenedAt, at)
}
