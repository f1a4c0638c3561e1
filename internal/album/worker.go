package album

import (
	"context"
	"errors"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
)

const (
	gather    = 800 * time.Millisecond // how long pictures that come one by one make one change
	lookEvery = 30 * time.Second       // another server may have left an album stale
	batchSize = 50
)

// Run brings stale entries up to date and, now and then, ends what has had its
// time, until ctx ends. Several servers may run it.
func (s *Service) Run(ctx context.Context) {
	wait := time.Duration(0)
	for wakeUp(ctx, s.wake, wait) {
		err := errors.Join(s.Settle(ctx), s.Retire(ctx))
		if err != nil && ctx.Err() == nil {
			s.log.Error("keep albums", "err", err)
		}
		wait = lookEvery
	}
}

// wakeUp waits for a call, after which it gives others a moment to come too, or
// for the time to pass; false when ctx ended.
func wakeUp(ctx context.Context, calls <-chan struct{}, wait time.Duration) bool {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	case <-calls:
		timer.Reset(gather)
		select {
		case <-ctx.Done():
		case <-timer.C:
		}
	}
	return ctx.Err() == nil
}

// Settle brings every stale album's entry up to date, each once whichever server
// finds it.
func (s *Service) Settle(ctx context.Context) error {
	for {
		var stale []album
		err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
			stale, err = staleAlbums(tx, batchSize)
			return err
		})
		if err != nil || len(stale) == 0 {
			return err
		}
		for _, al := range stale {
			if err := s.db.Write(ctx, func(tx *db.Tx) error { return s.settle(tx, al.ID) }); err != nil {
				return err
			}
		}
	}
}

func (s *Service) settle(tx *db.Tx, id ID) error {
	al, err := loadAlbum(tx, id)
	if errors.Is(err, core.ErrAbsent) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := hold(tx, al.Class); err != nil {
		return err
	}
	claimed, err := claimStale(tx, id)
	if err != nil || !claimed {
		return err
	}
	return s.refresh(tx, al)
}
