package report

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/notice"
)

// Home is what waits for a person's answer, over all rooms and, for a guardian,
// over all children.
type Home struct {
	notice.Home
}

// Home returns what waits for the actor's answer; people of whom nothing is
// expected get an empty one.
func (s *Service) Home(ctx context.Context, a core.Actor) (h Home, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		h.Home, err = notice.HomeOf(tx, a)
		return err
	})
	return h, err
}
