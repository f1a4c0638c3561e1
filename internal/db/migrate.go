package db

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"

	"github.com/pressly/goose/v3"

	"magpie/migrations"
)

// migrate brings the tables up to date. A database that a newer Magpie has
// changed is refused.
func migrate(ctx context.Context, pool *sql.DB, dialect Dialect) error {
	kind := goose.DialectSQLite3
	if dialect == Postgres {
		kind = goose.DialectPostgres
	}
	p, err := goose.NewProvider(kind, pool, dialectFS{migrations.FS, dialect},
		goose.WithLogger(goose.NopLogger()), goose.WithDisableGlobalRegistry(true),
		goose.WithAllowOutofOrder(true)) // numbers follow the rooms' order; a room may grow after those on its right
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	current, known, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("read database version: %w", err)
	}
	if current > known {
		return fmt.Errorf("this database has version %d but this Magpie knows only %d: start the newer Magpie again, or restore the backup made before it", current, known)
	}
	if waiting, err := p.HasPending(ctx); err != nil || !waiting {
		return err
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrate database: %w", err)
	}
	return nil
}

// only finds the parts of a migration meant for one database: /*sqlite: …*/.
var only = regexp.MustCompile(`/\*(sqlite|postgres):(.*?)\*/`)

// dialectFS shows the migrations with the parts for one database uncovered.
type dialectFS struct {
	fs.FS
	dialect Dialect
}

// Open opens a migration or the folder of all.
func (d dialectFS) Open(name string) (fs.File, error) {
	f, err := d.FS.Open(name)
	if err != nil || path.Ext(name) != ".sql" {
		return f, err
	}
	text, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	text = only.ReplaceAllFunc(text, func(part []byte) []byte {
		m := only.FindSubmatch(part)
		if string(m[1]) == d.dialect.String() {
			return m[2]
		}
		return part
	})
	return &textFile{File: f, text: bytes.NewReader(text)}, nil
}

type textFile struct {
	fs.File
	text *bytes.Reader
}

// Read reads the uncovered text.
func (f *textFile) Read(b []byte) (int, error) { return f.text.Read(b) }
