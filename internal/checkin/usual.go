package checkin

import (
	"slices"
	"time"
)

const (
	lastRounds   = 8 // how many of a child's rounds are looked back on
	enoughRounds = 3 // from how many on they say more than anything else
	enoughClass  = 5 // from how many arrivals on a class has a usual time

	plainMinutes = 60 // for a class that has no round behind it
	plainSpread  = 15
	least        = 15 // nobody is overdue sooner after the expected time
	most         = 60 // nobody is waited for longer in silence, however much a class differs
)

// usual is how long a way home takes, in minutes after dismissal: the median and
// the median distance from it, so that one odd evening moves neither.
type usual struct {
	minutes, spread float64
	n               int // how many rounds it was learned from
}

// learn works it out from minutes of past rounds.
func learn(minutes []int) usual {
	if len(minutes) == 0 {
		return usual{}
	}
	values := make([]float64, len(minutes))
	for i, m := range minutes {
		values[i] = float64(m)
	}
	middle := median(values)
	for i, v := range values {
		values[i] = max(v-middle, middle-v)
	}
	return usual{middle, median(values), len(minutes)}
}

// median returns the middle of some values, which it sorts; of an even number,
// the mean of the two in the middle.
func median(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}

// expected chooses what is expected of a child: what was learned from its own
// rounds, before that what was written down by hand, before that what is usual
// in the class.
func expected(own usual, byHand int, class usual) usual {
	switch {
	case own.n >= enoughRounds:
		return own
	case byHand > 0:
		return usual{minutes: float64(byHand), spread: plainSpread}
	case class.n >= enoughClass:
		return class
	}
	return usual{minutes: plainMinutes, spread: plainSpread}
}

// after is the expected time after dismissal.
func (u usual) after() time.Duration { return time.Duration(u.minutes * float64(time.Minute)) }

// patience is how long after it a child is overdue.
func (u usual) patience() time.Duration {
	return time.Duration(min(most, max(least, 2*u.spread)) * float64(time.Minute))
}
