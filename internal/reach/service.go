package reach

import (
	"fmt"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// Service writes down how far asks have come. Its methods are for the rooms on
// the right, which have judged their actor.
type Service struct{ nudger Nudger }

// New returns the room. It follows answers and marks from now on; nudger may be
// nil when nobody has an open screen.
func New(f *feed.Service, a *ask.Service, nudger Nudger) *Service {
	s := &Service{nudger: nudger}
	f.OnMark(s.delivered)
	a.OnAnswer(s.answered)
	return s
}

// Parcel is an ask on its way: which entries bring it, by family.
type Parcel struct {
	School string
	Ask    ask.ID
	Room   feed.Kind
	Seqs   map[feed.Seq][]roster.StudentID // families whose entry has this number
}

// Enqueue writes a first delivery for every family that has none yet: pending,
// or failed where nobody has joined for the child.
func (s *Service) Enqueue(tx *db.Tx, p Parcel) error {
	for seq, students := range p.Seqs {
		guardians, err := roster.GuardiansOf(tx, students...)
		if err != nil {
			return err
		}
		reachable := map[roster.StudentID]bool{}
		for _, g := range guardians {
			reachable[g.Student] = true
		}
		var with, without []roster.StudentID
		for _, st := range students {
			if reachable[st] {
				with = append(with, st)
			} else {
				without = append(without, st)
			}
		}
		if err := insertFirst(tx, p, with, seq, StatePending, ""); err != nil {
			return fmt.Errorf("enqueue ask %s: %w", p.Ask, err)
		}
		if err := insertFirst(tx, p, without, seq, StateFailed, "nobody"); err != nil {
			return fmt.Errorf("enqueue ask %s: %w", p.Ask, err)
		}
	}
	return nil
}

// delivered notes that a device of the family holds everything up to a rev.
func (s *Service) delivered(tx *db.Tx, m feed.Marked) error {
	children, err := roster.ChildrenOf(tx, m.Person)
	if err != nil || len(children) == 0 {
		return err
	}
	class, _ := m.Conversation.Class()
	student, family := m.Conversation.Student()
	kind := feed.KindClass
	if family {
		kind = feed.KindFamily
	}
	var theirs []roster.StudentID
	var whose roster.ClassID
	for _, c := range children {
		if c.Class == class || c.Student == student {
			theirs, whose = append(theirs, c.Student), c.Class
		}
	}
	n, err := setDelivered(tx, theirs, kind, m.Got)
	if err != nil || n == 0 {
		return err
	}
	return s.nudgeStaff(tx, whose)
}

// nudgeStaff tells a class's staff that the numbers have moved.
func (s *Service) nudgeStaff(tx *db.Tx, class roster.ClassID) error {
	staff, err := roster.StaffOf(tx, class)
	s.Nudge(tx, NudgeReceipts, staff...)
	return err
}

// answered follows a child's standing, forwards and back, and tells the screens
// that show it.
func (s *Service) answered(tx *db.Tx, a ask.Answered) error {
	st := StateDelivered
	switch {
	case a.Child.Done:
		st = StateAnswered
	case a.Child.State != ask.StateNone:
		st = StateSeen
	}
	at := tx.Millis()
	if a.Ask.Secret {
		at = 0 // the hour of a ballot would tell more than that it was cast
	}
	if err := setState(tx, a.Ask.ID, a.Child.Student, st, at); err != nil {
		return err
	}
	class, own, err := whereabouts(tx, a)
	if err != nil {
		return err
	}
	if err := s.nudgeStaff(tx, class); err != nil {
		return err
	}
	if own != "" {
		s.Nudge(tx, NudgeHome, own)
	}
	return s.NudgeFamilies(tx, a.Child.Student)
}

// whereabouts returns the class of the child that was answered for and, where
// children are asked themselves, its own account. An ask of one class to families
// knows without looking.
func whereabouts(tx *db.Tx, a ask.Answered) (roster.ClassID, string, error) {
	self := a.Ask.Self || a.Ask.Per == ask.PerStudent
	if len(a.Ask.Classes) == 1 && !self {
		return a.Ask.Classes[0], "", nil
	}
	st, err := roster.LoadStudent(tx, a.Child.Student)
	if !self {
		st.Person = ""
	}
	return st.Class, st.Person, err
}

// StepBack asks everybody again: what was seen or answered is only delivered now.
func (s *Service) StepBack(tx *db.Tx, id ask.ID) error { return stepBack(tx, id) }

// Remind reminds the families that were left alone for RemindEvery, and tells of
// the others from when they may be.
func (s *Service) Remind(tx *db.Tx, school string, id ask.ID, students []roster.StudentID) (Reminded, error) {
	out := Reminded{Students: []roster.StudentID{}, Waiting: map[roster.StudentID]core.Millis{}}
	if len(students) == 0 {
		return out, nil
	}
	claimed, err := claimReminders(tx, school, id, students)
	if err != nil {
		return out, fmt.Errorf("remind of ask %s: %w", id, err)
	}
	if err := insertReminders(tx, id, claimed); err != nil {
		return out, fmt.Errorf("remind of ask %s: %w", id, err)
	}
	out.Students = claimed
	last, err := lastReminders(tx, students)
	if err != nil {
		return out, err
	}
	for _, st := range claimed {
		delete(last, st)
	}
	for st, at := range last {
		out.Waiting[st] = at + core.Millis(RemindEvery.Milliseconds())
	}
	return out, s.NudgeFamilies(tx, claimed...)
}

// Nudge tells persons' open screens to look again, after the commit.
func (s *Service) Nudge(tx *db.Tx, what string, persons ...string) {
	if s.nudger == nil || len(persons) == 0 {
		return
	}
	tx.AfterCommit(func() {
		for _, p := range persons {
			s.nudger.Person(p, what)
		}
	})
}

// NudgeFamilies tells everybody who belongs to the children, after the commit,
// that what waits for their answer has changed.
func (s *Service) NudgeFamilies(tx *db.Tx, students ...roster.StudentID) error {
	if s.nudger == nil || len(students) == 0 {
		return nil
	}
	persons, err := roster.PersonsOf(tx, students...)
	s.Nudge(tx, NudgeHome, persons...)
	return err
}
