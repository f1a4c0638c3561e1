package content

import (
	"bufio"
	"encoding/binary"
	"io"
)

// cleanJPEG passes on a JPEG's pixels as they are, without any segment that is not
// needed to draw them: no EXIF, XMP, IPTC, maker notes, previews or comments, and
// nothing behind the picture's end. Colour profiles stay.
func cleanJPEG(src io.Reader, dst io.Writer) error {
	r, w := bufio.NewReader(src), bufio.NewWriter(dst)
	var b [2]byte
	if _, err := io.ReadFull(r, b[:]); err != nil || b != [2]byte{0xff, 0xd8} {
		return ErrDamaged
	}
	_, _ = w.Write(b[:]) // Flush tells
	marker, err := nextMarker(r)
	for err == nil {
		switch {
		case marker == 0xd9:
			_, _ = w.Write([]byte{0xff, 0xd9}) // Flush tells
			return w.Flush()
		case marker >= 0xd0 && marker <= 0xd7 || marker == 0x01:
			marker, err = nextMarker(r)
			continue
		}
		if err := passSegment(r, w, marker); err != nil {
			return err
		}
		if marker == 0xda {
			marker, err = passScan(r, w)
		} else {
			marker, err = nextMarker(r)
		}
	}
	return ErrDamaged.Because(err)
}

func nextMarker(r *bufio.Reader) (byte, error) {
	if b, err := r.ReadByte(); err != nil || b != 0xff {
		return 0, ErrDamaged
	}
	return markerByte(r)
}

// markerByte reads what follows the first 0xff, over any number of fill bytes.
func markerByte(r *bufio.Reader) (byte, error) {
	for {
		b, err := r.ReadByte()
		if err != nil || b != 0xff {
			return b, err
		}
	}
}

// passSegment passes a segment on when it is needed to draw the picture.
func passSegment(r *bufio.Reader, w *bufio.Writer, marker byte) error {
	var n [2]byte
	if _, err := io.ReadFull(r, n[:]); err != nil || binary.BigEndian.Uint16(n[:]) < 2 {
		return ErrDamaged
	}
	body := make([]byte, binary.BigEndian.Uint16(n[:])-2)
	if _, err := io.ReadFull(r, body); err != nil {
		return ErrDamaged.Because(err)
	}
	switch {
	case marker == 0xe0 && at(0, "JFIF\x00")(body) && len(body) >= 14:
		body = append(body[:12:12], 0, 0) // without its preview
		n = [2]byte{0, 16}
	case marker == 0xe2 && at(0, "ICC_PROFILE\x00")(body), marker == 0xee && at(0, "Adobe")(body):
	case marker >= 0xe0 && marker <= 0xef || marker == 0xfe:
		return nil
	}
	_, err := w.Write(append([]byte{0xff, marker, n[0], n[1]}, body...))
	return err
}

// passScan passes on coded pixels and returns the marker that ends them.
func passScan(r *bufio.Reader, w *bufio.Writer) (byte, error) {
	for {
		part, err := r.ReadSlice(0xff)
		if err == bufio.ErrBufferFull {
			_, _ = w.Write(part) // Flush tells
			continue
		}
		if err != nil {
			return 0, err
		}
		_, _ = w.Write(part[:len(part)-1]) // Flush tells
		b, err := markerByte(r)
		if err != nil || b != 0 && (b < 0xd0 || b > 0xd7) {
			return b, err
		}
		_, _ = w.Write([]byte{0xff, b}) // Flush tells
	}
}

// pngStays are the chunks that draw a PNG; texts, times and EXIF are none of them.
var pngStays = set("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs")

func cleanPNG(r io.Reader, w io.Writer) error {
	if _, err := io.CopyN(w, r, 8); err != nil {
		return ErrDamaged.Because(err)
	}
	for {
		var h [8]byte
		if _, err := io.ReadFull(r, h[:]); err != nil {
			return ErrDamaged.Because(err)
		}
		n, to := int64(binary.BigEndian.Uint32(h[:]))+4, w
		if !pngStays[string(h[4:])] {
			to = io.Discard
		}
		if _, err := to.Write(h[:]); err != nil {
			return err
		}
		if _, err := io.CopyN(to, r, n); err != nil {
			return ErrDamaged.Because(err)
		}
		if string(h[4:]) == "IEND" {
			return nil
		}
	}
}

// webpStays are the chunks that draw a WebP.
var webpStays = set("VP8 ", "VP8L", "VP8X", "ALPH", "ICCP", "ANIM", "ANMF")

// cleanWebP rewrites the chunks; the length at the front is what stays, so it is
// counted first.
func cleanWebP(src io.Reader, dst io.Writer) error {
	whole, err := io.ReadAll(io.LimitReader(src, 64<<20))
	if err != nil || len(whole) < 12 {
		return ErrDamaged
	}
	out := []byte("RIFF....WEBP")
	for b := whole[12:]; len(b) >= 8; {
		n := int64(binary.LittleEndian.Uint32(b[4:]))
		end := 8 + n + n%2
		if end > int64(len(b)) {
			if 8+n != int64(len(b)) {
				return ErrDamaged
			}
			end = int64(len(b))
		}
		if webpStays[string(b[:4])] {
			out = append(out, b[:end]...)
			if string(b[:4]) == "VP8X" && n >= 1 {
				out[len(out)-int(end)+8] &^= 0x0c // it has neither EXIF nor XMP any more
			}
		}
		b = b[end:]
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	_, err = dst.Write(out)
	return err
}
