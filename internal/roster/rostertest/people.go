package rostertest

import (
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Hires gives the class a further teacher, who has come in.
func (c *Class) Hires(name string) (a core.Actor) {
	c.T.Helper()
	c.Write(func(tx *db.Tx) (err error) {
		if a, err = person(tx, core.RoleStaff, name); err != nil {
			return err
		}
		return run(tx, `insert into roster_staff (school, class, person, role) values ($1, $2, $3, 'teacher')`, School, c.ID, a.Person)
	})
	c.enters(a)
	return a
}

// Studies gives a child an account of its own.
func (c *Class) Studies(child int) (a core.Actor) {
	c.T.Helper()
	c.Write(func(tx *db.Tx) (err error) {
		if a, err = person(tx, core.RoleStudent, ""); err != nil {
			return err
		}
		return run(tx, `update roster_student set person = $2 where id = $1`, c.Students[child], a.Person)
	})
	return a
}

// AlsoTeaches gives the teacher a further class of so many children, whom nobody
// has joined for yet; they follow the others in Students.
func (c *Class) AlsoTeaches(name string, children int) (class roster.ClassID) {
	c.T.Helper()
	first := c.ID
	c.Write(func(tx *db.Tx) error {
		class = roster.ClassID(tx.NewID())
		if err := run(tx, `insert into roster_class (id, school, name, opened_at, archived_at, rules_version)
			values ($1, $2, $3, 2, 0, 1)`, class, School, name); err != nil {
			return err
		}
		if err := run(tx, `insert into roster_staff (school, class, person, role) values ($1, $2, $3, 'head')`, School, class, c.Teacher.Person); err != nil {
			return err
		}
		c.ID = class
		for range children {
			if err := c.enrol(tx, len(c.Students)); err != nil {
				return err
			}
		}
		return nil
	})
	c.ID = first
	return class
}
