package notice

import (
	"context"

	"magpie/internal/ask"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// answered lets a chain's entry follow its answers: at most once a second, however
// many come.
func (s *Service) answered(tx *db.Tx, a ask.Answered) error {
	if a.Ask.OwnerKind != ownerKind || a.Ask.Visible != ask.VisibleClass {
		return nil
	}
	id := ID(a.Ask.Owner)
	tx.AfterCommit(func() {
		if !s.bell.Again(id) {
			s.wake.Rouse()
			s.bell.Hush(id, s.wake.Rouse)
		}
	})
	return markStale(tx, id)
}

// turned shows that staff have closed or reopened a notice's ask by hand.
func (s *Service) turned(tx *db.Tx, a ask.Ask) error {
	if a.OwnerKind != ownerKind {
		return nil
	}
	n, err := toWrite(tx, ID(a.Owner))
	if err != nil {
		return err
	}
	if err := setClosed(tx, n.ID, !a.Open); err != nil {
		return err
	}
	return s.touchAll(tx, n)
}

// card says what a notice is about to somebody who sees nothing else of it.
func card(tx *db.Tx, owner string, student roster.StudentID) (c ask.Card, err error) {
	n, err := living(tx, ID(owner))
	if err != nil {
		return c, err
	}
	class, err := roster.LoadClass(tx, n.Class)
	if err != nil {
		return c, err
	}
	c = ask.Card{Kind: string(n.Type), Title: n.Title, Text: n.Text, ClassName: class.Name}
	if student != "" {
		st, err := roster.LoadStudent(tx, student)
		c.Child = roster.GivenName(st.Name)
		return c, err
	}
	return c, nil
}

// Settle brings the entry of every chain that got answers up to date, each once
// whichever server finds it.
func (s *Service) Settle(ctx context.Context) error {
	for {
		var stale []ID
		err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
			stale, err = staleChains(tx, batch)
			return err
		})
		if err != nil || len(stale) == 0 {
			return err
		}
		for _, id := range stale {
			if err := s.db.Write(ctx, func(tx *db.Tx) error { return s.settle(tx, id) }); err != nil {
				return err
			}
		}
	}
}

func (s *Service) settle(tx *db.Tx, id ID) error {
	claimed, err := claimStale(tx, id)
	if err != nil || !claimed {
		return err
	}
	n, err := loadNotice(tx, id)
	if err != nil {
		return err
	}
	return s.touchAll(tx, n)
}
