package notice

import (
	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/reach"
	"magpie/internal/roster"
)

func (v *View) forFamily(tx *db.Tx, a core.Actor, n notice, places []Place) error {
	children, err := childrenOf(tx, a)
	if err != nil {
		return err
	}
	v.Students, v.Mine, v.Checks = nil, []MyChild{}, []Check{}
	mine := concerned(children, n.Class, places)
	students := []roster.StudentID{}
	for _, c := range mine {
		p, _ := placeFor(places, c.Class, c.Student)
		if a.Role == core.RoleStudent {
			p = Place{} // a child is no member where it stands
		}
		v.Mine = append(v.Mine, MyChild{Student: c.Student, Name: c.Name, Conversation: p.Conversation, Seq: p.Seq})
		students = append(students, c.Student)
		if p.Seq > 0 && (len(v.Places) == 0 || v.Places[len(v.Places)-1].Conversation != p.Conversation) {
			v.stands(p)
		}
	}
	if v.State == StateRecalled {
		v.Content, v.Question, v.Progress = Content{Type: n.Type, Level: n.Level, Need: n.Need}, nil, Progress{}
		v.Changes, v.Author = []Change{}, n.Author
	}
	if v.Counts, err = countSaid(tx, n.ID, v.conversation()); err != nil {
		return err
	}
	if err := v.fillMine(tx, a, n, mine, students); err != nil {
		return err
	}
	ticks, err := ticksOf(tx, n.ID, students)
	for i, item := range v.Checklist {
		for _, t := range ticks {
			if t.item == item {
				v.Checks = append(v.Checks, Check{Student: t.student, Item: i, Done: true})
			}
		}
	}
	return err
}

func (v *View) conversation() feed.ID {
	if v.Place == nil {
		return "-" // a reader without a place sees no numbers
	}
	return v.Place.Conversation
}

func (v *View) fillMine(tx *db.Tx, a core.Actor, n notice, mine []roster.Child, students []roster.StudentID) error {
	standing, err := ask.Standing(tx, n.Ask, students)
	if err != nil {
		return err
	}
	reminded, err := reach.Reminders(tx, []ask.ID{n.Ask}, students)
	if err != nil {
		return err
	}
	for i, c := range mine {
		st, m := standing[c.Student], &v.Mine[i]
		m.State, m.Own, m.Done, m.At, m.Reopened = st.State, st.Own(a.Person), st.Done, st.At, st.Reopened
		m.RemindedAt = reminded[reach.Reminder{Ask: n.Ask, Student: c.Student}]
		if n.Form == nil && n.Type != TypeChain {
			continue
		}
		given, err := ask.AnswersOf(tx, n.Ask, c.Student)
		if err != nil {
			return err
		}
		own, _ := standsFor(given, a.Person)
		m.Number, m.Values = own.Number, own.Values
	}
	return nil
}
