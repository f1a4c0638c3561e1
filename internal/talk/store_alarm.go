package talk

import (
	"database/sql"
	"encoding/json"

	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

const alarmColumns = `id, class, student, conversation, seq, reason, text, author, duty, at, seen_by, seen_at`

func scanAlarm(row interface{ Scan(...any) error }) (r Rung, err error) {
	var by, seenBy []byte
	err = row.Scan(&r.ID, &r.Class, &r.Student, &r.Conversation, &r.Seq, &r.Reason, &r.Text, &by, &r.Duty, &r.At, &seenBy, &r.SeenAt)
	if err != nil {
		return r, err
	}
	if len(seenBy) > 0 {
		r.SeenBy = &roster.Byline{}
		if err := json.Unmarshal(seenBy, r.SeenBy); err != nil {
			return r, err
		}
	}
	return r, json.Unmarshal(by, &r.By)
}

func insertAlarm(tx *db.Tx, school string, r Rung) error {
	_, err := tx.Exec(`insert into talk_alarm (school, `+alarmColumns+`) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', 0)`,
		school, r.ID, r.Class, r.Student, r.Conversation, r.Seq, r.Reason, r.Text, encode(r.By), r.Duty, r.At)
	return err
}

// seeAlarm notes who came first; false when somebody had come already.
func seeAlarm(tx *db.Tx, id AlarmID, by roster.Byline) (school string, first bool, err error) {
	n, err := tx.Exec(`update talk_alarm set seen_by = $2, seen_at = $3 where id = $1 and seen_at = 0`, id, encode(by), tx.Millis())
	if err != nil {
		return "", false, err
	}
	err = tx.QueryRow(`select school from talk_alarm where id = $1`, id).Scan(&school)
	return school, n > 0, db.One(err)
}

func loadAlarm(tx *db.Tx, id AlarmID) (Rung, error) {
	r, err := scanAlarm(tx.QueryRow(`select `+alarmColumns+` from talk_alarm where id = $1`, id))
	return r, db.One(err)
}

func alarmAt(tx *db.Tx, conv feed.ID, seq feed.Seq) (Rung, error) {
	r, err := scanAlarm(tx.QueryRow(`select `+alarmColumns+` from talk_alarm where conversation = $1 and seq = $2`, conv, seq))
	return r, db.One(err)
}

// alarmsOf returns the alarms of some classes before one, the newest first.
func alarmsOf(tx *db.Tx, classes []roster.ClassID, before AlarmID, limit int) ([]Rung, error) {
	rows, err := tx.Query(`select `+alarmColumns+` from talk_alarm
		where class in `+db.In(tx, "$1")+` and ($2 = '' or id < $2) order by id desc limit $3`, db.List(classes), before, limit)
	return db.Collect(rows, err, func(r *sql.Rows) (Rung, error) { return scanAlarm(r) })
}
