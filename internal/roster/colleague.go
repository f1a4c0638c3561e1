package roster

import (
	"database/sql"

	"magpie/internal/account"
	"magpie/internal/db"
)

// Colleague is one of the staff of a class.
type Colleague struct {
	Person string `json:"person"`
	Name   string `json:"name"`
	Role   string `json:"role" enum:"head,teacher"`
	Seen   bool   `json:"seen" doc:"Has used the program at least once"`
}

// Colleagues returns the staff of a class, the head first.
func Colleagues(tx *db.Tx, class ClassID) ([]Colleague, error) {
	rows, err := tx.Query(`SELECT person, role FROM roster_staff WHERE class = $1
		ORDER BY CASE role WHEN 'head' THEN 0 ELSE 1 END, person`, class)
	list, err := db.Collect(rows, err, func(r *sql.Rows) (c Colleague, err error) {
		return c, r.Scan(&c.Person, &c.Role)
	})
	if err != nil {
		return nil, err
	}
	persons := make([]string, len(list))
	for i, c := range list {
		persons[i] = c.Person
	}
	names, err := account.FindNames(tx, persons)
	if err != nil {
		return nil, err
	}
	seen, err := account.FindSeen(tx, persons)
	for i := range list {
		c := &list[i]
		c.Name, c.Seen = names[c.Person], seen[c.Person] > 0
	}
	return list, err
}

// CountSchool returns how many children of a school have a family that joined,
// and how many staff it has.
func CountSchool(tx *db.Tx, school string) (families, staff int, err error) {
	err = tx.QueryRow(`SELECT count(DISTINCT g.student) FROM`+counts+`s.school = $1`, school).Scan(&families)
	if err != nil {
		return 0, 0, err
	}
	err = tx.QueryRow(`SELECT count(DISTINCT person) FROM roster_staff WHERE school = $1`, school).Scan(&staff)
	return families, staff, err
}

// OpenClasses returns the classes of a school that have not ended, oldest first.
func OpenClasses(tx *db.Tx, school string) ([]Class, error) {
	rows, err := tx.Query(`SELECT `+classColumns+` FROM roster_class c
		WHERE c.school = $1 AND c.archived_at = 0 ORDER BY c.opened_at, c.id`, school)
	return db.Collect(rows, err, func(r *sql.Rows) (c Class, err error) { return c, r.Scan(c.fields()...) })
}

// StaffOfSchool returns the persons who work at a school, in its office or in any
// of its classes.
func StaffOfSchool(tx *db.Tx, school string) ([]string, error) {
	rows, err := tx.Query(`SELECT DISTINCT person FROM roster_staff WHERE school = $1 ORDER BY person`, school)
	return db.Collect(rows, err, scanText)
}
