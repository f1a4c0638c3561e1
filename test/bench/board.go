package main

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"sync/atomic"
	"time"

	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/checkin"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/reach"
	"magpie/internal/roster"
	"magpie/test/bench/school"
)

// board measures how long the staff's board of one round for six classes takes to
// show a family's answer: from the tap to the whole new board.
func (b *bench) board(ctx context.Context) error {
	classes, err := school.Found(ctx, b.path("board"), 6, b.size.boarders/6, 1)
	if err != nil {
		return err
	}
	if err := b.pastRounds(ctx, classes); err != nil {
		return fmt.Errorf("hold past rounds: %w", err)
	}
	s, err := school.Start(ctx, b.program, b.path("board"), "")
	if err != nil {
		return err
	}
	defer s.Stop()
	m := newMagpie(s.Addr, classes)
	var opened struct{ ID string }
	if err := m.call("POST", "/classes/"+classes[0].ID+"/rounds", classes[0].Teacher, map[string]any{"classes": ids(classes)[1:]}, &opened); err != nil {
		return err
	}
	var took []float64
	for i, who := range everybody(classes)[:min(20*b.size.repeats, b.size.boarders)] {
		ms, err := update(m, "/rounds/"+opened.ID, who, i+1, b.size.boarders)
		if err != nil {
			return err
		}
		took = append(took, ms)
	}
	b.set("board300_update_ms", median(took), "%d children of 6 classes, %d rounds behind them; the slowest %.0f ms", b.size.boarders, pastRounds, slices.Max(took))
	return nil
}

// update is one answer and the board after it.
func update(m magpie, round string, who school.Member, home, of int) (float64, error) {
	began := time.Now()
	if err := m.call("POST", round+"/report", who.Cookie, map[string]string{"student": who.Student, "state": "home"}, nil); err != nil {
		return 0, err
	}
	var board struct {
		Home     int
		Children []struct{ Student string }
	}
	if err := m.call("GET", round, m.classes[0].Teacher, nil, &board); err != nil {
		return 0, err
	}
	if board.Home != home || len(board.Children) != of {
		return 0, fmt.Errorf("the board shows %d of %d children home, want %d of %d", board.Home, len(board.Children), home, of)
	}
	return float64(time.Since(began).Microseconds()) / 1000, nil
}

func everybody(classes []school.Class) (list []school.Member) {
	for _, c := range classes {
		list = append(list, c.Members...)
	}
	return list
}

func ids(classes []school.Class) (list []roster.ClassID) {
	for _, c := range classes {
		list = append(list, roster.ClassID(c.ID))
	}
	return list
}

// pastRounds is how many Fridays a board looks back on.
const pastRounds = 8

// past is a clock that stands on Fridays gone by.
type past struct{ ms atomic.Int64 }

// Now returns where the clock stands.
func (p *past) Now() time.Time { return time.UnixMilli(p.ms.Load()).UTC() }

// pastRounds lets the classes go home on some Fridays, so that the board knows how
// long each child needs.
func (b *bench) pastRounds(ctx context.Context, classes []school.Class) error {
	clock := &past{}
	d, err := db.Open(ctx, db.Options{URL: "sqlite:" + filepath.Join(b.path("board"), "magpie.db"), Clock: clock})
	if err != nil {
		return err
	}
	defer d.Close() //nolint:errcheck // the program opens it next
	log, asks := feed.New(d, nil), ask.New(d)
	s := checkin.New(checkin.Options{DB: d, Roster: roster.New(roster.Options{DB: d}), Feed: log, Ask: asks, Reach: reach.New(log, asks, nil),
		Clock: clock, Log: slog.New(slog.DiscardHandler)})
	teacher := core.Actor{Role: core.RoleStaff, School: classes[0].School}
	err = d.Read(ctx, func(tx *db.Tx) error {
		staff, err := roster.StaffOf(tx, roster.ClassID(classes[0].ID))
		teacher.Person = staff[0]
		return err
	})
	begun := time.Now()
	for week := pastRounds; week > 0 && err == nil; week-- {
		clock.ms.Store(begun.AddDate(0, 0, -7*week).UnixMilli())
		err = goHome(ctx, d, s, asks, clock, teacher, classes)
	}
	return err
}

// goHome is one Friday: everybody comes home, a tenth of the children at a time.
func goHome(ctx context.Context, d *db.DB, s *checkin.Service, asks *ask.Service, clock *past, teacher core.Actor, classes []school.Class) error {
	id, err := s.Open(ctx, teacher, roster.ClassID(classes[0].ID), checkin.Now{Classes: ids(classes)[1:]})
	if err != nil {
		return err
	}
	board, err := s.Board(ctx, teacher, id)
	if err != nil {
		return err
	}
	for some := range slices.Chunk(board.Children, max(1, len(board.Children)/10)) {
		clock.ms.Add(8 * time.Minute.Milliseconds())
		err := d.Write(ctx, func(tx *db.Tx) error {
			for _, c := range some {
				guardians, err := roster.GuardiansOf(tx, c.Student)
				if err != nil {
					return err
				}
				_, _, err = asks.Answer(tx, ask.In{Ask: board.Ask, Student: c.Student, Person: guardians[0].Person, Level: ask.LevelForm, Version: 1,
					Via: ask.ViaApp, Values: form.Values{"state": "home"}})
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	_, err = s.Close(ctx, teacher, id)
	return err
}
