package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"testing"

	"magpie/internal/media/content"
)

// tiff is a directory of one row that says how the camera was held.
func tiff(order binary.AppendByteOrder, mark string, orientation uint16) []byte {
	b := order.AppendUint32(order.AppendUint16([]byte(mark), 42), 8)
	b = order.AppendUint16(b, 1)
	b = order.AppendUint32(order.AppendUint16(order.AppendUint16(b, 0x0112), 3), 1)
	return order.AppendUint32(order.AppendUint16(order.AppendUint16(b, orientation), 0), 0)
}

func TestHowTheCameraWasHeldIsReadFromAllThree(t *testing.T) {
	little, big := tiff(binary.LittleEndian, "II", 6), tiff(binary.BigEndian, "MM", 6)
	chunk := func(b []byte) []byte {
		return append(append(binary.BigEndian.AppendUint32(nil, uint32(len(b))), "eXIf"...), b...)
	}
	for name, c := range map[string]struct {
		mime string
		b    []byte
		want int
	}{
		"jpeg":           {content.JPEG, append([]byte("\xff\xd8\xff\xe0\x00\x04..\xff\xe1\x00\x22Exif\x00\x00"), big...), 6},
		"png":            {content.PNG, append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x02teXt..crc."), chunk(little)...), 6},
		"webp":           {content.WebP, append(append([]byte("RIFF....WEBPVP8 \x01\x00\x00\x00..EXIF"), byte(len(little)), 0, 0, 0), little...), 6},
		"no such number": {content.PNG, append([]byte("\x89PNG\r\n\x1a\n"), chunk(tiff(binary.BigEndian, "MM", 9))...), 1},
		"a cut table":    {content.PNG, append([]byte("\x89PNG\r\n\x1a\n"), chunk(little[:14])...), 1},
		"a far table":    {content.PNG, append([]byte("\x89PNG\r\n\x1a\n"), chunk([]byte("MM\x00*\xff\xff\xff\xff"))...), 1},
		"nothing":        {content.JPEG, []byte("\xff\xd8"), 1},
	} {
		if got := orientation(bytes.NewReader(c.b), c.mime); got != c.want {
			t.Errorf("%s: got %d, want %d", name, got, c.want)
		}
	}
}

func TestTurningMovesCornersWhereTheyBelong(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 3, 2))
	m.SetRGBA(0, 0, color.RGBA{R: 255, A: 255})
	for orientation, want := range map[int]image.Point{1: {0, 0}, 2: {2, 0}, 3: {2, 1}, 4: {0, 1}, 5: {0, 0}, 6: {1, 0}, 7: {1, 2}, 8: {0, 2}} {
		got := turn(m, orientation)
		if size := got.Bounds().Size(); (orientation >= 5) != (size == image.Pt(2, 3)) {
			t.Errorf("orientation %d: became %v", orientation, size)
		}
		if r, _, _, _ := got.At(want.X, want.Y).RGBA(); r == 0 {
			t.Errorf("orientation %d: the corner is not at %v", orientation, want)
		}
	}
}

func TestShrinkingKeepsColoursAndShape(t *testing.T) {
	want := color.RGBA{R: 180, G: 90, B: 40, A: 255}
	for name, m := range map[string]interface {
		image.Image
		Set(x, y int, c color.Color)
	}{
		"rgba": image.NewRGBA(image.Rect(0, 0, 1001, 333)), "nrgba": image.NewNRGBA(image.Rect(0, 0, 1001, 333)), "deep": image.NewRGBA64(image.Rect(0, 0, 1001, 333)),
	} {
		for y := range 333 {
			for x := range 1001 {
				m.Set(x, y, want)
			}
		}
		got := shrink(m, 320)
		if got.Bounds().Size() != image.Pt(320, 106) {
			t.Errorf("%s: became %v, want 320 by 106", name, got.Bounds())
		}
		for _, at := range []image.Point{{0, 0}, {319, 105}, {160, 50}} {
			if c := color.RGBAModel.Convert(got.At(at.X, at.Y)); c != want {
				t.Errorf("%s at %v: got %v, want %v", name, at, c, want)
			}
		}
	}
	for _, ratio := range []image.YCbCrSubsampleRatio{
		image.YCbCrSubsampleRatio444, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420, image.YCbCrSubsampleRatio440, image.YCbCrSubsampleRatio411,
	} {
		m := image.NewYCbCr(image.Rect(0, 0, 1001, 333), ratio)
		y, cb, cr := color.RGBToYCbCr(want.R, want.G, want.B)
		for plane, v := range map[*[]byte]byte{&m.Y: y, &m.Cb: cb, &m.Cr: cr} {
			for i := range *plane {
				(*plane)[i] = v
			}
		}
		got := shrink(m, 320)
		c := color.RGBAModel.Convert(got.At(319, 105)).(color.RGBA)
		if got.Bounds().Dx() != 320 || abs(c.R, want.R) > 3 || abs(c.G, want.G) > 3 || abs(c.B, want.B) > 3 {
			t.Errorf("%v: got %v of %v, want %v", ratio, c, got.Bounds(), want)
		}
	}
}

func abs(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }
