package checkin

import (
	"database/sql"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// kept is what a round knows of a child besides its answers.
type kept struct {
	student    roster.StudentID
	mark       Said // by staff: excused or on the way
	markAt     core.Millis
	markBy     string
	arrivedAt  core.Millis
	remindedAt core.Millis
	reminder   feed.Seq // in the family's room
	toldAt     core.Millis
	thankedAt  core.Millis
	thankedBy  string
	thanks     string
}

func keptOf(tx *db.Tx, id RoundID) (map[roster.StudentID]kept, error) {
	rows, err := tx.Query(`select student, mark, mark_at, mark_by, arrived_at, reminded_at, reminder, told_at, thanked_at, thanked_by, thanks
		from checkin_child where round = $1`, id)
	list, err := db.Collect(rows, err, func(r *sql.Rows) (k kept, err error) {
		return k, r.Scan(&k.student, &k.mark, &k.markAt, &k.markBy, &k.arrivedAt, &k.remindedAt, &k.reminder, &k.toldAt,
			&k.thankedAt, &k.thankedBy, &k.thanks)
	})
	out := make(map[roster.StudentID]kept, len(list))
	for _, k := range list {
		out[k.student] = k
	}
	return out, err
}

// arrive notes when a child came home, by whom it was said; a word that it has not
// takes that back. The first arrival stands through corrections of its words; a
// mark of staff ends.
func arrive(tx *db.Tx, r round, st roster.StudentID, home bool, via string) error {
	var at core.Millis
	if home {
		at = tx.Millis()
	}
	_, err := tx.Exec(`insert into checkin_child (school, round, student, arrived_at, arrived_via) values ($1, $2, $3, $4, $5)
		on conflict (round, student) do update set mark = '',
			arrived_at = case when excluded.arrived_at > 0 and checkin_child.arrived_at > 0 then checkin_child.arrived_at else excluded.arrived_at end,
			arrived_via = case when excluded.arrived_at > 0 and checkin_child.arrived_at > 0 then checkin_child.arrived_via else excluded.arrived_via end`,
		r.School, r.ID, st, at, via)
	return err
}

// mark writes what staff know of a child that no answer says; empty takes it back.
func mark(tx *db.Tx, r round, st roster.StudentID, said Said, by string) error {
	_, err := tx.Exec(`insert into checkin_child (school, round, student, mark, mark_at, mark_by) values ($1, $2, $3, $4, $5, $6)
		on conflict (round, student) do update set mark = excluded.mark, mark_at = excluded.mark_at, mark_by = excluded.mark_by,
			arrived_at = 0, arrived_via = ''`, r.School, r.ID, st, said, tx.Millis(), by)
	return err
}

// setReminded notes the reminder of some families whose entries have one number.
func setReminded(tx *db.Tx, r round, students []roster.StudentID, seq feed.Seq) error {
	_, err := tx.Exec(`with chosen(student) as `+db.In(tx, "$3")+`
		insert into checkin_child (school, round, student, reminded_at, reminder) select $1, $2, student, $4, $5 from chosen where true
		on conflict (round, student) do update set reminded_at = excluded.reminded_at, reminder = excluded.reminder`,
		r.School, r.ID, db.List(students), tx.Millis(), seq)
	return err
}

// setTold notes that staff were told of some children.
func setTold(tx *db.Tx, r round, students []roster.StudentID) error {
	_, err := tx.Exec(`with chosen(student) as `+db.In(tx, "$3")+`
		insert into checkin_child (school, round, student, told_at) select $1, $2, student, $4 from chosen where true
		on conflict (round, student) do update set told_at = excluded.told_at`, r.School, r.ID, db.List(students), tx.Millis())
	return err
}

// setThanked notes a word of thanks for some children.
func setThanked(tx *db.Tx, r round, students []roster.StudentID, by, text string) error {
	_, err := tx.Exec(`with chosen(student) as `+db.In(tx, "$3")+`
		insert into checkin_child (school, round, student, thanked_at, thanked_by, thanks) select $1, $2, student, $4, $5, $6 from chosen where true
		on conflict (round, student) do update set thanked_at = excluded.thanked_at, thanked_by = excluded.thanked_by, thanks = excluded.thanks`,
		r.School, r.ID, db.List(students), tx.Millis(), by, text)
	return err
}

// note is what staff wrote down about a child in a round.
type note struct {
	student roster.StudentID
	person  string
	text    string
	called  bool
	at      core.Millis
}

func insertNote(tx *db.Tx, r round, n note) error {
	_, err := tx.Exec(`insert into checkin_note (school, round, id, student, person, text, called, at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		r.School, r.ID, tx.NewID(), n.student, n.person, n.text, n.called, tx.Millis())
	return err
}

func notesOf(tx *db.Tx, id RoundID) ([]note, error) {
	rows, err := tx.Query(`select student, person, text, called, at from checkin_note where round = $1 order by at, id`, id)
	return db.Collect(rows, err, func(r *sql.Rows) (n note, err error) {
		return n, r.Scan(&n.student, &n.person, &n.text, &n.called, &n.at)
	})
}

// reminderOf returns the entry of a family's reminder, 0 when it had none.
func reminderOf(tx *db.Tx, id RoundID, st roster.StudentID) (seq feed.Seq, err error) {
	err = tx.QueryRow(`select coalesce(max(reminder), 0) from checkin_child where round = $1 and student = $2`, id, st).Scan(&seq)
	return seq, err
}
