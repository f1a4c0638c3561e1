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

// shipment is one run of the upload test: many files at once through a network that
// is cut, to a server that is killed.
type shipment struct {
	program string
	dir     string
	count   int
	seed    uint64
	lies    bool // the network changes bytes: the control

	wire    *wire
	near    *client // through the wire
	server  *school.Server
	parcels []*parcel
	random  *rand.Rand
}

// Files and chunks of a shipment, as phones send them: the web client's chunk is twice
// as long, so that a cut costs no more there.
const (
	shippers  = 8
	lightest  = 40 << 10
	heaviest  = 3 << 20
	shipChunk = 256 << 10
	briefest  = 200 * time.Millisecond // that the server lives between two kills
)

// shipped is what a shipment found.
type shipped struct {
	files, damaged, forgot, greedy int
	cuts, kills                    int64
	sent, resent                   int64
	seed                           uint64
}

// String is the line that CI looks for.
func (s shipped) String() string {
	return fmt.Sprintf("uploads %d damaged %d forgotten %d cuts %d kills %d sent %.1f MiB again %.1f MiB, more than a chunk a cut: %d (seed %d)",
		s.files, s.damaged, s.forgot, s.cuts, s.kills, float64(s.sent)/(1<<20), float64(s.resent)/(1<<20), s.greedy, s.seed)
}

func (s shipped) failed() bool { return s.damaged+s.forgot+s.greedy > 0 }

func (s *shipment) run(ctx context.Context) (out shipped, err error) {
	if s.seed == 0 {
		s.seed = rand.Uint64()
	}
	out.seed, s.random = s.seed, rand.New(rand.NewPCG(s.seed, 1))
	classes, err := school.Found(ctx, filepath.Join(s.dir, "data"), 1, shippers, 1)
	if err != nil {
		return out, fmt.Errorf("make the school: %w", err)
	}
	for i := range s.count {
		who, size := classes[0].Members[i%shippers], lightest+s.random.IntN(heaviest-lightest)
		s.parcels = append(s.parcels, newParcel(classes[0].Conversation, who.Cookie, size, shipChunk, s.random))
	}
	if err := s.start(ctx, ""); err != nil {
		return out, err
	}
	defer func() { s.server.Kill() }()
	if s.wire, err = lay(s.server.Addr, s.lies, s.random); err != nil {
		return out, err
	}
	defer s.wire.Close() //nolint:errcheck // the test is over
	s.near = newClient(s.wire.Addr().String())
	if out.kills, err = s.killWhile(ctx, s.sendAll); err != nil {
		return out, err
	}
	return out, s.judge(ctx, &out)
}

func (s *shipment) start(ctx context.Context, addr string) (err error) {
	s.server, err = school.Start(ctx, s.program, filepath.Join(s.dir, "data"), addr)
	return err
}

// killWhile kills the server again and again until do ends; it lives afterwards.
func (s *shipment) killWhile(ctx context.Context, do func(context.Context) error) (kills int64, err error) {
	done := make(chan error, 1)
	working, stop := context.WithCancel(ctx)
	defer stop()
	go func() { done <- do(working) }()
	times := rand.New(rand.NewPCG(s.seed, 2))
	for {
		select {
		case err := <-done:
			return kills, err
		case <-time.After(briefest + time.Duration(times.Int64N(int64(2*briefest)))):
		}
		s.server.Kill()
		kills++
		if err := s.start(ctx, s.server.Addr); err != nil {
			return kills, err
		}
	}
}

// sendAll sends everything, some at a time.
func (s *shipment) sendAll(ctx context.Context) error {
	var next atomic.Int64
	var group sync.WaitGroup
	failed := make(chan error, shippers)
	for range shippers {
		group.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(s.parcels); i = next.Add(1) - 1 {
				if err := s.ship(ctx, s.parcels[i]); err != nil {
					failed <- fmt.Errorf("file %d: %w", i, err)
					return
				}
			}
		})
	}
	group.Wait()
	close(failed)
	return <-failed
}

// ship sends one parcel until it is a file; one that was forgotten stays without.
func (s *shipment) ship(ctx context.Context, p *parcel) error {
	for p.file == "" {
		before := p.acked
		err := p.push(ctx, s.near)
		if errors.Is(err, errForgot) {
			fmt.Fprintln(os.Stderr, err)
			return nil
		}
		if err != nil {
			return err
		}
		if p.acked == before {
			time.Sleep(10 * time.Millisecond) // nothing moved: the line or the server is gone
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// judge compares every file with what was sent, on a network that holds.
func (s *shipment) judge(ctx context.Context, out *shipped) error {
	direct := newClient(s.server.Addr)
	out.files, out.cuts = len(s.parcels), s.wire.cuts.Load()
	for _, p := range s.parcels {
		out.sent, out.resent = out.sent+int64(len(p.content)), out.resent+p.resent()
		if p.resent() > int64(p.cuts)*p.chunk {
			out.greedy++
		}
		if p.file == "" {
			out.forgot++
			continue
		}
		got, err := direct.fetch(ctx, p.cookie, p.file, "file")
		if err != nil {
			return err
		}
		if got == nil || sum(got) != sum(p.content) {
			out.damaged++
		}
	}
	return nil
}
