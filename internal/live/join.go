package live

import (
	"context"
	"slices"

	"magpie/internal/core"
	"magpie/internal/feed"
)

// heads reads a person's rooms, and how often the roster had moved anybody before.
func (h *Hub) heads(ctx context.Context, person string) (map[feed.ID]feed.Rev, int, error) {
	h.mu.Lock()
	moves := h.moves
	h.mu.Unlock()
	heads, err := h.o.Source.Heads(ctx, person)
	return heads, moves, err
}

// linesPerPerson is how many connections one person may hold; the oldest gives
// way to a new one, so that a single session cannot fill the hub.
const linesPerPerson = 32

// join seats a connection in its rooms and returns the heads that make its hello
// complete: whatever is newer reaches the connection as a push. Whoever was moved
// since heads were read is seated anew, so that nobody stays in a room they were
// put out of while they came in. false: the hub is closing.
func (h *Hub) join(c *conn, heads map[feed.ID]feed.Rev, moves int) (map[feed.ID]feed.Rev, bool) {
	c.moving.Lock()
	defer c.moving.Unlock()
	h.mu.Lock()
	c.shard = h.shards[h.joined%len(h.shards)]
	h.joined++
	h.people[c.actor.Person] = append(h.people[c.actor.Person], c)
	open, moved, lines := !h.closed, h.moves != moves, h.people[c.actor.Person]
	var oldest *conn
	if len(lines) > linesPerPerson {
		oldest = lines[0]
	}
	h.mu.Unlock()
	if oldest != nil {
		oldest.close(codeLeaving)
	}
	if moved {
		go h.reseat(c.actor.Person)
	}
	return h.enter(c, heads), open
}

// enter seats a connection in more rooms. It sits down before it asks how far
// each room is, so nothing falls between the two.
func (h *Hub) enter(c *conn, heads map[feed.ID]feed.Rev) map[feed.ID]feed.Rev {
	rooms := make([]*room, 0, len(heads))
	h.mu.Lock()
	for id, head := range heads {
		r := h.room(id, head)
		r.members++
		rooms = append(rooms, r)
	}
	h.mu.Unlock()
	for _, r := range rooms {
		c.shard.sit(c, r)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, r := range rooms {
		heads[r.id] = max(heads[r.id], r.last)
	}
	return heads
}

// exit takes a connection out of rooms.
func (h *Hub) exit(c *conn, rooms []*room) {
	for _, r := range rooms {
		if c.shard.stand(c, r) {
			h.mu.Lock()
			r.members--
			h.mu.Unlock()
		}
	}
}

// leave forgets a connection.
func (h *Hub) leave(c *conn) {
	h.mu.Lock()
	left := slices.DeleteFunc(h.people[c.actor.Person], func(o *conn) bool { return o == c })
	if h.people[c.actor.Person] = left; len(left) == 0 {
		delete(h.people, c.actor.Person)
	}
	h.mu.Unlock()
	c.moving.Lock()
	defer c.moving.Unlock()
	c.left = true
	h.exit(c, c.shard.rooms(c))
}

// recompute seats a person's connections where the roster says now, and greets
// them again so that they look at their heads.
func (h *Hub) recompute(person string) {
	h.mu.Lock()
	h.moves++
	here := len(h.people[person]) > 0
	h.mu.Unlock()
	if here {
		go h.reseat(person)
	}
}

func (h *Hub) reseat(person string) {
	ctx, cancel := context.WithTimeout(core.Background(), pullLimit)
	defer cancel()
	heads, err := h.o.Source.Heads(ctx, person)
	h.mu.Lock()
	conns := slices.Clone(h.people[person])
	h.mu.Unlock()
	for _, c := range conns {
		if err != nil { // nobody may hear on who perhaps no longer belongs there
			h.o.Log.Warn("cannot read memberships", "err", err)
			c.close(codeLeaving)
			continue
		}
		h.move(c, heads)
	}
}

// reseatAll does it for many, one after the other.
func (h *Hub) reseatAll(people []string) {
	for _, p := range people {
		h.reseat(p)
	}
}

func (h *Hub) move(c *conn, heads map[feed.ID]feed.Rev) {
	c.moving.Lock()
	defer c.moving.Unlock()
	if c.left {
		return
	}
	all, added := map[feed.ID]feed.Rev{}, map[feed.ID]feed.Rev{}
	for id, head := range heads {
		all[id], added[id] = head, head
	}
	var gone []*room
	for _, r := range c.shard.rooms(c) {
		if _, stays := heads[r.id]; !stays {
			gone = append(gone, r)
		}
		delete(added, r.id)
	}
	h.exit(c, gone)
	for id, head := range h.enter(c, added) {
		all[id] = head
	}
	c.shard.put(task{one: c, frame: hello(all)})
}
