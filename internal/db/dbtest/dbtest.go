// Package dbtest gives every test a database of its own and a clock to move by hand.
//
// Owns: no table.
// Promises: an empty, migrated database that is gone after the test: SQLite in a
// temporary folder or, when MAGPIE_TEST_POSTGRES holds a URL, a new schema there.
// Never: used outside tests.
// Asks: db.
package dbtest

import (
	"context"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"magpie/internal/core"
	"magpie/internal/db"
)

// Variable names the environment variable with the URL of a PostgreSQL for tests.
const Variable = "MAGPIE_TEST_POSTGRES"

// Open returns an empty database that lives as long as the test. A nil clock is
// the machine's.
func Open(t testing.TB, clock core.Clock) *db.DB {
	t.Helper()
	d, err := db.Open(context.Background(), db.Options{URL: URL(t), Clock: clock})
	if err != nil {
		t.Fatalf("open test database: %v", err)
	}
	t.Cleanup(func() { _ = d.Close() }) // the database goes away with the test
	return d
}

// URL returns the address of an empty database that lives as long as the test,
// for tests that open it more than once.
func URL(t testing.TB) string {
	t.Helper()
	if pg := os.Getenv(Variable); pg != "" {
		return schema(t, pg)
	}
	path := filepath.Join(t.TempDir(), "magpie.db")
	ready, err := template()
	if err == nil {
		err = os.WriteFile(path, ready, 0o600)
	}
	if err != nil {
		t.Fatalf("make test database: %v", err)
	}
	return "sqlite:" + path
}

// template is a migrated, empty SQLite file; copying it is much faster than
// migrating for every test.
var template = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "magpie-template")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path, copied := filepath.Join(dir, "a.db"), filepath.Join(dir, "b.db")
	d, err := db.Open(context.Background(), db.Options{URL: "sqlite:" + path})
	if err != nil {
		return nil, err
	}
	defer d.Close()
	if err := d.Backup(context.Background(), copied); err != nil {
		return nil, err
	}
	return os.ReadFile(copied)
})

func schema(t testing.TB, address string) string {
	t.Helper()
	pool, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	name := "test_" + core.RandomCode(12)
	if _, err := pool.Exec("create schema " + name); err != nil {
		t.Fatalf("make test schema: %v", err)
	}
	t.Cleanup(func() {
		_, _ = pool.Exec("drop schema " + name + " cascade") // the whole server is thrown away anyway
		_ = pool.Close()
	})
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	query := u.Query()
	query.Set("search_path", name)
	u.RawQuery = query.Encode()
	return u.String()
}
