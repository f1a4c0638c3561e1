package checkin

import (
	"context"
	"slices"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Mark is what staff tap for a child: where it is, a note, or both.
type Mark struct {
	State  Said // empty to note something only
	Place  string
	Note   string
	Called bool
}

// Mark says for a child what staff know. Where the child is safe that is an answer
// like the family's own; excused and on the way are staff's alone and stand until
// somebody answers. The policy has judged the actor.
func (s *Service) Mark(ctx context.Context, a core.Actor, id RoundID, student roster.StudentID, m Mark) (Board, error) {
	m.Note, m.Place = core.CleanLine(m.Note), core.CleanLine(m.Place)
	var c core.Check
	c.Require(slices.Contains([]Said{"", SaidHome, SaidOther, SaidPicked, SaidExcused, SaidOnWay}, m.State), "/state", "field.choice")
	c.Length(m.Note, 0, maxNote, "/note")
	c.Length(m.Place, 0, maxPlace, "/place")
	c.Require(m.State != "" || m.Note != "" || m.Called, "/note", "field.required")
	if err := c.Err(); err != nil {
		return Board{}, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (Board, error) {
		r, err := loadRound(tx, id)
		if err != nil {
			return Board{}, err
		}
		if err := takesPart(tx, r, student); err != nil {
			return Board{}, err
		}
		if err := s.mark(tx, a, r, student, m); err != nil {
			return Board{}, err
		}
		return boardOf(tx, r, a.Lang)
	})
}

func (s *Service) mark(tx *db.Tx, a core.Actor, r round, student roster.StudentID, m Mark) error {
	switch {
	case m.State.arrives():
		v := Values{State: m.State, Place: m.Place}
		in := ask.In{Student: student, Person: a.Person, Via: ask.ViaStaff, Values: v.form(), Note: m.Note}
		if err := s.answer(tx, r, in); err != nil {
			return err
		}
	case m.State != "":
		if _, err := hold(tx, r.ID); err != nil {
			return err
		}
		if err := mark(tx, r, student, m.State, a.Person); err != nil {
			return err
		}
		if err := s.moved(tx, r, student, m.State); err != nil {
			return err
		}
		if err := s.reach.NudgeFamilies(tx, student); err != nil {
			return err
		}
	}
	if m.Note == "" && !m.Called {
		return nil
	}
	if err := insertNote(tx, r, note{student: student, person: a.Person, text: m.Note, called: m.Called}); err != nil {
		return err
	}
	return s.ring(tx, r)
}

// takesPart returns core.ErrAbsent for a child of no class of the round.
func takesPart(tx *db.Tx, r round, students ...roster.StudentID) error {
	classes, err := classesOf(tx, r.ID)
	if err != nil {
		return err
	}
	found, err := roster.StudentsByID(tx, students)
	if err != nil {
		return err
	}
	for _, st := range found {
		if !slices.Contains(classes, st.Class) {
			return core.ErrAbsent
		}
	}
	return core.AbsentUnless(len(found) == len(students), nil)
}

// Thank gives a word of thanks to the families of children who are home: all that
// were not thanked yet, or the ones named. The policy has judged the actor.
func (s *Service) Thank(ctx context.Context, a core.Actor, id RoundID, only []roster.StudentID, text string) ([]roster.StudentID, error) {
	text = core.CleanLine(text)
	var c core.Check
	c.Length(text, 0, maxWord, "/word")
	if err := c.Err(); err != nil {
		return nil, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) ([]roster.StudentID, error) {
		w, err := s.watch(tx, id)
		if err != nil {
			return nil, err
		}
		thanked := []roster.StudentID{}
		for _, l := range w.lines {
			chosen := only == nil && l.kept.thankedAt == 0 || slices.Contains(only, l.student.ID)
			if chosen && l.last.said.arrives() {
				thanked = append(thanked, l.student.ID)
			}
		}
		if err := setThanked(tx, w.round, thanked, a.Person, text); err != nil {
			return nil, err
		}
		if err := s.nudgeOwn(tx, w, thanked); err != nil {
			return nil, err
		}
		return thanked, s.ring(tx, w.round)
	})
}

// nudgeOwn lets the own people of children look: families, and children with an
// account.
func (s *Service) nudgeOwn(tx *db.Tx, w watch, students []roster.StudentID) error {
	persons := []string{}
	for _, l := range w.lines {
		if l.student.Person != "" && slices.Contains(students, l.student.ID) {
			persons = append(persons, l.student.Person)
		}
	}
	s.reach.Nudge(tx, nudgeHome, persons...)
	return s.reach.NudgeFamilies(tx, students...)
}

// Reminding is what became of pressing "remind".
type Reminding struct {
	Reminded []roster.StudentID `json:"reminded"`
	Skipped  []Skipped          `json:"skipped"`
}

// Skipped is a child whose family was not reminded, and why.
type Skipped struct {
	Student roster.StudentID `json:"student"`
	Key     string           `json:"key"`
	Text    string           `json:"text"`
}

// Remind reminds the families of children who are not home, in private: the named,
// or all who are overdue. Nobody is reminded after an answer. The policy has judged
// the actor.
func (s *Service) Remind(ctx context.Context, a core.Actor, id RoundID, only []roster.StudentID) (Reminding, error) {
	return db.Once(ctx, s.db, func(tx *db.Tx) (Reminding, error) {
		out := Reminding{Reminded: []roster.StudentID{}, Skipped: []Skipped{}}
		w, err := s.watch(tx, id)
		if err != nil {
			return out, err
		}
		if w.State != roundOpen {
			return out, ErrClosed
		}
		chosen := slices.DeleteFunc(slices.Clone(w.lines), func(l line) bool {
			return only != nil && !slices.Contains(only, l.student.ID) || only == nil && l.state != StateOverdue
		})
		joined, err := joinedOf(tx, chosen)
		if err != nil {
			return out, err
		}
		var lines []line
		for _, l := range chosen {
			if key := l.skip(joined[l.student.ID], w.now); key != "" {
				out.Skipped = append(out.Skipped, Skipped{l.student.ID, key, Words.Say(a.Lang, key, nil)})
				continue
			}
			lines, out.Reminded = append(lines, l), append(out.Reminded, l.student.ID)
		}
		if err := s.remind(tx, &w, lines); err != nil {
			return out, err
		}
		if err := lookSooner(tx, id, w.now+millis(gather)); err != nil {
			return out, err
		}
		tx.AfterCommit(s.wake.Rouse)
		return out, s.ring(tx, w.round)
	})
}

// skip says why a family is not reminded; empty when it is.
func (l line) skip(joined bool, now core.Millis) string {
	switch {
	case l.last.said != "":
		return "checkin.skip.answered"
	case !joined:
		return "checkin.skip.notJoined"
	case l.kept.remindedAt > 0 && now < l.kept.remindedAt+millis(remindPace):
		return "checkin.skip.waiting"
	}
	return ""
}

// Close ends a round at once, with its list by name. One that has ended stays as it
// is. The policy has judged the actor.
func (s *Service) Close(ctx context.Context, a core.Actor, id RoundID) (Board, error) {
	return db.Once(ctx, s.db, func(tx *db.Tx) (Board, error) {
		w, err := s.watch(tx, id)
		if err != nil {
			return Board{}, err
		}
		if w.State == roundOpen {
			if err := s.end(tx, &w); err != nil {
				return Board{}, err
			}
		}
		return boardOf(tx, w.round, a.Lang)
	})
}

// end closes a round, learns from it and leaves the list.
func (s *Service) end(tx *db.Tx, w *watch) error {
	w.close()
	if err := keepArrivals(tx, w.round); err != nil {
		return err
	}
	if err := s.refresh(tx, w); err != nil {
		return err
	}
	w.LookAt = w.next(false)
	if err := setRound(tx, w.round); err != nil {
		return err
	}
	tx.AfterCommit(s.wake.Rouse)
	return s.ring(tx, w.round)
}

// Past is a round in a class's list.
type Past struct {
	Round  RoundID     `json:"round"`
	Name   string      `json:"name"`
	Day    Day         `json:"day"`
	At     core.Millis `json:"at"`
	EndsAt core.Millis `json:"endsAt"`
	State  string      `json:"state" enum:"open,closed,missed"`
	Numbers
}

// Rounds returns a class's rounds, the newest first; the policy has judged the actor.
func (s *Service) Rounds(ctx context.Context, _ core.Actor, class roster.ClassID, p core.Page) (list []Past, next string, err error) {
	p = p.Clamp()
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		rounds, err := roundsOf(tx, class, cursor(p.After), p.Limit+1)
		if len(rounds) > p.Limit {
			rounds = rounds[:p.Limit]
			next = cursorOf(rounds[p.Limit-1].At)
		}
		list = make([]Past, 0, len(rounds))
		for _, r := range rounds {
			list = append(list, Past{Round: r.ID, Name: r.Name, Day: r.Day, At: r.At, EndsAt: r.EndsAt, State: string(r.State), Numbers: r.Shown})
		}
		return err
	})
	return list, next, err
}
