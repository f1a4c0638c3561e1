package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"time"

	"magpie/test/bench/school"
)

// writers is how many write at once, each as several people in turn, since the
// program bounds how much one person may say.
const (
	writers  = 50
	accounts = 12
)

// Between two kills passes a time chosen at random from here.
const (
	shortest = 200 * time.Millisecond
	longest  = 3 * time.Second
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

	class  school.Class
	log    *ackLog
	random *rand.Rand
	client *client
	addr   string
}

// summary is what a run found.
type summary struct {
	acked, lost, doubled, cycles int
	seed                         uint64
}

// String is the line that CI looks for.
func (s summary) String() string {
	return fmt.Sprintf("acked %d lost %d doubled %d cycles %d (seed %d)", s.acked, s.lost, s.doubled, s.cycles, s.seed)
}

func (s summary) failed() bool { return s.lost > 0 || s.doubled > 0 }

func (t *trial) run(ctx context.Context) (sum summary, err error) {
	if t.seed == 0 {
		t.seed = rand.Uint64()
	}
	sum.seed = t.seed
	t.random = rand.New(rand.NewPCG(t.seed, 1))
	classes, err := school.Found(ctx, t.data(), 1, writers*accounts/4, 4)
	if err != nil {
		return sum, fmt.Errorf("make the school: %w", err)
	}
	t.class = classes[0]
	if t.log, err = openAckLog(filepath.Join(t.dir, "acked.log")); err != nil {
		return sum, err
	}
	defer t.log.close()
	people := make([]*writer, writers)
	for i := range people {
		people[i] = &writer{trial: t, number: i, members: t.class.Members[i*accounts : (i+1)*accounts], random: rand.New(rand.NewPCG(t.seed, uint64(i)+2))}
	}
	for sum.cycles = 1; sum.cycles <= t.cycles; sum.cycles++ {
		if err := t.cycle(ctx, people); err != nil {
			return sum, fmt.Errorf("cycle %d: %w", sum.cycles, err)
		}
		if sum.acked, sum.lost, sum.doubled, err = t.count(ctx); err != nil {
			return sum, fmt.Errorf("count after cycle %d: %w", sum.cycles, err)
		}
		fmt.Fprintln(os.Stderr, sum)
		if t.untilLoss && sum.failed() {
			return sum, nil
		}
	}
	sum.cycles--
	return sum, nil
}

func (t *trial) data() string { return filepath.Join(t.dir, "data") }

// cycle lets everybody write to a running server until it is killed.
func (t *trial) cycle(ctx context.Context, people []*writer) error {
	s, err := t.start(ctx)
	if err != nil {
		return err
	}
	dying, kill := context.WithCancel(ctx)
	defer kill()
	var group sync.WaitGroup
	failed := make(chan error, len(people))
	for _, w := range people {
		group.Go(func() { failed <- w.write(dying) })
	}
	time.Sleep(shortest + time.Duration(t.random.Int64N(int64(longest-shortest))))
	s.Kill()
	kill()
	group.Wait()
	close(failed)
	for err := range failed {
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *trial) start(ctx context.Context) (*school.Server, error) {
	s, err := school.Start(ctx, t.program, t.data(), t.addr)
	if err == nil {
		t.addr, t.client = s.Addr, newClient(s.Addr)
	}
	return s, err
}

// count starts the server and looks for every acknowledged text.
func (t *trial) count(ctx context.Context) (acked, lost, doubled int, err error) {
	s, err := t.start(ctx)
	if err != nil {
		return 0, 0, 0, err
	}
	defer s.Kill()
	texts, err := t.log.read()
	if err != nil {
		return 0, 0, 0, err
	}
	there, err := t.client.texts(ctx, t.class)
	if err != nil {
		return 0, 0, 0, err
	}
	for text, n := range there {
		if n > 1 {
			if doubled++; doubled <= shown {
				fmt.Fprintf(os.Stderr, "doubled %d times: %s\n", n, text)
			}
		}
	}
	for _, text := range texts {
		if there[text] == 0 {
			if lost++; lost <= shown {
				fmt.Fprintf(os.Stderr, "lost: %s\n", text)
			}
		}
	}
	return len(texts), lost, doubled, nil
}
