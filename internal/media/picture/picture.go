// Package picture turns one photo into the three sizes that are kept, and takes the
// metadata out of everything else, in a process of its own: what a stranger's bytes do
// to a decoder, they do to a child that has little memory, little time and no address
// of anything.
//
// Main is the child's whole program: the file on its standard input, files for what it
// writes after the usual three, a line of JSON on its standard output. Draw and Clean
// are the parent's side of it.
package picture

import (
	"image"
	"io"

	"magpie/internal/media/content"
)

// MaxPixels is how many pixels a picture may have.
const MaxPixels = 60_000_000

// memory is what a child may use in all, and decoding what the decoded picture may
// take of it: a header that would need more is refused before it is believed.
const (
	memory   = 512 << 20
	decoding = 320 << 20
)

// The longest sides of the sizes. Large stays as it is up to what our own clients
// send; what is larger goes to half a usual camera's width, because the first step
// is then an exact average of two by two.
const (
	Thumb  = 320
	Medium = 960
	Large  = 1920
	Keep   = 2560
)

// Size is one size that was written.
type Size struct {
	Width  int `json:"width"`
	Height int `json:"height"`
}

// Result is what became of a file: of a photo its sizes from small to large, upright;
// of everything else what it is.
type Result struct {
	Sizes       [3]Size      `json:"sizes"`
	Placeholder string       `json:"placeholder"` // a data: address of a tiny picture
	What        content.What `json:"what"`
	Refused     string       `json:"refused,omitempty"`
}

// quality of each size's JPEG.
var quality = [3]int{75, 80, 82}

// Make writes the three sizes of a photo. Nothing of what the photo said about
// itself is carried over: the sizes are drawn anew.
func Make(src io.ReadSeeker, out [3]io.Writer) (Result, error) {
	h, err := readHeader(src)
	if err != nil {
		return Result{}, err
	}
	m, err := h.decode(src)
	if err != nil {
		return Result{}, err
	}
	var r Result
	m = turn(shrink(m, largeSide(m.Bounds())), h.orientation)
	for i, side := range []int{Large, Medium, Thumb} {
		if i > 0 {
			m = shrink(m, side)
		}
		n := 2 - i
		b := m.Bounds()
		r.Sizes[n] = Size{Width: b.Dx(), Height: b.Dy()}
		if err := encode(out[n], m, quality[n]); err != nil {
			return Result{}, err
		}
	}
	r.Placeholder = placeholder(m)
	return r, nil
}

// largeSide returns the longest side that the large size will have.
func largeSide(b image.Rectangle) int {
	if longest(b) <= Keep {
		return Keep
	}
	return Large
}

func longest(b image.Rectangle) int { return max(b.Dx(), b.Dy()) }
