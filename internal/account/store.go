package account

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"magpie/internal/core"
	"magpie/internal/db"
)

// AddPerson adds somebody who can act and returns the id, a new one unless p has
// one. A role of none is a stranger who waits for staff.
func AddPerson(tx *db.Tx, p Person) (string, error) {
	if p.ID == "" {
		p.ID = tx.NewID()
	}
	_, err := tx.Exec(`
		INSERT INTO account_person (id, school, role, name, login, prefs, created_at, disabled_at)
		VALUES ($1, $2, $3, $4, '', '{}', $5, 0)`, p.ID, p.School, string(p.Role), p.Name, tx.Millis())
	return p.ID, err
}

// AddLogin gives a person a login and a password hash made by Hash.
func AddLogin(tx *db.Tx, person, login, hash string) error {
	if err := TakeLogin(tx, person, login); err != nil {
		return err
	}
	_, err := tx.Exec(`
		INSERT INTO account_password (person, hash, changed_at) VALUES ($1, $2, $3)
		ON CONFLICT (person) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at`,
		person, hash, tx.Millis())
	return err
}

// TakeLogin gives a person a login whose password is still to be chosen, which
// needs an entry link first; ErrLoginTaken when it is somebody else's.
func TakeLogin(tx *db.Tx, person, login string) error {
	_, err := tx.Exec(`UPDATE account_person SET login = $2 WHERE id = $1`, person, login)
	if db.IsUnique(err) {
		return ErrLoginTaken
	}
	return err
}

// FindLogin returns who has a login; false when nobody does.
func FindLogin(tx *db.Tx, login string) (p Person, found bool, err error) {
	p, err = scanPerson(tx.QueryRow(`SELECT id, school, role, name, prefs FROM account_person WHERE login = $1 AND login <> ''`, login))
	if errors.Is(err, core.ErrAbsent) {
		return p, false, nil
	}
	return p, err == nil, err
}

// SetRole raises a waiting stranger and reports whether the person has that role
// now: whoever has another one keeps it.
func SetRole(tx *db.Tx, person string, role core.Role) (bool, error) {
	n, err := tx.Exec(`UPDATE account_person SET role = $2 WHERE id = $1 AND role IN ('', $2)`, person, string(role))
	return n == 1, err
}

// LoadPerson returns a person, core.ErrAbsent when there is none.
func LoadPerson(tx *db.Tx, id string) (Person, error) {
	return scanPerson(tx.QueryRow(`SELECT id, school, role, name, prefs FROM account_person WHERE id = $1`, id))
}

// AddedAt returns when a person was added, core.ErrAbsent for nobody.
func AddedAt(tx *db.Tx, person string) (at core.Millis, err error) {
	err = tx.QueryRow(`SELECT created_at FROM account_person WHERE id = $1`, person).Scan(&at)
	return at, db.One(err)
}

// FindNames returns the names of people by id; families have none.
func FindNames(tx *db.Tx, ids []string) (map[string]string, error) {
	rows, err := tx.Query(`SELECT id, name FROM account_person WHERE id IN `+db.In(tx, "$1"), db.List(ids))
	return collectMap(rows, err, func(r *sql.Rows, id *string, name *string) error { return r.Scan(id, name) })
}

// FindSeen returns when people last used any of their devices, exact to ten
// minutes; those never seen are missing.
func FindSeen(tx *db.Tx, ids []string) (map[string]core.Millis, error) {
	rows, err := tx.Query(`
		SELECT person, max(seen_at) FROM account_session WHERE person IN `+db.In(tx, "$1")+` GROUP BY person`, db.List(ids))
	return collectMap(rows, err, func(r *sql.Rows, id *string, at *core.Millis) error { return r.Scan(id, at) })
}

// HasPassword reports whether a person can sign in without any link.
func HasPassword(tx *db.Tx, person string) (bool, error) {
	var n int64
	err := tx.QueryRow(`SELECT count(*) FROM account_password WHERE person = $1`, person).Scan(&n)
	return n > 0, err
}

// SetUp reports whether the program has its first member of staff.
func SetUp(tx *db.Tx) (bool, error) {
	var n int64
	err := tx.QueryRow(`SELECT count(*) FROM account_person WHERE role = 'staff'`).Scan(&n)
	return n > 0, err
}

// UseSetup spends the one-time set-up token, once among any number at the same
// moment; ErrSetup when it is not the open one.
func UseSetup(tx *db.Tx, token string) error {
	n, err := tx.Exec(`UPDATE account_setup SET used_at = $2 WHERE token_hash = $1 AND used_at = 0`, core.HashToken(token), tx.Millis())
	if err != nil {
		return err
	}
	if n == 0 {
		return ErrSetup
	}
	return nil
}

func collectMap[V any](rows *sql.Rows, err error, scan func(*sql.Rows, *string, *V) error) (map[string]V, error) {
	found := map[string]V{}
	_, err = db.Collect(rows, err, func(r *sql.Rows) (string, error) {
		var id string
		var v V
		err := scan(r, &id, &v)
		found[id] = v
		return id, err
	})
	return found, err
}

func scanPerson(row *sql.Row) (Person, error) {
	var p Person
	var prefs string
	if err := row.Scan(&p.ID, &p.School, &p.Role, &p.Name, &prefs); err != nil {
		return Person{}, db.One(err)
	}
	if err := json.Unmarshal([]byte(prefs), &p.Prefs); err != nil {
		return Person{}, fmt.Errorf("read preferences of %s: %w", p.ID, err)
	}
	return p, nil
}

// credential is what a sign-in needs to know of a login.
type credential struct{ person, hash string }

func loadCredential(tx *db.Tx, login string) (credential, error) {
	c := credential{hash: dummyHash}
	err := tx.QueryRow(`
		SELECT p.id, w.hash FROM account_person p JOIN account_password w ON w.person = p.id
		WHERE p.login = $1 AND p.login <> '' AND p.disabled_at = 0`, login).Scan(&c.person, &c.hash)
	if err == sql.ErrNoRows {
		return c, nil
	}
	return c, err
}

// loadHash returns how a person signs in; the hash is empty while no password was
// chosen. core.ErrAbsent for somebody without a login.
func loadHash(tx *db.Tx, person string) (login, hash string, err error) {
	err = tx.QueryRow(`
		SELECT p.login, coalesce(w.hash, '') FROM account_person p LEFT JOIN account_password w ON w.person = p.id
		WHERE p.id = $1 AND p.login <> ''`, person).Scan(&login, &hash)
	return login, hash, db.One(err)
}

func savePrefs(tx *db.Tx, person string, p Prefs) error {
	text, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("write preferences: %w", err)
	}
	_, err = tx.Exec(`UPDATE account_person SET prefs = $2 WHERE id = $1`, person, string(text))
	return err
}

func replaceSetup(tx *db.Tx, token string) error {
	if _, err := tx.Exec(`DELETE FROM account_setup WHERE used_at = 0`); err != nil {
		return err
	}
	_, err := tx.Exec(`INSERT INTO account_setup (token_hash, created_at, used_at) VALUES ($1, $2, 0)`, core.HashToken(token), tx.Millis())
	return err
}

func setupOpen(tx *db.Tx, token string) (bool, error) {
	var n int64
	err := tx.QueryRow(`SELECT count(*) FROM account_setup WHERE token_hash = $1 AND used_at = 0`, core.HashToken(token)).Scan(&n)
	return n > 0, err
}
