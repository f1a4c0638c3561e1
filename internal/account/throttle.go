package account

import (
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
)

// Limits of guessing at a login. The third one holds only addresses the person
// never signed in from, so that an attacker cannot lock anybody out.
const (
	loginWindow    = 15 * time.Minute
	triesPerPair   = 8
	triesPerAddr   = 60
	triesPerPerson = 100
)

// Spend counts one try on a subject and reports whether it is within the limit
// for the window that is open. Rooms on the right prefix subjects with their name.
func Spend(tx *db.Tx, subject string, limit int64, window time.Duration) (bool, error) {
	var tries int64
	now := tx.Millis()
	err := tx.QueryRow(`
		INSERT INTO account_throttle (subject, opened_at, tries) VALUES ($1, $2, 1)
		ON CONFLICT (subject) DO UPDATE SET
			tries = CASE WHEN account_throttle.opened_at <= $3 THEN 1 ELSE account_throttle.tries + 1 END,
			opened_at = CASE WHEN account_throttle.opened_at <= $3 THEN $2 ELSE account_throttle.opened_at END
		RETURNING tries`,
		subject, now, now-core.Millis(window.Milliseconds())).Scan(&tries)
	return tries <= limit, err
}

// Spent reports whether the limit of a subject is used up, without counting.
func Spent(tx *db.Tx, subject string, limit int64, window time.Duration) (bool, error) {
	var n int64
	err := tx.QueryRow(`SELECT count(*) FROM account_throttle WHERE subject = $1 AND tries >= $2 AND opened_at > $3`,
		subject, limit, tx.Millis()-core.Millis(window.Milliseconds())).Scan(&n)
	return n > 0, err
}

// Refund takes back the tries of a subject after it proved to be right.
func Refund(tx *db.Tx, subject string) error {
	_, err := tx.Exec(`DELETE FROM account_throttle WHERE subject = $1`, subject)
	return err
}

// forgetTries deletes windows that closed before the moment given.
func forgetTries(tx *db.Tx, before core.Millis) error {
	_, err := tx.Exec(`DELETE FROM account_throttle WHERE opened_at < $1`, before)
	return err
}
