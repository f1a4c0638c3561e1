package checkin

import (
	"context"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// RoundLink answers for one child without a login.
type RoundLink struct {
	ID        ask.LinkID  `json:"id"`
	URL       string      `json:"url" doc:"Shown once"`
	ExpiresAt core.Millis `json:"expiresAt"`
}

// Link makes a link for somebody of a child's family who has no account; it lives
// as long as the round takes words. The policy has judged the actor.
func (s *Service) Link(ctx context.Context, a core.Actor, id RoundID, student roster.StudentID, relation string) (RoundLink, error) {
	relation = core.CleanLine(relation)
	var c core.Check
	c.Length(relation, 1, 12, "/relation")
	if err := c.Err(); err != nil {
		return RoundLink{}, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (RoundLink, error) {
		r, err := loadRound(tx, id)
		if err != nil {
			return RoundLink{}, err
		}
		if r.State == roundMissed || r.LookAt == 0 {
			return RoundLink{}, ErrClosed
		}
		if err := takesPart(tx, r, student); err != nil {
			return RoundLink{}, err
		}
		l, err := s.ask.Link(tx, ask.LinkSpec{Ask: r.Ask, Student: student, Relation: relation, Until: r.EndsAt + millis(lateWords), By: a.Person})
		return RoundLink{ID: l.ID, URL: s.ask.URL(l.Code), ExpiresAt: l.Until}, err
	})
}
