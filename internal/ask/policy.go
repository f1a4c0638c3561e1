package ask

import (
	"errors"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

// Family is the policy for who may answer an ask: guardians with a child in its
// audience, and the children themselves where it is put to them.
func (s *Service) Family() rest.Policy {
	return account.Judge(s.db, "ask-family", "ask", func(tx *db.Tx, a core.Actor, object string) error {
		_, err := own(tx, a, ID(object))
		return err
	})
}

// Staff is the policy for the staff of one of an ask's classes.
func (s *Service) Staff() rest.Policy {
	return account.Judge(s.db, "ask-staff", "ask", func(tx *db.Tx, a core.Actor, object string) error {
		return isStaff(tx, a, ID(object))
	})
}

// Reader is the policy for a chain: its staff, and who belongs to one of its classes
// where the class sees the answers.
func (s *Service) Reader() rest.Policy {
	return account.Judge(s.db, "ask-reader", "ask", func(tx *db.Tx, a core.Actor, object string) error {
		if err := isStaff(tx, a, ID(object)); !errors.Is(err, core.ErrAbsent) {
			return err
		}
		it, err := loadAsk(tx, ID(object))
		if err != nil {
			return err
		}
		if it.Visible != VisibleClass {
			return core.ErrAbsent
		}
		return inClasses(tx, a, it)
	})
}

// inClasses lets in guardians of the ask's classes, and their children where the
// ask is put to them too.
func inClasses(tx *db.Tx, a core.Actor, it Ask) error {
	for _, class := range it.Classes {
		belongs := roster.GuardsIn
		if a.Role == core.RoleStudent && (it.Self || it.Per == PerStudent) {
			belongs = roster.StudiesIn
		} else if a.Role != core.RoleGuardian {
			return core.ErrAbsent
		}
		if in, err := belongs(tx, a.Person, class); err != nil || in {
			return err
		}
	}
	return core.ErrAbsent
}

func isStaff(tx *db.Tx, a core.Actor, id ID) error {
	it, err := loadAsk(tx, id)
	if err != nil {
		return err
	}
	for _, class := range it.Classes {
		if err := roster.IsStaffOfClass(tx, a, class); !errors.Is(err, core.ErrAbsent) {
			return err
		}
	}
	return core.ErrAbsent
}

// own returns the children of an ask's audience for whom the actor may answer,
// core.ErrAbsent when there are none.
func own(tx *db.Tx, a core.Actor, id ID) ([]roster.StudentID, error) {
	it, err := loadAsk(tx, id)
	if err != nil {
		return nil, err
	}
	mine, err := ownChildren(tx, a, it)
	if err != nil {
		return nil, err
	}
	out := []roster.StudentID{}
	for _, st := range mine {
		_, err := concerns(tx, it, st)
		if err == nil {
			out = append(out, st)
		} else if !errors.Is(err, core.ErrAbsent) {
			return nil, err
		}
	}
	if len(out) == 0 {
		return nil, core.ErrAbsent
	}
	return out, nil
}

// ownChildren are the actor's own children, or the actor as a child, as far as the
// ask wants an answer of such people.
func ownChildren(tx *db.Tx, a core.Actor, it Ask) (ids []roster.StudentID, err error) {
	switch a.Role {
	case core.RoleGuardian:
		if it.Per == PerStudent {
			return nil, nil
		}
		children, err := roster.ChildrenOf(tx, a.Person)
		for _, c := range children {
			ids = append(ids, c.Student)
		}
		return ids, err
	case core.RoleStudent:
		if !it.Self && it.Per != PerStudent {
			return nil, nil
		}
		places, err := roster.PlacesOf(tx, a.Person)
		if places.Pupil != nil {
			ids = append(ids, places.Pupil.Student.ID)
		}
		return ids, err
	}
	return nil, nil
}
