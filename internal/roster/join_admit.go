package roster

import (
	"context"
	"slices"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
)

// Joining is what somebody says who wants to belong to a child.
type Joining struct {
	Code         string
	Relation     string
	StandIn      bool   // grandparent, elder sibling, neighbour: counts, and is marked
	Digits       string // last four of a number on the roster
	Child        string // typed name, for the class poster
	Phone        string // whole number
	AskStaff     bool   // no number at hand: staff shall look
	Self         bool   // "I am the student"
	RulesVersion int
	Photos       bool // the child may be in the class's pictures
}

// Entry is how a wish to join ended. Person is the account it belongs to, new or
// the actor's own.
type Entry struct {
	State     string // in, waiting, or wrong (digits)
	Person    string
	TriesLeft int
}

// Ends of a wish to join.
const (
	entryIn      = "in"
	entryWaiting = "waiting"
	entryWrong   = "wrong"
)

// Join lets somebody in for a child, or lets them wait for staff. A personal slip
// lets in one person; whoever comes second needs a whole number of the child's
// contacts, or staff. Wrong digits are ErrDigits and cost a try. Staff and
// students cannot become guardians: ErrNotGuardian.
func (s *Service) Join(ctx context.Context, a core.Actor, in Joining) (Entry, error) {
	in.Relation, in.Child = shorten(Relation(in.Relation), 12), core.CleanLine(in.Child)
	in.Digits, in.Phone = phoneDigits(in.Digits), phoneDigits(in.Phone)
	if a.Role == core.RoleStaff || a.Role == core.RoleStudent || a.Role == core.RoleGuardian && in.Self {
		return Entry{}, ErrNotGuardian
	}
	e, err := db.Once(ctx, s.db, func(tx *db.Tx) (Entry, error) { return s.join(tx, a, in) })
	if err == nil && e.State == entryWrong {
		return e, ErrDigits.With(core.Params{"left": e.TriesLeft})
	}
	return e, err
}

// check names everything that is wrong with what was typed at a door. A poster
// does not tell the child, so there its name is asked for.
func (in Joining) check(kind string) error {
	var c core.Check
	c.Length(in.Child, 0, 40, "/child")
	c.Require(in.Child != "" || kind != inviteClass, "/child", "field.required")
	c.Require(in.Phone == "" || len(in.Phone) >= shortestPhone && len(in.Phone) <= 20, "/phone", "field.wrong")
	c.Require(in.Digits == "" || len(in.Digits) == 4, "/digits", "roster.digits.four")
	c.Require(in.Self || in.Relation != "", "/relation", "field.required")
	return c.Err()
}

// shortestPhone is the length of a landline number without its area code.
const shortestPhone = 7

func shorten(text string, max int) string {
	runes := []rune(text)
	return string(runes[:min(len(runes), max)])
}

func (s *Service) join(tx *db.Tx, a core.Actor, in Joining) (Entry, error) {
	i, err := loadInvitation(tx, s.codes.hash(cleanCode(in.Code)))
	if err != nil {
		return Entry{}, err
	}
	if err := in.check(i.Kind); err != nil {
		return Entry{}, err
	}
	c, err := LoadOpenClass(tx, i.Class)
	if err != nil {
		return Entry{}, err
	}
	if c.RulesVersion != in.RulesVersion {
		return Entry{}, ErrRulesChanged
	}
	person, stranger := a.Person, a.School != i.School
	if stranger {
		person = tx.NewID()
	}
	v, err := judge(tx, a, i, in, person)
	if err != nil || v.state == entryWrong {
		return Entry{State: v.state, TriesLeft: v.left}, err
	}
	if stranger {
		if _, err := account.AddPerson(tx, account.Person{ID: person, School: i.School}); err != nil {
			return Entry{}, err
		}
	}
	if err := acceptRules(tx, person, i.Class, in.RulesVersion); err != nil {
		return Entry{}, err
	}
	if v.state == entryIn {
		return Entry{State: entryIn, Person: person}, s.admit(tx, c, v.student, person, in, i.Kind)
	}
	return Entry{State: entryWaiting, Person: person}, s.wait(tx, a, i, v, person, in)
}

// admit makes a person a guardian.
func (s *Service) admit(tx *db.Tx, c Class, student StudentID, person string, in Joining, via string) error {
	if err := becomes(tx, person, core.RoleGuardian); err != nil {
		return err
	}
	g := Guardian{Student: student, Person: person, Relation: in.Relation, StandIn: in.StandIn, Via: via}
	if err := addGuardian(tx, c.School, g); err != nil {
		return err
	}
	if err := dropClaims(tx, person, c.ID, student); err != nil {
		return err
	}
	answer := s.consentMoved // somebody who was here before brings the old answer back
	if in.Photos {
		answer = func(tx *db.Tx, student StudentID) error { return s.setConsent(tx, student, person, PicturesClass) }
	}
	if err := answer(tx, student); err != nil {
		return err
	}
	return s.tellWithStaff(tx, c.ID, person)
}

// becomes gives a person a role, judged by what the database says at this moment:
// a session may have been read before the role changed.
func becomes(tx *db.Tx, person string, role core.Role) error {
	has, err := account.SetRole(tx, person, role)
	if err == nil && !has {
		return ErrNotGuardian
	}
	return err
}

// wait leaves a claim for staff.
func (s *Service) wait(tx *db.Tx, a core.Actor, i invitation, v verdict, person string, in Joining) error {
	waiting, err := countWaiting(tx, i.Class)
	if err != nil {
		return err
	}
	allowed, err := account.Spend(tx, "claims-from "+a.Addr, addressClaims, addressWindow)
	if err != nil {
		return err
	}
	if waiting >= maxWaiting || !allowed {
		return ErrManyClaims
	}
	q := claim{School: i.School, Class: i.Class, Student: i.Student, Child: in.Child, Phone: in.Phone, Relation: in.Relation,
		StandIn: in.StandIn, Photos: in.Photos && !in.Self, Role: core.RoleGuardian, Person: person}
	if in.Self {
		q.Role = core.RoleStudent
	}
	if q.Child == "" {
		q.Child = v.given
	}
	if err := addClaim(tx, q); err != nil {
		return err
	}
	return s.tellWithStaff(tx, i.Class, person)
}

// tellStaff tells those who get or lose a family's room.
func (s *Service) tellStaff(tx *db.Tx, class ClassID) error {
	staff, err := StaffOf(tx, class)
	s.tell(tx, staff...)
	return err
}

func (s *Service) tellWithStaff(tx *db.Tx, class ClassID, person string) error {
	staff, err := StaffOf(tx, class)
	s.tell(tx, append(staff, person)...)
	return err
}

// verdict is what becomes of a wish to join.
type verdict struct {
	state   string
	student StudentID
	given   string
	left    int
}

func judge(tx *db.Tx, a core.Actor, i invitation, in Joining, person string) (verdict, error) {
	if i.Kind == inviteClass {
		return judgeByName(tx, a, i, in)
	}
	st, err := invitedStudent(tx, i)
	if err != nil {
		return verdict{}, err
	}
	v := verdict{state: entryWaiting, student: st.ID, given: st.Given()}
	if already, err := IsGuardian(tx, person, st.ID); err != nil || already {
		v.state = entryIn
		return v, err
	}
	if in.Self || in.AskStaff {
		return v, nil
	}
	if i.Kind == inviteFamily {
		return v.byFamily(tx, i, in, person)
	}
	return v.bySecondFact(tx, a, i, in, person)
}

// byFamily admits whom a guardian invited. Nobody passes on more than they have: a
// stand-in lets in stand-ins only, and staff look at everybody else, and at all who
// come while somebody is barred from the child.
func (v verdict) byFamily(tx *db.Tx, i invitation, in Joining, person string) (verdict, error) {
	barred, err := hasBar(tx, i.Student)
	if err != nil || barred {
		return v, err
	}
	full, err := isFullGuardian(tx, i.MadeBy, i.Student)
	if err != nil || !full && !in.StandIn {
		return v, err
	}
	return v.spend(tx, i, person)
}

// spend admits whoever takes the invitation first.
func (v verdict) spend(tx *db.Tx, i invitation, person string) (verdict, error) {
	won, err := useInvitation(tx, i.ID, person)
	if won {
		v.state = entryIn
	}
	return v, err
}

// bySecondFact judges a personal slip: the last four digits while it is fresh, a
// whole number afterwards.
func (v verdict) bySecondFact(tx *db.Tx, a core.Actor, i invitation, in Joining, person string) (verdict, error) {
	phones, err := phonesOf(tx, i, v.student)
	if err != nil || len(phones) == 0 {
		return v, err
	}
	whole := func() bool { return slices.Contains(phones, in.Phone) }
	switch {
	case i.UsedAt == 0 && in.Digits != "":
		c, err := guess(tx, i, a.Addr, func() bool { return endsLike(phones, in.Digits) })
		if err != nil {
			return v, err
		}
		if c.OK {
			v, err := v.spend(tx, i, person)
			if err != nil || v.state == entryIn || !whole() {
				return v, err
			}
			v.state = entryIn // somebody was faster, but this one knows the whole number
			return v, nil
		}
		if c.TriesLeft > 0 {
			v.state, v.left = entryWrong, c.TriesLeft
		}
		return v, nil
	case in.Phone != "":
		c, err := guess(tx, i, a.Addr, whole)
		if err != nil || !c.OK {
			return v, err
		}
		if i.UsedAt == 0 {
			_, err = useInvitation(tx, i.ID, person)
		}
		v.state = entryIn
		return v, err
	}
	return v, nil
}

// judgeByName admits whoever names a child and one of its numbers, if that fits
// exactly one child; everything else looks the same: waiting.
func judgeByName(tx *db.Tx, a core.Actor, i invitation, in Joining) (verdict, error) {
	v := verdict{state: entryWaiting}
	if in.Self || in.AskStaff {
		return v, nil
	}
	students, err := Students(tx, i.Class)
	if err != nil {
		return v, err
	}
	var fits []StudentID
	for _, st := range students {
		if !sameName(st.Name, in.Child) {
			continue
		}
		phones, err := phonesOf(tx, i, st.ID)
		if err != nil {
			return v, err
		}
		if in.Phone != "" && slices.Contains(phones, in.Phone) {
			fits = append(fits, st.ID)
		}
	}
	c, err := guess(tx, i, a.Addr, func() bool { return len(fits) == 1 })
	if err == nil && c.OK {
		v.state, v.student = entryIn, fits[0]
	}
	return v, err
}
