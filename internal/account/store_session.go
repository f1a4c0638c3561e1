package account

import (
	"database/sql"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
)

// session is a row of account_session joined with its person.
type session struct {
	id, person, school string
	role               core.Role
	prefs              string
	seenAt             core.Millis
}

func addSession(tx *db.Tx, person string, v Visit, token string) error {
	now := tx.Millis()
	_, err := tx.Exec(`
		INSERT INTO account_session (id, school, token_hash, person, device, addr, created_at, seen_at, expires_at, revoked_at)
		SELECT $1, school, $2, id, $4, $5, $6, $6, $7, 0 FROM account_person WHERE id = $3`,
		tx.NewID(), core.HashToken(token), person, cleanDevice(v.Device), v.Addr, now, now+life())
	return err
}

func life() core.Millis { return core.Millis(sessionLife / time.Millisecond) }

// loadSession returns the living session of a token, sql.ErrNoRows without one.
func loadSession(tx *db.Tx, hash string) (session, error) {
	var s session
	err := tx.QueryRow(`
		SELECT s.id, s.person, p.school, p.role, p.prefs, s.seen_at
		FROM account_session s JOIN account_person p ON p.id = s.person
		WHERE s.token_hash = $1 AND s.revoked_at = 0 AND s.expires_at > $2 AND p.disabled_at = 0`,
		hash, tx.Millis()).Scan(&s.id, &s.person, &s.school, &s.role, &s.prefs, &s.seenAt)
	return s, err
}

// touchSessions writes down the use of many sessions at once and slides their end.
func touchSessions(tx *db.Tx, ids []string) error {
	_, err := tx.Exec(`UPDATE account_session SET seen_at = $2, expires_at = $3 WHERE revoked_at = 0 AND id IN `+db.In(tx, "$1"),
		db.List(ids), tx.Millis(), tx.Millis()+life())
	return err
}

func findDevices(tx *db.Tx, person string, after string, limit int) ([]Device, error) {
	rows, err := tx.Query(`
		SELECT id, device, created_at, seen_at FROM account_session
		WHERE person = $1 AND revoked_at = 0 AND expires_at > $2 AND ($3 = '' OR id < $3)
		ORDER BY id DESC LIMIT $4`, person, tx.Millis(), after, limit)
	return db.Collect(rows, err, func(r *sql.Rows) (Device, error) {
		var d Device
		return d, r.Scan(&d.ID, &d.Name, &d.CreatedAt, &d.SeenAt)
	})
}

func ownsSession(tx *db.Tx, person, id string) (bool, error) {
	var n int64
	err := tx.QueryRow(`SELECT count(*) FROM account_session WHERE id = $1 AND person = $2`, id, person).Scan(&n)
	return n > 0, err
}

// revoke ends the sessions of a person: one, or all but one, and returns which.
func revoke(tx *db.Tx, person, only, except string) ([]string, error) {
	rows, err := tx.Query(`
		UPDATE account_session SET revoked_at = $4
		WHERE person = $1 AND revoked_at = 0 AND ($2 = '' OR id = $2) AND id <> $3 RETURNING id`,
		person, only, except, tx.Millis())
	return db.Collect(rows, err, scanID)
}

func findRevoked(tx *db.Tx, since core.Millis) ([]string, error) {
	rows, err := tx.Query(`SELECT id FROM account_session WHERE revoked_at >= $1 AND revoked_at > 0 ORDER BY id`, since)
	return db.Collect(rows, err, scanID)
}

// cameFrom reports whether a person signed in from an address before.
func cameFrom(tx *db.Tx, person, addr string) (bool, error) {
	var n int64
	err := tx.QueryRow(`SELECT count(*) FROM account_session WHERE person = $1 AND addr = $2`, person, addr).Scan(&n)
	return n > 0, err
}

func scanID(r *sql.Rows) (string, error) {
	var id string
	return id, r.Scan(&id)
}
