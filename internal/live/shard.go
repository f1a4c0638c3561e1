package live

import (
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// task is one frame for a room or for one connection.
type task struct {
	room  *room
	one   *conn
	frame []byte
}

// shard serves a share of all connections with one goroutine, so that each of
// them sees frames in the order they were put here.
type shard struct {
	number int
	queue  sync.Mutex
	filled *sync.Cond
	tasks  []task
	ended  bool
	seats  sync.Mutex // guards the shard's part of every room and every seat of its connections
}

func newShard(number int) *shard {
	s := &shard{number: number}
	s.filled = sync.NewCond(&s.queue)
	return s
}

func (s *shard) put(t task) {
	s.queue.Lock()
	s.tasks = append(s.tasks, t)
	s.queue.Unlock()
	s.filled.Signal()
}

func (s *shard) stop() {
	s.queue.Lock()
	s.ended = true
	s.queue.Unlock()
	s.filled.Signal()
}

func (s *shard) run(frames prometheus.Counter) {
	var w attempt
	w.prepare()
	var batch []task
	for {
		s.queue.Lock()
		for len(s.tasks) == 0 && !s.ended {
			s.filled.Wait()
		}
		ended := s.ended && len(s.tasks) == 0
		s.queue.Unlock()
		if ended {
			return
		}
		time.Sleep(gather)
		s.queue.Lock()
		batch, s.tasks = s.tasks, batch[:0]
		s.queue.Unlock()
		for _, t := range merge(batch) {
			frames.Add(float64(s.deliver(&w, t)))
		}
		clear(batch)
	}
}

// gather is how long the first frame waits for others: what one commit says to
// a room arrives within microseconds and leaves in one write, the greatest cost
// of all.
const gather = 100 * time.Microsecond

// mergeLimit bounds the bytes of one write, well below what drops a connection.
const mergeLimit = 16 << 10

// merge joins the frames of each room, in their order, into as few writes as
// possible. It uses the batch's own memory.
func merge(batch []task) []task {
	if len(batch) < 2 {
		return batch
	}
	open := map[*room]int{} // the task that takes a room's next frame
	kept := batch[:0]
	for _, t := range batch {
		at, ok := open[t.room]
		if t.room != nil && ok && len(kept[at].frame)+len(t.frame) <= mergeLimit {
			kept[at].frame = slices.Concat(kept[at].frame, t.frame)
			continue
		}
		if t.room != nil {
			open[t.room] = len(kept)
		}
		kept = append(kept, t)
	}
	return kept
}

// turn is after how many writes others may run: the writer of a message to
// thousands waits for its answer meanwhile.
const turn = 32

func (s *shard) deliver(w *attempt, t task) int {
	if t.one != nil {
		t.one.send(w, t.frame)
		return 1
	}
	s.seats.Lock()
	defer s.seats.Unlock()
	part := t.room.parts[s.number]
	for i, c := range part {
		if i%turn == turn-1 {
			runtime.Gosched()
		}
		c.send(w, t.frame)
	}
	return len(part)
}

// seat is a connection's place in a room's part.
type seat struct {
	room  *room
	index int
}

func (s *shard) sit(c *conn, r *room) {
	s.seats.Lock()
	defer s.seats.Unlock()
	c.seats = append(c.seats, seat{r, len(r.parts[s.number])})
	r.parts[s.number] = append(r.parts[s.number], c)
}

func (s *shard) stand(c *conn, r *room) bool {
	s.seats.Lock()
	defer s.seats.Unlock()
	at := slices.IndexFunc(c.seats, func(p seat) bool { return p.room == r })
	if at < 0 {
		return false
	}
	part, free := r.parts[s.number], c.seats[at].index
	last := part[len(part)-1]
	part[free], part[len(part)-1] = last, nil
	r.parts[s.number] = part[:len(part)-1]
	for i := range last.seats {
		if last.seats[i].room == r {
			last.seats[i].index = free
		}
	}
	c.seats = slices.Delete(c.seats, at, at+1)
	return true
}

// rooms returns where a connection sits.
func (s *shard) rooms(c *conn) []*room {
	s.seats.Lock()
	defer s.seats.Unlock()
	out := make([]*room, 0, len(c.seats))
	for _, p := range c.seats {
		out = append(out, p.room)
	}
	return out
}
