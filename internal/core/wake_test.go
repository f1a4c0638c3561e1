package core

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

type bubbleClock struct{}

func (bubbleClock) Now() time.Time { return time.Now() }

func TestAWorkerLooksWhenRousedWhenDueAndSoonAfterAnError(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		w, begun := NewWake(), time.Now()
		var looks []time.Duration
		work := func(context.Context) (Millis, error) {
			looks = append(looks, time.Since(begun))
			switch len(looks) {
			case 1:
				return MillisOf(begun.Add(5 * time.Second)), nil
			case 2:
				return 0, errors.New("the disk is full")
			}
			return 0, nil
		}
		failures := 0
		go w.Run(ctx, bubbleClock{}, work, func(error) { failures++ })
		time.Sleep(8 * time.Second)
		w.Rouse()
		time.Sleep(31 * time.Second)
		stop()
		synctest.Wait()
		want := []time.Duration{0, 5 * time.Second, 7 * time.Second, 8 * time.Second, 38 * time.Second}
		if len(looks) != len(want) || failures != 1 {
			t.Fatalf("looked at %v with %d failures, want %v and 1", looks, failures, want)
		}
		for i, at := range want {
			if looks[i] != at {
				t.Errorf("look %d at %s, want %s", i, looks[i], at)
			}
		}
	})
}
