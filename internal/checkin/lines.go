package checkin

import (
	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// moment is the moment a round is looked at: after its end nobody becomes any later.
func (r round) moment(now core.Millis) core.Millis {
	if r.State != roundOpen {
		return min(now, r.ClosedAt)
	}
	return now
}

// linesOf works out how children of a round stand at this moment, with the same
// number of queries for five as for three hundred.
func linesOf(tx *db.Tx, r round, students []roster.Student) ([]line, error) {
	said, err := saidIn(tx, r, students)
	if err != nil {
		return nil, err
	}
	known, err := keptOf(tx, r.ID)
	if err != nil {
		return nil, err
	}
	usuals, err := usualsOf(tx, students)
	lines := make([]line, 0, len(students))
	for _, st := range students {
		l := line{student: st, usual: usuals[st.ID], kept: known[st.ID]}
		l.last = l.kept.word(said[st.ID])
		lines = append(lines, stand(l, r.At, r.moment(tx.Millis())))
	}
	return lines, err
}

// word is the last that is known: what staff marked stands until somebody answers.
func (k kept) word(g ask.Given) word {
	if k.mark != "" {
		return word{said: k.mark, at: k.markAt, given: ask.Given{Student: k.student, Person: k.markBy, Via: ask.ViaStaff}}
	}
	return word{said: saidBy(g), place: g.Values.Text(fieldPlace), note: g.Values.Text(fieldNote), at: g.At, given: g}
}

// saidBy is what an answer says; nothing when there is none or it was taken back.
func saidBy(g ask.Given) Said {
	if g.Withdrawn {
		return ""
	}
	return Said(g.Values.Text(fieldState))
}

// few is up to how many children are asked for one by one.
const few = 3

// saidIn returns the newest answer for each child.
func saidIn(tx *db.Tx, r round, students []roster.Student) (map[roster.StudentID]ask.Given, error) {
	var all []ask.Given
	var err error
	if len(students) > few {
		all, err = ask.Answers(tx, r.Ask)
	} else {
		for _, st := range students {
			some, failed := ask.AnswersOf(tx, r.Ask, st.ID)
			if all = append(all, some...); failed != nil {
				return nil, failed
			}
		}
	}
	out := map[roster.StudentID]ask.Given{}
	for _, g := range all {
		if !g.Withdrawn {
			out[g.Student] = g
		}
	}
	return out, err
}

// usualsOf returns what is expected of each child's way home.
func usualsOf(tx *db.Tx, students []roster.Student) (map[roster.StudentID]usual, error) {
	own, err := learned(tx, roster.IDs(students))
	if err != nil {
		return nil, err
	}
	ways, err := waysOf(tx, roster.IDs(students))
	if err != nil {
		return nil, err
	}
	classes := map[roster.ClassID]usual{}
	for _, st := range students {
		if _, done := classes[st.Class]; done || own[st.ID].n >= enoughRounds || ways[st.ID].minutes > 0 {
			continue
		}
		if classes[st.Class], err = usualOf(tx, st.Class); err != nil {
			return nil, err
		}
	}
	out := make(map[roster.StudentID]usual, len(students))
	for _, st := range students {
		out[st.ID] = expected(own[st.ID], ways[st.ID].minutes, classes[st.Class])
	}
	return out, nil
}

// learned returns what the own last rounds of children say.
func learned(tx *db.Tx, students []roster.StudentID) (map[roster.StudentID]usual, error) {
	list, err := arrivalsOf(tx, students)
	minutes := map[roster.StudentID][]int{}
	for _, a := range list {
		minutes[a.student] = append(minutes[a.student], a.minutes)
	}
	out := make(map[roster.StudentID]usual, len(minutes))
	for st, list := range minutes {
		out[st] = learn(list)
	}
	return out, err
}

// usualOf returns what is usual in a class.
func usualOf(tx *db.Tx, class roster.ClassID) (usual, error) {
	students, err := roster.Students(tx, class)
	if err != nil {
		return usual{}, err
	}
	list, err := arrivalsOf(tx, roster.IDs(students))
	minutes := make([]int, len(list))
	for i, a := range list {
		minutes[i] = a.minutes
	}
	return learn(minutes), err
}
