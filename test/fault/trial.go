package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"magpie/test/bench/school"
)

// writers is how many write at once, each as several people in turn, since the
// program bounds how much one person may say.
const (
	writers  = 50
	accounts = 12
	senders  = 6 // of files, where files are sent
)

// Between two falls passes a time chosen at random from here.
const (
	shortest = 200 * time.Millisecond
	longest  = 3 * time.Second
	linger   = 150 * time.Millisecond // how long a program may go on without its disks
)

// shown is how many of the lost and of the doubled texts are printed.
const shown = 5

// trial is one run of the crash test.
type trial struct {
	program   string
	cycles    int
	seed      uint64
	untilLoss bool // stop as soon as something is lost
	dir       string
	disks     *disks // with power that can be cut; nil: the program is killed

	class   school.Class
	chain   string  // an ask to which everybody adds without end
	log     *ackLog // of texts
	files   *ackLog
	seen    int          // lines of files that were looked for
	missing int          // of these
	forgot  atomic.Int64 // uploads under way whose acknowledged bytes went lost
	writers []*writer
	senders []*sender
	random  *rand.Rand
	client  *client
	addr    string
}

// worker is one person at work; what was under way when ctx ends goes on in the
// next cycle.
type worker interface {
	work(ctx context.Context) error
}

func (t *trial) data() string { return filepath.Join(t.dir, "data") }

func (t *trial) run(ctx context.Context) (sum summary, err error) {
	if t.seed == 0 {
		t.seed = rand.Uint64()
	}
	sum.seed = t.seed
	if err := t.prepare(ctx); err != nil {
		return sum, err
	}
	defer t.log.close()
	defer t.files.close()
	for sum.cycles = 1; sum.cycles <= t.cycles && ctx.Err() == nil; sum.cycles++ {
		if err := t.cycle(ctx); err != nil {
			return sum, fmt.Errorf("cycle %d: %w", sum.cycles, err)
		}
		if err := t.count(ctx, &sum, sum.cycles == t.cycles); err != nil {
			return sum, fmt.Errorf("count after cycle %d: %w", sum.cycles, err)
		}
		fmt.Fprintln(os.Stderr, sum)
		if t.untilLoss && sum.failed() {
			return sum, nil
		}
	}
	sum.cycles--
	return sum, ctx.Err()
}

// prepare makes the school and its people.
func (t *trial) prepare(ctx context.Context) error {
	t.random = rand.New(rand.NewPCG(t.seed, 1))
	classes, err := school.Found(ctx, t.data(), 1, writers*accounts/4, 4)
	if err != nil {
		return fmt.Errorf("make the school: %w", err)
	}
	t.class = classes[0]
	if t.chain, err = school.Chain(ctx, t.data(), t.class); err != nil {
		return fmt.Errorf("begin the chain: %w", err)
	}
	if t.log, err = openAckLog(filepath.Join(t.dir, "acked.log")); err != nil {
		return err
	}
	if t.files, err = openAckLog(filepath.Join(t.dir, "files.log")); err != nil {
		return err
	}
	for i := range writers {
		t.writers = append(t.writers, &writer{trial: t, number: i, members: t.class.Members[i*accounts : (i+1)*accounts], random: t.source(i + 2)})
	}
	for i := range senders {
		if t.disks != nil {
			t.senders = append(t.senders, &sender{trial: t, number: i, members: t.class.Members[i*accounts : (i+1)*accounts], random: t.source(-i - 1)})
		}
	}
	return nil
}

// source is the randomness of one of the people.
func (t *trial) source(n int) *rand.Rand { return rand.New(rand.NewPCG(t.seed, uint64(n))) }

// cycle lets everybody work on a running server until it falls. Without power it
// may go on for a moment: what it acknowledges then is a lie that count finds.
func (t *trial) cycle(ctx context.Context) error {
	s, err := t.start(ctx)
	if err != nil {
		return err
	}
	dying, kill := context.WithCancel(ctx)
	defer kill()
	var group sync.WaitGroup
	failed := make(chan error, writers+senders)
	for _, w := range t.writers {
		group.Go(func() { failed <- w.work(dying) })
	}
	for _, w := range t.senders {
		group.Go(func() { failed <- w.work(dying) })
	}
	time.Sleep(shortest + time.Duration(t.random.Int64N(int64(longest-shortest))))
	if t.disks != nil {
		t.client.dead.Store(true)
		err = t.disks.cut()
		time.Sleep(time.Duration(t.random.Int64N(int64(linger))))
	}
	s.Kill()
	kill()
	group.Wait()
	close(failed)
	for e := range failed {
		err = errors.Join(err, e)
	}
	return errors.Join(err, t.disks.back())
}

func (t *trial) start(ctx context.Context) (*school.Server, error) {
	s, err := school.Start(ctx, t.program, t.data(), t.addr)
	if err == nil {
		t.addr, t.client = s.Addr, newClient(s.Addr)
	}
	return s, err
}
