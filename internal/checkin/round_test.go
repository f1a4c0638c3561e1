package checkin_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"magpie/internal/checkin"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

func TestARoundOpensItselfAtDismissalAndEndsInAListByName(t *testing.T) {
	f := newFriday(t, 3)
	mother := f.Joins(0, "母亲")
	pupil := f.Studies(1)
	f.Hires("李老师")
	f.plans()
	f.until(0, "17:09")
	if list, _, _ := f.Rounds(ctx, f.Teacher, f.Class.ID, core.Page{}); len(list) != 0 {
		t.Fatalf("opened too early: %+v", list)
	}
	f.until(0, "17:10")
	r := f.opened()
	for _, conv := range []feed.ID{feed.OfClass(f.Class.ID), feed.OfStudents(f.Class.ID)} {
		if b := f.bodies(conv); len(b) != 1 || b[0].What != "round" || b[0].Of != 3 || b[0].Home != 0 || b[0].State != "open" || len(b[0].Children) != 0 {
			t.Errorf("%s holds %+v", conv, b)
		}
	}
	f.pass(20 * time.Minute)
	if m := f.says(mother, r, 0, checkin.SaidHome); m.State != checkin.StateHome || m.By != "学生0妈妈" || !m.Mine {
		t.Errorf("the mother reads %+v", m)
	}
	f.says(pupil, r, 1, checkin.SaidOther)
	f.pass(2 * time.Second)
	if b := f.bodies(feed.OfClass(f.Class.ID)); b[0].Home != 2 {
		t.Errorf("the class reads %+v", b[0])
	}
	f.until(0, "22:00")
	ended := f.bodies(feed.OfStaff(f.Class.ID))
	list := ended[len(ended)-1]
	if list.What != "list" || list.State != "closed" || list.Home != 2 || len(list.Children) != 2 || list.Children[0].Name != "学生2" || list.Children[1].Said != checkin.SaidOther {
		t.Errorf("the list says %+v", list)
	}
	f.until(1, "09:00")
	if c := f.on(r, 2); c.State != checkin.StateOverdue || c.LateMin != 230 {
		t.Errorf("the next morning the child that did not come is %d minutes late: %+v", c.LateMin, c)
	}
	if b := f.board(r); b.State != "closed" || f.bodies(feed.OfClass(f.Class.ID))[0].State != "closed" {
		t.Errorf("the round is %s", b.State)
	}
}

func TestLateIsLateForThisChildAndTheFamilyHearsBeforeTheStaff(t *testing.T) {
	f := newFriday(t, 2)
	mother, father := f.Joins(0, "母亲"), f.Joins(0, "父亲")
	if _, err := f.SetWay(ctx, mother, f.Students[0], checkin.Way{Minutes: 100, Note: "转两趟车"}); err != nil {
		t.Fatal(err)
	}
	f.plans()
	f.until(0, "17:10")
	r := f.opened()
	f.until(0, "18:41") // nobody joined for the other child, and its 90 minutes are over
	if c := f.on(r, 1); c.State != checkin.StateOverdue || c.LateMin != 31 {
		t.Errorf("the other child stands at %+v", c)
	}
	if late := f.bodies(feed.OfStaff(f.Class.ID)); len(late) != 1 || late[0].What != "overdue" || len(late[0].Children) != 1 || late[0].Children[0].Name != "学生1" {
		t.Errorf("staff read %+v", late)
	}
	if c := f.on(r, 0); c.State != checkin.StateOnWay || c.Way != "转两趟车" {
		t.Errorf("the child with the long way stands at %+v", c)
	}

	f.until(0, "19:21") // 100 minutes and thirty of patience
	family := f.bodies(feed.OfFamily(f.Students[0]))
	if len(family) != 1 || family[0].What != "reminder" || family[0].State != "waiting" || f.ear.Of(father.Person, "home") < 2 {
		t.Fatalf("the family reads %+v", family)
	}
	if late := f.bodies(feed.OfStaff(f.Class.ID)); len(late[0].Children) != 1 {
		t.Errorf("staff were told together with the family: %+v", late[0])
	}
	f.pass(11 * time.Minute)
	if late := f.bodies(feed.OfStaff(f.Class.ID)); len(late) != 1 || len(late[0].Children) != 2 {
		t.Errorf("staff read %+v", late)
	}
	f.says(father, r, 0, checkin.SaidHome)
	if family := f.bodies(feed.OfFamily(f.Students[0])); len(family) != 1 || family[0].State != "settled" {
		t.Errorf("after the father's answer the mother reads %+v", family)
	}
	if m := f.mine(mother); len(m) != 1 || m[0].State != checkin.StateHome || m[0].By != "学生0爸爸" || m[0].Mine {
		t.Errorf("the mother's page says %+v", m)
	}
	f.pass(time.Hour)
	if n := len(f.bodies(feed.OfFamily(f.Students[0]))); n != 1 {
		t.Errorf("chased after answering: %d entries", n)
	}
}

func TestAWordThatChangesChangesTheBoardAndIsNotChased(t *testing.T) {
	f := newFriday(t, 2)
	mother, pupil := f.Joins(0, "母亲"), f.Studies(0)
	f.plans()
	f.until(0, "17:10")
	r := f.opened()
	f.pass(30 * time.Minute)
	f.says(mother, r, 0, checkin.SaidHome)
	f.pass(10 * time.Minute)
	f.says(pupil, r, 0, checkin.SaidWrong)
	if c := f.on(r, 0); c.State != checkin.StateOnWay || c.Values.State != checkin.SaidWrong || c.By != "学生0" || c.ArrivedAt != 0 {
		t.Errorf("after the wrong stop: %+v", c)
	}
	f.pass(70 * time.Minute)
	if c := f.on(r, 0); c.State != checkin.StateOverdue {
		t.Errorf("an hour after the wrong stop: %+v", c)
	}
	if n := len(f.bodies(feed.OfFamily(f.Students[0]))); n != 0 {
		t.Errorf("a family that answered was reminded %d times", n)
	}
	if late := f.bodies(feed.OfStaff(f.Class.ID)); len(late) != 1 || !slices.ContainsFunc(late[0].Children, func(c checkin.Named) bool { return c.Name == "学生0" }) {
		t.Errorf("staff read %+v", late)
	}
	f.says(mother, r, 0, checkin.SaidHome)
	if c := f.on(r, 0); c.State != checkin.StateHome || c.ArrivedAt != core.MillisOf(f.Clock.Now()) {
		t.Errorf("home at last: %+v", c)
	}
}

func TestAWordTakenBackLetsTheChildBeOnItsWayAgain(t *testing.T) {
	f := newFriday(t, 1)
	mother := f.Joins(0, "母亲")
	f.plans()
	f.until(0, "17:10")
	r := f.opened()
	f.says(mother, r, 0, checkin.SaidHome)
	asked := f.board(r).Ask
	f.Write(func(tx *db.Tx) error {
		_, err := f.asks.Withdraw(tx, asked, f.Students[0], mother.Person)
		return err
	})
	if c := f.on(r, 0); c.State != checkin.StateOnWay || c.By != "" || c.ArrivedAt != 0 {
		t.Errorf("after the wrong tap: %+v", c)
	}
	f.pass(time.Hour)
	if b := f.board(r); b.State != "open" || b.Home != 0 {
		t.Errorf("the round is %s with %d home", b.State, b.Home)
	}
}

func TestStaffMarkWhatTheyKnowUntilSomebodyAnswers(t *testing.T) {
	f := newFriday(t, 3)
	mother, deputy := f.Joins(0, "母亲"), f.Hires("李老师")
	f.plans()
	f.until(0, "17:10")
	r := f.opened()
	mark := func(child int, m checkin.Mark) checkin.BoardChild {
		t.Helper()
		f.Clock.Advance(time.Second)
		if _, err := f.Mark(ctx, deputy, r, f.Students[child], m); err != nil {
			t.Fatal(err)
		}
		return f.on(r, child)
	}
	if c := mark(1, checkin.Mark{State: checkin.SaidExcused, Note: "发烧"}); c.State != checkin.StateExcused || c.By != "李老师" || c.Notes[0].Text != "发烧" {
		t.Errorf("excused: %+v", c)
	}
	if b := f.board(r); b.Of != 2 {
		t.Errorf("the excused child still counts: %+v", b.Numbers)
	}
	if c := mark(2, checkin.Mark{State: checkin.SaidPicked, Note: "舅舅"}); c.State != checkin.StatePickedUp || c.Via != "staff" {
		t.Errorf("picked up: %+v", c)
	}
	f.says(mother, r, 0, checkin.SaidHome)
	if c := mark(0, checkin.Mark{State: checkin.SaidOnWay, Called: true}); c.State != checkin.StateOnWay || !c.Notes[0].Called {
		t.Errorf("on the bus: %+v", c)
	}
	f.Clock.Advance(time.Second)
	f.says(mother, r, 0, checkin.SaidHome)
	if c := f.on(r, 0); c.State != checkin.StateHome || c.By != "学生0妈妈" {
		t.Errorf("the same word again: %+v", c)
	}
	thanked, err := f.Thank(ctx, f.Teacher, r, nil, "周末愉快")
	if err != nil || len(thanked) != 2 {
		t.Errorf("thanked %v, %v", thanked, err)
	}
	if m := f.mine(mother); m[0].Thanks == nil || m[0].Thanks.Word != "周末愉快" || m[0].Thanks.By != "王老师" {
		t.Errorf("the mother reads %+v", m[0].Thanks)
	}
	f.pass(11 * time.Minute)
	if b := f.board(r); b.State != "closed" || b.Thanked != 2 {
		t.Errorf("all are home and the round is %s", b.State)
	}
	if again, err := f.Thank(ctx, f.Teacher, r, nil, ""); err != nil || len(again) != 0 {
		t.Errorf("thanked again: %v, %v", again, err)
	}
}

func TestTwoServersOpenARoundOnceAndALateOneStillOpens(t *testing.T) {
	f := newFriday(t, 2)
	other := f.server()
	f.plans()
	f.Clock.Advance(3 * time.Hour) // both were away at dismissal
	done := make(chan error, 8)
	for i := range 8 {
		s := []*checkin.Service{f.Service, other}[i%2]
		go func() {
			_, err := s.RunDue(ctx)
			done <- err
		}()
	}
	for range 8 {
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}
	list, _, err := f.Rounds(ctx, f.Teacher, f.Class.ID, core.Page{})
	if err != nil || len(list) != 1 || list[0].State != "open" || list[0].At != core.MillisOf(time.Date(2026, 11, 27, 17, 10, 0, 0, roster.Zone)) {
		t.Fatalf("rounds: %+v %v", list, err)
	}
	if n := len(f.bodies(feed.OfClass(f.Class.ID))); n != 1 {
		t.Errorf("announced %d times", n)
	}
}

func TestARoundThatNobodyCouldOpenIsStillTold(t *testing.T) {
	f := newFriday(t, 2)
	f.plans()
	f.Clock.Advance(8 * time.Hour) // until midnight
	f.pass(0)
	list, _, _ := f.Rounds(ctx, f.Teacher, f.Class.ID, core.Page{})
	told := f.bodies(feed.OfStaff(f.Class.ID))
	if len(list) != 1 || list[0].State != "missed" || len(told) != 1 || len(told[0].Children) != 2 || len(f.bodies(feed.OfClass(f.Class.ID))) != 0 {
		t.Errorf("rounds %+v, told %+v", list, told)
	}
	f.until(6, "17:10")
	if list, _, _ = f.Rounds(ctx, f.Teacher, f.Class.ID, core.Page{}); len(list) != 2 || list[0].State != "open" {
		t.Errorf("a week later: %+v", list)
	}
}

func TestSeveralClassesShareOneRound(t *testing.T) {
	f := newFriday(t, 2)
	second := f.AlsoTeaches("高一（4）班", 2)
	f.plans(second)
	stranger := f.Joins(1, "母亲")
	f.until(0, "17:10")
	r := f.opened()
	b := f.board(r)
	if len(b.Children) != 4 || len(b.Classes) != 2 || b.Of != 4 {
		t.Fatalf("the board holds %d children of %d classes", len(b.Children), len(b.Classes))
	}
	if err := f.SetDay(ctx, f.Teacher, second, "2026-12-04", checkin.Exception{Round: "off"}); err != nil {
		t.Fatal(err)
	}
	f.says(stranger, r, 1, checkin.SaidHome)
	_, err := f.Report(ctx, stranger, r, f.Students[0], checkin.Values{State: checkin.SaidHome})
	if !errors.Is(err, core.ErrAbsent) {
		t.Errorf("for another's child: %v", err)
	}
	f.until(7, "17:10")
	if b := f.board(f.opened()); len(b.Children) != 2 {
		t.Errorf("the class that has off takes part: %d children", len(b.Children))
	}
}

func TestWhoeverIsNoLongerTheChildsOwnLearnsNothing(t *testing.T) {
	f := newFriday(t, 1)
	father := f.Joins(0, "父亲")
	f.plans()
	f.until(0, "17:10")
	r := f.opened()
	f.Write(func(tx *db.Tx) error {
		_, err := tx.Exec(`update roster_guardian set barred_at = 1 where person = $1`, father.Person)
		return err
	})
	if m := f.mine(father); len(m) != 0 {
		t.Errorf("the barred father's page says %+v", m)
	}
	if list, err := f.MineIn(ctx, father, r); err != nil || len(list) != 0 {
		t.Errorf("of the round he reads %+v, %v", list, err)
	}
	if _, err := f.Report(ctx, father, r, f.Students[0], checkin.Values{State: checkin.SaidHome}); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("he reports: %v", err)
	}
	f.until(0, "19:30")
	if n := len(f.bodies(feed.OfFamily(f.Students[0]))); n != 0 {
		t.Errorf("a family of whom nobody may read was written to %d times", n)
	}
}

func TestAChildIsExpectedWhenItUsuallyComes(t *testing.T) {
	f := newFriday(t, 2)
	mother := f.Joins(0, "母亲")
	f.Joins(1, "母亲")
	f.plans()
	for week, after := range []time.Duration{30, 32, 31, 120} {
		f.until(min(week, 1)*7, "17:10")
		f.pass(after * time.Minute)
		f.says(mother, f.opened(), 0, checkin.SaidHome)
		f.until(0, "22:01")
	}
	f.until(7, "17:10")
	c := f.on(f.opened(), 0)
	if got := (c.ExpectedAt - f.board(f.opened()).At) / 60_000; got != 31 || c.OverdueAt-c.ExpectedAt != 15*60_000 {
		t.Errorf("expected after %d minutes, patience %d", got, (c.OverdueAt-c.ExpectedAt)/60_000)
	}
	w, err := f.SetWay(ctx, f.Teacher, f.Students[0], checkin.Way{Minutes: 80})
	if err != nil || w.Usual != 80 || w.Rounds != 0 {
		t.Errorf("after moving house: %+v, %v", w, err)
	}
}
