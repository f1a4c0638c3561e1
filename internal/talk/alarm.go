package talk

import (
	"context"
	"errors"
	"time"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// Rung is one line in the log of the emergency door, for staff.
type Rung struct {
	ID           AlarmID          `json:"id"`
	Class        roster.ClassID   `json:"class"`
	Student      roster.StudentID `json:"student"`
	Conversation feed.ID          `json:"conversation"`
	Seq          feed.Seq         `json:"seq"`
	Reason       Reason           `json:"reason" enum:"health,safety,notHome"`
	Text         string           `json:"text"`
	By           roster.Byline    `json:"by"`
	Duty         string           `json:"duty" doc:"The person who was rung"`
	At           core.Millis      `json:"at"`
	SeenBy       *roster.Byline   `json:"seenBy"`
	SeenAt       core.Millis      `json:"seenAt"`
}

// Alarm rings the duty person of a child's class at any hour and says so in the
// family's room. A guardian may, three times an hour.
func (s *Service) Alarm(ctx context.Context, a core.Actor, conv feed.ID, reason Reason, text string) (feed.Entry, error) {
	d, err := Draft{Text: text}.clean()
	if err != nil {
		return feed.Entry{}, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (feed.Entry, error) {
		w, err := s.prepare(tx, a, conv, d)
		if err != nil {
			return feed.Entry{}, err
		}
		calmly, err := account.Spend(tx, "alarm "+a.Person+" "+string(conv), alarmsAnHour, time.Hour)
		if err != nil {
			return feed.Entry{}, err
		}
		if !calmly {
			return feed.Entry{}, ErrManyRings
		}
		w.alarm = &Alarm{ID: AlarmID(tx.NewID()), Reason: reason}
		return s.sound(tx, w)
	})
}

// sound brings an alarm into the log, writes it down and rings.
func (s *Service) sound(tx *db.Tx, w speech) (feed.Entry, error) {
	duty, err := dutyOf(tx, w.class)
	if err != nil {
		return feed.Entry{}, err
	}
	e, err := s.say(tx, w)
	if err != nil {
		return e, err
	}
	r := Rung{ID: w.alarm.ID, Class: w.class, Student: w.Student, Conversation: w.conv, Seq: e.Seq, Reason: w.alarm.Reason, Text: w.Text,
		By: w.by, At: tx.Millis()}
	if duty != nil {
		r.Duty = duty.Person
		s.ring(tx, duty.Person, nudgeAlarm)
	}
	return e, insertAlarm(tx, w.school, r)
}

// Seen tells the family that somebody of the staff has seen the alarm; the first
// one counts.
func (s *Service) Seen(ctx context.Context, a core.Actor, id AlarmID) (Rung, error) {
	return db.Once(ctx, s.db, func(tx *db.Tx) (Rung, error) {
		by, err := roster.Author(tx, a, "")
		if err != nil {
			return Rung{}, err
		}
		school, first, err := seeAlarm(tx, id, by)
		if err != nil {
			return Rung{}, err
		}
		r, err := loadAlarm(tx, id)
		if err != nil || !first {
			return r, err
		}
		_, err = s.touch(tx, school, r.Conversation, r.Seq)
		return r, err
	})
}

// Alarms lists the log of the emergency door of the classes the actor teaches,
// the newest first.
func (s *Service) Alarms(ctx context.Context, a core.Actor, p core.Page) (items []Rung, next string, err error) {
	p = p.Clamp()
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		classes, err := roster.ClassesOf(tx, a.Person)
		if err != nil {
			return err
		}
		items, err = alarmsOf(tx, classIDs(classes), AlarmID(p.After), p.Limit+1)
		if len(items) > p.Limit {
			items = items[:p.Limit]
			next = string(items[p.Limit-1].ID)
		}
		return err
	})
	return items, next, err
}

func classIDs(classes []roster.StaffClass) []roster.ClassID {
	ids := make([]roster.ClassID, 0, len(classes))
	for _, c := range classes {
		ids = append(ids, c.Class.ID)
	}
	return ids
}

// findAlarm returns what a message's entry shows of its alarm; nil for a message
// that came through no emergency door.
func findAlarm(tx *db.Tx, conv feed.ID, seq feed.Seq) (*Alarm, error) {
	r, err := alarmAt(tx, conv, seq)
	if errors.Is(err, core.ErrAbsent) {
		return nil, nil //nolint:nilnil // most messages are no alarm
	}
	a := &Alarm{ID: r.ID, Reason: r.Reason, SeenAt: r.SeenAt}
	if r.SeenBy != nil {
		a.SeenBy = r.SeenBy.Label
	}
	return a, err
}
