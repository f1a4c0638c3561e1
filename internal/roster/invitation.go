package roster

import (
	"context"
	"slices"
	"strconv"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
)

// Kinds of invitation: a printed slip for one child, the poster of a class, and
// what one guardian passes on to another.
const (
	inviteSlip   = "slip"
	inviteClass  = "class"
	inviteFamily = "family"
)

// How long invitations live, and how often the digits of a slip may be guessed.
const (
	slipLife   = 21 * 24 * time.Hour
	familyLife = 7 * 24 * time.Hour
	slipTries  = 5
)

// invitation is a row of roster_invitation.
type invitation struct {
	ID        string
	School    string
	Class     ClassID
	Student   StudentID
	Kind      string
	MadeBy    string
	CreatedAt core.Millis
	ExpiresAt core.Millis
	UsedAt    core.Millis
	RevokedAt core.Millis
	Tries     int
}

// open reports whether the invitation can still let somebody in without staff.
func (i invitation) open(now core.Millis) bool {
	return i.UsedAt == 0 && i.RevokedAt == 0 && i.ExpiresAt > now
}

// state says how a slip stands.
func (i invitation) state(now core.Millis) string {
	switch {
	case i.UsedAt > 0:
		return "used"
	case i.RevokedAt > 0 || i.ExpiresAt <= now:
		return "gone"
	}
	return "open"
}

// Invite is an invitation as it is printed or passed on.
type Invite struct {
	Code      string      `json:"code" doc:"XXXXX-XXXXX"`
	URL       string      `json:"url"`
	QR        QR          `json:"qr"`
	ExpiresAt core.Millis `json:"expiresAt"`
}

// Slip is the personal invitation of one child. A slip that is no longer open
// has no code.
type Slip struct {
	Student   StudentID   `json:"student"`
	Name      string      `json:"name"`
	Given     string      `json:"given"`
	Code      string      `json:"code"`
	URL       string      `json:"url"`
	QR        QR          `json:"qr"`
	ExpiresAt core.Millis `json:"expiresAt"`
	State     string      `json:"state" enum:"open,used,gone"`
}

func (s *Service) draw(i invitation) (Invite, error) {
	code := s.codes.of(i.ID)
	url := s.codes.link(code)
	qr, err := DrawQR(url)
	return Invite{Code: showCode(code), URL: url, QR: qr, ExpiresAt: i.ExpiresAt}, err
}

func (s *Service) invite(tx *db.Tx, i invitation, life time.Duration) (invitation, error) {
	i.ID = tx.NewID()
	i.CreatedAt = tx.Millis()
	i.ExpiresAt = i.CreatedAt + core.Millis(life.Milliseconds())
	return i, addInvitation(tx, i, s.codes.hash(s.codes.of(i.ID)))
}

// IssueSlips makes personal slips for the children named, or (for nil) for all
// who have neither an open slip nor a guardian yet, and returns all open slips
// of the class. renew replaces open slips, which makes the old paper useless.
func (s *Service) IssueSlips(ctx context.Context, a core.Actor, class ClassID, students []StudentID, renew bool) ([]Slip, error) {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		if _, err := LoadOpenClass(tx, class); err != nil {
			return false, err
		}
		if err := tx.Lock("roster slips " + string(class)); err != nil {
			return false, err
		}
		return true, s.issueSlips(tx, a, class, students, renew)
	})
	if err != nil {
		return nil, err
	}
	return s.Slips(ctx, a, class)
}

func (s *Service) issueSlips(tx *db.Tx, a core.Actor, class ClassID, students []StudentID, renew bool) error {
	all, err := Students(tx, class)
	if err != nil {
		return err
	}
	newest, err := newestSlips(tx, class)
	if err != nil {
		return err
	}
	guardians, err := GuardiansOfClass(tx, class)
	if err != nil {
		return err
	}
	if err := namesOnly(all, students); err != nil {
		return err
	}
	wanted := slipsWanted(all, guardians, students)
	for _, st := range all {
		old, has := newest[st.ID]
		if !wanted[st.ID] || has && old.open(tx.Millis()) && !renew {
			continue
		}
		if err := revokeInvitations(tx, class, inviteSlip, st.ID); err != nil {
			return err
		}
		slip := invitation{School: st.School, Class: class, Student: st.ID, Kind: inviteSlip, MadeBy: a.Person}
		if _, err := s.invite(tx, slip, slipLife); err != nil {
			return err
		}
	}
	return nil
}

// namesOnly refuses a list with somebody who is not among the children.
func namesOnly(all []Student, named []StudentID) error {
	var c core.Check
	ids := IDs(all)
	for i, id := range named {
		c.Require(slices.Contains(ids, id), "/students/"+strconv.Itoa(i), "roster.slip.notInClass")
	}
	return c.Err()
}

func slipsWanted(all []Student, guardians []Guardian, named []StudentID) map[StudentID]bool {
	wanted := map[StudentID]bool{}
	if named != nil {
		for _, id := range named {
			wanted[id] = true
		}
		return wanted
	}
	for _, st := range all {
		wanted[st.ID] = true
	}
	for _, g := range guardians {
		wanted[g.Student] = g.StandIn && wanted[g.Student]
	}
	return wanted
}

// Slips returns the newest slip of each child who has one, in the order of the roster.
func (s *Service) Slips(ctx context.Context, _ core.Actor, class ClassID) (slips []Slip, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		slips = []Slip{}
		students, err := Students(tx, class)
		if err != nil {
			return err
		}
		newest, err := newestSlips(tx, class)
		if err != nil {
			return err
		}
		for _, st := range students {
			i, ok := newest[st.ID]
			if !ok {
				continue
			}
			slip := Slip{Student: st.ID, Name: st.Name, Given: st.Given(), ExpiresAt: i.ExpiresAt, State: i.state(tx.Millis())}
			if slip.State == "open" {
				drawn, err := s.draw(i)
				if err != nil {
					return err
				}
				slip.Code, slip.URL, slip.QR = drawn.Code, drawn.URL, drawn.QR
			}
			slips = append(slips, slip)
		}
		return nil
	})
	return slips, err
}

// Poster returns the invitation that hangs in the classroom, also an expired one.
func (s *Service) Poster(ctx context.Context, _ core.Actor, class ClassID) (p Invite, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		i, err := newestPoster(tx, class)
		if err != nil {
			return err
		}
		p, err = s.draw(i)
		return err
	})
	return p, err
}

// RenewPoster makes a new poster and the old one useless.
func (s *Service) RenewPoster(ctx context.Context, a core.Actor, class ClassID) (Invite, error) {
	i, err := db.Once(ctx, s.db, func(tx *db.Tx) (invitation, error) {
		c, err := LoadOpenClass(tx, class)
		if err != nil {
			return invitation{}, err
		}
		if err := revokeInvitations(tx, class, inviteClass, ""); err != nil {
			return invitation{}, err
		}
		return s.invite(tx, invitation{School: c.School, Class: class, Kind: inviteClass, MadeBy: a.Person}, slipLife)
	})
	if err != nil {
		return Invite{}, err
	}
	return s.draw(i)
}

// InviteFamily gives a guardian an invitation for one more member of the family.
// It works once, for a week, and dies with the membership of who gave it.
func (s *Service) InviteFamily(ctx context.Context, a core.Actor, student StudentID) (Invite, error) {
	i, err := db.Once(ctx, s.db, func(tx *db.Tx) (invitation, error) {
		st, err := LoadStudent(tx, student)
		if err != nil {
			return invitation{}, err
		}
		i := invitation{School: st.School, Class: st.Class, Student: student, Kind: inviteFamily, MadeBy: a.Person}
		return s.invite(tx, i, familyLife)
	})
	if err != nil {
		return Invite{}, err
	}
	return s.draw(i)
}
