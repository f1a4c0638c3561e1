package checkin

import (
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// refresh brings the entries of a round up to date: those that all read when the
// numbers or the state have changed, the staff's when anybody on them has moved.
func (s *Service) refresh(tx *db.Tx, w *watch) error {
	before, err := loadRound(tx, w.ID)
	if err != nil {
		return err
	}
	now := count(w.lines)
	ended := before.State != w.State
	changed := ended || now != before.Shown
	if w.Shown = now; changed {
		if err := s.show(tx, w.round, w.places); err != nil {
			return err
		}
	}
	for _, p := range w.places {
		if err := s.refreshStaff(tx, w, p, changed, ended); err != nil {
			return err
		}
	}
	return nil
}

// refreshStaff keeps a class's two lists for staff: who is late, and how it ended.
func (s *Service) refreshStaff(tx *db.Tx, w *watch, p place, changed, ended bool) (err error) {
	old := p
	late := w.body(whatOverdue, w.Shown)
	late.Children = listed(w.lines, p.Class, w.now, func(l line) bool { return l.kept.toldAt > 0 })
	fresh := w.toldNow(p.Class)
	if fresh || p.Overdue > 0 && changed {
		if p.Overdue, err = s.showStaff(tx, w.round, p.Class, p.Overdue, late); err != nil {
			return err
		}
	}
	if ended || p.List > 0 && changed {
		list := w.body(whatList, w.Shown)
		list.Children = listed(w.lines, p.Class, w.now, func(l line) bool { return l.last.said != SaidHome })
		if p.List, err = s.showStaff(tx, w.round, p.Class, p.List, list); err != nil {
			return err
		}
	}
	if p == old {
		return nil
	}
	return setStaffEntries(tx, w.ID, p)
}

// toldNow reports whether somebody of a class has just been added to the late.
func (w watch) toldNow(class roster.ClassID) bool {
	for _, l := range w.lines {
		if l.student.Class == class && l.kept.toldAt == w.now {
			return true
		}
	}
	return false
}

// answerReminder lets a family's reminder say that it was answered, or that it waits
// again.
func (s *Service) answerReminder(tx *db.Tx, r round, id roster.StudentID, said Said) error {
	seq, err := reminderOf(tx, r.ID, id)
	if err != nil || seq == 0 {
		return err
	}
	st, err := roster.LoadStudent(tx, id)
	if err != nil {
		return err
	}
	_, err = s.feed.Touch(tx, r.School, feed.OfFamily(id), seq, func() (any, error) {
		body := r.body(whatReminder, Numbers{})
		body.State, body.Student, body.Given = reminderWaits, id, st.Given()
		if said != "" {
			body.State = reminderSettled
		}
		return body, nil
	})
	return err
}
