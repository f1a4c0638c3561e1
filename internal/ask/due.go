package ask

import (
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Due is an open ask and how one child stands with it.
type Due struct {
	Ask   Ask
	Child Child
}

// OfChildren returns every open ask that wants something of the guardians of the
// children, once for each child.
func OfChildren(tx *db.Tx, children []roster.Child) ([]Due, error) {
	classes, students := []roster.ClassID{}, []roster.StudentID{}
	for _, c := range children {
		classes, students = append(classes, c.Class), append(students, c.Student)
	}
	return dues(tx, classes, students, func(a Ask) bool { return a.Per != PerStudent })
}

// OfPupil returns every open ask that the child itself may answer.
func OfPupil(tx *db.Tx, st roster.Student) ([]Due, error) {
	return dues(tx, []roster.ClassID{st.Class}, []roster.StudentID{st.ID}, func(a Ask) bool { return a.Self || a.Per == PerStudent })
}

func dues(tx *db.Tx, classes []roster.ClassID, students []roster.StudentID, wants func(Ask) bool) ([]Due, error) {
	found, err := openAsks(tx, classes, students)
	if err != nil || len(found) == 0 {
		return []Due{}, err
	}
	families, where, err := familiesOf(tx, students)
	if err != nil {
		return nil, err
	}
	ids := make([]ID, 0, len(found))
	for _, f := range found {
		ids = append(ids, f.ID)
	}
	answers, err := answersFor(tx, ids, families)
	given, out := gather(answers), []Due{}
	for _, it := range found {
		for _, f := range families {
			if !wants(it.Ask) || !it.In(where[f.student]) || it.student != "" && it.student != f.student {
				continue
			}
			out = append(out, Due{Ask: it.Ask, Child: judge(it.Ask, f, given.of(it.Ask, f))})
		}
	}
	return out, err
}

// familiesOf returns the families of children, in the children's order, and the
// classes they are in; those who left are left out.
func familiesOf(tx *db.Tx, ids []roster.StudentID) ([]family, map[roster.StudentID]roster.ClassID, error) {
	students, err := roster.StudentsByID(tx, ids)
	if err != nil {
		return nil, nil, err
	}
	guardians, err := roster.GuardiansOf(tx, ids...)
	of, where := map[roster.StudentID]*family{}, map[roster.StudentID]roster.ClassID{}
	for _, st := range students {
		of[st.ID], where[st.ID] = &family{student: st.ID, own: st.Person}, st.Class
	}
	for _, g := range guardians {
		of[g.Student].guardians = append(of[g.Student].guardians, g)
	}
	out := make([]family, 0, len(ids))
	for _, id := range ids {
		if f := of[id]; f != nil {
			out = append(out, *f)
			delete(of, id)
		}
	}
	return out, where, err
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
	families, _, err := familiesOf(tx, students)
	if err != nil {
		return nil, err
	}
	answers, err := answersFor(tx, []ID{id}, families)
	given := gather(answers)
	for _, f := range families {
		out[f.student] = judge(a, f, given.of(a, f))
	}
	for _, st := range students {
		if _, here := out[st]; !here {
			out[st] = judge(a, family{student: st}, nil)
		}
	}
	return out, err
}

// Mine is a child's standing as its own family sees it.
type Mine struct {
	Student  roster.StudentID `json:"student"`
	State    State            `json:"state" enum:"none,read,confirmed"`
	Done     bool             `json:"done" doc:"Nothing more is expected for this child"`
	At       core.Millis      `json:"at"`
	Reopened bool             `json:"reopened" doc:"Answered once, but the notice has changed since"`
	Number   int              `json:"number,omitempty" doc:"The answer's place, from 1"`
	Values   form.Values      `json:"values,omitempty" doc:"What stands for the child now"`
	Right    *bool            `json:"right,omitempty" doc:"Of an understood answer"`
	Line     string           `json:"line,omitempty" doc:"Where it stands in the notice, after a wrong answer"`
}

func mine(c Child, g Given) Mine {
	m := Mine{Student: c.Student, State: c.State, Done: c.Done, At: c.At, Reopened: c.Reopened}
	if g.Number > 0 && !g.Withdrawn {
		m.Number, m.Values = g.Number, g.Values
	}
	return m
}
