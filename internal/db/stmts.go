package db

import (
	"context"
	"database/sql"

	"magpie/internal/core"
)

// maxPrepared bounds the statements kept per connection; rooms use a few
// hundred texts, and a text built by hand beyond that is simply not kept.
const maxPrepared = 1000

// session is one SQLite connection with its prepared statements. It belongs to
// one goroutine at a time.
type session struct {
	conn     *sql.Conn
	prepared map[string]*prepared
	broken   error // the error that ended the transaction behind its function's back
}

type prepared struct {
	stmt *sql.Stmt
	rows *sql.Rows // the last rows it gave
}

func newSession(ctx context.Context, pool *sql.DB) (*session, error) {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	return &session{conn: conn, prepared: map[string]*prepared{}}, nil
}

// close gives the connection and its statements back.
func (s *session) close() {
	for _, p := range s.prepared {
		_ = p.stmt.Close() // the connection goes with them
	}
	_ = s.conn.Close()
}

// The context given to the driver is never cancelled: it would cost a goroutine
// per statement, and an interrupted statement would end its neighbours' transaction.
var steady = core.Background()

// statement returns the prepared statement for a text; nil means run it unprepared.
func (s *session) statement(q string) (*prepared, error) {
	if p, ok := s.prepared[q]; ok {
		if p.rows != nil && reading(p.rows) {
			return nil, nil // the same text is being read further out
		}
		return p, nil
	}
	if len(s.prepared) >= maxPrepared {
		return nil, nil
	}
	stmt, err := s.conn.PrepareContext(steady, q)
	if err != nil {
		return nil, err
	}
	p := &prepared{stmt: stmt}
	s.prepared[q] = p
	return p, nil
}

func reading(rows *sql.Rows) bool {
	_, err := rows.Columns()
	return err == nil
}

func (s *session) exec(q string, args []any) (sql.Result, error) {
	if s.broken != nil {
		return nil, s.broken
	}
	p, err := s.statement(q)
	if err != nil {
		return nil, s.note(err)
	}
	if p == nil {
		res, err := s.conn.ExecContext(steady, q, args...)
		return res, s.note(err)
	}
	res, err := p.stmt.ExecContext(steady, args...)
	return res, s.note(err)
}

func (s *session) query(q string, args []any) (*sql.Rows, error) {
	if s.broken != nil {
		return nil, s.broken
	}
	p, err := s.statement(q)
	if err != nil {
		return nil, s.note(err)
	}
	if p == nil {
		rows, err := s.conn.QueryContext(steady, q, args...)
		return rows, s.note(err)
	}
	rows, err := p.stmt.QueryContext(steady, args...)
	p.rows = rows
	return rows, s.note(err)
}

func (s *session) queryRow(q string, args []any) *sql.Row {
	ctx := steady
	if s.broken != nil {
		ctx = ended // a Row can be made to fail only this way
	}
	p, err := s.statement(q)
	var row *sql.Row
	if p == nil || err != nil || s.broken != nil {
		row = s.conn.QueryRowContext(ctx, q, args...)
	} else {
		row = p.stmt.QueryRowContext(ctx, args...)
	}
	_ = s.note(row.Err()) // the caller sees it at Scan
	return row
}

// ended is a context that is over.
var ended = func() context.Context {
	ctx, cancel := context.WithCancel(steady)
	cancel()
	return ctx
}()

// note remembers an error after which the transaction may be gone.
func (s *session) note(err error) error {
	if err != nil && s.broken == nil && breaks(err) {
		s.broken = err
	}
	return err
}
