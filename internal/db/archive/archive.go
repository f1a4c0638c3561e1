// Package archive writes the whole database into one verified file and reads it
// back, also into the other kind of database: rows are rows.
//
// A file is a gzip-compressed tar of one NDJSON member per table, the attached
// small files (such as the secret key) and a manifest, followed by a seal: eight
// letters and the SHA-256 of all that stands before. One flipped bit anywhere
// breaks the seal; a table's own hash then proves that what was restored is what
// was saved.
package archive

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/migrations"
)

// The ways a backup file can be refused.
var (
	ErrBroken   = core.Invalid("archive.broken")    // the seal or a hash does not fit
	ErrNotEmpty = core.Conflict("archive.notEmpty") // restore needs an empty database
	ErrNewer    = core.Conflict("archive.newer")    // written by a newer program
)

// format is raised when a member's shape changes.
const format = 1

// Manifest says what a backup holds.
type Manifest struct {
	Format  int               `json:"format"`
	Made    core.Millis       `json:"made"`
	Schema  string            `json:"schema"` // last migration
	Tables  []Table           `json:"tables"`
	Attach  map[string]string `json:"attach"` // name → SHA-256
	Program string            `json:"program"`
}

// Table is one table's rows: how many, and the exclusive or of their lines'
// SHA-256, which does not depend on the order in which a database returns them.
type Table struct {
	Name string `json:"name"`
	Rows int64  `json:"rows"`
	Hash string `json:"hash"`
}

var createTable = regexp.MustCompile(`(?i)create table (?:if not exists )?([a-z_]+)`)

// tables lists all tables in the order of their creation, so that a row's
// references are restored before it.
func tables() (names []string, last string, err error) {
	entries, err := migrations.FS.ReadDir(".")
	if err != nil {
		return nil, "", err
	}
	for _, e := range entries {
		text, err := migrations.FS.ReadFile(e.Name())
		if err != nil {
			return nil, "", err
		}
		for _, m := range createTable.FindAllSubmatch(text, -1) {
			names = append(names, string(m[1]))
		}
		last = e.Name()
	}
	return names, last, nil
}

// Write saves all tables, as they stand at one moment, and the attached files to
// path, and reads the file back before it takes its final name. Writers go on
// meanwhile.
func Write(ctx context.Context, d *db.DB, path string, attach map[string][]byte, program string) (m Manifest, err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".part-*") // a new file, readable by its owner alone
	if err != nil {
		return m, fmt.Errorf("create backup: %w", err)
	}
	tmp := f.Name()
	defer func() {
		_ = f.Close() // closed before the rename on the good way
		if err != nil {
			_ = os.Remove(tmp) // nothing half-done stays
		}
	}()
	seal := sha256.New()
	zip := gzip.NewWriter(io.MultiWriter(f, seal))
	w := &writer{tar: tar.NewWriter(zip)}
	err = d.Read(ctx, func(tx *db.Tx) error { return w.all(tx, attach, program) })
	if err != nil {
		return m, err
	}
	if err = zip.Close(); err != nil {
		return m, fmt.Errorf("close backup: %w", err)
	}
	if err = putSeal(f, seal.Sum(nil)); err != nil {
		return m, err
	}
	if err = f.Close(); err != nil {
		return m, fmt.Errorf("close backup: %w", err)
	}
	if m, err = Verify(tmp); err != nil {
		return m, err
	}
	return m, os.Rename(tmp, path)
}

type writer struct {
	tar *tar.Writer
	m   Manifest
}

func (w *writer) all(tx *db.Tx, attach map[string][]byte, program string) error {
	names, last, err := tables()
	if err != nil {
		return err
	}
	w.m = Manifest{Format: format, Made: tx.Millis(), Schema: last, Attach: map[string]string{}, Program: program}
	for _, name := range names {
		if err := w.table(tx, name); err != nil {
			return fmt.Errorf("save %s: %w", name, err)
		}
	}
	for name, content := range attach {
		sum := sha256.Sum256(content)
		w.m.Attach[name] = hex.EncodeToString(sum[:])
		if err := w.member("attach/"+name, content); err != nil {
			return err
		}
	}
	manifest, err := json.MarshalIndent(w.m, "", " ")
	if err != nil {
		return err
	}
	if err := w.member("manifest.json", manifest); err != nil {
		return err
	}
	return w.tar.Close()
}

// table writes a table in members of a few megabytes, so that memory stays
// bounded however large it is.
func (w *writer) table(tx *db.Tx, name string) error {
	rows, err := tx.Query("select * from " + name)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // rows.Err below says what matters
	var sum tally
	var buf bytes.Buffer
	part := 0
	flush := func() error {
		part++
		err := w.member(fmt.Sprintf("tables/%s/%06d.ndjson", name, part), buf.Bytes())
		buf.Reset()
		return err
	}
	err = eachRow(rows, func(line []byte) error {
		sum.add(line)
		buf.Write(line)
		if buf.Len() > 4<<20 {
			return flush()
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := flush(); err != nil {
		return err
	}
	w.m.Tables = append(w.m.Tables, sum.table(name))
	return nil
}

func (w *writer) member(name string, content []byte) error {
	h := &tar.Header{Name: name, Mode: 0o600, Size: int64(len(content)), ModTime: time.Unix(0, 0)}
	if err := w.tar.WriteHeader(h); err != nil {
		return err
	}
	_, err := w.tar.Write(content)
	return err
}
