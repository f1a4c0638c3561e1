package report_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"magpie/internal/account"
	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/notice"
	"magpie/internal/reach"
	"magpie/internal/report"
	"magpie/internal/roster"
	"magpie/internal/roster/rostertest"
)

func TestTodayNamesWhoIsSilentAndIsCalmWhenNobodyIs(t *testing.T) {
	ctx := context.Background()
	c := rostertest.New(t, 2)
	mother, father := c.Joins(0, "母亲"), c.Joins(1, "父亲")
	log, asks := feed.New(c.DB, nil), ask.New(c.DB)
	people := roster.New(roster.Options{DB: c.DB})
	notices := notice.New(notice.Options{DB: c.DB, Roster: people, Feed: log, Ask: asks, Reach: reach.New(log, asks, nil),
		Clock: c.Clock, Log: slog.New(slog.DiscardHandler)})
	reports := report.New(report.Options{DB: c.DB, Roster: people})
	today := func() report.Today {
		t.Helper()
		got, err := reports.Today(ctx, c.Teacher)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got := today(); !got.Calm || len(got.Classes) != 1 || got.Classes[0].Children != 2 || got.Classes[0].Reached != 2 {
		t.Errorf("before any notice: %+v", got)
	}
	content := notice.Content{Type: notice.TypeGeneral, Title: "穿冬季校服", Level: ask.LevelConfirm, Need: ask.NeedAny}
	id, err := notices.Post(ctx, c.Teacher, c.ID, content)
	if err != nil {
		t.Fatal(err)
	}
	content.PublishAt = core.MillisOf(c.Clock.Now().Add(time.Hour))
	if _, err := notices.Post(ctx, c.Teacher, c.ID, content); err != nil {
		t.Fatal(err)
	}
	confirm := func(a core.Actor, child int) {
		v, err := notices.View(ctx, a, id)
		if err != nil {
			t.Fatal(err)
		}
		c.Write(func(tx *db.Tx) error {
			_, _, err := asks.Answer(tx, ask.In{Ask: v.Ask, Student: c.Students[child], Person: a.Person, Level: ask.LevelConfirm, Version: 1, Via: ask.ViaApp})
			return err
		})
	}
	confirm(mother, 0)
	got := today()
	if got.Calm || len(got.Notices) != 1 || len(got.Scheduled) != 1 {
		t.Fatalf("with one family silent: %+v", got)
	}
	n := got.Notices[0]
	if n.Answered != 1 || n.Total != 2 || len(n.Silent) != 1 || n.Silent[0].Student != c.Students[1] || n.Silent[0].Reason != "还没打开" {
		t.Errorf("the notice: %+v", n)
	}
	c.Clock.Advance(49 * time.Hour)
	if r := today().Notices[0].Silent[0].Reason; r != "两天没打开" {
		t.Errorf("two days later the reason is %q", r)
	}
	confirm(father, 1)
	if got := today(); !got.Calm || len(got.Notices) != 0 {
		t.Errorf("when all have answered: %+v", got)
	}
	home, err := reports.Home(ctx, father)
	if err != nil || len(home.Asks) != 0 || len(home.Done) != 1 || home.Rounds == nil || home.Searches == nil || home.Alerts == nil {
		t.Errorf("at home nothing waits, and every list is there: %+v, %v", home, err)
	}
	if err := account.Staff.Check(ctx, mother, ""); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("a family asks for the teacher's day: got %v", err)
	}
}
