package db

import (
	"errors"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"
	"testing"

	"magpie/internal/core"
)

func openFile(t *testing.T, o Options) *DB {
	t.Helper()
	if o.URL == "" {
		o.URL = "sqlite:" + filepath.Join(t.TempDir(), "a b?c#d%.db") // a path that is no plain URL
	}
	d, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() }) // the folder goes away with the test
	return d
}

func run(d *DB, q string, args ...any) error {
	return d.Write(core.Background(), func(tx *Tx) error { _, err := tx.Exec(q, args...); return err })
}

func count(t *testing.T, d *DB) (n int) {
	t.Helper()
	if err := d.Read(t.Context(), func(tx *Tx) error { return tx.QueryRow(`select count(*) from db_box`).Scan(&n) }); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAFullDiskRefusesWritesKeepsReadsAndHealsByItself(t *testing.T) {
	d := openFile(t, Options{OnFatal: func(err error) { t.Errorf("a full disk is not fatal: %v", err) }})
	if err := run(d, `create table db_box (body text not null)`); err != nil {
		t.Fatal(err)
	}
	box := string(make([]byte, 200_000))
	limit := func(pages int) {
		if err := d.Write(t.Context(), func(tx *Tx) error {
			return tx.QueryRow(map[bool]string{true: `pragma max_page_count = 1`, false: `pragma max_page_count = 1000000`}[pages == 1]).Scan(new(int))
		}); err != nil {
			t.Fatal(err)
		}
	}
	limit(1)
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			if err := run(d, `insert into db_box values ($1)`, box); !errors.Is(err, ErrFull) {
				t.Errorf("got %v, want %v", err, ErrFull)
			}
		})
	}
	group.Wait()
	if n := count(t, d); n != 0 {
		t.Errorf("got %d rows from refused writes", n)
	}
	limit(1_000_000)
	if err := run(d, `insert into db_box values ($1)`, box); err != nil || count(t, d) != 1 {
		t.Errorf("after space returned: %v, %d rows, want one", err, count(t, d))
	}
}

func TestAFailedDiskStopsAllAcknowledging(t *testing.T) {
	told := make(chan error, 1)
	d := openFile(t, Options{OnFatal: func(err error) { told <- err }})
	if err := run(d, `create table db_box (body text not null)`); err != nil {
		t.Fatal(err)
	}
	signal.Ignore(syscall.SIGXFSZ)
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 1 << 16, Max: before.Max}); err != nil {
		t.Fatal(err)
	}
	err := run(d, `insert into db_box values ($1)`, string(make([]byte, 1<<20)))
	if e := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &before); e != nil {
		t.Fatal(e)
	}
	if !errors.Is(err, ErrStopped) || <-told == nil {
		t.Errorf("got %v, want %v", err, ErrStopped)
	}
	if err := run(d, `insert into db_box values ('small')`); !errors.Is(err, ErrStopped) {
		t.Errorf("the next write: got %v, want %v", err, ErrStopped)
	}
	if err := d.Ping(t.Context()); !errors.Is(err, ErrStopped) {
		t.Errorf("ping: got %v, want %v", err, ErrStopped)
	}
	if n := count(t, d); n != 0 {
		t.Errorf("got %d rows, want reads to go on and find none", n)
	}
}

func TestABackupHoldsEverythingAndNeverOverwrites(t *testing.T) {
	d := openFile(t, Options{})
	if err := errors.Join(run(d, `create table db_box (body text not null)`), run(d, `insert into db_box values ('x')`)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := d.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if n := count(t, openFile(t, Options{URL: "sqlite:" + path})); n != 1 {
		t.Errorf("the copy has %d rows, want 1", n)
	}
	if err := d.Backup(t.Context(), path); err == nil {
		t.Error("a backup overwrote another")
	}
}
