package db_test

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/db/dbtest"
)

// open returns a database with one table for the tests to write to.
func open(t *testing.T) *db.DB {
	t.Helper()
	d := dbtest.Open(t, nil)
	write(t, d, `create table db_shelf (id text primary key, n bigint not null)`)
	return d
}

func write(t *testing.T, d *db.DB, q string, args ...any) {
	t.Helper()
	if err := d.Write(t.Context(), func(tx *db.Tx) error { _, err := tx.Exec(q, args...); return err }); err != nil {
		t.Fatal(err)
	}
}

func shelf(t *testing.T, d *db.DB) []string {
	t.Helper()
	var ids []string
	err := d.Read(t.Context(), func(tx *db.Tx) error {
		rows, err := tx.Query(`select id from db_shelf order by id`)
		ids, err = db.Collect(rows, err, func(r *sql.Rows) (id string, err error) { return id, r.Scan(&id) })
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func put(tx *db.Tx, id string) error {
	_, err := tx.Exec(`insert into db_shelf (id, n) values ($1, 1)`, id)
	return err
}

func TestAFailedWriteLeavesNoTraceAndItsNeighboursStay(t *testing.T) {
	d := open(t)
	refused := errors.New("refused")
	var group sync.WaitGroup
	for i := range 60 {
		group.Go(func() {
			err := d.Write(t.Context(), func(tx *db.Tx) error {
				if err := put(tx, fmt.Sprintf("%02d", i)); err != nil {
					return err
				}
				if i%3 == 0 {
					return refused
				}
				return nil
			})
			if i%3 == 0 != errors.Is(err, refused) {
				t.Errorf("write %d: got %v", i, err)
			}
		})
	}
	group.Wait()
	if got := len(shelf(t, d)); got != 40 {
		t.Errorf("got %d rows, want the 40 that were not refused", got)
	}
}

func TestAPanicIsItsOwnCallersError(t *testing.T) {
	d := open(t)
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		_ = put(tx, "lost")
		panic("oh dear")
	})
	if err == nil || !strings.Contains(err.Error(), "oh dear") {
		t.Errorf("got %v, want the panic as an error", err)
	}
	write(t, d, `insert into db_shelf (id, n) values ('kept', 1)`)
	if got := shelf(t, d); len(got) != 1 || got[0] != "kept" {
		t.Errorf("got %v, want only the row after the panic", got)
	}
}

func TestAFunctionThatLeavesTheGoroutineDoesNotStopTheWriter(t *testing.T) {
	d := open(t)
	if d.Dialect() == db.Postgres {
		return // there the function runs on its caller's goroutine
	}
	var inner testing.T
	if err := d.Write(t.Context(), func(tx *db.Tx) error {
		_ = put(tx, "lost")
		inner.FailNow()
		return nil
	}); err == nil {
		t.Error("got success of a write that never returned")
	}
	write(t, d, `insert into db_shelf (id, n) values ('kept', 1)`)
	if got := shelf(t, d); len(got) != 1 {
		t.Errorf("got %v, want only the row of the second write", got)
	}
}

func TestAReaderCannotWrite(t *testing.T) {
	d := open(t)
	if err := d.Read(t.Context(), func(tx *db.Tx) error { return put(tx, "x") }); err == nil {
		t.Error("a read-only transaction took an insert")
	}
	if got := shelf(t, d); len(got) != 0 {
		t.Errorf("got %v, want nothing", got)
	}
}

func TestPlaceholdersAreNumberedNotCounted(t *testing.T) {
	d := open(t)
	var a, b string
	err := d.Read(t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(`select cast($2 as text), cast($1 as text)`, "one", "two").Scan(&a, &b)
	})
	if err != nil || a != "two" || b != "one" {
		t.Errorf("got %q %q %v, want two one", a, b, err)
	}
}

func TestAQueryCanBeUsedWhileItsOwnRowsAreBeingRead(t *testing.T) {
	d := open(t)
	if d.Dialect() == db.Postgres {
		return // one statement at a time there
	}
	write(t, d, `insert into db_shelf (id, n) values ('a', 1), ('b', 1), ('c', 1)`)
	const q = `select id from db_shelf where id >= $1 order by id`
	seen := 0
	err := d.Read(t.Context(), func(tx *db.Tx) error {
		outer, err := tx.Query(q, "a")
		if err != nil {
			return err
		}
		for outer.Next() {
			seen++
			if inner, err := tx.Query(q, "c"); err != nil || !inner.Next() {
				return fmt.Errorf("inner query: %w", err)
			}
		}
		return outer.Err()
	})
	if err != nil || seen != 3 {
		t.Errorf("got %d rows, %v; want 3", seen, err)
	}
}

func TestWhatWaitsForTheCommitRunsAfterItInOrder(t *testing.T) {
	d := open(t)
	var mu sync.Mutex
	var order []int64
	var group sync.WaitGroup
	write(t, d, `insert into db_shelf (id, n) values ('counter', 0)`)
	for range 50 {
		group.Go(func() {
			_ = d.Write(t.Context(), func(tx *db.Tx) error {
				var n int64
				if err := tx.QueryRow(`update db_shelf set n = n + 1 where id = 'counter' returning n`).Scan(&n); err != nil {
					return err
				}
				tx.AfterCommit(func() { mu.Lock(); order = append(order, n); mu.Unlock() })
				return nil
			})
		})
	}
	group.Wait()
	if len(order) != 50 {
		t.Fatalf("got %d hooks, want 50", len(order))
	}
	for i, n := range order {
		if d.Dialect() == db.SQLite && n != int64(i+1) {
			t.Fatalf("got order %v, want 1 … 50", order)
		}
	}
	_ = d.Write(t.Context(), func(tx *db.Tx) error {
		tx.AfterCommit(func() { t.Error("a failed write ran its hook") })
		return core.ErrAbsent
	})
}

func TestAHundredEqualRequestsAreOneWrite(t *testing.T) {
	d := open(t)
	var runs atomic.Int64
	var group sync.WaitGroup
	for range 100 {
		group.Go(func() {
			ctx := core.WithRequest(t.Context(), core.Request{Scope: "p", Key: "same-key-same-key", Digest: "d"})
			got, err := db.Once(ctx, d, func(tx *db.Tx) (string, error) {
				runs.Add(1)
				return "answer", put(tx, "row")
			})
			if err != nil || got != "answer" {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
	group.Wait()
	if runs.Load() != 1 || len(shelf(t, d)) != 1 {
		t.Errorf("got %d runs and %d rows, want 1 and 1", runs.Load(), len(shelf(t, d)))
	}
	other := core.WithRequest(t.Context(), core.Request{Scope: "p", Key: "same-key-same-key", Digest: "other"})
	if _, err := db.Once(other, d, func(*db.Tx) (string, error) { return "", nil }); !errors.Is(err, db.ErrKeyReused) {
		t.Errorf("another request under the key: got %v, want %v", err, db.ErrKeyReused)
	}
}

func TestAFailedRequestMayBeRepeated(t *testing.T) {
	d := open(t)
	for _, refuse := range []bool{true, false} {
		ctx := core.WithRequest(t.Context(), core.Request{Scope: "p", Key: "same-key-same-key", Digest: "d"})
		_, err := db.Once(ctx, d, func(tx *db.Tx) (int, error) {
			if refuse {
				return 0, core.ErrAbsent
			}
			return 1, put(tx, "row")
		})
		if refuse != errors.Is(err, core.ErrAbsent) {
			t.Errorf("refuse=%v: got %v", refuse, err)
		}
	}
	if n, err := d.PurgeOnce(t.Context(), core.MillisOf(core.SystemClock{}.Now())+1000); err != nil || n != 1 {
		t.Errorf("purge: got %d, %v; want the one stored answer", n, err)
	}
}

func TestListsAndUniqueErrorsReadAlikeOnBothDatabases(t *testing.T) {
	d := open(t)
	write(t, d, `insert into db_shelf (id, n) values ('a', 1), ('b', 1), ('c', 1)`)
	var n int
	err := d.Read(t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(`select count(*) from db_shelf where id in `+db.In(tx, "$1"), db.List([]string{"a", "c", "x"})).Scan(&n)
	})
	if err != nil || n != 2 {
		t.Errorf("got %d, %v; want 2", n, err)
	}
	if err := d.Write(t.Context(), func(tx *db.Tx) error { return put(tx, "a") }); !db.IsUnique(err) {
		t.Errorf("got %v, want a unique error", err)
	}
	err = d.Read(t.Context(), func(tx *db.Tx) error {
		return db.One(tx.QueryRow(`select n from db_shelf where id = 'none'`).Scan(&n))
	})
	if !errors.Is(err, core.ErrAbsent) {
		t.Errorf("got %v, want %v", err, core.ErrAbsent)
	}
}

func TestAClosedDatabaseSaysSo(t *testing.T) {
	d := open(t)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := d.Write(t.Context(), func(*db.Tx) error { return nil }); err == nil {
		t.Error("a closed database took a write")
	}
	if err := d.Read(t.Context(), func(*db.Tx) error { return nil }); err == nil {
		t.Error("a closed database could be read")
	}
}
