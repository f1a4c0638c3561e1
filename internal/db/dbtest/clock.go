package dbtest

import (
	"sync/atomic"
	"time"
)

// Clock is moved by hand, by several goroutines if need be.
type Clock struct{ ms atomic.Int64 }

// NewClock returns a clock that stands at a moment.
func NewClock(at time.Time) *Clock {
	c := &Clock{}
	c.ms.Store(at.UnixMilli())
	return c
}

// Now returns where the clock stands.
func (c *Clock) Now() time.Time { return time.UnixMilli(c.ms.Load()).UTC() }

// Advance moves the clock forward.
func (c *Clock) Advance(d time.Duration) { c.ms.Add(d.Milliseconds()) }
