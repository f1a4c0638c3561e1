package roster_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http/httptest"
	"testing"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

func TestAGuardianCannotCallThemselvesATeacher(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	for _, said := range []string{"老师", "班主任", "teacher", "王老师 收款"} {
		in := mother(s.slip(child), "0001")
		in.Relation = said
		e, err := s.Join(s.ctx, stranger, in)
		s.must(err)
		s.read(func(tx *db.Tx) error {
			by, err := roster.Author(tx, s.actor(e.Person), child)
			if by.Label != "李明家人" || by.Relation != "" {
				t.Errorf("%q stands under texts as %+v", said, by)
			}
			return err
		})
	}
}

func TestAStandInCannotInviteAParent(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	in := mother(s.slip(child), "0001")
	in.Relation, in.StandIn = "邻居", true
	e, err := s.Join(s.ctx, stranger, in)
	s.must(err)
	i, err := s.InviteFamily(s.ctx, s.actor(e.Person), child)
	s.must(err)
	raised, err := s.Join(s.ctx, stranger, roster.Joining{Code: i.Code, Relation: "母亲", RulesVersion: 1})
	s.must(err)
	alike, err := s.Join(s.ctx, stranger, roster.Joining{Code: i.Code, Relation: "邻居", StandIn: true, RulesVersion: 1})
	s.must(err)
	if raised.State != "waiting" || alike.State != "in" {
		t.Errorf("a mother is %q, a stand-in is %q", raised.State, alike.State)
	}
}

func TestASessionReadBeforeItsRoleChangedMakesNoGuardianOfAStudent(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	before := s.waiting("李明", "", true)
	s.must(s.Approve(s.ctx, s.head, s.claims()[0].ID, child, ""))
	if _, err := s.Join(s.ctx, before, mother(s.slip(child), "0001")); !errors.Is(err, roster.ErrNotGuardian) {
		t.Errorf("with an old session: %v", err)
	}
	if f := s.family(child); len(f.Guardians) != 0 {
		t.Errorf("the student is a guardian: %+v", f.Guardians)
	}
}

func TestNumbersOfAnArchivedClassStayAsTheyAre(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	id := s.family(child).Contacts[0].ID
	s.must(s.ArchiveClass(s.ctx, s.head, s.class))
	if err := s.EditContact(s.ctx, s.head, id, roster.ContactInput{Phone: "13900009999"}); !errors.Is(err, roster.ErrArchived) {
		t.Errorf("changing: %v", err)
	}
	if err := s.DropContact(s.ctx, s.head, id); !errors.Is(err, roster.ErrArchived) {
		t.Errorf("deleting: %v", err)
	}
	if err := s.DropContact(s.ctx, s.head, "nowhere"); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("an unknown one: %v", err)
	}
}

func TestAJoinRepeatedFromALostPhoneOpensNoNewSession(t *testing.T) {
	s := open(t)
	code := s.slip(s.child("李明", "13800000001"))
	door, join := s.door(), object{"code": code, "relation": "母亲", "digits": "0001", "rulesVersion": 1}
	repeat := func(after time.Duration) int {
		s.clock.Advance(after)
		body, err := json.Marshal(join)
		s.must(err)
		r := httptest.NewRequest("POST", rest.Prefix+"/join", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Idempotency-Key", "0123456789abcdef")
		w := httptest.NewRecorder()
		door.ServeHTTP(w, r)
		if got := len(w.Result().Cookies()) > 0; got != (w.Code == 200) {
			t.Errorf("after %s: %d with a session %v", after, w.Code, got)
		}
		return w.Code
	}
	if first, soon, late := repeat(0), repeat(time.Minute), repeat(time.Hour); first != 200 || soon != 200 || late != 409 {
		t.Errorf("got %d, %d and %d", first, soon, late)
	}
}

func TestAFamilyCannotHandOutInvitationsByTheHundred(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	guardian := &browser{t: t, door: s.door(), lang: "zh-CN"}
	guardian.want(200, "POST", "/join", object{"code": s.slip(child), "relation": "母亲", "digits": "0001", "rulesVersion": 1})
	for i := range 25 {
		want := 200
		if i >= 20 {
			want = 429
		}
		guardian.want(want, "POST", "/children/"+string(child)+"/invite", nil)
	}
}
