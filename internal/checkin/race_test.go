package checkin_test

import (
	"sync"
	"testing"
	"time"

	"magpie/internal/checkin"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
)

func TestAnswersAndRemindersAtOneMomentLeaveNobodyChased(t *testing.T) {
	const children = 12
	f := newFriday(t, children)
	other := f.server()
	parents := make([][2]core.Actor, children)
	for i := range parents {
		parents[i] = [2]core.Actor{f.Joins(i, "母亲"), f.Joins(i, "父亲")}
	}
	f.plans()
	f.until(0, "17:10")
	r := f.opened()
	f.Clock.Advance(91 * time.Minute)
	var group sync.WaitGroup
	for _, s := range []*checkin.Service{f.Service, other} {
		group.Go(func() {
			if _, err := s.RunDue(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	for i, both := range parents {
		for j, who := range both {
			s := []*checkin.Service{f.Service, other}[(i+j)%2]
			group.Go(func() {
				if _, err := s.Report(ctx, who, r, f.Students[i], checkin.Values{State: checkin.SaidHome}); err != nil {
					t.Error(err)
				}
			})
		}
	}
	group.Wait()
	f.pass(2 * time.Second)
	if n := f.board(r).Numbers; n.Home != children {
		t.Errorf("%+v are home, want all", n)
	}
	for i, st := range f.Students {
		for _, b := range f.bodies(feed.OfFamily(st)) {
			if b.State != "settled" {
				t.Errorf("the family of child %d is still asked: %+v", i, b)
			}
		}
	}
	if late := f.bodies(feed.OfStaff(f.Class.ID)); len(late) != 0 {
		t.Errorf("staff were told of %+v", late)
	}
	if b := f.bodies(feed.OfClass(f.Class.ID)); len(b) != 1 || b[0].Home != children {
		t.Errorf("the class reads %+v", b)
	}
}

func TestAFurtherReminderTakesTheFirstOnesPlace(t *testing.T) {
	f := newFriday(t, 2)
	mother := f.Joins(0, "母亲")
	f.plans()
	f.until(0, "17:10")
	r := f.opened()
	remind := func() checkin.Reminding {
		t.Helper()
		done, err := f.Remind(ctx, f.Teacher, r, f.Students)
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	if done := remind(); len(done.Reminded) != 1 || len(done.Skipped) != 1 || done.Skipped[0].Key != "checkin.skip.notJoined" {
		t.Errorf("reminded %+v", done)
	}
	if done := remind(); len(done.Reminded) != 0 || done.Skipped[0].Key != "checkin.skip.waiting" {
		t.Errorf("reminded again at once: %+v", done)
	}
	f.pass(15 * time.Minute)
	if done := remind(); len(done.Reminded) != 1 {
		t.Errorf("after a quarter of an hour: %+v", done)
	}
	f.says(mother, r, 0, checkin.SaidDelayed)
	if b := f.bodies(feed.OfFamily(f.Students[0])); len(b) != 1 || b[0].State != "settled" {
		t.Errorf("the family reads %+v", b)
	}
	if done := remind(); done.Skipped[0].Key != "checkin.skip.answered" {
		t.Errorf("reminded after an answer: %+v", done)
	}
}

func TestStaffAreNotShownTheNumberOfWhoIsBarred(t *testing.T) {
	f := newFriday(t, 1)
	father := f.Joins(0, "父亲")
	f.plans()
	f.until(0, "17:10")
	f.Write(func(tx *db.Tx) error {
		for relation, phone := range map[string]string{"母亲": "13800000001", "父亲": "13800000002"} {
			if _, err := tx.Exec(`insert into roster_contact (id, school, student, name, relation, phone, position) values ($1, 's', $2, '', $1, $3, 0)`,
				relation, f.Students[0], phone); err != nil {
				return err
			}
		}
		_, err := tx.Exec(`update roster_guardian set barred_at = 1 where person = $1`, father.Person)
		return err
	})
	if phones := f.on(f.opened(), 0).Contacts; len(phones) != 1 || phones[0].Phone != "13800000001" {
		t.Errorf("staff would call %+v", phones)
	}
}
