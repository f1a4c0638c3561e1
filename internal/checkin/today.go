package checkin

import (
	"slices"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// TodayRound is an open round on staff's page of the day.
type TodayRound struct {
	Round   RoundID      `json:"round"`
	Name    string       `json:"name"`
	Classes []BoardClass `json:"classes"`
	At      core.Millis  `json:"at"`
	EndsAt  core.Millis  `json:"endsAt"`
	Numbers
	Overdue []Late `json:"overdue" doc:"The latest first"`
}

// Late is a child who is overdue.
type Late struct {
	Student roster.StudentID `json:"student"`
	Name    string           `json:"name"`
	LateMin int              `json:"lateMin"`
}

// Today returns the open rounds of classes, for their staff.
func Today(tx *db.Tx, classes []roster.ClassID) ([]TodayRound, error) {
	out := []TodayRound{}
	rounds, err := living(tx, classes)
	if err != nil {
		return out, err
	}
	for _, r := range rounds {
		if r.State != roundOpen {
			continue
		}
		t, err := todayOf(tx, r)
		if err != nil {
			return out, err
		}
		out = append(out, t)
	}
	return out, nil
}

func todayOf(tx *db.Tx, r round) (t TodayRound, err error) {
	classes, err := classesOf(tx, r.ID)
	if err != nil {
		return t, err
	}
	students, err := studentsOf(tx, classes)
	if err != nil {
		return t, err
	}
	lines, err := linesOf(tx, r, students)
	if err != nil {
		return t, err
	}
	slices.SortStableFunc(lines, byUrgency)
	t = TodayRound{Round: r.ID, Name: r.Name, At: r.At, EndsAt: r.EndsAt, Numbers: count(lines), Overdue: []Late{}}
	for _, l := range lines {
		if l.state == StateOverdue {
			t.Overdue = append(t.Overdue, Late{l.student.ID, l.student.Name, l.lateMin(tx.Millis())})
		}
	}
	t.Classes, err = named(tx, classes)
	return t, err
}

// Company tells the search for a missing child who goes home with whom; app plugs
// it in there.
type Company struct{}

// Companions returns who goes home with a child, as staff wrote it down.
func (Company) Companions(tx *db.Tx, student roster.StudentID) ([]roster.StudentID, error) {
	st, err := roster.LoadStudent(tx, student)
	if err != nil {
		return nil, err
	}
	pairs, err := pairsOf(tx, []roster.ClassID{st.Class})
	out := []roster.StudentID{}
	for _, p := range pairs {
		switch student {
		case p.A:
			out = append(out, p.B)
		case p.B:
			out = append(out, p.A)
		}
	}
	return out, err
}

// Home reports whether a child has come home in a round that still takes words.
func (Company) Home(tx *db.Tx, student roster.StudentID) (bool, error) {
	st, err := roster.LoadStudent(tx, student)
	if err != nil {
		return false, err
	}
	rounds, err := living(tx, []roster.ClassID{st.Class})
	if err != nil || len(rounds) == 0 {
		return false, err
	}
	lines, err := linesOf(tx, rounds[len(rounds)-1], []roster.Student{st})
	return err == nil && lines[0].last.said.arrives(), err
}

// describe says what a round is about to somebody who holds a link for one child.
func describe(tx *db.Tx, owner string, student roster.StudentID) (ask.Card, error) {
	r, err := loadRound(tx, RoundID(owner))
	if err != nil {
		return ask.Card{}, err
	}
	card := ask.Card{Kind: ownerKind, Title: r.Name}
	if student == "" {
		return card, nil
	}
	st, err := roster.LoadStudent(tx, student)
	if err != nil {
		return card, err
	}
	class, err := roster.LoadClass(tx, st.Class)
	card.ClassName, card.Child = class.Name, st.Given()
	return card, err
}
