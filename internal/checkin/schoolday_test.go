package checkin

import "testing"

func TestARoundFollowsTheDaysOnWhichChildrenGoHome(t *testing.T) {
	fridays, daily, saturdays := []int{5}, []int{1, 2, 3, 4, 5}, []int{6}
	rows := []struct {
		name     string
		weekdays []int
		day      Day
		on       bool
		why      Why
	}{
		{"an ordinary Friday", fridays, "2026-11-27", true, WhyWeekday},
		{"an ordinary Thursday", fridays, "2026-11-26", false, WhyNothing},
		{"a Saturday", fridays, "2026-11-28", false, WhyNothing},
		{"Mid-Autumn is a Friday", fridays, "2026-09-25", false, WhyHoliday},
		{"the Thursday before Mid-Autumn", fridays, "2026-09-24", true, WhyLastDay},
		{"the Wednesday before National Day", fridays, "2026-09-30", true, WhyLastDay},
		{"a Friday within National Day", fridays, "2026-10-02", false, WhyHoliday},
		{"a Friday before a make-up Saturday", fridays, "2026-10-09", false, WhyGoesOn},
		{"the make-up Saturday after it", fridays, "2026-10-10", true, WhyLastDay},
		{"a make-up Sunday before a week of school", fridays, "2026-09-20", false, WhyNothing},
		{"a make-up Sunday for whom every day counts", daily, "2026-09-20", true, WhyMakeUp},
		{"a Friday before a make-up Saturday, every day", daily, "2026-10-09", true, WhyWeekday},
		{"a make-up Saturday, every day", daily, "2026-10-10", true, WhyMakeUp},
		{"a holiday's Monday, every day", daily, "2026-05-04", false, WhyHoliday},
		{"a Saturday of a class that has school then", saturdays, "2026-11-28", true, WhyWeekday},
		{"the same within a holiday", saturdays, "2026-10-03", false, WhyHoliday},
		{"New Year's Eve 2024, before a free Wednesday", fridays, "2024-12-31", true, WhyLastDay},
		{"the Monday before the eve of Spring Festival", fridays, "2025-01-27", true, WhyLastDay},
		{"a make-up Saturday after Spring Festival", fridays, "2025-02-08", true, WhyLastDay},
		{"the Friday before it", fridays, "2025-02-07", false, WhyGoesOn},
		{"a make-up Sunday before the eve", fridays, "2025-01-26", false, WhyNothing},
		{"a Friday of a year nobody has arranged yet", fridays, "2031-10-03", true, WhyWeekday},
	}
	for _, r := range rows {
		if on, why := planned(r.weekdays, r.day); on != r.on || why != r.why {
			t.Errorf("%s (%s): got %t %q, want %t %q", r.name, r.day, on, why, r.on, r.why)
		}
	}
}

func TestTheArrangementHasAsManyDaysAsTheNoticesSay(t *testing.T) {
	count := func(set map[Day]bool, year string) (n int) {
		for d := range set {
			if d[:4] == Day(year) {
				n++
			}
		}
		return n
	}
	for year, want := range map[string][2]int{"2025": {1 + 8 + 3 + 5 + 3 + 8, 5}, "2026": {3 + 9 + 3 + 5 + 3 + 3 + 7, 6}} {
		if off, on := count(holidays, year), count(makeUps, year); off != want[0] || on != want[1] {
			t.Errorf("%s: %d days off and %d make-up days, want %v", year, off, on, want)
		}
	}
	for d := range makeUps {
		if d.weekday() < 6 || holidays[d] {
			t.Errorf("%s is no weekend day to make up on", d)
		}
	}
}
