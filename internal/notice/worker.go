package notice

import (
	"context"
	"errors"

	"magpie/internal/core"
	"magpie/internal/db"
)

// batch is how many are published before looking again.
const batch = 50

// Run publishes scheduled notices when they are due and lets the entries of chains
// follow their answers, until ctx ends. Several servers may run it; each notice
// goes out once.
func (s *Service) Run(ctx context.Context) {
	s.wake.Run(ctx, s.clock, func(ctx context.Context) (core.Millis, error) {
		next, err := s.PublishDue(ctx)
		return next, errors.Join(err, s.Settle(ctx))
	}, func(err error) { s.log.Error("keep notices", "err", err) })
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
