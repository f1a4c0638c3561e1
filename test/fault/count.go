package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"

	_ "modernc.org/sqlite" // the same driver that db uses, bare
)

// summary is what a run found.
type summary struct {
	acked, lost, doubled, cycles int
	chained, gaps                int // entries of the chain, and where they do not run 1…n
	files, damaged               int
	seed                         uint64
}

// String is the line that CI looks for.
func (s summary) String() string {
	line := fmt.Sprintf("acked %d lost %d doubled %d cycles %d (seed %d) chain 1…%d gaps %d", s.acked, s.lost, s.doubled, s.cycles, s.seed, s.chained, s.gaps)
	if s.files > 0 {
		line += fmt.Sprintf(" files %d damaged %d", s.files, s.damaged)
	}
	return line
}

func (s summary) failed() bool { return s.lost > 0 || s.doubled > 0 || s.gaps > 0 || s.damaged > 0 }

// count starts the server and looks for everything acknowledged: for every text,
// and for the files of the last cycle, at the end for all.
func (t *trial) count(ctx context.Context, sum *summary, last bool) error {
	s, err := t.start(ctx)
	if err != nil {
		return err
	}
	defer s.Kill()
	if err := t.countTexts(ctx, sum); err != nil {
		return err
	}
	files, err := t.files.read()
	if err != nil {
		return err
	}
	if last {
		t.seen, t.missing = 0, 0
	}
	n, err := t.damaged(ctx, files[t.seen:])
	t.seen, t.missing = len(files), t.missing+n
	sum.files, sum.damaged = len(files), t.missing+int(t.forgot.Load())
	if err == nil && t.disks != nil {
		err = sound(filepath.Join(t.data(), "magpie.db"))
	}
	return err
}

func (t *trial) countTexts(ctx context.Context, sum *summary) error {
	texts, err := t.log.read()
	if err != nil {
		return err
	}
	there, rooms := map[string]int{}, map[string]bool{t.class.Conversation: true}
	for _, m := range t.class.Members {
		rooms["f-"+m.Student] = true
	}
	for room := range rooms {
		if err := t.client.texts(ctx, room, t.class.Teacher, there); err != nil {
			return err
		}
	}
	if sum.chained, sum.gaps, err = t.countChain(ctx, there); err != nil {
		return err
	}
	sum.acked, sum.lost, sum.doubled = len(texts), 0, 0
	for text, n := range there {
		if n > 1 {
			if sum.doubled++; sum.doubled <= shown {
				fmt.Fprintf(os.Stderr, "doubled %d times: %s\n", n, text)
			}
		}
	}
	for _, text := range texts {
		if there[text] == 0 {
			if sum.lost++; sum.lost <= shown {
				fmt.Fprintf(os.Stderr, "lost: %s\n", text)
			}
		}
	}
	return nil
}

// sound asks the database itself whether it is whole.
func sound(path string) error {
	pool, err := sql.Open("sqlite", "file:"+path+"?mode=ro&_pragma=busy_timeout(5000)")
	if err != nil {
		return err
	}
	defer pool.Close() //nolint:errcheck // only read
	var says string
	if err := pool.QueryRow(`pragma integrity_check`).Scan(&says); err != nil {
		return err
	}
	if says != "ok" {
		return fmt.Errorf("the database is damaged: %s", says)
	}
	return nil
}
