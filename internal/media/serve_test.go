package media_test

import (
	"bytes"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
)

func TestOnlyMembersOfAConversationThatCarriesAFileSeeIt(t *testing.T) {
	s := open(t)
	mother, other := s.Joins(0, "母亲"), s.Joins(1, "母亲")
	s.conv = feed.OfFamily(s.Students[0])
	f := s.send(mother, "a.jpg", sample(t, "landscape_1.jpg"))
	sees := func(who core.Actor, want bool) {
		t.Helper()
		for _, method := range []string{"GET", "HEAD"} {
			for _, header := range []map[string]string{nil, {"Range": "bytes=0-9"}} {
				res := s.as(who, method, "/files/"+string(f.ID)+"/thumb", header, nil)
				absent := s.as(who, method, "/files/0000000000abcdefghjk/thumb", header, nil)
				if got := res.StatusCode < 300; got != want || !want && res.StatusCode != absent.StatusCode {
					t.Errorf("%s %v as %s: got %d, want seen = %v", method, header, who.Role, res.StatusCode, want)
				}
			}
		}
	}
	sees(mother, true)
	sees(s.Teacher, false) // nothing carries it yet
	s.use(s.conv, 1, f.ID)
	sees(s.Teacher, true)
	sees(other, false)
	sees(core.Actor{}, false)
	s.use(feed.OfClass(s.ID), 1, f.ID)
	sees(other, true)
	for _, where := range []feed.ID{feed.OfClass(s.ID), s.conv} {
		s.Write(func(tx *db.Tx) error { return s.media.Unuse(tx, where, 1) })
	}
	sees(other, false) // recalled: its sender and the staff look at it still
	sees(mother, true)
	sees(s.Teacher, true)
	s.Removes(mother)
	sees(mother, false)
}

// closed is a gate that lets staff alone pass.
type closed struct{}

func (closed) MaySee(_ *db.Tx, a core.Actor, _ media.FileID, _ feed.ID) error {
	return core.AbsentUnless(a.Role == core.RoleStaff, nil)
}

func TestTheGateIsAskedAtEveryFetch(t *testing.T) {
	s := open(t)
	mother := s.Joins(0, "母亲")
	f := s.send(s.Teacher, "a.jpg", sample(t, "landscape_1.jpg"))
	s.use(s.conv, 1, f.ID)
	path := "/files/" + string(f.ID) + "/thumb"
	if res := s.as(mother, "GET", path, nil, nil); res.StatusCode != http.StatusOK {
		t.Fatalf("without a gate: got %d, want 200", res.StatusCode)
	}
	s.media.Guard(closed{})
	if res := s.as(mother, "GET", path, nil, nil); res.StatusCode != http.StatusNotFound {
		t.Errorf("behind the gate: got %d, want 404", res.StatusCode)
	}
	if res := s.as(s.Teacher, "GET", path, nil, nil); res.StatusCode != http.StatusOK {
		t.Errorf("staff: got %d, want 200", res.StatusCode)
	}
}

func TestBytesAreServedInPartsAndAskedForAgain(t *testing.T) {
	s := open(t)
	f := s.send(s.Teacher, "a.jpg", sample(t, "jolla.jpg"))
	path := "/files/" + string(f.ID) + "/large"
	whole := s.fetch(s.Teacher, f.ID, "large")
	if len(whole) <= 256<<10 {
		t.Fatalf("the picture has %d bytes, too few to need several pieces", len(whole))
	}
	first := s.as(s.Teacher, "GET", path, nil, nil)
	for name, want := range map[string]string{"Cache-Control": "private, no-cache", "Content-Disposition": "inline", "Accept-Ranges": "bytes"} {
		if got := first.Header.Get(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	again := s.as(s.Teacher, "GET", path, map[string]string{"If-None-Match": first.Header.Get("ETag")}, nil)
	if again.StatusCode != http.StatusNotModified {
		t.Errorf("asked again: got %d, want 304", again.StatusCode)
	}
	for _, span := range []struct {
		header   string
		from, to int
	}{{"bytes=0-0", 0, 1}, {"bytes=262140-262160", 262140, 262161}, {"bytes=-100", len(whole) - 100, len(whole)}} {
		res := s.as(s.Teacher, "GET", path, map[string]string{"Range": span.header}, nil)
		if got := s.text(res); res.StatusCode != http.StatusPartialContent || got != string(whole[span.from:span.to]) {
			t.Errorf("%s: got %d and %d bytes, want 206 and %d", span.header, res.StatusCode, len(got), span.to-span.from)
		}
	}
	beyond := s.as(s.Teacher, "GET", path, map[string]string{"Range": "bytes=999999999-"}, nil)
	if beyond.StatusCode != http.StatusRequestedRangeNotSatisfiable {
		t.Errorf("beyond the end: got %d, want 416", beyond.StatusCode)
	}
	head := s.as(s.Teacher, "HEAD", path, nil, nil)
	if head.ContentLength != int64(len(whole)) || s.text(head) != "" {
		t.Errorf("HEAD: got a length of %d, want %d and no body", head.ContentLength, len(whole))
	}
}

// blobPath finds the stored file that holds these bytes.
func (s *stage) blobPath(content []byte) string {
	s.T.Helper()
	for path, b := range s.stored() {
		if bytes.Equal(b, content) {
			return path
		}
	}
	s.T.Fatal("these bytes are not stored")
	return ""
}

// damage flips a bit of the stored file that holds these bytes.
func (s *stage) damage(content []byte) {
	s.T.Helper()
	path := s.blobPath(content)
	bad := bytes.Clone(content)
	bad[len(bad)/2] ^= 4
	if err := os.WriteFile(path, bad, 0o600); err != nil {
		s.T.Fatal(err)
	}
}

func TestAFlippedBitIsFoundNamedAndNeverServed(t *testing.T) {
	s := open(t)
	f := s.send(s.Teacher, "a.jpg", sample(t, "jolla.jpg"))
	whole := s.fetch(s.Teacher, f.ID, "large")
	path := s.blobPath(whole)
	bad := bytes.Clone(whole)
	bad[280_000] ^= 4 // in its second piece
	if err := os.WriteFile(path, bad, 0o600); err != nil {
		t.Fatal(err)
	}
	part := s.as(s.Teacher, "GET", "/files/"+string(f.ID)+"/large", map[string]string{"Range": "bytes=262144-"}, nil)
	if part.StatusCode < 500 {
		t.Errorf("the damaged part: got %d, want a refusal", part.StatusCode)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("the damaged file still stands among the good ones")
	}
	if got := problemKey(s, s.as(s.Teacher, "GET", "/files/"+string(f.ID)+"/large", nil, nil)); got != "media.broken" {
		t.Errorf("then: got %s, want media.broken", got)
	}
	s.Read(func(tx *db.Tx) error {
		named, err := media.Damaged(tx, 10)
		if len(named) != 1 {
			t.Errorf("named %v, want the one", named)
		}
		for _, files := range named {
			if len(files) != 1 || !strings.HasPrefix(files[0], string(f.ID)) {
				t.Errorf("it is said to be part of %v, want %s", files, f.ID)
			}
		}
		return err
	})
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.media.Scrub(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := s.fetch(s.Teacher, f.ID, "large"); !bytes.Equal(got, whole) {
		t.Error("what was put back is not served again")
	}
}

func TestTheDailyRoundFindsDamageThatNobodyLookedAt(t *testing.T) {
	s := open(t)
	f := s.send(s.Teacher, "a.jpg", sample(t, "landscape_1.jpg"))
	thumb := s.fetch(s.Teacher, f.ID, "thumb")
	path := s.blobPath(thumb)
	if err := os.WriteFile(path, thumb[:len(thumb)-1], 0o600); err != nil {
		t.Fatal(err)
	}
	if n, err := s.media.Scrub(t.Context()); n != 0 || err != nil {
		t.Errorf("on the same day: read %d (%v), want none", n, err)
	}
	s.Clock.Advance(25 * time.Hour)
	if n, err := s.media.Scrub(t.Context()); n != 3 || err != nil {
		t.Errorf("a day later: read %d (%v), want three", n, err)
	}
	s.Read(func(tx *db.Tx) error {
		totals, err := media.Count(tx)
		if totals.Broken != 1 {
			t.Errorf("got %+v, want one broken", totals)
		}
		return err
	})
}

func TestBlobsGoWhenNoFileNeedsThem(t *testing.T) {
	s := open(t)
	photo := sample(t, "landscape_1.jpg")
	one, two := s.send(s.Teacher, "a.jpg", photo), s.send(s.Teacher, "b.jpg", photo)
	thumb := s.fetch(s.Teacher, one.ID, "thumb")
	drop := func(id media.FileID) int {
		return s.as(s.Teacher, "DELETE", "/files/"+string(id), map[string]string{"Idempotency-Key": core.RandomCode(20)}, nil).StatusCode
	}
	days := func(n int) {
		t.Helper()
		for range n {
			s.Clock.Advance(25 * time.Hour)
			if err := s.media.Tidy(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	s.use(s.conv, 1, two.ID)
	if got := drop(two.ID); got != http.StatusConflict {
		t.Errorf("drop what an entry carries: got %d, want 409", got)
	}
	if got := drop(one.ID); got >= 300 {
		t.Errorf("drop one's own: got %d", got)
	}
	days(3)
	if got := s.fetch(s.Teacher, two.ID, "thumb"); !bytes.Equal(got, thumb) {
		t.Error("the other file with the same bytes lost them")
	}
	s.Write(func(tx *db.Tx) error { return s.media.Remove(tx, []media.FileID{two.ID}) })
	days(3)
	for path, b := range s.stored() {
		if bytes.Equal(b, thumb) {
			t.Errorf("%s is still there", path)
		}
	}
	three := s.send(s.Teacher, "c.jpg", photo)
	if got := s.fetch(s.Teacher, three.ID, "thumb"); !bytes.Equal(got, thumb) {
		t.Error("the same bytes sent anew are not served")
	}
}

func TestOnlyReadyFilesOfOnesOwnCanBeAttached(t *testing.T) {
	s := open(t)
	mother := s.Joins(0, "母亲")
	mine := s.send(mother, "a.jpg", sample(t, "landscape_1.jpg"))
	theirs := s.send(s.Teacher, "b.jpg", sample(t, "landscape_1.jpg"))
	refused := s.send(mother, "c.gif", []byte("GIF89a....."))
	s.Read(func(tx *db.Tx) error {
		if got, err := s.media.Usable(tx, mother, []media.FileID{mine.ID}); err != nil || len(got) != 1 || got[0] != mine.Attached {
			t.Errorf("got %v %v, want the mother's own", got, err)
		}
		_, err := s.media.Usable(tx, mother, []media.FileID{mine.ID, theirs.ID, refused.ID, "nothing"})
		for _, want := range []string{"/files/1 media.notYours", "/files/2 media.refused", "/files/3 media.notYours"} {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("got %v, want it to say %s", err, want)
			}
		}
		return nil
	})
}
