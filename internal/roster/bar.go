package roster

import (
	"context"
	"database/sql"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
)

// Bar keeps a guardian out by a court's order: while it stands the person counts
// as not joined, everywhere and at once, and what was written stays. Only staff
// of the class learn of it.
type Bar struct {
	Guardian GuardianID  `json:"guardian"`
	Label    string      `json:"label" doc:"In the reader's language"`
	Relation string      `json:"relation"`
	Reason   string      `json:"reason"`
	At       core.Millis `json:"at"`
	By       string      `json:"by" doc:"The head teacher who barred"`

	student StudentID
}

// Bar bars a guardian from a child, with the invitations that person gave out.
// From then on every code for the child only lets people wait for staff. Barring
// twice keeps the first reason.
func (s *Service) Bar(ctx context.Context, a core.Actor, id GuardianID, reason string) error {
	reason = core.CleanLine(reason)
	var c core.Check
	c.Length(reason, 1, 200, "/reason")
	if err := c.Err(); err != nil {
		return err
	}
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		g, err := s.guardianToBar(tx, id)
		if err != nil {
			return false, err
		}
		if err := endInvitationsOf(tx, g); err != nil {
			return false, err
		}
		if err := setBar(tx, id, a.Person, reason); err != nil {
			return false, err
		}
		return true, s.consentMoved(tx, g.Student)
	})
	return err
}

// LiftBar lets a barred guardian in again.
func (s *Service) LiftBar(ctx context.Context, _ core.Actor, id GuardianID) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		g, err := s.guardianToBar(tx, id)
		if err != nil {
			return false, err
		}
		if err := liftBar(tx, id); err != nil {
			return false, err
		}
		return true, s.consentMoved(tx, g.Student)
	})
	return err
}

// guardianToBar returns a guardian, barred or not, of a child whose class is
// open, and notes whom the change concerns.
func (s *Service) guardianToBar(tx *db.Tx, id GuardianID) (Guardian, error) {
	g, err := loadBarrable(tx, id)
	if err != nil {
		return g, err
	}
	st, err := s.studentToWrite(tx, g.Student)
	if err != nil {
		return g, err
	}
	return g, s.tellWithStaff(tx, st.Class, g.Person)
}

// loadBarrable returns a guardian who was not removed, barred or not.
func loadBarrable(tx *db.Tx, id GuardianID) (Guardian, error) {
	g := Guardian{ID: id}
	err := tx.QueryRow(`SELECT g.student, g.person, g.relation FROM roster_guardian g
		JOIN roster_student s ON s.id = g.student AND s.left_at = 0
		WHERE g.id = $1 AND g.removed_at = 0`, id).Scan(&g.Student, &g.Person, &g.Relation)
	return g, db.One(err)
}

func setBar(tx *db.Tx, id GuardianID, by, reason string) error {
	_, err := tx.Exec(`UPDATE roster_guardian SET barred_at = $2, barred_by = $3, bar_reason = $4 WHERE id = $1 AND barred_at = 0`,
		id, tx.Millis(), by, reason)
	return err
}

func liftBar(tx *db.Tx, id GuardianID) error {
	_, err := tx.Exec(`UPDATE roster_guardian SET barred_at = 0, barred_by = '', bar_reason = '' WHERE id = $1`, id)
	return err
}

// hasBar reports whether anybody is barred from a child.
func hasBar(tx *db.Tx, student StudentID) (bool, error) {
	return found(tx, `SELECT count(*) FROM roster_guardian WHERE student = $1 AND removed_at = 0 AND barred_at > 0`, student)
}

// notBarred returns ErrBarred for a person who is barred from a child.
func notBarred(tx *db.Tx, person string, student StudentID) error {
	barred, err := found(tx, `SELECT count(*) FROM roster_guardian WHERE student = $1 AND person = $2 AND removed_at = 0 AND barred_at > 0`,
		student, person)
	if err == nil && barred {
		return ErrBarred
	}
	return err
}

// BarredFrom returns the persons who are barred from a child, for rooms that must
// not reach them by another child either.
func BarredFrom(tx *db.Tx, student StudentID) ([]string, error) {
	rows, err := tx.Query(`SELECT person FROM roster_guardian WHERE student = $1 AND removed_at = 0 AND barred_at > 0`, student)
	return db.Collect(rows, err, scanText)
}

// BarredChildren returns the children from whom a person is barred, for rooms that
// show many families' words.
func BarredChildren(tx *db.Tx, person string) ([]StudentID, error) {
	rows, err := tx.Query(`SELECT student FROM roster_guardian WHERE person = $1 AND removed_at = 0 AND barred_at > 0`, person)
	return db.Collect(rows, err, func(r *sql.Rows) (id StudentID, err error) { return id, r.Scan(&id) })
}

// BarredRelations returns which relations of children are barred: staff who look for
// somebody to call are not shown their numbers.
func BarredRelations(tx *db.Tx, students ...StudentID) (map[StudentID][]string, error) {
	rows, err := tx.Query(`SELECT student, relation FROM roster_guardian
		WHERE removed_at = 0 AND barred_at > 0 AND student IN `+db.In(tx, "$1"), db.List(students))
	out := map[StudentID][]string{}
	_, err = db.Collect(rows, err, func(r *sql.Rows) (b Bar, err error) {
		err = r.Scan(&b.student, &b.Relation)
		out[b.student] = append(out[b.student], b.Relation)
		return b, err
	})
	return out, err
}

// barsOf returns who is barred from the children of a class, for its staff.
func barsOf(tx *db.Tx, class ClassID) (map[StudentID][]Bar, error) {
	rows, err := tx.Query(`SELECT g.id, g.student, g.relation, g.bar_reason, g.barred_at, g.barred_by
		FROM roster_student s JOIN roster_guardian g ON g.student = s.id AND g.removed_at = 0 AND g.barred_at > 0
		WHERE s.class = $1 AND s.left_at = 0 ORDER BY g.barred_at, g.id`, class)
	list, err := db.Collect(rows, err, func(r *sql.Rows) (Bar, error) {
		var b Bar
		err := r.Scan(&b.Guardian, &b.student, &b.Relation, &b.Reason, &b.At, &b.By)
		return b, err
	})
	if err != nil || len(list) == 0 {
		return nil, err
	}
	persons := make([]string, len(list))
	for i, b := range list {
		persons[i] = b.By
	}
	names, err := account.FindNames(tx, persons)
	bars := map[StudentID][]Bar{}
	for _, b := range list {
		b.By = names[b.By]
		bars[b.student] = append(bars[b.student], b)
	}
	return bars, err
}
