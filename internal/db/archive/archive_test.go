package archive_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/db/archive"
	"magpie/internal/db/dbtest"
)

func fill(t *testing.T, d *db.DB, from, n int) {
	t.Helper()
	err := d.Write(context.Background(), func(tx *db.Tx) error {
		for i := from; i < from+n; i++ {
			_, err := tx.Exec(`insert into db_once (scope, key, digest, result, at) values ($1, $2, $3, $4, $5)`,
				"test", fmt.Sprint("k", i), "d", `{"name":"李明\n"}`, 1_700_000_000_000+i)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestABackupUnderLoadRestoresWhatStoodAtItsMoment(t *testing.T) {
	ctx := context.Background()
	d := dbtest.Open(t, core.SystemClock{})
	fill(t, d, 0, 3000)
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for i := 3000; ; i++ {
			select {
			case <-stop:
				return
			default:
				fill(t, d, i, 1)
			}
		}
	}()
	path := filepath.Join(t.TempDir(), "school.magpie")
	saved, err := archive.Write(ctx, d, path, map[string][]byte{"secret.key": []byte("s3cret")}, "test")
	close(stop)
	<-done
	if err != nil {
		t.Fatal(err)
	}
	fresh := dbtest.Open(t, core.SystemClock{})
	restored, attach, err := archive.Restore(ctx, fresh, path)
	if err != nil {
		t.Fatal(err)
	}
	if string(attach["secret.key"]) != "s3cret" {
		t.Errorf("attached file came back as %q", attach["secret.key"])
	}
	for i, table := range saved.Tables {
		if restored.Tables[i] != table {
			t.Errorf("saved %v, restored %v", table, restored.Tables[i])
		}
		if table.Name == "db_once" && table.Rows < 3000 {
			t.Errorf("only %d rows were saved", table.Rows)
		}
	}
}

func TestOneFlippedBitAnywhereIsFound(t *testing.T) {
	d := dbtest.Open(t, core.SystemClock{})
	fill(t, d, 0, 50)
	path := filepath.Join(t.TempDir(), "school.magpie")
	if _, err := archive.Write(context.Background(), d, path, nil, "test"); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for range 1000 {
		bad := append([]byte{}, good...)
		i := rand.IntN(len(bad))
		bad[i] ^= 1 << rand.IntN(8)
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := archive.Verify(path); !errors.Is(err, archive.ErrBroken) {
			t.Fatalf("bit flipped in byte %d of %d: got %v", i, len(bad), err)
		}
	}
}

func TestRestoreRefusesADatabaseThatHoldsSomething(t *testing.T) {
	d := dbtest.Open(t, core.SystemClock{})
	fill(t, d, 0, 1)
	path := filepath.Join(t.TempDir(), "school.magpie")
	if _, err := archive.Write(context.Background(), d, path, nil, "test"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := archive.Restore(context.Background(), d, path); !errors.Is(err, archive.ErrNotEmpty) {
		t.Fatalf("got %v, want ErrNotEmpty", err)
	}
}
