package ask

import (
	"fmt"
	"slices"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Withdrawal is one act of taking an answer back.
type Withdrawal struct {
	Ask     ID
	Student roster.StudentID
	Person  string
	Via     Via // ViaStaff may take back what stands for the child, whoever said it
	Number  int // which, where one may answer several times; 0 for the newest
}

// Withdraw takes back a person's answer: a mere confirmation within WithdrawWithin,
// anything else while the ask is open. That it was read stays true, and an answer
// keeps its number.
func (s *Service) Withdraw(tx *db.Tx, id ID, student roster.StudentID, person string) (Child, error) {
	return s.TakeBack(tx, Withdrawal{Ask: id, Student: student, Person: person, Via: ViaApp})
}

// TakeBack is Withdraw for every channel.
func (s *Service) TakeBack(tx *db.Tx, w Withdrawal) (Child, error) {
	if err := oneByOne(tx, w.Ask, w.Student); err != nil {
		return Child{}, err
	}
	a, err := loadAsk(tx, w.Ask)
	if err != nil {
		return Child{}, err
	}
	home, err := concerns(tx, a, w.Student)
	if err != nil {
		return Child{}, err
	}
	f := familyOf(home)
	switch {
	case w.Via != ViaStaff && w.Via != ViaLink && !a.asks(f, w.Person):
		return Child{}, core.ErrAbsent
	case !a.Open:
		return Child{}, ErrClosed
	case a.Secret:
		return Child{}, ErrVoted
	case a.late(tx.Millis()) && w.Via != ViaStaff:
		return Child{}, ErrOverdue
	}
	if a.Per == PerPerson {
		if err := tx.Lock("ask " + string(a.ID) + " " + w.Person); err != nil {
			return Child{}, err
		}
	}
	struck, err := s.strike(tx, a, w)
	if err != nil {
		return Child{}, fmt.Errorf("withdraw from ask %s: %w", w.Ask, err)
	}
	c, err := standing(tx, a, f)
	if err != nil {
		return c, err
	}
	if struck == nil {
		return c, c.refusal(w.Person)
	}
	return c, s.tell(tx, Answered{Ask: a, Child: c, Given: *struck})
}

// strike takes back what the withdrawal names; nil when there was nothing.
func (s *Service) strike(tx *db.Tx, a Ask, w Withdrawal) (*Given, error) {
	if a.lasting() || w.Via == ViaStaff {
		return strikeGiven(tx, a, w)
	}
	in := In{Ask: a.ID, Student: w.Student, Person: w.Person, Via: w.Via}
	cleared, err := clearConfirm(tx, a.ID, counted(a, in), w.Person, core.MillisOf(tx.Now().Add(-WithdrawWithin)))
	if err != nil || !cleared {
		return nil, err
	}
	g, stands, err := standingOf(tx, a.ID, subjectOf(a, in))
	if err != nil || !stands {
		return &g, err
	}
	left, err := confirmedLeft(tx, g, a.whose(g))
	if err != nil || left {
		return &g, err
	}
	g.Withdrawn, g.At = true, tx.Millis()
	g.Changes++
	return &g, withdrawGiven(tx, g, w.Person)
}

// strikeGiven strikes a numbered answer, and with it the receipts it gave.
func strikeGiven(tx *db.Tx, a Ask, w Withdrawal) (*Given, error) {
	list, err := givenOf(tx, a.ID, w.Student, w.Person)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(g Given) bool { return g.Withdrawn || !w.may(a, g) })
	if len(list) == 0 {
		return nil, nil
	}
	g := list[len(list)-1]
	g.Withdrawn, g.At = true, tx.Millis()
	g.Changes++
	if err := withdrawGiven(tx, g, w.Person); err != nil {
		return nil, err
	}
	others := slices.ContainsFunc(list[:len(list)-1], func(o Given) bool { return o.Person == g.Person })
	if a.Many && others {
		return &g, nil
	}
	return &g, clearReceipts(tx, g, a.whose(g))
}

// whose is the person whose receipts an answer gave, empty for a whole family's.
func (a Ask) whose(g Given) string {
	if a.Many || a.alone() {
		return g.Person
	}
	return ""
}

// may reports whether this answer is the one to take back: the own, where everybody
// answers alone or several times; of a family whatever stands for its child.
func (w Withdrawal) may(a Ask, g Given) bool {
	if w.Number != 0 && g.Number != w.Number {
		return false
	}
	if w.Via == ViaStaff {
		return true
	}
	return g.Person == w.Person || !a.Many && !a.alone()
}

// refusal tells why there was nothing to take back.
func (c Child) refusal(person string) error {
	for _, r := range c.Receipts {
		if r.Person == person && r.Level == LevelConfirm {
			return ErrTooLate
		}
	}
	return ErrNoAnswer
}

// standing is how a child stands by the answers of this moment.
func standing(tx *db.Tx, a Ask, f family) (Child, error) {
	answers, err := answersIn(tx, a, f)
	return judge(a, f, answers), err
}
