package checkin_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"testing"
	"time"

	"magpie/internal/ask"
	"magpie/internal/checkin"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/reach"
	"magpie/internal/roster"
	"magpie/internal/roster/rostertest"
)

var ctx = context.Background()

// friday is a class on a Friday at 16:00 with the rooms at work.
type friday struct {
	*rostertest.Class
	*checkin.Service
	asks *ask.Service // of the newest server
	ear  *rostertest.Nudges
}

func newFriday(t testing.TB, children int) *friday {
	f := &friday{Class: rostertest.New(t, children), ear: &rostertest.Nudges{}}
	f.Service = f.server()
	return f
}

// server is one more program on the same database.
func (f *friday) server() *checkin.Service {
	log, asks := feed.New(f.DB, nil), ask.New(f.DB)
	f.asks = asks
	return checkin.New(checkin.Options{DB: f.DB, Roster: roster.New(roster.Options{DB: f.DB}), Feed: log, Ask: asks,
		Reach: reach.New(log, asks, f.ear), Nudger: f.ear, Clock: f.Clock, Log: slog.New(slog.DiscardHandler)})
}

// plans lets the class go home every Friday at 17:10.
func (f *friday) plans(classes ...roster.ClassID) checkin.Plan {
	f.T.Helper()
	p, err := f.AddPlan(ctx, f.Teacher, f.Class.ID, checkin.Plan{Name: "周五到家", Classes: classes, Weekdays: []int{5}, At: "17:10", On: true})
	if err != nil {
		f.T.Fatal(err)
	}
	return p
}

// pass moves the clock and does what is due.
func (f *friday) pass(d time.Duration) {
	f.T.Helper()
	f.Clock.Advance(d)
	if _, err := f.RunDue(ctx); err != nil {
		f.T.Fatal(err)
	}
}

// until moves the clock to a time of this or a later day.
func (f *friday) until(days int, clock string) {
	f.T.Helper()
	at, err := time.Parse("15:04", clock)
	if err != nil {
		f.T.Fatal(err)
	}
	now := f.Clock.Now().In(roster.Zone)
	f.pass(time.Date(now.Year(), now.Month(), now.Day()+days, at.Hour(), at.Minute(), 1, 0, roster.Zone).Sub(now))
}

// opened is the class's newest round.
func (f *friday) opened() checkin.RoundID {
	f.T.Helper()
	list, _, err := f.Rounds(ctx, f.Teacher, f.Class.ID, core.Page{})
	if err != nil || len(list) == 0 {
		f.T.Fatalf("no round: %v", err)
	}
	return list[0].Round
}

func (f *friday) says(a core.Actor, r checkin.RoundID, child int, said checkin.Said) checkin.MyRound {
	f.T.Helper()
	m, err := f.Report(ctx, a, r, f.Students[child], checkin.Values{State: said})
	if err != nil {
		f.T.Fatal(err)
	}
	return m
}

func (f *friday) board(r checkin.RoundID) checkin.Board {
	f.T.Helper()
	b, err := f.Board(ctx, f.Teacher, r)
	if err != nil {
		f.T.Fatal(err)
	}
	return b
}

// on returns a child's line of the board.
func (f *friday) on(r checkin.RoundID, child int) checkin.BoardChild {
	f.T.Helper()
	for _, c := range f.board(r).Children {
		if c.Student == f.Students[child] {
			return c
		}
	}
	f.T.Fatalf("child %d is not on the board", child)
	return checkin.BoardChild{}
}

func (f *friday) mine(a core.Actor) (list []checkin.MyRound) {
	f.T.Helper()
	f.Read(func(tx *db.Tx) (err error) {
		list, err = checkin.Mine(tx, a)
		return err
	})
	return list
}

// bodies returns what a conversation's entries say.
func (f *friday) bodies(conv feed.ID) (list []checkin.Body) {
	f.T.Helper()
	f.Read(func(tx *db.Tx) error {
		list = nil
		page, err := feed.Since(tx, conv, 0, 200)
		for _, e := range page.Entries {
			var b checkin.Body
			if err := json.Unmarshal(e.Body, &b); err != nil {
				return err
			}
			list = append(list, b)
		}
		return err
	})
	return list
}
