package content

import (
	"encoding/binary"
	"slices"
)

// stays says, for each kind of box that we look into, which boxes in it are needed to
// play; everything else is blanked: places, names of cameras, keys, XMP, free space
// in which dash cameras hide their tracks.
var stays = map[string]map[string]bool{
	"":     set("ftyp", "styp", "sidx", "moov", "moof", "mfra", "mdat", "wide", "pdin"),
	"moov": set("mvhd", "trak", "mvex", "iods"),
	"mvex": set("mehd", "trex", "leva"),
	"trak": set("tkhd", "mdia", "edts", "tref", "load", "clef", "tapt"),
	"mdia": set("mdhd", "hdlr", "minf", "elng"),
	"minf": set("vmhd", "smhd", "hdlr", "dinf", "stbl", "nmhd", "gmhd"),
	"stbl": set("stsd", "stts", "stss", "stsc", "stsz", "stz2", "stco", "co64", "ctts", "cslg", "sdtp", "sgpd", "sbgp", "subs", "saiz", "saio", "stps"),
	"moof": set("mfhd", "traf"),
	"traf": set("tfhd", "tfdt", "trun", "sdtp", "sbgp", "sgpd", "saiz", "saio", "subs"),
}

func set(kinds ...string) map[string]bool {
	m := map[string]bool{}
	for _, k := range kinds {
		m[k] = true
	}
	return m
}

// cleanMP4 blanks what is not needed to play, and every track that is neither picture
// nor sound, with its samples: phones and sport cameras write their position there.
func cleanMP4(p patch, size int64) error {
	w := newWalker(p)
	m, err := readMovie(w, size)
	if err != nil {
		return err
	}
	for _, t := range m.tracks {
		if t.handler == "vide" || t.handler == "soun" {
			continue
		}
		if m.pieces || len(m.data) > maxTracks {
			return ErrLocation // its samples are scattered
		}
		if err := t.erase(p, w, m.data); err != nil {
			return err
		}
	}
	return scrub(p, w, "", 0, size)
}

// scrub blanks, inside one kind of box, whatever does not stay.
func scrub(p patch, w *walker, kind string, from, to int64) error {
	return w.each(from, to, func(b box) error {
		if !stays[kind][b.kind] {
			return blank(p, b)
		}
		if stays[b.kind] != nil {
			return scrub(p, w, b.kind, b.body, b.end)
		}
		return nil
	})
}

// blank makes a box free space of the same size.
func blank(p patch, b box) error {
	if _, err := p.WriteAt([]byte("free"), b.at+4); err != nil {
		return err
	}
	return wipe(p, b.body, b.end-b.body)
}

func within(data []box, at, n int64) bool {
	return slices.ContainsFunc(data, func(d box) bool { return at >= d.body && at <= d.end && n <= d.end-at })
}

// maxSamples bounds the samples of a track that describes: an hour at 200 a second.
const maxSamples = 1 << 20

// erase blanks a track and all its samples, which stand in the movie's data and
// nowhere else.
func (t track) erase(p patch, w *walker, data []box) error {
	sizes, err := t.sampleSizes(w)
	if err != nil {
		return err
	}
	chunks, err := t.chunks(w)
	if err != nil {
		return err
	}
	runs, err := t.readRuns(w)
	if err != nil {
		return err
	}
	left := int64(0) // what a track has cannot be more than all there is
	for _, d := range data {
		left += d.end - d.body
	}
	for i, at := range chunks {
		for range min(runs.of(i+1), int64(len(sizes))) {
			n := sizes[0]
			sizes = sizes[1:]
			if left -= n; left < 0 || !within(data, at, n) {
				return ErrDamaged
			}
			if err := wipe(p, at, n); err != nil {
				return err
			}
			at += n
		}
	}
	if len(sizes) > 0 {
		return ErrLocation
	}
	return blank(p, t.box)
}

// rows reads a table of fixed rows that follow a count.
func (t track) rows(w *walker, kind string, skip, row int) ([]byte, bool, error) {
	b, ok := t.table[kind]
	if !ok {
		return nil, false, nil
	}
	c, err := w.content(b, int64(maxSamples*row+skip+4))
	if err != nil || len(c) < skip+4 {
		return nil, true, ErrDamaged
	}
	n := int64(binary.BigEndian.Uint32(c[skip:]))
	c = c[skip+4:]
	if n*int64(row) > int64(len(c)) {
		return nil, true, ErrDamaged
	}
	return c[:n*int64(row)], true, nil
}

func (t track) sampleSizes(w *walker) ([]int64, error) {
	b, ok := t.table["stsz"]
	if !ok {
		return nil, ErrLocation
	}
	c, err := w.content(b, 4*maxSamples+12)
	if err != nil || len(c) < 12 {
		return nil, ErrDamaged
	}
	same, n := int64(binary.BigEndian.Uint32(c[4:])), int64(binary.BigEndian.Uint32(c[8:]))
	if n > maxSamples || same == 0 && 4*n > int64(len(c)-12) {
		return nil, ErrDamaged
	}
	sizes := make([]int64, n)
	for i := range sizes {
		if sizes[i] = same; same == 0 {
			sizes[i] = int64(binary.BigEndian.Uint32(c[12+4*i:]))
		}
	}
	return sizes, nil
}

func (t track) chunks(w *walker) (out []int64, err error) {
	c, found, err := t.rows(w, "stco", 4, 4)
	for i := 0; i+4 <= len(c); i += 4 {
		out = append(out, int64(binary.BigEndian.Uint32(c[i:])))
	}
	if found || err != nil {
		return out, err
	}
	c, _, err = t.rows(w, "co64", 4, 8)
	for i := 0; i+8 <= len(c); i += 8 {
		out = append(out, int64(binary.BigEndian.Uint64(c[i:])))
	}
	return out, err
}

// runs say how many samples each chunk has, from a first chunk on.
type runs struct {
	list    []byte // rows of three: first chunk, samples in each, description
	samples int64
}

func (t track) readRuns(w *walker) (*runs, error) {
	c, _, err := t.rows(w, "stsc", 4, 12)
	return &runs{list: c}, err
}

// of returns how many samples the n-th chunk has, counted from 1; it is asked for one
// chunk after the other.
func (r *runs) of(n int) int64 {
	for len(r.list) >= 12 && int64(binary.BigEndian.Uint32(r.list)) <= int64(n) {
		r.samples = int64(binary.BigEndian.Uint32(r.list[4:]))
		r.list = r.list[12:]
	}
	return r.samples
}
