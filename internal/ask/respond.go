package ask

import (
	"context"
	"errors"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// respond is what a request that answers does. A wrong answer to a question is no
// error here: it is counted, and the line is shown again.
func (s *Service) respond(ctx context.Context, in In) (Mine, error) {
	answer := func(tx *db.Tx) (Mine, error) {
		c, given, _, err := s.give(tx, in)
		if errors.Is(err, ErrWrong) {
			return s.misread(tx, in)
		}
		m := mine(c, given)
		if right := true; in.Level == LevelUnderstood {
			m.Right = &right
		}
		return m, err
	}
	var secret bool
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		secret, err = secretly(tx, in.Ask, in.Level)
		return err
	})
	if err != nil {
		return Mine{}, err
	}
	if !secret {
		return db.Once(ctx, s.db, answer)
	}
	var m Mine
	err = s.db.Write(ctx, func(tx *db.Tx) (err error) {
		m, err = answer(tx)
		return err
	})
	return m, err
}

// misread counts a wrong answer and shows where it stands.
func (s *Service) misread(tx *db.Tx, in In) (Mine, error) {
	a, err := loadAsk(tx, in.Ask)
	if err != nil {
		return Mine{}, err
	}
	if _, err := missed(tx, a.School, in); err != nil {
		return Mine{}, err
	}
	now, err := Standing(tx, in.Ask, []roster.StudentID{in.Student})
	m, right := mine(now[in.Student], Given{}), false
	m.Right, m.Line = &right, a.Question.Line
	return m, err
}

func (s *Service) withdraw(ctx context.Context, w Withdrawal) (Mine, error) {
	return db.Once(ctx, s.db, func(tx *db.Tx) (Mine, error) {
		c, err := s.TakeBack(tx, w)
		return mine(c, Given{}), err
	})
}

// child is the one that an actor means, who may leave it out with a single one.
func (s *Service) child(ctx context.Context, a core.Actor, id ID, named roster.StudentID) (roster.StudentID, error) {
	if named != "" {
		return named, nil
	}
	err := s.db.Read(ctx, func(tx *db.Tx) error {
		mine, err := own(tx, a, id)
		if err != nil {
			return err
		}
		if len(mine) > 1 {
			return ErrWhich
		}
		named = mine[0]
		return nil
	})
	return named, err
}
