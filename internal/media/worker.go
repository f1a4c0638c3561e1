package media

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
)

const (
	lookEvery = 10 * time.Second // an earlier process may have left something
	lease     = 20 * time.Second // how long a claimed file stays with a worker that is gone
	tries     = 4                // before a file that we cannot prepare is refused
)

// Run prepares what was uploaded, one file at a time, until ctx ends.
func (s *Service) Run(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		if err := s.Develop(ctx); err != nil && ctx.Err() == nil {
			s.log.Error("prepare uploaded files", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-s.wake:
		case <-tick.C:
		}
	}
}

// Develop prepares every file that waits here and returns when none is left. Run
// does it by itself; the demo and tests ask for it.
func (s *Service) Develop(ctx context.Context) error {
	for {
		worked, err := s.developOne(ctx)
		if err != nil || !worked {
			return err
		}
	}
}

func (s *Service) developOne(ctx context.Context) (worked bool, err error) {
	s.working.Lock()
	defer s.working.Unlock()
	if err := ctx.Err(); err != nil {
		return false, err
	}
	var f row
	err = s.db.Write(ctx, func(tx *db.Tx) (err error) {
		f, err = claim(tx, s.uploads.place, lease)
		return err
	})
	if errors.Is(err, core.ErrAbsent) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	stop := s.keepClaim(ctx, f.ID)
	out, err := s.prepare(ctx, f)
	stop()
	return true, s.conclude(ctx, f, out, err)
}

// keepClaim renews a claim while a long video is worked.
func (s *Service) keepClaim(ctx context.Context, id FileID) (stop func()) {
	ctx, stop = context.WithCancel(ctx)
	go func() {
		tick := time.NewTicker(lease / 3)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				err := s.db.Write(ctx, func(tx *db.Tx) error {
					return holdOn(tx, id, tx.Millis()+core.Millis(lease.Milliseconds()))
				})
				if err != nil && ctx.Err() == nil {
					s.log.Warn("renew a claim", "err", err)
				}
			}
		}
	}()
	return stop
}

// prepared is a file with its sizes stored.
type prepared struct {
	row
	variants []Variant
}

// prepare judges a file by all its bytes and stores its sizes.
func (s *Service) prepare(ctx context.Context, f row) (prepared, error) {
	src, err := os.Open(s.uploads.path(string(f.ID)))
	if errors.Is(err, os.ErrNotExist) {
		return prepared{}, ErrStuck.Because(err)
	}
	if err != nil {
		return prepared{}, err
	}
	defer src.Close() //nolint:errcheck // only read
	p := &press{s: s, ctx: ctx, src: src, out: prepared{row: f}}
	defer p.tidy()
	if f.Kind == KindImage {
		err = p.picture()
	} else {
		err = p.other()
	}
	return p.out, err
}

// conclude writes down what became of a file and tells its sender. Faults of the
// server are tried again, later each time.
func (s *Service) conclude(ctx context.Context, f row, out prepared, err error) error {
	if ctx.Err() != nil {
		return ctx.Err() // the claim runs out and the next process goes on
	}
	reason, told := refusal(err)
	if err != nil && !told && f.Tries < tries {
		s.log.Error("prepare a file", "file", f.ID, "try", f.Tries, "err", err)
		return s.db.Write(ctx, func(tx *db.Tx) error {
			return holdOn(tx, f.ID, tx.Millis()+core.Millis(time.Duration(f.Tries)*lease/time.Millisecond))
		})
	}
	if err != nil && !told {
		s.log.Error("give a file up", "file", f.ID, "err", err)
		reason = ErrStuck.Key
	}
	failed := s.db.Write(ctx, func(tx *db.Tx) error {
		s.nudge(tx, f.Owner)
		if err != nil {
			return setRefused(tx, f.ID, reason)
		}
		return saveReady(tx, out)
	})
	if failed != nil {
		return fmt.Errorf("conclude file %s: %w", f.ID, failed)
	}
	s.uploads.forget(string(f.ID))
	return nil
}

// saveReady writes a file's sizes and makes it ready.
func saveReady(tx *db.Tx, p prepared) error {
	var all int64
	for _, v := range p.variants {
		if err := insertVariant(tx, p.School, p.ID, v); err != nil {
			return err
		}
		all += v.Bytes
	}
	return setReady(tx, p.row, all)
}

// nudge tells a person's open screens, after the commit.
func (s *Service) nudge(tx *db.Tx, person string) {
	if s.o.Nudger == nil {
		return
	}
	tx.AfterCommit(func() { s.o.Nudger.Person(person, Nudge) })
}
