package main

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// target is a server under load.
type target interface {
	// dial connects member m of group g.
	dial(g, m int, heard func(kind)) (*socket, error)
	// post sends message n as member m of group g, whose socket is s, and
	// returns at the ack.
	post(g, m int, s *socket, n int) error
}

// crowd is the members of all groups, connected.
type crowd struct {
	target  target
	sockets [][]*socket
	got     []atomic.Int64 // deliveries by group
	waiting []atomic.Pointer[goal]
	hellos  atomic.Int64
}

// goal is a number of deliveries to wait for.
type goal struct {
	count int64
	done  chan struct{}
}

// gather connects members to groups, a few at a time, and waits until all are
// in theirs.
func gather(t target, groups, members int) (*crowd, error) {
	c := &crowd{target: t, sockets: make([][]*socket, groups), got: make([]atomic.Int64, groups), waiting: make([]atomic.Pointer[goal], groups)}
	jobs := make(chan [2]int)
	var failed atomic.Pointer[error]
	var workers sync.WaitGroup
	for g := range groups {
		c.sockets[g] = make([]*socket, members)
	}
	for range 16 {
		workers.Go(func() {
			for j := range jobs {
				s, err := t.dial(j[0], j[1], func(k kind) { c.heard(j[0], k) })
				if err != nil {
					failed.Store(&err)
					continue
				}
				c.sockets[j[0]][j[1]] = s
			}
		})
	}
	for g := range groups {
		for m := range members {
			jobs <- [2]int{g, m}
		}
	}
	close(jobs)
	workers.Wait()
	if e := failed.Load(); e != nil {
		return nil, fmt.Errorf("connect: %w", *e)
	}
	return c, c.greeted(int64(groups * members))
}

// greeted waits for every member's hello: only then is a connection in its group.
func (c *crowd) greeted(all int64) error {
	for deadline := time.Now().Add(patience); c.hellos.Load() < all; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			return fmt.Errorf("only %d of %d connections were greeted", c.hellos.Load(), all)
		}
	}
	return nil
}

func (c *crowd) heard(g int, k kind) {
	switch k {
	case hello:
		c.hellos.Add(1)
	case delivery:
		n := c.got[g].Add(1)
		if w := c.waiting[g].Load(); w != nil && n == w.count {
			close(w.done)
		}
	}
}

// await returns a channel that closes when a group has got so many deliveries
// more than before the next post.
func (c *crowd) await(g int, more int64) <-chan struct{} {
	w := &goal{count: c.got[g].Load() + more, done: make(chan struct{})}
	c.waiting[g].Store(w)
	return w.done
}

func (c *crowd) close() {
	for _, group := range c.sockets {
		for _, s := range group {
			if s != nil {
				s.close()
			}
		}
	}
}

// post sends a group's next message. Members take turns, since the program lets
// nobody talk this fast alone.
func (c *crowd) post(g, n int) error {
	m := (n * 7) % len(c.sockets[g])
	return c.target.post(g, m, c.sockets[g][m], n)
}

// patience is how long a message may take before the run counts as failed.
const patience = 30 * time.Second

// pace is what a PACED run measured.
type pace struct {
	ack, last time.Duration // medians
	cpu       time.Duration // of the server, per delivery
}

// paced posts one message after the other to group 0, each after the last
// delivery of the one before.
func (c *crowd) paced(pid, messages int) (pace, error) {
	members := int64(len(c.sockets[0]))
	acks, lasts := make([]time.Duration, 0, messages), make([]time.Duration, 0, messages)
	var before time.Duration
	warm := max(3, messages/10)
	for n := range warm + messages {
		if n == warm {
			before, acks, lasts = cpuOf(pid), acks[:0], lasts[:0]
		}
		all := c.await(0, members)
		start := time.Now()
		if err := c.post(0, n); err != nil {
			return pace{}, fmt.Errorf("post %d: %w", n, err)
		}
		acks = append(acks, time.Since(start))
		select {
		case <-all:
		case <-time.After(patience):
			return pace{}, fmt.Errorf("message %d did not reach everybody", n)
		}
		lasts = append(lasts, time.Since(start))
	}
	spent := cpuOf(pid) - before
	return pace{median(acks), median(lasts), spent / time.Duration(int64(messages)*members)}, nil
}

// burst posts to all groups at once, to each as fast as it is acked, and returns the
// server's CPU per delivery and acks per second.
func (c *crowd) burst(pid int, span time.Duration) (cpu time.Duration, rate float64, err error) {
	members := int64(len(c.sockets[0]))
	before, start := cpuOf(pid), time.Now()
	var posted atomic.Int64
	var failed atomic.Pointer[error]
	var group sync.WaitGroup
	for g := range c.sockets {
		group.Go(func() {
			base, mine := c.got[g].Load(), int64(0)
			for ; time.Since(start) < span; mine++ {
				if err := c.post(g, int(mine)); err != nil {
					failed.Store(&err)
					return
				}
			}
			posted.Add(mine)
			for deadline := time.Now().Add(patience); c.got[g].Load() < base+mine*members; time.Sleep(time.Millisecond) {
				if time.Now().After(deadline) {
					err := fmt.Errorf("group %d got %d of %d deliveries", g, c.got[g].Load()-base, mine*members)
					failed.Store(&err)
					return
				}
			}
		})
	}
	group.Wait()
	if e := failed.Load(); e != nil {
		return 0, 0, *e
	}
	spent, took := cpuOf(pid)-before, time.Since(start)
	return spent / time.Duration(posted.Load()*members), float64(posted.Load()) / took.Seconds(), nil
}

func median[T int64 | float64 | time.Duration](values []T) T {
	v := slices.Clone(values)
	slices.Sort(v)
	return v[len(v)/2]
}
