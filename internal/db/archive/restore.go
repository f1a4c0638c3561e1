package archive

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"magpie/internal/db"
)

// Verify reads a backup file to its end and checks the seal, every table's hash
// and every attached file.
func Verify(path string) (Manifest, error) {
	m, _, err := walk(path, func(string, []byte) error { return nil })
	return m, err
}

// Each checks a backup file and calls fn with every saved row of one table, as a line
// of JSON.
func Each(path, table string, fn func(line []byte) error) error {
	_, _, err := walk(path, func(name string, line []byte) error {
		if name != table {
			return nil
		}
		return fn(line)
	})
	return err
}

// Restore fills an empty, migrated database from a backup file, compares every
// table with what was saved, and returns the attached files.
func Restore(ctx context.Context, d *db.DB, path string) (Manifest, map[string][]byte, error) {
	m, attach, err := walk(path, func(string, []byte) error { return nil })
	if err != nil {
		return m, nil, err
	}
	names, last, err := tables()
	if err != nil {
		return m, nil, err
	}
	if m.Format > format || m.Schema > last {
		return m, nil, ErrNewer
	}
	err = d.Write(ctx, func(tx *db.Tx) error {
		if err := empty(tx, names); err != nil {
			return err
		}
		_, _, err := walk(path, func(table string, line []byte) error {
			if !slices.Contains(names, table) {
				return ErrNewer
			}
			q, args, err := insertOf(table, line)
			if err != nil {
				return err
			}
			_, err = tx.Exec(q, args...)
			return err
		})
		return err
	})
	if err != nil {
		return m, nil, err
	}
	return m, attach, compare(ctx, d, m)
}

func empty(tx *db.Tx, names []string) error {
	for _, name := range names {
		var n int
		if err := tx.QueryRow("select count(*) from " + name).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			return ErrNotEmpty
		}
	}
	return nil
}

// compare reads the restored tables back: what was committed is what was saved.
func compare(ctx context.Context, d *db.DB, m Manifest) error {
	return d.Read(ctx, func(tx *db.Tx) error {
		for _, want := range m.Tables {
			rows, err := tx.Query("select * from " + want.Name)
			if err != nil {
				return err
			}
			var got tally
			err = eachRow(rows, func(line []byte) error { got.add(line); return nil })
			_ = rows.Close() // read to its end above
			if err != nil {
				return err
			}
			if got.table(want.Name) != want {
				return ErrBroken.Because(fmt.Errorf("%s: restored %d of %d rows", want.Name, got.rows, want.Rows))
			}
		}
		return nil
	})
}

// walk checks the file and calls row for every saved row, in saved order.
func walk(path string, row func(table string, line []byte) error) (m Manifest, attach map[string][]byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return m, nil, fmt.Errorf("open backup: %w", err)
	}
	defer func() { _ = f.Close() }() // only read
	n, err := checkSeal(f)
	if err != nil {
		return m, nil, err
	}
	zip, err := gzip.NewReader(bufio.NewReader(io.NewSectionReader(f, 0, n)))
	if err != nil {
		return m, nil, ErrBroken.Because(err)
	}
	r := &reader{tar: tar.NewReader(zip), row: row, sums: map[string]*tally{}, attach: map[string][]byte{}}
	if err := r.all(); err != nil {
		return m, nil, err
	}
	return r.m, r.attach, r.check()
}

type reader struct {
	tar    *tar.Reader
	row    func(table string, line []byte) error
	m      Manifest
	sums   map[string]*tally
	attach map[string][]byte
}

func (r *reader) all() error {
	for {
		h, err := r.tar.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return ErrBroken.Because(err)
		}
		content, err := io.ReadAll(r.tar)
		if err != nil {
			return ErrBroken.Because(err)
		}
		if err := r.member(h.Name, content); err != nil {
			return err
		}
	}
}

func (r *reader) member(name string, content []byte) error {
	kind, rest, _ := strings.Cut(name, "/")
	switch kind {
	case "manifest.json":
		return json.Unmarshal(content, &r.m)
	case "attach":
		r.attach[rest] = content
		return nil
	}
	table, _, _ := strings.Cut(rest, "/")
	if r.sums[table] == nil {
		r.sums[table] = &tally{}
	}
	for len(content) > 0 {
		end := bytes.IndexByte(content, '\n') + 1
		if end == 0 {
			return ErrBroken
		}
		r.sums[table].add(content[:end])
		if err := r.row(table, content[:end]); err != nil {
			return err
		}
		content = content[end:]
	}
	return nil
}

func (r *reader) check() error {
	for _, t := range r.m.Tables {
		if got := r.sums[t.Name]; got == nil || got.table(t.Name) != t {
			return ErrBroken.Because(fmt.Errorf("table %s does not fit its hash", t.Name))
		}
	}
	for name, want := range r.m.Attach {
		sum := sha256.Sum256(r.attach[name])
		if hex.EncodeToString(sum[:]) != want {
			return ErrBroken.Because(fmt.Errorf("attached %s does not fit its hash", name))
		}
	}
	if len(r.m.Tables) == 0 {
		return ErrBroken
	}
	return nil
}
