package talk

import (
	"context"
	"log/slog"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// Nudger tells all devices of a person to look again at something.
type Nudger interface {
	Person(person, what string)
}

// What a nudge can be about.
const (
	nudgeOwed    = "owed"
	nudgeMention = "mention"
	nudgeAlarm   = "alarm"
	nudgeWaiting = "waiting"
)

// Options are what app gives the room.
type Options struct {
	DB     *db.DB
	Roster *roster.Service // for its policies
	Feed   *feed.Service
	Files  Files
	Nudger Nudger // nil when nobody has an open screen
	Clock  core.Clock
	Log    *slog.Logger
}

// Service takes what people say and keeps what staff owe them.
type Service struct {
	db     *db.DB
	roster *roster.Service
	feed   *feed.Service
	files  Files
	nudger Nudger
	clock  core.Clock
	log    *slog.Logger
	wake   core.Wake
	bell   core.Bell[roster.ClassID] // of what staff owe
}

// New returns the room; it follows the log from now on. Run sends what waits for
// the end of quiet hours.
func New(o Options) *Service {
	s := &Service{db: o.DB, roster: o.Roster, feed: o.Feed, files: o.Files, nudger: o.Nudger, clock: o.Clock, log: o.Log,
		wake: core.NewWake()}
	o.Feed.OnAppend(s.appended)
	o.Feed.OnMark(s.marked)
	o.Feed.Index(feed.EntryMessage, words)
	return s
}

// Post says something in a conversation. What staff say in quiet hours without a
// reason waits until they end.
func (s *Service) Post(ctx context.Context, a core.Actor, conv feed.ID, d Draft) (Posted, error) {
	d, err := d.clean()
	if err != nil {
		return Posted{}, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (Posted, error) {
		w, err := s.prepare(tx, a, conv, d)
		if err != nil {
			return Posted{}, err
		}
		until, err := w.waitsUntil(tx)
		if err != nil {
			return Posted{}, err
		}
		if until > 0 {
			return s.wait(tx, w, until)
		}
		e, err := s.say(tx, w)
		return Posted{Entry: &e}, err
	})
}

// say brings words into the log.
func (s *Service) say(tx *db.Tx, w speech) (feed.Entry, error) {
	m := w.message(tx.Millis())
	body := m.body()
	if w.Topic != "" {
		body.Topic = &Topic{State: topicOpen, Title: w.Topic}
	}
	if w.alarm != nil {
		body.Alarm = w.alarm
	}
	e, err := s.feed.Append(tx, w.conv, feed.Draft{School: w.school, Kind: feed.EntryMessage, By: w.by, Parent: m.Parent, Body: body})
	if err != nil {
		return e, err
	}
	m.Seq = e.Seq
	if err := insertMessage(tx, m); err != nil {
		return e, err
	}
	if w.Topic != "" {
		if _, err := openTopic(tx, m, w.class, w.Topic); err != nil {
			return e, err
		}
	}
	return e, s.said(tx, w, e)
}

// said does what follows from new words: files open to the members, the thread
// counts, staff owe, whoever is addressed looks.
func (s *Service) said(tx *db.Tx, w speech, e feed.Entry) error {
	if len(w.Files) > 0 {
		if err := s.files.Use(tx, w.conv, e.Seq, w.Files); err != nil {
			return err
		}
	}
	if w.root.Kind == feed.EntryMessage {
		if _, err := s.touch(tx, w.school, w.conv, w.root.Seq); err != nil {
			return err
		}
	}
	if w.owed() {
		if err := s.owe(tx, e, w.class, w.school); err != nil {
			return err
		}
	}
	return s.address(tx, w)
}

// address lets those look who were mentioned.
func (s *Service) address(tx *db.Tx, w speech) error {
	for _, m := range w.mentions {
		persons := []string{m.ID}
		if m.Kind == mentionFamily {
			var err error
			if persons, err = roster.PersonsOf(tx, roster.StudentID(m.ID)); err != nil {
				return err
			}
		}
		if err := s.nudge(tx, w.school, persons, nudgeMention); err != nil {
			return err
		}
	}
	return nil
}

// nudge lets people look once the commit is done, but nobody in quiet hours.
func (s *Service) nudge(tx *db.Tx, school string, persons []string, what string) error {
	if s.nudger == nil || len(persons) == 0 {
		return nil
	}
	quiet, err := loadCalm(tx, school, persons)
	if err != nil {
		return err
	}
	for _, p := range persons {
		if _, asleep := quietUntil(tx.Now(), quiet.person(p)); !asleep {
			s.ring(tx, p, what)
		}
	}
	return nil
}

// ring lets somebody look once the commit is done, whatever the hour.
func (s *Service) ring(tx *db.Tx, person, what string) {
	if s.nudger != nil {
		tx.AfterCommit(func() { s.nudger.Person(person, what) })
	}
}
