package roster_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"magpie/internal/core"
	"magpie/internal/roster"
)

func TestFiveWrongGuessesLeaveOnlyStaff(t *testing.T) {
	s := open(t)
	code := s.slip(s.child("李明", "13800000001"))
	for left := 4; left >= 0; left-- {
		c, err := s.CheckDigits(s.ctx, stranger, code, "9999")
		s.must(err)
		if c.OK || c.TriesLeft != left {
			t.Fatalf("got %+v, want %d left", c, left)
		}
	}
	if c, err := s.CheckDigits(s.ctx, stranger, code, "0001"); err != nil || c.OK {
		t.Fatalf("a sixth guess counted: %+v %v", c, err)
	}
	e, err := s.Join(s.ctx, stranger, mother(code, "0001"))
	s.must(err)
	if e.State != "waiting" {
		t.Fatalf("state %q, want waiting", e.State)
	}
	if list := s.claims(); len(list) != 1 || list[0].Suggestions[0].Name != "李明" {
		t.Fatalf("got %+v", list)
	}
}

func TestARightGuessCostsNothingAndAWrongJoinCostsOne(t *testing.T) {
	s := open(t)
	code := s.slip(s.child("李明", "13800000001"))
	for range 9 {
		c, err := s.CheckDigits(s.ctx, stranger, code, "0001")
		s.must(err)
		if !c.OK || c.TriesLeft != 5 {
			t.Fatalf("got %+v", c)
		}
	}
	_, err := s.Join(s.ctx, stranger, mother(code, "1234"))
	if !errors.Is(err, roster.ErrDigits) {
		t.Fatalf("got %v", err)
	}
	l, err := s.Look(s.ctx, stranger, code)
	s.must(err)
	if l.TriesLeft != 4 {
		t.Fatalf("%d left, want 4", l.TriesLeft)
	}
}

func TestParallelGuessesAreAllCounted(t *testing.T) {
	s := open(t)
	code := s.slip(s.child("李明", "13800000001"))
	var wg sync.WaitGroup
	right := make(chan bool, 60)
	for i := range 60 {
		wg.Go(func() {
			c, err := s.CheckDigits(s.ctx, core.Actor{Addr: fmt.Sprint(i)}, code, fmt.Sprintf("%04d", 9000+i))
			right <- err != nil || c.OK
		})
	}
	wg.Wait()
	close(right)
	for bad := range right {
		if bad {
			t.Error("a wrong guess was taken")
		}
	}
	if c, err := s.CheckDigits(s.ctx, stranger, code, "0001"); err != nil || c.OK {
		t.Errorf("tries were left after sixty guesses: %+v %v", c, err)
	}
}

func TestAnAddressThatGuessesAllDayOnlyGetsToWait(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	for i := range 60 {
		_, err := s.Join(s.ctx, stranger, roster.Joining{Code: s.poster(), Relation: "父亲", Child: "李明", Phone: fmt.Sprint(13700000000 + i), RulesVersion: 1})
		s.must(err)
	}
	right := roster.Joining{Code: s.poster(), Relation: "父亲", Child: "李明", Phone: "13800000001", RulesVersion: 1}
	e, err := s.Join(s.ctx, stranger, right)
	s.must(err)
	if e.State != "waiting" {
		t.Fatalf("the guessing address got %q", e.State)
	}
	elsewhere := core.Actor{Lang: "zh-CN", Addr: "198.51.100.1"}
	e, err = s.Join(s.ctx, elsewhere, right)
	s.must(err)
	if e.State != "in" || len(s.family(child).Guardians) != 1 {
		t.Fatalf("a family at another address got %q", e.State)
	}
}

func TestTooFewDigitsCostNoTry(t *testing.T) {
	s := open(t)
	code := s.slip(s.child("李明", "13800000001"))
	_, check := s.CheckDigits(s.ctx, stranger, code, "12")
	_, join := s.Join(s.ctx, stranger, mother(code, "123"))
	l, err := s.Look(s.ctx, stranger, code)
	s.must(err)
	if core.KindOf(check) != core.KindInvalid || core.KindOf(join) != core.KindInvalid || l.TriesLeft != 5 {
		t.Errorf("got %v, %v, %d left", check, join, l.TriesLeft)
	}
}

func TestASchoolThatIsGuessedAtAllDayLetsStaffDecide(t *testing.T) {
	s := open(t)
	code := s.slip(s.child("李明", "13800000001"))
	for i := range 200 {
		a := core.Actor{Lang: "zh-CN", Addr: fmt.Sprintf("198.51.%d.1", i)}
		_, err := s.Join(s.ctx, a, roster.Joining{Code: s.poster(), Relation: "父亲", Child: "李明", Phone: fmt.Sprint(13700000000 + i), RulesVersion: 1})
		s.must(err)
	}
	c, err := s.CheckDigits(s.ctx, stranger, code, "0001")
	s.must(err)
	e, err := s.Join(s.ctx, stranger, mother(code, "0001"))
	s.must(err)
	if c.OK || c.TriesLeft != 0 || e.State != "waiting" {
		t.Fatalf("got %+v and %+v", c, e)
	}
	s.clock.Advance(25 * time.Hour)
	e, err = s.Join(s.ctx, core.Actor{Lang: "zh-CN", Addr: "192.0.2.1"}, mother(code, "0001"))
	s.must(err)
	if e.State != "in" {
		t.Fatalf("the day after: %+v", e)
	}
}
