package main

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	_ "modernc.org/sqlite" // the same driver that db uses, bare

	"magpie/internal/db"
)

const (
	senders   = 64
	rowSize   = 500
	createRow = `create table if not exists bench_row (conversation bigint not null, seq bigint not null, body text not null,
		primary key (conversation, seq)) without rowid`
	insertRow = `insert into bench_row (conversation, seq, body) values ($1, $2, $3)`
)

// commits compares durable commits of 64 senders through db.Write with a bare
// group-commit loop on the same driver: the limit G.
func commits(dir string, span time.Duration, repeats int) (ours, limit float64, err error) {
	var oursAll, limitAll, ratios []float64
	for i := range repeats {
		l, err := bareCommits(filepath.Join(dir, fmt.Sprintf("bare%d.db", i)), span)
		if err != nil {
			return 0, 0, err
		}
		o, err := writeCommits(filepath.Join(dir, fmt.Sprintf("ours%d.db", i)), span)
		if err != nil {
			return 0, 0, err
		}
		oursAll, limitAll, ratios = append(oursAll, o), append(limitAll, l), append(ratios, o/l)
	}
	m := median(ratios)
	return m * median(limitAll), median(limitAll), nil
}

// hammer calls put from so many senders for a while and returns calls per second.
func hammer(span time.Duration, senders int64, put func(conversation, seq int64) error) (float64, error) {
	var done atomic.Int64
	var failed atomic.Pointer[error]
	var group sync.WaitGroup
	start := time.Now()
	for c := range senders {
		group.Go(func() {
			for seq := int64(1); time.Since(start) < span; seq++ {
				if err := put(c, seq); err != nil {
					failed.Store(&err)
					return
				}
				done.Add(1)
			}
		})
	}
	group.Wait()
	if e := failed.Load(); e != nil {
		return 0, *e
	}
	return float64(done.Load()) / time.Since(start).Seconds(), nil
}

func writeCommits(path string, span time.Duration) (float64, error) {
	ctx := context.Background()
	d, err := db.Open(ctx, db.Options{URL: "sqlite:" + path})
	if err != nil {
		return 0, err
	}
	defer d.Close()
	if err := d.Write(ctx, func(tx *db.Tx) error { _, err := tx.Exec(createRow); return err }); err != nil {
		return 0, err
	}
	body := strings.Repeat("x", rowSize)
	return hammer(span, senders, func(conversation, seq int64) error {
		return d.Write(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(insertRow, conversation, seq, body)
			return err
		})
	})
}

func bareCommits(path string, span time.Duration) (float64, error) {
	c, err := openBare(path, createRow, insertRow)
	if err != nil {
		return 0, err
	}
	defer c.close()
	body := strings.Repeat("x", rowSize)
	return hammer(span, senders, func(conversation, seq int64) error { return c.put(conversation, seq, body) })
}

// committer is the least that group commit can be: one goroutine, prepared
// statements, one fsync for all that wait. Also the storage of server D.
type committer struct {
	pool                  *sql.DB
	begin, insert, commit *sql.Stmt
	queue                 chan *row
	stopped               chan struct{}
	after                 func(*row) // runs for each row after its commit, before its ack
}

type row struct {
	conversation, seq int64
	body              string
	err               error
	done              chan error
}

func openBare(path, create, insert string) (*committer, error) {
	pool, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)&_pragma=synchronous(FULL)&_pragma=journal_mode(WAL)&_pragma=cache_size(-8192)")
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, create); err != nil {
		return nil, err
	}
	c := &committer{pool: pool, queue: make(chan *row, 256), stopped: make(chan struct{}), after: func(*row) {}}
	for text, stmt := range map[string]**sql.Stmt{`begin immediate`: &c.begin, insert: &c.insert, `commit`: &c.commit} {
		if *stmt, err = conn.PrepareContext(ctx, text); err != nil {
			return nil, err
		}
	}
	go c.loop()
	return c, nil
}

func (c *committer) put(conversation, seq int64, body string) error {
	r := &row{conversation: conversation, seq: seq, body: body, done: make(chan error, 1)}
	c.queue <- r
	return <-r.done
}

func (c *committer) close() {
	close(c.queue)
	<-c.stopped
	_ = c.pool.Close() // the measurement is over
}

func (c *committer) loop() {
	defer close(c.stopped)
	for r := range c.queue {
		batch := []*row{r}
		_, err := c.begin.Exec()
		for i := 0; i < len(batch) && err == nil; i++ {
			_, err = c.insert.Exec(batch[i].conversation, batch[i].seq, batch[i].body)
			select {
			case next, ok := <-c.queue:
				if ok && len(batch) < 256 {
					batch = append(batch, next)
				}
			default:
			}
		}
		if err == nil {
			_, err = c.commit.Exec()
		}
		for _, r := range batch {
			if err == nil {
				c.after(r)
			}
		}
		for _, r := range batch {
			r.done <- err
		}
	}
}
