package content

import (
	"encoding/binary"
	"io"
	"math"
	"math/bits"
	"strings"
)

// The elements of WebM (Matroska) that we look at.
const (
	idEBML        = 0x1A45DFA3
	idDocType     = 0x4282
	idSegment     = 0x18538067
	idInfo        = 0x1549A966
	idScale       = 0x2AD7B1
	idDuration    = 0x4489
	idTracks      = 0x1654AE6B
	idTrack       = 0xAE
	idTrackType   = 0x83
	idVideo       = 0xE0
	idPixelWidth  = 0xB0
	idPixelHeight = 0xBA
	idCluster     = 0x1F43B675
	idVoid        = 0xEC
	idCues        = 0x1C53BB6B
	idSeekHead    = 0x114D9B74
)

// element is one piece of a WebM file.
type element struct {
	id   uint32
	at   int64
	body int64
	end  int64 // the parent's end when the element does not say its own
	open bool  // it does not say
}

// film is what a WebM file says of itself.
type film struct {
	doc           string
	scale         uint64
	ticks         float64
	types         map[uint64]bool
	width, height int
	drop          []element // what is not needed to play
}

func lookWebM(r io.ReaderAt, size int64) (What, error) {
	f, err := readFilm(r, size)
	if err != nil {
		return What{}, err
	}
	w := What{Kind: Audio, Mime: WebA, Millis: f.millis()}
	switch {
	case f.doc != "webm":
		return What{}, ErrType
	case f.types[1]:
		w.Kind, w.Mime, w.Width, w.Height = Video, WebM, f.width, f.height
	case !f.types[2]:
		return What{}, ErrType
	}
	return w, nil
}

func (f *film) millis() int64 {
	ms := f.ticks * float64(f.scale) / 1e6
	if ms > 0 && ms < 1e12 {
		return int64(ms)
	}
	return 0
}

// cleanWebM blanks the tags, attachments, chapters and whatever else is not needed to
// play; tracks that are neither picture nor sound are refused.
func cleanWebM(p patch, size int64) error {
	f, err := readFilm(p, size)
	if err != nil {
		return err
	}
	for kind := range f.types {
		if kind != 1 && kind != 2 {
			return ErrLocation
		}
	}
	for _, e := range f.drop {
		if err := void(p, e); err != nil {
			return err
		}
	}
	return nil
}

// void makes an element free space of the same size: one byte of name, eight of
// length, or one when there is no room for more.
func void(p patch, e element) error {
	n := e.end - e.at
	if err := wipe(p, e.at, n); err != nil {
		return err
	}
	h := []byte{idVoid, 0x80 | byte(n-2)}
	if n >= 9 {
		h = append([]byte{idVoid, 0x01}, binary.BigEndian.AppendUint64(nil, uint64(n-9))[1:]...)
	}
	_, err := p.WriteAt(h, e.at)
	return err
}

func readFilm(r io.ReaderAt, size int64) (*film, error) {
	f := &film{scale: 1_000_000, types: map[uint64]bool{}}
	w := newWalker(r)
	found := false
	err := w.elements(0, size, func(e element) error {
		switch {
		case e.id == idEBML:
			return w.elements(e.body, e.end, func(c element) error {
				if c.id == idDocType {
					b, err := w.content(box{body: c.body, end: c.end}, 32)
					f.doc = strings.TrimRight(string(b), "\x00")
					return err
				}
				return nil
			})
		case e.id == idSegment && !found:
			found = true
			return f.segment(w, e)
		}
		f.drop = append(f.drop, e)
		return nil
	})
	if err == nil && (!found || len(f.types) == 0) {
		err = ErrDamaged
	}
	return f, err
}

func (f *film) segment(w *walker, s element) error {
	return w.elements(s.body, s.end, func(e element) error {
		switch e.id {
		case idInfo:
			return f.info(w, e)
		case idTracks:
			return f.tracks(w, e)
		case idCluster, idCues, idSeekHead, idVoid:
			return nil
		}
		f.drop = append(f.drop, e)
		return nil
	})
}

func (f *film) info(w *walker, info element) error {
	return w.elements(info.body, info.end, func(e element) (err error) {
		switch e.id {
		case idScale:
			f.scale, err = w.number(e)
		case idDuration:
			f.ticks, err = w.float(e)
		default:
			f.drop = append(f.drop, e) // title, date, the writing program
		}
		return err
	})
}

func (f *film) tracks(w *walker, list element) error {
	return w.elements(list.body, list.end, func(e element) error {
		if e.id != idTrack {
			return nil
		}
		return w.elements(e.body, e.end, func(e element) error {
			switch e.id {
			case idTrackType:
				n, err := w.number(e)
				f.types[n] = true
				return err
			case idVideo:
				return f.video(w, e)
			}
			return nil
		})
	})
}

func (f *film) video(w *walker, v element) error {
	return w.elements(v.body, v.end, func(e element) error {
		if e.id != idPixelWidth && e.id != idPixelHeight {
			return nil
		}
		n, err := w.number(e)
		if n > math.MaxUint16 {
			n = 0
		}
		if e.id == idPixelWidth {
			f.width = int(n)
		} else {
			f.height = int(n)
		}
		return err
	})
}

// elements calls fn with every element between two places. What a live recording
// leaves open, a segment or a cluster, ends with its parent or the next cluster.
func (w *walker) elements(from, to int64, fn func(e element) error) error {
	for from < to {
		if w.left--; w.left < 0 {
			return ErrDamaged
		}
		e, err := w.element(from, to)
		if err != nil {
			return err
		}
		if e.open && e.id == idCluster {
			if e.end, err = w.endOfCluster(e.body, to); err != nil {
				return err
			}
		} else if e.open && e.id != idSegment {
			return ErrDamaged
		}
		if err := fn(e); err != nil {
			return err
		}
		from = e.end
	}
	return nil
}

// endOfCluster walks an open cluster to the next element of the segment.
func (w *walker) endOfCluster(from, to int64) (int64, error) {
	for from < to {
		if w.left--; w.left < 0 {
			return 0, ErrDamaged
		}
		e, err := w.element(from, to)
		if err != nil {
			return 0, err
		}
		if e.id > 0xFFFFFF { // the segment's own have four bytes
			return from, nil
		}
		if e.open {
			return 0, ErrDamaged
		}
		from = e.end
	}
	return to, nil
}

func (w *walker) element(at, to int64) (element, error) {
	var b [12]byte
	n, err := w.r.ReadAt(b[:min(int64(len(b)), to-at)], at)
	if n < 2 || err != nil && err != io.EOF {
		return element{}, ErrDamaged
	}
	idLen := bits.LeadingZeros8(b[0]) + 1
	if idLen > 4 || idLen >= n {
		return element{}, ErrDamaged
	}
	e := element{at: at}
	for _, c := range b[:idLen] {
		e.id = e.id<<8 | uint32(c)
	}
	sizeLen := bits.LeadingZeros8(b[idLen]) + 1
	if sizeLen > 8 || idLen+sizeLen > n {
		return element{}, ErrDamaged
	}
	size := uint64(b[idLen]) & (1<<(8-sizeLen) - 1)
	ones := size == 1<<(8-sizeLen)-1
	for _, c := range b[idLen+1 : idLen+sizeLen] {
		size, ones = size<<8|uint64(c), ones && c == 0xff
	}
	e.body = at + int64(idLen+sizeLen)
	if e.open = ones; ones {
		e.end = to
		return e, nil
	}
	if size > uint64(to-e.body) {
		return e, ErrDamaged
	}
	e.end = e.body + int64(size)
	return e, nil
}

func (w *walker) number(e element) (n uint64, err error) {
	b, err := w.content(box{body: e.body, end: e.end}, 8)
	for _, c := range b {
		n = n<<8 | uint64(c)
	}
	return n, err
}

func (w *walker) float(e element) (float64, error) {
	b, err := w.content(box{body: e.body, end: e.end}, 8)
	switch {
	case err != nil:
		return 0, err
	case len(b) == 4:
		return float64(math.Float32frombits(binary.BigEndian.Uint32(b))), nil
	case len(b) == 8:
		return math.Float64frombits(binary.BigEndian.Uint64(b)), nil
	}
	return 0, nil
}
