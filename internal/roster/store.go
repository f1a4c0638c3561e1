package roster

import (
	"magpie/internal/core"
	"magpie/internal/db"
)

func addSchool(tx *db.Tx, s School) error {
	_, err := tx.Exec(`INSERT INTO roster_school (id, name, opened_at) VALUES ($1, $2, $3)`, s.ID, s.Name, tx.Millis())
	return err
}

func addStaff(tx *db.Tx, school string, class ClassID, person, role string) error {
	_, err := tx.Exec(`INSERT INTO roster_staff (school, class, person, role) VALUES ($1, $2, $3, $4)`, school, class, person, role)
	return err
}

func isOffice(tx *db.Tx, a core.Actor) (bool, error) {
	var n int64
	err := tx.QueryRow(`SELECT count(*) FROM roster_staff WHERE school = $1 AND class = '' AND person = $2 AND role = 'office'`,
		a.School, a.Person).Scan(&n)
	return n > 0, err
}

func isHead(tx *db.Tx, person string, class ClassID) (bool, error) {
	var n int64
	err := tx.QueryRow(`SELECT count(*) FROM roster_staff WHERE person = $1 AND class = $2 AND class <> '' AND role = 'head'`,
		person, class).Scan(&n)
	return n > 0, err
}

func addClass(tx *db.Tx, c Class) error {
	_, err := tx.Exec(`
		INSERT INTO roster_class (id, school, name, opened_at, archived_at, rules_version) VALUES ($1, $2, $3, $4, 0, $5)`,
		c.ID, c.School, c.Name, tx.Millis(), c.RulesVersion)
	return err
}

func renameClass(tx *db.Tx, class ClassID, name string) error {
	_, err := tx.Exec(`UPDATE roster_class SET name = $2 WHERE id = $1`, class, name)
	return err
}

func archiveClass(tx *db.Tx, class ClassID) error {
	_, err := tx.Exec(`UPDATE roster_class SET archived_at = $2 WHERE id = $1 AND archived_at = 0`, class, tx.Millis())
	return err
}

// changeOne runs a statement that must change a row; core.ErrAbsent otherwise.
func changeOne(n int64, err error) error {
	if err == nil && n == 0 {
		return core.ErrAbsent
	}
	return err
}

func addStudent(tx *db.Tx, s Student) error {
	_, err := tx.Exec(`
		INSERT INTO roster_student (id, school, class, name, number, gender, seat, dorm, sort_key, person, joined_at, left_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', $10, 0)`,
		s.ID, s.School, s.Class, s.Name, s.Number, s.Gender, s.Seat, s.Dorm, SortKey(s.Name), tx.Millis())
	return err
}

func editStudent(tx *db.Tx, s Student) error {
	return changeOne(tx.Exec(`
		UPDATE roster_student SET name = $2, number = $3, gender = $4, seat = $5, dorm = $6, sort_key = $7 WHERE id = $1 AND left_at = 0`,
		s.ID, s.Name, s.Number, s.Gender, s.Seat, s.Dorm, SortKey(s.Name)))
}

func lastSeat(tx *db.Tx, class ClassID) (int, error) {
	var seat int
	err := tx.QueryRow(`SELECT coalesce(max(seat), 0) FROM roster_student WHERE class = $1 AND left_at = 0`, class).Scan(&seat)
	return seat, err
}

// endStudents takes children off the roster, with every way in that is still open.
func endStudents(tx *db.Tx, ids []StudentID) error {
	list := db.List(ids)
	if _, err := tx.Exec(`UPDATE roster_student SET left_at = $2 WHERE left_at = 0 AND id IN `+db.In(tx, "$1"), list, tx.Millis()); err != nil {
		return err
	}
	_, err := tx.Exec(`
		UPDATE roster_invitation SET revoked_at = $2 WHERE used_at = 0 AND revoked_at = 0 AND student IN `+db.In(tx, "$1"),
		list, tx.Millis())
	return err
}

func addContact(tx *db.Tx, school string, c Contact, position int) error {
	_, err := tx.Exec(`
		INSERT INTO roster_contact (id, school, student, name, relation, phone, position) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		c.ID, school, c.Student, c.Name, c.Relation, c.Phone, position)
	return err
}

func loadContact(tx *db.Tx, id ContactID) (Contact, error) {
	c := Contact{ID: id}
	err := tx.QueryRow(`SELECT student, name, relation, phone FROM roster_contact WHERE id = $1`, id).
		Scan(&c.Student, &c.Name, &c.Relation, &c.Phone)
	return c, db.One(err)
}

func editContact(tx *db.Tx, c Contact) error {
	return changeOne(tx.Exec(`UPDATE roster_contact SET name = $2, relation = $3, phone = $4 WHERE id = $1`, c.ID, c.Name, c.Relation, c.Phone))
}

func placeContact(tx *db.Tx, id ContactID, position int) error {
	_, err := tx.Exec(`UPDATE roster_contact SET position = $2 WHERE id = $1 AND position <> $2`, id, position)
	return err
}

func dropContacts(tx *db.Tx, ids ...ContactID) error {
	_, err := tx.Exec(`DELETE FROM roster_contact WHERE id IN `+db.In(tx, "$1"), db.List(ids))
	return err
}

func loadGuardian(tx *db.Tx, id GuardianID) (Guardian, error) {
	row := tx.QueryRow(`SELECT `+guardianColumns+`
		FROM roster_guardian g JOIN roster_student s ON s.id = g.student AND s.left_at = 0
		WHERE g.id = $1 AND g.removed_at = 0 AND g.barred_at = 0`, id)
	var g Guardian
	var child string
	err := row.Scan(&g.ID, &g.Student, &g.Person, &g.Relation, &g.StandIn, &g.Via, &g.JoinedAt, &child)
	g.Label = Label(child, g.Relation, "zh-CN")
	return g, db.One(err)
}

// addGuardian lets a person in for a child; being in already is no error.
func addGuardian(tx *db.Tx, school string, g Guardian) error {
	_, err := tx.Exec(`
		INSERT INTO roster_guardian (id, school, student, person, relation, stand_in, via, joined_at, removed_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0) ON CONFLICT DO NOTHING`,
		tx.NewID(), school, g.Student, g.Person, g.Relation, g.StandIn, g.Via, tx.Millis())
	return err
}

// endGuardian removes a guardian, with the invitations that person gave out.
func endGuardian(tx *db.Tx, g Guardian) error {
	err := changeOne(tx.Exec(`UPDATE roster_guardian SET removed_at = $2 WHERE id = $1 AND removed_at = 0`, g.ID, tx.Millis()))
	if err != nil {
		return err
	}
	return endInvitationsOf(tx, g)
}

// endInvitationsOf withdraws what a guardian gave out for a child.
func endInvitationsOf(tx *db.Tx, g Guardian) error {
	_, err := tx.Exec(`
		UPDATE roster_invitation SET revoked_at = $3
		WHERE student = $1 AND made_by = $2 AND kind = 'family' AND used_at = 0 AND revoked_at = 0`,
		g.Student, g.Person, tx.Millis())
	return err
}

// wasGuarded reports whether somebody was removed from a child at or after a moment.
func wasGuarded(tx *db.Tx, student StudentID, since core.Millis) (bool, error) {
	var n int64
	err := tx.QueryRow(`SELECT count(*) FROM roster_guardian WHERE student = $1 AND removed_at >= $2 AND removed_at > 0`, student, since).Scan(&n)
	return n > 0, err
}
