package talk_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"testing"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/roster"
	"magpie/internal/roster/rostertest"
	"magpie/internal/talk"
)

var ctx = context.Background()

// ear notes whose screens were told to look.
type ear struct {
	rostertest.Nudges
	heard chan feed.ID
}

func (e *ear) Publish(conv feed.ID, _ feed.Rev, _ []byte) {
	select {
	case e.heard <- conv:
	default:
	}
}

// shelf stands for the room of pictures: it lends files and notes where they are used.
type shelf struct {
	owner map[media.FileID]string
	used  map[media.FileID]feed.ID
}

func (s *shelf) Usable(_ *db.Tx, a core.Actor, files []media.FileID) ([]media.Attached, error) {
	out := []media.Attached{}
	for _, id := range files {
		if s.owner[id] != a.Person {
			return nil, core.Invalid("core.invalid")
		}
		out = append(out, media.Attached{ID: id, Kind: media.KindImage, Name: string(id) + ".jpg"})
	}
	return out, nil
}

func (s *shelf) Use(_ *db.Tx, conv feed.ID, _ feed.Seq, files []media.FileID) error {
	for _, id := range files {
		s.used[id] = conv
	}
	return nil
}

func (s *shelf) Unuse(_ *db.Tx, conv feed.ID, _ feed.Seq) error {
	for id, where := range s.used {
		if where == conv {
			delete(s.used, id)
		}
	}
	return nil
}

// rooms is a class on a Friday at 16:00 with all rooms at work.
type rooms struct {
	*rostertest.Class
	*talk.Service
	feed  *feed.Service
	ear   *ear
	shelf *shelf
}

func newRooms(t testing.TB, children int) *rooms {
	c := rostertest.New(t, children)
	r := &rooms{Class: c, ear: &ear{heard: make(chan feed.ID, 100)},
		shelf: &shelf{owner: map[media.FileID]string{}, used: map[media.FileID]feed.ID{}}}
	r.Service, r.feed = r.another()
	return r
}

// another is the same room in another process on the same database.
func (r *rooms) another() (*talk.Service, *feed.Service) {
	log := feed.New(r.DB, r.ear)
	return talk.New(talk.Options{DB: r.DB, Roster: roster.New(roster.Options{DB: r.DB}), Feed: log, Files: r.shelf, Nudger: r.ear,
		Clock: r.Clock, Log: slog.New(slog.DiscardHandler)}), log
}

func (r *rooms) class() feed.ID           { return feed.OfClass(r.Class.ID) }
func (r *rooms) family(child int) feed.ID { return feed.OfFamily(r.Students[child]) }

func (r *rooms) in(d time.Duration) core.Millis { return core.MillisOf(r.Clock.Now().Add(d)) }

// until moves the clock to the next time of day given.
func (r *rooms) until(hour, minute int) {
	now := r.Clock.Now().In(roster.Zone)
	next := time.Date(now.Year(), now.Month(), now.Day(), hour, minute, 0, 0, roster.Zone)
	if !next.After(now) {
		next = next.AddDate(0, 0, 1)
	}
	r.Clock.Advance(next.Sub(now))
}

// says posts words that must go out, and returns their entry.
func (r *rooms) says(a core.Actor, conv feed.ID, d talk.Draft) feed.Entry {
	r.T.Helper()
	p, err := r.Post(ctx, a, conv, d)
	if err != nil || p.Entry == nil {
		r.T.Fatalf("post in %s: %+v, %v", conv, p, err)
	}
	return *p.Entry
}

func (r *rooms) text(a core.Actor, conv feed.ID, text string) feed.Entry {
	r.T.Helper()
	return r.says(a, conv, talk.Draft{Text: text})
}

func (r *rooms) answer(a core.Actor, to feed.Entry, text string) feed.Entry {
	r.T.Helper()
	return r.says(a, to.Conversation, talk.Draft{Text: text, Parent: to.Seq})
}

// body reads an entry as every member sees it now.
func (r *rooms) body(conv feed.ID, seq feed.Seq) (b talk.Body) {
	r.T.Helper()
	r.Read(func(tx *db.Tx) error {
		e, err := feed.Load(tx, conv, seq)
		if err != nil {
			return err
		}
		return json.Unmarshal(e.Body, &b)
	})
	return b
}

// owes lists what stands on the teacher's list, by its words.
func (r *rooms) owes(a core.Actor) []string {
	r.T.Helper()
	items, _, err := r.Owed(ctx, a, core.Page{})
	if err != nil {
		r.T.Fatal(err)
	}
	out := []string{}
	for _, o := range items {
		var b struct{ Text string }
		if err := json.Unmarshal(o.Entry.Body, &b); err != nil {
			r.T.Fatal(err)
		}
		out = append(out, b.Text)
	}
	return out
}

func (r *rooms) owesOnly(want ...string) {
	r.T.Helper()
	if got := r.owes(r.Teacher); !slices.Equal(got, want) {
		r.T.Errorf("owed: %v, want %v", got, want)
	}
}

func (r *rooms) here(a core.Actor, conv feed.ID) talk.Here {
	r.T.Helper()
	h, err := r.Here(ctx, a, conv)
	if err != nil {
		r.T.Fatal(err)
	}
	return h
}

// texts are the words of a conversation in order.
func (r *rooms) texts(conv feed.ID) []string {
	r.T.Helper()
	p, err := r.feed.Entries(ctx, r.Teacher, conv, 0, 100)
	if err != nil {
		r.T.Fatal(err)
	}
	slices.SortFunc(p.Entries, func(a, b feed.Entry) int { return int(a.Seq - b.Seq) })
	out := []string{}
	for _, e := range p.Entries {
		var b struct{ Text string }
		if err := json.Unmarshal(e.Body, &b); err != nil {
			r.T.Fatal(err)
		}
		out = append(out, b.Text)
	}
	return out
}
