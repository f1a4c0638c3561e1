package checkin

import (
	"cmp"
	"slices"
	"time"

	"magpie/internal/core"
)

// Point is a step of a curve: from that moment on, so many.
type Point struct {
	T core.Millis `json:"t"`
	N int         `json:"n"`
}

// Numbers are a round as everybody may know it.
type Numbers struct {
	Of   int `json:"of" doc:"Children who go home; the excused do not count"`
	Home int `json:"home" doc:"Of these, at home, elsewhere in safety or picked up"`
}

func count(lines []line) (n Numbers) {
	for _, l := range lines {
		if l.state != StateExcused {
			n.Of++
		}
		if l.last.said.arrives() {
			n.Home++
		}
	}
	return n
}

// allHome reports whether nobody is waited for any more.
func (n Numbers) allHome() bool { return n.Home == n.Of }

// byUrgency sorts lines: the latest first, then who got lost, then who is
// expected next; who arrived last stands first among those at home.
func byUrgency(a, b line) int {
	if c := cmp.Compare(a.rank(), b.rank()); c != 0 {
		return c
	}
	if a.state == StateHome || a.state == StatePickedUp {
		return cmp.Or(cmp.Compare(b.arrivedAt, a.arrivedAt), cmp.Compare(a.student.Seat, b.student.Seat))
	}
	return cmp.Or(cmp.Compare(a.expectedAt, b.expectedAt), cmp.Compare(a.student.Seat, b.student.Seat))
}

// curves draws who has come home and who usually has by then.
func curves(lines []line) (usually, now []Point) {
	var expected, arrived []core.Millis
	for _, l := range lines {
		if l.state != StateExcused {
			expected = append(expected, l.expectedAt)
		}
		if l.arrivedAt > 0 {
			arrived = append(arrived, l.arrivedAt)
		}
	}
	return curve(expected), curve(arrived)
}

// curve counts moments up, one point a minute.
func curve(moments []core.Millis) []Point {
	slices.Sort(moments)
	out := []Point{}
	for i, at := range moments {
		at -= at % millis(time.Minute)
		if n := len(out); n > 0 && out[n-1].T == at {
			out[n-1].N = i + 1
			continue
		}
		out = append(out, Point{at, i + 1})
	}
	return out
}
