package ask

import (
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Tally is where every family of an ask stands, in the order of the roster.
type Tally struct {
	Ask       Ask
	Students  []roster.Student
	Guardians map[roster.StudentID][]roster.Guardian
	Children  []Child // beside Students
}

// Count computes the tally from the roster and the answers of this moment.
func Count(tx *db.Tx, id ID) (t Tally, err error) {
	if t.Ask, err = loadAsk(tx, id); err != nil {
		return t, err
	}
	if t.Students, err = Students(tx, t.Ask); err != nil {
		return t, err
	}
	guardians, err := roster.GuardiansOfClass(tx, t.Ask.Class)
	if err != nil {
		return t, err
	}
	answers, err := answersOf(tx, id)
	if err != nil {
		return t, err
	}
	t.Guardians = byStudent(guardians, func(g roster.Guardian) roster.StudentID { return g.Student })
	given := byStudent(answers, func(a Answer) roster.StudentID { return a.Student })
	t.Children = make([]Child, 0, len(t.Students))
	for _, st := range t.Students {
		t.Children = append(t.Children, judge(t.Ask, st.ID, t.Guardians[st.ID], given[st.ID]))
	}
	return t, nil
}

// Outstanding returns the children whose family has not answered: the roster
// minus the answers.
func Outstanding(tx *db.Tx, id ID) ([]roster.StudentID, error) {
	t, err := Count(tx, id)
	out := []roster.StudentID{}
	for _, c := range t.Children {
		if !c.Done {
			out = append(out, c.Student)
		}
	}
	return out, err
}

// Load returns an ask, core.ErrAbsent when there is none.
func Load(tx *db.Tx, id ID) (Ask, error) { return loadAsk(tx, id) }

// Students returns the audience of an ask as it is now.
func Students(tx *db.Tx, a Ask) ([]roster.Student, error) {
	if a.AllClass {
		return roster.Students(tx, a.Class)
	}
	chosen, err := targets(tx, a.ID)
	if err != nil {
		return nil, err
	}
	return roster.StudentsByID(tx, chosen)
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
	type key struct {
		ask     ID
		student roster.StudentID
	}
	given := map[key][]Answer{}
	for _, an := range answers {
		k := key{an.Ask, an.Student}
		given[k] = append(given[k], an)
	}
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
