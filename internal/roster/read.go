package roster

import (
	"database/sql"

	"magpie/internal/core"
	"magpie/internal/db"
)

// LoadSchool returns a school, core.ErrAbsent when there is none.
func LoadSchool(tx *db.Tx, id string) (School, error) {
	s := School{ID: id}
	err := tx.QueryRow(`SELECT name FROM roster_school WHERE id = $1`, id).Scan(&s.Name)
	return s, db.One(err)
}

const classColumns = `c.id, c.school, c.name, c.opened_at, c.archived_at, c.rules_version`

func (c *Class) fields() []any {
	return []any{&c.ID, &c.School, &c.Name, &c.OpenedAt, &c.ArchivedAt, &c.RulesVersion}
}

// LoadClass returns a class, open or archived; core.ErrAbsent when there is none.
func LoadClass(tx *db.Tx, id ClassID) (Class, error) {
	var c Class
	err := tx.QueryRow(`SELECT `+classColumns+` FROM roster_class c WHERE c.id = $1`, id).Scan(c.fields()...)
	return c, db.One(err)
}

// LoadOpenClass returns a class that can still be written in, ErrArchived otherwise.
func LoadOpenClass(tx *db.Tx, id ClassID) (Class, error) {
	c, err := LoadClass(tx, id)
	if err == nil && c.ArchivedAt > 0 {
		return Class{}, ErrArchived
	}
	return c, err
}

// EndedBefore returns the classes that were archived before a moment, the first to
// end first, for the worker that removes what has had its time.
func EndedBefore(tx *db.Tx, at core.Millis) ([]ClassID, error) {
	rows, err := tx.Query(`SELECT id FROM roster_class WHERE archived_at > 0 AND archived_at < $1 ORDER BY archived_at, id`, at)
	return db.Collect(rows, err, func(r *sql.Rows) (id ClassID, err error) { return id, r.Scan(&id) })
}

const studentColumns = `s.id, s.school, s.class, s.name, s.number, s.gender, s.seat, s.dorm, s.sort_key, s.person, s.joined_at, s.left_at`

func (s *Student) fields() []any {
	return []any{&s.ID, &s.School, &s.Class, &s.Name, &s.Number, &s.Gender, &s.Seat, &s.Dorm, &s.SortKey, &s.Person, &s.JoinedAt, &s.LeftAt}
}

func scanStudent(r *sql.Rows) (Student, error) {
	var s Student
	return s, r.Scan(s.fields()...)
}

// LoadStudent returns a child who is on the roster; core.ErrAbsent for one who
// left or never was.
func LoadStudent(tx *db.Tx, id StudentID) (Student, error) {
	var s Student
	err := tx.QueryRow(`SELECT `+studentColumns+` FROM roster_student s WHERE s.id = $1 AND s.left_at = 0`, id).Scan(s.fields()...)
	return s, db.One(err)
}

// Students returns the children of a class in the order of the roster.
func Students(tx *db.Tx, class ClassID) ([]Student, error) {
	rows, err := tx.Query(`SELECT `+studentColumns+` FROM roster_student s
		WHERE s.class = $1 AND s.left_at = 0 ORDER BY s.seat, s.id`, class)
	return db.Collect(rows, err, scanStudent)
}

// StudentsByID returns those of the ids that are on the roster, in its order.
func StudentsByID(tx *db.Tx, ids []StudentID) ([]Student, error) {
	rows, err := tx.Query(`SELECT `+studentColumns+` FROM roster_student s
		WHERE s.left_at = 0 AND s.id IN `+db.In(tx, "$1")+` ORDER BY s.class, s.seat, s.id`, db.List(ids))
	return db.Collect(rows, err, scanStudent)
}

const guardianColumns = `g.id, g.student, g.person, g.relation, g.stand_in, g.via, g.joined_at, s.name`

func scanGuardian(r *sql.Rows) (Guardian, error) {
	var g Guardian
	var child string
	err := r.Scan(&g.ID, &g.Student, &g.Person, &g.Relation, &g.StandIn, &g.Via, &g.JoinedAt, &child)
	g.Label = Label(child, g.Relation, "zh-CN")
	return g, err
}

// GuardiansOf returns who joined for the children given, first come first. A
// child who left has none.
func GuardiansOf(tx *db.Tx, students ...StudentID) ([]Guardian, error) {
	rows, err := tx.Query(`SELECT `+guardianColumns+`
		FROM roster_guardian g JOIN roster_student s ON s.id = g.student AND s.left_at = 0
		WHERE g.removed_at = 0 AND g.barred_at = 0 AND g.student IN `+db.In(tx, "$1")+` ORDER BY g.joined_at, g.id`, db.List(students))
	return db.Collect(rows, err, scanGuardian)
}

// GuardiansOfClass returns who joined for any child of a class.
func GuardiansOfClass(tx *db.Tx, class ClassID) ([]Guardian, error) {
	rows, err := tx.Query(`SELECT `+guardianColumns+`
		FROM roster_student s JOIN roster_guardian g ON g.student = s.id AND g.removed_at = 0 AND g.barred_at = 0
		WHERE s.class = $1 AND s.left_at = 0 ORDER BY g.joined_at, g.id`, class)
	return db.Collect(rows, err, scanGuardian)
}

// PersonsOf returns the persons who joined for the children given.
func PersonsOf(tx *db.Tx, students ...StudentID) ([]string, error) {
	guardians, err := GuardiansOf(tx, students...)
	persons := make([]string, 0, len(guardians))
	for _, g := range guardians {
		persons = append(persons, g.Person)
	}
	return persons, err
}

const childColumns = `s.id, s.school, s.name, c.id, c.name, g.id, g.relation, g.stand_in, g.joined_at`

func scanChild(r *sql.Rows) (Child, error) {
	var c Child
	err := r.Scan(&c.Student, &c.School, &c.Name, &c.Class, &c.ClassName, &c.Guardian, &c.Relation, &c.StandIn, &c.JoinedAt)
	c.Given, c.Label = GivenName(c.Name), Label(c.Name, c.Relation, "zh-CN")
	return c, err
}

// ChildrenOf returns a guardian's children in open classes, in the order joined.
func ChildrenOf(tx *db.Tx, person string) ([]Child, error) {
	rows, err := tx.Query(`SELECT `+childColumns+` FROM`+counts+`g.person = $1 ORDER BY g.joined_at, g.id`, person)
	return db.Collect(rows, err, scanChild)
}

// PastChildrenOf returns a guardian's children whose classes have ended, the last
// to end first: for what families take home, for nothing else.
func PastChildrenOf(tx *db.Tx, person string) ([]Child, error) {
	rows, err := tx.Query(`SELECT `+childColumns+` FROM roster_guardian g
		JOIN roster_student s ON s.id = g.student AND s.left_at = 0
		JOIN roster_class c ON c.id = s.class AND c.archived_at > 0
		WHERE g.removed_at = 0 AND g.barred_at = 0 AND g.person = $1 ORDER BY c.archived_at DESC, g.id`, person)
	return db.Collect(rows, err, scanChild)
}

// ContactsOf returns the telephone numbers of children, for staff only.
func ContactsOf(tx *db.Tx, students ...StudentID) ([]Contact, error) {
	rows, err := tx.Query(`
		SELECT id, student, name, relation, phone FROM roster_contact
		WHERE student IN `+db.In(tx, "$1")+` ORDER BY student, position, id`, db.List(students))
	return db.Collect(rows, err, func(r *sql.Rows) (Contact, error) {
		var c Contact
		return c, r.Scan(&c.ID, &c.Student, &c.Name, &c.Relation, &c.Phone)
	})
}

// ClassesOf returns the open classes that a person teaches, oldest first.
func ClassesOf(tx *db.Tx, person string) ([]StaffClass, error) {
	rows, err := tx.Query(`SELECT `+classColumns+`, f.role
		FROM roster_staff f JOIN roster_class c ON c.id = f.class
		WHERE f.person = $1 AND c.archived_at = 0 ORDER BY c.opened_at, c.id`, person)
	return db.Collect(rows, err, func(r *sql.Rows) (StaffClass, error) {
		var s StaffClass
		return s, r.Scan(append(s.Class.fields(), &s.Role)...)
	})
}

// StaffOf returns the persons who teach a class, the head first.
func StaffOf(tx *db.Tx, class ClassID) ([]string, error) {
	rows, err := tx.Query(`SELECT person FROM roster_staff WHERE class = $1
		ORDER BY CASE role WHEN 'head' THEN 0 ELSE 1 END, person`, class)
	return db.Collect(rows, err, scanText)
}

// isFullGuardian reports whether a person belongs to a child and is no stand-in.
func isFullGuardian(tx *db.Tx, person string, student StudentID) (bool, error) {
	var n int64
	err := tx.QueryRow(`
		SELECT count(*) FROM roster_guardian WHERE person = $1 AND student = $2 AND removed_at = 0 AND barred_at = 0 AND stand_in = 0`,
		person, student).Scan(&n)
	return n > 0, err
}

// IsStaffOfClass returns nil for staff of the class and core.ErrAbsent for
// everybody else, whether the class exists or not.
func IsStaffOfClass(tx *db.Tx, a core.Actor, class ClassID) error {
	if a.Role != core.RoleStaff {
		return core.ErrAbsent
	}
	return core.AbsentUnless(teaches(tx, a.Person, class))
}

func teaches(tx *db.Tx, person string, class ClassID) (bool, error) {
	var n int64
	err := tx.QueryRow(`SELECT count(*) FROM roster_staff WHERE person = $1 AND class = $2 AND class <> ''`, person, class).Scan(&n)
	return n > 0, err
}

func scanText(r *sql.Rows) (string, error) {
	var s string
	return s, r.Scan(&s)
}
