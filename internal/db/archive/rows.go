package archive

import (
	"bytes"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
)

// eachRow calls fn with every row as one line of JSON: columns sorted by name,
// numbers as they are, bytes as {"base64": …}. The line is the same on both
// databases, so its hash is too.
func eachRow(rows *sql.Rows, fn func(line []byte) error) error {
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values := make([]any, len(columns))
	places := make([]any, len(columns))
	for i := range values {
		places[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return err
		}
		row := make(map[string]any, len(columns))
		for i, c := range columns {
			row[c] = portable(values[i])
		}
		line, err := json.Marshal(row)
		if err != nil {
			return err
		}
		if err := fn(append(line, '\n')); err != nil {
			return err
		}
	}
	return rows.Err()
}

func portable(v any) any {
	if b, ok := v.([]byte); ok {
		return map[string]string{"base64": base64.StdEncoding.EncodeToString(b)}
	}
	return v
}

// insertOf turns a line back into an insert statement and its arguments.
func insertOf(table string, line []byte) (string, []any, error) {
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.UseNumber()
	if _, err := dec.Token(); err != nil {
		return "", nil, err
	}
	var columns, marks []string
	var args []any
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return "", nil, err
		}
		var v any
		if err := dec.Decode(&v); err != nil {
			return "", nil, err
		}
		arg, err := stored(v)
		if err != nil {
			return "", nil, fmt.Errorf("column %v: %w", name, err)
		}
		columns = append(columns, fmt.Sprint(name))
		args = append(args, arg)
		marks = append(marks, fmt.Sprintf("$%d", len(args)))
	}
	return "insert into " + table + " (" + strings.Join(columns, ", ") + ") values (" + strings.Join(marks, ", ") + ")", args, nil
}

func stored(v any) (any, error) {
	switch x := v.(type) {
	case json.Number:
		if n, err := x.Int64(); err == nil {
			return n, nil
		}
		return x.Float64()
	case map[string]any:
		text, _ := x["base64"].(string)
		return base64.StdEncoding.DecodeString(text)
	default:
		return v, nil
	}
}
