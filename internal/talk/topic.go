package talk

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

const (
	topicOpen   = "open"
	topicClosed = "closed"
)

// Listed is a topic in a class's list.
type Listed struct {
	Conversation feed.ID       `json:"conversation"`
	Seq          feed.Seq      `json:"seq"`
	By           roster.Byline `json:"by"`
	At           core.Millis   `json:"at"`
	Replies      int           `json:"replies"`
	LastReplyAt  core.Millis   `json:"lastReplyAt"`
	Topic
}

// OpenTopic makes a question of a message in the class's room. Its author and the
// staff may; like other words its title can be changed for a quarter of an hour.
func (s *Service) OpenTopic(ctx context.Context, a core.Actor, conv feed.ID, seq feed.Seq, title string) (feed.Entry, error) {
	title = core.CleanLine(title)
	var c core.Check
	c.Length(title, 1, maxTitle, "/title")
	if err := c.Err(); err != nil {
		return feed.Entry{}, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (e feed.Entry, err error) {
		m, err := topicMessage(tx, a, conv, seq)
		if err != nil {
			return e, err
		}
		class, ok := conv.Class()
		if !ok || m.Parent > 0 {
			return e, ErrNotTopic
		}
		return s.openTopic(tx, a, m, class, title)
	})
}

func (s *Service) openTopic(tx *db.Tx, a core.Actor, m message, class roster.ClassID, title string) (e feed.Entry, err error) {
	fresh, err := openTopic(tx, m, class, title)
	if err != nil {
		return e, err
	}
	if !fresh {
		renamed, err := renameTopic(tx, m.Conversation, m.Seq, title)
		if err == nil && !renamed {
			err = ErrTooLate
		}
		if err != nil {
			return e, err
		}
	}
	if e, err = s.touch(tx, m.School, m.Conversation, m.Seq); err != nil {
		return e, err
	}
	asks := spoken{role: a.Role, room: m.Conversation.Kind(), asks: fresh}
	if !asks.owed() {
		return e, nil
	}
	return e, s.owe(tx, e, class, m.School)
}

// CloseTopic ends a question with what came of it; its author and the staff may.
func (s *Service) CloseTopic(ctx context.Context, a core.Actor, conv feed.ID, seq feed.Seq, summary string) (feed.Entry, error) {
	summary = core.CleanText(summary)
	var c core.Check
	c.Length(summary, 1, maxSummary, "/summary")
	if err := c.Err(); err != nil {
		return feed.Entry{}, err
	}
	return s.turnTopic(ctx, a, conv, seq, Topic{State: topicClosed, Summary: summary})
}

// ReopenTopic lets answers come again; its author and the staff may.
func (s *Service) ReopenTopic(ctx context.Context, a core.Actor, conv feed.ID, seq feed.Seq) (feed.Entry, error) {
	return s.turnTopic(ctx, a, conv, seq, Topic{State: topicOpen})
}

func (s *Service) turnTopic(ctx context.Context, a core.Actor, conv feed.ID, seq feed.Seq, to Topic) (feed.Entry, error) {
	return db.Once(ctx, s.db, func(tx *db.Tx) (e feed.Entry, err error) {
		m, err := topicMessage(tx, a, conv, seq)
		if err != nil {
			return e, err
		}
		if to.State == topicClosed {
			to.ClosedAt = tx.Millis()
		}
		turned, err := updateTopic(tx, conv, seq, to)
		if err == nil && !turned {
			err = unturned(tx, conv, seq, to)
		}
		if err != nil {
			return e, err
		}
		return s.touch(tx, m.School, conv, seq)
	})
}

// unturned says why a question was not closed: it is none, or it has a summary
// already, which nobody overwrites without reopening it. One that is open stays so.
func unturned(tx *db.Tx, conv feed.ID, seq feed.Seq, to Topic) error {
	topic, err := findTopic(tx, conv, seq)
	switch {
	case err != nil:
		return err
	case topic == nil:
		return ErrNotTopic
	case to.State == topicClosed:
		return ErrClosed
	}
	return nil
}

// topicMessage loads the message over a topic for its author or for staff.
func topicMessage(tx *db.Tx, a core.Actor, conv feed.ID, seq feed.Seq) (message, error) {
	if err := feed.MaySpeak(tx, a, conv); err != nil {
		return message{}, err
	}
	m, err := standing(tx, conv, seq)
	if err == nil && m.Person != a.Person {
		err = feed.IsStaffOf(tx, a, conv)
	}
	return m, err
}

// Topics lists a class's questions, the newest first; the policy has judged the
// actor. state is open, closed or empty for all.
func (s *Service) Topics(ctx context.Context, _ core.Actor, class roster.ClassID, state string, p core.Page) (items []Listed, next string, err error) {
	p = p.Clamp()
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		if items, err = topicsOf(tx, class, state, p); err != nil {
			return err
		}
		if len(items) > p.Limit {
			items = items[:p.Limit]
			next = timeCursor(items[p.Limit-1].At, items[p.Limit-1].Seq)
		}
		for i, t := range items {
			e, err := feed.Load(tx, t.Conversation, t.Seq)
			if err != nil {
				return err
			}
			items[i].By = e.By
			if items[i].Replies, items[i].LastReplyAt, err = countReplies(tx, t.Conversation, t.Seq); err != nil {
				return err
			}
		}
		return nil
	})
	return items, next, err
}
