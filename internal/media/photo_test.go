package media_test

import (
	"bytes"
	"image"
	_ "image/jpeg"
	"testing"

	"magpie/internal/media"
)

func TestAPhotoIsKeptInThreeSizes(t *testing.T) {
	s := open(t)
	f := s.send(s.Teacher, "IMG_1.jpg", sample(t, "jolla.jpg"))
	if f.State != media.StateReady || f.Kind != media.KindImage || f.Width != 1920 || f.Height != 1440 || f.Placeholder == "" {
		t.Fatalf("got %+v, want a ready picture of 1920 by 1440 with a placeholder", f)
	}
	for size, want := range map[string]int{"thumb": 320, "medium": 960, "large": 1920} {
		c, kind, err := image.DecodeConfig(bytes.NewReader(s.fetch(s.Teacher, f.ID, size)))
		if err != nil || kind != "jpeg" || c.Width != want {
			t.Errorf("%s: got %d wide %s (%v), want %d wide jpeg", size, c.Width, kind, err, want)
		}
	}
}
