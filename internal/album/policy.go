package album

import (
	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

// Reader lets in the members of an album's class.
func (s *Service) Reader() rest.Policy {
	return account.Judge(s.db, "album-reader", "album", func(tx *db.Tx, a core.Actor, id string) error {
		class, err := classOfAlbum(tx, ID(id))
		if err != nil {
			return err
		}
		return core.AbsentUnless(roster.Member(tx, a.Person, class))
	})
}

// StaffOfAlbum lets in who teaches an album's class.
func (s *Service) StaffOfAlbum() rest.Policy {
	return account.Judge(s.db, "staff-of-album", "album", func(tx *db.Tx, a core.Actor, id string) error {
		class, err := classOfAlbum(tx, ID(id))
		if err != nil {
			return err
		}
		return roster.IsStaffOfClass(tx, a, class)
	})
}

// Keeper lets in who added a picture and is still of the class, and the staff of
// the class who may see it.
func (s *Service) Keeper() rest.Policy {
	return account.Judge(s.db, "picture-keeper", "picture", func(tx *db.Tx, a core.Actor, id string) error {
		p, err := loadPicture(tx, PictureID(id))
		if err != nil {
			return err
		}
		return mayKeep(tx, a, p)
	})
}

// StaffOfPicture lets in the staff of the class who may see a picture.
func (s *Service) StaffOfPicture() rest.Policy {
	return account.Judge(s.db, "staff-of-picture", "picture", func(tx *db.Tx, a core.Actor, id string) error {
		p, err := loadPicture(tx, PictureID(id))
		if err != nil {
			return err
		}
		if err := roster.IsStaffOfClass(tx, a, p.Class); err != nil {
			return err
		}
		return mayKeep(tx, a, p)
	})
}

// FamilyTakingLeave lets in a child's guardians, also when the class has ended: as
// long as there is something to take home.
func (s *Service) FamilyTakingLeave() rest.Policy {
	return account.Judge(s.db, "family-taking-leave", "student", func(tx *db.Tx, a core.Actor, id string) error {
		return mayTakeHome(tx, a, roster.StudentID(id))
	})
}

func mayTakeHome(tx *db.Tx, a core.Actor, student roster.StudentID) error {
	if a.Role != core.RoleGuardian {
		return core.ErrAbsent
	}
	guardians, err := roster.GuardiansOf(tx, student)
	for _, g := range guardians {
		if g.Person == a.Person {
			return err
		}
	}
	return core.AbsentUnless(false, err)
}

// mayKeep returns core.ErrAbsent unless the actor added a picture or, being staff,
// sees it.
func mayKeep(tx *db.Tx, a core.Actor, p picture) error {
	if err := core.AbsentUnless(roster.Member(tx, a.Person, p.Class)); err != nil {
		return err
	}
	r, err := reader(tx, a, p.Class)
	if err != nil {
		return err
	}
	shot, err := shotOf(tx, []picture{p}, feed.OfClass(p.Class))
	if err != nil {
		return err
	}
	return core.AbsentUnless(MaySee(r, shot) && (r.Staff || p.Owner == a.Person), nil)
}
