package report

import (
	"context"

	"magpie/internal/checkin"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/notice"
	"magpie/internal/safety"
)

// Home is what waits for a person's answer, over all rooms and, for a guardian,
// over all children.
type Home struct {
	notice.Home
	Rounds   []checkin.MyRound `json:"rounds" doc:"Arrival rounds that want a word now, for each own child"`
	Searches []safety.MySearch `json:"searches" doc:"Searches for a child that the caller is asked about"`
	Alerts   []safety.MyAlert  `json:"alerts" doc:"Alerts that are on"`
}

// Home returns what waits for the actor's answer; people of whom nothing is
// expected get an empty one.
func (s *Service) Home(ctx context.Context, a core.Actor) (h Home, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		if h.Home, err = notice.HomeOf(tx, a); err != nil {
			return err
		}
		if h.Rounds, err = checkin.Mine(tx, a); err != nil {
			return err
		}
		h.Searches, h.Alerts, err = safety.Mine(tx, a)
		return err
	})
	return h, err
}
