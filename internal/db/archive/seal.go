package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
)

// sealMark begins the 40 bytes that close a backup file.
var sealMark = []byte("MAGPIE-1")

const sealSize = 8 + sha256.Size

func putSeal(f *os.File, sum []byte) error {
	if _, err := f.Write(append(append([]byte{}, sealMark...), sum...)); err != nil {
		return fmt.Errorf("seal backup: %w", err)
	}
	return f.Sync()
}

// checkSeal reads the whole file and returns the length of what the seal covers.
func checkSeal(f *os.File) (int64, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	n := info.Size() - sealSize
	if n <= 0 {
		return 0, ErrBroken
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(f, 0, n)); err != nil {
		return 0, fmt.Errorf("read backup: %w", err)
	}
	seal := make([]byte, sealSize)
	if _, err := f.ReadAt(seal, n); err != nil {
		return 0, fmt.Errorf("read seal: %w", err)
	}
	if !bytes.Equal(seal[:8], sealMark) || !bytes.Equal(seal[8:], sum.Sum(nil)) {
		return 0, ErrBroken
	}
	return n, nil
}

// tally counts lines and mixes their hashes.
type tally struct {
	rows int64
	mix  [sha256.Size]byte
}

func (t *tally) add(line []byte) {
	t.rows++
	sum := sha256.Sum256(line)
	for i := range t.mix {
		t.mix[i] ^= sum[i]
	}
}

func (t *tally) table(name string) Table {
	return Table{Name: name, Rows: t.rows, Hash: hex.EncodeToString(t.mix[:])}
}
