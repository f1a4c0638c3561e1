package ask

import (
	"database/sql"

	"magpie/internal/db"
)

// hasVoted reports whether the ballot of this subject has been cast, by whomever.
func hasVoted(tx *db.Tx, g giving) (bool, error) {
	person := ""
	if g.ask.alone() {
		person = g.Person
	}
	var n int64
	err := tx.QueryRow(`select count(*) from ask_voter where ask = $1 and student = $2 and ($3 = '' or person = $3)`,
		g.ask.ID, counted(g.ask, g.In), person).Scan(&n)
	return n > 0, err
}

// noteVoter writes who voted, only while the poll is open. Whoever closes it waits:
// a ballot that was counted after the result was seen would be known by the difference.
func noteVoter(tx *db.Tx, g giving) error {
	if err := oneAfterTheOther(tx, g.ask.ID); err != nil {
		return err
	}
	n, err := tx.Exec(`insert into ask_voter (school, ask, student, person)
		select school, id, $2, $3 from ask_ask where id = $1 and state = 'open'`, g.ask.ID, counted(g.ask, g.In), g.Person)
	if err == nil && n == 0 {
		return ErrClosed
	}
	return err
}

func addBallot(tx *db.Tx, a Ask, field, choice string) error {
	_, err := tx.Exec(`insert into ask_ballot (school, ask, field, choice, count) values ($1, $2, $3, $4, 1)
		on conflict (ask, field, choice) do update set count = ask_ballot.count + 1`, a.School, a.ID, field, choice)
	return err
}

// stir writes all counters of a poll anew: where a database keeps with each row by
// which transaction it was written, the counters tell no voter's choice.
func stir(tx *db.Tx, id ID) error {
	_, err := tx.Exec(`update ask_ballot set count = count where ask = $1`, id)
	return err
}

func voters(tx *db.Tx, id ID) (n int, err error) {
	err = tx.QueryRow(`select count(*) from ask_voter where ask = $1`, id).Scan(&n)
	return n, err
}

// ballotsOf returns how often each choice of each field was voted for.
func ballotsOf(tx *db.Tx, id ID) (map[[2]string]int, error) {
	rows, err := tx.Query(`select field, choice, count from ask_ballot where ask = $1`, id)
	out := map[[2]string]int{}
	_, err = db.Collect(rows, err, func(r *sql.Rows) (struct{}, error) {
		var of [2]string
		var n int
		err := r.Scan(&of[0], &of[1], &n)
		out[of] = n
		return struct{}{}, err
	})
	return out, err
}
