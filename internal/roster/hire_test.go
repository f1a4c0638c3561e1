package roster_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// enters follows a new colleague's link.
func (s *stage) enters(link string) (core.Actor, error) {
	s.t.Helper()
	_, token, _ := strings.Cut(link, "#")
	session, err := s.account.Enter(s.ctx, token, account.Visit{Device: "test", Addr: "10.0.0.2"})
	if err != nil {
		return core.Actor{}, err
	}
	return s.account.Authenticate(s.ctx, session)
}

func TestANewColleagueComesInByALinkOnceAndChoosesAPassword(t *testing.T) {
	s := open(t)
	j, err := s.AddColleague(s.ctx, s.head, s.class, "周老师", "zhou")
	s.must(err)
	if !strings.HasPrefix(j.Link, "https://magpie.example/enter#") || j.QR == nil {
		t.Fatalf("got %+v", j)
	}
	if _, err := s.account.SignIn(s.ctx, "zhou", "", account.Visit{Addr: "10.0.0.2"}); !errors.Is(err, account.ErrLogin) {
		t.Errorf("signing in without a password: %v", err)
	}
	zhou, err := s.enters(j.Link)
	s.must(err)
	if _, err := s.enters(j.Link); !errors.Is(err, account.ErrEntry) {
		t.Errorf("the link twice: %v", err)
	}
	if self := s.self(zhou); len(self.Classes) != 1 || self.Classes[0].Role != roster.RoleTeacher {
		t.Errorf("the colleague's session says %+v", self)
	}
	s.must(s.account.ChangePassword(s.ctx, zhou, "", password))
	if _, err := s.account.SignIn(s.ctx, "zhou", password, account.Visit{Addr: "10.0.0.2"}); err != nil {
		t.Errorf("signing in with the chosen password: %v", err)
	}
	if err := s.account.ChangePassword(s.ctx, zhou, "", password+"!"); !errors.Is(err, account.ErrPassword) {
		t.Errorf("the second change without proof: %v", err)
	}
	list, err := s.Colleagues(s.ctx, s.head, s.class)
	if err != nil || len(list) != 2 || list[0].Role != roster.RoleHead || list[1].Name != "周老师" || !list[1].Seen {
		t.Errorf("colleagues: %+v, %v", list, err)
	}
}

func TestAColleagueOfTheSchoolIsAddedByLoginAndNobodyElse(t *testing.T) {
	s := open(t)
	other, otherClass := s.school("第二中学", "李老师", "li", "一班")
	if _, err := s.AddColleague(s.ctx, s.head, s.class, "李老师", "li"); !errors.Is(err, account.ErrLoginTaken) {
		t.Errorf("somebody of another school: %v", err)
	}
	second, err := s.OpenClass(s.ctx, s.head, "二班")
	s.must(err)
	person, err := s.Hire(s.ctx, operator, roster.Hiring{Class: second, Name: "赵老师", Login: "zhao", Password: password, Role: roster.RoleTeacher})
	s.must(err)
	if j, err := s.AddColleague(s.ctx, s.head, s.class, "随便", "zhao"); err != nil || j.Link != "" {
		t.Errorf("a way into the account of somebody else's colleague who has not come yet: %+v, %v", j, err)
	}
	if again, err := s.AddColleague(s.ctx, s.head, s.class, "周老师", "zhou"); err != nil || again.Link == "" {
		t.Errorf("an own new colleague: %+v, %v", again, err)
	} else if other, err := s.AddColleague(s.ctx, s.head, second, "周老师", "zhou"); err != nil || other.Link != "" {
		t.Errorf("the same one, from another class: %+v, %v", other, err)
	}
	zhao := s.actor(person)
	j, err := s.AddColleague(s.ctx, s.head, s.class, "随便", "ZHAO")
	if err != nil || j.Person != person || j.Link != "" || j.Name != "赵老师" {
		t.Errorf("got %+v, %v", j, err)
	}
	if self := s.self(zhao); len(self.Classes) != 2 {
		t.Errorf("the colleague teaches %+v", self.Classes)
	}
	if err := s.DropColleague(s.ctx, other, otherClass, person); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("dropping somebody from a class they do not teach: %v", err)
	}
}

func TestADroppedColleagueIsOutAtOnceAndTheHeadStays(t *testing.T) {
	s := open(t)
	pupil := s.waiting("李明", "", true)
	child := s.child("李明", "")
	s.must(s.Approve(s.ctx, s.head, s.claims()[0].ID, child, ""))
	j, err := s.AddColleague(s.ctx, s.head, s.class, "周老师", "")
	s.must(err)
	for len(s.changed) > 0 {
		<-s.changed
	}
	s.must(s.DropColleague(s.ctx, s.head, s.class, j.Person))
	if told := <-s.changed; !slices.Contains(told, j.Person) || !slices.Contains(told, pupil.Person) || !slices.Contains(told, s.head.Person) {
		t.Errorf("told %v", told)
	}
	if _, err := s.enters(j.Link); !errors.Is(err, account.ErrEntry) {
		t.Errorf("the dropped colleague's link: %v", err)
	}
	if err := s.DropColleague(s.ctx, s.head, s.class, s.head.Person); !errors.Is(err, roster.ErrIsHead) {
		t.Errorf("dropping the head: %v", err)
	}
	if self := s.self(pupil); self.Student == nil || self.Student.ID != child || self.Person.Role != core.RoleStudent {
		t.Errorf("the child's session says %+v", self)
	}
	pupil = s.actor(pupil.Person) // with the role that staff granted
	s.read(func(tx *db.Tx) error {
		by, err := roster.Author(tx, pupil, "")
		if by.Label != "李明" || by.Role != core.RoleStudent {
			t.Errorf("the child signs as %+v", by)
		}
		return err
	})
	s.must(s.Leave(s.ctx, s.head, child))
	if self := s.self(pupil); self.Student != nil {
		t.Errorf("after leaving, the child's session says %+v", self.Student)
	}
}
