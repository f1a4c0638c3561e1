package checkin

import (
	"fmt"
	"slices"
	"time"

	"magpie/internal/core"
	"magpie/internal/roster"
)

// plan is when one class, or several, hold a round.
type plan struct {
	ID       PlanID
	School   string
	Class    roster.ClassID // where it was made
	Classes  []roster.ClassID
	Name     string
	Weekdays []int
	Minute   int // of the day, when school is over
	Ends     int // minute of the day
	On       bool
	NextDay  Day
	NextAt   core.Millis
}

// exception is a day on which a class does other than the calendar says.
type exception struct {
	Class  roster.ClassID
	Day    Day
	Round  string // on, off, or empty for another hour alone
	Minute int    // -1 for the plan's
}

// What an exception can say of a day.
const (
	dayOn  = "on"
	dayOff = "off"
)

// horizon is how many days a plan looks ahead for its next round.
const horizon = 200

// find returns what is said of a class's day by hand.
func find(list []exception, class roster.ClassID, d Day) (exception, bool) {
	i := slices.IndexFunc(list, func(e exception) bool { return e.Class == class && e.Day == d })
	if i < 0 {
		return exception{Minute: -1}, false
	}
	return list[i], true
}

// holds reports whether a class holds the plan's round on a day, and why.
func (p plan) holds(class roster.ClassID, d Day, list []exception) (bool, Why) {
	switch e, _ := find(list, class, d); e.Round {
	case dayOn:
		return true, WhyByHand
	case dayOff:
		return false, WhyByHand
	}
	return planned(p.Weekdays, d)
}

// classesOn returns the classes that hold the plan's round on a day.
func (p plan) classesOn(d Day, list []exception) (on []roster.ClassID) {
	for _, c := range p.Classes {
		if holds, _ := p.holds(c, d, list); holds {
			on = append(on, c)
		}
	}
	return on
}

// minuteOn is when school is over on a day: as somebody set it for one of the
// classes, or else as planned.
func (p plan) minuteOn(d Day, list []exception) int {
	for _, c := range p.Classes {
		if e, ok := find(list, c, d); ok && e.Minute >= 0 {
			return e.Minute
		}
	}
	return p.Minute
}

// after returns the plan's next round after a moment; no day when there is none in
// sight.
func (p plan) after(from core.Millis, list []exception) (Day, core.Millis) {
	if !p.On {
		return "", 0
	}
	d := dayOf(from.Time())
	for range horizon {
		if at := core.MillisOf(d.at(p.minuteOn(d, list))); at > from && len(p.classesOn(d, list)) > 0 {
			return d, at
		}
		d = d.next()
	}
	return "", 0
}

// endsOn is when the plan's round of a day ends, some hours after it began.
func (p plan) endsOn(d Day, at core.Millis) core.Millis {
	return max(core.MillisOf(d.at(p.Ends)), at+millis(time.Hour))
}

// clockOf writes a minute of the day as people do.
func clockOf(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }

// minuteOf reads a time of day like 17:10.
func minuteOf(text string) (int, bool) {
	at, err := time.Parse("15:04", text)
	return at.Hour()*60 + at.Minute(), err == nil
}
