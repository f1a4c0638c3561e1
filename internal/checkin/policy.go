package checkin

import (
	"errors"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

// StaffOfRound lets in who teaches one of a round's classes: the board of several
// classes is one board.
func (s *Service) StaffOfRound() rest.Policy {
	return account.Judge(s.db, "staff-of-round", "round", func(tx *db.Tx, a core.Actor, id string) error {
		classes, err := classesOf(tx, RoundID(id))
		return anyOf(classes, err, func(c roster.ClassID) error { return roster.IsStaffOfClass(tx, a, c) })
	})
}

// FamilyOfRound lets in guardians of children of a round's classes, and the children
// with an account.
func (s *Service) FamilyOfRound() rest.Policy {
	return account.Judge(s.db, "round-family", "round", func(tx *db.Tx, a core.Actor, id string) error {
		classes, err := classesOf(tx, RoundID(id))
		return anyOf(classes, err, func(c roster.ClassID) error {
			switch a.Role {
			case core.RoleGuardian:
				return core.AbsentUnless(roster.GuardsIn(tx, a.Person, c))
			case core.RoleStudent:
				return core.AbsentUnless(roster.StudiesIn(tx, a.Person, c))
			}
			return core.ErrAbsent
		})
	})
}

// StaffOfPlan lets in who teaches one of a plan's classes.
func (s *Service) StaffOfPlan() rest.Policy {
	return account.Judge(s.db, "staff-of-plan", "plan", func(tx *db.Tx, a core.Actor, id string) error {
		p, err := loadPlan(tx, PlanID(id))
		return anyOf(p.Classes, err, func(c roster.ClassID) error { return roster.IsStaffOfClass(tx, a, c) })
	})
}

// anyOf returns nil when one of the classes lets the actor in.
func anyOf(classes []roster.ClassID, err error, judge func(roster.ClassID) error) error {
	if err != nil {
		return err
	}
	for _, c := range classes {
		if err := judge(c); !errors.Is(err, core.ErrAbsent) {
			return err
		}
	}
	return core.ErrAbsent
}
