// Package db keeps what the school told it. It opens SQLite (one file, the
// default) or PostgreSQL (several servers), brings the tables up to date and
// runs the rooms' reads and writes; rooms write their SQL once for both.
//
// Owns: db_once.
// Promises: when Write returns nil the change is on disk (synchronous=FULL or
// synchronous_commit on, neither can be lowered); a write that fails leaves no
// trace; Read sees one moment; a repeated request (Once) is answered, not done
// again; after a failed fsync nothing is acknowledged any more.
// Never: knows a room's table, hides SQL, or lets a write nest in another.
// Asks: core for errors, clock, ids and the request's key.
//
// Writes on SQLite run one after the other. On PostgreSQL they run side by side
// at READ COMMITTED, so "look, then change" is one conditional statement or
// begins with Tx.Lock.
package db

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"magpie/internal/core"
)

// Dialect names the database behind a DB, for the few places where SQL differs.
type Dialect int

// The two databases.
const (
	SQLite Dialect = iota
	Postgres
)

// String returns the name used in logs and by the version command.
func (d Dialect) String() string {
	if d == Postgres {
		return "postgres"
	}
	return "sqlite"
}

// Options say what to open. URL is "sqlite:PATH" or "postgres://…"; the rest may
// be zero.
type Options struct {
	URL     string
	Clock   core.Clock
	Log     *slog.Logger
	OnFatal func(error) // told once, when an acknowledged write can no longer be promised; the program should exit
}

// Errors that a caller may tell apart. All are KindUnavailable.
var (
	ErrFull    = core.Unavailable("db.full", 10*time.Second)   // the disk is full; reads go on, writes heal by themselves
	ErrAway    = core.Unavailable("db.away", 2*time.Second)    // the database does not answer, or another program holds it
	ErrStopped = core.Unavailable("db.stopped", 5*time.Second) // the database was closed, or an fsync failed
)

// ErrKeyReused is a repeated idempotency key with another request behind it.
var ErrKeyReused = core.Conflict("core.keyReused")

// engine is what differs between the two databases.
type engine interface {
	read(ctx context.Context, fn func(*Tx) error) error
	write(ctx context.Context, fn func(*Tx) error) error
	ping(ctx context.Context) error
	backup(ctx context.Context, path string) error
	close() error
}

// DB is an open database. It is safe for concurrent use.
type DB struct {
	engine  engine
	dialect Dialect
}

// Open opens the database, brings its tables up to date and checks that a
// commit reaches the disk. Two processes may open the same PostgreSQL at once.
func Open(ctx context.Context, o Options) (*DB, error) {
	if o.Clock == nil {
		o.Clock = core.SystemClock{}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &shared{clock: o.Clock, log: o.Log, onFatal: o.OnFatal}
	if path, ok := strings.CutPrefix(o.URL, "sqlite:"); ok {
		e, err := openSQLite(ctx, path, s)
		return &DB{engine: e, dialect: SQLite}, err
	}
	if strings.HasPrefix(o.URL, "postgres://") || strings.HasPrefix(o.URL, "postgresql://") {
		e, err := openPostgres(ctx, o.URL, s)
		return &DB{engine: e, dialect: Postgres}, err
	}
	return nil, errors.New(`database URL must be "sqlite:PATH" or "postgres://…"`)
}

// Dialect tells which database this is.
func (d *DB) Dialect() Dialect { return d.dialect }

// Read runs fn on one read-only snapshot. fn must not call Read or Write.
func (d *DB) Read(ctx context.Context, fn func(tx *Tx) error) error {
	return explain(d.engine.read(ctx, fn))
}

// Write runs fn as one transaction and returns once it is on disk; an error or
// panic of fn undoes it. ctx counts until fn has begun. fn may run again (on
// PostgreSQL, after a deadlock), so it touches nothing but the transaction and
// variables it sets anew. fn must not call Read or Write.
func (d *DB) Write(ctx context.Context, fn func(tx *Tx) error) error {
	return explain(d.engine.write(ctx, fn))
}

// Ping reports whether writes can be taken now; the readiness probe asks it.
func (d *DB) Ping(ctx context.Context) error { return explain(d.engine.ping(ctx)) }

// Backup writes a complete copy of a SQLite database to path, which must not
// exist yet, while the server goes on. PostgreSQL has its own tools for this.
func (d *DB) Backup(ctx context.Context, path string) error { return d.engine.backup(ctx, path) }

// Close finishes the writes that have begun and closes the database.
func (d *DB) Close() error { return d.engine.close() }

// shared is what both engines need.
type shared struct {
	clock   core.Clock
	log     *slog.Logger
	onFatal func(error)
	stopped atomic.Pointer[core.Error]
}

// stop refuses all further writes: after a failed fsync nobody knows what is on disk.
func (s *shared) stop(cause error) {
	if !s.stopped.CompareAndSwap(nil, ErrStopped.Because(cause)) {
		return
	}
	s.log.Error("database stopped: a write could not be made durable", "error", cause)
	if s.onFatal != nil {
		s.onFatal(cause)
	}
}

// refusal returns the error for writes after stop, or nil.
func (s *shared) refusal() error {
	if e := s.stopped.Load(); e != nil {
		return e
	}
	return nil
}
