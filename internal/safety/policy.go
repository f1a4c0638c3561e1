package safety

import (
	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

// StaffOfSearch lets in who teaches the class of the child.
func (s *Service) StaffOfSearch() rest.Policy {
	return account.Judge(s.db, "staff-of-search", "search", func(tx *db.Tx, a core.Actor, id string) error {
		m, err := loadSearch(tx, SearchID(id))
		if err != nil {
			return err
		}
		return roster.IsStaffOfClass(tx, a, m.Class)
	})
}

// WasAsked lets in whoever is in a room in which the search stands: who was asked.
func (s *Service) WasAsked() rest.Policy {
	return account.Judge(s.db, "search-asked", "search", wasTold)
}

// StaffOfAlert lets in the staff of the alert's class, or of its school.
func (s *Service) StaffOfAlert() rest.Policy {
	return account.Judge(s.db, "staff-of-alert", "alert", func(tx *db.Tx, a core.Actor, id string) error {
		al, err := loadAlert(tx, AlertID(id))
		switch {
		case err != nil:
			return err
		case al.Class != "":
			return roster.IsStaffOfClass(tx, a, al.Class)
		case a.Role != core.RoleStaff:
			return core.ErrAbsent
		}
		return core.AbsentUnless(roster.BelongsTo(tx, a, al.School))
	})
}

// WasWarned lets in whoever is in a room in which the alert stands.
func (s *Service) WasWarned() rest.Policy {
	return account.Judge(s.db, "alert-warned", "alert", wasTold)
}

// wasTold judges by the rooms that somebody is in now.
func wasTold(tx *db.Tx, a core.Actor, subject string) error {
	convs, err := mine(tx, a.Person)
	if err != nil {
		return err
	}
	return core.AbsentUnless(standsIn(tx, subject, convs))
}
