package talk

import (
	"context"
	"errors"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
)

// React puts the actor's one sign to a message, another in its place, or none
// with an empty reaction.
func (s *Service) React(ctx context.Context, a core.Actor, conv feed.ID, seq feed.Seq, r Reaction) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (struct{}, error) {
		// Families may thank for what the school says, where they may not write.
		if err := feed.MaySpeak(tx, a, conv); err != nil && !errors.Is(err, feed.ErrSilent) {
			return struct{}{}, err
		}
		m, err := standing(tx, conv, seq)
		if err != nil {
			return struct{}{}, err
		}
		changed, err := setReaction(tx, m, a.Person, r)
		if err != nil || !changed {
			return struct{}{}, err
		}
		_, err = s.touch(tx, m.School, conv, seq)
		return struct{}{}, err
	})
	return err
}

// Mine are the actor's own signs in a conversation, by the message's seq.
type Mine struct {
	Reactions map[feed.Seq]Reaction `json:"reactions"`
}

// Mine returns the actor's newest signs among messages from a place on.
func (s *Service) Mine(ctx context.Context, a core.Actor, conv feed.ID, from feed.Seq) (m Mine, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		m.Reactions, err = reactionsOf(tx, conv, a.Person, from)
		return err
	})
	return m, err
}
