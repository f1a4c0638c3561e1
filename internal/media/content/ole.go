package content

import (
	"bytes"
	"errors"
	"io"

	"github.com/richardlehane/mscfb"
)

// oleParts tell an older office file by the stream that holds it.
var oleParts = map[string]string{"WordDocument": Doc, "Workbook": Xls, "Book": Xls, "PowerPoint Document": Ppt}

// lookOLE takes the older doc, xls and ppt without macros.
func lookOLE(r io.ReaderAt, _ int64) (What, error) {
	w := What{}
	err := eachStream(r, func(f *mscfb.File) error {
		if mime := oleParts[f.Name]; mime != "" && len(f.Path) == 0 {
			w = What{Kind: Paper, Mime: mime}
		}
		if f.Name == "VBA" || f.Name == "_VBA_PROJECT" {
			return ErrMacros
		}
		return nil
	})
	if err == nil && w.Mime == "" {
		err = ErrType
	}
	return w, err
}

// cleanOLE blanks the EXIF of the photos in an older office file. Who wrote it stays:
// its format has no safe way to leave that out.
func cleanOLE(p patch, size int64) error {
	if size > maxPaper {
		return ErrLocation
	}
	left := size // what streams have cannot be more than the file
	return eachStream(p, func(f *mscfb.File) error {
		if f.Size <= 0 {
			return nil
		}
		if left -= f.Size; left < 0 {
			return ErrDamaged
		}
		b := make([]byte, f.Size)
		if _, err := io.ReadFull(f, b); err != nil {
			return ErrDamaged.Because(err)
		}
		before := bytes.Clone(b)
		blankPackets(b)
		blankEXIF(b)
		if bytes.Equal(before, b) {
			return nil
		}
		_, err := f.WriteAt(b, 0)
		return err
	})
}

// eachStream calls fn with every stream of an older office file; what its reader
// stumbles over is damage.
func eachStream(r io.ReaderAt, fn func(f *mscfb.File) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = ErrDamaged
		}
	}()
	doc, err := mscfb.New(r)
	if err != nil {
		return ErrDamaged.Because(err)
	}
	for n := 0; n < maxEntries; n++ {
		f, err := doc.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return ErrDamaged.Because(err)
		}
		if err := fn(f); err != nil {
			return err
		}
	}
	return ErrDamaged
}
