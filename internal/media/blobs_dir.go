package media

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Directory keeps blobs as files, in 256 folders by their first two letters. Bytes
// take their final name only when they are on disk, and so is the name.
type Directory struct{ root string }

// OpenDirectory makes the folders.
func OpenDirectory(root string) (*Directory, error) {
	d := &Directory{root: root}
	for _, dir := range []string{d.incoming(), filepath.Join(root, quarantine)} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, fmt.Errorf("make the media directory: %w", err)
		}
	}
	return d, nil
}

const quarantine = "quarantine"

func (d *Directory) incoming() string { return filepath.Join(d.root, "incoming") }

// Where returns the path of a blob.
func (d *Directory) Where(id string) string { return filepath.Join(d.root, id[:2], id) }

// Put writes a blob.
func (d *Directory) Put(_ context.Context, id string, r io.ReadSeeker, _ int64) (err error) {
	f, err := os.CreateTemp(d.incoming(), id[:8]+"-*")
	if err != nil {
		return fmt.Errorf("store blob: %w", err)
	}
	defer func() {
		_ = f.Close() // closed before the rename on the good way
		if err != nil {
			_ = os.Remove(f.Name()) // nothing half-done stays
		}
	}()
	if _, err = io.Copy(f, r); err != nil {
		return fmt.Errorf("store blob: %w", err)
	}
	if err = f.Sync(); err != nil {
		return fmt.Errorf("store blob: %w", err)
	}
	if err = f.Close(); err != nil {
		return fmt.Errorf("store blob: %w", err)
	}
	return place(f.Name(), d.Where(id))
}

// place gives a file its final name and makes the name last.
func place(from, to string) error {
	dir := filepath.Dir(to)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("store blob: %w", err)
	}
	if err := os.Rename(from, to); err != nil {
		return fmt.Errorf("store blob: %w", err)
	}
	return errors.Join(syncDir(dir), syncDir(filepath.Dir(dir)))
}

// Open opens a blob.
func (d *Directory) Open(_ context.Context, id string) (Blob, error) {
	if len(id) < 8 {
		return nil, fs.ErrNotExist
	}
	return os.Open(d.Where(id))
}

// Delete removes a blob.
func (d *Directory) Delete(_ context.Context, id string) error {
	err := os.Remove(d.Where(id))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Quarantine moves a blob into a folder of its own.
func (d *Directory) Quarantine(_ context.Context, id string) error {
	err := os.Rename(d.Where(id), filepath.Join(d.root, quarantine, id))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
