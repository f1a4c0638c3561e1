package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"magpie/internal/db"
	"magpie/internal/db/archive"
)

// Backup saves all tables as they stand at one moment, and the secret key, into
// one file. A running server is not disturbed.
func Backup(ctx context.Context, c Config, path, program string) (archive.Manifest, error) {
	c, err := c.withDefaults()
	if err != nil {
		return archive.Manifest{}, err
	}
	if _, err := os.Stat(filepath.Join(c.Data, secretFile)); err != nil {
		return archive.Manifest{}, fmt.Errorf("there is no school in %s: %w", c.Data, err)
	}
	key, err := secret(c.Data)
	if err != nil {
		return archive.Manifest{}, err
	}
	d, err := db.Open(ctx, db.Options{URL: c.Database, Clock: c.Clock, Log: c.Log})
	if err != nil {
		return archive.Manifest{}, err
	}
	defer d.Close() //nolint:errcheck // nothing was written
	return archive.Write(ctx, d, path, map[string][]byte{secretFile: key}, program)
}

// Restore fills an empty database and writes the secret key; with onlyCheck it
// verifies the file and touches nothing.
func Restore(ctx context.Context, c Config, path string, onlyCheck bool) (archive.Manifest, error) {
	if onlyCheck {
		return archive.Verify(path)
	}
	c, err := c.withDefaults()
	if err != nil {
		return archive.Manifest{}, err
	}
	d, err := db.Open(ctx, db.Options{URL: c.Database, Clock: c.Clock, Log: c.Log})
	if err != nil {
		return archive.Manifest{}, err
	}
	m, attach, err := archive.Restore(ctx, d, path)
	if err == nil && len(attach[secretFile]) == 32 {
		err = os.WriteFile(filepath.Join(c.Data, secretFile), attach[secretFile], 0o600)
	}
	return m, errors.Join(err, d.Close())
}
