package live

import (
	"context"

	"magpie/internal/db"
	"magpie/internal/feed"
)

// FromFeed reads heads and entries from the log in a database.
func FromFeed(d *db.DB) Source { return fromFeed{d} }

type fromFeed struct{ db *db.DB }

func (f fromFeed) Heads(ctx context.Context, person string) (heads map[feed.ID]feed.Rev, err error) {
	err = f.db.Read(ctx, func(tx *db.Tx) (err error) {
		heads, err = feed.Heads(tx, person)
		return err
	})
	return heads, err
}

func (f fromFeed) Since(ctx context.Context, conv feed.ID, after feed.Rev) (list []feed.Entry, head feed.Rev, err error) {
	err = f.db.Read(ctx, func(tx *db.Tx) error {
		page, err := feed.Since(tx, conv, after, 0)
		list, head = page.Entries, page.Head
		return err
	})
	return list, head, err
}
