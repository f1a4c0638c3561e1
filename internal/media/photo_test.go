package media_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"strings"
	"testing"

	"magpie/internal/media"
	"magpie/internal/media/content"
)

func TestAPhotoIsKeptInThreeSizes(t *testing.T) {
	s := open(t)
	f := s.send(s.Teacher, "IMG_1.jpg", sample(t, "jolla.jpg"))
	if f.State != media.StateReady || f.Kind != media.KindImage || f.Width != 1920 || f.Height != 1440 {
		t.Fatalf("got %+v, want a ready picture of 1920 by 1440", f)
	}
	if !strings.HasPrefix(f.Placeholder, "data:image/png;base64,") || len(f.Placeholder) > 700 {
		t.Errorf("got a placeholder of %d bytes, want a data: address of at most 700", len(f.Placeholder))
	}
	for size, want := range map[string]int{"thumb": 320, "medium": 960, "large": 1920} {
		c, kind, err := image.DecodeConfig(bytes.NewReader(s.fetch(s.Teacher, f.ID, size)))
		if err != nil || kind != "jpeg" || c.Width != want {
			t.Errorf("%s: got %d wide %s (%v), want %d wide jpeg", size, c.Width, kind, err, want)
		}
	}
	if len(s.nudged) != 1 || s.nudged[0] != s.Teacher.Person+" media" {
		t.Errorf("told %v, want the sender once", s.nudged)
	}
}

// photos are the shared samples and what must become of them.
var photos = map[string]error{
	"DSCN0010.jpg": nil, "DSCN0012.jpg": nil, "DSCN0021.jpg": nil, "DSCN0025.jpg": nil, "iphone_hdr_YES.jpg": nil, "jolla.jpg": nil, "no_exif.jpg": nil,
	"landscape_1.jpg": nil, "landscape_2.jpg": nil, "landscape_3.jpg": nil, "landscape_4.jpg": nil,
	"landscape_5.jpg": nil, "landscape_6.jpg": nil, "landscape_7.jpg": nil, "landscape_8.jpg": nil,
	"IMG_5195.HEIC": content.ErrHEIC, "corrupted.jpg": content.ErrDamaged,
	"image01137.jpg": nil, "image02206.jpg": nil, // only what they say of themselves is broken
}

func TestAllSamplesAreShownWithoutATraceOrRefusedWithAWord(t *testing.T) {
	s := open(t, func(o *media.Options) { o.Originals = true })
	for name, want := range photos {
		f := s.send(s.Teacher, name, sample(t, name))
		switch {
		case want == nil && f.State != media.StateReady:
			t.Errorf("%s: got %s %+v, want ready", name, f.State, f.Reason)
		case want != nil && (f.Reason == nil || f.Reason.Key != want.Error() || f.Reason.Text == ""):
			t.Errorf("%s: got %s %+v, want %v with a word", name, f.State, f.Reason, want)
		}
	}
	for path, b := range s.stored() {
		for _, trace := range []string{"Exif\x00", "http://ns.adobe.com", "<x:xmpmeta", "Photoshop 3.0", "8BIM", "NIKON", "iPhone", "Jolla", "MPF\x00"} {
			if bytes.Contains(b, []byte(trace)) {
				t.Errorf("%s still says %q", path, trace)
			}
		}
	}
}

func TestEightOrientationsStandUpright(t *testing.T) {
	s := open(t)
	turned := show(t, s, 2)
	want := show(t, s, 1) // of the same place, in slightly other colours
	for n := 2; n <= 8; n++ {
		got := show(t, s, n)
		if got.Bounds() != want.Bounds() {
			t.Errorf("orientation %d: got %v, want %v", n, got.Bounds(), want.Bounds())
			continue
		}
		if d := apart(got, want); d > 25 {
			t.Errorf("orientation %d: fields are %.0f apart from the upright picture", n, d)
		}
		if d := apart(got, turned); d > 6 {
			t.Errorf("orientation %d: fields are %.0f apart from its siblings", n, d)
		}
	}
}

// show returns what became of the landscape that was taken in one orientation.
func show(t *testing.T, s *stage, n int) image.Image {
	t.Helper()
	f := s.send(s.Teacher, "x.jpg", sample(t, fmt.Sprintf("landscape_%d.jpg", n)))
	return mustDecode(t, s.fetch(s.Teacher, f.ID, "thumb"))
}

// apart compares the mean colours of 4 by 4 fields.
func apart(a, b image.Image) (worst float64) {
	for y := range 4 {
		for x := range 4 {
			p, q := field(a, x, y), field(b, x, y)
			for c := range p {
				worst = math.Max(worst, math.Abs(p[c]-q[c]))
			}
		}
	}
	return worst
}

func field(m image.Image, fx, fy int) (sum [3]float64) {
	b := m.Bounds()
	w, h := b.Dx()/4, b.Dy()/4
	for y := fy * h; y < fy*h+h; y++ {
		for x := fx * w; x < fx*w+w; x++ {
			c := color.RGBAModel.Convert(m.At(x, y)).(color.RGBA)
			sum[0], sum[1], sum[2] = sum[0]+float64(c.R), sum[1]+float64(c.G), sum[2]+float64(c.B)
		}
	}
	for i := range sum {
		sum[i] /= float64(w * h)
	}
	return sum
}

// pngOf builds a PNG whose header promises what its few bytes do not hold.
func pngOf(w, h uint32, depth, colour, interlace byte) []byte {
	chunk := func(kind string, body []byte) []byte {
		b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
		b = append(append(b, kind...), body...)
		return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
	}
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	out := []byte("\x89PNG\r\n\x1a\n")
	out = append(out, chunk("IHDR", append(head, depth, colour, 0, 0, interlace))...)
	out = append(out, chunk("IDAT", []byte{0x78, 0x9c, 3, 0, 0, 0, 0, 1})...)
	return append(out, chunk("IEND", nil)...)
}

func TestPictureBombsAreRefusedByTheirHeaders(t *testing.T) {
	s := open(t)
	gray := image.NewGray(image.Rect(0, 0, 60, 60))
	var small bytes.Buffer
	if err := jpeg.Encode(&small, gray, nil); err != nil {
		t.Fatal(err)
	}
	wide := bytes.Clone(small.Bytes())
	at := bytes.Index(wide, []byte{0xff, 0xc0})
	copy(wide[at+5:], []byte{0xff, 0xff, 0xff, 0xff})
	for name, b := range map[string][]byte{
		"60,000 by 60,000": pngOf(60000, 60000, 8, 6, 0), "one bit": pngOf(60000, 60000, 1, 0, 0), "interlaced": pngOf(9000, 6000, 8, 6, 1),
		"sixteen bits": pngOf(8000, 7000, 16, 6, 0), "jpeg": wide, "webp": bigWebP(),
	} {
		f := s.send(s.Teacher, "a.png", b)
		if f.State != media.StateRefused || f.Reason.Key != content.ErrPixels.Key {
			t.Errorf("%s: got %s %+v, want it refused for its pixels", name, f.State, f.Reason)
		}
	}
}

// bigWebP is a lossless WebP of 16,384 by 16,384 by its header.
func bigWebP() []byte {
	b := []byte("RIFF\x00\x00\x00\x00WEBPVP8L\x1a\x00\x00\x00\x2f\xff\xff\xff\x0f" + strings.Repeat("\x00", 21))
	binary.LittleEndian.PutUint32(b[4:], uint32(len(b)-8))
	return b
}

func TestADamagedPictureEndsNothingButItself(t *testing.T) {
	s := open(t)
	whole := sample(t, "DSCN0010.jpg")
	for name, b := range map[string][]byte{
		"cut in half": whole[:len(whole)/2], "only a header": whole[:200], "a png of nothing": pngOf(100, 100, 8, 2, 0),
		"noise behind a beginning": append([]byte("\xff\xd8\xff\xe0"), bytes.Repeat([]byte{0x5a, 0xff, 0xda}, 500)...),
	} {
		f := s.send(s.Teacher, "a.jpg", b)
		if f.State != media.StateRefused || f.Reason.Key != content.ErrDamaged.Key {
			t.Errorf("%s: got %s %+v, want it refused as damaged", name, f.State, f.Reason)
		}
	}
	if f := s.send(s.Teacher, "b.jpg", whole); f.State != media.StateReady {
		t.Errorf("the next picture: got %s %+v, want ready", f.State, f.Reason)
	}
}

func TestAPictureWithAPageInItIsDrawnAnew(t *testing.T) {
	s := open(t)
	var b bytes.Buffer
	m := image.NewNRGBA(image.Rect(0, 0, 400, 300))
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	b.WriteString("<html><script>alert('CANARY')</script>")
	f := s.send(s.Teacher, "cute.html", b.Bytes())
	if f.State != media.StateReady {
		t.Fatalf("got %s %+v, want ready", f.State, f.Reason)
	}
	for path, b := range s.stored() {
		if bytes.Contains(b, []byte("CANARY")) {
			t.Errorf("%s still holds the page", path)
		}
	}
	r := s.as(s.Teacher, "GET", "/files/"+string(f.ID)+"/large", nil, nil)
	if got := r.Header.Get("Content-Type"); got != "image/jpeg" {
		t.Errorf("served as %s, want image/jpeg", got)
	}
	if got := r.Header.Get("Content-Security-Policy"); !strings.Contains(got, "sandbox") {
		t.Errorf("got policy %q, want a sandbox", got)
	}
	c := color.RGBAModel.Convert(mustDecode(t, []byte(s.text(r))).At(10, 10)).(color.RGBA)
	if c.R < 250 || c.G < 250 || c.B < 250 {
		t.Errorf("what was transparent is %v, want white", c)
	}
}

func mustDecode(t *testing.T, b []byte) image.Image {
	t.Helper()
	m, err := jpeg.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return m
}
