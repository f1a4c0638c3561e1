package main

import (
	"context"
	"path/filepath"
	"strings"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
	"magpie/test/bench/school"
)

// fillLog appends many entries to a class's conversation through the log itself.
func fillLog(ctx context.Context, data string, class school.Class, entries int) error {
	d, err := db.Open(ctx, db.Options{URL: "sqlite:" + filepath.Join(data, "magpie.db")})
	if err != nil {
		return err
	}
	defer d.Close()
	log := feed.New(d, nil)
	draft := feed.Draft{
		School: class.School, Kind: feed.EntryReply, By: roster.Byline{ID: "p", Name: "赵母", Label: "赵母", Role: core.RoleGuardian},
		Ref: class.Notice, Body: map[string]string{"text": strings.Repeat("x", bodySize)},
	}
	const batch = 2000
	for done := 0; done < entries; done += batch {
		err := d.Write(ctx, func(tx *db.Tx) error {
			for range min(batch, entries-done) {
				if _, err := log.Append(tx, feed.ID(class.Conversation), draft); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
