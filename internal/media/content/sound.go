package content

import (
	"bytes"
	"encoding/binary"
	"io"
	"os"
)

// lookOgg takes Opus and Vorbis, the two that browsers record and play. The last
// page says how long it plays.
func lookOgg(r io.ReaderAt, size int64) (What, error) {
	start := make([]byte, min(size, 64))
	if _, err := r.ReadAt(start, 0); err != nil && err != io.EOF {
		return What{}, err
	}
	w := What{Kind: Audio, Mime: Ogg}
	rate := uint64(0)
	switch {
	case at(28, "OpusHead")(start):
		rate = 48000
	case at(28, "\x01vorbis")(start) && len(start) >= 44:
		rate = uint64(binary.LittleEndian.Uint32(start[40:]))
	default:
		return What{}, ErrType
	}
	tail := make([]byte, min(size, 64<<10))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return What{}, err
	}
	last := bytes.LastIndex(tail, []byte("OggS"))
	if last >= 0 && last+14 <= len(tail) && rate > 0 {
		if n := binary.LittleEndian.Uint64(tail[last+6:]); n < 1<<40 {
			w.Millis = int64(n * 1000 / rate)
		}
	}
	return w, nil
}

// telling are words in an Ogg comment that say where, or hold a picture. A comment
// cannot be blanked without new sums for its pages, and browsers write none of these.
var telling = []string{"LOCATION", "GEO", "GPS", "LATITUDE", "LONGITUDE", "METADATA_BLOCK_PICTURE", "COVERART", "XMP"}

// cleanOgg lets through only recordings whose comments say nothing of the kind.
func cleanOgg(p patch, size int64) error {
	start := make([]byte, min(size, 256<<10))
	if _, err := p.ReadAt(start, 0); err != nil && err != io.EOF {
		return err
	}
	start = bytes.ToUpper(start)
	for _, word := range telling {
		if bytes.Contains(start, []byte(word)) {
			return ErrLocation
		}
	}
	return nil
}

// isMP3 knows a frame of MPEG audio, layer III.
func isMP3(b []byte) bool {
	return len(b) >= 4 && b[0] == 0xff && b[1]&0xe6 == 0xe2 && b[2]&0xf0 != 0xf0 && b[2]&0x0c != 0x0c
}

func lookMP3(r io.ReaderAt, size int64) (What, error) {
	from, to, err := soundOf(r, size)
	if err != nil {
		return What{}, err
	}
	first := make([]byte, min(4, to-from))
	if _, err := r.ReadAt(first, from); err != nil && err != io.EOF {
		return What{}, err
	}
	if !isMP3(first) {
		return What{}, ErrType
	}
	return What{Kind: Audio, Mime: MP3}, nil
}

// cleanMP3 keeps the sound between the tags at both ends.
func cleanMP3(src, dst *os.File) error {
	info, err := src.Stat()
	if err != nil {
		return err
	}
	from, to, err := soundOf(src, info.Size())
	if err != nil {
		return err
	}
	_, err = io.Copy(dst, io.NewSectionReader(src, from, to-from))
	return err
}

// soundOf finds the sound between ID3 tags at the beginning and ID3 and APE tags at
// the end.
func soundOf(r io.ReaderAt, size int64) (from, to int64, err error) {
	to = size
	for {
		var h [10]byte
		if n, err := r.ReadAt(h[:], from); n < len(h) || string(h[:3]) != "ID3" {
			if err != nil && err != io.EOF {
				return 0, 0, err
			}
			break
		}
		from += 10 + int64(h[6]&127)<<21 + int64(h[7]&127)<<14 + int64(h[8]&127)<<7 + int64(h[9]&127)
		if h[5]&0x10 != 0 {
			from += 10
		}
	}
	for {
		end := endTag(r, from, to)
		if end == to {
			break
		}
		to = end
	}
	if from >= to {
		return 0, 0, ErrDamaged
	}
	return from, to, nil
}

// endTag returns where the sound ends before one tag at the end, or to.
func endTag(r io.ReaderAt, from, to int64) int64 {
	var t [128]byte
	if to-from >= 128 {
		if _, err := r.ReadAt(t[:], to-128); err == nil && string(t[:3]) == "TAG" {
			return to - 128
		}
	}
	if to-from >= 32 {
		if _, err := r.ReadAt(t[:32], to-32); err == nil && string(t[:8]) == "APETAGEX" {
			if n := int64(binary.LittleEndian.Uint32(t[12:])) + 32; n <= to-from {
				return to - n
			}
		}
	}
	return to
}
