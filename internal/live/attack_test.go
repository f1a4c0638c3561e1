package live

import (
	"context"
	"sync"
	"testing"

	"magpie/internal/feed"
)

// overtaken is a log in which something happens between a reading of the heads
// and what the reader does with them.
type overtaken struct {
	*log
	once sync.Once
	by   func()
}

func (o *overtaken) Heads(ctx context.Context, person string) (map[feed.ID]feed.Rev, error) {
	heads, err := o.log.Heads(ctx, person)
	o.once.Do(o.by)
	return heads, err
}

func TestWhoIsPutOutWhileConnectingHearsNothing(t *testing.T) {
	source := &overtaken{log: newLog()}
	h := build(t, Options{Source: source})
	h.log = source.log
	h.log.seat("father", "c-1")
	source.by = func() {
		h.log.seat("father")
		h.Refresh("father")
	}
	father, _ := h.open(t, "father")
	father.wants(`{"t":"hello","heads":{}}`)
	h.Publish(h.log.say(t, "c-1"))
	h.Person("father", "home")
	father.wants(`{"t":"nudge","what":"home"}`)
}

func TestWhoWasPutOutWhileTheBusWasAwayHearsNothing(t *testing.T) {
	h := build(t, Options{})
	h.log.seat("father", "c-1")
	father, _ := h.open(t, "father")
	h.log.seat("father")
	h.recheck()
	father.wants(`{"t":"hello","heads":{}}`)
	h.Publish(h.log.say(t, "c-1"))
	h.Person("father", "home")
	father.wants(`{"t":"nudge","what":"home"}`)
}
