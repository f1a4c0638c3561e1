package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"time"

	"magpie/internal/core"
)

// querier runs statements inside one transaction.
type querier interface {
	exec(q string, args []any) (sql.Result, error)
	query(q string, args []any) (*sql.Rows, error)
	queryRow(q string, args []any) *sql.Row
}

// Tx is one transaction, given to the function of Read or Write and dead after
// it. It belongs to one goroutine. Statements use $1 placeholders.
type Tx struct {
	q       querier
	ctx     context.Context // only for what the driver wants; never carries an actor
	dialect Dialect
	now     time.Time
	open    []*sql.Rows
	after   []func()
}

// Exec runs a statement and returns how many rows it changed.
func (tx *Tx) Exec(q string, args ...any) (int64, error) {
	res, err := tx.q.exec(q, plain(args))
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// Query runs a statement that returns rows; read them with Collect. On
// PostgreSQL they must be read before the next statement.
func (tx *Tx) Query(q string, args ...any) (*sql.Rows, error) {
	rows, err := tx.q.query(q, plain(args))
	if err == nil {
		tx.open = append(tx.open, rows)
	}
	return rows, err
}

// QueryRow runs a statement that returns one row; Scan it at once.
func (tx *Tx) QueryRow(q string, args ...any) *sql.Row { return tx.q.queryRow(q, plain(args)) }

// Now is the one moment of this transaction.
func (tx *Tx) Now() time.Time { return tx.now }

// Millis is Now as stored.
func (tx *Tx) Millis() core.Millis { return core.MillisOf(tx.now) }

// NewID returns a new id born now.
func (tx *Tx) NewID() string { return core.NewID(tx.now) }

// Dialect tells which database this is.
func (tx *Tx) Dialect() Dialect { return tx.dialect }

// AfterCommit runs fn once the transaction is on disk, in commit order on
// SQLite. fn must be quick (put something into a queue) and must not use tx.
func (tx *Tx) AfterCommit(fn func()) { tx.after = append(tx.after, fn) }

// Lock makes writes with the same name run one after the other until they end.
// SQLite's writes always do.
func (tx *Tx) Lock(name string) error {
	if tx.dialect == SQLite {
		return nil
	}
	_, err := tx.Exec(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, name)
	return err
}

// guard runs fn; a panic becomes its caller's error.
func guard(tx *Tx, fn func(*Tx) error) (err error) {
	defer func() {
		tx.closeRows()
		if p := recover(); p != nil {
			err = fmt.Errorf("panic in a transaction: %v\n%s", p, debug.Stack())
		}
	}()
	return fn(tx)
}

// closeRows closes what a function left open when it returned early.
func (tx *Tx) closeRows() {
	for _, r := range tx.open {
		_ = r.Close() // reading errors were the caller's to see
	}
	tx.open = tx.open[:0]
}

// committed runs what waited for the commit.
func (tx *Tx) committed() {
	for _, fn := range tx.after {
		fn()
	}
}

// plain turns what the two drivers would store differently into what they store alike.
func plain(args []any) []any {
	for i, a := range args {
		switch v := a.(type) {
		case bool:
			args[i] = int64(0)
			if v {
				args[i] = int64(1)
			}
		case json.RawMessage:
			args[i] = string(v)
		}
	}
	return args
}
