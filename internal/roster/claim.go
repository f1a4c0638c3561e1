package roster

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/db"
)

// Claim is somebody who waits, as staff see it.
type Claim struct {
	ID          ClaimID      `json:"claim"`
	Child       string       `json:"child" doc:"In full where a slip tells the child, else as typed"`
	Phone       string       `json:"phone" doc:"As typed"`
	Relation    string       `json:"relation"`
	StandIn     bool         `json:"standIn"`
	Role        core.Role    `json:"role" enum:"guardian,student"`
	At          core.Millis  `json:"at"`
	Suggestions []Suggestion `json:"suggestions" doc:"Children it could be, likeliest first"`
}

// Suggestion is a child that a claim may mean.
type Suggestion struct {
	Student StudentID `json:"student"`
	Name    string    `json:"name"`
	Barred  bool      `json:"barred" doc:"Somebody is barred from this child: look twice who is asking"`
}

// Waiting tells somebody who wants to join how it stands.
type Waiting struct {
	State string // waiting, in or refused
	Class string
	Child string
}

// WaitingFor returns how the actor's newest wish to join stands; core.ErrAbsent
// for somebody who never asked.
func (s *Service) WaitingFor(ctx context.Context, a core.Actor) (w Waiting, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		q, ok, err := lastClaim(tx, a.Person)
		if err != nil {
			return err
		}
		if !ok {
			w, err = joinedWithoutClaim(tx, a.Person)
			return err
		}
		if err := core.AbsentUnless(stillIn(tx, q)); err != nil {
			return err
		}
		c, err := LoadClass(tx, q.Class)
		w = Waiting{State: q.visibleState(), Class: c.Name, Child: q.Child}
		return err
	})
	return w, err
}

// stillIn reports whether what a claim asked for holds; of one not granted it does.
func stillIn(tx *db.Tx, q claim) (bool, error) {
	if q.State != claimApproved || q.Role != core.RoleGuardian {
		return true, nil
	}
	return GuardsIn(tx, q.Person, q.Class)
}

func joinedWithoutClaim(tx *db.Tx, person string) (Waiting, error) {
	children, err := ChildrenOf(tx, person)
	if err != nil {
		return Waiting{}, err
	}
	if len(children) == 0 {
		return Waiting{}, core.ErrAbsent
	}
	last := children[len(children)-1]
	return Waiting{State: entryIn, Class: last.ClassName, Child: last.Name}, nil
}

func (q claim) visibleState() string {
	if q.State == claimApproved {
		return entryIn
	}
	return q.State
}

// Claims returns who waits for staff of a class, first come first.
func (s *Service) Claims(ctx context.Context, _ core.Actor, class ClassID) (list []Claim, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		list = []Claim{}
		waiting, err := waitingClaims(tx, class)
		if err != nil || len(waiting) == 0 {
			return err
		}
		students, err := Students(tx, class)
		if err != nil {
			return err
		}
		contacts, err := ContactsOf(tx, IDs(students)...)
		if err != nil {
			return err
		}
		bars, err := barsOf(tx, class)
		if err != nil {
			return err
		}
		for _, q := range waiting {
			list = append(list, Claim{ID: q.ID, Child: q.about(students), Phone: q.Phone, Relation: q.Relation, StandIn: q.StandIn,
				Role: q.Role, At: q.AskedAt, Suggestions: suggest(q, students, contacts, bars)})
		}
		return nil
	})
	return list, err
}

// about names the child for staff: in full where a slip tells it, else as typed.
func (q claim) about(students []Student) string {
	for _, st := range students {
		if st.ID == q.Student {
			return st.Name
		}
	}
	return q.Child
}

// CountClaims returns how many wait in a class, for the overview of staff.
func CountClaims(tx *db.Tx, class ClassID) (int, error) { return countWaiting(tx, class) }

const maxSuggestions = 5

// suggest finds the children a claim may mean: the slip's own, the same number,
// the same name, a name one character away.
func suggest(q claim, students []Student, contacts []Contact, bars map[StudentID][]Bar) []Suggestion {
	owns := map[StudentID]bool{}
	for _, c := range contacts {
		if q.Phone != "" && c.Phone == q.Phone {
			owns[c.Student] = true
		}
	}
	found := []Suggestion{}
	for rank := range 4 {
		for _, st := range students {
			if len(found) < maxSuggestions && likeness(q, st, owns[st.ID]) == rank {
				found = append(found, Suggestion{Student: st.ID, Name: st.Name, Barred: len(bars[st.ID]) > 0})
			}
		}
	}
	return found
}

// likeness ranks how well a child fits a claim: 0 is certain, 4 not at all.
func likeness(q claim, st Student, ownsPhone bool) int {
	switch {
	case q.Student == st.ID:
		return 0
	case ownsPhone:
		return 1
	case sameName(q.Child, st.Name):
		return 2
	case q.Child != "" && (q.Child == st.Given() || nearly([]rune(q.Child), []rune(st.Name))):
		return 3
	}
	return 4
}

// nearly reports whether two names differ in one character: written wrong, left
// out or too many.
func nearly(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b) < 2 || len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(a) || string(a[i+1:]) == string(b[i+1:])
	}
	return string(a[i:]) == string(b[i+1:])
}

// Approve lets somebody who waits in for a child of the class. relation may
// correct what was said; empty keeps it.
func (s *Service) Approve(ctx context.Context, a core.Actor, id ClaimID, student StudentID, relation string) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		q, err := loadClaim(tx, id)
		if err != nil {
			return false, err
		}
		c, err := LoadOpenClass(tx, q.Class)
		if err != nil {
			return false, err
		}
		st, err := LoadStudent(tx, student)
		if err != nil {
			return false, err
		}
		if st.Class != q.Class {
			return false, core.ErrAbsent
		}
		if r := shorten(Relation(relation), 12); r != "" {
			q.Relation = r
		}
		if err := decideClaim(tx, id, claimApproved, a.Person, student, q.Relation); err != nil {
			return false, err
		}
		return true, s.letIn(tx, c, q, student)
	})
	return err
}

// letIn gives the person of a claim the place it asked for.
func (s *Service) letIn(tx *db.Tx, c Class, q claim, student StudentID) error {
	if q.Role == core.RoleGuardian {
		if err := notBarred(tx, q.Person, student); err != nil {
			return err
		}
		return s.admit(tx, c, student, q.Person, Joining{Relation: q.Relation, StandIn: q.StandIn, Photos: q.Photos}, "staff")
	}
	if err := becomes(tx, q.Person, core.RoleStudent); err != nil {
		return err
	}
	if err := bindStudent(tx, student, q.Person); err != nil {
		return err
	}
	return s.tellWithStaff(tx, c.ID, q.Person)
}

// bindStudent gives a child its own account, once.
func bindStudent(tx *db.Tx, student StudentID, person string) error {
	n, err := tx.Exec(`UPDATE roster_student SET person = $2 WHERE id = $1 AND person = ''`, student, person)
	if db.IsUnique(err) || err == nil && n == 0 {
		return ErrStudentTaken
	}
	return err
}

// Refuse ends a claim; whoever waits is told kindly and may ask again.
func (s *Service) Refuse(ctx context.Context, a core.Actor, id ClaimID) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		q, err := loadClaim(tx, id)
		if err != nil {
			return false, err
		}
		if err := decideClaim(tx, id, claimRefused, a.Person, q.Student, q.Relation); err != nil {
			return false, err
		}
		return true, s.tellWithStaff(tx, q.Class, q.Person)
	})
	return err
}
