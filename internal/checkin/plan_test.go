package checkin

import (
	"testing"

	"magpie/internal/core"
	"magpie/internal/roster"
)

func TestAPlanFindsItsNextRoundThroughHolidaysAndWhatStaffSet(t *testing.T) {
	p := plan{Classes: []roster.ClassID{"a", "b"}, Weekdays: []int{5}, Minute: 17*60 + 10, Ends: plainEnd, On: true}
	by := []exception{
		{"a", "2026-11-27", dayOff, -1}, {"b", "2026-11-27", "", 15 * 60},
		{"a", "2026-12-04", dayOff, -1}, {"b", "2026-12-04", dayOff, -1},
		{"a", "2026-12-09", dayOn, 12 * 60},
	}
	rows := []struct {
		name, from, day, at string
		list                []exception
	}{
		{"before it begins", "2026-11-27 16:00", "2026-11-27", "17:10", nil},
		{"once it has begun", "2026-11-27 17:10", "2026-12-04", "17:10", nil},
		{"over Mid-Autumn and National Day", "2026-09-18 18:00", "2026-09-24", "17:10", nil},
		{"before National Day", "2026-09-24 18:00", "2026-09-30", "17:10", nil},
		{"after National Day, on the make-up Saturday", "2026-09-30 18:00", "2026-10-10", "17:10", nil},
		{"one class alone, earlier", "2026-11-27 08:00", "2026-11-27", "15:00", by},
		{"both have off, then one has a round on a Wednesday", "2026-11-27 16:00", "2026-12-09", "12:00", by},
	}
	for _, r := range rows {
		from := core.MillisOf(Day(r.from[:10]).at(minutes(t, r.from[11:])))
		day, at := p.after(from, r.list)
		if want := core.MillisOf(Day(r.day).at(minutes(t, r.at))); day != Day(r.day) || at != want {
			t.Errorf("%s: got %s at %s, want %s %s", r.name, day, at.Time().In(roster.Zone), r.day, r.at)
		}
	}
	if on := p.classesOn("2026-11-27", by); len(on) != 1 || on[0] != "b" {
		t.Errorf("on the day that one class has off, %v hold a round", on)
	}
	p.On = false
	if day, at := p.after(0, nil); day != "" || at != 0 {
		t.Errorf("a plan that is off has a round on %s", day)
	}
}

func minutes(t *testing.T, clock string) int {
	t.Helper()
	m, ok := minuteOf(clock)
	if !ok || clockOf(m) != clock {
		t.Fatalf("%s is no time of day", clock)
	}
	return m
}
