package roster_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/db/dbtest"
	"magpie/internal/roster"
)

const password = "correct horse battery"

// stage is a school with one class, on a database of its own.
type stage struct {
	*roster.Service
	t       *testing.T
	ctx     context.Context
	db      *db.DB
	clock   *dbtest.Clock
	account *account.Service
	head    core.Actor
	class   roster.ClassID
	changed chan []string
}

var operator = core.Actor{Role: core.RoleOperator, Lang: "zh-CN"}

func open(t *testing.T) *stage {
	t.Helper()
	s := &stage{t: t, ctx: t.Context(), clock: dbtest.NewClock(time.Date(2026, 11, 9, 0, 30, 0, 0, time.UTC)), changed: make(chan []string, 1000)}
	s.db = dbtest.Open(t, s.clock)
	s.account = account.New(account.Options{DB: s.db, Clock: s.clock})
	s.Service = roster.New(roster.Options{DB: s.db, Account: s.account, Secret: []byte("thirty-two bytes of one's own ok"), PublicURL: "https://magpie.example/"})
	s.Changed = func(persons []string) { s.changed <- persons }
	s.head, s.class = s.school("第一中学", "王老师", "wang", "高一（3）班")
	return s
}

// school founds a school and returns its head teacher and first class.
func (s *stage) school(name, teacher, login, class string) (core.Actor, roster.ClassID) {
	s.t.Helper()
	f, err := s.Found(s.ctx, operator, roster.Founding{School: name, Teacher: teacher, Login: login, Password: password, Class: class})
	s.must(err)
	return s.actor(f.Person), f.Class
}

func (s *stage) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// actor is a person with a fresh session.
func (s *stage) actor(person string) core.Actor {
	s.t.Helper()
	token, err := s.account.OpenSession(s.ctx, person, account.Visit{Device: "test", Addr: "10.0.0.1"})
	s.must(err)
	a, err := s.account.Authenticate(s.ctx, token)
	s.must(err)
	a.Lang, a.Addr = "zh-CN", "10.0.0.1"
	return a
}

// child adds a child with its mother's number.
func (s *stage) child(name, phone string) roster.StudentID {
	s.t.Helper()
	in := roster.StudentInput{Name: name}
	if phone != "" {
		in.Contacts = []roster.ContactInput{{Relation: "母亲", Phone: phone}}
	}
	id, err := s.AddStudent(s.ctx, s.head, s.class, in)
	s.must(err)
	return id
}

// slip returns the code of a fresh slip for a child.
func (s *stage) slip(student roster.StudentID) string {
	s.t.Helper()
	s.clock.Advance(time.Second)
	slips, err := s.IssueSlips(s.ctx, s.head, s.class, []roster.StudentID{student}, true)
	s.must(err)
	i := slices.IndexFunc(slips, func(p roster.Slip) bool { return p.Student == student })
	return slips[i].Code
}

func (s *stage) poster() string {
	s.t.Helper()
	p, err := s.Poster(s.ctx, s.head, s.class)
	s.must(err)
	return p.Code
}

var stranger = core.Actor{Lang: "zh-CN", Addr: "203.0.113.1"}

func mother(code, digits string) roster.Joining {
	return roster.Joining{Code: code, Relation: "母亲", Digits: digits, RulesVersion: 1}
}

// joined lets a new guardian in by slip.
func (s *stage) joined(student roster.StudentID, digits string) core.Actor {
	s.t.Helper()
	e, err := s.Join(s.ctx, stranger, mother(s.slip(student), digits))
	s.must(err)
	if e.State != "in" {
		s.t.Fatalf("state %q, want in", e.State)
	}
	return s.actor(e.Person)
}

// waiting returns a stranger who waits for staff at the poster.
func (s *stage) waiting(child, relation string, self bool) core.Actor {
	s.t.Helper()
	s.clock.Advance(time.Second)
	e, err := s.Join(s.ctx, stranger, roster.Joining{Code: s.poster(), Relation: relation, Child: child, Phone: "13900009999", Self: self, RulesVersion: 1})
	s.must(err)
	if e.State != "waiting" {
		s.t.Fatalf("state %q, want waiting", e.State)
	}
	return s.actor(e.Person)
}

func (s *stage) claims() []roster.Claim {
	s.t.Helper()
	list, err := s.Claims(s.ctx, s.head, s.class)
	s.must(err)
	return list
}

func (s *stage) family(student roster.StudentID) roster.Family {
	s.t.Helper()
	f, err := s.Family(s.ctx, s.head, student)
	s.must(err)
	return f
}

func (s *stage) self(a core.Actor) roster.Self {
	s.t.Helper()
	self, err := s.Self(s.ctx, a)
	s.must(err)
	return self
}

func (s *stage) read(fn func(tx *db.Tx) error) {
	s.t.Helper()
	s.must(s.db.Read(s.ctx, fn))
}
