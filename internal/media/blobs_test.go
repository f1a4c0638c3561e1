package media_test

import (
	"bytes"
	"testing"

	"magpie/internal/media"
	"magpie/internal/media/mediatest"
)

func TestADirectoryKeepsWhatAStoreMust(t *testing.T) {
	mediatest.Blobs(t, func(t *testing.T) media.Blobs {
		d, err := media.OpenDirectory(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		return d
	})
}

func TestACopyHoldsEveryBlobAndNamesWhatIsDamaged(t *testing.T) {
	s := open(t)
	f := s.send(s.Teacher, "a.jpg", sample(t, "landscape_1.jpg"))
	from, err := media.OpenDirectory(s.dir + "/media")
	if err != nil {
		t.Fatal(err)
	}
	to, err := media.OpenDirectory(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for round, want := range []int{3, 0} {
		c, err := media.Copy(t.Context(), s.DB, from, to)
		if err != nil || c.Blobs != 3 || c.New != want || len(c.Missing) != 0 {
			t.Errorf("round %d: got %+v %v, want three, %d of them new", round, c, err, want)
		}
	}
	thumb := s.fetch(s.Teacher, f.ID, "thumb")
	s.damage(thumb)
	other, err := media.OpenDirectory(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	c, err := media.Copy(t.Context(), s.DB, from, other)
	if err != nil || c.Blobs != 2 || len(c.Missing) != 1 {
		t.Errorf("with damage: got %+v %v, want two and one missing", c, err)
	}
	if got := s.fetch(s.Teacher, f.ID, "medium"); len(got) == 0 || bytes.Equal(got, thumb) {
		t.Error("the others are no longer served")
	}
}
