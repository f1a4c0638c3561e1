// Package app builds the house: it constructs every room, plugs the small
// interfaces that left rooms declare, mounts the operations and runs the workers.
//
// Owns: no table.
//
// Promises: two programs on one PostgreSQL behave as one; when the database can
// no longer keep its promise the program stops rather than lie.
//
// Never: holds a rule of the school; those live in the rooms.
//
// Asks: every room.
package app

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"sync"
	"time"

	"magpie/internal/account"
	"magpie/internal/album"
	"magpie/internal/ask"
	"magpie/internal/checkin"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/live"
	"magpie/internal/media"
	"magpie/internal/notice"
	"magpie/internal/reach"
	"magpie/internal/report"
	"magpie/internal/rest"
	"magpie/internal/roster"
	"magpie/internal/safety"
	"magpie/internal/talk"
	"magpie/web"
)

// App is a running school: all rooms over one database.
type App struct {
	config  Config
	db      *db.DB
	api     *rest.API
	hub     *live.Hub
	web     http.Handler
	metrics *metrics

	account *account.Service
	roster  *roster.Service
	feed    *feed.Service
	media   *media.Service
	album   *album.Service
	notice  *notice.Service
	talk    *talk.Service
	checkin *checkin.Service
	safety  *safety.Service
}

// New opens the database and constructs the rooms, left to right. Work must run
// for notices to be published and pushes to go out; Close when done.
func New(ctx context.Context, c Config) (*App, error) {
	c, err := c.withDefaults()
	if err != nil {
		return nil, err
	}
	key, err := secret(c.Data)
	if err != nil {
		return nil, err
	}
	d, err := db.Open(ctx, db.Options{URL: c.Database, Clock: c.Clock, Log: c.Log, OnFatal: c.OnFatal})
	if err != nil {
		return nil, err
	}
	a := &App{config: c, db: d, metrics: newMetrics()}
	if a.web, err = web.Handler(web.Options{}); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	if err := a.build(key); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return a, nil
}

// build is the order of the house.
func (a *App) build(key []byte) (err error) {
	c := a.config
	a.account = account.New(account.Options{DB: a.db, Clock: c.Clock, Secure: c.secure(), Alone: a.db.Dialect() == db.SQLite})
	a.api = rest.New(rest.Options{
		Authenticate: a.account.FromRequest, Log: c.Log, Clock: c.Clock, Observe: a.metrics.observe, TrustProxy: c.TrustProxy,
	})
	a.roster = roster.New(roster.Options{DB: a.db, Account: a.account, Secret: key, PublicURL: c.PublicURL})

	push := &publisher{}
	a.feed = feed.New(a.db, push)
	log := a.feed
	asks := ask.New(a.db)
	asks.PublicURL = c.PublicURL
	a.hub = live.New(live.Options{
		Source: live.FromFeed(a.db), Authenticate: a.account.FromRequest, Refuse: a.api.Refuse, Ended: a.account.RevokedSince,
		Bus: a.bus(), Clock: c.Clock, Log: c.Log, Metrics: a.metrics.registry,
	})
	push.hub = a.hub
	deliveries := reach.New(log, asks, a.hub)
	if a.media, err = a.openMedia(); err != nil {
		return err
	}
	asks.Files = answerFiles{a.media}
	a.notice = notice.New(notice.Options{
		DB: a.db, Clock: c.Clock, Log: c.Log, Roster: a.roster, Feed: log, Ask: asks, Reach: deliveries, PublicURL: c.PublicURL,
	})
	a.talk = talk.New(talk.Options{
		DB: a.db, Clock: c.Clock, Log: c.Log, Roster: a.roster, Feed: log, Files: a.media, Nudger: a.hub,
	})
	a.album = album.New(album.Options{
		DB: a.db, Clock: c.Clock, Log: c.Log, Roster: a.roster, Feed: log, Media: a.media, Nudger: a.hub, Keep: c.KeepDays,
	})
	a.checkin = checkin.New(checkin.Options{
		DB: a.db, Clock: c.Clock, Log: c.Log, Roster: a.roster, Feed: log, Ask: asks, Reach: deliveries, Nudger: a.hub,
	})
	a.safety = safety.New(safety.Options{
		DB: a.db, Clock: c.Clock, Log: c.Log, Roster: a.roster, Feed: log, Ask: asks, Files: a.media, Nudger: a.hub,
		Company: checkin.Company{},
	})
	a.media.Guard(a.album)
	a.roster.ConsentMoved = a.album.ConsentMoved
	reports := report.New(report.Options{DB: a.db, Roster: a.roster})

	a.account.OnRevoke = a.hub.Revoke
	a.roster.Changed = func(persons []string) {
		for _, p := range persons {
			a.hub.Refresh(p)
			a.hub.Person(p, "session")
		}
	}
	a.roster.Conversations = func(_ *db.Tx, class roster.ClassID, student roster.StudentID) (string, string, error) {
		return string(feed.OfClass(class)), string(feed.OfFamily(student)), nil
	}
	a.roster.PupilRooms = func(st roster.Student) (string, string) {
		return string(feed.OfSchool(st.School)), string(feed.OfStudents(st.Class))
	}
	a.api.Words(words)
	for _, room := range []interface{ Routes(*rest.API) }{a.account, a.roster, log, asks, a.media, a.notice, a.talk, a.album, a.checkin, a.safety, a.hub, reports} {
		room.Routes(a.api)
	}
	return nil
}

// publisher lets the log be built before the hub that reads it.
type publisher struct{ hub *live.Hub }

// Publish passes an encoded entry on.
func (p *publisher) Publish(conv feed.ID, rev feed.Rev, frame []byte) {
	p.hub.Publish(conv, rev, frame)
}

func (a *App) bus() live.Bus {
	if a.db.Dialect() == db.Postgres {
		return live.NewPostgresBus(a.config.Database, a.config.Log)
	}
	return live.Alone{}
}

// How often housekeeping is done, and how long a repeated request is recognised.
const (
	flushEvery = 20 * time.Second
	tidyEvery  = 6 * time.Hour
	scrubEvery = 30 * time.Minute // looks for what was not compared with its sums for a day
	keepKeys   = 45 * 24 * time.Hour
)

// Work runs the workers until ctx ends; the channel closes when they have.
func (a *App) Work(ctx context.Context) <-chan struct{} {
	var group sync.WaitGroup
	group.Go(func() { a.hub.Run(ctx) })
	group.Go(func() { a.feed.Run(ctx, a.config.Log) })
	group.Go(func() { a.media.Run(ctx) })
	group.Go(func() { a.album.Run(ctx) })
	group.Go(func() { a.notice.Run(ctx) })
	group.Go(func() { a.talk.Run(ctx) })
	group.Go(func() { a.checkin.Run(ctx) })
	group.Go(func() { a.safety.Run(ctx) })
	group.Go(func() { a.every(ctx, flushEvery, a.account.Flush) })
	group.Go(func() { a.every(ctx, tidyEvery, a.tidy) })
	group.Go(func() { a.every(ctx, scrubEvery, a.scrub) })
	done := make(chan struct{})
	go func() {
		group.Wait()
		close(done)
	}()
	return done
}

func (a *App) tidy(ctx context.Context) error {
	_, err := a.db.PurgeOnce(ctx, core.MillisOf(a.config.Clock.Now().Add(-keepKeys)))
	return errors.Join(err, a.account.Tidy(ctx), a.media.Tidy(ctx))
}

// every does a chore now and then; a failure is logged and tried again next time.
func (a *App) every(ctx context.Context, pause time.Duration, chore func(context.Context) error) {
	tick := time.NewTicker(pause)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := chore(ctx); err != nil && ctx.Err() == nil {
				a.config.Log.Warn("housekeeping failed", "err", err)
			}
		}
	}
}

// Close writes down what is still in memory and closes the database.
func (a *App) Close() {
	ctx := core.Background()
	if err := errors.Join(a.account.Flush(ctx), a.db.Close()); err != nil {
		a.config.Log.Error("closing the database", "err", err)
	}
}

// API returns the registered operations, for the matrix test.
func (a *App) API() *rest.API { return a.api }

// Document returns the OpenAPI document of all operations; it needs no data.
func Document(ctx context.Context) ([]byte, error) {
	dir, err := os.MkdirTemp("", "magpie-openapi-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a temporary folder
	a, err := New(ctx, Config{Data: dir})
	if err != nil {
		return nil, err
	}
	defer a.Close()
	doc, err := a.api.Document()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = json.Indent(&out, doc, "", " ")
	out.WriteByte('\n')
	return out.Bytes(), err
}
