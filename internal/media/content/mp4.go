package content

import (
	"encoding/binary"
	"io"
	"slices"
)

// track is what a movie says of one of its tracks.
type track struct {
	box
	handler       string // vide, soun, or something that describes: meta, text, tmcd …
	width, height int
	table         map[string]box // of its samples
}

// movie is what a file says before its pictures and sounds.
type movie struct {
	brands []string
	moov   box
	tracks []track
	data   []box // where samples stand
	millis int64
	pieces bool // it comes in fragments
}

// maxTracks bounds the tracks of a movie; phones write up to six.
const maxTracks = 32

// heifBrands tell photos that use the movies' container.
var heifBrands = []string{"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"}

func lookMP4(r io.ReaderAt, size int64) (What, error) {
	m, err := readMovie(newWalker(r), size)
	if err != nil {
		return What{}, err
	}
	w := What{Kind: Audio, Mime: M4A, Millis: m.millis}
	sound := false
	for _, t := range m.tracks {
		sound = sound || t.handler == "soun"
		if t.handler == "vide" && w.Kind == Audio {
			w.Kind, w.Mime, w.Width, w.Height = Video, MP4, t.width, t.height
			if len(m.brands) == 0 || m.brands[0] == "qt  " {
				w.Mime = MOV
			}
		}
	}
	if w.Kind == Audio && !sound {
		return What{}, ErrType
	}
	return w, nil
}

func readMovie(w *walker, size int64) (m movie, err error) {
	err = w.each(0, size, func(b box) (err error) {
		switch b.kind {
		case "ftyp":
			m.brands, err = brandsOf(w, b)
		case "moov":
			m.moov = b
			err = m.read(w)
		case "moof":
			m.pieces = true
		case "mdat":
			m.data = append(m.data, b)
		}
		return err
	})
	if err == nil && m.moov.end == 0 {
		err = ErrDamaged
	}
	return m, err
}

// brandsOf refuses photos in a movie's container.
func brandsOf(w *walker, b box) ([]string, error) {
	c, err := w.content(b, 4096)
	if err != nil || len(c) < 8 {
		return nil, ErrDamaged
	}
	return brandsIn(c)
}

// peekMP4 does so by a file's beginning.
func peekMP4(b []byte) error {
	n := int(binary.BigEndian.Uint32(b))
	if n < 16 || len(b) < 16 {
		return ErrDamaged
	}
	_, err := brandsIn(b[8:min(n, len(b))])
	return err
}

func brandsIn(c []byte) ([]string, error) {
	brands := []string{string(c[:4])}
	for i := 8; i+4 <= len(c); i += 4 {
		brands = append(brands, string(c[i:i+4]))
	}
	if brands[0] == "avif" || brands[0] == "avis" || slices.Contains(heifBrands, brands[0]) && slices.Contains(brands, "avif") {
		return nil, ErrAVIF
	}
	if slices.Contains(heifBrands, brands[0]) {
		return nil, ErrHEIC
	}
	return brands, nil
}

func (m *movie) read(w *walker) error {
	return w.each(m.moov.body, m.moov.end, func(b box) error {
		switch b.kind {
		case "cmov":
			return ErrLocation // packed: nobody can say what is in it
		case "mvhd":
			return m.length(w, b)
		case "trak":
			t, err := readTrack(w, b)
			if m.tracks = append(m.tracks, t); len(m.tracks) > maxTracks {
				return ErrDamaged
			}
			return err
		}
		return nil
	})
}

// length reads how long the movie plays.
func (m *movie) length(w *walker, b box) error {
	c, err := w.content(b, 4096)
	if err != nil || len(c) < 20 {
		return ErrDamaged
	}
	scale, n := binary.BigEndian.Uint32(c[12:]), uint64(binary.BigEndian.Uint32(c[16:]))
	if c[0] == 1 {
		if len(c) < 32 {
			return ErrDamaged
		}
		scale, n = binary.BigEndian.Uint32(c[20:]), binary.BigEndian.Uint64(c[24:])
	}
	if scale > 0 && n < 1<<40 {
		m.millis = int64(n * 1000 / uint64(scale))
	}
	return nil
}

func readTrack(w *walker, b box) (t track, err error) {
	t.box = b
	parts, err := w.children(b)
	if err != nil {
		return t, err
	}
	if head, ok := parts["tkhd"]; ok {
		c, err := w.content(head, 4096)
		if err != nil || len(c) < 8 {
			return t, ErrDamaged
		}
		t.width, t.height = int(binary.BigEndian.Uint32(c[len(c)-8:])>>16), int(binary.BigEndian.Uint32(c[len(c)-4:])>>16)
	}
	for _, name := range []string{"mdia", "minf", "stbl"} {
		inner, ok := parts[name]
		if !ok {
			return t, ErrDamaged
		}
		if parts, err = w.children(inner); err != nil {
			return t, err
		}
		if h, ok := parts["hdlr"]; ok && name == "mdia" {
			c, err := w.content(h, 4096)
			if err != nil || len(c) < 12 {
				return t, ErrDamaged
			}
			t.handler = string(c[8:12])
		}
	}
	t.table = parts
	return t, nil
}
