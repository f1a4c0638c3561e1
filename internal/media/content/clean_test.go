package content_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"magpie/internal/media/content"
)

// clean runs a file through Judge and Clean, as the child does.
func clean(t testing.TB, b []byte) ([]byte, error) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "src"), b, 0o600); err != nil {
		t.Fatal(err)
	}
	src, err := os.Open(filepath.Join(dir, "src"))
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close() //nolint:errcheck // only read
	dst, err := os.Create(filepath.Join(dir, "dst"))
	if err != nil {
		t.Fatal(err)
	}
	defer dst.Close() //nolint:errcheck // read back below
	w, err := content.Judge(src, int64(len(b)))
	if err != nil {
		return nil, err
	}
	if err := content.Clean(src, w, dst); err != nil {
		return nil, err
	}
	out, err := os.ReadFile(dst.Name())
	if err != nil {
		t.Fatal(err)
	}
	return out, nil
}

// traces are what no cleaned file may hold.
var traces = []string{"CANARY", "+31.2304", "31.2304+121", "quicktime.location", "Exif\x00", "xmpmeta", "xpacket begin", "NIKON", "Photoshop 3.0"}

func traceless(t testing.TB, name string, b []byte) {
	t.Helper()
	for _, trace := range traces {
		if bytes.Contains(b, []byte(trace)) {
			t.Errorf("%s still says %q", name, trace)
		}
	}
}

// exif is a segment as cameras write it.
const exif = "\xff\xe1\x00\x1eExif\x00\x00MM\x00*CANARY NIKON GPS.."

func jpegWith(t testing.TB, segments string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 90, 70)), nil); err != nil {
		t.Fatal(err)
	}
	return append([]byte("\xff\xd8"+segments), b.Bytes()[2:]...)
}

func pngWith(t testing.TB, chunk string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 90, 70))); err != nil {
		t.Fatal(err)
	}
	return append(append(bytes.Clone(b.Bytes()[:33]), chunk...), b.Bytes()[33:]...)
}

func TestRecordingsLoseTheirPlaceAndPlayAsBefore(t *testing.T) {
	for _, name := range []string{"clip.mp4", "clip.mov", "clip.webm", "voice.webm", "voice.m4a", "voice.mp3", "voice.ogg"} {
		b := fixture(t, name)
		out, err := clean(t, b)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		traceless(t, name, out)
		before, _ := content.Judge(bytes.NewReader(b), int64(len(b)))
		after, err := content.Judge(bytes.NewReader(out), int64(len(out)))
		if err != nil || after != before {
			t.Errorf("%s: became %+v %v, was %+v", name, after, err, before)
		}
		if name != "voice.mp3" && len(out) != len(b) {
			t.Errorf("%s: has %d bytes, had %d; nothing may move", name, len(out), len(b))
		}
	}
}

func TestATrackThatSaysWhereGoesWithItsSamples(t *testing.T) {
	out, err := clean(t, telemetry("PICTGPS +31.2304 CANARY"))
	if err != nil {
		t.Fatal(err)
	}
	traceless(t, "telemetry", out)
	if !bytes.Contains(out, []byte("PICT\x00\x00\x00\x00")) {
		t.Error("the picture's sample was touched, or the other's was not")
	}
}

func TestARecordingThatCannotBeCleanedIsRefused(t *testing.T) {
	pieces := append(telemetry("PICTGPS +31.2304 CANARY"), mp4Box("moof", mp4Box("mfhd", words(0, 1)))...)
	packed := mp4Box("moov", mp4Box("cmov", []byte("zlib")))
	packed = append(mp4Box("ftyp", []byte("qt  \x00\x00\x00\x00qt  ")), packed...)
	for name, b := range map[string][]byte{"scattered telemetry": pieces, "packed movie": packed, "voice with a place": fixture(t, "place.ogg")} {
		if _, err := clean(t, b); !errors.Is(err, content.ErrLocation) {
			t.Errorf("%s: got %v, want it refused", name, err)
		}
	}
}

func TestPicturesKeptAsTheyCameLoseEverythingButPixels(t *testing.T) {
	for name, b := range map[string][]byte{
		"jpeg": append(jpegWith(t, exif+"\xff\xfe\x00\x0aCANARY..\xff\xed\x00\x12Photoshop 3.0\x00..\xff\xe2\x00\x08MPF\x00.."), "CANARY behind the end"...),
		"png":  pngWith(t, "\x00\x00\x00\x0beXIfMM\x00*CANARY.\x00\x00\x00\x00"+"\x00\x00\x00\x0diTXtx:xmpmeta....\x00\x00\x00\x00"),
	} {
		out, err := clean(t, b)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		traceless(t, name, out)
		m, _, err := image.Decode(bytes.NewReader(out))
		if err != nil || m.Bounds().Dx() != 90 {
			t.Errorf("%s: cannot be shown any more: %v", name, err)
		}
	}
	webp := []byte("RIFF\x32\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x0c\x00\x00\x00......EXIF\x08\x00\x00\x00CANARY..VP8 \x02\x00\x00\x00px")
	out, err := clean(t, webp)
	if err != nil {
		t.Fatal(err)
	}
	traceless(t, "webp", out)
	if out[20]&0x0c != 0 || !bytes.HasSuffix(out, []byte("VP8 \x02\x00\x00\x00px")) {
		t.Errorf("got %q, want its flags cleared and its pixels kept", out)
	}
}

func TestPapersLoseTheirWritersAndTheirPhotosPlace(t *testing.T) {
	photo := string(jpegWith(t, exif))
	out, err := clean(t, docx(t,
		entry{"docProps/core.xml", "<dc:creator>CANARY</dc:creator>"}, entry{"docProps/app.xml", "<Company>CANARY</Company>"},
		entry{"docProps/custom.xml", "CANARY"}, entry{"docProps/thumbnail.jpeg", photo}, entry{"word/media/image1.jpeg", photo},
		entry{"word/media/image2.png", string(pngWith(t, "\x00\x00\x00\x06tEXtCANARY\x00\x00\x00\x00"))}))
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out), int64(len(out)))
	if err != nil {
		t.Fatal(err)
	}
	read := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		traceless(t, f.Name, b)
		read[f.Name] = string(b)
	}
	if len(read) != 8 || !strings.Contains(read["word/document.xml"], "春游通知") {
		t.Errorf("got %d parts and the text %q, want all of them", len(read), read["word/document.xml"])
	}
	pdf := "%PDF-1.7\n1 0 obj\n<</Type /Metadata /Subtype /XML /Length 40>>\nstream\nCANARY flate or not CANARY\nendstream\nendobj\n" +
		"2 0 obj <</Subtype/Image/Filter/DCTDecode>> stream\n" + photo + "\nendstream endobj\n3 0 obj <<>> stream\nwords stay\nendstream\nendobj\n" +
		"<?xpacket begin='' ?>CANARY<?xpacket end='w'?>\n%%EOF"
	if out, err = clean(t, []byte(pdf)); err != nil {
		t.Fatal(err)
	}
	traceless(t, "pdf", out)
	if len(out) != len(pdf) || !bytes.Contains(out, []byte("words stay")) {
		t.Error("the paper's own words moved or went")
	}
	if out, err = clean(t, ole("WordDocument", []byte("words stay "+photo))); err != nil {
		t.Fatal(err)
	}
	traceless(t, "doc", out)
	if !bytes.Contains(out, []byte("words stay")) {
		t.Error("the older paper's words went")
	}
}

func TestAPaperWithAPhotoThatCannotBeCleanedIsRefused(t *testing.T) {
	if _, err := clean(t, docx(t, entry{"word/media/image1.tiff", "II*\x00GPS"})); !errors.Is(err, content.ErrLocation) {
		t.Errorf("got %v, want it refused", err)
	}
}
