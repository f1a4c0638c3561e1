package checkin

import (
	"database/sql"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// arrival is how long one child took home in one round.
type arrival struct {
	student roster.StudentID
	round   RoundID
	minutes int
}

// keepArrivals adds what a round has shown of each child's way home. What staff
// entered tells when they called, not when the child came, so it teaches nothing.
func keepArrivals(tx *db.Tx, r round) error {
	_, err := tx.Exec(`insert into checkin_arrival (school, student, at, round, minutes)
		select school, student, $2, round, (arrived_at - $2) / 60000 from checkin_child
		where round = $1 and arrived_at > $2 and arrived_via <> 'staff' on conflict do nothing`, r.ID, r.At)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`delete from checkin_arrival where student in (select student from checkin_child where round = $1)
		and $2 <= (select count(*) from checkin_arrival newer where newer.student = checkin_arrival.student and newer.at > checkin_arrival.at)`,
		r.ID, lastRounds)
	return err
}

// arrivalsOf returns the last rounds of some children, since their way home was
// last set by hand.
func arrivalsOf(tx *db.Tx, students []roster.StudentID) ([]arrival, error) {
	rows, err := tx.Query(`select student, round, minutes from checkin_arrival a
		where a.student in `+db.In(tx, "$1")+` and a.at > coalesce((select w.set_at from checkin_way w where w.student = a.student), 0)
		order by a.student, a.at desc`, db.List(students))
	return db.Collect(rows, err, func(r *sql.Rows) (a arrival, err error) { return a, r.Scan(&a.student, &a.round, &a.minutes) })
}

// way is what somebody knows of a child's way home.
type way struct {
	student roster.StudentID
	minutes int
	note    string
}

func waysOf(tx *db.Tx, students []roster.StudentID) (map[roster.StudentID]way, error) {
	rows, err := tx.Query(`select student, minutes, note from checkin_way where student in `+db.In(tx, "$1"), db.List(students))
	list, err := db.Collect(rows, err, func(r *sql.Rows) (w way, err error) { return w, r.Scan(&w.student, &w.minutes, &w.note) })
	out := make(map[roster.StudentID]way, len(list))
	for _, w := range list {
		out[w.student] = w
	}
	return out, err
}

// saveWay sets a child's way home; other minutes than before begin the learning anew.
func saveWay(tx *db.Tx, school string, w way, by string) error {
	_, err := tx.Exec(`insert into checkin_way (school, student, minutes, note, set_by, set_at) values ($1, $2, $3, $4, $5, $6)
		on conflict (student) do update set minutes = excluded.minutes, note = excluded.note, set_by = excluded.set_by,
			set_at = case when excluded.minutes = checkin_way.minutes then checkin_way.set_at else excluded.set_at end`,
		school, w.student, w.minutes, w.note, by, tx.Millis())
	return err
}

// pair are two children who go home together; A stands before B.
type pair struct{ A, B roster.StudentID }

func pairOf(a, b roster.StudentID) pair {
	if b < a {
		a, b = b, a
	}
	return pair{a, b}
}

func pairsOf(tx *db.Tx, classes []roster.ClassID) ([]pair, error) {
	rows, err := tx.Query(`select distinct a, b from checkin_pair where class in `+db.In(tx, "$1")+` order by a, b`, db.List(classes))
	return db.Collect(rows, err, func(r *sql.Rows) (p pair, err error) { return p, r.Scan(&p.A, &p.B) })
}

// savePairs replaces who goes home with whom in a class.
func savePairs(tx *db.Tx, a core.Actor, class roster.ClassID, pairs []pair) error {
	if _, err := tx.Exec(`delete from checkin_pair where class = $1`, class); err != nil {
		return err
	}
	for _, p := range pairs {
		_, err := tx.Exec(`insert into checkin_pair (school, class, a, b, set_by, set_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
			a.School, class, p.A, p.B, a.Person, tx.Millis())
		if err != nil {
			return err
		}
	}
	return nil
}
