package notice

import (
	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

func (s *Service) policy(name string, judge func(tx *db.Tx, a core.Actor, n notice) error) rest.Policy {
	return account.Judge(s.db, name, "notice", func(tx *db.Tx, a core.Actor, id string) error {
		n, err := loadNotice(tx, ID(id))
		if err != nil {
			return err
		}
		return judge(tx, a, n)
	})
}

// StaffOfNotice lets in who teaches the notice's class.
func (s *Service) StaffOfNotice() rest.Policy {
	return s.policy("staff-of-notice", isStaff)
}

// Reader lets in the staff of the class and, once it is out, the guardians of the
// children it is for.
func (s *Service) Reader() rest.Policy {
	return s.policy("notice-reader", func(tx *db.Tx, a core.Actor, n notice) error {
		if a.Role == core.RoleStaff {
			return isStaff(tx, a, n)
		}
		return isFamily(tx, a, n)
	})
}

// Family lets in only the guardians of the children a notice is for.
func (s *Service) Family() rest.Policy { return s.policy("notice-family", isFamily) }

func isStaff(tx *db.Tx, a core.Actor, n notice) error { return roster.IsStaffOfClass(tx, a, n.Class) }

func isFamily(tx *db.Tx, a core.Actor, n notice) error {
	if a.Role != core.RoleGuardian {
		return core.ErrAbsent
	}
	children, err := roster.ChildrenOf(tx, a.Person)
	if err != nil {
		return err
	}
	convs := []feed.ID{}
	for _, c := range children {
		if c.Class == n.Class {
			convs = append(convs, feed.OfClass(c.Class), feed.OfFamily(c.Student))
		}
	}
	places, err := placesIn(tx, convs, []ID{n.ID})
	if err == nil && len(places) == 0 {
		return core.ErrAbsent
	}
	return err
}
