package roster_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

func TestASlipShowsTheGivenNameAndNothingMoreOfTheChild(t *testing.T) {
	s := open(t)
	code := s.slip(s.child("欧阳思雨", "13800000001"))
	l, err := s.Look(s.ctx, stranger, strings.ToLower(code))
	s.must(err)
	if l.Kind != "slip" || l.State != "open" || l.Given != "思雨" || !l.HasPhone || l.TriesLeft != 5 {
		t.Errorf("got %+v", l)
	}
	if l.Class != "高一（3）班" || l.School != "第一中学" || l.Teacher != "王老师" || l.Rules.By != "王老师" || len(l.Rules.Items) != 4 {
		t.Errorf("got %+v", l)
	}
	if text := fmt.Sprintf("%+v", l); strings.Contains(text, "欧阳") || strings.Contains(text, "0001") {
		t.Errorf("tells too much: %s", text)
	}
	english, err := s.Look(s.ctx, core.Actor{Lang: "en"}, code)
	s.must(err)
	if english.Rules.Items[0].Title != "Quiet from 22:00 to 7:00" {
		t.Errorf("rules in English: %+v", english.Rules.Items[0])
	}
}

func TestUnknownExpiredAndWithdrawnCodesSoundTheSame(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	withdrawn := s.slip(child)
	expired := s.slip(child)
	left := s.child("赵六", "13800000002")
	ofLeft := s.slip(left)
	s.must(s.Leave(s.ctx, s.head, left))
	s.clock.Advance(22 * 24 * time.Hour)
	for _, code := range []string{"AAAAA-AAAAA", "", "喜鹊", withdrawn, expired, ofLeft} {
		_, look := s.Look(s.ctx, stranger, code)
		_, check := s.CheckDigits(s.ctx, stranger, code, "0001")
		_, join := s.Join(s.ctx, stranger, mother(code, "0001"))
		for _, err := range []error{look, check, join} {
			if !errors.Is(err, roster.ErrCode) {
				t.Errorf("code %q: got %v", code, err)
			}
		}
	}
}

func TestTheSecondFactLetsAMotherIn(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	a := s.joined(child, "0001")
	if a.Role != core.RoleGuardian {
		t.Fatalf("role %q", a.Role)
	}
	self := s.self(a)
	if len(self.Children) != 1 || self.Children[0].Label != "李明妈妈" || self.Children[0].Given != "明" || self.Person.Label != "李明妈妈" || self.Pending != nil {
		t.Errorf("got %+v", self)
	}
	f := s.family(child)
	if f.State != roster.StateIn || f.Guardians[0].Via != "slip" || f.SlipState != "used" {
		t.Errorf("got %+v", f)
	}
}

func TestOfAHundredAtOnceOneComesInByASlip(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	in := mother(s.slip(child), "0001")
	var wg sync.WaitGroup
	states := make(chan string, 100)
	for i := range 100 {
		wg.Go(func() {
			a := stranger
			a.Addr = fmt.Sprintf("203.0.113.%d", i)
			e, err := s.Join(s.ctx, a, in)
			if err != nil {
				states <- err.Error()
				return
			}
			states <- e.State
		})
	}
	wg.Wait()
	close(states)
	count := map[string]int{}
	for state := range states {
		count[state]++
	}
	if count["in"] != 1 || count["waiting"] != 99 {
		t.Fatalf("got %v, want one in and 99 waiting", count)
	}
	if n := len(s.family(child).Guardians); n != 1 {
		t.Fatalf("%d guardians", n)
	}
}

func TestARepeatedJoinIsTheSamePerson(t *testing.T) {
	s := open(t)
	code := s.slip(s.child("李明", "13800000001"))
	request := core.Request{Scope: "stranger", Key: "0123456789abcdef", Digest: "same"}
	first, err := s.Join(core.WithRequest(s.ctx, request), stranger, mother(code, "0001"))
	s.must(err)
	again, err := s.Join(core.WithRequest(s.ctx, request), stranger, mother(code, "0001"))
	s.must(err)
	if first.State != "in" || first != again {
		t.Fatalf("got %+v, then %+v", first, again)
	}
}

func TestAUsedSlipStillLetsInWhoKnowsTheWholeNumber(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	code := s.slip(child)
	_, err := s.Join(s.ctx, stranger, mother(code, "0001"))
	s.must(err)
	l, err := s.Look(s.ctx, stranger, code)
	s.must(err)
	if l.State != "used" {
		t.Fatalf("state %q", l.State)
	}
	digits, err := s.Join(s.ctx, stranger, roster.Joining{Code: code, Relation: "父亲", Digits: "0001", RulesVersion: 1})
	s.must(err)
	whole, err := s.Join(s.ctx, stranger, roster.Joining{Code: code, Relation: "父亲", Phone: "138 0000 0001", RulesVersion: 1})
	s.must(err)
	if digits.State != "waiting" || whole.State != "in" {
		t.Fatalf("digits %q, whole number %q", digits.State, whole.State)
	}
}

func TestThePosterTellsAMatchFromNothingElse(t *testing.T) {
	s := open(t)
	s.child("李明", "13800000001")
	s.child("张伟", "13800000002")
	s.child("张伟", "13800000002")
	for _, c := range []struct{ child, phone, want string }{
		{"李 明", "13800000001", "in"}, {"李明", "13800000002", "waiting"}, {"不在", "13800000001", "waiting"},
		{"张伟", "13800000002", "waiting"}, {"李明", "", "waiting"},
	} {
		e, err := s.Join(s.ctx, stranger, roster.Joining{Code: s.poster(), Relation: "父亲", Child: c.child, Phone: c.phone, RulesVersion: 1})
		s.must(err)
		if e.State != c.want {
			t.Errorf("%s %s: got %q, want %q", c.child, c.phone, e.State, c.want)
		}
	}
}

func TestWhoeverWaitsSeesOnlyThatAndIsLetInOrTold(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	a, b := s.waiting("李鸣", "姑姑", false), s.waiting("别人", "父亲", false)
	if self := s.self(a); self.Person.Role != core.RoleNone || len(self.Children) != 0 || self.Pending == nil || self.Pending.State != "waiting" {
		t.Fatalf("got %+v", self)
	}
	if err := s.StaffOfClass().Check(s.ctx, a, string(s.class)); !errors.Is(err, core.ErrAbsent) {
		t.Fatalf("a waiting stranger got %v", err)
	}
	list := s.claims()
	if len(list) != 2 || list[0].Suggestions[0].Student != child {
		t.Fatalf("got %+v", list)
	}
	s.must(s.Approve(s.ctx, s.head, list[0].ID, child, ""))
	s.must(s.Refuse(s.ctx, s.head, list[1].ID))
	if err := s.Refuse(s.ctx, s.head, list[0].ID); !errors.Is(err, roster.ErrDecided) {
		t.Errorf("deciding twice: %v", err)
	}
	in, err := s.WaitingFor(s.ctx, a)
	s.must(err)
	refused, err := s.WaitingFor(s.ctx, b)
	s.must(err)
	if in.State != "in" || refused.State != "refused" || refused.Class != "高一（3）班" {
		t.Errorf("got %+v and %+v", in, refused)
	}
	if self := s.self(a); self.Person.Role != core.RoleGuardian || self.Children[0].Label != "李明姑姑" {
		t.Errorf("got %+v", self)
	}
	if self := s.self(b); self.Pending == nil || self.Pending.State != "refused" || self.Person.Role != core.RoleNone {
		t.Errorf("got %+v", self)
	}
}

func TestAStudentNeverBecomesAGuardian(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	e, err := s.Join(s.ctx, stranger, roster.Joining{Code: s.slip(child), Self: true, Digits: "0001", RulesVersion: 1})
	s.must(err)
	if e.State != "waiting" {
		t.Fatalf("state %q", e.State)
	}
	s.must(s.Approve(s.ctx, s.head, s.claims()[0].ID, child, ""))
	student := s.actor(e.Person)
	if student.Role != core.RoleStudent || s.family(child).State != roster.StateInvited {
		t.Fatalf("role %q, family %q", student.Role, s.family(child).State)
	}
	for _, a := range []core.Actor{student, s.head} {
		if _, err := s.Join(s.ctx, a, mother(s.slip(child), "0001")); !errors.Is(err, roster.ErrNotGuardian) {
			t.Errorf("%s got %v", a.Role, err)
		}
	}
}

func TestOneGuardianHasSeveralChildrenInOneAccount(t *testing.T) {
	s := open(t)
	first := s.child("李明", "13800000001")
	a := s.joined(first, "0001")
	class, err := s.OpenClass(s.ctx, s.head, "初一（1）班")
	s.must(err)
	second, err := s.AddStudent(s.ctx, s.head, class, roster.StudentInput{Name: "李红", Contacts: []roster.ContactInput{{Relation: "母亲", Phone: "13800000001"}}})
	s.must(err)
	s.clock.Advance(time.Second)
	slips, err := s.IssueSlips(s.ctx, s.head, class, nil, false)
	s.must(err)
	e, err := s.Join(s.ctx, a, mother(slips[0].Code, "0001"))
	s.must(err)
	if e.State != "in" || e.Person != a.Person {
		t.Fatalf("got %+v, want the same person", e)
	}
	self := s.self(a)
	if len(self.Children) != 2 || self.Children[1].Student != second || self.Children[1].Tone != 2 || self.Children[1].Class.Name != "初一（1）班" {
		t.Errorf("got %+v", self.Children)
	}
	again, err := s.Join(s.ctx, a, mother(s.slip(first), "0001"))
	s.must(err)
	l, err := s.Slips(s.ctx, s.head, s.class)
	s.must(err)
	if again.State != "in" || l[0].State != "open" {
		t.Errorf("joining again: %+v, slip %q; want in and the slip unspent", again, l[0].State)
	}
}

func TestAStandInCountsAndIsMarked(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	in := mother(s.slip(child), "0001")
	in.Relation, in.StandIn = "爷爷", true
	_, err := s.Join(s.ctx, stranger, in)
	s.must(err)
	if f := s.family(child); f.State != roster.StateStandIn || f.Guardians[0].Label != "李明爷爷" {
		t.Errorf("got %+v", f)
	}
}

func TestAFamilyPassesAnInvitationOnOnce(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	a := s.joined(child, "0001")
	i, err := s.InviteFamily(s.ctx, a, child)
	s.must(err)
	in := roster.Joining{Code: i.Code, Relation: "父亲", RulesVersion: 1}
	first, err := s.Join(s.ctx, stranger, in)
	s.must(err)
	second, err := s.Join(s.ctx, stranger, in)
	s.must(err)
	if first.State != "in" || second.State != "waiting" {
		t.Errorf("got %q and %q", first.State, second.State)
	}
}

func TestARemovedGuardianIsOutAtOnceAndStaysOut(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	code := s.slip(child)
	e, err := s.Join(s.ctx, stranger, mother(code, "0001"))
	s.must(err)
	a := s.actor(e.Person)
	passedOn, err := s.InviteFamily(s.ctx, a, child)
	s.must(err)
	for len(s.changed) > 0 {
		<-s.changed
	}
	s.must(s.RemoveGuardian(s.ctx, s.head, s.family(child).Guardians[0].ID))
	if told := <-s.changed; len(told) != 1 || told[0] != a.Person {
		t.Errorf("told %v", told)
	}
	if err := s.GuardianOfStudent().Check(s.ctx, a, string(child)); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("still a guardian: %v", err)
	}
	s.read(func(tx *db.Tx) error {
		audience, err := roster.Audience(tx, roster.KindClass, s.class, "")
		if len(audience) != 1 || audience[0] != s.head.Person {
			t.Errorf("audience %v", audience)
		}
		return err
	})
	if self := s.self(a); !self.Known || self.Children == nil || len(self.Children) != 0 {
		t.Errorf("want an empty, kind session, got %+v", self)
	}
	if _, err := s.Look(s.ctx, stranger, passedOn.Code); !errors.Is(err, roster.ErrCode) {
		t.Errorf("an invitation given out still works: %v", err)
	}
	for _, again := range []roster.Joining{
		{Code: code, Relation: "母亲", Phone: "13800000001", RulesVersion: 1},
		{Code: s.poster(), Relation: "母亲", Child: "李明", Phone: "13800000001", RulesVersion: 1},
	} {
		e, err := s.Join(s.ctx, stranger, again)
		s.must(err)
		if e.State != "waiting" {
			t.Errorf("came back by itself: %+v", e)
		}
	}
	if again := s.joined(child, "0001"); again.Role != core.RoleGuardian {
		t.Error("a new slip, given on purpose, does not work")
	}
}

func TestJoiningNeedsTheRulesAsTheyAreNow(t *testing.T) {
	s := open(t)
	code := s.slip(s.child("李明", "13800000001"))
	rules, err := s.WriteRules(s.ctx, s.head, s.class, []roster.Rule{
		{Icon: "moon", Title: "22:00 到 7:00 不打扰", Text: "夜里发的，早上才响。急事另有通道。"}, {Icon: "heart", Title: "  互相\u202e体谅 "}})
	s.must(err)
	if rules.Version != 2 || rules.Items[1].Title != "互相体谅" {
		t.Fatalf("got %+v", rules)
	}
	if _, err := s.Join(s.ctx, stranger, mother(code, "0001")); !errors.Is(err, roster.ErrRulesChanged) {
		t.Fatalf("old rules: %v", err)
	}
	english, err := s.ViewRules(s.ctx, core.Actor{Lang: "en"}, s.class)
	s.must(err)
	if english.Items[0].Title != "Quiet from 22:00 to 7:00" || english.Items[1].Title != "互相体谅" {
		t.Errorf("got %+v", english.Items)
	}
}

func TestWhoeverProvesItLaterWaitsNoLonger(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	a := s.waiting("李明", "父亲", false)
	e, err := s.Join(s.ctx, a, roster.Joining{Code: s.slip(child), Relation: "父亲", Digits: "0001", RulesVersion: 1})
	s.must(err)
	if e.State != "in" || e.Person != a.Person || len(s.claims()) != 0 {
		t.Fatalf("got %+v with %d claims", e, len(s.claims()))
	}
	if self := s.self(a); self.Pending != nil || self.Person.Role != core.RoleGuardian {
		t.Errorf("got %+v", self)
	}
}

func TestAPosterNamesAllThatIsMissingAtOnce(t *testing.T) {
	s := open(t)
	_, err := s.Join(s.ctx, stranger, roster.Joining{Code: s.poster(), Phone: "12", RulesVersion: 1})
	var e *core.Error
	if !errors.As(err, &e) || len(e.Fields) != 3 {
		t.Fatalf("got %v, want the child, the number and the relation named", err)
	}
}
