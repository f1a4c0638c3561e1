package ask

import (
	"database/sql"
	"errors"

	"magpie/internal/ask/form"
	"magpie/internal/db"
	"magpie/internal/roster"
)

const givenColumns = `ask, number, subject, student, person, relation, via, at, level, version, said, note, changes, struck_by`

func scanGiven(row interface{ Scan(...any) error }) (g Given, err error) {
	var said string
	err = row.Scan(&g.Ask, &g.Number, &g.subject, &g.Student, &g.Person, &g.Relation, &g.Via, &g.At, &g.Level, &g.Version, &said, &g.Note,
		&g.Changes, &g.struckBy)
	g.Values = form.Decode(said)
	g.Withdrawn = g.struckBy != ""
	return g, err
}

func collectGiven(rows *sql.Rows, err error) ([]Given, error) {
	return db.Collect(rows, err, func(r *sql.Rows) (Given, error) { return scanGiven(r) })
}

// insertGiven gives an answer the next place of an ask that is open. Whoever comes
// at the same moment waits for the commit, so no number is lost or given twice.
func insertGiven(tx *db.Tx, g Given) (number int, err error) {
	if err := oneAfterTheOther(tx, g.Ask); err != nil {
		return 0, err
	}
	err = tx.QueryRow(`insert into ask_given (school, `+givenColumns+`)
		select a.school, a.id, (select coalesce(max(number), 0) + 1 from ask_given where ask = $1),
			$2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, ''
		from ask_ask a where a.id = $1 and a.state = 'open' returning number`,
		g.Ask, g.subject, g.Student, g.Person, g.Relation, g.Via, g.At, g.Level, g.Version, g.Values.Encode(), g.Note).Scan(&number)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, ErrClosed
	}
	return number, err
}

// oneAfterTheOther lets those who take a place of an ask, change what stands there
// or vote, and who closes it, wait for each other.
func oneAfterTheOther(tx *db.Tx, id ID) error { return tx.Lock("ask chain " + string(id)) }

// lastNumber is how many places an ask has given.
func lastNumber(tx *db.Tx, id ID) (n int, err error) {
	err = tx.QueryRow(`select coalesce(max(number), 0) from ask_given where ask = $1`, id).Scan(&n)
	return n, err
}

// standingOf returns the answer that stands for a subject; false when there is none,
// and for the empty subject, which has many.
func standingOf(tx *db.Tx, id ID, subject string) (g Given, stands bool, err error) {
	if subject == "" {
		return g, false, nil
	}
	g, err = scanGiven(tx.QueryRow(`select `+givenColumns+` from ask_given
		where ask = $1 and subject = $2 and subject <> '' and struck_by = ''`, id, subject))
	if errors.Is(err, sql.ErrNoRows) {
		return Given{}, false, nil
	}
	return g, err == nil, err
}

// noteChange keeps what an answer says at this moment, before it is changed.
func noteChange(tx *db.Tx, g Given) error {
	_, err := tx.Exec(`insert into ask_change (school, ask, number, turn, student, person, relation, via, at, level, version, said, note)
		select school, ask, number, changes + 1, student, person, relation, via, at, level, version, said, note
		from ask_given where ask = $1 and number = $2`, g.Ask, g.Number)
	return err
}

// changeGiven replaces what an answer says while its ask is open.
func changeGiven(tx *db.Tx, g Given) error {
	if err := oneAfterTheOther(tx, g.Ask); err != nil {
		return err
	}
	if err := noteChange(tx, g); err != nil {
		return err
	}
	n, err := tx.Exec(`update ask_given set student = $3, person = $4, relation = $5, via = $6, at = $7, level = $8, version = $9, said = $10,
		note = $11, changes = changes + 1
		where ask = $1 and number = $2 and exists (select 1 from ask_ask a where a.id = $1 and a.state = 'open')`,
		g.Ask, g.Number, g.Student, g.Person, g.Relation, g.Via, g.At, g.Level, g.Version, g.Values.Encode(), g.Note)
	if err == nil && n == 0 {
		return ErrClosed
	}
	return err
}

// withdrawGiven strikes an answer while its ask is open; it keeps its number, its
// author and its words.
func withdrawGiven(tx *db.Tx, g Given, by string) error {
	if err := oneAfterTheOther(tx, g.Ask); err != nil {
		return err
	}
	if err := noteChange(tx, g); err != nil {
		return err
	}
	n, err := tx.Exec(`update ask_given set struck_by = $3, at = $4, changes = changes + 1
		where ask = $1 and number = $2 and exists (select 1 from ask_ask a where a.id = $1 and a.state = 'open')`,
		g.Ask, g.Number, by, g.At)
	if err == nil && n == 0 {
		return ErrClosed
	}
	return err
}

// givenOf returns the answers for a child, and those a person gave alone.
func givenOf(tx *db.Tx, id ID, student roster.StudentID, person string) ([]Given, error) {
	return collectGiven(tx.Query(`select `+givenColumns+` from ask_given
		where ask = $1 and (student = $2 or subject = $3) order by number`, id, student, "/"+person))
}

// givenAfter returns a page of an ask's answers in their order.
func givenAfter(tx *db.Tx, id ID, after, limit int) ([]Given, error) {
	return collectGiven(tx.Query(`select `+givenColumns+` from ask_given
		where ask = $1 and number > $2 order by number limit $3`, id, after, limit))
}

// changesOf returns what an answer said before, the oldest first.
func changesOf(tx *db.Tx, id ID, number int) ([]Given, error) {
	return collectGiven(tx.Query(`select ask, number, '', student, person, relation, via, at, level, version, said, note, turn - 1, ''
		from ask_change where ask = $1 and number = $2 order by turn`, id, number))
}
