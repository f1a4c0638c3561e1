package album_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"magpie/internal/album"
	"magpie/internal/core"
	"magpie/internal/media"
	"magpie/internal/roster"
)

func TestManyWhoAddAtOnceLoseAndDoubleNothing(t *testing.T) {
	r := open(t)
	id, _ := r.sportsDay(nil)
	files := []media.FileID{}
	for range 6 {
		files = append(files, r.draws(r.Teacher))
	}
	var wg sync.WaitGroup
	for i := range 18 { // each picture comes three times
		wg.Go(func() {
			if err := r.Add(ctx, r.Teacher, id, "", []album.Added{{File: files[i%6]}}); err != nil {
				t.Error(err)
			}
		})
	}
	for range 4 {
		wg.Go(func() {
			if err := r.Settle(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	r.must(r.Settle(ctx))
	got := r.sees(r.ming, id)
	seen := []media.FileID{}
	for _, p := range got.Items {
		seen = append(seen, p.ID)
	}
	slices.Sort(seen)
	if got.Count != 7 || len(slices.Compact(seen)) != 7 {
		t.Errorf("%d pictures, %d different, want 7", got.Count, len(slices.Compact(seen)))
	}
	if _, b := r.entry(); b.Count != 7 {
		t.Errorf("the entry counts %d", b.Count)
	}
}

func TestAnAlbumIsReadPageByPageAndPagesTellNothingOfWhatIsHidden(t *testing.T) {
	r := open(t)
	id, pictures := r.sportsDay(nil, []int{1}, nil, []int{1}, nil)
	var got []string
	after := ""
	for page := 0; page == 0 || after != ""; page++ {
		v, err := r.View(ctx, r.ming, id, core.Page{After: after, Limit: 2})
		r.must(err)
		for _, p := range v.Items {
			got = append(got, string(p.Picture))
		}
		if len(v.Items) < 2 && v.Next != "" {
			t.Errorf("a short page that is not the last tells that something is hidden: %+v", v.Items)
		}
		after = v.Next
	}
	want := fmt.Sprint([]album.PictureID{pictures[0].Picture, pictures[2].Picture, pictures[4].Picture})
	if fmt.Sprint(got) != want {
		t.Errorf("pages hold %v, want %v", got, want)
	}
}

func TestAnAnswerAndATagAtTheSameTimeLeaveNoHiddenPictureOnTheCover(t *testing.T) {
	r := open(t)
	r.allows(r.ming, 0, roster.PicturesClass)
	_, pictures := r.sportsDay(nil, nil, nil)
	var wg sync.WaitGroup
	wg.Go(func() { r.allows(r.ming, 0, roster.PicturesNobody) })
	for _, p := range pictures {
		wg.Go(func() {
			if _, err := r.Tag(ctx, r.Teacher, p.Picture, []roster.StudentID{r.Students[0]}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if _, b := r.entry(); b.Count != 0 || len(b.Cover) != 0 {
		t.Errorf("the class still sees %+v", b)
	}
}
