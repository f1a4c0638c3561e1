// Command bench measures how fast the real program is, as ratios to limits
// measured in the same run: R, a WebSocket server that does nothing but write;
// D, the same with a durable group commit; G, a bare group-commit loop on the
// same database driver; for photos a process that only decodes, resizes, encodes. It prints a table and writes bench/out.json.
//
//	make bench
//	go run ./test/bench -short   # only whether it runs
//
// Owns: no table.
// Promises: the servers measured run in processes of their own.
// Never: measures without the limit beside it.
// Asks: the program built by make build.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"
)

// size is how much is measured.
type size struct {
	members  int // of the large group; the small one has 50
	groups   int // of the burst, 50 members each
	messages int
	repeats  int
	entries  int // stored before the cold start
	missed   int // entries to catch up on
	span     time.Duration
	photo    int // pixels across; three quarters of it down
	searched int // entries; a third of them in one room
	boarders int // children on one board
}

var (
	whole = size{members: 2000, groups: 50, messages: 120, repeats: 3, entries: 1_000_000, missed: 1000, span: 5 * time.Second,
		photo: 4032, searched: 300_000, boarders: 300}
	short = size{members: 48, groups: 4, messages: 10, repeats: 1, entries: 2000, missed: 20, span: time.Second,
		photo: 1008, searched: 1500, boarders: 12}
)

const small = 50

func main() {
	if child(os.Args[1:]) {
		return
	}
	quick := flag.Bool("short", false, "measure little, only to see that it runs")
	program := flag.String("program", "bin/magpie", "the program to measure")
	out := flag.String("out", "bench/out.json", "where the figures go")
	only := flag.String("only", "", "measure only storage, answers, fan-out, burst, memory, start, photos, reads or board")
	flag.Parse()
	b := &bench{program: *program, size: whole, figures: figures()}
	if *quick {
		b.size = short
	}
	list, err := b.run(context.Background(), *only)
	fail(err)
	if *quick {
		fmt.Printf("%d figures can be measured; a short run is too small to judge them by.\n", len(list))
		return
	}
	met := report(os.Stdout, list)
	if *only == "" {
		fail(save(*out, list))
	}
	if !met {
		os.Exit(1)
	}
}

// child runs what this program does in processes of their own.
func child(args []string) bool {
	if len(args) == 0 {
		return false
	}
	switch args[0] {
	case "peer":
		fail(servePeer(args[1:]))
	case gaugeWord:
		fail(serveGauge(args[1:]))
	case barePhoto:
		fail(servePhoto())
	default:
		return false
	}
	return true
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
}
