package checkin

import (
	"strings"
	"time"

	"magpie/internal/roster"
)

// Day is a day of the school's calendar, YYYY-MM-DD.
type Day string

// dayOf returns the day in which a moment lies where the school is.
func dayOf(at time.Time) Day { return Day(at.In(roster.Zone).Format(time.DateOnly)) }

// valid reports whether it is a day, of a year in which this program may run: days
// are compared as texts, so that no year may have five digits.
func (d Day) valid() bool {
	at, err := time.Parse(time.DateOnly, string(d))
	return err == nil && at.Year() >= 2000 && at.Year() < 2200
}

// at returns the moment of so many minutes after the day began.
func (d Day) at(minute int) time.Time {
	midnight, _ := time.ParseInLocation(time.DateOnly, string(d), roster.Zone) // days are judged where they come in
	return midnight.Add(time.Duration(minute) * time.Minute)
}

func (d Day) next() Day { return dayOf(d.at(36 * 60)) }

// weekday is 1 for Monday to 7 for Sunday.
func (d Day) weekday() int { return (int(d.at(0).Weekday())+6)%7 + 1 }

// Holidays and make-up days as the General Office of the State Council arranged
// them: its notices 国务院办公厅关于2025年部分节假日安排的通知 (国办发明电〔2024〕12号,
// 12 November 2024) and 关于2026年部分节假日安排的通知 (4 November 2025). A year
// without its notice has neither; staff set such days by hand.
var (
	holidays = daySet(`2025-01-01 2025-01-28..2025-02-04 2025-04-04..2025-04-06 2025-05-01..2025-05-05
		2025-05-31..2025-06-02 2025-10-01..2025-10-08
		2026-01-01..2026-01-03 2026-02-15..2026-02-23 2026-04-04..2026-04-06 2026-05-01..2026-05-05
		2026-06-19..2026-06-21 2026-09-25..2026-09-27 2026-10-01..2026-10-07`)
	makeUps = daySet(`2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
		2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10`)
)

func daySet(text string) map[Day]bool {
	set := map[Day]bool{}
	for _, part := range strings.Fields(text) {
		first, last, long := strings.Cut(part, "..")
		set[Day(first)] = true
		for d := Day(first); long && d != Day(last); {
			d = d.next()
			set[d] = true
		}
	}
	return set
}

// schoolDay reports whether there is school by the common calendar.
func schoolDay(d Day) bool { return makeUps[d] || d.weekday() <= friday && !holidays[d] }

const friday = 5

// Why says why there is a round on a day or, though one could be expected, none.
type Why string

// The reasons. Friday stands for the day on which the children go home: before a
// holiday that is an earlier day, before a make-up Saturday it is that Saturday.
const (
	WhyNothing Why = ""        // no round was planned
	WhyWeekday Why = "weekday" // its weekday
	WhyLastDay Why = "lastDay" // the last school day before days off
	WhyMakeUp  Why = "makeUp"  // a weekend day on which there is school
	WhyHoliday Why = "holiday" // none: days off
	WhyGoesOn  Why = "goesOn"  // none: school goes on tomorrow, though it is Friday
	WhyByHand  Why = "byHand"  // staff set it
)

// planned reports whether a plan of some weekdays has a round on a day by the
// common calendar, and why.
func planned(weekdays []int, d Day) (bool, Why) {
	has := map[int]bool{}
	for _, w := range weekdays {
		has[w] = true
	}
	daily := has[1] && has[2] && has[3] && has[4] && has[friday]
	w := d.weekday()
	switch {
	case holidays[d] && has[w]:
		return false, WhyHoliday
	case holidays[d]:
		return false, WhyNothing
	case makeUps[d] && (daily || has[w]):
		return true, WhyMakeUp
	case w == friday && has[w] && !daily && schoolDay(d.next()):
		return false, WhyGoesOn
	case has[w]:
		return true, WhyWeekday
	case has[friday] && schoolDay(d) && !schoolDay(d.next()):
		return true, WhyLastDay
	}
	return false, WhyNothing
}
