package content_test

import (
	"bytes"
	"testing"

	"magpie/internal/media/content"
)

// FuzzClean gives hostile files to judge and cleaner. Whatever they make of them, they
// come back, and what they clean is judged as it was and says no more where it was taken.
func FuzzClean(f *testing.F) {
	for _, name := range []string{"clip.mp4", "clip.mov", "clip.webm", "voice.webm", "voice.ogg", "voice.mp3", "voice.m4a"} {
		f.Add(fixture(f, name))
	}
	f.Add(telemetry("PICTGPS +31.2304 CANARY"))
	f.Add(jpegWith(f, exif))
	f.Add(pngWith(f, "\x00\x00\x00\x06tEXtCANARY\x00\x00\x00\x00"))
	f.Add(docx(f, entry{"docProps/core.xml", "CANARY"}))
	f.Add(ole("WordDocument", jpegWith(f, exif)))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 1<<20 {
			return
		}
		before, err := content.Judge(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return
		}
		out, err := clean(t, b)
		if err != nil {
			return
		}
		after, err := content.Judge(bytes.NewReader(out), int64(len(out)))
		if err != nil || after.Mime != before.Mime {
			t.Errorf("cleaned it is %+v %v, before %+v", after, err, before)
		}
	})
}
