package talk

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/roster"
)

// Act is what was done to a message.
type Act string

// The acts.
const (
	ActSaid     Act = "said"
	ActEdited   Act = "edited"
	ActRecalled Act = "recalled"
	ActRemoved  Act = "removed"
)

// Version is one state of a message, for staff to review.
type Version struct {
	Version int           `json:"version"`
	Act     Act           `json:"act" enum:"said,edited,recalled,removed"`
	At      core.Millis   `json:"at"`
	By      roster.Byline `json:"by"`
	Text    string        `json:"text"`
	Reason  string        `json:"reason" doc:"Why staff removed it"`
}

// Reviewed is everything a message has been.
type Reviewed struct {
	Items []Version        `json:"items"`
	Files []media.Attached `json:"files" doc:"What stood or stands under it"`
}

// Edit gives a message other words; its author may for a quarter of an hour.
func (s *Service) Edit(ctx context.Context, a core.Actor, conv feed.ID, seq feed.Seq, text string) (feed.Entry, error) {
	text = core.CleanText(text)
	return db.Once(ctx, s.db, func(tx *db.Tx) (e feed.Entry, err error) {
		if err := feed.MaySpeak(tx, a, conv); err != nil {
			return e, err
		}
		m, err := ownMessage(tx, a, conv, seq)
		if err != nil {
			return e, err
		}
		if err := (Draft{Text: text, Files: fileIDs(m.Files)}).check(); err != nil {
			return e, err
		}
		if !mayEdit(m.At, tx.Millis()) {
			return e, ErrTooLate
		}
		changed := m
		changed.Text, changed.EditedAt = text, tx.Millis()
		return s.change(tx, a, m, changed, Version{Act: ActEdited, Text: text})
	})
}

// TakeBack ends a message: its author recalls it within a day; staff of a class
// remove anybody's at any time, with a reason. What stands under it stays.
func (s *Service) TakeBack(ctx context.Context, a core.Actor, conv feed.ID, seq feed.Seq, reason string) (feed.Entry, error) {
	reason = core.CleanLine(reason)
	return db.Once(ctx, s.db, func(tx *db.Tx) (e feed.Entry, err error) {
		m, err := standing(tx, conv, seq)
		if err != nil {
			return e, err
		}
		act, err := endingBy(tx, a, m, reason)
		if err != nil {
			return e, err
		}
		changed := m
		changed.State = State(act)
		if err := s.files.Unuse(tx, conv, seq); err != nil {
			return e, err
		}
		if err := forgetQuotes(tx, conv, seq); err != nil {
			return e, err
		}
		if err := s.withdraw(tx, a, conv, seq); err != nil {
			return e, err
		}
		return s.change(tx, a, m, changed, Version{Act: act, Reason: reason})
	})
}

// endingBy judges who may end a message and how that is called.
func endingBy(tx *db.Tx, a core.Actor, m message, reason string) (Act, error) {
	own := m.Person == a.Person
	if own && reason == "" {
		if !mayRecall(m.At, tx.Millis()) {
			return "", ErrTooLate
		}
		return ActRecalled, nil
	}
	if err := moderates(tx, a, m.Conversation); err != nil {
		return "", err
	}
	var c core.Check
	c.Length(reason, 1, maxReason, "/reason")
	return ActRemoved, c.Err()
}

// moderates lets in the staff of the class where families or children talk.
// Among themselves staff take back only what is their own.
func moderates(tx *db.Tx, a core.Actor, conv feed.ID) error {
	switch conv.Kind() {
	case feed.KindClass, feed.KindFamily, feed.KindStudents:
		return feed.IsStaffOf(tx, a, conv)
	}
	return core.ErrAbsent
}

// change writes a message's new state with a version of the old one, and renews
// its entry and its thread's.
func (s *Service) change(tx *db.Tx, a core.Actor, was, now message, v Version) (e feed.Entry, err error) {
	entry, err := feed.Load(tx, was.Conversation, was.Seq)
	if err != nil {
		return e, err
	}
	v.At, v.By = tx.Millis(), entry.By
	if a.Person != was.Person {
		if v.By, err = roster.Author(tx, a, ""); err != nil {
			return e, err
		}
	}
	first := Version{Act: ActSaid, At: was.At, By: entry.By, Text: was.Text}
	if err := keepVersion(tx, was, first, v); err != nil {
		return e, err
	}
	changed, err := updateMessage(tx, now)
	if err == nil && !changed {
		err = ErrGone
	}
	if err != nil {
		return e, err
	}
	if e, err = s.touch(tx, was.School, was.Conversation, was.Seq); err != nil || was.Parent == 0 || v.Act == ActEdited {
		return e, err
	}
	_, err = s.touchRoot(tx, was.School, was.Conversation, was.Parent)
	return e, err
}

// touchRoot renews the entry over a thread where that is a message.
func (s *Service) touchRoot(tx *db.Tx, school string, conv feed.ID, root feed.Seq) (feed.Entry, error) {
	e, err := feed.Load(tx, conv, root)
	if err != nil || e.Kind != feed.EntryMessage {
		return e, err
	}
	return s.touch(tx, school, conv, root)
}

// History returns everything a message has been, for staff; the policy has judged
// the actor.
func (s *Service) History(ctx context.Context, _ core.Actor, conv feed.ID, seq feed.Seq) (r Reviewed, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		m, err := loadMessage(tx, conv, seq)
		if err != nil {
			return err
		}
		r.Files = append([]media.Attached{}, m.Files...)
		if r.Items, err = versionsOf(tx, conv, seq); err != nil || len(r.Items) > 0 {
			return err
		}
		e, err := feed.Load(tx, conv, seq)
		r.Items = []Version{{Version: 1, Act: ActSaid, At: m.At, By: e.By, Text: m.Text}}
		return err
	})
	return r, err
}

// standing loads a message that was neither recalled nor removed.
func standing(tx *db.Tx, conv feed.ID, seq feed.Seq) (message, error) {
	m, err := loadMessage(tx, conv, seq)
	if err == nil && m.State != StateSaid {
		err = ErrGone
	}
	return m, err
}

// ownMessage loads a message of the actor that still stands.
func ownMessage(tx *db.Tx, a core.Actor, conv feed.ID, seq feed.Seq) (message, error) {
	m, err := standing(tx, conv, seq)
	if err == nil && m.Person != a.Person {
		err = core.ErrAbsent
	}
	return m, err
}
