package notice

import (
	"context"
	"errors"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
)

const (
	lookEvery = 30 * time.Second // another server may have scheduled something
	retryIn   = 2 * time.Second  // after an error
	batch     = 50
)

// Run publishes scheduled notices when they are due, until ctx ends. Several
// servers may run it; each notice goes out once.
func (s *Service) Run(ctx context.Context) {
	for ctx.Err() == nil {
		wait := lookEvery
		next, err := s.PublishDue(ctx)
		switch {
		case err != nil && ctx.Err() == nil:
			s.log.Error("publish scheduled notices", "err", err)
			wait = retryIn
		case next > 0:
			wait = min(wait, max(0, next.Time().Sub(s.clock.Now())))
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-s.wake:
		case <-timer.C:
		}
		timer.Stop()
	}
}

// PublishDue publishes every notice whose time has come and returns when the
// next one is due; 0 when none waits.
func (s *Service) PublishDue(ctx context.Context) (next core.Millis, err error) {
	for {
		var due []ID
		err = s.db.Read(ctx, func(tx *db.Tx) (err error) {
			if due, err = dueNotices(tx, batch); err != nil {
				return err
			}
			next, err = nextDue(tx)
			return err
		})
		if err != nil || len(due) == 0 {
			return next, err
		}
		for _, id := range due {
			failed := s.db.Write(ctx, func(tx *db.Tx) error {
				_, err := s.publish(tx, id)
				return err
			})
			err = errors.Join(err, failed) // one that cannot go out holds back no other
		}
		if err != nil {
			return 0, err
		}
	}
}

// rouse lets the worker look again.
func (s *Service) rouse() {
	select {
	case s.wake <- struct{}{}:
	default: // it is about to look anyway
	}
}
