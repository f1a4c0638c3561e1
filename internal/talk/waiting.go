package talk

import (
	"context"
	"errors"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
)

// Waiting is what somebody of staff wrote in quiet hours.
type Waiting struct {
	ID     WaitingID      `json:"id"`
	Text   string         `json:"text"`
	Parent feed.Seq       `json:"parent"`
	Files  []media.FileID `json:"files"`
	At     core.Millis    `json:"at" doc:"When it was written"`
	DueAt  core.Millis    `json:"dueAt" doc:"When it goes out"`
	State  string         `json:"state" enum:"waiting,stuck" doc:"stuck: its hour came, but its author may no longer say it there"`
}

// held is a row of what waits.
type held struct {
	ID           WaitingID
	School       string
	Conversation feed.ID
	Person       string
	Draft        Draft
	DueAt, At    core.Millis
	State        string
}

// The states of what waits; a dropped one was taken back by its author.
const (
	heldWaiting = "waiting"
	heldSent    = "sent"
	heldDropped = "dropped"
	heldStuck   = "stuck"
)

// waitsUntil tells when words may go out: 0 for at once. Only staff wait, and not
// with a reason or when they answer an alarm.
func (w speech) waitsUntil(tx *db.Tx) (core.Millis, error) {
	if w.actor.Role != core.RoleStaff || w.Urgent != "" {
		return 0, nil
	}
	calm, err := loadCalm(tx, w.school, []string{w.actor.Person})
	if err != nil {
		return 0, err
	}
	until, quiet := quietUntil(tx.Now(), calm.staff(w.actor.Person)...)
	if !quiet {
		return 0, nil
	}
	alarm, err := findAlarm(tx, w.conv, w.root.Seq)
	if err != nil || alarm != nil {
		return 0, err
	}
	return core.MillisOf(until), nil
}

// wait keeps words until the quiet hours end.
func (s *Service) wait(tx *db.Tx, w speech, until core.Millis) (Posted, error) {
	h := held{ID: WaitingID(tx.NewID()), School: w.actor.School, Conversation: w.conv, Person: w.actor.Person, Draft: w.Draft,
		DueAt: until, At: tx.Millis(), State: heldWaiting}
	tx.AfterCommit(s.wake.Rouse)
	return Posted{Waits: until, Waiting: h.ID}, insertHeld(tx, h)
}

// Waiting lists what the actor wrote in a conversation and what has not gone out.
func (s *Service) Waiting(ctx context.Context, a core.Actor, conv feed.ID) (list []Waiting, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		rows, err := heldBy(tx, a.Person, conv)
		list = make([]Waiting, 0, len(rows))
		for _, h := range rows {
			list = append(list, Waiting{ID: h.ID, Text: h.Draft.Text, Parent: h.Draft.Parent, Files: append([]media.FileID{}, h.Draft.Files...),
				At: h.At, DueAt: h.DueAt, State: h.State})
		}
		return err
	})
	return list, err
}

// Drop takes back what waits; the policy has judged that it is the actor's own.
func (s *Service) Drop(ctx context.Context, _ core.Actor, id WaitingID) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (struct{}, error) {
		_, err := claimHeld(tx, id, heldDropped, anyTime)
		return struct{}{}, sentIfAbsent(err)
	})
	return err
}

// SendNow sends what waits at once; the reason is shown with it.
func (s *Service) SendNow(ctx context.Context, a core.Actor, id WaitingID, reason string) (Posted, error) {
	reason = core.CleanLine(reason)
	var c core.Check
	c.Length(reason, 1, maxReason, "/reason")
	if err := c.Err(); err != nil {
		return Posted{}, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (Posted, error) {
		h, err := claimHeld(tx, id, heldSent, anyTime)
		if err != nil {
			return Posted{}, sentIfAbsent(err)
		}
		h.Draft.Urgent = reason
		w, err := s.prepare(tx, a, h.Conversation, h.Draft)
		if err != nil {
			return Posted{}, err
		}
		e, err := s.say(tx, w)
		return Posted{Entry: &e}, err
	})
}

// anyTime is later than whatever waits.
const anyTime = core.Millis(1 << 60)

func sentIfAbsent(err error) error {
	if errors.Is(err, core.ErrAbsent) {
		return ErrSent
	}
	return err
}

// send publishes what is due, once; false when another server was quicker. What
// its author may no longer say there is kept for the author to see.
func (s *Service) send(tx *db.Tx, id WaitingID) (bool, error) {
	h, err := claimHeld(tx, id, heldSent, tx.Millis())
	if err != nil {
		return false, ignoreAbsent(err)
	}
	author := core.Actor{Person: h.Person, Role: core.RoleStaff, School: h.School}
	s.ring(tx, h.Person, nudgeWaiting)
	w, err := s.prepare(tx, author, h.Conversation, h.Draft)
	switch core.KindOf(err) {
	case core.KindNotFound, core.KindForbidden, core.KindConflict, core.KindInvalid:
		return false, setHeld(tx, id, heldStuck)
	}
	if err != nil {
		return false, err
	}
	_, err = s.say(tx, w)
	return err == nil, err
}

func ignoreAbsent(err error) error {
	if errors.Is(err, core.ErrAbsent) {
		return nil
	}
	return err
}

// batch is how many are sent before looking again.
const batch = 50

// Run sends what waits when the quiet hours end, until ctx ends. Several servers
// may run it; each word goes out once.
func (s *Service) Run(ctx context.Context) {
	s.wake.Run(ctx, s.clock, s.SendDue, func(err error) { s.log.Error("send what waited for the morning", "err", err) })
}

// SendDue sends everything whose hour has come, in the order written, and returns
// when the next is due; 0 when nothing waits.
func (s *Service) SendDue(ctx context.Context) (next core.Millis, err error) {
	for {
		var due []WaitingID
		err = s.db.Read(ctx, func(tx *db.Tx) (err error) {
			if due, err = dueHeld(tx, batch); err != nil {
				return err
			}
			next, err = nextHeld(tx)
			return err
		})
		if err != nil || len(due) == 0 {
			return next, err
		}
		for _, id := range due {
			failed := s.db.Write(ctx, func(tx *db.Tx) error {
				_, err := s.send(tx, id)
				return err
			})
			err = errors.Join(err, failed) // one that cannot go out holds back no other
		}
		if err != nil {
			return 0, err
		}
	}
}
