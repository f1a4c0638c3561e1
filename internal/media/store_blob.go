package media

import (
	"database/sql"

	"magpie/internal/core"
	"magpie/internal/db"
)

// record is what the database knows about a blob.
type record struct {
	id    string
	bytes int64
	sums  string
	state string
}

// holdBlob notes that a blob is wanted from now on, before it is stored; false when
// it is just being cleared away.
func holdBlob(tx *db.Tx, b record) (bool, error) {
	n, err := tx.Exec(`insert into media_blob (id, bytes, sums, state, at, checked_at, idle_at) values ($1, $2, $3, 'kept', $4, $4, 0)
		on conflict (id) do update set state = 'kept', idle_at = 0 where media_blob.state <> 'going'`, b.id, b.bytes, b.sums, tx.Millis())
	return n == 1, err
}

func loadBlob(tx *db.Tx, id string) (b record, err error) {
	err = tx.QueryRow(`select id, bytes, sums, state from media_blob where id = $1`, id).Scan(&b.id, &b.bytes, &b.sums, &b.state)
	return b, db.One(err)
}

func setBlobState(tx *db.Tx, id, state string) error {
	_, err := tx.Exec(`update media_blob set state = $2, checked_at = $3 where id = $1`, id, state, tx.Millis())
	return err
}

func setChecked(tx *db.Tx, ids []string) error {
	_, err := tx.Exec(`update media_blob set checked_at = $2 where id in `+db.In(tx, "$1"), db.List(ids), tx.Millis())
	return err
}

func blobsToCheck(tx *db.Tx, before core.Millis, limit int) ([]record, error) {
	rows, err := tx.Query(`select id, bytes, sums, state from media_blob where state = 'kept' and checked_at < $1 order by checked_at limit $2`, before, limit)
	return db.Collect(rows, err, scanRecord)
}

// blobsAfter lists what is stored, by name.
func blobsAfter(tx *db.Tx, after string, limit int) ([]record, error) {
	rows, err := tx.Query(`select id, bytes, sums, state from media_blob where state = 'kept' and id > $1 order by id limit $2`, after, limit)
	return db.Collect(rows, err, scanRecord)
}

func brokenBlobs(tx *db.Tx, limit int) ([]record, error) {
	rows, err := tx.Query(`select id, bytes, sums, state from media_blob where state = 'broken' order by id limit $1`, limit)
	return db.Collect(rows, err, scanRecord)
}

func scanRecord(r *sql.Rows) (b record, err error) {
	return b, r.Scan(&b.id, &b.bytes, &b.sums, &b.state)
}

// retireBlobs notes since when nothing needs a blob, and lists those that nothing
// has needed since before; they are going from now on.
func retireBlobs(tx *db.Tx, before core.Millis) ([]string, error) {
	const needed = `exists (select 1 from media_variant v where v.blob = media_blob.id)`
	if _, err := tx.Exec(`update media_blob set idle_at = 0 where idle_at > 0 and state <> 'going' and ` + needed); err != nil {
		return nil, err
	}
	if _, err := tx.Exec(`update media_blob set idle_at = $1 where idle_at = 0 and not `+needed, tx.Millis()); err != nil {
		return nil, err
	}
	if _, err := tx.Exec(`update media_blob set state = 'going' where idle_at > 0 and idle_at < $1`, before); err != nil {
		return nil, err
	}
	rows, err := tx.Query(`select id from media_blob where state = 'going' limit 500`)
	return db.Collect(rows, err, func(r *sql.Rows) (id string, err error) { return id, r.Scan(&id) })
}

func deleteBlob(tx *db.Tx, id string) error {
	_, err := tx.Exec(`delete from media_blob where id = $1 and state = 'going'`, id)
	return err
}

// filesWith lists the files of which a blob is a size, with the entries that carry
// them, for the log and the doctor.
func filesWith(tx *db.Tx, blob string) ([]string, error) {
	rows, err := tx.Query(`select f.id || ' ' || v.size || coalesce(' in ' || u.conversation || ' ' || cast(u.seq as text), '')
		from media_variant v join media_file f on f.id = v.file left join media_use u on u.file = f.id
		where v.blob = $1 order by f.id, v.size limit 20`, blob)
	return db.Collect(rows, err, func(r *sql.Rows) (what string, err error) { return what, r.Scan(&what) })
}
