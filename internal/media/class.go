package media

import (
	"database/sql"

	"magpie/internal/db"
	"magpie/internal/roster"
)

// OfClass returns some of the files that were sent for a class or its families, but for those still being worked,
// for the room that removes them when the class has ended.
func (s *Service) OfClass(tx *db.Tx, class roster.ClassID, limit int) ([]FileID, error) {
	rows, err := tx.Query(`select id from media_file where class = $1 and state <> 'working' order by id limit $2`, class, limit)
	return db.Collect(rows, err, func(r *sql.Rows) (id FileID, err error) { return id, r.Scan(&id) })
}
