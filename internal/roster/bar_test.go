package roster_test

import (
	"errors"
	"slices"
	"testing"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// barredFather is a child whose mother is in and whose father is barred.
func barredFather(s *stage) (child roster.StudentID, mother, father core.Actor, id roster.GuardianID) {
	child = s.child("李明", "13800000001")
	mother = s.joined(child, "0001")
	e, err := s.Join(s.ctx, stranger, roster.Joining{Code: s.slip(child), Relation: "父亲", Digits: "0001", RulesVersion: 1})
	s.must(err)
	father = s.actor(e.Person)
	for _, g := range s.family(child).Guardians {
		if g.Person == father.Person {
			id = g.ID
		}
	}
	s.must(s.Bar(s.ctx, s.head, id, " 法院的决定 "))
	return child, mother, father, id
}

func TestABarredGuardianCountsAsNotJoinedEverywhere(t *testing.T) {
	s := open(t)
	child, mother, father, _ := barredFather(s)
	s.read(func(tx *db.Tx) error {
		for name, find := range map[string]func() ([]string, error){
			"audience of the class":  func() ([]string, error) { return roster.Audience(tx, roster.KindClass, s.class, "") },
			"audience of the family": func() ([]string, error) { return roster.Audience(tx, roster.KindFamily, s.class, child) },
			"audience of the school": func() ([]string, error) { return roster.AudienceOfSchool(tx, s.head.School) },
			"persons of the child":   func() ([]string, error) { return roster.PersonsOf(tx, child) },
		} {
			list, err := find()
			if err != nil || slices.Contains(list, father.Person) || !slices.Contains(list, mother.Person) {
				t.Errorf("%s is %v, %v", name, list, err)
			}
		}
		for name, holds := range map[string]func() (bool, error){
			"guards":  func() (bool, error) { return roster.IsGuardian(tx, father.Person, child) },
			"member":  func() (bool, error) { return roster.Member(tx, father.Person, s.class) },
			"belongs": func() (bool, error) { return roster.BelongsTo(tx, father, father.School) },
		} {
			if yes, err := holds(); yes || err != nil {
				t.Errorf("%s: %v, %v", name, yes, err)
			}
		}
		if _, err := roster.Author(tx, father, child); !errors.Is(err, core.ErrAbsent) {
			t.Errorf("the barred father can still sign: %v", err)
		}
		return nil
	})
	if self := s.self(father); len(self.Children) != 0 || self.Pending != nil {
		t.Errorf("the barred father's session says %+v", self)
	}
	if _, err := s.WaitingFor(s.ctx, father); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("the barred father is told of his place: %v", err)
	}
	if f := s.family(child); len(f.Guardians) != 1 || len(f.Bars) != 1 || f.Bars[0].Reason != "法院的决定" || f.Bars[0].By != "王老师" {
		t.Errorf("staff see %+v", f)
	}
}

func TestWhileABarStandsEveryCodeForTheChildOnlyWaitsForStaff(t *testing.T) {
	s := open(t)
	child, mother, father, _ := barredFather(s)
	invite, err := s.InviteFamily(s.ctx, mother, child)
	s.must(err)
	slip, family := func() string { return s.slip(child) }, func() string { return invite.Code }
	for name, try := range map[string]struct {
		who  core.Actor
		code func() string
		in   roster.Joining
	}{
		"his own account with a new slip": {father, slip, roster.Joining{Digits: "0001"}},
		"a new account with a new slip":   {stranger, slip, roster.Joining{Digits: "0001"}},
		"the whole number":                {stranger, slip, roster.Joining{Phone: "13800000001"}},
		"the poster":                      {stranger, s.poster, roster.Joining{Child: "李明", Phone: "13800000001"}},
		"a family's invitation":           {father, family, roster.Joining{}},
		"the same as a stand-in":          {stranger, family, roster.Joining{StandIn: true}},
	} {
		try.in.Code, try.in.Relation, try.in.RulesVersion = try.code(), "父亲", 1
		if e, err := s.Join(s.ctx, try.who, try.in); err != nil || e.State != "waiting" {
			t.Errorf("%s: %+v, %v", name, e, err)
		}
	}
	look, err := s.Look(s.ctx, stranger, s.slip(child))
	if err != nil || look.HasPhone {
		t.Errorf("a slip shows %+v, %v", look, err)
	}
	for _, claim := range s.claims() {
		if !claim.Suggestions[0].Barred {
			t.Errorf("staff are not told to look twice: %+v", claim)
		}
	}
}

func TestStaffCannotLetABarredPersonInByMistake(t *testing.T) {
	s := open(t)
	child, _, father, id := barredFather(s)
	_, err := s.Join(s.ctx, father, roster.Joining{Code: s.slip(child), Relation: "父亲", AskStaff: true, RulesVersion: 1})
	s.must(err)
	claim := s.claims()[0].ID
	if err := s.Approve(s.ctx, s.head, claim, child, ""); !errors.Is(err, roster.ErrBarred) {
		t.Fatalf("approving: %v", err)
	}
	s.must(s.LiftBar(s.ctx, s.head, id))
	s.must(s.Approve(s.ctx, s.head, claim, child, ""))
	if self := s.self(father); len(self.Children) != 1 {
		t.Errorf("after the bar was lifted: %+v", self)
	}
}

func TestABarEndsWhatThePersonGaveOutAndTellsThemAtOnce(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	father := s.joined(child, "0001")
	invite, err := s.InviteFamily(s.ctx, father, child)
	s.must(err)
	id := s.family(child).Guardians[0].ID
	for len(s.changed) > 0 {
		<-s.changed
	}
	s.must(s.Bar(s.ctx, s.head, id, "法院的决定"))
	if told := <-s.changed; !slices.Contains(told, father.Person) || !slices.Contains(told, s.head.Person) {
		t.Errorf("told %v", told)
	}
	if _, err := s.Look(s.ctx, stranger, invite.Code); !errors.Is(err, roster.ErrCode) {
		t.Errorf("the barred father's invitation: %v", err)
	}
	if err := s.RemoveGuardian(s.ctx, s.head, id); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("removing a barred guardian would lift the bar: %v", err)
	}
	if err := s.Bar(s.ctx, s.head, id, ""); core.KindOf(err) != core.KindInvalid {
		t.Errorf("without a reason: %v", err)
	}
}
