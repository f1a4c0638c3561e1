package notice_test

import (
	"context"
	"testing"
	"time"

	"magpie/internal/feed"
)

func TestTheWorkerWakesUpWhenSomethingIsScheduled(t *testing.T) {
	r := newRooms(t, 1)
	running, stop := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		r.Run(running)
	}()
	first := r.holiday()
	first.PublishAt = r.in(time.Hour)
	r.posts(first)
	r.Clock.Advance(time.Hour)
	next := r.holiday()
	next.PublishAt = r.in(time.Hour)
	r.posts(next)
	if conv := <-r.ear.heard; conv != feed.OfClass(r.Class.ID) {
		t.Errorf("published in %s", conv)
	}
	stop()
	<-done
	if n := len(r.entries(feed.OfClass(r.Class.ID))); n != 1 {
		t.Errorf("%d notices are out, want the first only", n)
	}
}
