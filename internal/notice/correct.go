package notice

import (
	"context"
	"fmt"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// Correction is a new content for a notice.
type Correction struct {
	Content
	Seen   int  // the version the writer looked at; 0 for whatever is there
	Reopen bool // ask every family again; done in any case when something else is asked
}

// Correct changes a notice. What is out keeps its audience and its hour, shows
// what changed and, with Reopen, asks again.
func (s *Service) Correct(ctx context.Context, a core.Actor, id ID, in Correction) error {
	in.Content = in.clean()
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (struct{}, error) {
		return struct{}{}, s.correct(tx, a, id, in)
	})
	return err
}

// living returns a notice that was not recalled.
func living(tx *db.Tx, id ID) (notice, error) {
	n, err := loadNotice(tx, id)
	if err != nil {
		return n, err
	}
	return n, n.alive()
}

// alive returns ErrRecalled for a notice that was recalled.
func (n notice) alive() error {
	if n.State == StateRecalled {
		return ErrRecalled
	}
	return nil
}

// toWrite returns a notice that can still be worked with: not recalled, in a
// class that is open.
func toWrite(tx *db.Tx, id ID) (notice, error) {
	n, err := living(tx, id)
	if err != nil {
		return n, err
	}
	_, err = roster.LoadOpenClass(tx, n.Class)
	return n, err
}

// published returns such a notice once it is out.
func published(tx *db.Tx, id ID) (notice, error) {
	n, err := toWrite(tx, id)
	if err != nil {
		return n, err
	}
	return n, n.out()
}

// out returns why nobody can answer a notice: recalled, or not published yet.
func (n notice) out() error {
	if n.State == StateScheduled {
		return ErrNotOut
	}
	return n.alive()
}

func (s *Service) correct(tx *db.Tx, a core.Actor, id ID, in Correction) error {
	old, err := toWrite(tx, id)
	if err != nil {
		return err
	}
	if in.Seen > 0 && in.Seen != old.Version {
		return ErrEdited
	}
	if old.Closed {
		return ErrShut
	}
	if err := checked(tx, old.Class, in.Content, in.checkChange(old, tx.Millis())); err != nil {
		return err
	}
	n := old
	n.Content = in.filled()
	if old.State == StateScheduled {
		return s.reschedule(tx, n)
	}
	n.PublishAt, n.Version = old.PublishAt, old.Version+1
	fields, reopen := diff(old.Content, n.Content), in.Reopen || asksElse(old.Content, n.Content)
	if len(fields) == 0 && !reopen {
		return s.pin(tx, old, n.Pinned)
	}
	return s.replace(tx, a, n, old.Version, fields, reopen)
}

// reschedule changes what nobody has seen yet; there is nothing to show.
func (s *Service) reschedule(tx *db.Tx, n notice) error {
	now := n.PublishAt <= tx.Millis()
	if now {
		n.PublishAt = tx.Millis()
	}
	if ok, err := updateNotice(tx, n, n.Version); err != nil || !ok {
		return editedUnless(ok, err)
	}
	if now {
		_, err := s.publish(tx, n.ID)
		return err
	}
	tx.AfterCommit(s.wake.Rouse)
	return nil
}

func (s *Service) replace(tx *db.Tx, a core.Actor, n notice, seen int, fields []Field, reopen bool) error {
	if ok, err := updateNotice(tx, n, seen); err != nil || !ok {
		return editedUnless(ok, err)
	}
	by, err := roster.Author(tx, a, "")
	if err != nil {
		return err
	}
	if err := insertChange(tx, n, Change{Version: n.Version, At: tx.Millis(), By: by, Fields: fields}); err != nil {
		return fmt.Errorf("note correction of %s: %w", n.ID, err)
	}
	if err := keepText(tx, n); err != nil {
		return err
	}
	if _, err := s.ask.Revise(tx, n.Ask, n.terms(), reopen); err != nil {
		return err
	}
	if reopen {
		if err := s.reach.StepBack(tx, n.Ask); err != nil {
			return err
		}
	}
	return s.touchAll(tx, n)
}

func editedUnless(ok bool, err error) error {
	if err == nil && !ok {
		return ErrEdited
	}
	return err
}

// Recall takes a notice back. Where it stood remains a tombstone; nobody is asked
// any more. Recalling twice is recalling once.
func (s *Service) Recall(ctx context.Context, _ core.Actor, id ID) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (struct{}, error) {
		n, err := loadNotice(tx, id)
		if err != nil {
			return struct{}{}, err
		}
		recalled, err := setRecalled(tx, id)
		if err != nil || !recalled || n.Ask == "" {
			return struct{}{}, err
		}
		if err := s.ask.Close(tx, n.Ask); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, s.touchAll(tx, n)
	})
	return err
}

// Pin keeps a notice on top, or lets it go.
func (s *Service) Pin(ctx context.Context, _ core.Actor, id ID, pinned bool) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (struct{}, error) {
		n, err := toWrite(tx, id)
		if err != nil {
			return struct{}{}, err
		}
		return struct{}{}, s.pin(tx, n, pinned)
	})
	return err
}

func (s *Service) pin(tx *db.Tx, n notice, pinned bool) error {
	if n.Pinned == pinned {
		return nil
	}
	if err := setPinned(tx, n.ID, pinned); err != nil {
		return err
	}
	return s.touchAll(tx, n)
}

// placeFor returns where a notice stands for a child.
func placeFor(places []Place, class roster.ClassID, student roster.StudentID) (Place, bool) {
	for _, p := range places {
		if p.Conversation == feed.OfClass(class) || p.Conversation == feed.OfFamily(student) {
			return p, true
		}
	}
	return Place{}, false
}
