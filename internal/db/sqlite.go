package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// readers is how many reads run at once; SQLite readers are bound by the
// processor, so more than a few only take memory.
const readers = 4

// sqliteDB is the embedded database: one writer, a few readers, one file.
type sqliteDB struct {
	*shared
	path   string
	pools  []*sql.DB
	writer *writer
	idle   chan *session // readers that are free

	reading int // readers there are
	closing sync.Once
	ended   chan struct{}
}

func openSQLite(ctx context.Context, path string, s *shared) (engine, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	d := &sqliteDB{shared: s, path: path, idle: make(chan *session, readers), ended: make(chan struct{})}
	if err := d.open(ctx); err != nil {
		_ = d.close() // the first error tells why
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return d, nil
}

func (d *sqliteDB) open(ctx context.Context) error {
	pool, err := d.pool("rw")
	if err != nil {
		return err
	}
	if err := migrate(ctx, pool, SQLite); err != nil {
		return err
	}
	session, err := newSession(ctx, pool)
	if err != nil {
		return err
	}
	if err := durable(session); err != nil {
		return err
	}
	d.writer = startWriter(d.shared, session)
	pool, err = d.pool("ro")
	if err != nil {
		return err
	}
	for range readers {
		session, err := newSession(ctx, pool)
		if err != nil {
			return err
		}
		d.idle <- session
		d.reading++
	}
	return nil
}

// pool opens connections in the given mode; durability is not configurable.
func (d *sqliteDB) pool(mode string) (*sql.DB, error) {
	pragmas := []string{"busy_timeout(5000)", "foreign_keys(1)", fmt.Sprintf("synchronous(%d)", syncLevel), "temp_store(MEMORY)", "mmap_size(0)"}
	if mode == "ro" {
		pragmas = append(pragmas, "query_only(1)")
	} else {
		mode = "rwc"
		pragmas = append(pragmas, "journal_mode(WAL)", "cache_size(-8192)")
	}
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: d.path}).EscapedPath(), RawQuery: url.Values{"mode": {mode}, "_pragma": pragmas}.Encode()}
	pool, err := sql.Open("sqlite", u.String())
	if err == nil {
		d.pools = append(d.pools, pool)
	}
	return pool, err
}

// durable makes sure that a commit waits for the disk.
func durable(s *session) error {
	var journal string
	var synchronous int
	if err := s.queryRow(`pragma journal_mode`, nil).Scan(&journal); err != nil {
		return err
	}
	if err := s.queryRow(`pragma synchronous`, nil).Scan(&synchronous); err != nil {
		return err
	}
	if !strings.EqualFold(journal, "wal") || synchronous != syncLevel {
		return fmt.Errorf("the file system does not keep commits (journal %s, synchronous %d): put the data on a local disk", journal, synchronous)
	}
	return nil
}

func (d *sqliteDB) read(ctx context.Context, fn func(*Tx) error) error {
	var s *session
	select {
	case s = <-d.idle:
	case <-ctx.Done():
		return ctx.Err()
	case <-d.ended:
		return ErrStopped
	}
	defer func() { d.idle <- s }()
	if _, err := s.exec(`begin`, nil); err != nil {
		return err
	}
	tx := &Tx{q: s, ctx: ctx, dialect: SQLite, now: d.clock.Now()}
	defer func() {
		s.broken = nil
		_, _ = s.exec(`rollback`, nil) // a snapshot has nothing to lose
	}()
	return guard(tx, fn)
}

func (d *sqliteDB) write(ctx context.Context, fn func(*Tx) error) error {
	return d.writer.write(ctx, fn)
}

func (d *sqliteDB) ping(ctx context.Context) error {
	if err := d.refusal(); err != nil {
		return err
	}
	return d.read(ctx, func(tx *Tx) error {
		var one int
		return tx.QueryRow(`select 1`).Scan(&one)
	})
}

func (d *sqliteDB) backup(ctx context.Context, path string) error {
	pool, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: d.path}).EscapedPath(), RawQuery: "_pragma=busy_timeout(5000)"}).String())
	if err != nil {
		return err
	}
	defer pool.Close()
	if _, err := pool.ExecContext(ctx, `vacuum into $1`, path); err != nil {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	return nil
}

func (d *sqliteDB) close() error {
	var err error
	d.closing.Do(func() { err = d.shut() })
	return err
}

// shut waits for running reads and writes. The writer's connection goes last: it
// alone may move the log into the file.
func (d *sqliteDB) shut() error {
	close(d.ended)
	for range d.reading {
		s := <-d.idle
		s.close()
	}
	if d.writer != nil {
		d.writer.close()
		d.writer.s.close()
	}
	var errs []error
	for _, p := range slices.Backward(d.pools) {
		errs = append(errs, p.Close())
	}
	return errors.Join(errs...)
}
