package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"magpie/internal/db"
	"magpie/internal/db/archive"
	"magpie/internal/media"
)

// Saved says what a backup holds, or what was restored from it.
type Saved struct {
	archive.Manifest
	Media media.Copied
}

// beside is the folder that keeps the pictures of all backups in one place: a blob is
// named by its content, so each is there once however often it was saved.
func beside(path string) string { return filepath.Join(filepath.Dir(path), mediaDir) }

// Backup saves all tables as they stand at one moment, and the secret key, into one
// file, and copies the pictures that are not there yet into a folder beside it. A
// running server is not disturbed.
func Backup(ctx context.Context, c Config, path, program string, pictures bool) (s Saved, err error) {
	c, err = c.withDefaults()
	if err != nil {
		return s, err
	}
	if _, err := os.Stat(filepath.Join(c.Data, secretFile)); err != nil {
		return s, fmt.Errorf("there is no school in %s: %w", c.Data, err)
	}
	key, err := secret(c.Data)
	if err != nil {
		return s, err
	}
	d, err := db.Open(ctx, db.Options{URL: c.Database, Clock: c.Clock, Log: c.Log})
	if err != nil {
		return s, err
	}
	defer d.Close() //nolint:errcheck // nothing was written
	if s.Manifest, err = archive.Write(ctx, d, path, map[string][]byte{secretFile: key}, program); err != nil || !pictures {
		return s, err
	}
	s.Media, err = c.copyMedia(ctx, d, path, false)
	return s, err
}

// copyMedia copies pictures to the folder beside a backup, or back.
func (c Config) copyMedia(ctx context.Context, d *db.DB, path string, back bool) (media.Copied, error) {
	ours, err := c.blobs()
	if err != nil {
		return media.Copied{}, err
	}
	theirs, err := media.OpenDirectory(beside(path))
	if err != nil {
		return media.Copied{}, err
	}
	if back {
		return media.Copy(ctx, d, theirs, ours)
	}
	return media.Copy(ctx, d, ours, theirs)
}

// Restore fills an empty database, writes the secret key and copies the pictures back
// from the folder beside the file; with onlyCheck it verifies both and touches nothing.
func Restore(ctx context.Context, c Config, path string, onlyCheck, pictures bool) (s Saved, err error) {
	if onlyCheck {
		return check(ctx, path, pictures)
	}
	c, err = c.withDefaults()
	if err != nil {
		return s, err
	}
	d, err := db.Open(ctx, db.Options{URL: c.Database, Clock: c.Clock, Log: c.Log})
	if err != nil {
		return s, err
	}
	m, attach, err := archive.Restore(ctx, d, path)
	s.Manifest = m
	if err == nil && len(attach[secretFile]) == 32 {
		err = os.WriteFile(filepath.Join(c.Data, secretFile), attach[secretFile], 0o600)
	}
	if err == nil && pictures {
		s.Media, err = c.copyMedia(ctx, d, path, true)
	}
	return s, errors.Join(err, d.Close())
}

// check verifies a backup file and every picture that it counts on.
func check(ctx context.Context, path string, pictures bool) (s Saved, err error) {
	if s.Manifest, err = archive.Verify(path); err != nil || !pictures {
		return s, err
	}
	store, err := media.OpenDirectory(beside(path))
	if err != nil {
		return s, err
	}
	err = archive.Each(path, media.BlobTable, func(line []byte) error {
		id, ok, err := media.Verify(ctx, line, store)
		if !ok && err == nil {
			s.Media.Missing = append(s.Media.Missing, id)
		} else if err == nil {
			s.Media.Blobs++
		}
		return err
	})
	return s, err
}
