package roster

import (
	"database/sql"
	"errors"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
)

// Places is everything a person belongs to at this moment.
type Places struct {
	School   string       // empty for whoever belongs to none
	Staff    bool         // the person is staff
	Classes  []StaffClass // taught and open, oldest first
	Students []Student    // the children of those classes, class after class
	Children []Child      // whom the person joined for, in the order joined
	Pupil    *Pupil       // the person's own place, of a child with an account
}

// Pupil is a child with an account, in a class that is open.
type Pupil struct {
	Student   Student
	ClassName string
}

// PlacesOf returns what a person belongs to, nothing for somebody unknown.
func PlacesOf(tx *db.Tx, person string) (p Places, err error) {
	who, err := account.LoadPerson(tx, person)
	if errors.Is(err, core.ErrAbsent) {
		return p, nil
	}
	if err != nil {
		return p, err
	}
	belongs := false
	switch who.Role {
	case core.RoleStaff:
		belongs, err = p.fillStaff(tx, who)
	case core.RoleGuardian:
		p.Children, err = ChildrenOf(tx, person)
		belongs = len(p.Children) > 0
	case core.RoleStudent:
		var pupil Pupil
		if pupil, belongs, err = findPupil(tx, person); belongs {
			p.Pupil = &pupil
		}
	}
	if belongs {
		p.School, p.Staff = who.School, who.Role == core.RoleStaff
	}
	return p, err
}

func (p *Places) fillStaff(tx *db.Tx, who account.Person) (belongs bool, err error) {
	if p.Classes, err = ClassesOf(tx, who.ID); err != nil {
		return false, err
	}
	if len(p.Classes) == 0 { // the office, or last year's teacher
		return worksIn(tx, who.ID, who.School)
	}
	rows, err := tx.Query(`SELECT `+studentColumns+` FROM roster_staff f
		JOIN roster_class c ON c.id = f.class AND c.archived_at = 0
		JOIN roster_student s ON s.class = c.id AND s.left_at = 0
		WHERE f.person = $1 ORDER BY c.opened_at, c.id, s.seat, s.id`, who.ID)
	p.Students, err = db.Collect(rows, err, scanStudent)
	return true, err
}

// findPupil returns a child by its own account; false for one who left or whose class ended.
func findPupil(tx *db.Tx, person string) (p Pupil, found bool, err error) {
	err = tx.QueryRow(`SELECT `+studentColumns+`, c.name FROM`+studies+`s.person = $1`, person).
		Scan(append(p.Student.fields(), &p.ClassName)...)
	if errors.Is(err, sql.ErrNoRows) {
		return p, false, nil
	}
	return p, err == nil, err
}
