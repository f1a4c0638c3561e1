package safety_test

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
	"magpie/internal/safety"
)

func TestFoundTellsEverybodyAndTakesThePictureAway(t *testing.T) {
	s := open(t, 3)
	mother, neighbour := s.Joins(0, "母亲"), s.Joins(1, "父亲")
	s.shelf.owner["photo"] = s.Teacher.Person
	if _, err := s.Missing(ctx, mother, s.Students[0], "还没到家"); err != nil {
		t.Fatal(err)
	}
	v := s.search(0, safety.Known{Picture: "photo", Clothes: "蓝校服"}, false)
	if s.shelf.shown[feed.OfFamily(s.Students[1])] != "photo" || len(v.Words) != 1 {
		t.Errorf("shown in %v; the family said %+v", s.shelf.shown, v.Words)
	}
	s.tells(neighbour, v.ID, safety.Telling{Seen: safety.SeenWith, Where: "我家"})
	s.Clock.Advance(4 * time.Minute)
	for range 2 { // two of the staff press it
		var err error
		if v, err = s.End(ctx, s.Teacher, v.ID, safety.Ending{State: safety.StateFound, Where: "同学家", Word: "一切平安"}); err != nil {
			t.Fatal(err)
		}
	}
	if len(s.shelf.shown) != 0 {
		t.Errorf("still shown: %v", s.shelf.shown)
	}
	s.saysNoMore(v, neighbour)
	filed, _, err := s.Reports(ctx, s.Teacher, s.Students[0], core.Page{})
	if err != nil || len(filed) != 1 {
		t.Fatalf("filed: %d, %v", len(filed), err)
	}
	r := filed[0]
	if r.Where != "同学家" || r.Word != "一切平安" || len(r.Timeline) != 1 || r.FirstAnswerMs == 0 || r.EndedAt-r.OpenedAt != 240_000 || len(r.Words) != 1 {
		t.Errorf("the report says %+v", r)
	}
	if r.Known.Picture != "" || len(r.Calls) != 0 {
		t.Errorf("the report keeps a picture %q and %d numbers", r.Known.Picture, len(r.Calls))
	}
}

// saysNoMore looks at what is left of a search that has ended for who was asked.
func (s *stage) saysNoMore(v safety.Search, neighbour core.Actor) {
	s.T.Helper()
	t := s.T
	for room, b := range s.stands(feed.EntrySearch, feed.OfFamily(s.Students[1]), feed.OfStaff(s.ID)) {
		if b.State != "found" || b.Child != "" || b.Clothes != "" {
			t.Errorf("%s still says %+v", room, b)
		}
	}
	if q, err := s.Question(ctx, neighbour, v.ID); err != nil || q.State != safety.StateFound || q.Child != "" || q.Picture != "" {
		t.Errorf("who was asked sees %+v, %v", q, err)
	}
	if _, err := s.Tell(ctx, neighbour, v.ID, safety.Telling{Seen: safety.SeenNo}); !errors.Is(err, safety.ErrEnded) {
		t.Errorf("an answer after the end: %v", err)
	}
}

func TestADrillLeavesNumbersAndNoNames(t *testing.T) {
	s := open(t, 3)
	s.Joins(0, "母亲")
	neighbour := s.Joins(1, "父亲")
	v := s.search(0, safety.Known{Clothes: "蓝校服"}, true)
	s.Clock.Advance(time.Minute)
	s.tells(neighbour, v.ID, safety.Telling{Seen: safety.SeenOnce, Where: "操场"})
	v, err := s.End(ctx, s.Teacher, v.ID, safety.Ending{State: safety.StateFound, Where: "操场"})
	if err != nil {
		t.Fatal(err)
	}
	if v.Student != "" || v.Name != "" || v.Where != "" || v.Score == nil || *v.Score != (safety.Score{Of: 1, Accounted: 1, P50: 60_000, P90: 60_000, P100: 60_000}) {
		t.Errorf("left of the drill: %+v, score %+v", v, v.Score)
	}
	if filed, _, err := s.Reports(ctx, s.Teacher, s.Students[0], core.Page{}); err != nil || len(filed) != 0 {
		t.Errorf("a drill was filed: %+v, %v", filed, err)
	}
	s.Read(func(tx *db.Tx) error {
		given, err := ask.Answers(tx, v.Ask)
		if len(given) != 0 {
			t.Errorf("answers are left: %+v", given)
		}
		return err
	})
	for room, b := range s.stands(feed.EntrySearch, feed.OfFamily(s.Students[1])) {
		if !b.Drill || b.Child != "" {
			t.Errorf("%s says %+v", room, b)
		}
	}
}

func TestADrillThatEndsWhilePeopleAnswerLeavesNothing(t *testing.T) {
	s := open(t, 12)
	people := make([]core.Actor, len(s.Students))
	for i := range s.Students {
		people[i] = s.Joins(i, "母亲")
	}
	v := s.search(0, safety.Known{}, true)
	s.after(3 * time.Minute) // all of the class are asked
	al := s.warns(safety.Warning{Kind: safety.DangerFire, Drill: true})
	var group sync.WaitGroup
	for i, a := range people {
		group.Go(func() {
			_, err := s.Tell(ctx, a, v.ID, safety.Telling{Seen: safety.SeenNo})
			_, err2 := s.Safe(ctx, a, al.ID, s.Students[i])
			for _, err := range []error{err, err2} {
				if err != nil && !errors.Is(err, safety.ErrEnded) {
					t.Error(err)
				}
			}
		})
	}
	group.Go(func() {
		_, err := s.End(ctx, s.Teacher, v.ID, safety.Ending{State: safety.StateFound})
		_, err2 := s.Over(ctx, s.Teacher, al.ID)
		if err := errors.Join(err, err2); err != nil {
			t.Error(err)
		}
	})
	group.Wait()
	s.Read(func(tx *db.Tx) error {
		for _, id := range []ask.ID{v.Ask, al.Ask} {
			if given, err := ask.Answers(tx, id); err != nil || len(given) != 0 {
				t.Errorf("left: %+v, %v", given, err)
			}
		}
		var lines int
		err := tx.QueryRow(`select count(*) from safety_roll`).Scan(&lines)
		if lines != 0 {
			t.Errorf("%d lines of the roll are left", lines)
		}
		return err
	})
}

func TestNobodyIsCalledWhomACourtKeepsAway(t *testing.T) {
	s := open(t, 2)
	mother := s.Joins(0, "母亲")
	father := s.Joins(0, "父亲")
	s.Write(func(tx *db.Tx) error {
		for relation, phone := range map[string]string{"母亲": "13700000001", "父亲": "13700000002"} {
			_, err := tx.Exec(`insert into roster_contact (id, school, student, name, relation, phone, position) values ($1, 's', $2, '', $3, $4, 0)`,
				tx.NewID(), s.Students[0], relation, phone)
			if err != nil {
				return err
			}
		}
		_, err := tx.Exec(`update roster_guardian set barred_at = 1 where person = $1`, father.Person)
		return err
	})
	v := s.search(0, safety.Known{}, false)
	if len(v.Calls) == 0 || len(v.Calls[0].Contacts) != 1 || v.Calls[0].Contacts[0].Relation != "母亲" {
		t.Errorf("to call: %+v", v.Calls)
	}
	if s.ear.Of(father.Person, "home") != 0 || s.ear.Of(mother.Person, "home") == 0 {
		t.Errorf("nudged: %v", s.ear.All())
	}
	s.Read(func(tx *db.Tx) error {
		searches, _, err := safety.Mine(tx, father)
		if err != nil || len(searches) != 0 {
			t.Errorf("the barred father is asked %+v, %v", searches, err)
		}
		return nil
	})
}

func TestWhoIsBarredIsNotAskedByAnotherChildEither(t *testing.T) {
	s := open(t, 3)
	father := s.Joins(0, "父亲")
	s.AlsoJoins(father, 1, "父亲")
	s.Joins(1, "母亲")
	s.Write(func(tx *db.Tx) error {
		_, err := tx.Exec(`update roster_guardian set barred_at = 1 where person = $1 and student = $2`, father.Person, s.Students[0])
		return err
	})
	v := s.search(0, safety.Known{}, false)
	s.after(time.Hour)
	if told := s.stands(feed.EntrySearch, feed.OfFamily(s.Students[1])); len(told) != 0 {
		t.Errorf("the barred father reads of the search in his other child's room: %+v", told)
	}
	for _, c := range s.look(v.ID).Calls {
		if c.Student == s.Students[1] {
			t.Error("staff are told to call him")
		}
	}
}

func TestAFamilysWordRingsTheStaffAndGoesIntoTheSearch(t *testing.T) {
	s := open(t, 2)
	mother := s.Joins(0, "母亲")
	if _, err := s.Missing(ctx, mother, s.Students[0], "七点了还没到"); err != nil {
		t.Fatal(err)
	}
	if s.ear.Of(s.Teacher.Person, "search") == 0 {
		t.Error("the teacher was not told")
	}
	today := func() (list []safety.TodaySearch) {
		s.Read(func(tx *db.Tx) (err error) {
			list, _, err = safety.Today(tx, []roster.ClassID{s.ID})
			return err
		})
		return list
	}
	if list := today(); len(list) != 1 || list[0].Search != "" || list[0].By != "学生0妈妈" || list[0].Name != "学生0" {
		t.Errorf("today: %+v", list)
	}
	v := s.search(0, safety.Known{}, false)
	if list := today(); len(list) != 1 || list[0].Search != v.ID {
		t.Errorf("after the search was opened: %+v", list)
	}
	words, _, err := s.Words(ctx, s.Teacher, s.ID, core.Page{})
	if err != nil || len(words) != 1 || words[0].Search != v.ID {
		t.Errorf("words: %+v, %v", words, err)
	}
	for range 4 {
		if _, err := s.Missing(ctx, mother, s.Students[0], ""); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Missing(ctx, mother, s.Students[0], ""); !errors.Is(err, safety.ErrManyWords) {
		t.Errorf("the sixth within the hour: %v", err)
	}
}

func TestWhatIsLearntLaterReachesWhoWasAsked(t *testing.T) {
	s := open(t, 3)
	neighbour := s.Joins(1, "父亲")
	v := s.search(0, safety.Known{}, false)
	s.shelf.owner["photo"] = s.Teacher.Person
	if _, err := s.Learn(ctx, s.Teacher, v.ID, safety.Known{Clothes: "红外套", Picture: "photo"}); err != nil {
		t.Fatal(err)
	}
	if q, _ := s.Question(ctx, neighbour, v.ID); q.Clothes != "红外套" || q.Picture != "photo" {
		t.Errorf("the neighbour sees %+v", q)
	}
	if s.shelf.shown[feed.OfFamily(s.Students[1])] != "photo" {
		t.Errorf("shown: %v", s.shelf.shown)
	}
	if _, err := s.Learn(ctx, s.Teacher, v.ID, safety.Known{Picture: "another's"}); core.KindOf(err) != core.KindInvalid {
		t.Errorf("another's picture: %v", err)
	}
}

func TestTheChildrensRoomIsAskedOnlyWithTwoAdultsInIt(t *testing.T) {
	s := open(t, 2)
	s.Joins(1, "母亲")
	pupil := s.Studies(1)
	v := s.search(0, safety.Known{}, false)
	s.after(time.Hour)
	s.after(time.Hour)
	if v = s.look(v.ID); v.StudentsRoom != "closed" {
		t.Errorf("with one adult the room is %s", v.StudentsRoom)
	}
	s.Read(func(tx *db.Tx) error {
		searches, _, err := safety.Mine(tx, pupil)
		if len(searches) != 0 {
			t.Errorf("the child was asked outside a watched room: %+v", searches)
		}
		return err
	})
}

func TestStaffOfOtherClassesAnswerToo(t *testing.T) {
	s := open(t, 2)
	v := s.search(0, safety.Known{}, false)
	s.tells(s.Teacher, v.ID, safety.Telling{Seen: safety.SeenOnce, Where: "办公室"})
	v = s.look(v.ID)
	if len(v.Timeline) != 1 || v.Timeline[0].By != "王老师" {
		t.Errorf("the day: %+v", v.Timeline)
	}
	if !slices.ContainsFunc(v.Rings, func(r safety.RingView) bool { return r.Kind == "school" && r.OpenedAt > 0 }) {
		t.Errorf("rings: %+v", v.Rings)
	}
}
