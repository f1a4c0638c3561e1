package safety_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
	"magpie/internal/safety"
)

func TestASearchWidensByItselfRingByRing(t *testing.T) {
	s := open(t, 12)
	s.Hires("林老师")
	pupil := s.Studies(11)
	for i := range s.Students {
		s.Joins(i, "母亲")
	}
	s.company.with[s.Students[0]] = []roster.StudentID{s.Students[5], s.Students[6]}
	s.company.home[s.Students[5]] = true

	v := s.search(0, safety.Known{Clothes: "蓝校服"}, false)
	asked := func() []int { return []int{v.Rings[0].Answered, len(s.stands(feed.EntrySearch, s.families()...))} }
	if v.Ring != safety.RingCompanions || asked()[1] != 2 {
		t.Errorf("at once: ring %d, %v rooms asked; want the own family and one companion", v.Ring, asked())
	}
	s.after(2*time.Minute + 59*time.Second)
	if v = s.look(v.ID); v.Ring != safety.RingCompanions {
		t.Errorf("before its time: ring %d", v.Ring)
	}
	s.after(time.Second)
	if v = s.look(v.ID); v.Ring != safety.RingNear || asked()[1] != 5 {
		t.Errorf("after three minutes: ring %d, %v rooms", v.Ring, asked())
	}
	if _, told := s.stands(feed.EntrySearch, feed.OfStudents(s.ID))[feed.OfStudents(s.ID)]; told {
		t.Error("the children were asked too early")
	}
	s.after(3 * time.Minute)
	if v = s.look(v.ID); v.Ring != safety.RingClass || asked()[1] != 12 || v.StudentsRoom != "asked" {
		t.Errorf("after six minutes: ring %d, %v rooms, students' room %s", v.Ring, asked(), v.StudentsRoom)
	}
	s.after(5 * time.Minute)
	if v = s.look(v.ID); v.Ring != safety.RingSchool || v.NextAt != 0 {
		t.Errorf("after eleven minutes: ring %d, next at %d", v.Ring, v.NextAt)
	}
	if s.ear.Of(pupil.Person, "home") == 0 {
		t.Error("the pupil's screen was not told")
	}
}

func TestRingsThatHaveNobodyAreNotWaitedFor(t *testing.T) {
	s := open(t, 3)
	v := s.search(0, safety.Known{}, false) // nobody has joined for any child, there are no companions
	if v.Ring != safety.RingSchool {
		t.Errorf("the search waits at ring %d", v.Ring)
	}
	if len(v.Calls) != 3 || !v.Calls[0].Own {
		t.Errorf("staff are told to call %+v", v.Calls)
	}
}

func TestTwoServersAndTwoHandsWidenOnce(t *testing.T) {
	s := open(t, 12)
	for i := range s.Students {
		s.Joins(i, "母亲")
	}
	v := s.search(0, safety.Known{}, false) // ring 2: there are no companions
	other, _ := s.another()
	s.Clock.Advance(3 * time.Minute)
	onScreen := safety.RingNear
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			_, err := s.Due(ctx)
			_, err2 := other.Due(ctx)
			_, err3 := s.Widen(ctx, s.Teacher, v.ID, &onScreen)
			if err := errors.Join(err, err2, err3); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if v = s.look(v.ID); v.Ring != safety.RingClass {
		t.Errorf("ring %d, want 3", v.Ring)
	}
	s.Read(func(tx *db.Tx) error {
		for _, room := range s.families() {
			page, err := feed.Since(tx, room, 0, 0)
			if err != nil || len(page.Entries) != 1 {
				t.Errorf("%s was asked %d times, %v", room, len(page.Entries), err)
			}
		}
		return nil
	})
	later, _ := s.another() // after a restart it goes on where it stood
	s.Clock.Advance(5 * time.Minute)
	if _, err := later.Due(ctx); err != nil || s.look(v.ID).Ring != safety.RingSchool {
		t.Errorf("after a restart: ring %d, %v", s.look(v.ID).Ring, err)
	}
}

func TestAHeldSearchWaitsAndStartsItsTimeAnew(t *testing.T) {
	s := open(t, 12)
	for i := range s.Students {
		s.Joins(i, "母亲")
	}
	v := s.search(0, safety.Known{}, false)
	if v, err := s.Hold(ctx, s.Teacher, v.ID, true); err != nil || !v.Held || v.NextAt != 0 {
		t.Errorf("held: %v, next %d, %v", v.Held, v.NextAt, err)
	}
	s.after(time.Hour)
	if v = s.look(v.ID); v.Ring != safety.RingNear {
		t.Errorf("a held search went to ring %d", v.Ring)
	}
	if v, err := s.Hold(ctx, s.Teacher, v.ID, false); err != nil || v.NextAt != s.at(3*time.Minute) {
		t.Errorf("let go: next %d, %v", v.NextAt, err)
	}
}

func TestASearchThatIsOnIsNotOpenedTwice(t *testing.T) {
	s := open(t, 3)
	first := s.search(0, safety.Known{}, false)
	var group sync.WaitGroup
	for range 5 {
		group.Go(func() {
			v, err := s.Open(ctx, s.Teacher, s.ID, safety.Opening{Student: s.Students[0]})
			if err != nil || v.ID != first.ID {
				t.Errorf("opened again: %s, %v", v.ID, err)
			}
		})
	}
	group.Wait()
	if drill := s.search(0, safety.Known{}, true); drill.ID == first.ID {
		t.Error("a drill took the place of a real search")
	}
	if _, err := s.Open(ctx, s.Teacher, s.ID, safety.Opening{Student: "nobody"}); core.KindOf(err) != core.KindInvalid {
		t.Errorf("a search for nobody: %v", err)
	}
}

func TestWhoWasAskedSeesLittleAndAnswersInOrder(t *testing.T) {
	s := open(t, 3)
	own, neighbour := s.Joins(0, "母亲"), s.Joins(1, "父亲")
	v := s.search(0, safety.Known{Clothes: "蓝校服", LastPlace: "校门口", Note: "家里有事"}, false)
	q, err := s.Question(ctx, neighbour, v.ID)
	if err != nil || q.Child != "生0" || q.Clothes != "蓝校服" || q.Own || q.Student != s.Students[1] {
		t.Errorf("the neighbour is asked %+v, %v", q, err)
	}
	if q, _ := s.Question(ctx, own, v.ID); !q.Own || q.Child != "学生0" {
		t.Errorf("the own mother sees %+v", q)
	}
	s.Clock.Advance(100 * time.Second)
	s.tells(neighbour, v.ID, safety.Telling{Seen: safety.SeenNo})
	s.Clock.Advance(20 * time.Second)
	s.tells(neighbour, v.ID, safety.Telling{Seen: safety.SeenOnce, At: s.at(-time.Hour), Where: "23 路公交", With: "同学"})
	q = s.tells(own, v.ID, safety.Telling{Seen: safety.SeenOnce, At: s.at(-2 * time.Hour), Where: "校门口"})
	if len(q.Mine) != 1 {
		t.Errorf("the mother sees %d answers, want only hers", len(q.Mine))
	}
	v = s.look(v.ID)
	if len(v.Timeline) != 2 || v.Timeline[0].Where != "校门口" || v.Timeline[1].By != "学生1爸爸" {
		t.Errorf("the day: %+v", v.Timeline)
	}
	if v.FirstAnswerMs != 120_000 || v.Answered != 1 {
		t.Errorf("first after %d ms, %d families answered", v.FirstAnswerMs, v.Answered)
	}
	for _, bad := range []safety.Telling{{}, {Seen: "perhaps"}, {Seen: safety.SeenOnce, At: s.at(time.Hour)}, {Seen: safety.SeenNo, Where: strings.Repeat("远", 61)}} {
		if _, err := s.Tell(ctx, neighbour, v.ID, bad); core.KindOf(err) != core.KindInvalid {
			t.Errorf("%+v was taken: %v", bad, err)
		}
	}
}
