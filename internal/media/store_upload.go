package media

import (
	"database/sql"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// upload is something under way.
type upload struct {
	School       string
	ID           string
	Owner        string
	Conversation feed.ID
	Class        roster.ClassID
	Student      roster.StudentID
	Name         string
	Bytes        int64
	Millis       int64
}

func insertUpload(tx *db.Tx, u upload) error {
	_, err := tx.Exec(`insert into media_upload (school, id, owner, conversation, class, student, name, bytes, seconds, at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		u.School, u.ID, u.Owner, u.Conversation, u.Class, u.Student, u.Name, u.Bytes, u.Millis, tx.Millis())
	return err
}

func loadUpload(tx *db.Tx, id string) (u upload, err error) {
	err = tx.QueryRow(`select school, id, owner, conversation, class, student, name, bytes, seconds from media_upload where id = $1`, id).
		Scan(&u.School, &u.ID, &u.Owner, &u.Conversation, &u.Class, &u.Student, &u.Name, &u.Bytes, &u.Millis)
	return u, db.One(err)
}

func deleteUpload(tx *db.Tx, id string) error {
	_, err := tx.Exec(`delete from media_upload where id = $1`, id)
	return err
}

func staleUploads(tx *db.Tx, before core.Millis) ([]string, error) {
	rows, err := tx.Query(`select id from media_upload where at < $1 limit 500`, before)
	return db.Collect(rows, err, func(r *sql.Rows) (id string, err error) { return id, r.Scan(&id) })
}

func openUploadsOf(tx *db.Tx, person string) (n int, err error) {
	return n, tx.QueryRow(`select count(*) from media_upload where owner = $1`, person).Scan(&n)
}

// charged returns how many bytes a class keeps and has under way; of one family in
// it when a student is named.
func charged(tx *db.Tx, class roster.ClassID, student roster.StudentID) (n int64, err error) {
	return n, tx.QueryRow(`select coalesce((select sum(stored) from media_file where class = $1 and ($2 = '' or student = $2)), 0)
		+ coalesce((select sum(bytes) from media_upload where class = $1 and ($2 = '' or student = $2)), 0)`, class, student).Scan(&n)
}
