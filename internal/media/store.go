package media

import (
	"database/sql"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// row is a file as stored.
type row struct {
	School       string
	ID           FileID
	Owner        string
	Conversation feed.ID
	Class        roster.ClassID
	Student      roster.StudentID
	Name         string
	Kind         string
	Mime         string
	Bytes        int64
	Sent         int64
	Width        int
	Height       int
	Millis       int64
	Placeholder  string
	State        State
	Reason       string
	Tries        int
}

const rowColumns = `school, id, owner, conversation, class, student, name, kind, mime, bytes, sent, width, height, millis, placeholder, state, reason, tries`

func scanRow(r interface{ Scan(...any) error }) (f row, err error) {
	return f, r.Scan(&f.School, &f.ID, &f.Owner, &f.Conversation, &f.Class, &f.Student, &f.Name, &f.Kind, &f.Mime, &f.Bytes,
		&f.Sent, &f.Width, &f.Height, &f.Millis, &f.Placeholder, &f.State, &f.Reason, &f.Tries)
}

func (f row) attached() Attached {
	return Attached{
		ID: f.ID, Kind: f.Kind, Name: f.Name, Mime: f.Mime, Bytes: f.Bytes, Width: f.Width, Height: f.Height,
		Seconds: float64(f.Millis) / 1000, Placeholder: f.Placeholder,
	}
}

func loadFile(tx *db.Tx, id FileID) (row, error) {
	f, err := scanRow(tx.QueryRow(`select `+rowColumns+` from media_file where id = $1`, id))
	return f, db.One(err)
}

func filesOf(tx *db.Tx, ids []FileID) (map[FileID]row, error) {
	rows, err := tx.Query(`select `+rowColumns+` from media_file where id in `+db.In(tx, "$1"), db.List(ids))
	list, err := db.Collect(rows, err, func(r *sql.Rows) (row, error) { return scanRow(r) })
	out := make(map[FileID]row, len(list))
	for _, f := range list {
		out[f.ID] = f
	}
	return out, err
}

// insertFile makes an upload a file that waits for the worker; an upload that was
// finished before stays as it is.
func insertFile(tx *db.Tx, u upload, f row, place string) error {
	_, err := tx.Exec(`insert into media_file (school, id, owner, conversation, class, student, name, kind, mime, bytes, stored, sent,
			width, height, millis, placeholder, state, reason, place, claimed_until, tries, at, ready_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $10, 0, 0, $11, '', $12, $13, $14, 0, 0, $15, 0)
		on conflict do nothing`,
		u.School, u.ID, u.Owner, u.Conversation, u.Class, u.Student, u.Name, f.Kind, f.Mime, u.Bytes, u.Millis,
		f.State, f.Reason, place, tx.Millis())
	return err
}

// claim takes the oldest file that waits in this place, for a while.
func claim(tx *db.Tx, place string, lease time.Duration) (row, error) {
	f, err := scanRow(tx.QueryRow(`update media_file set claimed_until = $2, tries = tries + 1
		where id = (select id from media_file where state = 'working' and place = $1 and claimed_until <= $3 order by at, id limit 1)
			and claimed_until <= $3
		returning `+rowColumns, place, tx.Millis()+core.Millis(lease.Milliseconds()), tx.Millis()))
	return f, db.One(err)
}

// holdOn keeps a claim for longer, or gives it back at a later moment.
func holdOn(tx *db.Tx, id FileID, until core.Millis) error {
	_, err := tx.Exec(`update media_file set claimed_until = $2 where id = $1`, id, until)
	return err
}

func setReady(tx *db.Tx, f row, stored int64) error {
	_, err := tx.Exec(`update media_file set kind = $2, mime = $3, bytes = $4, stored = $5, width = $6, height = $7, millis = $8,
			placeholder = $9, name = $10, state = 'ready', ready_at = $11 where id = $1`,
		f.ID, f.Kind, f.Mime, f.Bytes, stored, f.Width, f.Height, f.Millis, f.Placeholder, f.Name, tx.Millis())
	return err
}

func setRefused(tx *db.Tx, id FileID, reason string) error {
	_, err := tx.Exec(`update media_file set state = 'refused', reason = $2, bytes = 0, stored = 0, ready_at = $3 where id = $1`, id, reason, tx.Millis())
	return err
}

func insertVariant(tx *db.Tx, school string, id FileID, v Variant) error {
	_, err := tx.Exec(`insert into media_variant (school, file, size, blob, mime, bytes, width, height)
		values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`, school, id, v.Size, v.Blob, v.Mime, v.Bytes, v.Width, v.Height)
	return err
}

func loadVariant(tx *db.Tx, id FileID, size string) (v Variant, err error) {
	v.Size = size
	err = tx.QueryRow(`select blob, mime, bytes, width, height from media_variant where file = $1 and size = $2`, id, size).
		Scan(&v.Blob, &v.Mime, &v.Bytes, &v.Width, &v.Height)
	return v, db.One(err)
}

func insertUse(tx *db.Tx, conv feed.ID, seq feed.Seq, id FileID) error {
	_, err := tx.Exec(`insert into media_use (school, conversation, seq, file, gone_at)
		select school, $1, $2, id, 0 from media_file where id = $3
		on conflict (conversation, seq, file) do update set gone_at = 0`, conv, seq, id)
	return err
}

func markGone(tx *db.Tx, conv feed.ID, seq feed.Seq) error {
	_, err := tx.Exec(`update media_use set gone_at = $3 where conversation = $1 and seq = $2 and gone_at = 0`, conv, seq, tx.Millis())
	return err
}

// use is a conversation that carries a file.
type use struct {
	conv feed.ID
	gone bool // only in entries that were recalled or removed
}

func usesOf(tx *db.Tx, id FileID) ([]use, error) {
	rows, err := tx.Query(`select conversation, min(case when gone_at = 0 then 0 else 1 end) from media_use where file = $1 group by conversation`, id)
	return db.Collect(rows, err, func(r *sql.Rows) (u use, err error) {
		var gone int
		err = r.Scan(&u.conv, &gone)
		u.gone = gone == 1
		return u, err
	})
}

func isUsed(tx *db.Tx, id FileID) (bool, error) {
	var n int
	err := tx.QueryRow(`select count(*) from media_use where file = $1`, id).Scan(&n)
	return n > 0, err
}

func deleteFiles(tx *db.Tx, ids []FileID) error {
	for _, q := range []string{
		`delete from media_use where file in `, `delete from media_variant where file in `, `delete from media_file where id in `,
	} {
		if _, err := tx.Exec(q+db.In(tx, "$1"), db.List(ids)); err != nil {
			return err
		}
	}
	return nil
}

// expired lists files whose time is over: refused ones, and ready ones that nobody
// ever attached.
func expired(tx *db.Tx, refusedBefore, unusedBefore core.Millis) ([]FileID, error) {
	rows, err := tx.Query(`select id from media_file where state = 'refused' and at < $1
		union all
		select id from media_file f where state = 'ready' and at < $2 and not exists (select 1 from media_use u where u.file = f.id)
		limit 500`, refusedBefore, unusedBefore)
	return db.Collect(rows, err, func(r *sql.Rows) (id FileID, err error) { return id, r.Scan(&id) })
}
