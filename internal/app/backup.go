package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/db/archive"
	"magpie/internal/rest"
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

// Say returns an error's sentence for the terminal: Chinese first, then English.
func Say(e *core.Error) string {
	zh, en := words.Say("zh-CN", e.Key, e.Params), words.Say("en", e.Key, e.Params)
	if e.Err != nil {
		en += " (" + e.Err.Error() + ")"
	}
	return zh + " / " + en
}

var words = rest.Words{
	"archive.broken":   {Zh: "备份文件坏了或不是喜鹊的备份，没有恢复任何内容。请换另一份备份。", En: "The backup file is damaged or not Magpie's; nothing was restored. Please use another backup."},
	"archive.notEmpty": {Zh: "这里已经有数据了。请恢复到一个空的数据目录（--data）。", En: "There is data here already. Please restore into an empty data directory (--data)."},
	"archive.newer":    {Zh: "备份来自更新的版本。请先升级喜鹊。", En: "The backup was made by a newer version. Please upgrade Magpie first."},
	"db.busy":          {Zh: "另一个程序正占用数据库。请先停掉它，再试一次。", En: "Another program holds the database. Please stop it and try again."},
}
