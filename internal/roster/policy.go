package roster

import (
	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/rest"
)

// SchoolOffice lets in staff who may open classes.
func (s *Service) SchoolOffice() rest.Policy {
	return account.Judge(s.db, "school-office", "", func(tx *db.Tx, a core.Actor, _ string) error {
		return core.AbsentUnless(isOffice(tx, a))
	})
}

// StaffOfClass lets in who teaches the class, open or archived.
func (s *Service) StaffOfClass() rest.Policy {
	return account.Judge(s.db, "staff-of-class", "class", func(tx *db.Tx, a core.Actor, id string) error {
		return IsStaffOfClass(tx, a, ClassID(id))
	})
}

// HeadOfClass lets in the head teacher of the class.
func (s *Service) HeadOfClass() rest.Policy {
	return account.Judge(s.db, "head-of-class", "class", func(tx *db.Tx, a core.Actor, id string) error {
		return isHeadOf(tx, a, ClassID(id))
	})
}

// MemberOfClass lets in the staff of the class and, while it is open, the
// guardians of its children.
func (s *Service) MemberOfClass() rest.Policy {
	return account.Judge(s.db, "member-of-class", "class", func(tx *db.Tx, a core.Actor, id string) error {
		return core.AbsentUnless(Member(tx, a.Person, ClassID(id)))
	})
}

// StaffOfStudent lets in who teaches the child's class.
func (s *Service) StaffOfStudent() rest.Policy {
	return account.Judge(s.db, "staff-of-student", "student", func(tx *db.Tx, a core.Actor, id string) error {
		return isStaffOfStudent(tx, a, StudentID(id))
	})
}

func isStaffOfStudent(tx *db.Tx, a core.Actor, id StudentID) error {
	st, err := LoadStudent(tx, id)
	if err != nil {
		return err
	}
	return IsStaffOfClass(tx, a, st.Class)
}

// GuardianOfStudent lets in who joined for the child.
func (s *Service) GuardianOfStudent() rest.Policy {
	return account.Judge(s.db, "guardian-of-student", "student", func(tx *db.Tx, a core.Actor, id string) error {
		return isGuardianOf(tx, a, StudentID(id))
	})
}

func isGuardianOf(tx *db.Tx, a core.Actor, id StudentID) error {
	if a.Role != core.RoleGuardian {
		return core.ErrAbsent
	}
	return core.AbsentUnless(IsGuardian(tx, a.Person, id))
}

// FamilyOrStaffOfStudent lets in the child's guardians and who teaches it.
func (s *Service) FamilyOrStaffOfStudent() rest.Policy {
	return account.Judge(s.db, "family-or-staff-of-student", "student", func(tx *db.Tx, a core.Actor, id string) error {
		if a.Role == core.RoleGuardian {
			return isGuardianOf(tx, a, StudentID(id))
		}
		return isStaffOfStudent(tx, a, StudentID(id))
	})
}

// StaffOfGuardian lets in who teaches the child of a guardian.
func (s *Service) StaffOfGuardian() rest.Policy {
	return account.Judge(s.db, "staff-of-guardian", "guardian", func(tx *db.Tx, a core.Actor, id string) error {
		g, err := loadGuardian(tx, GuardianID(id))
		if err != nil {
			return err
		}
		return isStaffOfStudent(tx, a, g.Student)
	})
}

// HeadOfGuardian lets in the head teacher of the child of a guardian, also of one
// who is barred.
func (s *Service) HeadOfGuardian() rest.Policy {
	return account.Judge(s.db, "head-of-guardian", "guardian", func(tx *db.Tx, a core.Actor, id string) error {
		g, err := loadBarrable(tx, GuardianID(id))
		if err != nil {
			return err
		}
		st, err := LoadStudent(tx, g.Student)
		if err != nil {
			return err
		}
		return isHeadOf(tx, a, st.Class)
	})
}

func isHeadOf(tx *db.Tx, a core.Actor, class ClassID) error {
	if a.Role != core.RoleStaff {
		return core.ErrAbsent
	}
	return core.AbsentUnless(isHead(tx, a.Person, class))
}

// StaffOfContact lets in who teaches the child of a telephone number.
func (s *Service) StaffOfContact() rest.Policy {
	return account.Judge(s.db, "staff-of-contact", "contact", func(tx *db.Tx, a core.Actor, id string) error {
		c, err := loadContact(tx, ContactID(id))
		if err != nil {
			return err
		}
		return isStaffOfStudent(tx, a, c.Student)
	})
}

// StaffOfClaim lets in who teaches the class that somebody wants to join.
func (s *Service) StaffOfClaim() rest.Policy {
	return account.Judge(s.db, "staff-of-claim", "claim", func(tx *db.Tx, a core.Actor, id string) error {
		q, err := loadClaim(tx, ClaimID(id))
		if err != nil {
			return err
		}
		return IsStaffOfClass(tx, a, q.Class)
	})
}
