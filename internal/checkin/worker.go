package checkin

import (
	"context"
	"errors"

	"magpie/internal/core"
	"magpie/internal/db"
)

// batch is how many are taken before looking again.
const batch = 50

// Run opens what is planned and looks after what is open, until ctx ends. Several
// servers may run it; each thing happens once.
func (s *Service) Run(ctx context.Context) {
	s.wake.Run(ctx, s.clock, s.RunDue, func(err error) { s.log.Error("hold the arrival rounds", "err", err) })
}

// RunDue does everything whose time has come and returns when the next is due; 0
// when nothing is.
func (s *Service) RunDue(ctx context.Context) (next core.Millis, err error) {
	for {
		var plans []PlanID
		var rounds []RoundID
		err = s.db.Read(ctx, func(tx *db.Tx) (err error) {
			if plans, err = duePlans(tx, batch); err != nil {
				return err
			}
			if rounds, err = dueRounds(tx, batch); err != nil {
				return err
			}
			next, err = nextDue(tx)
			return err
		})
		if err != nil || len(plans)+len(rounds) == 0 {
			return next, err
		}
		for _, id := range plans { // one that cannot open holds back no other
			err = errors.Join(err, s.db.Write(ctx, func(tx *db.Tx) error { return s.openDue(tx, id) }))
		}
		for _, id := range rounds {
			err = errors.Join(err, s.db.Write(ctx, func(tx *db.Tx) error { return s.look(tx, id) }))
		}
		if err != nil {
			return 0, err
		}
	}
}
