package ask

import (
	"database/sql"

	"magpie/internal/core"
	"magpie/internal/db"
)

func insertLink(tx *db.Tx, l Link) error {
	_, err := tx.Exec(`insert into ask_link (school, id, ask, student, relation, hash, made_by, at, expires_at, revoked_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)`,
		l.School, l.ID, l.Ask, l.Student, l.Relation, core.HashToken(l.Code), l.By, l.At, l.Until)
	return err
}

const linkColumns = `school, id, ask, student, relation, made_by, at, expires_at, revoked_at > 0`

func scanLink(row interface{ Scan(...any) error }) (l Link, err error) {
	return l, row.Scan(&l.School, &l.ID, &l.Ask, &l.Student, &l.Relation, &l.By, &l.At, &l.Until, &l.Revoked)
}

func loadLink(tx *db.Tx, id LinkID) (Link, error) {
	l, err := scanLink(tx.QueryRow(`select `+linkColumns+` from ask_link where id = $1`, id))
	return l, db.One(err)
}

func linkBy(tx *db.Tx, hash string) (Link, error) {
	l, err := scanLink(tx.QueryRow(`select `+linkColumns+` from ask_link where hash = $1`, hash))
	return l, db.One(err)
}

// linksBefore returns a page of an ask's links, the newest first; ids are born in order.
func linksBefore(tx *db.Tx, id ID, before string, limit int) ([]Link, error) {
	rows, err := tx.Query(`select `+linkColumns+` from ask_link where ask = $1 and ($2 = '' or id < $2) order by id desc limit $3`,
		id, before, limit)
	return db.Collect(rows, err, func(r *sql.Rows) (Link, error) { return scanLink(r) })
}

func revokeLink(tx *db.Tx, id LinkID) error {
	_, err := tx.Exec(`update ask_link set revoked_at = $2 where id = $1 and revoked_at = 0`, id, tx.Millis())
	return err
}
