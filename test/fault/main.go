// Command fault kills the real program again and again while fifty writers use
// it, and counts whether everything it acknowledged is there exactly once.
//
//	make fault
//	go run ./test/fault -cycles 100
//	go run ./test/fault -control   # a build that acks too early must be caught
//
// Owns: no table.
// Promises: an acknowledged write stands in a synced file before the next is
// sent; retries use the same idempotency key; what is counted comes from the API.
// Never: looks into the database.
// Asks: the program built by make build.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// controlCycles is within how many kills the broken build must be caught.
const controlCycles = 5

func main() {
	cycles := flag.Int("cycles", 20, "how often the program is killed")
	program := flag.String("program", "bin/magpie", "the program to kill")
	control := flag.Bool("control", false, "use a build that acknowledges before the commit; succeeds when that is caught")
	seed := flag.Uint64("seed", 0, "repeat a run's random choices; 0: new ones")
	flag.Parse()
	t := &trial{program: *program, cycles: *cycles, seed: *seed}
	if *control {
		t.cycles = controlCycles
		t.untilLoss = true
	}
	sum, err := run(context.Background(), t, *control)
	if err != nil {
		fmt.Fprintln(os.Stderr, "fault:", err)
		os.Exit(2)
	}
	fmt.Println(sum)
	if sum.failed() != *control {
		os.Exit(1)
	}
}

func run(ctx context.Context, t *trial, control bool) (summary, error) {
	bin := filepath.Dir(t.program)
	dir, err := os.MkdirTemp(bin, "fault-")
	if err != nil {
		return summary{}, err
	}
	defer os.RemoveAll(dir)
	t.dir = dir
	if control {
		t.program = filepath.Join(dir, "magpie-ackearly")
		build := exec.CommandContext(ctx, "go", "build", "-tags", "ackearly", "-o", t.program, "./cmd/magpie")
		build.Stderr = os.Stderr
		if err := build.Run(); err != nil {
			return summary{}, fmt.Errorf("build the control: %w", err)
		}
	}
	return t.run(ctx)
}
