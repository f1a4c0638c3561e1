package talk

import (
	"context"
	"slices"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// Debt is something a family said to staff that waits for an answer.
type Debt struct {
	Conversation feed.ID        `json:"conversation"`
	Seq          feed.Seq       `json:"seq"`
	Class        roster.ClassID `json:"class"`
	ClassName    string         `json:"className"`
	Name         string         `json:"name" doc:"The author as shown, e.g. 李明妈妈"`
	Entry        feed.Entry     `json:"entry"`
	At           core.Millis    `json:"at"`
	SnoozedUntil core.Millis    `json:"snoozedUntil"`
	state        string
}

// Owing is how much staff owe, and to whom for the longest time.
type Owing struct {
	N      int     `json:"n"`
	Oldest *Oldest `json:"oldest,omitempty"`
}

// Oldest is what waits longest.
type Oldest struct {
	Conversation feed.ID     `json:"conversation"`
	Seq          feed.Seq    `json:"seq"`
	Name         string      `json:"name"`
	At           core.Millis `json:"at"`
}

// appended follows the log: a word of staff settles what it answers, a reply of a
// family under a notice is owed. Messages of families know more of whom they
// address than their entry does, so Post owes for them.
func (s *Service) appended(tx *db.Tx, e feed.Entry) error {
	if root, ok := answers(e); ok {
		return s.settle(tx, e, root)
	}
	if e.Kind != feed.EntryReply || !(spoken{role: e.By.Role, room: e.Conversation.Kind(), toStaff: true}).owed() {
		return nil
	}
	class, err := feed.ClassOf(tx, e.Conversation)
	if err != nil {
		return err
	}
	return s.owe(tx, e, class, e.School)
}

// owe puts an entry on the list of the class's staff and lets them look.
func (s *Service) owe(tx *db.Tx, e feed.Entry, class roster.ClassID, school string) error {
	if err := insertOwed(tx, school, class, e); err != nil {
		return err
	}
	return s.tellStaff(tx, class, school)
}

func (s *Service) settle(tx *db.Tx, e feed.Entry, root feed.Seq) error {
	if root > 0 {
		root = e.Root // the replies under a notice may be deeper than one step
	}
	class, err := feed.ClassOf(tx, e.Conversation)
	if err != nil {
		return err
	}
	settled, err := settleOwed(tx, class, e, root)
	if err != nil || !settled {
		return err
	}
	return s.tellStaff(tx, class, e.School)
}

// tellStaff lets the staff of a class look at what is owed, at once, and then not
// more often than they could follow.
func (s *Service) tellStaff(tx *db.Tx, class roster.ClassID, school string) error {
	if s.nudger == nil || class == "" {
		return nil
	}
	if s.bell.Rang(class) {
		tx.AfterCommit(func() {
			if !s.bell.Again(class) {
				go s.ringAgain(class, school)
			}
		})
		return nil
	}
	tx.AfterCommit(func() { s.bell.Hush(class, func() { s.ringAgain(class, school) }) })
	return s.nudgeStaff(tx, class, school)
}

// ringAgain lets staff look at what has come since they were told last.
func (s *Service) ringAgain(class roster.ClassID, school string) {
	err := s.db.Write(core.Background(), func(tx *db.Tx) error { return s.tellStaff(tx, class, school) })
	if err != nil {
		s.log.Warn("tell staff what is owed", "err", err)
	}
}

func (s *Service) nudgeStaff(tx *db.Tx, class roster.ClassID, school string) error {
	staff, err := roster.StaffOf(tx, class)
	if err != nil {
		return err
	}
	return s.nudge(tx, school, staff, nudgeOwed)
}

// withdraw takes off the list what its author took back or staff removed.
func (s *Service) withdraw(tx *db.Tx, a core.Actor, conv feed.ID, seq feed.Seq) error {
	_, err := endOwed(tx, conv, seq, owedWithdrawn, a.Person)
	return err
}

// Done takes one thing off the list without an answer. Staff of the class may.
func (s *Service) Done(ctx context.Context, a core.Actor, conv feed.ID, seq feed.Seq) error {
	return s.onOwed(ctx, conv, seq, func(tx *db.Tx) error {
		_, err := endOwed(tx, conv, seq, owedDone, a.Person)
		return err
	})
}

// Snooze puts one thing aside until a moment within two weeks; it comes back by
// itself. Staff of the class may.
func (s *Service) Snooze(ctx context.Context, _ core.Actor, conv feed.ID, seq feed.Seq, until core.Millis) error {
	return s.onOwed(ctx, conv, seq, func(tx *db.Tx) error {
		var c core.Check
		c.Require(until > tx.Millis(), "/until", "field.past")
		c.Require(until <= core.MillisOf(tx.Now().Add(snoozeAtMost)), "/until", "talk.snoozeFar")
		if err := c.Err(); err != nil {
			return err
		}
		_, err := snoozeOwed(tx, conv, seq, until)
		return err
	})
}

// onOwed changes one thing on the list; nothing happens to what is off it already.
func (s *Service) onOwed(ctx context.Context, conv feed.ID, seq feed.Seq, fn func(tx *db.Tx) error) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (struct{}, error) {
		o, err := loadOwed(tx, conv, seq)
		if err != nil || o.state != owedOpen {
			return struct{}{}, err
		}
		if err := fn(tx); err != nil {
			return struct{}{}, err
		}
		c, err := roster.LoadClass(tx, o.Class)
		if err != nil {
			return struct{}{}, err
		}
		return struct{}{}, s.tellStaff(tx, o.Class, c.School)
	})
	return err
}

// Owed lists what the actor's classes owe, what was put aside last, each the
// oldest first.
func (s *Service) Owed(ctx context.Context, a core.Actor, p core.Page) (items []Debt, next string, err error) {
	p = p.Clamp()
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		classes, err := roster.ClassesOf(tx, a.Person)
		if err != nil {
			return err
		}
		if items, err = openOwed(tx, classIDs(classes), p); err != nil {
			return err
		}
		if len(items) > p.Limit {
			items = items[:p.Limit]
			next = cursorOf(items[p.Limit-1], tx.Millis())
		}
		items, err = filled(tx, items, classes)
		return err
	})
	return items, next, err
}

// Morning names what has waited longest since before this day, three at most.
func (s *Service) Morning(ctx context.Context, a core.Actor) (items []Debt, err error) {
	const named = 3
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		classes, err := roster.ClassesOf(tx, a.Person)
		if err != nil {
			return err
		}
		due, err := dueNow(tx, classIDs(classes))
		if err != nil {
			return err
		}
		old := slices.IndexFunc(due, func(d Debt) bool { return d.At >= dayBegan(tx.Now()) })
		if old < 0 {
			old = len(due)
		}
		items, err = filled(tx, due[:min(old, named)], classes)
		return err
	})
	return items, err
}

// dayBegan is the midnight before a moment.
func dayBegan(now time.Time) core.Millis {
	local := now.In(roster.Zone)
	return core.MillisOf(time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, roster.Zone))
}

// Owed counts what some classes owe now. It is for report, which has judged the actor.
func Owed(tx *db.Tx, classes []roster.ClassID) (o Owing, err error) {
	due, err := dueNow(tx, classes)
	if err != nil || len(due) == 0 {
		return o, err
	}
	return Owing{N: len(due), Oldest: &Oldest{due[0].Conversation, due[0].Seq, due[0].Name, due[0].At}}, nil
}

// dueNow returns what some classes owe and have not put aside, the oldest first.
func dueNow(tx *db.Tx, classes []roster.ClassID) ([]Debt, error) {
	const plenty = 1000
	all, err := openOwed(tx, classes, core.Page{Limit: plenty})
	if err != nil {
		return nil, err
	}
	here, err := answerable(tx, all)
	return slices.DeleteFunc(here, func(d Debt) bool { return d.SnoozedUntil > tx.Millis() }), err
}

// filled adds what was said and the names of the classes.
func filled(tx *db.Tx, items []Debt, classes []roster.StaffClass) ([]Debt, error) {
	items, err := answerable(tx, items)
	if err != nil {
		return nil, err
	}
	for i, d := range items {
		if items[i].Entry, err = feed.Load(tx, d.Conversation, d.Seq); err != nil {
			return nil, err
		}
		for _, c := range classes {
			if c.Class.ID == d.Class {
				items[i].ClassName = c.Class.Name
			}
		}
	}
	return items, nil
}

// answerable leaves out what stands in the room of a child who left: nobody can
// open that any more.
func answerable(tx *db.Tx, items []Debt) ([]Debt, error) {
	ids := []roster.StudentID{}
	for _, d := range items {
		if student, family := d.Conversation.Student(); family {
			ids = append(ids, student)
		}
	}
	students, err := roster.StudentsByID(tx, ids)
	here := map[roster.StudentID]bool{}
	for _, st := range students {
		here[st.ID] = true
	}
	return slices.DeleteFunc(items, func(d Debt) bool {
		student, family := d.Conversation.Student()
		return family && !here[student]
	}), err
}
