package roster

import (
	"database/sql"

	"magpie/internal/core"
	"magpie/internal/db"
)

func addInvitation(tx *db.Tx, i invitation, hash string) error {
	_, err := tx.Exec(`
		INSERT INTO roster_invitation
			(id, school, class, student, kind, code_hash, made_by, created_at, expires_at, used_at, used_by, revoked_at, tries)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, '', 0, 0)`,
		i.ID, i.School, i.Class, i.Student, i.Kind, hash, i.MadeBy, i.CreatedAt, i.ExpiresAt)
	return err
}

const invitationColumns = `i.id, i.school, i.class, i.student, i.kind, i.made_by, i.created_at, i.expires_at, i.used_at, i.revoked_at, i.tries`

func (i *invitation) fields() []any {
	return []any{&i.ID, &i.School, &i.Class, &i.Student, &i.Kind, &i.MadeBy, &i.CreatedAt, &i.ExpiresAt, &i.UsedAt, &i.RevokedAt, &i.Tries}
}

func scanInvitation(r *sql.Rows) (invitation, error) {
	var i invitation
	return i, r.Scan(i.fields()...)
}

// loadInvitation returns the invitation of a code that was not withdrawn and has
// not expired, in a class that is open; ErrCode for all the rest alike.
func loadInvitation(tx *db.Tx, hash string) (invitation, error) {
	var i invitation
	err := tx.QueryRow(`SELECT `+invitationColumns+`
		FROM roster_invitation i JOIN roster_class c ON c.id = i.class AND c.archived_at = 0
		WHERE i.code_hash = $1 AND i.revoked_at = 0 AND i.expires_at > $2`, hash, tx.Millis()).Scan(i.fields()...)
	if err == sql.ErrNoRows {
		return i, ErrCode
	}
	return i, err
}

// newestSlips returns the newest slip of each child of a class.
func newestSlips(tx *db.Tx, class ClassID) (map[StudentID]invitation, error) {
	rows, err := tx.Query(`SELECT `+invitationColumns+` FROM roster_invitation i
		WHERE i.class = $1 AND i.kind = 'slip'
		ORDER BY i.created_at, CASE WHEN i.used_at = 0 AND i.revoked_at = 0 THEN 1 ELSE 0 END, i.id`, class)
	list, err := db.Collect(rows, err, scanInvitation)
	newest := make(map[StudentID]invitation, len(list))
	for _, i := range list {
		newest[i.Student] = i
	}
	return newest, err
}

func newestPoster(tx *db.Tx, class ClassID) (invitation, error) {
	var i invitation
	err := tx.QueryRow(`SELECT `+invitationColumns+` FROM roster_invitation i
		WHERE i.class = $1 AND i.kind = 'class' AND i.revoked_at = 0 ORDER BY i.created_at DESC, i.id DESC LIMIT 1`, class).Scan(i.fields()...)
	return i, db.One(err)
}

func revokeInvitations(tx *db.Tx, class ClassID, kind string, student StudentID) error {
	_, err := tx.Exec(`
		UPDATE roster_invitation SET revoked_at = $4
		WHERE class = $1 AND kind = $2 AND student = $3 AND used_at = 0 AND revoked_at = 0`,
		class, kind, student, tx.Millis())
	return err
}

// useInvitation spends an invitation; of any number at the same moment one wins.
func useInvitation(tx *db.Tx, id, person string) (bool, error) {
	n, err := tx.Exec(`UPDATE roster_invitation SET used_at = $2, used_by = $3 WHERE id = $1 AND used_at = 0 AND revoked_at = 0`,
		id, tx.Millis(), person)
	return n == 1, err
}

// reserveTry takes one of the tries of a slip before the guess is looked at, so
// that guesses at the same moment are all counted.
func reserveTry(tx *db.Tx, id string) (bool, error) {
	n, err := tx.Exec(`UPDATE roster_invitation SET tries = tries + 1 WHERE id = $1 AND tries < $2`, id, slipTries)
	return n == 1, err
}

func refundTry(tx *db.Tx, id string) error {
	_, err := tx.Exec(`UPDATE roster_invitation SET tries = tries - 1 WHERE id = $1`, id)
	return err
}

// claim is a row of roster_claim.
type claim struct {
	ID       ClaimID
	School   string
	Class    ClassID
	Student  StudentID
	Child    string
	Phone    string
	Relation string
	StandIn  bool
	Photos   bool
	Role     core.Role
	Person   string
	State    string
	AskedAt  core.Millis
}

// States of a claim.
const (
	claimWaiting  = "waiting"
	claimApproved = "approved"
	claimRefused  = "refused"
)

const claimColumns = `q.id, q.school, q.class, q.student, q.child, q.phone, q.relation, q.stand_in, q.photos, q.role, q.person, q.state, q.asked_at`

func (q *claim) fields() []any {
	return []any{&q.ID, &q.School, &q.Class, &q.Student, &q.Child, &q.Phone, &q.Relation, &q.StandIn, &q.Photos, &q.Role, &q.Person, &q.State, &q.AskedAt}
}

func scanClaim(r *sql.Rows) (claim, error) {
	var q claim
	return q, r.Scan(q.fields()...)
}

// addClaim lets a person wait; asking again for the same class replaces the
// claim that still waits.
func addClaim(tx *db.Tx, q claim) error {
	_, err := tx.Exec(`DELETE FROM roster_claim WHERE person = $1 AND class = $2 AND state = 'waiting'`, q.Person, q.Class)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`
		INSERT INTO roster_claim (id, school, class, student, child, phone, relation, stand_in, photos, role, person, state, asked_at, decided_by, decided_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting', $12, '', 0)`,
		tx.NewID(), q.School, q.Class, q.Student, q.Child, q.Phone, q.Relation, q.StandIn, q.Photos, string(q.Role), q.Person, tx.Millis())
	return err
}

// dropClaims forgets what a person still waits for and has just got otherwise.
func dropClaims(tx *db.Tx, person string, class ClassID, student StudentID) error {
	_, err := tx.Exec(`
		DELETE FROM roster_claim WHERE person = $1 AND class = $2 AND state = 'waiting' AND (student = $3 OR student = '')`,
		person, class, student)
	return err
}

func loadClaim(tx *db.Tx, id ClaimID) (claim, error) {
	var q claim
	err := tx.QueryRow(`SELECT `+claimColumns+` FROM roster_claim q WHERE q.id = $1`, id).Scan(q.fields()...)
	return q, db.One(err)
}

// lastClaim returns the newest claim of a person; ok is false without one.
func lastClaim(tx *db.Tx, person string) (q claim, ok bool, err error) {
	err = tx.QueryRow(`SELECT `+claimColumns+` FROM roster_claim q WHERE q.person = $1 ORDER BY q.asked_at DESC, q.id DESC LIMIT 1`, person).
		Scan(q.fields()...)
	if err == sql.ErrNoRows {
		return q, false, nil
	}
	return q, err == nil, err
}

func waitingClaims(tx *db.Tx, class ClassID) ([]claim, error) {
	rows, err := tx.Query(`SELECT `+claimColumns+` FROM roster_claim q WHERE q.class = $1 AND q.state = 'waiting' ORDER BY q.asked_at, q.id`, class)
	return db.Collect(rows, err, scanClaim)
}

func countWaiting(tx *db.Tx, class ClassID) (n int, err error) {
	err = tx.QueryRow(`SELECT count(*) FROM roster_claim WHERE class = $1 AND state = 'waiting'`, class).Scan(&n)
	return n, err
}

// decideClaim ends a claim that waits; ErrDecided when somebody was faster.
func decideClaim(tx *db.Tx, id ClaimID, state, by string, student StudentID, relation string) error {
	n, err := tx.Exec(`
		UPDATE roster_claim SET state = $2, decided_by = $3, decided_at = $4, student = $5, relation = $6 WHERE id = $1 AND state = 'waiting'`,
		id, state, by, tx.Millis(), student, relation)
	if err == nil && n == 0 {
		return ErrDecided
	}
	return err
}
