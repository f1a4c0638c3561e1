package talk

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// Here is what a member may know of a conversation besides its entries.
type Here struct {
	StaffSeesAt core.Millis `json:"staffSeesAt" doc:"When the first of the staff looks again, since all are in quiet hours; 0 when somebody may look now"`
	StaffRead   feed.Seq    `json:"staffRead" doc:"How far staff have read a family's room; what they read in quiet hours shows after them"`
	Duty        *Duty       `json:"duty" doc:"Whom the emergency door rings; null in a school's own room"`
	Quiet       Quiet       `json:"quiet" doc:"The reader's own quiet hours"`
	CanAlarm    bool        `json:"canAlarm"`
	Mentionable []Mention   `json:"mentionable" doc:"Whom the reader may address by name"`
}

// Duty is the member of staff who is rung in an emergency.
type Duty struct {
	Person string `json:"person"`
	Label  string `json:"label"`
}

// Here returns what the actor may know of a conversation; the policy has judged
// the actor.
func (s *Service) Here(ctx context.Context, a core.Actor, conv feed.ID) (h Here, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		class, err := feed.ClassOf(tx, conv)
		if err != nil {
			return err
		}
		if h.Mentionable, err = mentionable(tx, a, conv, class); err != nil {
			return err
		}
		if class == "" {
			calm, err := loadCalm(tx, a.School, []string{a.Person})
			h.Quiet = calm.person(a.Person).quiet()
			return err
		}
		return h.fill(tx, a, conv, class)
	})
	return h, err
}

func (h *Here) fill(tx *db.Tx, a core.Actor, conv feed.ID, class roster.ClassID) error {
	c, err := roster.LoadClass(tx, class)
	if err != nil {
		return err
	}
	staff, err := roster.StaffOf(tx, class)
	if err != nil {
		return err
	}
	calm, err := loadCalm(tx, c.School, append(staff, a.Person))
	if err != nil {
		return err
	}
	h.Quiet = calm.person(a.Person).quiet()
	h.StaffSeesAt = calm.seesAt(tx, staff)
	if h.Duty, err = dutyOf(tx, class); err != nil {
		return err
	}
	if conv.Kind() != feed.KindFamily {
		return nil
	}
	h.CanAlarm = a.Role == core.RoleGuardian
	h.StaffRead, err = shownRead(tx, conv)
	return err
}
