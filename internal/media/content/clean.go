package content

import (
	"io"
	"os"
)

// Clean writes a copy of src to dst without anything that tells where, with what or
// by whom it was made. What cannot be cleaned for certain is refused.
func Clean(src *os.File, w What, dst *os.File) error {
	if _, err := src.Seek(0, io.SeekStart); err != nil {
		return err
	}
	clean, ok := cleaners[w.Mime]
	if !ok {
		return ErrLocation
	}
	return clean(src, dst)
}

// cleaners know one type each.
var cleaners = map[string]func(src, dst *os.File) error{}
