package talk

import (
	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

// FamilyHere lets in the guardians whose own room a conversation is.
func (s *Service) FamilyHere() rest.Policy {
	return account.Judge(s.db, "conversation-family", "conversation", func(tx *db.Tx, a core.Actor, id string) error {
		if _, family := feed.ID(id).Student(); !family || a.Role != core.RoleGuardian {
			return core.ErrAbsent
		}
		return feed.MayRead(tx, a, feed.ID(id))
	})
}

// OwnWaiting lets in who wrote what waits, while a member of the conversation.
func (s *Service) OwnWaiting() rest.Policy {
	return account.Judge(s.db, "own-waiting", "waiting", func(tx *db.Tx, a core.Actor, id string) error {
		person, conv, err := ownerOfHeld(tx, WaitingID(id))
		if err != nil || person != a.Person {
			return core.AbsentUnless(false, err)
		}
		return feed.MayRead(tx, a, conv)
	})
}

// StaffOfAlarm lets in who teaches the class in which somebody rang.
func (s *Service) StaffOfAlarm() rest.Policy {
	return account.Judge(s.db, "staff-of-alarm", "alarm", func(tx *db.Tx, a core.Actor, id string) error {
		r, err := loadAlarm(tx, AlarmID(id))
		if err != nil {
			return err
		}
		return roster.IsStaffOfClass(tx, a, r.Class)
	})
}

// StaffOfExperience lets in who teaches the class that a card came from.
func (s *Service) StaffOfExperience() rest.Policy {
	return account.Judge(s.db, "staff-of-experience", "experience", func(tx *db.Tx, a core.Actor, id string) error {
		class, err := classOfExperience(tx, ExperienceID(id))
		if err != nil {
			return err
		}
		return roster.IsStaffOfClass(tx, a, class)
	})
}

// SchoolMember lets in whoever belongs to the own school at this moment.
func (s *Service) SchoolMember() rest.Policy {
	return account.Judge(s.db, "school-member", "", func(tx *db.Tx, a core.Actor, _ string) error {
		return core.AbsentUnless(roster.BelongsTo(tx, a, a.School))
	})
}
