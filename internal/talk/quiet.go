package talk

import (
	"fmt"
	"time"

	"magpie/internal/core"
	"magpie/internal/roster"
)

// Hours are a daily stretch of quiet in minutes of the school's day. One that
// ends before it begins runs over midnight.
type Hours struct {
	On          bool
	From, Until int
}

// DefaultHours hold for everybody who has not said otherwise.
var DefaultHours = Hours{On: true, From: 21*60 + 30, Until: 7 * 60}

// End returns when the quiet ends in which a moment lies; false when it lies in none.
func (h Hours) End(now time.Time) (time.Time, bool) {
	if !h.On {
		return now, false
	}
	local := now.In(roster.Zone)
	midnight := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, roster.Zone)
	end := midnight.Add(time.Duration(h.Until) * time.Minute)
	minute := local.Hour()*60 + local.Minute()
	switch {
	case h.From < h.Until:
		return end, minute >= h.From && minute < h.Until
	case minute >= h.From:
		return end.AddDate(0, 0, 1), true
	}
	return end, minute < h.Until
}

// quietUntil returns when none of the hours is quiet any more; false when none is
// now. Where one begins as another ends, they add up, for two rounds at most:
// hours that leave no gap must not hold a word for ever.
func quietUntil(now time.Time, hours ...Hours) (end time.Time, quiet bool) {
	end = now
	for range 2 {
		for _, h := range hours {
			if until, in := h.End(end); in {
				end, quiet = until, true
			}
		}
	}
	return end, quiet
}

// Quiet are quiet hours as people set them.
type Quiet struct {
	On    bool   `json:"on"`
	From  string `json:"from" doc:"Time of day, such as 21:30"`
	Until string `json:"until" doc:"Time of day, such as 07:00; before from when it is the next morning"`
}

func (h Hours) quiet() Quiet { return Quiet{h.On, clock(h.From), clock(h.Until)} }

func clock(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }

// hours reads what somebody set and names everything that is wrong with it.
func (q Quiet) hours() (Hours, error) {
	var c core.Check
	from, ok := minuteOf(q.From)
	c.Require(ok, "/from", "talk.time")
	until, ok := minuteOf(q.Until)
	c.Require(ok, "/until", "talk.time")
	if c.Err() == nil {
		c.Require(from != until, "/until", "talk.sameTime")
	}
	return Hours{q.On, from, until}, c.Err()
}

// minuteOf reads a time of day like 07:00.
func minuteOf(text string) (int, bool) {
	at, err := time.Parse("15:04", text)
	return at.Hour()*60 + at.Minute(), err == nil
}
