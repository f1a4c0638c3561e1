package roster

import (
	"context"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
)

// State says how a child's family stands.
type State string

// The states, best first.
const (
	StateIn      State = "in"      // a guardian joined
	StateStandIn State = "standIn" // only somebody who receives for the family
	StateWaiting State = "waiting" // somebody asks to join and waits for staff
	StateInvited State = "invited" // a slip is out
	StateUnknown State = "unknown" // nothing yet
)

// Family is a child with all that staff know of its family.
type Family struct {
	Student   Student
	State     State
	Guardians []Guardian
	Seen      map[string]core.Millis // last use by person, shared by all families of one call
	Contacts  []Contact
	Bars      []Bar       // who is barred from the child
	SlipUntil core.Millis // when the newest slip ends; 0 without one
	SlipState string      // open, used, gone or empty
	SlipAt    core.Millis // when it was made
}

// SeenAt returns when anybody of the family last used the program; joining counts.
func (f Family) SeenAt() core.Millis {
	var at core.Millis
	for _, g := range f.Guardians {
		at = max(at, g.JoinedAt, f.Seen[g.Person])
	}
	return at
}

// JoinedAt returns when the first of the family joined, 0 while nobody has.
func (f Family) JoinedAt() core.Millis {
	if len(f.Guardians) == 0 {
		return 0
	}
	return f.Guardians[0].JoinedAt
}

// Families returns all children of a class with their families, in the order of
// the roster. For staff only: it holds telephone numbers.
func Families(tx *db.Tx, class ClassID) ([]Family, error) {
	students, err := Students(tx, class)
	if err != nil {
		return nil, err
	}
	families := make([]Family, len(students))
	place := make(map[StudentID]*Family, len(students))
	for i, st := range students {
		families[i] = Family{Student: st, Guardians: []Guardian{}, Contacts: []Contact{}}
		place[st.ID] = &families[i]
	}
	if err := fillGuardians(tx, class, families, place); err != nil {
		return nil, err
	}
	contacts, err := ContactsOf(tx, IDs(students)...)
	if err != nil {
		return nil, err
	}
	for _, c := range contacts {
		place[c.Student].Contacts = append(place[c.Student].Contacts, c)
	}
	slips, err := newestSlips(tx, class)
	if err != nil {
		return nil, err
	}
	for id, i := range slips {
		if f := place[id]; f != nil {
			f.SlipUntil, f.SlipState, f.SlipAt = i.ExpiresAt, i.state(tx.Millis()), i.CreatedAt
		}
	}
	bars, err := barsOf(tx, class)
	if err != nil {
		return nil, err
	}
	claims, err := waitingClaims(tx, class)
	for i := range families {
		families[i].Bars = bars[families[i].Student.ID]
		families[i].State = families[i].state(claims)
	}
	return families, err
}

func fillGuardians(tx *db.Tx, class ClassID, families []Family, place map[StudentID]*Family) error {
	guardians, err := GuardiansOfClass(tx, class)
	if err != nil {
		return err
	}
	persons := make([]string, len(guardians))
	for i, g := range guardians {
		persons[i] = g.Person
		place[g.Student].Guardians = append(place[g.Student].Guardians, g)
	}
	seen, err := account.FindSeen(tx, persons)
	for i := range families {
		families[i].Seen = seen
	}
	return err
}

func (f Family) state(claims []claim) State {
	for _, g := range f.Guardians {
		if !g.StandIn {
			return StateIn
		}
	}
	if len(f.Guardians) > 0 {
		return StateStandIn
	}
	for _, q := range claims {
		if q.Role == core.RoleGuardian && (q.Student == f.Student.ID || q.Student == "" && sameName(q.Child, f.Student.Name)) {
			return StateWaiting
		}
	}
	if f.SlipState == "open" {
		return StateInvited
	}
	return StateUnknown
}

// Families returns the children of a class with their families, for staff.
func (s *Service) Families(ctx context.Context, _ core.Actor, class ClassID) (list []Family, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		list, err = Families(tx, class)
		return err
	})
	return list, err
}

// Family returns one child with its family, for staff.
func (s *Service) Family(ctx context.Context, _ core.Actor, student StudentID) (f Family, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		st, err := LoadStudent(tx, student)
		if err != nil {
			return err
		}
		list, err := Families(tx, st.Class)
		for _, one := range list {
			if one.Student.ID == student {
				f = one
			}
		}
		return err
	})
	return f, err
}
