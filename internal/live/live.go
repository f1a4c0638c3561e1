// Package live tells phones at once what has been said in their rooms.
//
// Owns: no table.
//
// Promises: an entry goes, as the same bytes, to every connection of its
// conversation and to nobody else; each connection gets a conversation's revs
// in order; publishing only puts things into a queue. A slow phone is dropped
// and slows nobody. A connection of an ended session or of a person who left a
// conversation stops hearing it within a second. What a connection misses, its
// next hello shows, and it pulls.
//
// Never: a stored message, a promise of delivery (that is reach's), a push
// before the commit, a goroutine or buffer for writing to an idle connection.
//
// Asks: feed for heads and entries (Source); account, through app, for who
// connects and which sessions ended. Several processes share a Bus.
package live

import (
	"context"
	"log/slog"
	"net/http"
	"runtime"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"magpie/internal/core"
	"magpie/internal/feed"
)

// Source is what the hub reads from the log.
type Source interface {
	// Heads returns every conversation of a person with its newest rev.
	Heads(ctx context.Context, person string) (map[feed.ID]feed.Rev, error)
	// Since returns the entries after a rev in order of rev, and the head.
	Since(ctx context.Context, conv feed.ID, after feed.Rev) ([]feed.Entry, feed.Rev, error)
}

// Options plug the hub in. Authenticate, Refuse and Source are needed; the rest
// may be zero.
type Options struct {
	Source       Source
	Authenticate func(r *http.Request) (core.Actor, error)
	Refuse       func(w http.ResponseWriter, r *http.Request, err error)                     // answers a request that is not let in
	Ended        func(ctx context.Context, since core.Millis) (sessions []string, err error) // sessions that ended lately, in any process
	Bus          Bus                                                                         // nil when this process is alone
	Clock        core.Clock
	Log          *slog.Logger
	Metrics      prometheus.Registerer
}

// Hub knows who listens to what. It delivers while Run runs.
type Hub struct {
	o       Options
	bus     Bus
	metrics *metrics
	shards  []*shard

	mu     sync.Mutex
	rooms  map[feed.ID]*room
	people map[string][]*conn
	joined int // connections so far; the next one's shard
	moves  int // how often the roster moved somebody
	age    int // counts sweeps
	closed bool
}

// New returns a hub that nobody has joined.
func New(o Options) *Hub {
	if o.Clock == nil {
		o.Clock = core.SystemClock{}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	h := &Hub{o: o, bus: o.Bus, rooms: map[feed.ID]*room{}, people: map[string][]*conn{}}
	if h.bus == nil {
		h.bus = Alone{}
	}
	for i := range runtime.GOMAXPROCS(0) {
		h.shards = append(h.shards, newShard(i))
	}
	h.metrics = newMetrics(o.Metrics, h)
	return h
}

// Publish pushes an encoded entry to everybody in its conversation, here and in
// the other processes. It is called after the commit and never waits.
func (h *Hub) Publish(conv feed.ID, rev feed.Rev, frame []byte) {
	h.arrive(conv, rev, text(frame))
	h.bus.Send(Message{Kind: aboutEntry, Conversation: conv, Rev: rev})
}

// Person tells all devices of a person to look again at something ("home",
// "session", "claims").
func (h *Hub) Person(person, what string) {
	h.nudge(person, what)
	h.bus.Send(Message{Kind: aboutPerson, Person: person, What: what})
}

// Refresh computes anew which conversations a person's connections hear; call
// it when the roster changed.
func (h *Hub) Refresh(person string) {
	h.recompute(person)
	h.bus.Send(Message{Kind: aboutRoster, Person: person})
}

// Revoke closes the connections of a session that ended.
func (h *Hub) Revoke(session string) {
	h.hangUp(func(c *conn) bool { return c.actor.Session == session }, codeEnded)
	h.bus.Send(Message{Kind: aboutSession, Session: session})
}

// Run delivers until ctx ends, then says goodbye to everybody.
func (h *Hub) Run(ctx context.Context) {
	var group sync.WaitGroup
	for _, s := range h.shards {
		group.Go(func() { s.run(h.metrics.frames) })
	}
	group.Go(func() { h.bus.Run(ctx, h.receive, h.recheck) })
	h.watch(ctx)
	h.mu.Lock()
	h.closed = true
	h.mu.Unlock()
	h.hangUp(func(*conn) bool { return true }, codeLeaving)
	for _, s := range h.shards {
		s.stop()
	}
	group.Wait()
}

// receive handles what another process says.
func (h *Hub) receive(m Message) {
	switch m.Kind {
	case aboutEntry:
		h.arrive(m.Conversation, m.Rev, nil)
	case aboutPerson:
		h.nudge(m.Person, m.What)
	case aboutRoster:
		h.recompute(m.Person)
	case aboutSession:
		h.hangUp(func(c *conn) bool { return c.actor.Session == m.Session }, codeEnded)
	}
}

func (h *Hub) nudge(person, what string) {
	frame := text([]byte(`{"t":"nudge","what":"` + what + `"}`))
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, c := range h.people[person] {
		c.shard.put(task{one: c, frame: frame})
	}
}

// hangUp closes the connections that match.
func (h *Hub) hangUp(match func(*conn) bool, code closeCode) {
	for _, c := range h.conns() {
		if match(c) {
			c.close(code)
		}
	}
}

// conns returns all connections of this moment.
func (h *Hub) conns() []*conn {
	h.mu.Lock()
	defer h.mu.Unlock()
	all := make([]*conn, 0, len(h.people))
	for _, cs := range h.people {
		all = append(all, cs...)
	}
	return all
}

// Times of the watch.
const (
	watchEvery  = 500 * time.Millisecond // ended sessions of other processes
	sweepEvery  = 10 * time.Second
	pingAfter   = 60 * time.Second // of silence
	silentLimit = 150 * time.Second
)

// watch closes what ended elsewhere and what fell silent, until ctx ends.
func (h *Hub) watch(ctx context.Context) {
	tick, sweep := time.NewTicker(watchEvery), time.NewTicker(sweepEvery)
	defer tick.Stop()
	defer sweep.Stop()
	since := core.MillisOf(h.o.Clock.Now())
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			since = h.endSessions(ctx, since)
		case <-sweep.C:
			h.sweep(h.o.Clock.Now())
		}
	}
}

// overlap is looked at twice, for commits that were slower than their time stamp.
const overlap = core.Millis(5000)

// endSessions hangs up on sessions that ended since a moment and returns the
// moment to ask from next. After an error the same time is asked for again.
func (h *Hub) endSessions(ctx context.Context, since core.Millis) core.Millis {
	if h.o.Ended == nil || h.idle() {
		return core.MillisOf(h.o.Clock.Now())
	}
	now := core.MillisOf(h.o.Clock.Now())
	ids, err := h.o.Ended(ctx, since-overlap)
	if err != nil {
		h.o.Log.Warn("cannot ask for ended sessions", "err", err)
		return since
	}
	if len(ids) > 0 {
		ended := map[string]bool{}
		for _, id := range ids {
			ended[id] = true
		}
		h.hangUp(func(c *conn) bool { return ended[c.actor.Session] }, codeEnded)
	}
	return now
}

func (h *Hub) idle() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.people) == 0
}

// sweep asks silent connections for a sign of life, ends those that gave none,
// and forgets rooms that nobody has used for two sweeps.
func (h *Hub) sweep(now time.Time) {
	for _, c := range h.conns() {
		switch silent := now.Sub(time.UnixMilli(c.seen.Load())); {
		case silent > silentLimit:
			c.close(codeSilent)
		case silent > pingAfter:
			c.shard.put(task{one: c, frame: pingFrame})
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.age++
	for id, r := range h.rooms {
		if r.members == 0 && h.age-r.used > 2 {
			delete(h.rooms, id)
		}
	}
}
