package roster_test

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

func TestAStrangerFoundsASchoolOnceWithTheToken(t *testing.T) {
	s := open(t)
	in := roster.Founding{School: "第二中学", Teacher: "李老师", Login: "li", Password: password, Class: "一班", Token: "guessed"}
	if _, err := s.Found(s.ctx, stranger, in); !errors.Is(err, account.ErrSetup) {
		t.Fatalf("a guessed token: %v", err)
	}
	in.Password, in.School = "short", " \u200b "
	_, err := s.Found(s.ctx, stranger, in)
	var e *core.Error
	if !errors.As(err, &e) || len(e.Fields) != 2 {
		t.Fatalf("want both mistakes at once, got %v", err)
	}
}

func TestPoliciesTellOwnFromForeignAndAnswerAlike(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	guardian := s.joined(child, "0001")
	waiting := s.waiting("别人", "父亲", false)
	claim := s.claims()[0].ID
	other, otherClass := s.school("第二中学", "李老师", "li", "一班")
	person, err := s.Hire(s.ctx, operator, roster.Hiring{Class: s.class, Name: "赵老师", Login: "zhao", Password: password, Role: roster.RoleTeacher})
	s.must(err)
	teacher := s.actor(person)
	f := s.family(child)
	for _, c := range []struct {
		policy rest.Policy
		object string
		yes    []core.Actor
		no     []core.Actor
	}{
		{s.StaffOfClass(), string(s.class), []core.Actor{s.head, teacher}, []core.Actor{guardian, other, waiting}},
		{s.HeadOfClass(), string(s.class), []core.Actor{s.head}, []core.Actor{teacher, guardian, other, waiting}},
		{s.MemberOfClass(), string(s.class), []core.Actor{s.head, teacher, guardian}, []core.Actor{other, waiting}},
		{s.StaffOfStudent(), string(child), []core.Actor{s.head, teacher}, []core.Actor{guardian, other, waiting}},
		{s.GuardianOfStudent(), string(child), []core.Actor{guardian}, []core.Actor{s.head, other, waiting}},
		{s.FamilyOrStaffOfStudent(), string(child), []core.Actor{s.head, teacher, guardian}, []core.Actor{other, waiting}},
		{s.StaffOfGuardian(), string(f.Guardians[0].ID), []core.Actor{s.head, teacher}, []core.Actor{guardian, other, waiting}},
		{s.HeadOfGuardian(), string(f.Guardians[0].ID), []core.Actor{s.head}, []core.Actor{teacher, guardian, other, waiting}},
		{s.StaffOfContact(), string(f.Contacts[0].ID), []core.Actor{s.head, teacher}, []core.Actor{guardian, other, waiting}},
		{s.StaffOfClaim(), string(claim), []core.Actor{s.head, teacher}, []core.Actor{guardian, other, waiting}},
		{s.SchoolOffice(), "", []core.Actor{s.head, other}, []core.Actor{teacher, guardian, waiting}},
		{s.StaffOfClass(), string(otherClass), []core.Actor{other}, []core.Actor{s.head, guardian}},
		{s.StaffOfClass(), "absent", nil, []core.Actor{s.head, guardian}},
		{s.StaffOfStudent(), "absent", nil, []core.Actor{s.head, guardian}},
	} {
		for _, a := range c.yes {
			if err := c.policy.Check(s.ctx, a, c.object); err != nil {
				t.Errorf("%s: %s was refused: %v", c.policy.Name, a.Role, err)
			}
		}
		for _, a := range c.no {
			if err := c.policy.Check(s.ctx, a, c.object); !errors.Is(err, core.ErrAbsent) {
				t.Errorf("%s: %s got %v", c.policy.Name, a.Role, err)
			}
		}
		if err := c.policy.Check(s.ctx, stranger, c.object); !errors.Is(err, rest.ErrSignIn) {
			t.Errorf("%s: a stranger got %v", c.policy.Name, err)
		}
	}
}

func TestAChildWhoLeavesTakesTheFamilyOutAtOnce(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	s.child("陈思雨", "13800000002")
	a := s.joined(child, "0001")
	s.must(s.Leave(s.ctx, s.head, child))
	if len(s.self(a).Children) != 0 || len(s.families()) != 1 {
		t.Error("the family is still there")
	}
	if err := s.MemberOfClass().Check(s.ctx, a, string(s.class)); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("got %v", err)
	}
	if _, err := s.Family(s.ctx, s.head, child); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("the child who left: %v", err)
	}
}

func TestAnArchivedClassIsClosedToFamiliesAndToWriting(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	code := s.poster()
	a := s.joined(child, "0001")
	s.must(s.ArchiveClass(s.ctx, s.head, s.class))
	if len(s.self(a).Children) != 0 || len(s.self(s.head).Classes) != 0 {
		t.Error("it is still listed")
	}
	if err := s.StaffOfClass().Check(s.ctx, s.head, string(s.class)); err != nil {
		t.Errorf("staff cannot read it: %v", err)
	}
	if _, err := s.AddStudent(s.ctx, s.head, s.class, roster.StudentInput{Name: "晚来"}); !errors.Is(err, roster.ErrArchived) {
		t.Errorf("adding a child: %v", err)
	}
	if _, err := s.Look(s.ctx, stranger, code); !errors.Is(err, roster.ErrCode) {
		t.Errorf("its poster: %v", err)
	}
}

func TestSlipsAreMadeForWhoHasNoneAndNobodyIn(t *testing.T) {
	s := open(t)
	first, second := s.child("李明", "13800000001"), s.child("陈思雨", "13800000002")
	s.joined(first, "0001")
	slips, err := s.IssueSlips(s.ctx, s.head, s.class, nil, false)
	s.must(err)
	if len(slips) != 2 || slips[0].State != "used" || slips[0].Code != "" || slips[1].Student != second || slips[1].State != "open" {
		t.Fatalf("got %+v", slips)
	}
	if len(slips[1].Code) != 11 || slips[1].URL != "https://magpie.example/j/"+slips[1].Code[:5]+slips[1].Code[6:] || slips[1].QR.Size == 0 {
		t.Errorf("got %+v", slips[1])
	}
	again, err := s.IssueSlips(s.ctx, s.head, s.class, nil, false)
	s.must(err)
	if again[1].Code != slips[1].Code {
		t.Error("a slip that is out was replaced without being asked")
	}
	s.clock.Advance(time.Second)
	renewed, err := s.IssueSlips(s.ctx, s.head, s.class, []roster.StudentID{second}, true)
	s.must(err)
	if renewed[1].Code == slips[1].Code {
		t.Error("renewing kept the old code")
	}
	if _, err := s.Look(s.ctx, stranger, slips[1].Code); !errors.Is(err, roster.ErrCode) {
		t.Errorf("the old paper: %v", err)
	}
}

func TestTheDatabaseHoldsNoCode(t *testing.T) {
	s := open(t)
	code := s.slip(s.child("李明", "13800000001"))
	plain := code[:5] + code[6:]
	s.read(func(tx *db.Tx) error {
		var n int
		err := tx.QueryRow(`SELECT count(*) FROM roster_invitation WHERE code_hash LIKE $1 OR id LIKE $1`, "%"+plain+"%").Scan(&n)
		if n > 0 {
			t.Error("the code stands in the database")
		}
		return err
	})
}

func TestRenewingThePosterMakesTheOldOneUseless(t *testing.T) {
	s := open(t)
	old := s.poster()
	s.clock.Advance(time.Second)
	fresh, err := s.RenewPoster(s.ctx, s.head, s.class)
	s.must(err)
	if _, err := s.Look(s.ctx, stranger, old); !errors.Is(err, roster.ErrCode) {
		t.Errorf("the old poster: %v", err)
	}
	if l, err := s.Look(s.ctx, stranger, fresh.Code); err != nil || l.Kind != "class" || l.Given != "" || s.poster() != fresh.Code {
		t.Errorf("the new poster: %+v %v", l, err)
	}
}

func TestNamesThatHideOrTurnTextAreCleanedAtTheDoor(t *testing.T) {
	s := open(t)
	id := s.child("\u202e李\u200b明\ufeff <b>", "138-0000-0001")
	f := s.family(id)
	if f.Student.Name != "李明 <b>" || f.Contacts[0].Phone != "13800000001" {
		t.Errorf("got %q %q", f.Student.Name, f.Contacts[0].Phone)
	}
	_, err := s.AddStudent(s.ctx, s.head, s.class, roster.StudentInput{Name: "\u200b", Gender: "x", Contacts: []roster.ContactInput{{Phone: "12"}}})
	var e *core.Error
	if !errors.As(err, &e) || len(e.Fields) != 3 {
		t.Errorf("want three mistakes at once, got %v", err)
	}
}

func TestADormitoryStaysUntilSomebodyNamesAnother(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	dorm := " 3 号楼\t302 "
	s.must(s.EditStudent(s.ctx, s.head, child, roster.StudentInput{Name: "李明", Dorm: &dorm}))
	s.must(s.EditStudent(s.ctx, s.head, child, roster.StudentInput{Name: "李名"}))
	if st := s.family(child).Student; st.Dorm != "3 号楼 302" || st.Name != "李名" {
		t.Errorf("sleeps in %q, called %q", st.Dorm, st.Name)
	}
	none := ""
	s.must(s.EditStudent(s.ctx, s.head, child, roster.StudentInput{Name: "李明", Dorm: &none}))
	if st := s.family(child).Student; st.Dorm != "" {
		t.Errorf("a day pupil sleeps in %q", st.Dorm)
	}
}

func TestARenamedChildRenamesItsFamily(t *testing.T) {
	s := open(t)
	child := s.child("李名", "13800000001")
	a := s.joined(child, "0001")
	s.must(s.EditStudent(s.ctx, s.head, child, roster.StudentInput{Name: "李明"}))
	if label := s.self(a).Person.Label; label != "李明妈妈" {
		t.Errorf("label %q", label)
	}
	s.read(func(tx *db.Tx) error {
		by, err := roster.Author(tx, a, child)
		if by.Name != "李明" || by.Label != "李明妈妈" || by.Relation != "母亲" || by.Role != core.RoleGuardian {
			t.Errorf("byline %+v", by)
		}
		staff, err2 := roster.Author(tx, s.head, "")
		if staff.Label != "王老师" || staff.Role != core.RoleStaff {
			t.Errorf("byline %+v", staff)
		}
		return errors.Join(err, err2)
	})
}

func TestAudiencesFollowTheRoster(t *testing.T) {
	s := open(t)
	first, second := s.child("李明", "13800000001"), s.child("陈思雨", "13800000002")
	a, b := s.joined(first, "0001"), s.joined(second, "0002")
	for _, c := range []struct {
		kind    roster.ConversationKind
		student roster.StudentID
		want    []string
	}{
		{roster.KindClass, "", []string{s.head.Person, a.Person, b.Person}},
		{roster.KindFamily, first, []string{s.head.Person, a.Person}},
		{roster.KindFamily, "", []string{s.head.Person}},
		{roster.KindStaff, "", []string{s.head.Person}},
	} {
		s.read(func(tx *db.Tx) error {
			got, err := roster.Audience(tx, c.kind, s.class, c.student)
			slices.Sort(c.want)
			if !slices.Equal(got, c.want) {
				t.Errorf("%s %s: got %v, want %v", c.kind, c.student, got, c.want)
			}
			return err
		})
	}
}

func TestTwoTeachersDecideAClaimOnce(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	s.waiting("李明", "父亲", false)
	claim := s.claims()[0].ID
	var wg sync.WaitGroup
	errs := make(chan error, 20)
	for range 20 {
		wg.Go(func() { errs <- s.Approve(s.ctx, s.head, claim, child, "父亲") })
	}
	wg.Wait()
	close(errs)
	good := 0
	for err := range errs {
		if err == nil {
			good++
		} else if !errors.Is(err, roster.ErrDecided) {
			t.Error(err)
		}
	}
	if good != 1 || len(s.family(child).Guardians) != 1 {
		t.Errorf("approved %d times", good)
	}
}

func TestContactsAreAddedChangedAndDropped(t *testing.T) {
	s := open(t)
	child := s.child("李明", "")
	id, err := s.AddContact(s.ctx, s.head, child, roster.ContactInput{Relation: "爸爸", Phone: "+86 138 0000 0001"})
	s.must(err)
	s.must(s.EditContact(s.ctx, s.head, id, roster.ContactInput{Name: "李大勇", Relation: "爸爸", Phone: "13800000002"}))
	if c := s.family(child).Contacts; len(c) != 1 || c[0].Relation != "父亲" || c[0].Phone != "13800000002" || c[0].Name != "李大勇" {
		t.Errorf("got %+v", c)
	}
	s.must(s.DropContact(s.ctx, s.head, id))
	if c := s.family(child).Contacts; len(c) != 0 {
		t.Errorf("got %+v", c)
	}
}
