// Command fault lets the real program fall again and again while people use it,
// and counts whether everything it acknowledged is there exactly once.
//
//	make fault                             # kill -9: fifty writers
//	make powercut                          # the disks lose their power: writers and senders of files
//	go run ./test/fault -uploads           # files through a network that is cut, and kill -9
//	go run ./test/fault [-power|-uploads] -control  # what is broken on purpose must be caught
//
// Owns: no table.
// Promises: an acknowledged write stands in a synced file before the next is
// sent; retries use the same idempotency key; what is counted comes from the API.
// Never: looks into the database, but for asking it whether it is whole.
// Asks: the program built by make build; for -power root, ext4 and loop devices.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
)

// controlCycles is within how many falls a broken build must be caught; a name that
// does not last is lost by about every second cut.
const controlCycles = 12

// control is a build that breaks a promise on purpose: the files with its build tag
// say how.
type control struct{ tag, promise string }

var (
	killControls  = []control{{"ackearly", "to acknowledge after the commit"}}
	powerControls = []control{{"lazysync", "to wait for the disk at a commit"}, {"lazynames", "to make the name of a file last"}}
)

// plan is what the command line asks for.
type plan struct {
	program        string
	cycles         int
	seed           uint64
	files          int
	power, control bool
	uploads        bool
}

func main() {
	p := plan{}
	flag.IntVar(&p.cycles, "cycles", 20, "how often the program falls")
	flag.StringVar(&p.program, "program", "bin/magpie", "the program to try")
	flag.BoolVar(&p.power, "power", false, "cut the power of the disks instead of killing the program")
	flag.BoolVar(&p.uploads, "uploads", false, "send files through a network that is cut, while the program is killed")
	flag.IntVar(&p.files, "files", 100, "how many, with -uploads")
	flag.BoolVar(&p.control, "control", false, "use builds that break a promise; succeeds when each is caught")
	flag.Uint64Var(&p.seed, "seed", 0, "repeat a run's random choices; 0: new ones")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ok, err := p.run(ctx)
	if err != nil {
		fmt.Fprintln(os.Stderr, "fault:", err)
		os.Exit(2)
	}
	if !ok {
		os.Exit(1)
	}
}

// run reports whether the program kept its promises, or the controls were caught.
func (p plan) run(ctx context.Context) (bool, error) {
	if p.uploads {
		return p.ship(ctx)
	}
	if p.power {
		if why := p.inFolder(cannotCut); why != nil {
			fmt.Printf("\n════ SKIPPED: the power-cut test did not run here and proves nothing ════\n%v\n\n", why)
			return true, nil
		}
	}
	if !p.control {
		sum, err := p.try(ctx, &trial{program: p.program, cycles: p.cycles, seed: p.seed})
		fmt.Println(sum)
		return !sum.failed(), err
	}
	controls, caught := killControls, true
	if p.power {
		controls = powerControls
	}
	for _, c := range controls {
		sum, err := p.tryControl(ctx, c)
		if err != nil {
			return false, err
		}
		fmt.Printf("a build that forgets %s: %v\n", c.promise, sum)
		caught = caught && sum.failed()
	}
	return caught, nil
}

// ship runs the upload test; its control is a network that changes bytes.
func (p plan) ship(ctx context.Context) (bool, error) {
	var out shipped
	err := p.inFolder(func(dir string) (err error) {
		s := &shipment{program: p.program, dir: dir, count: p.files, seed: p.seed, lies: p.control}
		out, err = s.run(ctx)
		return err
	})
	fmt.Println(out)
	return out.failed() == p.control, err
}

func (p plan) tryControl(ctx context.Context, c control) (sum summary, err error) {
	err = p.inFolder(func(dir string) error {
		t := &trial{program: filepath.Join(dir, "magpie-"+c.tag), cycles: controlCycles, seed: p.seed, untilLoss: true}
		build := exec.CommandContext(ctx, "go", "build", "-tags", c.tag, "-o", t.program, "./cmd/magpie")
		build.Stderr = os.Stderr
		if err := build.Run(); err != nil {
			return fmt.Errorf("build the control: %w", err)
		}
		sum, err = p.try(ctx, t)
		return err
	})
	return sum, err
}

// try runs a trial in a folder of its own.
func (p plan) try(ctx context.Context, t *trial) (sum summary, err error) {
	err = p.inFolder(func(dir string) (err error) {
		t.dir = dir
		if p.power {
			if t.disks, err = insertDisks(dir); err != nil {
				return err
			}
		}
		sum, err = t.run(ctx)
		return errors.Join(err, t.disks.eject())
	})
	return sum, err
}

// inFolder lends a folder beside the program: an fsync must cost what it costs there.
func (p plan) inFolder(do func(dir string) error) error {
	dir, err := os.MkdirTemp(filepath.Dir(p.program), "fault-")
	if err != nil {
		return err
	}
	return errors.Join(do(dir), os.RemoveAll(dir))
}
