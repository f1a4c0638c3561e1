package media

import (
	"errors"
	"fmt"
	"os"
	"strconv"
)

// A file's length is no witness after a power cut: it may have outlived bytes that
// never reached the disk, which then read as zeros. So how much is there stands in a
// file of its own beside an upload, written after the bytes were synced.

// keptDigits is the length of that file: always the same, so that a cut leaves the
// old number or the new one.
const keptDigits = 20

func keptPath(path string) string { return path + ".kept" }

// keep notes, for good, that so many bytes of an upload are on disk.
func keep(path string, n int64) error {
	f, err := os.OpenFile(keptPath(path), os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteAt(fmt.Appendf(nil, "%0*d", keptDigits, n), 0)
	return errors.Join(err, f.Sync(), f.Close())
}

// kept returns how many bytes of an upload are on disk for certain.
func kept(path string) int64 {
	text, err := os.ReadFile(keptPath(path))
	if err != nil || len(text) != keptDigits {
		return 0 // nothing was promised yet
	}
	n, _ := strconv.ParseInt(string(text), 10, 64) // we wrote it
	return n
}

// trim cuts off what follows the bytes that are there for certain. The caller holds
// the upload's lock.
func trim(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if n := kept(path); info.Size() > n {
		return os.Truncate(path, n)
	}
	return nil
}
