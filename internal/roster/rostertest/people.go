package rostertest

import (
	"magpie/internal/core"
	"magpie/internal/db"
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
