package album

import (
	"database/sql"
	"errors"
	"slices"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// loadLeaving fills in what was done about a class that ended; nothing when
// nothing was.
func loadLeaving(tx *db.Tx, l *Leaving) error {
	var told, removed core.Millis
	err := tx.QueryRow(`select remove_at, told_at, removed_at from album_leaving where class = $1`, l.Class).Scan(&l.RemoveAt, &told, &removed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	l.told, l.Removed = told > 0, removed > 0
	return err
}

func insertLeaving(tx *db.Tx, c roster.Class, removeAt core.Millis) error {
	_, err := tx.Exec(`insert into album_leaving (school, class, remove_at, told_at, removed_at) values ($1, $2, $3, $4, 0)`,
		c.School, c.ID, removeAt, tx.Millis())
	return err
}

func setRemoved(tx *db.Tx, class roster.ClassID) error {
	_, err := tx.Exec(`update album_leaving set removed_at = $2 where class = $1`, class, tx.Millis())
	return err
}

// removeAll ends every picture of a class.
func removeAll(tx *db.Tx, class roster.ClassID) error {
	_, err := tx.Exec(`update album_picture set state = 'removed', decided_at = $2 where class = $1 and state in ('waiting', 'shown')`,
		class, tx.Millis())
	return err
}

// toldClasses returns the classes of a school whose staff were told and whose
// pictures are still there.
func toldClasses(tx *db.Tx, school string) ([]roster.ClassID, error) {
	rows, err := tx.Query(`select class from album_leaving where school = $1 and removed_at = 0 order by remove_at, class`, school)
	return db.Collect(rows, err, scanClass)
}

// withoutQuiet leaves out the ended classes for which nothing is to be done now:
// their staff were told and the day has not come, or it is over.
func withoutQuiet(tx *db.Tx, ended []roster.ClassID) ([]roster.ClassID, error) {
	rows, err := tx.Query(`select class from album_leaving where (removed_at > 0 or remove_at > $1) and class in `+db.In(tx, "$2"),
		tx.Millis(), db.List(ended))
	quiet, err := db.Collect(rows, err, scanClass)
	return slices.DeleteFunc(ended, func(class roster.ClassID) bool { return slices.Contains(quiet, class) }), err
}

func scanClass(r *sql.Rows) (c roster.ClassID, err error) { return c, r.Scan(&c) }
