package report_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/db/dbtest"
	"magpie/internal/roster"
)

// clock is moved by hand.
type clock struct{ ms atomic.Int64 }

func (c *clock) Now() time.Time          { return time.UnixMilli(c.ms.Load()).UTC() }
func (c *clock) advance(d time.Duration) { c.ms.Add(d.Milliseconds()) }

// class is a class on a database of its own, with a head teacher.
type class struct {
	t        testing.TB
	db       *db.DB
	clock    *clock
	id       roster.ClassID
	teacher  core.Actor
	students []roster.StudentID
}

func newClass(t testing.TB, children int) *class {
	t.Helper()
	c := &class{t: t, clock: &clock{}, id: "class1"}
	c.clock.ms.Store(time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC).UnixMilli())
	c.db = dbtest.Open(t, c.clock)
	c.write(func(tx *db.Tx) error {
		if err := run(tx, `insert into roster_class (id, school, name, opened_at, archived_at, rules_version)
			values ($1, 's', '高一（3）班', 1, 0, 1)`, c.id); err != nil {
			return err
		}
		person, err := addPerson(tx, core.RoleStaff, "王老师")
		c.teacher = core.Actor{Person: person, Role: core.RoleStaff, School: "s", Lang: "zh-CN"}
		if err != nil {
			return err
		}
		return run(tx, `insert into roster_staff (school, class, person, role) values ('s', $1, $2, 'head')`, c.id, person)
	})
	c.write(func(tx *db.Tx) error {
		for i := range children {
			id := roster.StudentID(fmt.Sprintf("child%04d", i))
			c.students = append(c.students, id)
			if err := run(tx, `insert into roster_student (id, school, class, name, number, gender, seat, sort_key, person, joined_at, left_at)
				values ($1, 's', $2, $3, '', '', $4, '', '', 1, 0)`, id, c.id, fmt.Sprintf("学生%d", i), i+1); err != nil {
				return err
			}
		}
		return nil
	})
	return c
}

// joins lets a new person in for a child.
func (c *class) joins(child int, relation string) (a core.Actor) {
	c.t.Helper()
	c.write(func(tx *db.Tx) error {
		person, err := addPerson(tx, core.RoleGuardian, "")
		a = core.Actor{Person: person, Role: core.RoleGuardian, School: "s", Lang: "zh-CN"}
		if err != nil {
			return err
		}
		return c.joinAs(tx, person, child, relation)
	})
	return a
}

func (c *class) joinAs(tx *db.Tx, person string, child int, relation string) error {
	return run(tx, `insert into roster_guardian (id, school, student, person, relation, stand_in, via, joined_at, removed_at)
		values ($1, 's', $2, $3, $4, $5, 'slip', $6, 0)`,
		tx.NewID(), c.students[child], person, relation, relation == "爷爷", tx.Millis())
}

func (c *class) write(fn func(tx *db.Tx) error) {
	c.t.Helper()
	if err := c.db.Write(context.Background(), fn); err != nil {
		c.t.Fatal(err)
	}
}

func (c *class) read(fn func(tx *db.Tx) error) {
	c.t.Helper()
	if err := c.db.Read(context.Background(), fn); err != nil {
		c.t.Fatal(err)
	}
}

func addPerson(tx *db.Tx, role core.Role, name string) (string, error) {
	id := tx.NewID()
	return id, run(tx, `insert into account_person (id, school, role, name, login, prefs, created_at, disabled_at)
		values ($1, 's', $2, $3, '', '{}', $4, 0)`, id, string(role), name, tx.Millis())
}

func run(tx *db.Tx, q string, args ...any) error {
	_, err := tx.Exec(q, args...)
	return err
}
