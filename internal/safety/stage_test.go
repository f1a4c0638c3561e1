package safety_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"testing"
	"time"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/roster"
	"magpie/internal/roster/rostertest"
	"magpie/internal/safety"
)

var ctx = context.Background()

// shelf stands for the room of pictures: it notes who is shown what.
type shelf struct {
	owner map[media.FileID]string
	shown map[feed.ID]media.FileID
}

func (s *shelf) Usable(_ *db.Tx, a core.Actor, files []media.FileID) ([]media.Attached, error) {
	if s.owner[files[0]] != a.Person {
		return nil, core.Invalid("core.invalid")
	}
	return []media.Attached{{ID: files[0], Kind: media.KindImage}}, nil
}

func (s *shelf) Use(_ *db.Tx, conv feed.ID, _ feed.Seq, files []media.FileID) error {
	s.shown[conv] = files[0]
	return nil
}

func (s *shelf) Unuse(_ *db.Tx, conv feed.ID, _ feed.Seq) error {
	delete(s.shown, conv)
	return nil
}

// company goes home together.
type company struct {
	with map[roster.StudentID][]roster.StudentID
	home map[roster.StudentID]bool
}

func (c *company) Companions(_ *db.Tx, student roster.StudentID) ([]roster.StudentID, error) {
	return c.with[student], nil
}

func (c *company) Home(_ *db.Tx, student roster.StudentID) (bool, error) { return c.home[student], nil }

// stage is a class on a Friday at 16:00 with the room at work.
type stage struct {
	*rostertest.Class
	*safety.Service
	ear     *rostertest.Nudges
	shelf   *shelf
	company *company
	asks    *ask.Service
}

func open(t testing.TB, children int) *stage {
	s := &stage{Class: rostertest.New(t, children), ear: &rostertest.Nudges{},
		shelf:   &shelf{owner: map[media.FileID]string{}, shown: map[feed.ID]media.FileID{}},
		company: &company{with: map[roster.StudentID][]roster.StudentID{}, home: map[roster.StudentID]bool{}}}
	s.Service, s.asks = s.another()
	return s
}

// another is the same room in another process on the same database.
func (s *stage) another() (*safety.Service, *ask.Service) {
	log, asks := feed.New(s.DB, nil), ask.New(s.DB)
	return safety.New(safety.Options{DB: s.DB, Roster: roster.New(roster.Options{DB: s.DB}), Feed: log, Ask: asks, Files: s.shelf,
		Company: s.company, Nudger: s.ear, Clock: s.Clock, Log: slog.New(slog.DiscardHandler)}), asks
}

// search opens one for a child, which must work.
func (s *stage) search(child int, known safety.Known, drill bool) safety.Search {
	s.T.Helper()
	v, err := s.Open(ctx, s.Teacher, s.ID, safety.Opening{Student: s.Students[child], Known: known, Drill: drill})
	if err != nil {
		s.T.Fatal(err)
	}
	return v
}

// look returns a search as staff see it.
func (s *stage) look(id safety.SearchID) safety.Search {
	s.T.Helper()
	v, err := s.Look(ctx, s.Teacher, id)
	if err != nil {
		s.T.Fatal(err)
	}
	return v
}

// after moves the clock and does what is due.
func (s *stage) after(d time.Duration) {
	s.T.Helper()
	s.Clock.Advance(d)
	if _, err := s.Due(ctx); err != nil {
		s.T.Fatal(err)
	}
}

// tells answers for somebody, which must be taken.
func (s *stage) tells(a core.Actor, id safety.SearchID, t safety.Telling) safety.Asked {
	s.T.Helper()
	v, err := s.Tell(ctx, a, id, t)
	if err != nil {
		s.T.Fatal(err)
	}
	return v
}

// stands returns what the search's entries say, by room.
func (s *stage) stands(kind feed.EntryKind, rooms ...feed.ID) map[feed.ID]safety.SearchBody {
	s.T.Helper()
	out := map[feed.ID]safety.SearchBody{}
	s.Read(func(tx *db.Tx) error {
		for _, room := range rooms {
			page, err := feed.Since(tx, room, 0, 0)
			if err != nil {
				return err
			}
			for _, e := range page.Entries {
				if e.Kind != kind {
					continue
				}
				var b safety.SearchBody
				if err := json.Unmarshal(e.Body, &b); err != nil {
					return err
				}
				out[room] = b
			}
		}
		return nil
	})
	return out
}

func (s *stage) families() []feed.ID {
	rooms := []feed.ID{}
	for _, st := range s.Students {
		rooms = append(rooms, feed.OfFamily(st))
	}
	return rooms
}

func (s *stage) at(d time.Duration) core.Millis { return core.MillisOf(s.Clock.Now().Add(d)) }
