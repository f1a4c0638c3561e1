package app_test

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"

	"magpie/internal/app"
	"magpie/internal/app/apptest"
	"magpie/internal/db/dbtest"
	"magpie/internal/media/mediatest"
)

func photo(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 1200, 900)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// blobsBelow lists what lies in a store's folders.
func blobsBelow(t *testing.T, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "??", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestABackupTakesThePicturesAlongAndBringsThemBack(t *testing.T) {
	ctx := context.Background()
	data, away, database := t.TempDir(), t.TempDir(), dbtest.URL(t)
	w := apptest.OpenOn(t, database, data, apptest.NewClock())
	s := w.Found("青川实验中学", "王老师", "wang", "高一（3）班")
	file := s.Teacher.Upload("c-"+s.Class, "IMG_1.jpg", photo(t))
	w.Develop()

	conf := app.Config{Data: data, Database: database, Clock: w.Clock, Picture: mediatest.Child()}
	kept := filepath.Join(away, "magpie.backup")
	for round, want := range []int{3, 0} {
		saved, err := app.Backup(ctx, conf, filepath.Join(away, "magpie.backup"), "test", true)
		if err != nil || saved.Media.Blobs != 3 || saved.Media.New != want || len(saved.Media.Missing) != 0 {
			t.Fatalf("backup %d: got %+v %v, want three pictures, %d of them new", round, saved.Media, err, want)
		}
	}
	if saved, err := app.Restore(ctx, conf, kept, true, true); err != nil || saved.Media.Blobs != 3 {
		t.Errorf("check: got %+v %v, want three pictures", saved.Media, err)
	}

	fresh := app.Config{Data: t.TempDir(), Database: dbtest.URL(t), Clock: w.Clock, Picture: mediatest.Child()}
	if saved, err := app.Restore(ctx, fresh, kept, false, true); err != nil || saved.Media.New != 3 {
		t.Fatalf("restore: got %+v %v, want three pictures", saved.Media, err)
	}
	again := apptest.OpenOn(t, fresh.Database, fresh.Data, w.Clock)
	teacher := again.SignIn("wang")
	want := s.Teacher.Bytes("GET", "/files/"+file+"/medium", nil, nil)
	got := teacher.Bytes("GET", "/files/"+file+"/medium", nil, nil)
	if got.StatusCode != 200 || got.Header.Get("ETag") != want.Header.Get("ETag") {
		t.Errorf("the restored school serves %d %s, want the same picture", got.StatusCode, got.Header.Get("ETag"))
	}

	blobs := blobsBelow(t, filepath.Join(away, "media"))
	if err := os.Remove(blobs[0]); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(blobs[1], []byte("damage"), 0o600); err != nil {
		t.Fatal(err)
	}
	if saved, err := app.Restore(ctx, conf, kept, true, true); err != nil || len(saved.Media.Missing) != 2 {
		t.Errorf("check with damage: got %+v %v, want two missing", saved.Media, err)
	}
}

func TestTheDoctorNamesADamagedPicture(t *testing.T) {
	data, database := t.TempDir(), dbtest.URL(t)
	w := apptest.OpenOn(t, database, data, apptest.NewClock())
	s := w.Found("青川实验中学", "王老师", "wang", "高一（3）班")
	file := s.Teacher.Upload("c-"+s.Class, "IMG_1.jpg", photo(t))
	w.Develop()
	for _, blob := range blobsBelow(t, filepath.Join(data, "media")) {
		if err := os.Truncate(blob, 10); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.Teacher.Bytes("GET", "/files/"+file+"/thumb", nil, nil); got.StatusCode != 503 {
		t.Errorf("got %d, want 503", got.StatusCode)
	}
	named := 0
	for _, f := range app.Examine(context.Background(), app.Config{Data: data, Database: database, Clock: w.Clock}, app.Listen{}) {
		if bytes.Contains([]byte(f.Advice), []byte(file)) {
			named++
		}
	}
	if named != 1 {
		t.Errorf("the doctor names the file %d times, want once", named)
	}
}
