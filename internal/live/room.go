package live

import (
	"context"
	"maps"
	"slices"
	"time"

	"magpie/internal/core"
	"magpie/internal/feed"
)

// room is one conversation as this process sees it. Its fields belong to the
// hub's lock, parts to the lock of their shard.
type room struct {
	id      feed.ID
	last    feed.Rev            // handed to the shards up to here
	early   map[feed.Rev][]byte // came before its turn
	exists  feed.Rev            // the log goes up to here at least
	mending bool
	members int
	used    int // the sweep in which it was last used
	parts   [][]*conn
}

// gapWait is how long an earlier commit's push may be overtaken by a later one's
// before its entry is read from the log instead.
const gapWait = 30 * time.Millisecond

// pullLimit bounds one reading of the log.
const pullLimit = 10 * time.Second

// arrive takes note of a rev, in any order, and passes on what is in order. A
// nil frame was published by another process and is read from the log.
func (h *Hub) arrive(conv feed.ID, rev feed.Rev, frame []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.room(conv, rev-1)
	switch {
	case rev <= r.last:
	case r.members == 0:
		r.last = rev
	case frame == nil:
		r.exists = max(r.exists, rev)
		h.heal(r, 0)
	default:
		if r.early == nil {
			r.early = map[feed.Rev][]byte{}
		}
		r.early[rev] = frame
		h.advance(r)
		h.heal(r, gapWait)
	}
}

// heal has a room with a gap read from the log, unless that is under way.
func (h *Hub) heal(r *room, wait time.Duration) {
	if r.mending || h.closed || len(r.early) == 0 && r.exists <= r.last {
		return
	}
	r.mending = true
	time.AfterFunc(wait, func() { h.mend(r) })
}

// room returns a conversation's room; last is where a new one begins.
func (h *Hub) room(conv feed.ID, last feed.Rev) *room {
	r := h.rooms[conv]
	if r == nil {
		r = &room{id: conv, last: last, parts: make([][]*conn, len(h.shards))}
		h.rooms[conv] = r
	}
	r.used = h.age
	return r
}

// advance hands over what follows without a gap.
func (h *Hub) advance(r *room) {
	for {
		frame, ok := r.early[r.last+1]
		if !ok {
			return
		}
		delete(r.early, r.last+1)
		h.pass(r, r.last+1, frame)
	}
}

func (h *Hub) pass(r *room, rev feed.Rev, frame []byte) {
	r.last = rev
	for _, s := range h.shards {
		s.put(task{room: r, frame: frame})
	}
}

// mend fills a room's gap from the log.
func (h *Hub) mend(r *room) {
	h.mu.Lock()
	after := r.last
	h.mu.Unlock()
	ctx, cancel := context.WithTimeout(core.Background(), pullLimit)
	defer cancel()
	entries, head, err := h.o.Source.Since(ctx, r.id, after)
	h.mu.Lock()
	defer h.mu.Unlock()
	r.mending = false
	if err != nil {
		h.o.Log.Warn("cannot read the log for a push", "conversation", r.id, "err", err)
		r.exists = max(r.exists, r.last+1)
		h.heal(r, retryAfter)
		return
	}
	h.patch(r, entries, head)
	h.heal(r, gapWait)
}

// patch passes on what was read, then whatever follows it. An entry that changed
// again in between appears once, with its newest rev.
func (h *Hub) patch(r *room, entries []feed.Entry, head feed.Rev) {
	for _, e := range entries {
		if frame, err := feed.Frame(e); err == nil && e.Rev > r.last {
			h.pass(r, e.Rev, text(frame))
		}
	}
	if len(entries) == 0 {
		r.last = max(r.last, head)
	}
	r.exists = head
	for rev := range r.early {
		if rev <= r.last {
			delete(r.early, rev)
		}
	}
	h.advance(r)
}

// recheck reads every room in use again, and who belongs in it: after the bus was
// away nobody knows what was missed.
func (h *Hub) recheck() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.moves++
	go h.reseatAll(slices.Collect(maps.Keys(h.people)))
	for _, r := range h.rooms {
		if r.members > 0 {
			r.exists = max(r.exists, r.last+1) // perhaps; reading tells
			h.heal(r, 0)
		}
	}
}
