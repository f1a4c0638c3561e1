package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

const (
	poolSize    = 32               // connections of one process
	connectWait = 2 * time.Second  // then the database counts as away
	txLimit     = 15 * time.Second // no transaction of ours takes longer
	maxRetries  = 5                // after a deadlock or a serialization failure
)

// postgresDB is the database of a district: several processes share it.
type postgresDB struct {
	*shared
	pool *sql.DB
}

func openPostgres(ctx context.Context, url string, s *shared) (engine, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read database URL: %w", err)
	}
	config.ConnectTimeout = connectWait
	d := &postgresDB{shared: s, pool: stdlib.OpenDB(*config)}
	d.pool.SetMaxOpenConns(poolSize)
	d.pool.SetMaxIdleConns(poolSize)
	d.pool.SetConnMaxIdleTime(5 * time.Minute)
	if err := d.prepare(ctx); err != nil {
		_ = d.pool.Close() // the first error tells why
		return nil, fmt.Errorf("open PostgreSQL %s/%s: %w", config.Host, config.Database, err)
	}
	return d, nil
}

// prepare migrates under a lock, so that processes starting together take
// turns, and checks that a commit waits for the disk.
func (d *postgresDB) prepare(ctx context.Context) error {
	conn, err := d.pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	var synchronous string
	if err := conn.QueryRowContext(ctx, `show synchronous_commit`).Scan(&synchronous); err != nil {
		return err
	}
	if synchronous == "off" {
		return errors.New("synchronous_commit is off, so acknowledged writes could be lost: set it to on")
	}
	const lock = `hashtextextended('magpie migrations ' || current_schema(), 0)`
	if _, err := conn.ExecContext(ctx, `select pg_advisory_lock(`+lock+`)`); err != nil {
		return err
	}
	defer conn.ExecContext(ctx, `select pg_advisory_unlock(`+lock+`)`) // closing the connection would free it as well
	return migrate(ctx, d.pool, Postgres)
}

func (d *postgresDB) read(ctx context.Context, fn func(*Tx) error) error {
	return d.transact(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}, fn)
}

func (d *postgresDB) write(ctx context.Context, fn func(*Tx) error) error {
	for try := 0; ; try++ {
		if err := d.refusal(); err != nil {
			return err
		}
		err := d.transact(ctx, nil, fn)
		if !retryable(err) || try == maxRetries {
			return err
		}
		select { // step aside for whoever we collided with
		case <-time.After(rand.N(time.Duration(try+1) * 5 * time.Millisecond)):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// transact runs fn once. ctx counts until the transaction has begun: a reader
// who leaves does not cost a connection.
func (d *postgresDB) transact(ctx context.Context, o *sql.TxOptions, fn func(*Tx) error) error {
	waiting, stop := context.WithTimeout(ctx, connectWait)
	defer stop()
	conn, err := d.pool.Conn(waiting)
	if err != nil {
		return err
	}
	defer conn.Close()
	running, cancel := context.WithTimeout(context.WithoutCancel(ctx), txLimit)
	defer cancel()
	hung := time.AfterFunc(connectWait, cancel)
	t, err := conn.BeginTx(running, o)
	hung.Stop()
	if err != nil {
		return err
	}
	defer t.Rollback() // does nothing after a commit
	tx := &Tx{q: pgQuerier{running, t}, ctx: running, dialect: Postgres, now: d.clock.Now()}
	if err := guard(tx, fn); err != nil {
		return err
	}
	if err := t.Commit(); err != nil {
		return err
	}
	tx.committed()
	return nil
}

func (d *postgresDB) ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, connectWait)
	defer cancel()
	return d.pool.PingContext(ctx)
}

func (d *postgresDB) backup(context.Context, string) error {
	return errors.New("back up PostgreSQL with pg_dump or your provider's tool")
}

func (d *postgresDB) close() error { return d.pool.Close() }

// pgQuerier runs statements in one PostgreSQL transaction.
type pgQuerier struct {
	ctx context.Context
	tx  *sql.Tx
}

func (q pgQuerier) exec(s string, args []any) (sql.Result, error) {
	return q.tx.ExecContext(q.ctx, s, args...)
}

func (q pgQuerier) query(s string, args []any) (*sql.Rows, error) {
	return q.tx.QueryContext(q.ctx, s, args...)
}

func (q pgQuerier) queryRow(s string, args []any) *sql.Row {
	return q.tx.QueryRowContext(q.ctx, s, args...)
}
