package reach_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/reach"
	"magpie/internal/roster"
	"magpie/internal/roster/rostertest"
)

// nudges counts what was told to open screens.
type nudges struct{ home, receipts atomic.Int64 }

func (n *nudges) Person(_, what string) {
	if what == reach.NudgeHome {
		n.home.Add(1)
	} else {
		n.receipts.Add(1)
	}
}

// rooms are the rooms at work, with one ask sent to the whole class.
type rooms struct {
	*rostertest.Class
	feed  *feed.Service
	ask   *ask.Service
	reach *reach.Service
	told  *nudges
	id    ask.ID
	seq   feed.Seq
}

func send(c *rostertest.Class) *rooms {
	r := &rooms{Class: c, feed: feed.New(c.DB, nil), ask: ask.New(c.DB), told: &nudges{}}
	r.reach = reach.New(r.feed, r.ask, r.told)
	c.Write(func(tx *db.Tx) (err error) {
		r.id, err = r.ask.Open(tx, ask.Spec{School: "s", OwnerKind: "notice", Owner: tx.NewID(), Classes: []roster.ClassID{c.ID},
			Terms: ask.Terms{Level: ask.LevelConfirm, Need: ask.NeedAny}})
		if err != nil {
			return err
		}
		e, err := r.feed.Append(tx, feed.OfClass(c.ID), feed.Draft{School: "s", Kind: feed.EntryNotice})
		if err != nil {
			return err
		}
		r.seq = e.Seq
		return r.reach.Enqueue(tx, reach.Parcel{School: "s", Ask: r.id, Room: feed.KindClass,
			Seqs: map[feed.Seq][]roster.StudentID{e.Seq: c.Students}})
	})
	return r
}

func (r *rooms) sum() (s reach.Sum) {
	r.T.Helper()
	r.Read(func(tx *db.Tx) error {
		tally, err := ask.CountOne(tx, r.id)
		if err != nil {
			return err
		}
		s, err = reach.Count(tx, tally)
		return err
	})
	return s
}

func (r *rooms) marks(a core.Actor) {
	r.T.Helper()
	if err := r.feed.Mark(context.Background(), a, feed.OfClass(r.Class.ID), feed.Rev(r.seq), 0); err != nil {
		r.T.Fatal(err)
	}
}

func (r *rooms) answers(a core.Actor, child int, level ask.Level) {
	r.T.Helper()
	r.Write(func(tx *db.Tx) error {
		_, _, err := r.ask.Answer(tx, ask.In{Ask: r.id, Student: r.Students[child], Person: a.Person, Level: level,
			Version: 1, Via: ask.ViaApp, ShownMs: 9000})
		return err
	})
}

func TestAFamilyClimbsFromPendingToAnswered(t *testing.T) {
	c := rostertest.New(t, 2)
	mother := c.Joins(0, "母亲")
	r := send(c)
	steps := []struct {
		do   func()
		want reach.Sum
	}{
		{func() {}, reach.Sum{Recipients: 2, Pending: 1, Failed: 1}},
		{func() { r.marks(mother) }, reach.Sum{Recipients: 2, Delivered: 1, Failed: 1}},
		{func() { r.answers(mother, 0, ask.LevelRead) }, reach.Sum{Recipients: 2, Seen: 1, Failed: 1}},
		{func() { r.answers(mother, 0, ask.LevelConfirm) }, reach.Sum{Recipients: 2, Answered: 1, Failed: 1}},
		{func() { r.marks(r.Joins(1, "父亲")) }, reach.Sum{Recipients: 2, Answered: 1, Delivered: 1}},
		{func() {
			r.Write(func(tx *db.Tx) error { return r.reach.StepBack(tx, r.id) })
		}, reach.Sum{Recipients: 2, Delivered: 2}},
	}
	for i, s := range steps {
		s.do()
		if got := r.sum(); got != s.want {
			t.Errorf("after step %d: got %+v, want %+v", i, got, s.want)
		}
	}
	if r.told.receipts.Load() != 4 || r.told.home.Load() != 2 {
		t.Errorf("staff told %d times, family %d times; want 4 and 2", r.told.receipts.Load(), r.told.home.Load())
	}
}

func TestADeviceThatHoldsOneChildsRoomHoldsNothingOfTheSiblings(t *testing.T) {
	c := rostertest.New(t, 2)
	mother := c.Joins(0, "母亲")
	c.AlsoJoins(mother, 1, "母亲")
	r := send(c)
	r.Write(func(tx *db.Tx) (err error) {
		if r.id, err = r.ask.Open(tx, ask.Spec{School: "s", OwnerKind: "notice", Owner: tx.NewID(), Classes: []roster.ClassID{c.ID}, Students: c.Students,
			Terms: ask.Terms{Level: ask.LevelRead, Need: ask.NeedAny}}); err != nil {
			return err
		}
		entries, err := r.feed.AppendAll(tx, []feed.ID{feed.OfFamily(c.Students[0]), feed.OfFamily(c.Students[1])}, feed.Draft{School: "s"})
		if err != nil {
			return err
		}
		return r.reach.Enqueue(tx, reach.Parcel{School: "s", Ask: r.id, Room: feed.KindFamily,
			Seqs: map[feed.Seq][]roster.StudentID{entries[0].Seq: c.Students}})
	})
	if err := r.feed.Mark(context.Background(), mother, feed.OfFamily(c.Students[0]), 1, 0); err != nil {
		t.Fatal(err)
	}
	if got := r.sum(); got != (reach.Sum{Recipients: 2, Delivered: 1, Pending: 1}) {
		t.Errorf("got %+v", got)
	}
}

func TestFiftyRemindersAtOnceReachEachFamilyOnce(t *testing.T) {
	c := rostertest.New(t, 10)
	for i := range c.Students {
		c.Joins(i, "母亲")
	}
	r := send(c)
	var reminded atomic.Int64
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			err := c.DB.Write(context.Background(), func(tx *db.Tx) error {
				got, err := r.reach.Remind(tx, "s", r.id, c.Students)
				if err == nil && len(got.Students)+len(got.Waiting) != len(c.Students) {
					t.Errorf("%d reminded and %d waiting of %d", len(got.Students), len(got.Waiting), len(c.Students))
				}
				tx.AfterCommit(func() { reminded.Add(int64(len(got.Students))) })
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := reminded.Load(); n != 10 || r.told.home.Load() != 10 {
		t.Errorf("%d reminders and %d nudges, want 10 and 10", n, r.told.home.Load())
	}
}

func TestAFamilyIsLeftAloneForAnHourAfterAReminder(t *testing.T) {
	c := rostertest.New(t, 1)
	c.Joins(0, "母亲")
	r := send(c)
	remind := func() (got reach.Reminded) {
		c.Write(func(tx *db.Tx) (err error) {
			got, err = r.reach.Remind(tx, "s", r.id, c.Students)
			return err
		})
		return got
	}
	first := core.MillisOf(c.Clock.Now())
	remind()
	c.Clock.Advance(time.Hour - time.Millisecond)
	if got := remind(); len(got.Students) != 0 || got.Waiting[c.Students[0]] != first+3_600_000 {
		t.Errorf("a millisecond too early: %+v", got)
	}
	c.Clock.Advance(time.Millisecond)
	if got := remind(); len(got.Students) != 1 || len(got.Waiting) != 0 {
		t.Errorf("after an hour: %+v", got)
	}
	c.Read(func(tx *db.Tx) error {
		all, err := reach.Deliveries(tx, r.id)
		if d := all[r.id][c.Students[0]]; d.RemindsSoFar != 2 || d.RemindedAt != core.MillisOf(c.Clock.Now()) {
			t.Errorf("delivery says %+v", d)
		}
		return err
	})
}

func TestEveryFamilyIsInExactlyOneStateWhateverHappens(t *testing.T) {
	c := rostertest.New(t, 4)
	people := []core.Actor{c.Joins(0, "母亲"), c.Joins(1, "父亲"), c.Joins(2, "爷爷")}
	rapid.Check(t, func(rt *rapid.T) {
		r := send(c)
		steps := rapid.SliceOfN(rapid.IntRange(0, 4), 1, 12).Draw(rt, "steps")
		for _, step := range steps {
			child := rapid.IntRange(0, 2).Draw(rt, "child")
			switch step {
			case 0:
				r.marks(people[child])
			case 1:
				r.answers(people[child], child, ask.LevelRead)
			case 2:
				r.answers(people[child], child, ask.LevelConfirm)
			case 3:
				r.Write(func(tx *db.Tx) error {
					_, err := r.reach.Remind(tx, "s", r.id, c.Students)
					return err
				})
			default:
				r.Write(func(tx *db.Tx) error { return r.reach.StepBack(tx, r.id) })
			}
			if s := r.sum(); !s.Holds() || s.Recipients != 4 {
				rt.Fatalf("the law is broken: %+v", s)
			}
		}
	})
}
