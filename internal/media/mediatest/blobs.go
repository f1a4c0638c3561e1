package mediatest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"sync"
	"testing"

	"magpie/internal/media"
)

// Blobs is what every store promises; open returns an empty one.
func Blobs(t *testing.T, open func(t *testing.T) media.Blobs) {
	t.Helper()
	content := bytes.Repeat([]byte("magpie "), 100_000)
	sum := sha256.Sum256(content)
	id := hex.EncodeToString(sum[:])
	put := func(t *testing.T, s media.Blobs) {
		t.Helper()
		if err := s.Put(t.Context(), id, bytes.NewReader(content), int64(len(content))); err != nil {
			t.Fatal(err)
		}
	}
	absent := func(t *testing.T, s media.Blobs) {
		t.Helper()
		if _, err := s.Open(t.Context(), id); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("open: got %v, want fs.ErrNotExist", err)
		}
	}
	t.Run("what was put is read anywhere", func(t *testing.T) {
		s := open(t)
		absent(t, s)
		put(t, s)
		put(t, s) // the same again changes nothing
		b, err := s.Open(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		defer b.Close() //nolint:errcheck // only read
		got, err := io.ReadAll(io.NewSectionReader(b, 0, int64(len(content))))
		if err != nil || !bytes.Equal(got, content) {
			t.Errorf("got %d bytes (%v), want %d", len(got), err, len(content))
		}
		part := make([]byte, 7)
		if _, err := b.ReadAt(part, 7*5000); err != nil || string(part) != "magpie " {
			t.Errorf("a part: got %q %v", part, err)
		}
	})
	t.Run("many may put the same", func(t *testing.T) {
		s := open(t)
		var group sync.WaitGroup
		for range 6 {
			group.Go(func() {
				if err := s.Put(t.Context(), id, bytes.NewReader(content), int64(len(content))); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
	})
	t.Run("what was deleted or put aside is no longer found", func(t *testing.T) {
		s := open(t)
		for _, remove := range []func() error{
			func() error { return s.Delete(t.Context(), id) }, func() error { return s.Quarantine(t.Context(), id) },
		} {
			put(t, s)
			for range 2 {
				if err := remove(); err != nil {
					t.Errorf("remove, also what is gone: %v", err)
				}
			}
			absent(t, s)
		}
		if s.Where(id) == "" {
			t.Error("the log cannot say where it was")
		}
	})
}
