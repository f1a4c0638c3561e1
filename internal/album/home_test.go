package album_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"magpie/internal/album"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/roster"
)

// unzip reads an archive that somebody downloads; nil when it was refused.
func (r *rooms) unzip(a core.Actor, path string) map[string]string {
	r.T.Helper()
	w := r.knock(a, "GET", path, nil, nil)
	if w.Code != http.StatusOK {
		return nil
	}
	z, err := zip.NewReader(bytes.NewReader(w.Body.Bytes()), int64(w.Body.Len()))
	r.must(err)
	out := map[string]string{}
	for _, f := range z.File {
		if strings.HasPrefix(f.Name, "/") || strings.Contains(f.Name, "..") || strings.ContainsAny(f.Name, `\:`) {
			r.T.Errorf("the archive holds a dangerous name: %q", f.Name)
		}
		content, err := f.Open()
		r.must(err)
		b, err := io.ReadAll(content)
		r.must(err)
		out[f.Name] = string(b)
	}
	return out
}

func TestAZipHoldsWhatTheReaderMaySeeUnderHarmlessNames(t *testing.T) {
	r := open(t)
	id, pictures := r.sportsDay(nil, nil, []int{1})
	r.must(r.Caption(ctx, r.Teacher, pictures[0].Picture, `../../etc/=cmd|' /C calc'!A0`))
	r.must(r.Caption(ctx, r.Teacher, pictures[1].Picture, `=1+1`))
	got := r.unzip(r.ming, "/albums/"+string(id)+"/zip")
	if len(got) != 2 {
		t.Fatalf("a mother gets %d files, want 2", len(got))
	}
	for name, content := range got {
		if !strings.HasPrefix(name, "00") || !strings.Contains(name, ".") || len(content) == 0 {
			t.Errorf("%q with %d bytes", name, len(content))
		}
	}
	if got := r.unzip(r.yu, "/albums/"+string(id)+"/zip?pictures="+string(pictures[2].Picture)); len(got) != 1 {
		t.Errorf("the other mother's selection has %d files, want her child's one", len(got))
	}
	if got := r.unzip(r.ming, "/albums/"+string(id)+"/zip?pictures="+string(pictures[2].Picture)); got != nil {
		t.Errorf("a hidden picture alone gives %v, want what nothing gives", got)
	}
}

func TestAFamilyThatSaysNoWhileAZipIsOnItsWayIsHeard(t *testing.T) {
	r := open(t)
	r.allows(r.yu, 1, roster.PicturesClass)
	id, _ := r.sportsDay([]int{1}, []int{1})
	chosen, err := r.Choose(ctx, r.ming, id, nil)
	r.must(err)
	r.allows(r.yu, 1, roster.PicturesNobody)
	var out bytes.Buffer
	r.must(r.Zip(ctx, r.ming, chosen, &out))
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	r.must(err)
	if len(z.File) != 0 {
		t.Errorf("%d pictures went out after the no", len(z.File))
	}
	r.Removes(r.ming)
	if err := r.Zip(ctx, r.ming, chosen, io.Discard); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("to somebody who was removed meanwhile: %v", err)
	}
}

// says puts an entry into a conversation, as the rooms beside this one do.
func (r *rooms) says(conv feed.ID, kind feed.EntryKind, label string, body map[string]any) {
	r.T.Helper()
	r.Write(func(tx *db.Tx) error {
		_, err := r.feed.Append(tx, conv, feed.Draft{School: "s", Kind: kind, By: roster.Byline{ID: "p", Label: label}, Body: body})
		return err
	})
}

func TestAFamilyTakesHomeWhatIsItsOwnAndNothingElse(t *testing.T) {
	r := open(t)
	_, pictures := r.sportsDay(nil, []int{0}, []int{1})
	class, own, other := feed.OfClass(r.Class.ID), feed.OfFamily(r.Students[0]), feed.OfFamily(r.Students[1])
	sent := r.draws(r.ming)
	r.says(class, feed.EntryNotice, "王老师", map[string]any{"title": "放假通知", "text": "<script>alert(1)</script>", "state": "published"})
	r.says(class, feed.EntryMessage, "别家", map[string]any{"text": "别家在班里说的话", "state": "said"})
	r.says(class, feed.EntryNotice, "王老师", map[string]any{"title": "撤回的通知", "state": "recalled"})
	r.says(own, feed.EntryMessage, "学生0妈妈", map[string]any{"text": "孩子这次没考好", "state": "said",
		"files": []media.Attached{{ID: sent, Kind: media.KindImage, Name: "卷子.png"}}})
	// Nor what stands in the talk, when it is in an album with a child whose family said nothing.
	r.says(own, feed.EntryMessage, "王老师", map[string]any{"text": "运动会的一张", "state": "said",
		"files": []media.Attached{{ID: pictures[2].ID, Kind: media.KindImage, Name: "接力.png"}}})
	r.says(other, feed.EntryMessage, "学生1妈妈", map[string]any{"text": "另一家的私事", "state": "said"})

	check := func(when string) {
		t.Helper()
		got := r.unzip(r.ming, "/children/"+string(r.Students[0])+"/export")
		page := got["index.html"]
		for _, want := range []string{"放假通知", "孩子这次没考好", "秋季运动会", "第一棒", "学生0", `src="pictures/`, `src="files/`} {
			if !strings.Contains(page, want) {
				t.Errorf("%s: the page lacks %s", when, want)
			}
		}
		for _, never := range []string{"<script", "别家在班里说的话", "撤回的通知", "另一家的私事", string(pictures[2].ID), "http://", "https://"} {
			if strings.Contains(page, never) {
				t.Errorf("%s: the page holds %s", when, never)
			}
		}
		if len(got) != 4 { // the page, two pictures of the album, one of the talk
			t.Errorf("%s: %d files", when, len(got))
		}
	}
	check("while the class runs")
	r.Archives()
	check("when it has ended")
	k, err := r.Keepsakes(ctx, r.ming)
	if err != nil || len(k.Items) != 1 || k.Items[0].Student != r.Students[0] || k.Items[0].RemoveAt <= k.Items[0].EndedAt {
		t.Errorf("she is told of %+v, %v", k, err)
	}
	for name, a := range map[string]core.Actor{"another mother": r.yu, "the teacher": r.Teacher} {
		if got := r.unzip(a, "/children/"+string(r.Students[0])+"/export"); got != nil {
			t.Errorf("%s takes it home too", name)
		}
	}
}

func TestABookIsPrintedForEachFamilyWithItsOwnChildFirst(t *testing.T) {
	r := open(t)
	r.allows(r.ming, 0, roster.PicturesClass)
	_, pictures := r.sportsDay(nil, []int{0}, []int{1}, nil)
	b := album.Book{Title: "我们的一年", Words: "谢谢大家。", From: "2026-09-01", Until: "2027-01-15"}
	for _, p := range pictures {
		b.Pictures = append(b.Pictures, p.Picture)
	}
	r.must(r.WriteBook(ctx, r.Teacher, r.Class.ID, b))
	p, err := r.Print(ctx, r.ming, r.Class.ID, "")
	r.must(err)
	if len(p.Pages) != 2 || !p.Pages[0].Own || p.Pages[0].Pictures[0].Picture.Picture != pictures[1].Picture || len(p.Pages[1].Pictures) != 2 {
		t.Errorf("the mother's copy: %+v", p.Pages)
	}
	if p.Name != "学生0" || p.Words != "谢谢大家。" || p.Pages[0].Pictures[0].Title != "秋季运动会" {
		t.Errorf("the mother's copy: %+v", p.Book)
	}
	if got, err := r.Book(ctx, r.ming, r.Class.ID); err != nil || len(got.Pictures) != 3 || slices.Contains(got.Pictures, pictures[2].Picture) {
		t.Errorf("what was chosen, for a mother: %+v, %v", got, err)
	}
	if _, err := r.Print(ctx, r.ming, r.Class.ID, r.Students[1]); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("another family's copy: %v", err)
	}
	if common, err := r.Print(ctx, r.Teacher, r.Class.ID, ""); err != nil || len(common.Pages) != 1 || common.Pages[0].Own {
		t.Errorf("the common copy: %+v, %v", common.Pages, err)
	}
	b.Pictures = append(b.Pictures, "none")
	if err := r.WriteBook(ctx, r.Teacher, r.Class.ID, b); core.KindOf(err) != core.KindInvalid {
		t.Errorf("a picture that is not there: %v", err)
	}
}

func TestStaffAreToldAMonthBeforeAClassIsEmptied(t *testing.T) {
	r := open(t)
	id, pictures := r.sportsDay(nil, nil)
	const day = 24 * time.Hour
	r.Archives()
	r.Clock.Advance(149 * day)
	r.must(r.Retire(ctx))
	if list, err := r.Leaving(ctx, r.Teacher); err != nil || len(list) != 0 {
		t.Errorf("too early: %+v, %v", list, err)
	}
	r.Clock.Advance(2 * day)
	r.must(r.Retire(ctx))
	r.must(r.Retire(ctx))
	list, err := r.Leaving(ctx, r.Teacher)
	if err != nil || len(list) != 1 || list[0].RemoveAt < core.MillisOf(r.Clock.Now().Add(29*day)) || r.ear.Of(r.Teacher.Person, "pictures") != 1 {
		t.Fatalf("told %+v %v, %v", list, r.ear.All(), err)
	}
	st, err := r.Storage(ctx, r.Teacher, r.Class.ID)
	if err != nil || st.RemoveAt != list[0].RemoveAt || st.Removed || len(st.Albums) != 1 || st.Albums[0].Count != 2 || st.Used == 0 {
		t.Errorf("the page of storage: %+v, %v", st, err)
	}
	r.Clock.Advance(31 * day)
	r.must(r.Retire(ctx))
	if r.fetches(r.Teacher, pictures[0].ID) != http.StatusNotFound || r.sees(r.Teacher, id).Count != 0 {
		t.Error("the pictures are still there")
	}
	if _, b := r.entry(); b.Count != 0 || len(b.Cover) != 0 {
		t.Errorf("the entry still says %+v", b)
	}
	if st, _ = r.Storage(ctx, r.Teacher, r.Class.ID); !st.Removed || st.Used != 0 {
		t.Errorf("the page of storage: %+v", st)
	}
}

func TestAPictureMessageBecomesAnAlbumButAFamilysOwnNever(t *testing.T) {
	r := open(t)
	file := r.draws(r.ming)
	body := map[string]any{"text": "看台上", "state": "said", "files": []media.Attached{
		{ID: file, Kind: media.KindImage, Name: "看台.png"}, {ID: "paper", Kind: media.KindPaper, Name: "名单.pdf"}}}
	r.says(feed.OfClass(r.Class.ID), feed.EntryMessage, "学生0妈妈", body)
	r.says(feed.OfFamily(r.Students[0]), feed.EntryMessage, "学生0妈妈", body)
	r.says(feed.OfClass(r.Class.ID), feed.EntryMessage, "学生0妈妈", map[string]any{"text": "没有照片", "state": "said", "files": []any{}})
	id, err := r.FromMessage(ctx, r.Teacher, feed.OfClass(r.Class.ID), 1, album.Opening{Title: "看台", Day: "2026-11-26"})
	r.must(err)
	if v := r.sees(r.yu, id); v.Count != 1 || v.Items[0].ID != file || v.Items[0].By.Label != "学生0妈妈" || r.fetches(r.yu, file) != http.StatusOK {
		t.Errorf("another mother sees %+v", v)
	}
	for conv, want := range map[feed.ID]error{feed.OfFamily(r.Students[0]): album.ErrPrivate, feed.OfClass("none"): core.ErrAbsent} {
		if _, err := r.FromMessage(ctx, r.Teacher, conv, 1, album.Opening{Title: "看台"}); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", conv, err, want)
		}
	}
	if _, err := r.FromMessage(ctx, r.Teacher, feed.OfClass(r.Class.ID), 2, album.Opening{Title: "看台"}); !errors.Is(err, album.ErrNoPictures) {
		t.Errorf("a message without pictures: %v", err)
	}
	if _, err := r.FromMessage(ctx, r.ming, feed.OfClass(r.Class.ID), 1, album.Opening{Title: "看台"}); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("a mother: %v", err)
	}
}
