package content

import (
	"encoding/binary"
	"io"
)

// box is one piece of an ISO media file (MP4, MOV, M4A).
type box struct {
	kind string
	at   int64 // of its header
	body int64 // of its content
	end  int64
}

// maxBoxes bounds the pieces of one file; a phone writes a few hundred.
const maxBoxes = 200_000

// walker reads boxes and counts them.
type walker struct {
	r    io.ReaderAt
	left int
}

func newWalker(r io.ReaderAt) *walker { return &walker{r: r, left: maxBoxes} }

// each calls fn with every box between two places. A box that reaches beyond its
// parent is damage.
func (w *walker) each(from, to int64, fn func(b box) error) error {
	for from < to {
		if to-from < 8 {
			return nil // QuickTime ends some lists with four zero bytes
		}
		if w.left--; w.left < 0 {
			return ErrDamaged
		}
		b, err := w.read(from, to)
		if err != nil {
			return err
		}
		if err := fn(b); err != nil {
			return err
		}
		from = b.end
	}
	return nil
}

func (w *walker) read(at, to int64) (box, error) {
	var h [16]byte
	if _, err := w.r.ReadAt(h[:8], at); err != nil {
		return box{}, ErrDamaged.Because(err)
	}
	b := box{kind: string(h[4:8]), at: at, body: at + 8}
	size := int64(binary.BigEndian.Uint32(h[:4]))
	switch size {
	case 0:
		size = to - at
	case 1:
		if _, err := w.r.ReadAt(h[8:], at+8); err != nil {
			return box{}, ErrDamaged.Because(err)
		}
		size, b.body = int64(binary.BigEndian.Uint64(h[8:])), at+16
	}
	if size < b.body-at || size > to-at {
		return box{}, ErrDamaged
	}
	b.end = at + size
	return b, nil
}

// content reads a box's content, which must be small.
func (w *walker) content(b box, most int64) ([]byte, error) {
	if b.end-b.body > most {
		return nil, ErrDamaged
	}
	out := make([]byte, b.end-b.body)
	if _, err := w.r.ReadAt(out, b.body); err != nil {
		return nil, ErrDamaged.Because(err)
	}
	return out, nil
}

// children returns the boxes inside one, by kind; of several of a kind the first.
func (w *walker) children(b box) (map[string]box, error) {
	out := map[string]box{}
	err := w.each(b.body, b.end, func(c box) error {
		if _, twice := out[c.kind]; !twice {
			out[c.kind] = c
		}
		return nil
	})
	return out, err
}
