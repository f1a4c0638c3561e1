package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"magpie/test/bench/school"
)

// bench is one run.
type bench struct {
	program string
	size    size
	figures []*figure
	dir     string
	large   []school.Class // one class of many members
	many    []school.Class // many classes of 50
}

func (b *bench) run(ctx context.Context, only string) ([]*figure, error) {
	raiseFiles()
	// Beside the program and not in a memory file system: an fsync must cost what it costs.
	var err error
	if b.dir, err = os.MkdirTemp(filepath.Dir(b.program), "bench-"); err != nil {
		return nil, err
	}
	defer os.RemoveAll(b.dir)
	for _, part := range []struct {
		name string
		do   func(context.Context) error
	}{{"storage", b.storage}, {"answers", b.answers}, {"photos", b.photos}, {"reads", b.reads}, {"board", b.board},
		{"fan-out", b.fanOut}, {"burst", b.burst}, {"memory", b.memory}, {"start", b.start}} {
		if only != "" && only != part.name {
			continue
		}
		began := time.Now()
		if err := part.do(ctx); err != nil {
			return nil, fmt.Errorf("%s: %w", part.name, err)
		}
		fmt.Fprintf(os.Stderr, "measured %s in %.0f s\n", part.name, time.Since(began).Seconds())
	}
	return b.measured(), nil
}

// set notes a figure's value.
func (b *bench) set(name string, value float64, note string, args ...any) {
	for _, f := range b.figures {
		if f.name == name {
			f.value, f.note = value, fmt.Sprintf(note, args...)
		}
	}
}

// setAgainst notes a value and the limit that its bounds are multiples of.
func (b *bench) setAgainst(name string, value, limit float64, note string, args ...any) {
	b.set(name, value, note, args...)
	for _, f := range b.figures {
		if f.name == name {
			f.limit = limit
		}
	}
}

func (b *bench) measured() (list []*figure) {
	for _, f := range b.figures {
		if f.note != "" {
			list = append(list, f)
		}
	}
	return list
}

// found makes the schools when they are first wanted; each measurement copies
// nothing and goes on.
func (b *bench) found(ctx context.Context) (err error) {
	if b.large != nil {
		return nil
	}
	if b.large, err = school.Found(ctx, b.path("large"), 1, b.size.members/4, 4); err != nil {
		return err
	}
	b.many, err = school.Found(ctx, b.path("many"), b.size.groups, small/2, 2)
	return err
}

func (b *bench) path(name string) string { return filepath.Join(b.dir, name) }

func (b *bench) storage(context.Context) error {
	ours, limit, err := commits(b.dir, b.size.span/2, 2*b.size.repeats-1)
	b.set("commits64_x_limit", ours/limit, "%.0f of %.0f commits/s", ours, limit)
	return err
}

// fanOut measures the large group and the small one, and R beside them.
func (b *bench) fanOut(ctx context.Context) error {
	if err := b.found(ctx); err != nil {
		return fmt.Errorf("make the school: %w", err)
	}
	var cpu, last, ack []float64
	var note string
	for range b.size.repeats {
		raw, err := b.pacedRaw(b.size.members)
		if err != nil {
			return err
		}
		large, err := b.pacedMagpie(ctx, "large", b.large, b.size.members)
		if err != nil {
			return err
		}
		few, err := b.pacedMagpie(ctx, "many", b.many, small)
		if err != nil {
			return err
		}
		cpu = append(cpu, float64(large.cpu)/float64(raw.cpu))
		last = append(last, float64(large.last)/float64(raw.last))
		ack = append(ack, float64(large.ack)/float64(few.ack))
		note = fmt.Sprintf("R %v cpu %v last; ours %v cpu %v last %v ack; 50: %v ack %v last",
			raw.cpu, raw.last, large.cpu, large.last, large.ack, few.ack, few.last)
	}
	b.set("fanout2000_cpu_x_raw", median(cpu), "%s", note)
	b.set("last2000_x_raw", median(last), "same run")
	b.set("ack2000_x_ack50", median(ack), "same run")
	return nil
}

func (b *bench) pacedRaw(members int) (pace, error) {
	p, err := startPeer("")
	if err != nil {
		return pace{}, err
	}
	defer p.stop()
	c, err := gather(peerTarget{p.Addr}, 1, members)
	if err != nil {
		return pace{}, err
	}
	defer c.close()
	return c.paced(p.pid(), b.size.messages)
}

func (b *bench) pacedMagpie(ctx context.Context, data string, classes []school.Class, members int) (pace, error) {
	s, err := school.Start(ctx, b.program, b.path(data), "")
	if err != nil {
		return pace{}, err
	}
	defer s.Stop()
	c, err := gather(newMagpie(s.Addr, classes), 1, members)
	if err != nil {
		return pace{}, err
	}
	defer c.close()
	return c.paced(s.PID(), b.size.messages)
}

func startPeer(data string) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return start(self, "peer", "-data", data)
}

// burst measures many groups at once, and D beside it.
func (b *bench) burst(ctx context.Context) error {
	if err := b.found(ctx); err != nil {
		return fmt.Errorf("make the school: %w", err)
	}
	var ratios []float64
	var note string
	for i := range b.size.repeats {
		limit, limitRate, err := b.burstDurable(b.path(fmt.Sprint("durable", i)))
		if err != nil {
			return err
		}
		ours, rate, err := b.burstMagpie(ctx)
		if err != nil {
			return err
		}
		ratios = append(ratios, float64(ours)/float64(limit))
		note = fmt.Sprintf("D %v cpu %.0f acks/s; ours %v cpu %.0f acks/s", limit, limitRate, ours, rate)
	}
	b.set("burst_cpu_x_durable", median(ratios), "%s", note)
	return nil
}

func (b *bench) burstDurable(data string) (time.Duration, float64, error) {
	if err := os.Mkdir(data, 0o755); err != nil {
		return 0, 0, err
	}
	p, err := startPeer(data)
	if err != nil {
		return 0, 0, err
	}
	defer p.stop()
	c, err := gather(peerTarget{p.Addr}, b.size.groups, small)
	if err != nil {
		return 0, 0, err
	}
	defer c.close()
	return c.burst(p.pid(), b.size.span)
}

func (b *bench) burstMagpie(ctx context.Context) (time.Duration, float64, error) {
	s, err := school.Start(ctx, b.program, b.path("many"), "")
	if err != nil {
		return 0, 0, err
	}
	defer s.Stop()
	c, err := gather(newMagpie(s.Addr, b.many), b.size.groups, small)
	if err != nil {
		return 0, 0, err
	}
	defer c.close()
	return c.burst(s.PID(), b.size.span)
}

// settle is how long a process is left alone before its memory is read.
const settle = 5 * time.Second

// memory measures a fresh process, idle and with connections, and how long the
// connections took.
func (b *bench) memory(ctx context.Context) error {
	if err := b.found(ctx); err != nil {
		return fmt.Errorf("make the school: %w", err)
	}
	s, err := school.Start(ctx, b.program, b.path("large"), "")
	if err != nil {
		return err
	}
	defer s.Stop()
	time.Sleep(settle)
	idle := memoryOf(s.PID())
	b.set("idle_rss_mib", idle/1024, "fresh process")
	m := newMagpie(s.Addr, b.large)
	before, began := cpuOf(s.PID()), time.Now()
	c, err := gather(m, 1, b.size.members)
	if err != nil {
		return err
	}
	defer c.close()
	took := time.Since(began)
	b.set("reconnect2000_s", took.Seconds(), "%v of server CPU each", (cpuOf(s.PID())-before)/time.Duration(b.size.members))
	time.Sleep(settle)
	b.set("rss_per_conn_kib", (memoryOf(s.PID())-idle)/float64(b.size.members), "%d connections of one class", b.size.members)
	return nil
}

// start measures a database full of entries.
func (b *bench) start(ctx context.Context) error {
	if err := b.found(ctx); err != nil {
		return fmt.Errorf("make the school: %w", err)
	}
	info, err := os.Stat(b.program)
	if err != nil {
		return err
	}
	b.set("binary_mib", float64(info.Size())/(1<<20), "with the web client inside")
	if err := fillLog(ctx, b.path("large"), b.large[0], b.size.entries); err != nil {
		return err
	}
	var ready, caught []float64
	for range 2*b.size.repeats + 1 {
		s, err := school.Start(ctx, b.program, b.path("large"), "")
		if err != nil {
			return err
		}
		ready = append(ready, float64(s.Ready.Microseconds())/1000)
		m := newMagpie(s.Addr, b.large)
		for range 5 {
			took, err := m.catchUp(b.size.missed)
			if err != nil {
				s.Stop()
				return err
			}
			caught = append(caught, float64(took.Microseconds())/1000)
		}
		s.Stop()
	}
	b.set("cold_start_ms", median(ready), "to the first answer, %d entries stored", b.size.entries)
	b.set("catchup1000_ms", median(caught), "socket, hello and %d entries", b.size.missed)
	return nil
}
