package media_test

import (
	"bytes"
	"encoding/base64"
	"io"
	"maps"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/media/content"
)

// cut reads a part of an upload and then breaks like a lost network.
type cut struct{ r io.Reader }

func (c cut) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

func (s *stage) offsetOf(a core.Actor, id string) int {
	s.T.Helper()
	res := s.as(a, "HEAD", "/uploads/"+id, map[string]string{"Tus-Resumable": "1.0.0"}, nil)
	n, err := strconv.Atoi(res.Header.Get("Upload-Offset"))
	if err != nil {
		s.T.Fatalf("offset of %s: %d %v", id, res.StatusCode, err)
	}
	return n
}

func (s *stage) began(a core.Actor, name string, size int) string {
	s.T.Helper()
	res := s.begin(a, name, size)
	if res.StatusCode != http.StatusCreated {
		s.T.Fatalf("begin: %d %s", res.StatusCode, s.text(res))
	}
	return filepath.Base(res.Header.Get("Location"))
}

func TestAnUploadGoesOnWhereItWasCutAlsoAfterARestart(t *testing.T) {
	s := open(t)
	photo := sample(t, "DSCN0012.jpg")
	id := s.began(s.Teacher, "a.jpg", len(photo))
	for round := 0; s.offsetOf(s.Teacher, id) < len(photo); round++ {
		at := s.offsetOf(s.Teacher, id)
		part := photo[at:min(len(photo), at+40_000)]
		r, err := http.NewRequest("PATCH", s.url+"/uploads/"+id, cut{bytes.NewReader(part)})
		if err != nil {
			t.Fatal(err)
		}
		r.ContentLength = int64(len(part) + round%2*1000) // every other time less comes than was said
		r.ContentLength = min(r.ContentLength, int64(len(photo)-at))
		for k, v := range map[string]string{"X-Person": s.Teacher.Person, "Tus-Resumable": "1.0.0", "Upload-Offset": strconv.Itoa(at), "Content-Type": "application/offset+octet-stream"} {
			r.Header.Set(k, v)
		}
		if res, err := http.DefaultClient.Do(r); err == nil {
			_ = res.Body.Close() // only its offset counts, asked for above
		}
		if round%2 == 1 {
			s.start()
		}
		if round > 50 {
			t.Fatal("it never arrives")
		}
	}
	f, status := s.finish(s.Teacher, id)
	if status != http.StatusOK || f.State != media.StateWorking {
		t.Fatalf("finish: %d %+v", status, f)
	}
	s.start()
	if err := s.media.Develop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := mustDecode(t, s.fetch(s.Teacher, f.ID, "large")).Bounds().Dx(); got != 640 {
		t.Errorf("got a picture %d wide, want 640", got)
	}
}

func TestFinishingIsRepeatable(t *testing.T) {
	s := open(t)
	photo := sample(t, "landscape_3.jpg")
	id := s.began(s.Teacher, "a.jpg", len(photo))
	if _, status := s.finish(s.Teacher, id); status != http.StatusConflict {
		t.Errorf("finish before the bytes are there: got %d, want 409", status)
	}
	s.patch(s.Teacher, id, 0, photo)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if err := finishDirectly(s, id); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if err := s.media.Develop(t.Context()); err != nil {
		t.Fatal(err)
	}
	f, status := s.finish(s.Teacher, id)
	if status != http.StatusOK || f.State != media.StateReady || string(f.ID) != id {
		t.Errorf("finish again: got %d %+v, want the same file, ready", status, f)
	}
	if n := s.offsetOf(s.Teacher, id); n != len(photo) {
		t.Errorf("a finished upload stands at %d, want all %d", n, len(photo))
	}
}

func finishDirectly(s *stage, id string) error {
	_, err := s.media.Finish(s.T.Context(), s.Teacher, id)
	return err
}

func TestAnUploadIsItsOwnersAlone(t *testing.T) {
	s := open(t)
	mother, other := s.Joins(0, "母亲"), s.Joins(1, "母亲")
	id := s.began(mother, "a.jpg", 1000)
	tus := map[string]string{"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream", "Idempotency-Key": core.RandomCode(20)}
	for _, who := range []core.Actor{other, s.Teacher, {}} {
		for _, do := range []struct{ method, path string }{
			{"HEAD", "/uploads/" + id}, {"PATCH", "/uploads/" + id}, {"DELETE", "/uploads/" + id}, {"POST", "/uploads/" + id + "/finish"},
		} {
			forbidden := s.as(who, do.method, do.path, tus, nil)
			absent := s.as(who, do.method, strings.Replace(do.path, id, "0000000000abcdefghjk", 1), tus, nil)
			if forbidden.StatusCode != absent.StatusCode || forbidden.StatusCode < 400 {
				t.Errorf("%s as %q: got %d, nothing answers %d; want the same refusal", do.method, who.Role, forbidden.StatusCode, absent.StatusCode)
			}
		}
	}
	stranger := s.begin(core.Actor{}, "a.jpg", 1000)
	if stranger.StatusCode != http.StatusUnauthorized {
		t.Errorf("a stranger begins: got %d, want 401", stranger.StatusCode)
	}
	s.conv = feed.OfFamily(s.Students[1])
	if res := s.begin(mother, "a.jpg", 1000); res.StatusCode != http.StatusNotFound {
		t.Errorf("a mother begins for another family: got %d, want 404", res.StatusCode)
	}
}

func TestSpaceIsCountedFromTheFirstWord(t *testing.T) {
	s := open(t, func(o *media.Options) {
		o.Limits = media.Standard
		o.Limits.Family, o.Limits.Class, o.Limits.Upload, o.Limits.Open = 3000, 8000, 5000, 6
	})
	mother, father, teacher := s.Joins(0, "母亲"), s.Joins(0, "父亲"), s.Teacher
	want := func(who core.Actor, size int, key string) {
		t.Helper()
		res := s.begin(who, "a.jpg", size)
		if got := problemKeyOr(s, res); got != key {
			t.Errorf("%d bytes: got %q, want %q", size, got, key)
		}
	}
	want(mother, 0, "media.empty")
	want(mother, 6000, "media.tooLarge")
	want(mother, 2000, "")
	want(father, 1500, "media.familyFull") // one family, two parents
	want(father, 1000, "")
	want(teacher, 5000, "")
	want(teacher, 1, "media.classFull")
	s.Clock.Advance(25 * time.Hour)
	if err := s.media.Tidy(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 6 {
		want(teacher, 10, "")
	}
	want(teacher, 10, "media.tooMany")
}

func problemKeyOr(s *stage, res *http.Response) string {
	if res.StatusCode < 400 {
		return ""
	}
	return problemKey(s, res)
}

func TestABeginningThatMakesNoSenseIsRefusedAndCostsNothing(t *testing.T) {
	s := open(t, func(o *media.Options) { o.Limits = media.Standard; o.Limits.Open = 1 })
	encoded := base64.StdEncoding.EncodeToString
	for what, header := range map[string]map[string]string{
		"a length that comes later":  {"Upload-Defer-Length": "1"},
		"more bytes than were named": {"Content-Type": "application/offset+octet-stream"},
		"a room that no text names":  {"Upload-Metadata": "conversation " + encoded([]byte("c-\x00"))},
		"a room in broken letters":   {"Upload-Metadata": "conversation " + encoded([]byte("c-\xff"))},
	} {
		full := map[string]string{"Tus-Resumable": "1.0.0", "Upload-Length": "5", "Upload-Metadata": "conversation " + encoded([]byte(s.conv))}
		maps.Copy(full, header)
		res := s.as(s.Teacher, "POST", "/uploads", full, strings.NewReader("more than five bytes"))
		if res.StatusCode < 400 || res.StatusCode == http.StatusInternalServerError {
			t.Errorf("%s: %d", what, res.StatusCode)
		}
	}
	if res := s.begin(s.Teacher, "a.jpg", 5); res.StatusCode != http.StatusCreated {
		t.Errorf("after them the only place for an upload is taken: %d", res.StatusCode)
	}
}

func TestANearlyFullDiskTakesNoFiles(t *testing.T) {
	s := open(t, func(o *media.Options) { o.Limits = media.Standard; o.Limits.Free = 1 << 60 })
	res := s.begin(s.Teacher, "a.jpg", 1000)
	if got := problemKey(s, res); res.StatusCode != http.StatusInsufficientStorage || got != "media.full" {
		t.Errorf("got %d %s, want 507 media.full", res.StatusCode, got)
	}
}

func TestWhatNobodyFinishedIsGoneWithinADay(t *testing.T) {
	s := open(t)
	left := s.began(s.Teacher, "a.jpg", 1000)
	s.patch(s.Teacher, left, 0, make([]byte, 500))
	s.Write(func(tx *db.Tx) error { _, err := tx.Exec(`delete from media_upload`); return err }) // as after a crash in between
	half := s.began(s.Teacher, "b.jpg", 1000)
	s.patch(s.Teacher, half, 0, make([]byte, 500))
	s.Clock.Advance(18 * time.Hour)
	young := s.began(s.Teacher, "c.jpg", 1000)
	if err := s.media.Tidy(t.Context()); err != nil {
		t.Fatal(err)
	}
	for path := range s.stored() {
		if strings.Contains(path, left) || strings.Contains(path, half) {
			t.Errorf("%s is still there", path)
		}
	}
	if n := s.offsetOf(s.Teacher, young); n != 0 {
		t.Errorf("the young upload stands at %d, want 0", n)
	}
}

func TestCancellingForgetsTheBytes(t *testing.T) {
	s := open(t)
	id := s.began(s.Teacher, "a.jpg", 1000)
	s.patch(s.Teacher, id, 0, make([]byte, 500))
	if res := s.as(s.Teacher, "DELETE", "/uploads/"+id, map[string]string{"Tus-Resumable": "1.0.0"}, nil); res.StatusCode != http.StatusNoContent {
		t.Fatalf("cancel: %d", res.StatusCode)
	}
	for path := range s.stored() {
		if strings.Contains(path, id) {
			t.Errorf("%s is still there", path)
		}
	}
}

func TestNamesAreMadeSafe(t *testing.T) {
	for _, c := range []struct{ name, mime, want string }{
		{"../../etc/passwd", content.PDF, "passwd.pdf"},
		{`C:\Users\王老师\通知.docx`, content.Docx, "通知.docx"},
		{"第3.5课", content.PDF, "第3.5课.pdf"},
		{"cute.html", content.JPEG, "cute.jpg"},
		{"a\u202egpj.exe", content.PDF, "agpj.pdf"},
		{"a<b>:\"|?*.pdf", content.PDF, "a_b______.pdf"},
		{" .. ", content.PDF, "file.pdf"},
		{"CON.pdf", content.PDF, "_CON.pdf"},
		{strings.Repeat("长", 300) + ".pdf", content.PDF, strings.Repeat("长", 100) + ".pdf"},
	} {
		if got := media.SafeName(c.name, c.mime); got != c.want {
			t.Errorf("SafeName(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}
