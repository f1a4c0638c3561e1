package feed_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster/rostertest"
)

// reply says something under another entry.
func (l library) reply(conv feed.ID, under feed.Seq, text string) (e feed.Entry) {
	l.T.Helper()
	l.Write(func(tx *db.Tx) (err error) {
		e, err = l.Append(tx, conv, feed.Draft{School: rostertest.School, Kind: feed.EntryMessage, By: teacher, Parent: under, Body: message{text}})
		return err
	})
	return e
}

func (l library) page(get func(tx *db.Tx) (feed.Page, error)) (p feed.Page) {
	l.T.Helper()
	l.Read(func(tx *db.Tx) (err error) {
		p, err = get(tx)
		return err
	})
	return p
}

// shown writes a page as its seqs, with dots where there is more.
func shown(p feed.Page) string {
	text := ""
	if p.Older {
		text = "…"
	}
	for _, e := range p.Entries {
		text += fmt.Sprint(" ", e.Seq)
	}
	if p.More {
		text += " …"
	}
	return text
}

func TestARoomOpensAroundAnyEntryAndGoesOnInBothDirections(t *testing.T) {
	l := newLibrary(t)
	room := feed.OfClass(l.ID)
	for n := range 10 {
		l.says(room, teacher, fmt.Sprint(n))
	}
	for _, c := range []struct {
		name string
		get  func(tx *db.Tx) (feed.Page, error)
		want string
	}{
		{"around the middle", func(tx *db.Tx) (feed.Page, error) { return feed.Around(tx, room, 5, 4) }, "… 3 4 5 6 …"},
		{"around the first", func(tx *db.Tx) (feed.Page, error) { return feed.Around(tx, room, 1, 4) }, " 1 2 3 4 …"},
		{"around the last", func(tx *db.Tx) (feed.Page, error) { return feed.Around(tx, room, 10, 4) }, "… 8 9 10"},
		{"from a seq", func(tx *db.Tx) (feed.Page, error) { return feed.From(tx, room, 9, 4) }, "… 9 10"},
		{"all", func(tx *db.Tx) (feed.Page, error) { return feed.From(tx, room, 1, 100) }, " 1 2 3 4 5 6 7 8 9 10"},
		{"beyond the end", func(tx *db.Tx) (feed.Page, error) { return feed.From(tx, room, 11, 4) }, "…"},
	} {
		if got := shown(l.page(c.get)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAThreadIsTheEntryWithAllThatWasSaidUnderIt(t *testing.T) {
	l := newLibrary(t)
	room := feed.OfClass(l.ID)
	l.says(room, teacher, "问题")
	l.says(room, teacher, "别的")
	first := l.reply(room, 1, "回答")
	l.reply(room, 2, "别的回答")
	l.reply(room, first.Seq, "对回答的回答")
	thread := func(root, from feed.Seq) string {
		return shown(l.page(func(tx *db.Tx) (feed.Page, error) { return feed.Thread(tx, room, root, from, 2) }))
	}
	if got := thread(1, 0); got != " 1 3 …" {
		t.Errorf("the thread begins %q", got)
	}
	if got := thread(1, 4); got != " 5" {
		t.Errorf("the thread goes on %q", got)
	}
	l.Read(func(tx *db.Tx) error {
		if _, err := feed.Thread(tx, room, 99, 0, 2); core.KindOf(err) != core.KindNotFound {
			t.Errorf("a thread under nothing: %v", err)
		}
		return nil
	})
}

// TestADayOpensAtItsFirstEntry compares the halving with looking at each entry.
func TestADayOpensAtItsFirstEntry(t *testing.T) {
	l := newLibrary(t)
	round := 0
	rapid.Check(t, func(rt *rapid.T) {
		round++
		room := feed.OfClass(l.ID+"x") + feed.ID(fmt.Sprint(round))
		begin := core.MillisOf(l.Clock.Now())
		times := []core.Millis{}
		for _, gap := range rapid.SliceOfN(rapid.IntRange(0, 3), 0, 12).Draw(rt, "gaps") {
			l.Clock.Advance(time.Duration(gap) * time.Hour)
			e := l.says(room, teacher, "x")
			times = append(times, e.At)
			if rapid.Bool().Draw(rt, "touched") { // a gap in the seqs
				l.Write(func(tx *db.Tx) error {
					_, err := l.Touch(tx, rostertest.School, room, e.Seq, func() (any, error) { return message{"y"}, nil })
					return err
				})
			}
		}
		at := begin + core.Millis(rapid.Int64Range(0, int64(20*time.Hour/time.Millisecond)).Draw(rt, "at"))
		p := l.page(func(tx *db.Tx) (feed.Page, error) { return feed.OnDay(tx, room, at, 1000) })
		want := 0
		for _, t := range times {
			if t >= at {
				want++
			}
		}
		if len(p.Entries) != want || want > 0 && p.Entries[0].At < at || p.Older != (want < len(times)) {
			rt.Fatalf("got %d entries and older %v, want %d of %d", len(p.Entries), p.Older, want, len(times))
		}
	})
}

func TestADeviceFarBehindFetchesTheNoticesWithoutTheTalkAroundThem(t *testing.T) {
	l := newLibrary(t)
	room := feed.OfClass(l.ID)
	tell := func() (e feed.Entry) {
		l.Write(func(tx *db.Tx) (err error) {
			e, err = l.Append(tx, room, feed.Draft{School: rostertest.School, Kind: feed.EntryNotice, By: teacher, Body: message{"放假"}})
			return err
		})
		return e
	}
	first := tell()
	l.says(room, teacher, "在吗")
	second := tell()
	l.says(room, teacher, "在")
	all := l.page(func(tx *db.Tx) (feed.Page, error) { return feed.Told(tx, room, 1_000, 5) })
	if got, want := shown(all), fmt.Sprintf(" %d %d", second.Seq, first.Seq); got != want || all.Head != 4 {
		t.Errorf("got %q at %d, want %q at 4", got, all.Head, want)
	}
	if one := l.page(func(tx *db.Tx) (feed.Page, error) { return feed.Told(tx, room, 1_000, 1) }); !one.More {
		t.Error("one of two notices is the whole page, but more is false")
	}
}
