package picture

import (
	"bufio"
	"encoding/binary"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/webp"

	"magpie/internal/media/content"
)

// header is what a photo says about itself before it is decoded.
type header struct {
	mime          string
	width, height int
	cost          int64 // bytes that decoding will take
	orientation   int
}

// readHeader refuses a picture whose header promises more than may be decoded.
func readHeader(src io.ReadSeeker) (header, error) {
	first := make([]byte, 16)
	if _, err := io.ReadFull(src, first); err != nil {
		return header{}, content.ErrDamaged.Because(err)
	}
	h, err := header{}, error(nil)
	switch {
	case string(first[:3]) == "\xff\xd8\xff":
		h, err = jpegHeader(src)
	case string(first[:8]) == "\x89PNG\r\n\x1a\n":
		h, err = pngHeader(src)
	case string(first[:4]) == "RIFF" && string(first[8:12]) == "WEBP":
		h, err = webpHeader(src)
	default:
		return h, content.ErrType
	}
	if err != nil {
		return h, err
	}
	if h.width <= 0 || h.height <= 0 {
		return h, content.ErrDamaged
	}
	if int64(h.width)*int64(h.height) > MaxPixels || h.cost > decoding {
		return h, content.ErrPixels
	}
	h.orientation = orientation(src, h.mime)
	return h, nil
}

// jpegHeader walks the markers up to the frame. A progressive picture's coefficients
// are all held while it is decoded, four bytes each.
func jpegHeader(src io.ReadSeeker) (h header, err error) {
	if _, err := src.Seek(2, io.SeekStart); err != nil {
		return h, err
	}
	r := bufio.NewReader(src)
	for {
		marker, length, err := nextMarker(r)
		if err != nil {
			return h, content.ErrDamaged.Because(err)
		}
		isFrame := marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc
		if !isFrame {
			if _, err := r.Discard(length); err != nil {
				return h, content.ErrDamaged.Because(err)
			}
			continue
		}
		frame := make([]byte, length)
		if _, err := io.ReadFull(r, frame); err != nil || length < 6 || length < 6+3*int(frame[5]) {
			return h, content.ErrDamaged
		}
		return jpegFrame(marker, frame)
	}
}

func nextMarker(r *bufio.Reader) (marker byte, length int, err error) {
	var b [2]byte
	if _, err := io.ReadFull(r, b[:]); err != nil {
		return 0, 0, err
	}
	for b[1] == 0xff { // fill bytes
		if b[1], err = r.ReadByte(); err != nil {
			return 0, 0, err
		}
	}
	if b[0] != 0xff || b[1] == 0xda || b[1] == 0xd9 {
		return 0, 0, errors.New("no frame before the first scan")
	}
	if b[1] == 0x01 || b[1] >= 0xd0 && b[1] <= 0xd7 {
		return b[1], 0, nil
	}
	var n [2]byte
	if _, err := io.ReadFull(r, n[:]); err != nil {
		return 0, 0, err
	}
	length = int(binary.BigEndian.Uint16(n[:])) - 2
	if length < 0 {
		return 0, 0, errors.New("a marker of negative length")
	}
	return b[1], length, nil
}

func jpegFrame(marker byte, frame []byte) (header, error) {
	h := header{mime: content.JPEG, height: int(binary.BigEndian.Uint16(frame[1:])), width: int(binary.BigEndian.Uint16(frame[3:]))}
	most, all := 1, 0
	for c := range int(frame[5]) {
		samples := int(frame[7+3*c]>>4) * int(frame[7+3*c]&15)
		most, all = max(most, samples), all+samples
	}
	h.cost = int64(h.width) * int64(h.height) * int64(all) / int64(most)
	if frame[5] == 4 {
		h.cost *= 2 // ink is turned into a second picture
	}
	if marker == 0xc2 {
		h.cost *= 5
	}
	return h, nil
}

func pngHeader(src io.ReadSeeker) (header, error) {
	c, b, err := config(src, png.DecodeConfig)
	if err != nil {
		return header{}, err
	}
	h := header{mime: content.PNG, width: c.Width, height: c.Height}
	perPixel := int64(4)
	if depth, colour := b[24], b[25]; depth == 16 {
		perPixel = 8
	} else if colour == 0 || colour == 3 {
		perPixel = 1
	}
	h.cost = int64(c.Width) * int64(c.Height) * perPixel
	if b[28] == 1 {
		h.cost *= 2 // the passes of an interlaced picture stand beside it
	}
	return h, nil
}

func webpHeader(src io.ReadSeeker) (header, error) {
	c, b, err := config(src, webp.DecodeConfig)
	if err != nil {
		return header{}, err
	}
	h := header{mime: content.WebP, width: c.Width, height: c.Height}
	h.cost = int64(c.Width) * int64(c.Height) * 5 / 2
	if string(b[12:16]) != "VP8 " {
		h.cost = int64(c.Width) * int64(c.Height) * 8
	}
	return h, nil
}

// config reads a header with a decoder's own means, and the first bytes beside it.
func config(src io.ReadSeeker, read func(io.Reader) (image.Config, error)) (c image.Config, b [32]byte, err error) {
	if _, err = src.Seek(0, io.SeekStart); err != nil {
		return c, b, err
	}
	if _, err = io.ReadFull(src, b[:]); err != nil {
		return c, b, content.ErrDamaged.Because(err)
	}
	if _, err = src.Seek(0, io.SeekStart); err != nil {
		return c, b, err
	}
	if c, err = read(src); err != nil {
		err = content.ErrDamaged.Because(err)
	}
	return c, b, err
}

// decode turns the photo into pixels.
func (h header) decode(src io.ReadSeeker) (m image.Image, err error) {
	if _, err := src.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	switch h.mime {
	case content.JPEG:
		m, err = jpeg.Decode(src)
	case content.PNG:
		m, err = png.Decode(src)
	default:
		m, err = webp.Decode(src)
	}
	if err != nil {
		return nil, content.ErrDamaged.Because(err)
	}
	if m.Bounds().Dx() != h.width || m.Bounds().Dy() != h.height {
		return nil, content.ErrDamaged
	}
	return m, nil
}
