package db_test

import (
	"strings"
	"sync"
	"testing"

	"magpie/internal/db"
	"magpie/internal/db/dbtest"
)

func TestOpeningAgainChangesNothingAndTwoMayOpenAtOnce(t *testing.T) {
	url := dbtest.URL(t)
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			d, err := db.Open(t.Context(), db.Options{URL: url})
			if err != nil {
				t.Errorf("open at the same time: %v", err)
				return
			}
			defer d.Close()
			if err := d.Ping(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

func TestADatabaseOfANewerProgramIsRefusedInWords(t *testing.T) {
	url := dbtest.URL(t)
	d, err := db.Open(t.Context(), db.Options{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	write(t, d, `insert into goose_db_version (version_id, is_applied) values (9999, true)`)
	_ = d.Close() // opened again below
	if _, err := db.Open(t.Context(), db.Options{URL: url}); err == nil || !strings.Contains(err.Error(), "9999") {
		t.Errorf("got %v, want a refusal that names the version", err)
	}
}

func TestAnUnknownKindOfDatabaseIsRefused(t *testing.T) {
	if _, err := db.Open(t.Context(), db.Options{URL: "mysql://x"}); err == nil {
		t.Error("opened a database we do not know")
	}
}
