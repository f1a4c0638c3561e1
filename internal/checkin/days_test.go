package checkin_test

import (
	"errors"
	"testing"

	"magpie/internal/checkin"
	"magpie/internal/core"
	"magpie/internal/roster"
)

func TestTheCalendarShowsWhyAndTapsChangeIt(t *testing.T) {
	f := newFriday(t, 1)
	f.plans()
	dates := func() map[checkin.Day]checkin.Date {
		t.Helper()
		list, err := f.Days(ctx, f.Teacher, f.Class.ID, "2026-11-27", "2027-01-08")
		if err != nil {
			t.Fatal(err)
		}
		out := map[checkin.Day]checkin.Date{}
		for _, d := range list {
			out[d.Day] = d
		}
		return out
	}
	if d := dates(); len(d) != 7 || !d["2026-12-04"].Round || d["2026-12-04"].Why != checkin.WhyWeekday {
		t.Errorf("the Fridays are %+v", d)
	}
	set := func(day checkin.Day, e checkin.Exception) {
		t.Helper()
		if err := f.SetDay(ctx, f.Teacher, f.Class.ID, day, e); err != nil {
			t.Fatal(err)
		}
	}
	set("2026-11-27", checkin.Exception{Round: "off"})
	set("2026-12-02", checkin.Exception{Round: "on", At: "12:00"})
	set("2026-12-18", checkin.Exception{Round: "off", Until: "2027-01-03"})
	d := dates()
	if d["2026-11-27"].Round || d["2026-11-27"].Why != checkin.WhyByHand || !d["2026-12-02"].Round || d["2026-12-25"].Round || !d["2027-01-08"].Round {
		t.Errorf("after the taps: %+v", d)
	}
	f.until(0, "17:10")
	if list, _, _ := f.Rounds(ctx, f.Teacher, f.Class.ID, core.Page{}); len(list) != 0 {
		t.Errorf("a round on a day off: %+v", list)
	}
	f.until(5, "12:00")
	if list, _, _ := f.Rounds(ctx, f.Teacher, f.Class.ID, core.Page{}); len(list) != 1 || list[0].Day != "2026-12-02" {
		t.Errorf("on the day set by tap: %+v", list)
	}
	set("2026-12-18", checkin.Exception{})
	if d := dates(); !d["2026-12-18"].Round || d["2026-12-18"].ByHand != "" {
		t.Errorf("left to the calendar again: %+v", d["2026-12-18"])
	}
}

func TestADayThatIsNoneIsRefusedWithAWord(t *testing.T) {
	f := newFriday(t, 1)
	f.plans()
	for _, day := range []checkin.Day{"", "2026-02-30", "9999-12-31", "0001-01-01", "20261127", "today"} {
		if err := f.SetDay(ctx, f.Teacher, f.Class.ID, day, checkin.Exception{Round: "on", Until: "9999-12-31"}); core.KindOf(err) != core.KindInvalid {
			t.Errorf("%q: %v", day, err)
		}
	}
	if _, err := f.Days(ctx, f.Teacher, f.Class.ID, "2026-01-01", "2028-01-01"); core.KindOf(err) != core.KindInvalid {
		t.Errorf("two years at once: %v", err)
	}
}

func TestAPlanIsRefusedWithAllThatIsWrong(t *testing.T) {
	f := newFriday(t, 1)
	_, err := f.AddPlan(ctx, f.Teacher, f.Class.ID, checkin.Plan{Weekdays: []int{8}, At: "25:00", Ends: "x"})
	var wrong *core.Error
	if !errors.As(err, &wrong) || len(wrong.Fields) != 3 {
		t.Errorf("got %v", err)
	}
	if _, err := f.AddPlan(ctx, f.Teacher, f.Class.ID, checkin.Plan{Weekdays: []int{5}, At: "22:30"}); !errors.As(err, &wrong) || wrong.Fields[0].Pointer != "/ends" {
		t.Errorf("a round that ends before it begins: %v", err)
	}
	_, err = f.AddPlan(ctx, f.Teacher, f.Class.ID, checkin.Plan{Classes: []roster.ClassID{"another"}, Weekdays: []int{5}, At: "17:00"})
	if !errors.As(err, &wrong) || wrong.Fields[0].Key != "checkin.notYours" {
		t.Errorf("a class of somebody else: %v", err)
	}
}

func TestARoundByHandTakesThePlaceOfThePlannedOne(t *testing.T) {
	f := newFriday(t, 1)
	f.plans()
	if _, err := f.Open(ctx, f.Teacher, f.Class.ID, checkin.Now{At: "15:00"}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Open(ctx, f.Teacher, f.Class.ID, checkin.Now{}); !errors.Is(err, checkin.ErrOpen) {
		t.Errorf("a second one: %v", err)
	}
	f.until(0, "17:11")
	if list, _, _ := f.Rounds(ctx, f.Teacher, f.Class.ID, core.Page{}); len(list) != 1 {
		t.Errorf("opened beside it: %+v", list)
	}
	f.until(7, "17:11")
	if list, _, _ := f.Rounds(ctx, f.Teacher, f.Class.ID, core.Page{}); len(list) != 2 {
		t.Errorf("a week later: %+v", list)
	}
}

func TestThoseWhoKeepComingTogetherAreSuggestedAsCompanions(t *testing.T) {
	f := newFriday(t, 3)
	a, b, c := f.Joins(0, "母亲"), f.Joins(1, "母亲"), f.Joins(2, "母亲")
	for range 3 {
		r, err := f.Open(ctx, f.Teacher, f.Class.ID, checkin.Now{})
		if err != nil {
			t.Fatal(err)
		}
		f.pass(40 * 60e9)
		f.says(a, r, 0, checkin.SaidHome)
		f.pass(3 * 60e9)
		f.says(b, r, 1, checkin.SaidHome)
		f.pass(9 * 60e9)
		f.says(c, r, 2, checkin.SaidHome)
		if _, err := f.Close(ctx, f.Teacher, r); err != nil {
			t.Fatal(err)
		}
	}
	p, err := f.Companions(ctx, f.Teacher, f.Class.ID)
	if err != nil || len(p.Suggested) != 1 || p.Suggested[0].AName != "学生0" || p.Suggested[0].BName != "学生1" || p.Suggested[0].Rounds != 3 {
		t.Fatalf("suggested %+v, %v", p, err)
	}
	p, err = f.SetCompanions(ctx, f.Teacher, f.Class.ID, [][]roster.StudentID{{f.Students[1], f.Students[0]}})
	if err != nil || len(p.Pairs) != 1 || len(p.Suggested) != 0 {
		t.Errorf("after writing it down: %+v, %v", p, err)
	}
	r, err := f.Open(ctx, f.Teacher, f.Class.ID, checkin.Now{})
	if err != nil {
		t.Fatal(err)
	}
	if with := f.on(r, 0).Companions; len(with) != 1 || with[0].Name != "学生1" {
		t.Errorf("the board names %+v", with)
	}
	if _, err := f.SetCompanions(ctx, f.Teacher, f.Class.ID, [][]roster.StudentID{{f.Students[0], "somebody"}}); err == nil {
		t.Error("a child of no class was taken")
	}
}
