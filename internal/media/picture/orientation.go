package picture

import (
	"bufio"
	"encoding/binary"
	"io"

	"magpie/internal/media/content"
)

// orientation reads how the camera was held; 1 when nothing says so. Metadata that
// cannot be read spoils no picture.
func orientation(src io.ReadSeeker, mime string) int {
	if _, err := src.Seek(0, io.SeekStart); err != nil {
		return 1
	}
	find := map[string]func(*bufio.Reader) []byte{content.JPEG: jpegEXIF, content.PNG: pngEXIF, content.WebP: webpEXIF}[mime]
	return tiffOrientation(find(bufio.NewReader(src)))
}

// maxEXIF is the most that a JPEG's segment can hold, and enough for the others.
const maxEXIF = 64 << 10

// jpegEXIF returns the first EXIF segment before the picture.
func jpegEXIF(r *bufio.Reader) []byte {
	if _, err := r.Discard(2); err != nil {
		return nil
	}
	for {
		marker, length, err := nextMarker(r)
		if err != nil {
			return nil
		}
		if marker != 0xe1 || length < 6 {
			if _, err := r.Discard(length); err != nil {
				return nil
			}
			continue
		}
		b := make([]byte, length)
		if _, err := io.ReadFull(r, b); err != nil {
			return nil
		}
		if string(b[:6]) == "Exif\x00\x00" {
			return b[6:]
		}
	}
}

func pngEXIF(r *bufio.Reader) []byte {
	if _, err := r.Discard(8); err != nil {
		return nil
	}
	for {
		h := make([]byte, 8)
		if _, err := io.ReadFull(r, h); err != nil {
			return nil
		}
		n := int64(binary.BigEndian.Uint32(h))
		if string(h[4:]) == "eXIf" {
			return upTo(r, n)
		}
		if !skip(r, n+4) {
			return nil
		}
	}
}

func webpEXIF(r *bufio.Reader) []byte {
	if _, err := r.Discard(12); err != nil {
		return nil
	}
	for {
		h := make([]byte, 8)
		if _, err := io.ReadFull(r, h); err != nil {
			return nil
		}
		n := int64(binary.LittleEndian.Uint32(h[4:]))
		if string(h[:4]) == "EXIF" {
			b := upTo(r, n)
			if len(b) > 6 && string(b[:6]) == "Exif\x00\x00" {
				b = b[6:] // some cameras write the JPEG's mark here too
			}
			return b
		}
		if !skip(r, n+n%2) {
			return nil
		}
	}
}

func upTo(r io.Reader, n int64) []byte {
	b, _ := io.ReadAll(io.LimitReader(r, min(n, maxEXIF))) // what is missing, the directory will miss
	return b
}

func skip(r io.Reader, n int64) bool {
	_, err := io.CopyN(io.Discard, r, n)
	return err == nil
}

// tiffOrientation looks for one tag in the first directory of a TIFF.
func tiffOrientation(b []byte) int {
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case len(b) < 8:
		return 1
	case string(b[:2]) == "MM":
		order = binary.BigEndian
	}
	from := uint64(order.Uint32(b[4:]))
	if from+2 > uint64(len(b)) {
		return 1
	}
	rows := b[from+2:]
	for range order.Uint16(b[from:]) {
		if len(rows) < 12 {
			break
		}
		if order.Uint16(rows) == 0x0112 && order.Uint16(rows[2:]) == 3 {
			if n := order.Uint16(rows[8:]); n >= 1 && n <= 8 {
				return int(n)
			}
		}
		rows = rows[12:]
	}
	return 1
}
