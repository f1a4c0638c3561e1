package reach

import (
	"database/sql"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// insertFirst writes the first delivery of many families in one statement; those
// that have one keep it.
func insertFirst(tx *db.Tx, p Parcel, students []roster.StudentID, seq feed.Seq, st State, reason string) error {
	if len(students) == 0 {
		return nil
	}
	_, err := tx.Exec(`with chosen(student) as `+db.In(tx, "$3")+`
		insert into reach_delivery (school, ask, student, channel, attempt, kind, state, reason, room, seq, at, state_at)
		select $1, $2, student, 'app', 1, 'first', $4, $5, $6, $7, $8, $8 from chosen where true
		on conflict do nothing`,
		p.School, p.Ask, db.List(students), st, reason, p.Room, seq, tx.Millis())
	return err
}

// setDelivered lifts what had not come further and returns how many deliveries did.
func setDelivered(tx *db.Tx, students []roster.StudentID, room feed.Kind, got feed.Rev) (int64, error) {
	return tx.Exec(`update reach_delivery set state = 'delivered', reason = '', state_at = $4
		where student in `+db.In(tx, "$1")+` and room = $2 and seq <= $3 and state in ('pending', 'failed')`,
		db.List(students), room, got, tx.Millis())
}

func setState(tx *db.Tx, id ask.ID, student roster.StudentID, st State, at core.Millis) error {
	_, err := tx.Exec(`update reach_delivery set state = $3, reason = '', state_at = $4
		where ask = $1 and student = $2 and state <> $3 and state <> 'barred'`, id, student, st, at)
	return err
}

func stepBack(tx *db.Tx, id ask.ID) error {
	_, err := tx.Exec(`update reach_delivery set state = 'delivered', state_at = $2
		where ask = $1 and state in ('seen', 'answered')`, id, tx.Millis())
	return err
}

// claimReminders notes a reminder for each family that was left alone long
// enough and returns those. The condition stands in the upsert, so two people
// who press at once share the families between them.
func claimReminders(tx *db.Tx, school string, id ask.ID, students []roster.StudentID) ([]roster.StudentID, error) {
	rows, err := tx.Query(`with chosen(student) as `+db.In(tx, "$1")+`
		insert into reach_reminder (school, student, ask, at)
		select $2, student, $3, $4 from chosen where true order by student
		on conflict (student) do update set ask = excluded.ask, at = excluded.at
		where reach_reminder.at <= excluded.at - $5
		returning student`, db.List(students), school, id, tx.Millis(), RemindEvery.Milliseconds())
	return db.Collect(rows, err, scanStudent)
}

// insertReminders adds the next attempt for each family.
func insertReminders(tx *db.Tx, id ask.ID, students []roster.StudentID) error {
	_, err := tx.Exec(`insert into reach_delivery (school, ask, student, channel, attempt, kind, state, reason, room, seq, at, state_at)
		select school, ask, student, channel, max(attempt) + 1, 'remind', 'pending', '', room, seq, $3, $3
		from reach_delivery where ask = $1 and student in `+db.In(tx, "$2")+` and channel = 'app'
		group by school, ask, student, channel, room, seq`, id, db.List(students), tx.Millis())
	return err
}

func lastReminders(tx *db.Tx, students []roster.StudentID) (map[roster.StudentID]core.Millis, error) {
	rows, err := tx.Query(`select student, at from reach_reminder where student in `+db.In(tx, "$1"), db.List(students))
	out := map[roster.StudentID]core.Millis{}
	_, err = db.Collect(rows, err, func(r *sql.Rows) (struct{}, error) {
		var st roster.StudentID
		var at core.Millis
		err := r.Scan(&st, &at)
		out[st] = at
		return struct{}{}, err
	})
	return out, err
}

// row is one attempt.
type row struct {
	student           roster.StudentID
	ask               ask.ID
	channel           Channel
	kind              string
	state             State
	at, stateAt, last core.Millis
}

const rowColumns = `d.student, d.ask, d.channel, d.kind, d.state, d.at, d.state_at, coalesce(r.at, 0)
	from reach_delivery d left join reach_reminder r on r.student = d.student`

func scanRow(r *sql.Rows) (w row, err error) {
	return w, r.Scan(&w.student, &w.ask, &w.channel, &w.kind, &w.state, &w.at, &w.stateAt, &w.last)
}

func rowsOf(tx *db.Tx, ids []ask.ID) ([]row, error) {
	rows, err := tx.Query(`select `+rowColumns+` where d.ask in `+db.In(tx, "$1")+` order by d.ask, d.student, d.attempt`, db.List(ids))
	return db.Collect(rows, err, scanRow)
}

func remindersOf(tx *db.Tx, asks []ask.ID, students []roster.StudentID) ([]row, error) {
	rows, err := tx.Query(`select `+rowColumns+` where d.ask in `+db.In(tx, "$1")+` and d.student in `+db.In(tx, "$2")+`
		and d.kind = 'remind' order by d.attempt`, db.List(asks), db.List(students))
	return db.Collect(rows, err, scanRow)
}

func scanStudent(r *sql.Rows) (s roster.StudentID, err error) { return s, r.Scan(&s) }
