package album_test

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"magpie/internal/album"
	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

func TestAnAlbumStandsInTheClassWithWhatEverybodyMaySee(t *testing.T) {
	r := open(t)
	r.allows(r.ming, 0, roster.PicturesClass)
	id, pictures := r.sportsDay(nil, []int{0}, []int{1})
	e, b := r.entry()
	if e.Kind != feed.EntryAlbum || e.Ref != string(id) || b.Count != 2 || len(b.Cover) != 2 || b.Title != "秋季运动会" {
		t.Fatalf("the entry is %+v %+v, want two pictures: the third waits for its family's word", e, b)
	}
	for _, c := range []struct {
		who   core.Actor
		count int
	}{{r.Teacher, 3}, {r.ming, 2}, {r.yu, 3}} {
		if v := r.sees(c.who, id); v.Count != c.count || len(v.Items) != c.count {
			t.Errorf("%s sees %d of %d, want %d", c.who.Role, len(v.Items), v.Count, c.count)
		}
	}
	if got := r.fetches(r.ming, pictures[2].ID); got != http.StatusNotFound {
		t.Errorf("a mother fetches another child's hidden picture: %d", got)
	}
	if got := r.fetches(r.yu, pictures[2].ID); got != http.StatusOK {
		t.Errorf("its own mother fetches it: %d", got)
	}
}

func TestAChangedAnswerActsAtOnceOnOldPicturesAndOnTheCover(t *testing.T) {
	r := open(t)
	r.allows(r.ming, 0, roster.PicturesClass)
	id, pictures := r.sportsDay(nil, []int{0})
	if _, b := r.entry(); b.Count != 2 {
		t.Fatalf("at first: %+v", b)
	}
	r.allows(r.ming, 0, roster.PicturesNobody)
	if _, b := r.entry(); b.Count != 1 || len(b.Cover) != 1 {
		t.Errorf("after a no, the entry still says %+v", b)
	}
	if v := r.sees(r.yu, id); v.Count != 1 || r.fetches(r.yu, pictures[1].ID) != http.StatusNotFound {
		t.Errorf("after a no, another mother sees %d", v.Count)
	}
	if v := r.sees(r.ming, id); v.Count != 2 || r.fetches(r.ming, pictures[1].ID) != http.StatusOK {
		t.Errorf("the own mother sees %d", v.Count)
	}
	if r.fetches(r.Teacher, pictures[1].ID) != http.StatusOK {
		t.Error("who added it cannot see whom to take out")
	}
	r.allows(r.ming, 0, roster.PicturesClass)
	if _, b := r.entry(); b.Count != 2 {
		t.Errorf("after a yes, the entry says %+v", b)
	}
}

func TestAPictureForFewLeavesTheCommonEntryUntouched(t *testing.T) {
	r := open(t)
	id, _ := r.sportsDay(nil)
	before, _ := r.entry()
	err := r.Add(ctx, r.Teacher, id, "", []album.Added{{File: r.draws(r.Teacher), Tags: []roster.StudentID{r.Students[0]}}})
	r.must(err)
	r.must(r.Settle(ctx))
	if after, _ := r.entry(); after.Rev != before.Rev {
		t.Error("families learn that something came which they may not see")
	}
	r.must(r.Add(ctx, r.Teacher, id, "", []album.Added{{File: r.draws(r.Teacher)}}))
	r.must(r.Add(ctx, r.Teacher, id, "", []album.Added{{File: r.draws(r.Teacher)}}))
	r.must(r.Settle(ctx))
	if after, b := r.entry(); after.Rev != before.Rev+1 || b.Count != 3 {
		t.Errorf("two additions made %d changes, the entry counts %d", after.Rev-before.Rev, b.Count)
	}
	if v := r.sees(r.yu, id); v.Count != 3 || v.Next != "" {
		t.Errorf("another mother: %+v", v.Shelf)
	}
}

func TestAFamilysPictureWaitsUntilStaffHaveLooked(t *testing.T) {
	r := open(t)
	id, _ := r.sportsDay(nil)
	file := r.draws(r.ming)
	in := []album.Added{{File: file, Caption: "  看台上 ", Tags: []roster.StudentID{r.Students[0]}}}
	r.must(r.Add(ctx, r.ming, id, "", in))
	mine, hers, teachers := r.sees(r.ming, id), r.sees(r.yu, id), r.sees(r.Teacher, id)
	if mine.Count != 2 || mine.Items[1].State != album.StateWaiting || mine.Items[1].By.Label != "学生0妈妈" || mine.Items[1].Caption != "看台上" {
		t.Errorf("who sent it sees %+v", mine.Items)
	}
	if hers.Count != 1 || r.fetches(r.yu, file) != http.StatusNotFound || teachers.Count != 2 {
		t.Errorf("another mother sees %d, the teacher %d", hers.Count, teachers.Count)
	}
	if r.ear.Of(r.Teacher.Person, "pictures") != 1 {
		t.Errorf("nudges: %v", r.ear.All())
	}
	waiting, _, err := r.Waiting(ctx, r.Teacher, r.Class.ID, core.Page{})
	r.must(err)
	if len(waiting) != 1 || waiting[0].Picture != mine.Items[1].Picture {
		t.Fatalf("waiting: %+v", waiting)
	}
	picture := waiting[0].Picture
	if err := r.StaffOfPicture().Check(ctx, r.ming, string(picture)); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("a mother at the approval: %v", err)
	}
	r.must(r.Caption(ctx, r.ming, picture, "加油"))
	r.must(r.Approve(ctx, r.Teacher, picture))
	if err := r.Caption(ctx, r.ming, picture, "别的话"); !errors.Is(err, album.ErrDecided) {
		t.Errorf("words that nobody looked at: %v", err)
	}
	if err := r.Refuse(ctx, r.Teacher, picture); !errors.Is(err, album.ErrDecided) {
		t.Errorf("refusing what was approved: %v", err)
	}
	r.allows(r.ming, 0, roster.PicturesClass)
	if hers = r.sees(r.yu, id); hers.Count != 2 || r.fetches(r.yu, file) != http.StatusOK {
		t.Errorf("approved and agreed to, another mother sees %d", hers.Count)
	}
}

func TestARefusedPictureIsSeenByNobodyElse(t *testing.T) {
	r := open(t)
	id, _ := r.sportsDay(nil)
	file := r.draws(r.ming)
	r.must(r.Add(ctx, r.ming, id, "", []album.Added{{File: file}}))
	r.must(r.Refuse(ctx, r.Teacher, r.sees(r.Teacher, id).Items[1].Picture))
	if v := r.sees(r.ming, id); v.Count != 1 {
		t.Errorf("it is still in the album: %+v", v.Items)
	}
	if got := r.fetches(r.yu, file); got != http.StatusNotFound {
		t.Errorf("another mother fetches it: %d", got)
	}
	r.must(r.Add(ctx, r.ming, id, "", []album.Added{{File: file}}))
	if v := r.sees(r.ming, id); v.Count != 2 {
		t.Error("a second try was not taken")
	}
}

func TestWhatIsThereTwiceIsAddedOnce(t *testing.T) {
	r := open(t)
	id, pictures := r.sportsDay(nil)
	file := pictures[0].ID
	r.must(r.Add(ctx, r.Teacher, id, "", []album.Added{{File: file}, {File: file}}))
	if v := r.sees(r.Teacher, id); v.Count != 1 {
		t.Errorf("%d pictures, want 1", v.Count)
	}
}

func TestARemovedPictureIsGoneForTheClass(t *testing.T) {
	r := open(t)
	id, pictures := r.sportsDay(nil, nil)
	r.must(r.Remove(ctx, r.Teacher, pictures[0].Picture))
	if _, b := r.entry(); b.Count != 1 {
		t.Errorf("the entry counts %d", b.Count)
	}
	if r.fetches(r.ming, pictures[0].ID) != http.StatusNotFound || r.fetches(r.ming, pictures[1].ID) != http.StatusOK {
		t.Error("the removed one can be fetched, or the other one cannot")
	}
	if err := r.Keeper().Check(ctx, r.Teacher, string(pictures[0].Picture)); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("what is gone can be changed: %v", err)
	}
	if v := r.sees(r.ming, id); v.Count != 1 {
		t.Errorf("the album counts %d", v.Count)
	}
}

func TestEverybodyTagsOnlyWhomTheyMay(t *testing.T) {
	r := open(t)
	id, pictures := r.sportsDay(nil)
	out, err := r.Tag(ctx, r.Teacher, pictures[0].Picture, []roster.StudentID{r.Students[0], r.Students[2]})
	r.must(err)
	if len(out.Hidden) != 2 || out.Families != 2 || out.Without != 2 {
		t.Errorf("tagging told %+v, want two children of whom nobody was asked, and no family that sees both", out)
	}
	if _, err := r.Tag(ctx, r.Teacher, pictures[0].Picture, []roster.StudentID{"child9999"}); core.KindOf(err) != core.KindInvalid {
		t.Errorf("a stranger's child: %v", err)
	}
	file := r.draws(r.ming)
	if err := r.Add(ctx, r.ming, id, "", []album.Added{{File: file, Tags: []roster.StudentID{r.Students[1]}}}); core.KindOf(err) != core.KindInvalid {
		t.Errorf("a mother tags another child: %v", err)
	}
	r.must(r.Add(ctx, r.ming, id, "", []album.Added{{File: file}}))
	own := r.sees(r.ming, id).Items[0].Picture
	_, err = r.Tag(ctx, r.Teacher, own, []roster.StudentID{r.Students[1]})
	r.must(err)
	out, err = r.Tag(ctx, r.ming, own, []roster.StudentID{r.Students[0]})
	r.must(err)
	if len(out.Hidden) != 0 || out.Families != 0 {
		t.Errorf("a mother is told of others: %+v", out)
	}
	if v := r.sees(r.Teacher, id); len(v.Items[1].Tags) != 2 {
		t.Errorf("her word took others out: %v", v.Items[1].Tags)
	}
	if _, err := r.Tag(ctx, r.ming, pictures[0].Picture, nil); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("a mother tags a picture of the teacher's: %v", err)
	}
}

func TestMyChildsPicturesAreThoseTheReaderMaySee(t *testing.T) {
	r := open(t)
	r.sportsDay(nil, []int{0}, []int{0, 1})
	mine, next, err := r.Of(ctx, r.ming, r.Students[0], core.Page{})
	r.must(err)
	if len(mine) != 1 || next != "" || len(mine[0].Mine) != 1 || mine[0].Tags != nil {
		t.Errorf("the mother has %+v, want the one that no other family holds back", mine)
	}
	r.allows(r.yu, 1, roster.PicturesClass)
	if mine, _, _ = r.Of(ctx, r.ming, r.Students[0], core.Page{Limit: 1}); len(mine) != 1 {
		t.Errorf("a page of one: %+v", mine)
	}
	if mine, _, _ = r.Of(ctx, r.ming, r.Students[0], core.Page{}); len(mine) != 2 {
		t.Errorf("after the other family agreed she has %d", len(mine))
	}
}

func TestABarredMotherSeesNothingAndHerNoIsNoMore(t *testing.T) {
	r := open(t)
	father := r.Joins(0, "父亲")
	r.allows(father, 0, roster.PicturesClass)
	r.allows(r.ming, 0, roster.PicturesNobody)
	id, pictures := r.sportsDay([]int{0})
	r.Removes(r.ming)
	if r.fetches(r.ming, pictures[0].ID) != http.StatusNotFound || !errors.Is(r.Reader().Check(ctx, r.ming, string(id)), core.ErrAbsent) {
		t.Error("who was removed still sees")
	}
	if v := r.sees(r.yu, id); v.Count != 1 {
		t.Errorf("her answer still counts: another mother sees %d", v.Count)
	}
}

func TestNobodyAddsToAnAlbumOfAClassThatEnded(t *testing.T) {
	r := open(t)
	id, pictures := r.sportsDay(nil)
	file := r.draws(r.Teacher)
	r.Archives()
	_, open := r.Open(ctx, r.Teacher, r.Class.ID, album.Opening{Title: "散伙饭"})
	_, tag := r.Tag(ctx, r.Teacher, pictures[0].Picture, nil)
	for name, err := range map[string]error{"open": open, "tag": tag,
		"add":    r.Add(ctx, r.Teacher, id, "", []album.Added{{File: file}}),
		"rename": r.Rename(ctx, r.Teacher, id, "运动会", ""),
		"remove": r.Remove(ctx, r.Teacher, pictures[0].Picture),
		"book":   r.WriteBook(ctx, r.Teacher, r.Class.ID, album.Book{Title: "一年"}),
	} {
		if !errors.Is(err, roster.ErrArchived) {
			t.Errorf("%s: got %v, want ErrArchived", name, err)
		}
	}
}

func TestAlbumsComeByDayPageByPage(t *testing.T) {
	r := open(t)
	for _, day := range []string{"2026-09-10", "2026-11-26", "2026-10-01"} {
		_, err := r.Open(ctx, r.Teacher, r.Class.ID, album.Opening{Title: day, Day: day})
		r.must(err)
		r.Clock.Advance(time.Minute)
	}
	first, next, err := r.Albums(ctx, r.ming, r.Class.ID, core.Page{Limit: 2})
	r.must(err)
	rest, end, err := r.Albums(ctx, r.ming, r.Class.ID, core.Page{After: next, Limit: 2})
	r.must(err)
	if len(first) != 2 || first[0].Title != "2026-11-26" || first[1].Title != "2026-10-01" || len(rest) != 1 || end != "" {
		t.Errorf("got %+v, then %+v", first, rest)
	}
}

func TestWhatIsWrongWithAnAlbumIsSaidAtOnce(t *testing.T) {
	r := open(t)
	_, err := r.Open(ctx, r.Teacher, r.Class.ID, album.Opening{Title: " ", Day: "昨天", Pictures: []album.Added{{File: "none", Caption: "x"}}})
	var e *core.Error
	if !errors.As(err, &e) || len(e.Fields) != 2 {
		t.Errorf("got %v, want title and day", err)
	}
	_, err = r.Open(ctx, r.Teacher, r.Class.ID, album.Opening{Title: "运动会", Pictures: []album.Added{{File: r.draws(r.ming)}}})
	if !errors.As(err, &e) || e.Fields[0].Pointer != "/pictures/0/file" {
		t.Errorf("somebody else's picture: %v", err)
	}
	if _, err := r.Open(ctx, r.ming, r.Class.ID, album.Opening{Title: "运动会"}); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("a mother opens an album: %v", err)
	}
}
