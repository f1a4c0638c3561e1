package feed

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
)

// behind notes which conversations the index lacks something of. Noting is all
// that the search costs whoever appends.
type behind struct {
	mu    sync.Mutex
	convs map[ID]bool
	notes int // how many there were ever, to see whether the log is busy
	wake  core.Wake
}

func newBehind() *behind { return &behind{convs: map[ID]bool{}, wake: core.NewWake()} }

func (b *behind) note(conv ID) {
	b.mu.Lock()
	b.convs[conv] = true
	b.notes++
	b.mu.Unlock()
	b.wake.Rouse()
}

func (b *behind) take() []ID {
	b.mu.Lock()
	defer b.mu.Unlock()
	list := make([]ID, 0, len(b.convs))
	for id := range b.convs {
		list = append(list, id)
	}
	clear(b.convs)
	return list
}

func (b *behind) count() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.notes
}

// How the index follows the log: soon when the log is quiet, not before it is
// quiet or long has passed, and with a pause after each small transaction, since
// whoever speaks comes first.
const (
	quietFor    = time.Second
	quietAtMost = 30 // of those
	reviewEvery = 5 * time.Minute
	indexBatch  = 100
	indexPause  = 10 * time.Millisecond
)

// Run keeps the search index up with the log until ctx ends. Several processes
// may run it over one database. What goes wrong is told to log and tried again.
func (s *Service) Run(ctx context.Context, log *slog.Logger) {
	review := time.NewTicker(reviewEvery)
	defer review.Stop()
	s.settle(ctx) // whoever waited for the start comes first
	s.review(ctx, log)
	for {
		select {
		case <-ctx.Done():
			return
		case <-review.C: // what other processes wrote and did not live to index
			s.review(ctx, log)
		case <-s.behind.wake:
			s.settle(ctx)
			s.follow(ctx, log, s.behind.take())
		}
	}
}

func (s *Service) review(ctx context.Context, log *slog.Logger) {
	for all := true; all; {
		convs, err := s.unindexed(ctx)
		if err != nil && ctx.Err() == nil {
			log.Warn("cannot ask what the search index lacks", "err", err)
		}
		all = len(convs) > 0 && s.follow(ctx, log, convs)
	}
}

// settle waits until nobody speaks for a moment.
func (s *Service) settle(ctx context.Context) {
	for range quietAtMost {
		before := s.behind.count()
		if !sleep(ctx, quietFor) || s.behind.count() == before {
			return
		}
	}
}

// follow brings conversations into the index, gently; false when one could not be
// and the next review has to try again.
func (s *Service) follow(ctx context.Context, log *slog.Logger, convs []ID) bool {
	all := true
	for _, conv := range convs {
		more, err := true, error(nil)
		for more && err == nil {
			more, err = s.index(ctx, conv)
			if !sleep(ctx, indexPause) {
				return false
			}
		}
		if err != nil {
			all = false
			log.Warn("the search index cannot follow", "conversation", conv, "err", err)
		}
	}
	return all
}

func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// Catch brings the index up with all that is committed, at once: for tests and
// measurements.
func (s *Service) Catch(ctx context.Context) error {
	for {
		convs, err := s.unindexed(ctx)
		if err != nil || len(convs) == 0 {
			return err
		}
		for _, conv := range convs {
			for more := true; more; {
				if more, err = s.index(ctx, conv); err != nil {
					return err
				}
			}
		}
	}
}

func (s *Service) unindexed(ctx context.Context) (convs []ID, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		convs, err = behindOf(tx, 500)
		return err
	})
	return convs, err
}

// index brings the next batch of a conversation into the index and reports
// whether there is more.
func (s *Service) index(ctx context.Context, conv ID) (more bool, err error) {
	var from Rev
	var papers []paper
	var page Page
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		var school string
		if school, from, err = indexedUpTo(tx, conv); err != nil {
			return err
		}
		if page, err = Since(tx, conv, from, indexBatch); err != nil {
			return err
		}
		for _, e := range page.Entries {
			papers = append(papers, s.paper(school, e))
		}
		return nil
	})
	if err != nil || len(papers) == 0 {
		return false, err
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error { return shelveAll(tx, conv, from, papers) })
	return page.More, err
}

// shelveAll files a batch, unless somebody else has done it meanwhile.
func shelveAll(tx *db.Tx, conv ID, from Rev, papers []paper) error {
	if err := tx.Lock("feed index " + string(conv)); err != nil {
		return err
	}
	school, now, err := indexedUpTo(tx, conv)
	if err != nil || now != from {
		return err
	}
	for _, p := range papers {
		if err := shelve(tx, p, p.entry.Seq > Seq(from)); err != nil {
			return err
		}
	}
	return setIndexed(tx, school, conv, papers[len(papers)-1].entry.Rev)
}

// paper reads what an entry is found by; nothing said, nothing found.
func (s *Service) paper(school string, e Entry) paper {
	p := paper{entry: e, school: school, said: grams(core.CleanText(s.wordsOf(e)))}
	if len(p.said) > 0 {
		p.who = grams(strings.ToLower(names(e.By)))
		p.marks = []string{markOf(e.Conversation), markOfKind(e.Kind), markOfPerson(e.By.ID)}
	}
	return p
}
