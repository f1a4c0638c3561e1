package checkin

import (
	"slices"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// watch is a round as the worker finds it.
type watch struct {
	round
	places []place
	lines  []line
	now    core.Millis
}

// look does what is due in a round and notes when to look next.
func (s *Service) look(tx *db.Tx, id RoundID) error {
	r, err := loadRound(tx, id)
	if err != nil || r.LookAt == 0 || r.LookAt > tx.Millis() {
		return err
	}
	last := r.State != roundOpen && tx.Millis() >= r.EndsAt+millis(lateWords)
	if last { // before the round is held, in the order in which answers take them
		if err := s.ask.Close(tx, r.Ask); err != nil {
			return err
		}
	}
	w, err := s.watch(tx, id)
	if err != nil || w.LookAt == 0 || w.LookAt > w.now {
		return err
	}
	if w.State == roundOpen {
		if err := s.chase(tx, &w); err != nil {
			return err
		}
		if w.now >= w.EndsAt || w.over() {
			return s.end(tx, &w)
		}
	}
	if err := s.refresh(tx, &w); err != nil {
		return err
	}
	w.LookAt = w.next(last)
	return setRound(tx, w.round)
}

// watch holds a round and reads how everybody stands.
func (s *Service) watch(tx *db.Tx, id RoundID) (w watch, err error) {
	if w.round, err = hold(tx, id); err != nil {
		return w, err
	}
	w.now = tx.Millis()
	if w.places, err = placesOf(tx, id); err != nil {
		return w, err
	}
	students, err := studentsOf(tx, w.classes())
	if err != nil {
		return w, err
	}
	if w.lines, err = linesOf(tx, w.round, students); err != nil {
		return w, err
	}
	slices.SortStableFunc(w.lines, byUrgency)
	return w, nil
}

func (w watch) classes() []roster.ClassID {
	classes := make([]roster.ClassID, len(w.places))
	for i, p := range w.places {
		classes[i] = p.Class
	}
	return classes
}

// over reports whether all are home, and long enough for a wrong tap to be mended.
func (w watch) over() bool {
	if len(w.lines) == 0 || !count(w.lines).allHome() {
		return false
	}
	return w.now >= w.settledAt()+millis(undoWithin)
}

func (w watch) settledAt() (at core.Millis) {
	for _, l := range w.lines {
		at = max(at, l.last.at)
	}
	return at
}

// close ends the round: nobody is chased any more, late words are still taken.
func (w *watch) close() { w.State, w.ClosedAt = roundClosed, w.now }

// chase reminds the families of who is late and has not been heard of, and tells
// the staff of those for whom the family's time is over.
func (s *Service) chase(tx *db.Tx, w *watch) error {
	late := slices.DeleteFunc(slices.Clone(w.lines), func(l line) bool { return l.state != StateOverdue || l.kept.toldAt > 0 })
	if len(late) == 0 {
		return nil
	}
	joined, err := joinedOf(tx, late)
	if err != nil {
		return err
	}
	var remind, tell []line
	for _, l := range late {
		silent := l.last.said == "" && joined[l.student.ID]
		switch {
		case silent && l.kept.remindedAt == 0:
			remind = append(remind, l)
		case !silent || w.now >= l.kept.remindedAt+millis(tellAfter):
			tell = append(tell, l)
		}
	}
	if err := s.remind(tx, w, remind); err != nil {
		return err
	}
	return s.tell(tx, w, tell)
}

// joinedOf reports which of the children have somebody who joined for them.
func joinedOf(tx *db.Tx, lines []line) (map[roster.StudentID]bool, error) {
	ids := make([]roster.StudentID, len(lines))
	for i, l := range lines {
		ids[i] = l.student.ID
	}
	guardians, err := roster.GuardiansOf(tx, ids...)
	out := map[roster.StudentID]bool{}
	for _, g := range guardians {
		out[g.Student] = true
	}
	return out, err
}

// remind writes to families, each in its own room, and lets them look. A further
// reminder takes the first one's place, so that an answer settles all.
func (s *Service) remind(tx *db.Tx, w *watch, lines []line) error {
	bySeq, students := map[feed.Seq][]roster.StudentID{}, []roster.StudentID{}
	for _, l := range lines {
		seq, err := s.writeReminder(tx, w.round, l)
		if err != nil {
			return err
		}
		bySeq[seq], students = append(bySeq[seq], l.student.ID), append(students, l.student.ID)
		w.update(l.student.ID, func(k *kept) { k.remindedAt, k.reminder = w.now, seq })
	}
	for seq, some := range bySeq {
		if err := setReminded(tx, w.round, some, seq); err != nil {
			return err
		}
	}
	return s.reach.NudgeFamilies(tx, students...)
}

func (s *Service) writeReminder(tx *db.Tx, r round, l line) (feed.Seq, error) {
	conv, body := feed.OfFamily(l.student.ID), r.reminder(l.student, reminderWaits)
	if l.kept.reminder > 0 {
		_, err := s.feed.Touch(tx, r.School, conv, l.kept.reminder, func() (any, error) { return body, nil })
		return l.kept.reminder, err
	}
	e, err := s.feed.Append(tx, conv, r.draft(body))
	return e.Seq, err
}

// tell notes that the staff know of some children; refresh writes the list.
func (s *Service) tell(tx *db.Tx, w *watch, lines []line) error {
	if len(lines) == 0 {
		return nil
	}
	ids := make([]roster.StudentID, len(lines))
	for i, l := range lines {
		ids[i] = l.student.ID
		w.update(l.student.ID, func(k *kept) { k.toldAt = w.now })
	}
	if err := setTold(tx, w.round, ids); err != nil {
		return err
	}
	return s.ring(tx, w.round)
}

func (w *watch) update(id roster.StudentID, change func(*kept)) {
	for i := range w.lines {
		if w.lines[i].student.ID == id {
			change(&w.lines[i].kept)
		}
	}
}

// next is when somebody must look again; 0 when all is done.
func (w watch) next(last bool) core.Millis {
	if w.State != roundOpen {
		if last {
			return 0
		}
		return max(w.EndsAt+millis(lateWords), w.now+1)
	}
	next := w.EndsAt
	if count(w.lines).allHome() && len(w.lines) > 0 {
		next = min(next, w.settledAt()+millis(undoWithin))
	}
	for _, l := range w.lines {
		if at := l.nextStep(); at > 0 {
			next = min(next, fullMinute(at))
		}
	}
	return max(next, w.now+1)
}

// nextStep is when a child becomes overdue, or its staff must be told; 0 when there
// is nothing to come.
func (l line) nextStep() core.Millis {
	switch {
	case l.last.said.settles() || l.kept.toldAt > 0:
		return 0
	case l.state == StateOverdue && l.kept.remindedAt > 0:
		return l.kept.remindedAt + millis(tellAfter)
	}
	return l.overdueAt
}

// fullMinute lets what comes within a minute happen together.
func fullMinute(at core.Millis) core.Millis {
	const whole = core.Millis(time.Minute / time.Millisecond)
	return (at + whole - 1) / whole * whole
}
