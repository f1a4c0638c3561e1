package ask

import (
	"database/sql"
	"encoding/json"

	"magpie/internal/core"
	"magpie/internal/db"
)

// insertTemplate keeps a form unless the school keeps maxKept.
func insertTemplate(tx *db.Tx, a core.Actor, t Template, fields string) (bool, error) {
	n, err := tx.Exec(`insert into ask_template (school, id, name, form, made_by, at)
		select $1, $2, $3, $4, $5, $6 where (select count(*) from ask_template where school = $1) < $7`,
		a.School, t.ID, t.Name, fields, a.Person, t.At, maxKept)
	return n > 0, err
}

func schoolOf(tx *db.Tx, template string) (school string, err error) {
	err = tx.QueryRow(`select school from ask_template where id = $1`, template).Scan(&school)
	return school, db.One(err)
}

// templatesBefore returns a page of a school's forms, the newest first; ids are born in order.
func templatesBefore(tx *db.Tx, school, before string, limit int) ([]Template, error) {
	rows, err := tx.Query(`select id, name, form, at from ask_template where school = $1 and ($2 = '' or id < $2)
		order by id desc limit $3`, school, before, limit)
	return db.Collect(rows, err, func(r *sql.Rows) (t Template, err error) {
		var fields string
		if err := r.Scan(&t.ID, &t.Name, &fields, &t.At); err != nil {
			return t, err
		}
		return t, json.Unmarshal([]byte(fields), &t.Form)
	})
}

func deleteTemplate(tx *db.Tx, id string) error {
	_, err := tx.Exec(`delete from ask_template where id = $1`, id)
	return err
}
