package notice_test

import (
	"context"
	"log/slog"
	"sync"
	"testing"
	"time"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/notice"
	"magpie/internal/reach"
	"magpie/internal/roster"
	"magpie/internal/roster/rostertest"
)

var ctx = context.Background()

// ear notes what goes to open screens.
type ear struct {
	mu     sync.Mutex
	frames map[feed.ID][]string
	rostertest.Nudges
	heard chan feed.ID
}

func (e *ear) Publish(conv feed.ID, _ feed.Rev, frame []byte) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.frames[conv] = append(e.frames[conv], string(frame))
	e.heard <- conv
}

// rooms is a class with all rooms at work.
type rooms struct {
	*rostertest.Class
	*notice.Service
	feed *feed.Service
	ask  *ask.Service
	ear  *ear
}

func newRooms(t testing.TB, children int) *rooms {
	c := rostertest.New(t, children)
	r := &rooms{Class: c, ear: &ear{frames: map[feed.ID][]string{}, heard: make(chan feed.ID, 1000)}}
	r.feed, r.ask = feed.New(c.DB, r.ear), ask.New(c.DB)
	r.Service = notice.New(notice.Options{DB: c.DB, Roster: roster.New(roster.Options{DB: c.DB}), Feed: r.feed, Ask: r.ask,
		Reach: reach.New(r.feed, r.ask, r.ear), Clock: c.Clock, Log: slog.New(slog.DiscardHandler), PublicURL: "https://school.example"})
	return r
}

func (r *rooms) in(d time.Duration) core.Millis { return core.MillisOf(r.Clock.Now().Add(d)) }

func (r *rooms) holiday() notice.Content {
	return notice.Content{Type: notice.TypeHoliday, Title: "学考放假通知", Text: "放假三天。", Level: ask.LevelConfirm, Need: ask.NeedAny,
		Times:     &notice.Times{Start: &notice.Moment{At: r.in(96 * time.Hour), Word: "清早"}, End: &notice.Moment{At: r.in(170 * time.Hour)}},
		Checklist: []string{"棉被带回家", "体检表"}, DueAt: r.in(48 * time.Hour)}
}

func (r *rooms) posts(c notice.Content) notice.ID {
	r.T.Helper()
	id, err := r.Post(ctx, r.Teacher, r.Class.ID, c)
	if err != nil {
		r.T.Fatal(err)
	}
	return id
}

func (r *rooms) sees(a core.Actor, id notice.ID) notice.View {
	r.T.Helper()
	v, err := r.View(ctx, a, id)
	if err != nil {
		r.T.Fatal(err)
	}
	return v
}

func (r *rooms) home(a core.Actor) (h notice.Home) {
	r.T.Helper()
	r.Read(func(tx *db.Tx) (err error) {
		h, err = notice.HomeOf(tx, a)
		return err
	})
	return h
}

func (r *rooms) confirms(a core.Actor, id notice.ID, child int) {
	r.T.Helper()
	v := r.sees(a, id)
	r.Write(func(tx *db.Tx) error {
		_, _, err := r.ask.Answer(tx, ask.In{Ask: v.Ask, Student: r.Students[child], Person: a.Person, Level: ask.LevelConfirm,
			Version: v.Version, Via: ask.ViaApp})
		return err
	})
}

func (r *rooms) receipts(id notice.ID) notice.Receipts {
	r.T.Helper()
	got, err := r.Receipts(ctx, r.Teacher, id)
	if err != nil {
		r.T.Fatal(err)
	}
	return got
}

func (r *rooms) types(a core.Actor, id notice.ID, text string) notice.Replied {
	r.T.Helper()
	got, err := r.Reply(ctx, a, id, notice.Typed{Text: text})
	if err != nil {
		r.T.Fatal(err)
	}
	return got
}

func (r *rooms) entries(conv feed.ID) []feed.Entry {
	r.T.Helper()
	p, err := r.feed.Entries(ctx, r.Teacher, conv, 0, 100)
	if err != nil {
		r.T.Fatal(err)
	}
	return p.Entries
}
