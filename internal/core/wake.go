package core

import (
	"context"
	"time"
)

const (
	lookEvery = 30 * time.Second // another server may have left something to do
	retryIn   = 2 * time.Second  // after an error
)

// Wake lets a worker sleep until its next work is due or somebody rouses it.
type Wake chan struct{}

// NewWake returns a wake for one worker.
func NewWake() Wake { return make(Wake, 1) }

// Rouse lets the worker look again; it never waits.
func (w Wake) Rouse() {
	select {
	case w <- struct{}{}:
	default: // it is about to look anyway
	}
}

// Run does work until ctx ends: when it is roused, when the moment comes that
// work returned as its next (0 when nothing waits), and now and then. failed
// hears of errors; the work is tried again soon.
func (w Wake) Run(ctx context.Context, clock Clock, work func(context.Context) (next Millis, err error), failed func(error)) {
	for ctx.Err() == nil {
		wait := lookEvery
		next, err := work(ctx)
		switch {
		case err != nil && ctx.Err() == nil:
			failed(err)
			wait = retryIn
		case next > 0:
			wait = min(wait, max(0, next.Time().Sub(clock.Now())))
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-w:
		case <-timer.C:
		}
		timer.Stop()
	}
}
