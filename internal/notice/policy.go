package notice

import (
	"magpie/internal/account"
	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

func (s *Service) policy(name string, judge func(tx *db.Tx, a core.Actor, id ID) error) rest.Policy {
	return account.Judge(s.db, name, "notice", func(tx *db.Tx, a core.Actor, id string) error { return judge(tx, a, ID(id)) })
}

// StaffOfNotice lets in who teaches the notice's class.
func (s *Service) StaffOfNotice() rest.Policy {
	return s.policy("staff-of-notice", isStaff)
}

// Reader lets in the staff of the class and, once it is out, the guardians of the
// children it is for, and the children themselves where they are asked.
func (s *Service) Reader() rest.Policy {
	return s.policy("notice-reader", func(tx *db.Tx, a core.Actor, id ID) error {
		switch a.Role {
		case core.RoleStaff:
			return isStaff(tx, a, id)
		case core.RoleStudent:
			return isPupil(tx, a, id)
		}
		return isFamily(tx, a, id)
	})
}

// Family lets in only the guardians of the children a notice is for.
func (s *Service) Family() rest.Policy { return s.policy("notice-family", isFamily) }

func isStaff(tx *db.Tx, a core.Actor, id ID) error {
	class, err := classOf(tx, id)
	if err != nil {
		return err
	}
	return roster.IsStaffOfClass(tx, a, class)
}

// isFamily asks only where the notice stands: before it is out that is nowhere.
func isFamily(tx *db.Tx, a core.Actor, id ID) error {
	if a.Role != core.RoleGuardian {
		return core.ErrAbsent
	}
	places, err := placesOf(tx, id)
	if err != nil || len(places) == 0 {
		return core.AbsentUnless(false, err)
	}
	if class, whole := places[0].Conversation.Class(); whole {
		return core.AbsentUnless(roster.GuardsIn(tx, a.Person, class))
	}
	children, err := roster.ChildrenOf(tx, a.Person)
	for _, c := range children {
		if _, ok := placeFor(places, c.Class, c.Student); ok {
			return err
		}
	}
	return core.AbsentUnless(false, err)
}

func isPupil(tx *db.Tx, a core.Actor, id ID) error {
	children, err := childrenOf(tx, a)
	if err != nil || len(children) == 0 {
		return core.AbsentUnless(false, err)
	}
	n, places, err := noticeAt(tx, id, roomsOf(children))
	return core.AbsentUnless(n.Per == ask.PerStudent && len(concerned(children, n.Class, places)) > 0, err)
}
