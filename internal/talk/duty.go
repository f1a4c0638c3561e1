package talk

import (
	"context"
	"errors"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// dutyOf returns whom the class's emergency door rings: who was named, while still
// of the staff, otherwise the head teacher.
func dutyOf(tx *db.Tx, class roster.ClassID) (*Duty, error) {
	staff, err := roster.StaffOf(tx, class)
	if err != nil || len(staff) == 0 {
		return nil, err
	}
	person, err := namedDuty(tx, class)
	if err != nil && !errors.Is(err, core.ErrAbsent) {
		return nil, err
	}
	duty := staff[0] // the head stands first
	for _, p := range staff {
		if p == person {
			duty = p
		}
	}
	names, err := account.FindNames(tx, []string{duty})
	return &Duty{duty, names[duty]}, err
}

// SetDuty names who is rung in an emergency. Staff of the class may; the policy
// has judged the actor.
func (s *Service) SetDuty(ctx context.Context, a core.Actor, class roster.ClassID, person string) (Duty, error) {
	return db.Once(ctx, s.db, func(tx *db.Tx) (Duty, error) {
		if _, err := roster.LoadOpenClass(tx, class); err != nil {
			return Duty{}, err
		}
		if err := roster.IsStaffOfClass(tx, core.Actor{Person: person, Role: core.RoleStaff}, class); err != nil {
			if errors.Is(err, core.ErrAbsent) {
				var c core.Check
				c.Add("/person", "talk.notStaff", nil)
				err = c.Err()
			}
			return Duty{}, err
		}
		if err := saveDuty(tx, a, class, person); err != nil {
			return Duty{}, err
		}
		return mustDuty(tx, class)
	})
}

// Duty returns who is rung in an emergency; the policy has judged the actor.
func (s *Service) Duty(ctx context.Context, _ core.Actor, class roster.ClassID) (d Duty, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		d, err = mustDuty(tx, class)
		return err
	})
	return d, err
}

// mustDuty returns who is rung, core.ErrAbsent for a class that has no staff.
func mustDuty(tx *db.Tx, class roster.ClassID) (Duty, error) {
	d, err := dutyOf(tx, class)
	if err == nil && d == nil {
		err = core.ErrAbsent
	}
	if err != nil {
		return Duty{}, err
	}
	return *d, nil
}
