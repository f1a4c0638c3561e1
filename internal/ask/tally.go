package ask

import (
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Crowd is a class with its families, read once for many counts.
type Crowd struct {
	Students  []roster.Student
	Guardians map[roster.StudentID][]roster.Guardian
}

// LoadCrowd reads a class with its families from the roster.
func LoadCrowd(tx *db.Tx, class roster.ClassID) (Crowd, error) {
	students, err := roster.Students(tx, class)
	if err != nil {
		return Crowd{}, err
	}
	guardians, err := roster.GuardiansOfClass(tx, class)
	return Crowd{students, byStudent(guardians, func(g roster.Guardian) roster.StudentID { return g.Student })}, err
}

// Tally is where every family of an ask stands, in the order of the roster.
type Tally struct {
	Ask      Ask
	Students []roster.Student
	Children []Child // beside Students
}

// Answered is how many children are done.
func (t Tally) Answered() (n int) {
	for _, c := range t.Children {
		if c.Done {
			n++
		}
	}
	return n
}

// Count computes the tallies of asks of one class from its crowd and the answers
// of this moment, with three queries however many there are.
func Count(tx *db.Tx, crowd Crowd, ids ...ID) (map[ID]Tally, error) {
	asks, err := asksByID(tx, ids)
	if err != nil {
		return nil, err
	}
	chosen, err := targets(tx, ids)
	if err != nil {
		return nil, err
	}
	answers, err := answersOf(tx, ids)
	if err != nil {
		return nil, err
	}
	given := byKey(answers)
	out := make(map[ID]Tally, len(asks))
	for _, a := range asks {
		t := Tally{Ask: a, Students: []roster.Student{}, Children: []Child{}}
		for _, st := range crowd.Students {
			if st.Class != a.Class || !a.AllClass && !chosen[a.ID][st.ID] {
				continue
			}
			t.Students = append(t.Students, st)
			t.Children = append(t.Children, judge(a, st.ID, crowd.Guardians[st.ID], given[key{a.ID, st.ID}]))
		}
		out[a.ID] = t
	}
	return out, nil
}

// CountOne is Count for a single ask of any class.
func CountOne(tx *db.Tx, id ID) (Tally, error) {
	a, err := loadAsk(tx, id)
	if err != nil {
		return Tally{}, err
	}
	crowd, err := LoadCrowd(tx, a.Class)
	if err != nil {
		return Tally{}, err
	}
	tallies, err := Count(tx, crowd, id)
	return tallies[id], err
}

// Outstanding returns the children whose family has not answered: the roster
// minus the answers.
func Outstanding(tx *db.Tx, id ID) ([]roster.StudentID, error) {
	t, err := CountOne(tx, id)
	out := []roster.StudentID{}
	for _, c := range t.Children {
		if !c.Done {
			out = append(out, c.Student)
		}
	}
	return out, err
}

// Due is an open ask and how one child stands with it.
type Due struct {
	Ask   Ask
	Child Child
}

// OfChildren returns every open ask that concerns the children, once for each child.
func OfChildren(tx *db.Tx, children []roster.Child) ([]Due, error) {
	classes, students := []roster.ClassID{}, []roster.StudentID{}
	for _, c := range children {
		classes, students = append(classes, c.Class), append(students, c.Student)
	}
	found, err := openAsks(tx, classes, students)
	if err != nil {
		return nil, err
	}
	ids := make([]ID, 0, len(found))
	for _, f := range found {
		ids = append(ids, f.ID)
	}
	answers, err := answersFor(tx, ids, students)
	if err != nil {
		return nil, err
	}
	guardians, err := roster.GuardiansOf(tx, students...)
	if err != nil {
		return nil, err
	}
	return match(children, found, answers, guardians), nil
}

func match(children []roster.Child, found []concerning, answers []Answer, guardians []roster.Guardian) []Due {
	given := byKey(answers)
	family := byStudent(guardians, func(g roster.Guardian) roster.StudentID { return g.Student })
	out := []Due{}
	for _, f := range found {
		for _, c := range children {
			if f.Class != c.Class || f.student != "" && f.student != c.Student {
				continue
			}
			standing := judge(f.Ask, c.Student, family[c.Student], given[key{f.ID, c.Student}])
			out = append(out, Due{Ask: f.Ask, Child: standing})
		}
	}
	return out
}

// key is one child's part of an ask.
type key struct {
	ask     ID
	student roster.StudentID
}

func byKey(answers []Answer) map[key][]Answer {
	out := map[key][]Answer{}
	for _, an := range answers {
		k := key{an.Ask, an.Student}
		out[k] = append(out[k], an)
	}
	return out
}

func byStudent[T any](items []T, of func(T) roster.StudentID) map[roster.StudentID][]T {
	out := map[roster.StudentID][]T{}
	for _, it := range items {
		out[of(it)] = append(out[of(it)], it)
	}
	return out
}

// Mine is a child's standing as its own family sees it.
type Mine struct {
	Student  roster.StudentID `json:"student"`
	State    State            `json:"state" enum:"none,read,confirmed"`
	Done     bool             `json:"done" doc:"Nothing more is expected for this child"`
	At       core.Millis      `json:"at"`
	Reopened bool             `json:"reopened" doc:"Answered once, but the notice has changed since"`
}

func mine(c Child) Mine {
	return Mine{Student: c.Student, State: c.State, Done: c.Done, At: c.At, Reopened: c.Reopened}
}

// Standing returns how children stand with an ask, whether it is open or closed;
// an ask that was never opened has nobody's answer.
func Standing(tx *db.Tx, id ID, students []roster.StudentID) (map[roster.StudentID]Child, error) {
	out := map[roster.StudentID]Child{}
	if id == "" {
		return out, nil
	}
	a, err := loadAsk(tx, id)
	if err != nil {
		return nil, err
	}
	guardians, err := roster.GuardiansOf(tx, students...)
	if err != nil {
		return nil, err
	}
	answers, err := answersFor(tx, []ID{id}, students)
	family := byStudent(guardians, func(g roster.Guardian) roster.StudentID { return g.Student })
	given := byKey(answers)
	for _, st := range students {
		out[st] = judge(a, st, family[st], given[key{id, st}])
	}
	return out, err
}
