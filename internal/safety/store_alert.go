package safety

import (
	"database/sql"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// alert is a row of safety_alert.
type alert struct {
	ID       AlertID
	School   string
	Class    roster.ClassID // empty for the whole school
	Kind     Danger
	Text     string
	Drill    bool
	Ask      ask.ID
	Open     bool
	NextAt   core.Millis
	OpenedBy roster.Byline
	OpenedAt core.Millis
	EndedBy  string
	EndedAt  core.Millis
	Score    *Score // of one that has ended
}

const alertColumns = `id, school, class, kind, text, drill, ask, state, next_at, opened_by, opened_at, ended_by, ended_at, score`

func scanAlert(row interface{ Scan(...any) error }) (a alert, err error) {
	var state, by, scored string
	err = row.Scan(&a.ID, &a.School, &a.Class, &a.Kind, &a.Text, &a.Drill, &a.Ask, &state, &a.NextAt, &by, &a.OpenedAt, &a.EndedBy, &a.EndedAt, &scored)
	if err != nil {
		return a, db.One(err)
	}
	a.Open = state == "open"
	if a.OpenedBy, err = decode[roster.Byline](by); err != nil {
		return a, err
	}
	a.Score, err = decodeScore(scored)
	return a, err
}

func insertAlert(tx *db.Tx, a alert) error {
	by, err := encode(a.OpenedBy)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`insert into safety_alert (`+alertColumns+`) values ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, '', 0, '')`,
		a.ID, a.School, a.Class, a.Kind, a.Text, a.Drill, a.Ask, a.NextAt, by, tx.Millis())
	return err
}

func loadAlert(tx *db.Tx, id AlertID) (alert, error) {
	return scanAlert(tx.QueryRow(`select `+alertColumns+` from safety_alert where id = $1`, id))
}

// openAlert returns the alert of a kind that is on for a class, or for a school
// with an empty class; core.ErrAbsent for none.
func openAlert(tx *db.Tx, a alert) (alert, error) {
	return scanAlert(tx.QueryRow(`select `+alertColumns+` from safety_alert
		where school = $1 and class = $2 and kind = $3 and drill = $4 and state = 'open' order by id limit 1`, a.School, a.Class, a.Kind, a.Drill))
}

func collectAlerts(rows *sql.Rows, err error) ([]alert, error) {
	return db.Collect(rows, err, func(r *sql.Rows) (alert, error) { return scanAlert(r) })
}

// alertsOf returns the alerts of a class and of its whole school before one, the
// newest first.
func alertsOf(tx *db.Tx, school string, class roster.ClassID, before AlertID, limit int) ([]alert, error) {
	return collectAlerts(tx.Query(`select `+alertColumns+` from safety_alert
		where school = $1 and class in ('', $2) and ($3 = '' or id < $3) order by id desc limit $4`, school, class, before, limit))
}

// alertsIn returns the open alerts that stand in some conversations.
func alertsIn(tx *db.Tx, convs []feed.ID) ([]alert, error) {
	return collectAlerts(tx.Query(`select `+alertColumns+` from safety_alert where state = 'open'
		and id in (select subject from safety_entry where conversation in `+db.In(tx, "$1")+`) order by id`, db.List(convs)))
}

// dueAlerts returns the alerts that are to be told again, and when the next one
// after them will be.
func dueAlerts(tx *db.Tx, limit int) (due []alert, next core.Millis, err error) {
	due, err = collectAlerts(tx.Query(`select `+alertColumns+` from safety_alert
		where state = 'open' and next_at > 0 and next_at <= $1 order by next_at limit $2`, tx.Millis(), limit))
	if err != nil {
		return nil, 0, err
	}
	err = tx.QueryRow(`select coalesce(min(next_at), 0) from safety_alert where state = 'open' and next_at > $1`, tx.Millis()).Scan(&next)
	return due, next, err
}

// claimRepeat takes one repetition for this transaction alone; false when somebody
// else took it.
func claimRepeat(tx *db.Tx, a alert, next core.Millis) (bool, error) {
	n, err := tx.Exec(`update safety_alert set next_at = $3 where id = $1 and next_at = $2 and state = 'open'`, a.ID, a.NextAt, next)
	return n > 0, err
}

// endAlert closes an alert; false when it had ended.
func endAlert(tx *db.Tx, a alert) (bool, error) {
	n, err := tx.Exec(`update safety_alert set state = 'ended', next_at = 0, ended_by = $2, ended_at = $3 where id = $1 and state = 'open'`,
		a.ID, a.EndedBy, tx.Millis())
	return n > 0, err
}

func setScore(tx *db.Tx, id AlertID, s Score) error {
	scored, err := encode(s)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`update safety_alert set score = $2 where id = $1`, id, scored)
	return err
}

// forgetRoll leaves no name of a drill.
func forgetRoll(tx *db.Tx, id AlertID) error {
	if _, err := tx.Exec(`update safety_alert set text = '' where id = $1`, id); err != nil {
		return err
	}
	_, err := tx.Exec(`delete from safety_roll where alert = $1`, id)
	return err
}

// call is one line of the roll.
type call struct {
	Student roster.StudentID
	State   Standing
	Note    string
	Person  string
	By      string
	At      core.Millis
	Since   core.Millis // accounted for since then; 0 while not
}

// upsertCall writes what was said last of a child, while the alert is on; false
// when the same person had said the same. Since when a child is accounted for
// does not move while it stays so.
func upsertCall(tx *db.Tx, id AlertID, c call) (bool, error) {
	since := core.Millis(0)
	if c.State.accounted() {
		since = tx.Millis()
	}
	n, err := tx.Exec(`insert into safety_roll (alert, student, state, note, person, author, at, since)
		select id, $2, $3, $4, $5, $6, $7, $8 from safety_alert where id = $1 and state = 'open'
		on conflict (alert, student) do update set state = excluded.state, note = excluded.note, person = excluded.person, author = excluded.author, at = excluded.at,
			since = case when excluded.since = 0 or safety_roll.since = 0 then excluded.since else safety_roll.since end
		where safety_roll.state <> excluded.state or safety_roll.note <> excluded.note or safety_roll.person <> excluded.person`,
		id, c.Student, c.State, c.Note, c.Person, c.By, tx.Millis(), since)
	return n > 0, err
}

func rollOf(tx *db.Tx, id AlertID) (map[roster.StudentID]call, error) {
	rows, err := tx.Query(`select student, state, note, person, author, at, since from safety_roll where alert = $1`, id)
	out := map[roster.StudentID]call{}
	_, err = db.Collect(rows, err, func(r *sql.Rows) (struct{}, error) {
		var c call
		err := r.Scan(&c.Student, &c.State, &c.Note, &c.Person, &c.By, &c.At, &c.Since)
		out[c.Student] = c
		return struct{}{}, err
	})
	return out, err
}
