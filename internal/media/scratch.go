package media

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// sweepScratch removes half-done files that a crash left in a folder: those whose
// name fits and that nobody has touched since before.
func sweepScratch(dir, pattern string, before time.Time) error {
	paths, err := filepath.Glob(filepath.Join(dir, pattern))
	for _, path := range paths {
		info, gone := os.Lstat(path)
		if gone != nil || !info.Mode().IsRegular() || !info.ModTime().Before(before) {
			continue
		}
		if failed := os.Remove(path); !errors.Is(failed, fs.ErrNotExist) {
			err = errors.Join(err, failed)
		}
	}
	return err
}

// Sweep removes what an earlier crash left half stored.
func (d *Directory) Sweep(before time.Time) error { return sweepScratch(d.incoming(), "*-*", before) }
