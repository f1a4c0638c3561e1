package feed

import (
	"context"
	"fmt"
	"slices"

	"magpie/internal/core"
	"magpie/internal/db"
)

// Page is a page of entries in order, the conversation's head, and whether there
// are more in the direction of the page.
type Page struct {
	Entries []Entry `json:"entries"`
	Head    Rev     `json:"head"`
	More    bool    `json:"more" doc:"There are more in the direction of the page; of pages by seq: newer ones"`
	Older   bool    `json:"older" doc:"Of pages by seq: there are older ones before the first"`
}

// Sizes of a page of entries.
const (
	pageDefault = 200
	pageMax     = 1000
)

// Since returns what a reader lacks who has everything up to after, oldest
// change first. A head below after means that the reader has seen a future that
// a restored backup has undone: it starts again from 0.
func Since(tx *db.Tx, conv ID, after Rev, limit int) (Page, error) {
	limit = clamp(limit)
	entries, err := entriesAfter(tx, conv, after, limit+1)
	return page(tx, conv, entries, limit, err)
}

// Before returns the history older than an entry, newest first.
func Before(tx *db.Tx, conv ID, before Seq, limit int) (Page, error) {
	limit = clamp(limit)
	entries, err := entriesBefore(tx, conv, before, limit+1)
	return page(tx, conv, entries, limit, err)
}

// Told returns what stands out of the talk before an entry, notices and albums,
// newest first: what a device shows of a log whose talk it has not fetched.
func Told(tx *db.Tx, conv ID, before Seq, limit int) (Page, error) {
	limit = clamp(limit)
	entries, err := entriesTold(tx, conv, before, limit+1)
	return page(tx, conv, entries, limit, err)
}

// From returns the entries at and after a seq, oldest first.
func From(tx *db.Tx, conv ID, from Seq, limit int) (Page, error) {
	limit = clamp(limit)
	entries, err := entriesFrom(tx, conv, from, limit+1)
	p, err := page(tx, conv, entries, limit, err)
	if err != nil {
		return p, err
	}
	older, err := entriesBefore(tx, conv, from, 1)
	p.Older = len(older) > 0
	return p, err
}

// Around returns the entries about a seq, oldest first: half of them older.
func Around(tx *db.Tx, conv ID, seq Seq, limit int) (Page, error) {
	limit = clamp(limit)
	half := limit / 2
	older, err := entriesBefore(tx, conv, seq, half+1)
	if err != nil {
		return Page{}, fmt.Errorf("read entries of %s: %w", conv, err)
	}
	more := len(older) > half
	older = older[:min(half, len(older))]
	newer, err := entriesFrom(tx, conv, seq, limit-len(older)+1)
	p, err := page(tx, conv, newer, limit-len(older), err)
	slices.Reverse(older)
	p.Entries, p.Older = append(older, p.Entries...), more
	return p, err
}

// Thread returns an entry with everything said under it, oldest first, from a
// seq on; core.ErrAbsent where there is no such entry.
func Thread(tx *db.Tx, conv ID, root, from Seq, limit int) (Page, error) {
	if _, err := Load(tx, conv, root); err != nil {
		return Page{}, err
	}
	limit = clamp(limit)
	entries, err := entriesUnder(tx, conv, root, from, limit+1)
	return page(tx, conv, entries, limit, err)
}

// OnDay returns the entries at and after a moment, oldest first. Numbers rise
// with time, so the first one is found by halving.
func OnDay(tx *db.Tx, conv ID, at core.Millis, limit int) (Page, error) {
	end, err := head(tx, conv)
	if err != nil {
		return Page{}, err
	}
	low, high := Seq(1), Seq(end)+1
	for low < high {
		middle := low + (high-low)/2
		e, err := entriesFrom(tx, conv, middle, 1)
		if err != nil {
			return Page{}, fmt.Errorf("find day in %s: %w", conv, err)
		}
		switch {
		case len(e) == 0:
			high = middle
		case e[0].At < at:
			low = e[0].Seq + 1
		default:
			high = middle
		}
	}
	return From(tx, conv, low, limit)
}

func page(tx *db.Tx, conv ID, entries []Entry, limit int, err error) (Page, error) {
	if err != nil {
		return Page{}, fmt.Errorf("read entries of %s: %w", conv, err)
	}
	p := Page{Entries: entries[:min(limit, len(entries))], More: len(entries) > limit}
	p.Head, err = head(tx, conv)
	return p, err
}

func clamp(limit int) int {
	if limit <= 0 {
		return pageDefault
	}
	return min(limit, pageMax)
}

// Entries returns what the reader lacks (Since); the policy has judged the actor.
func (s *Service) Entries(ctx context.Context, _ core.Actor, conv ID, after Rev, limit int) (Page, error) {
	return s.read(ctx, func(tx *db.Tx) (Page, error) { return Since(tx, conv, after, limit) })
}

// History returns what is older than an entry (Before); the policy has judged the actor.
func (s *Service) History(ctx context.Context, _ core.Actor, conv ID, before Seq, limit int) (Page, error) {
	return s.read(ctx, func(tx *db.Tx) (Page, error) { return Before(tx, conv, before, limit) })
}

func (s *Service) read(ctx context.Context, get func(tx *db.Tx) (Page, error)) (p Page, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) (err error) {
		p, err = get(tx)
		return err
	})
	return p, err
}

// Load returns one entry, core.ErrAbsent when there is none.
func Load(tx *db.Tx, conv ID, seq Seq) (Entry, error) {
	e, err := scanEntry(tx.QueryRow(`select `+entryColumns+` from feed_entry where conversation = $1 and seq = $2`, conv, seq))
	return e, db.One(err)
}
