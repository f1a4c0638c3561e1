package roster

import (
	"database/sql"
	"slices"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
)

// Audience returns the persons of a conversation of a class: all families, one
// child's family or the children themselves with the staff, or the staff alone.
// Nobody is left in an archived class but staff.
func Audience(tx *db.Tx, kind ConversationKind, class ClassID, student StudentID) ([]string, error) {
	staff, err := StaffOf(tx, class)
	if err != nil || kind == KindStaff {
		return staff, err
	}
	others, err := besideStaff(tx, kind, class, student)
	persons := append(staff, others...)
	slices.Sort(persons)
	return slices.Compact(persons), err
}

func besideStaff(tx *db.Tx, kind ConversationKind, class ClassID, student StudentID) ([]string, error) {
	if kind == KindStudents {
		return pupils(tx, `s.class`, string(class))
	}
	if kind == KindFamily {
		return families(tx, `s.id`, string(student))
	}
	return families(tx, `s.class`, string(class))
}

// AudienceOfSchool returns the persons of a school's own conversation: its staff,
// the families of its open classes and their children with accounts.
func AudienceOfSchool(tx *db.Tx, school string) ([]string, error) {
	rows, err := tx.Query(`SELECT DISTINCT person FROM roster_staff WHERE school = $1`, school)
	persons, err := db.Collect(rows, err, scanText)
	if err != nil {
		return nil, err
	}
	for _, part := range []func(*db.Tx, string, string) ([]string, error){families, pupils} {
		more, err := part(tx, `s.school`, school)
		if err != nil {
			return nil, err
		}
		persons = append(persons, more...)
	}
	slices.Sort(persons)
	return slices.Compact(persons), nil
}

// counts is when a guardianship (g, of student s) counts: the class is open, the
// child is on the roster, the guardian was neither removed nor barred. It is the
// one place that knows.
const counts = ` roster_guardian g
	JOIN roster_student s ON s.id = g.student AND s.left_at = 0
	JOIN roster_class c ON c.id = s.class AND c.archived_at = 0
	WHERE g.removed_at = 0 AND g.barred_at = 0 AND `

// studies is when a child's own account counts.
const studies = ` roster_student s
	JOIN roster_class c ON c.id = s.class AND c.archived_at = 0
	WHERE s.left_at = 0 AND s.person <> '' AND `

func families(tx *db.Tx, column, id string) ([]string, error) {
	rows, err := tx.Query(`SELECT DISTINCT g.person FROM`+counts+column+` = $1`, id)
	return db.Collect(rows, err, scanText)
}

func pupils(tx *db.Tx, column, id string) ([]string, error) {
	rows, err := tx.Query(`SELECT s.person FROM`+studies+column+` = $1`, id)
	return db.Collect(rows, err, scanText)
}

// Member reports whether a person belongs to a class: its staff, or a guardian
// of one of its children while it is open.
func Member(tx *db.Tx, person string, class ClassID) (bool, error) {
	if staff, err := teaches(tx, person, class); err != nil || staff {
		return staff, err
	}
	return GuardsIn(tx, person, class)
}

// GuardsIn reports whether a person joined for a child of a class that is open.
func GuardsIn(tx *db.Tx, person string, class ClassID) (bool, error) {
	return guards(tx, person, `s.class`, string(class))
}

// IsGuardian reports whether a person joined for a child of an open class.
func IsGuardian(tx *db.Tx, person string, student StudentID) (bool, error) {
	return guards(tx, person, `g.student`, string(student))
}

func guards(tx *db.Tx, person, column, id string) (bool, error) {
	return found(tx, `SELECT count(*) FROM`+counts+`g.person = $1 AND `+column+` = $2`, person, id)
}

// StudiesIn reports whether a person is a child of a class that is open.
func StudiesIn(tx *db.Tx, person string, class ClassID) (bool, error) {
	return found(tx, `SELECT count(*) FROM`+studies+`s.person = $1 AND s.class = $2`, person, class)
}

// BelongsTo reports whether a person belongs to a school: staff of any class or
// of the office, a guardian or a child of a class that is open.
func BelongsTo(tx *db.Tx, a core.Actor, school string) (bool, error) {
	switch a.Role {
	case core.RoleStaff:
		return worksIn(tx, a.Person, school)
	case core.RoleGuardian:
		return guards(tx, a.Person, `s.school`, school)
	case core.RoleStudent:
		return found(tx, `SELECT count(*) FROM`+studies+`s.person = $1 AND s.school = $2`, a.Person, school)
	}
	return false, nil
}

func worksIn(tx *db.Tx, person, school string) (bool, error) {
	return found(tx, `SELECT count(*) FROM roster_staff WHERE person = $1 AND school = $2`, person, school)
}

func found(tx *db.Tx, q string, args ...any) (bool, error) {
	var n int64
	err := tx.QueryRow(q, args...).Scan(&n)
	return n > 0, err
}

// needAdults is how many adults stand visibly in a room of children.
const needAdults = 2

// Unwatched returns those of the classes that have too few adults for a room of
// the children: nobody speaks there until a colleague has joined and come in. A
// name that somebody only wrote down watches over nobody.
func Unwatched(tx *db.Tx, classes []ClassID) (map[ClassID]bool, error) {
	type post struct {
		class  ClassID
		person string
	}
	rows, err := tx.Query(`SELECT class, person FROM roster_staff WHERE class IN `+db.In(tx, "$1"), db.List(classes))
	posts, err := db.Collect(rows, err, func(r *sql.Rows) (p post, err error) { return p, r.Scan(&p.class, &p.person) })
	if err != nil {
		return nil, err
	}
	persons := make([]string, len(posts))
	for i, p := range posts {
		persons[i] = p.person
	}
	seen, err := account.FindSeen(tx, persons)
	adults := map[ClassID]int{}
	for _, p := range posts {
		if seen[p.person] > 0 {
			adults[p.class]++
		}
	}
	out := make(map[ClassID]bool, len(classes))
	for _, c := range classes {
		out[c] = adults[c] < needAdults
	}
	return out, err
}
