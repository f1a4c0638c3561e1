package feed_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/db/dbtest"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

var by = roster.Byline{ID: "p1", Name: "王芳", Label: "王老师", Role: core.RoleStaff}

type note struct {
	N int `json:"n"`
}

func draft(n int) feed.Draft {
	return feed.Draft{School: "s", Kind: feed.EntryNotice, By: by, Ref: "r", Body: note{n}}
}

// ear collects what was published.
type ear struct {
	mu     sync.Mutex
	frames []string
	revs   []feed.Rev
}

func (e *ear) Publish(_ feed.ID, rev feed.Rev, frame []byte) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.frames, e.revs = append(e.frames, string(frame)), append(e.revs, rev)
}

func append1(t testing.TB, d *db.DB, s *feed.Service, conv feed.ID, n int) (e feed.Entry) {
	t.Helper()
	err := d.Write(context.Background(), func(tx *db.Tx) (err error) {
		e, err = s.Append(tx, conv, draft(n))
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return e
}

func since(t testing.TB, d *db.DB, conv feed.ID, after feed.Rev, limit int) (p feed.Page) {
	t.Helper()
	err := d.Read(context.Background(), func(tx *db.Tx) (err error) {
		p, err = feed.Since(tx, conv, after, limit)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTenThousandAppendsAtOnceLoseNoneAndAreNumberedOneToN(t *testing.T) {
	const writers, each = 40, 250
	d := dbtest.Open(t, nil)
	s := feed.New(d, nil)
	conv := feed.OfClass("c")
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				append1(t, d, s, conv, w*each+i)
			}
		})
	}
	wg.Wait()
	seen := map[int]bool{}
	var after feed.Rev
	for p := since(t, d, conv, 0, 1000); ; p = since(t, d, conv, after, 1000) {
		for _, e := range p.Entries {
			if after++; e.Rev != after || e.Seq != feed.Seq(after) {
				t.Fatalf("entry has rev %d and seq %d, want %d", e.Rev, e.Seq, after)
			}
			var n note
			if err := json.Unmarshal(e.Body, &n); err != nil || seen[n.N] {
				t.Fatalf("entry %d is there twice or broken: %v", n.N, err)
			}
			seen[n.N] = true
		}
		if !p.More {
			break
		}
	}
	if len(seen) != writers*each {
		t.Fatalf("got %d entries, want %d", len(seen), writers*each)
	}
}

// device is a phone that applies pushes and pulls, and knows nothing else.
type device struct {
	rev     feed.Rev
	entries map[feed.Seq]string
}

func (v *device) apply(p feed.Page) {
	for _, e := range p.Entries {
		v.entries[e.Seq] = string(e.Body)
		v.rev = max(v.rev, e.Rev)
	}
}

func TestWhateverOrderADevicePullsInItEndsWithTheSameEntries(t *testing.T) {
	d := dbtest.Open(t, nil)
	s := feed.New(d, nil)
	round := 0
	rapid.Check(t, func(rt *rapid.T) {
		round++
		conv := feed.OfClass(roster.ClassID(fmt.Sprint(round)))
		model := map[feed.Seq]string{}
		devices := []*device{{entries: map[feed.Seq]string{}}, {entries: map[feed.Seq]string{}}}
		steps := rapid.SliceOfN(rapid.IntRange(0, 3), 1, 30).Draw(rt, "steps")
		for n, step := range steps {
			switch {
			case step == 0 || step == 1 && len(model) == 0:
				e := append1(t, d, s, conv, n)
				model[e.Seq] = string(e.Body)
			case step == 1:
				seqs := make([]feed.Seq, 0, len(model))
				for seq := range model {
					seqs = append(seqs, seq)
				}
				slices.Sort(seqs)
				seq := rapid.SampledFrom(seqs).Draw(rt, "seq")
				touch(t, d, s, conv, seq, n)
				model[seq] = fmt.Sprintf(`{"n":%d}`, n)
			default:
				v := devices[step-2]
				v.apply(since(t, d, conv, v.rev, rapid.IntRange(1, 4).Draw(rt, "limit")))
			}
		}
		for _, v := range append(devices, &device{entries: map[feed.Seq]string{}}) {
			for p := since(t, d, conv, v.rev, 3); ; p = since(t, d, conv, v.rev, 3) {
				v.apply(p)
				if !p.More {
					break
				}
			}
			if fmt.Sprint(v.entries) != fmt.Sprint(model) {
				rt.Fatalf("device has %v, want %v", v.entries, model)
			}
		}
	})
}

func touch(t testing.TB, d *db.DB, s *feed.Service, conv feed.ID, seq feed.Seq, n int) {
	t.Helper()
	err := d.Write(context.Background(), func(tx *db.Tx) error {
		_, err := s.Touch(tx, "s", conv, seq, func() (any, error) { return note{n}, nil })
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestPushesCarryConsecutiveRevsAndTheSameBytesAsAPull(t *testing.T) {
	d := dbtest.Open(t, nil)
	listener := &ear{}
	s := feed.New(d, listener)
	conv := feed.OfClass("c")
	first := append1(t, d, s, conv, 1)
	append1(t, d, s, conv, 2)
	touch(t, d, s, conv, first.Seq, 3)
	if !slices.Equal(listener.revs, []feed.Rev{1, 2, 3}) {
		t.Fatalf("pushed revs %v, want 1 2 3", listener.revs)
	}
	p := since(t, d, conv, 2, 10)
	if len(p.Entries) != 1 || p.Entries[0].Seq != 1 || p.Head != 3 {
		t.Fatalf("after rev 2: got %+v", p)
	}
	frame, err := feed.Frame(p.Entries[0])
	if err != nil || string(frame) != listener.frames[2] {
		t.Errorf("pulled %s\npushed %s (%v)", frame, listener.frames[2], err)
	}
}

func TestNothingIsPublishedWhenTheTransactionFails(t *testing.T) {
	d := dbtest.Open(t, nil)
	listener := &ear{}
	s := feed.New(d, listener)
	err := d.Write(context.Background(), func(tx *db.Tx) error {
		if _, err := s.Append(tx, feed.OfClass("c"), draft(1)); err != nil {
			return err
		}
		return core.ErrAbsent
	})
	if err == nil || len(listener.frames) != 0 {
		t.Fatalf("got error %v and %d frames", err, len(listener.frames))
	}
	if e := append1(t, d, s, feed.OfClass("c"), 2); e.Rev != 1 {
		t.Errorf("the next entry has rev %d, want 1", e.Rev)
	}
}

func TestOneEntryGoesToManyConversationsEachWithItsOwnNumber(t *testing.T) {
	d := dbtest.Open(t, nil)
	s := feed.New(d, nil)
	a, b := feed.OfFamily("a"), feed.OfFamily("b")
	append1(t, d, s, b, 1)
	var got []feed.Entry
	err := d.Write(context.Background(), func(tx *db.Tx) (err error) {
		got, err = s.AppendAll(tx, []feed.ID{a, b}, draft(9))
		return err
	})
	if err != nil || len(got) != 2 || got[0].Seq != 1 || got[1].Seq != 2 {
		t.Fatalf("got %+v, %v", got, err)
	}
	if p := since(t, d, b, 1, 10); len(p.Entries) != 1 || string(p.Entries[0].Body) != `{"n":9}` {
		t.Errorf("family b sees %+v", p)
	}
}

func TestHistoryGoesBackwardsPageByPage(t *testing.T) {
	d := dbtest.Open(t, nil)
	s := feed.New(d, nil)
	conv := feed.OfClass("c")
	for n := range 5 {
		append1(t, d, s, conv, n)
	}
	p, err := s.History(context.Background(), core.Actor{}, conv, 5, 3)
	if err != nil || !p.More || len(p.Entries) != 3 || p.Entries[0].Seq != 4 || p.Entries[2].Seq != 2 {
		t.Fatalf("got %+v, %v", p, err)
	}
}

func TestMarksOnlyRiseAndNeverPassTheHead(t *testing.T) {
	d := dbtest.Open(t, nil)
	s := feed.New(d, nil)
	conv := feed.OfClass("c")
	append1(t, d, s, conv, 1)
	append1(t, d, s, conv, 2)
	var told []feed.Marked
	s.OnMark(func(_ *db.Tx, m feed.Marked) error {
		told = append(told, m)
		return nil
	})
	a := core.Actor{Person: "p", School: "s"}
	for _, got := range []feed.Rev{1, 1, 99, 2} {
		if err := s.Mark(context.Background(), a, conv, got, 0); err != nil {
			t.Fatal(err)
		}
	}
	if len(told) != 2 || told[0].Got != 1 || told[1].Got != 2 {
		t.Errorf("watchers were told %+v, want 1 and then 2", told)
	}
}
