package db

import (
	"database/sql"
	"encoding/json"
	"errors"

	"magpie/internal/core"
)

// Collect reads all rows through scan and closes them. It takes the results of
// Tx.Query as they are; the slice is never nil when there is no error.
func Collect[T any](rows *sql.Rows, err error, scan func(*sql.Rows) (T, error)) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []T{}
	for rows.Next() {
		item, err := scan(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	return list, rows.Err()
}

// One turns "no such row" into core.ErrAbsent.
func One(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return core.ErrAbsent
	}
	return err
}

// In returns the right side of "where x in": a subquery over the texts of a
// parameter made with List.
func In(tx *Tx, param string) string {
	if tx.dialect == Postgres {
		return "(select jsonb_array_elements_text(" + param + "::jsonb))"
	}
	return "(select value from json_each(" + param + "))"
}

// List encodes texts as the parameter that In reads.
func List[S ~string](items []S) string {
	if len(items) == 0 {
		return "[]"
	}
	b, _ := json.Marshal(items) // texts always encode
	return string(b)
}
