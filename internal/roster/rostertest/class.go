// Package rostertest gives tests of the rooms to the right a class with families,
// without the ways by which families really come in.
//
// Owns: no table of its own; it writes the roster's.
// Promises: a class on a database that lives as long as the test, a clock moved
// by hand, people whose actors the services accept.
// Never: used outside tests.
// Asks: db/dbtest, account, roster.
package rostertest

import (
	"fmt"
	"testing"
	"time"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/db/dbtest"
	"magpie/internal/roster"
)

// School is the tenant of every test class.
const School = "s"

// Class is a class with a head teacher, on a Friday afternoon.
type Class struct {
	T        testing.TB
	DB       *db.DB
	Clock    *dbtest.Clock
	ID       roster.ClassID
	Teacher  core.Actor
	Students []roster.StudentID // child0000, child0001 …, named 学生0, 学生1 …
}

// New returns a class of so many children, whom nobody has joined for yet.
func New(t testing.TB, children int) *Class {
	t.Helper()
	c := &Class{T: t, Clock: dbtest.NewClock(time.Date(2026, 11, 27, 16, 0, 0, 0, roster.Zone)), ID: "class1"}
	c.DB = dbtest.Open(t, c.Clock)
	c.Write(func(tx *db.Tx) error {
		if err := run(tx, `insert into roster_school (id, name, opened_at) values ($1, '青川实验中学', 1)`, School); err != nil {
			return err
		}
		if err := run(tx, `insert into roster_class (id, school, name, opened_at, archived_at, rules_version)
			values ($1, $2, '高一（3）班', 1, 0, 1)`, c.ID, School); err != nil {
			return err
		}
		var err error
		if c.Teacher, err = person(tx, core.RoleStaff, "王老师"); err != nil {
			return err
		}
		if err := run(tx, `insert into roster_staff (school, class, person, role) values ($1, $2, $3, 'head')`,
			School, c.ID, c.Teacher.Person); err != nil {
			return err
		}
		c.Students = nil
		for i := range children {
			if err := c.enrol(tx, i); err != nil {
				return err
			}
		}
		return nil
	})
	c.enters(c.Teacher)
	return c
}

// enters lets somebody sign in, as people do before they are seen.
func (c *Class) enters(a core.Actor) {
	c.T.Helper()
	who := account.New(account.Options{DB: c.DB, Clock: c.Clock})
	if _, err := who.OpenSession(c.T.Context(), a.Person, account.Visit{}); err != nil {
		c.T.Fatal(err)
	}
}

func (c *Class) enrol(tx *db.Tx, i int) error {
	id := roster.StudentID(fmt.Sprintf("child%04d", i))
	c.Students = append(c.Students, id)
	return run(tx, `insert into roster_student (id, school, class, name, number, gender, seat, sort_key, person, joined_at, left_at)
		values ($1, $2, $3, $4, '', '', $5, '', '', 1, 0)`, id, School, c.ID, fmt.Sprintf("学生%d", i), i+1)
}

// Joins lets a new person in for a child; a 爷爷 comes as a stand-in.
func (c *Class) Joins(child int, relation string) (a core.Actor) {
	c.T.Helper()
	c.Write(func(tx *db.Tx) (err error) {
		if a, err = person(tx, core.RoleGuardian, ""); err != nil {
			return err
		}
		return c.join(tx, a, child, relation)
	})
	return a
}

// AlsoJoins lets somebody in for a further child.
func (c *Class) AlsoJoins(a core.Actor, child int, relation string) {
	c.T.Helper()
	c.Write(func(tx *db.Tx) error { return c.join(tx, a, child, relation) })
}

func (c *Class) join(tx *db.Tx, a core.Actor, child int, relation string) error {
	return run(tx, `insert into roster_guardian (id, school, student, person, relation, stand_in, via, joined_at, removed_at)
		values ($1, $2, $3, $4, $5, $6, 'slip', $7, 0)`,
		tx.NewID(), School, c.Students[child], a.Person, relation, relation == "爷爷", tx.Millis())
}

// Removes ends all that a guardian belongs to.
func (c *Class) Removes(a core.Actor) {
	c.T.Helper()
	c.Write(func(tx *db.Tx) error {
		return run(tx, `update roster_guardian set removed_at = $2 where person = $1`, a.Person, tx.Millis())
	})
}

// Archives ends the class.
func (c *Class) Archives() {
	c.T.Helper()
	c.Write(func(tx *db.Tx) error {
		return run(tx, `update roster_class set archived_at = $2 where id = $1`, c.ID, tx.Millis())
	})
}

// Write runs a transaction that must succeed.
func (c *Class) Write(fn func(tx *db.Tx) error) {
	c.T.Helper()
	if err := c.DB.Write(c.T.Context(), fn); err != nil {
		c.T.Fatal(err)
	}
}

// Read runs a reading transaction that must succeed.
func (c *Class) Read(fn func(tx *db.Tx) error) {
	c.T.Helper()
	if err := c.DB.Read(c.T.Context(), fn); err != nil {
		c.T.Fatal(err)
	}
}

func person(tx *db.Tx, role core.Role, name string) (core.Actor, error) {
	id, err := account.AddPerson(tx, account.Person{School: School, Role: role, Name: name})
	return core.Actor{Person: id, Role: role, School: School, Lang: "zh-CN"}, err
}

func run(tx *db.Tx, q string, args ...any) error {
	_, err := tx.Exec(q, args...)
	return err
}
