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
		if err := s.refreshStaff(tx, w, p, ended); err != nil {
			return err
		}
	}
	return nil
}

// refreshStaff keeps a class's two lists for staff: who is late, and how it ended.
func (s *Service) refreshStaff(tx *db.Tx, w *watch, p place, ended bool) (err error) {
	old := p
	late := w.body(whatOverdue, w.Shown)
	late.Children = listed(w.lines, p.Class, w.moment(w.now), func(l line) bool { return l.kept.toldAt > 0 })
	if len(late.Children) > 0 {
		if p.Overdue, err = s.showStaff(tx, w.round, p.Class, p.Overdue, late); err != nil {
			return err
		}
	}
	if ended || p.List > 0 {
		list := w.body(whatList, w.Shown)
		list.Children = listed(w.lines, p.Class, w.moment(w.now), func(l line) bool { return l.last.said != SaidHome })
		if p.List, err = s.showStaff(tx, w.round, p.Class, p.List, list); err != nil {
			return err
		}
	}
	if p == old {
		return nil
	}
	return setStaffEntries(tx, w.ID, p)
}

// answerReminder lets a family's reminder say that it was answered, or that it waits
// again.
func (s *Service) answerReminder(tx *db.Tx, r round, st roster.Student, said Said) error {
	seq, err := reminderOf(tx, r.ID, st.ID)
	if err != nil || seq == 0 {
		return err
	}
	state := reminderSettled
	if said == "" {
		state = reminderWaits
	}
	_, err = s.feed.Touch(tx, r.School, feed.OfFamily(st.ID), seq, func() (any, error) { return r.reminder(st, state), nil })
	return err
}

// reminder is what a family reads in its own room.
func (r round) reminder(st roster.Student, state string) Body {
	body := r.body(whatReminder, Numbers{})
	body.State, body.Student, body.Given = state, st.ID, st.Given()
	return body
}
