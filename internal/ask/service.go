package ask

import (
	"context"
	"fmt"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Service opens asks and takes answers. Its methods that take a tx are for the
// rooms on the right, which have judged their actor.
type Service struct {
	db       *db.DB
	answered []func(tx *db.Tx, a Answered) error
}

// New returns the room over a database.
func New(d *db.DB) *Service { return &Service{db: d} }

// OnAnswer lets a room on the right act, in the same commit, when a child's
// standing has changed. Call it while the program is put together.
func (s *Service) OnAnswer(fn func(tx *db.Tx, a Answered) error) { s.answered = append(s.answered, fn) }

// Open opens an ask of version 1.
func (s *Service) Open(tx *db.Tx, spec Spec) (ID, error) {
	id := ID(tx.NewID())
	if err := insertAsk(tx, id, spec); err != nil {
		return "", fmt.Errorf("open ask for %s %s: %w", spec.OwnerKind, spec.Owner, err)
	}
	return id, nil
}

// Revise changes the terms and returns the next version; reopen asks everybody
// again: only answers to that version count from now on.
func (s *Service) Revise(tx *db.Tx, id ID, t Terms, reopen bool) (int, error) {
	return updateTerms(tx, id, t, reopen)
}

// Close takes no more answers; those given stay.
func (s *Service) Close(tx *db.Tx, id ID) error { return closeAsk(tx, id) }

// Answer takes an answer and reports whether it was new. It is the only way in:
// idempotent, safe under any concurrency, the same for every channel.
func (s *Service) Answer(tx *db.Tx, in In) (Child, bool, error) {
	if err := oneByOne(tx, in.Ask, in.Student); err != nil {
		return Child{}, false, err
	}
	a, err := s.admit(tx, in)
	if err != nil {
		return Child{}, false, err
	}
	changed, err := upsertAnswer(tx, in)
	if err != nil {
		return Child{}, false, fmt.Errorf("answer ask %s: %w", in.Ask, err)
	}
	c, err := s.standing(tx, a, in.Student)
	if err != nil || !changed {
		return c, false, err
	}
	return c, true, s.tell(tx, Answered{Ask: a, Child: c})
}

// oneByOne lets the answers for one child wait for each other, so that the
// standing told to others is computed from all of them.
func oneByOne(tx *db.Tx, id ID, student roster.StudentID) error {
	return tx.Lock("ask " + string(id) + " " + string(student))
}

// admit judges whether this person may answer this for this child.
func (s *Service) admit(tx *db.Tx, in In) (Ask, error) {
	a, err := loadAsk(tx, in.Ask)
	if err != nil {
		return a, err
	}
	if err := concerns(tx, a, in.Student); err != nil {
		return a, err
	}
	if in.Via != ViaStaff {
		belongs, err := roster.IsGuardian(tx, in.Person, in.Student)
		if err != nil {
			return a, err
		}
		if !belongs {
			return a, core.ErrAbsent
		}
	}
	switch wanted := MinShown(a.Chars).Milliseconds(); {
	case !a.Open:
		return a, ErrClosed
	case in.Version < 1 || in.Version > a.Version:
		return a, ErrVersion
	case in.Level == LevelRead && in.Via == ViaApp && int64(in.ShownMs) < wanted:
		return a, ErrTooSoon.With(core.Params{"ms": wanted})
	}
	return a, nil
}

// concerns returns core.ErrAbsent unless the child belongs to the audience.
func concerns(tx *db.Tx, a Ask, id roster.StudentID) error {
	student, err := roster.LoadStudent(tx, id)
	if err != nil {
		return err
	}
	in := student.Class == a.Class
	if in && !a.AllClass {
		in, err = isTarget(tx, a.ID, id)
	}
	if err == nil && !in {
		return core.ErrAbsent
	}
	return err
}

func (s *Service) standing(tx *db.Tx, a Ask, student roster.StudentID) (Child, error) {
	guardians, err := roster.GuardiansOf(tx, student)
	if err != nil {
		return Child{}, err
	}
	answers, err := answersFor(tx, []ID{a.ID}, []roster.StudentID{student})
	return judge(a, student, guardians, answers), err
}

func (s *Service) tell(tx *db.Tx, a Answered) error {
	for _, fn := range s.answered {
		if err := fn(tx, a); err != nil {
			return err
		}
	}
	return nil
}

// Withdraw takes back a confirmation younger than WithdrawWithin; that it was
// read stays true.
func (s *Service) Withdraw(tx *db.Tx, id ID, student roster.StudentID, person string) (Child, error) {
	if err := oneByOne(tx, id, student); err != nil {
		return Child{}, err
	}
	a, err := loadAsk(tx, id)
	if err != nil {
		return Child{}, err
	}
	if !a.Open {
		return Child{}, ErrClosed
	}
	cleared, err := clearConfirm(tx, id, student, person, core.MillisOf(tx.Now().Add(-WithdrawWithin)))
	if err != nil {
		return Child{}, fmt.Errorf("withdraw from ask %s: %w", id, err)
	}
	c, err := s.standing(tx, a, student)
	if err != nil {
		return c, err
	}
	if !cleared {
		return c, c.refusal(person)
	}
	return c, s.tell(tx, Answered{Ask: a, Child: c})
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

// answer and withdraw are what a guardian's request does.
func (s *Service) answer(ctx context.Context, in In) (Mine, error) {
	return db.Once(ctx, s.db, func(tx *db.Tx) (Mine, error) {
		c, _, err := s.Answer(tx, in)
		return mine(c), err
	})
}

func (s *Service) withdraw(ctx context.Context, a core.Actor, id ID, student roster.StudentID) (Mine, error) {
	return db.Once(ctx, s.db, func(tx *db.Tx) (Mine, error) {
		c, err := s.Withdraw(tx, id, student, a.Person)
		return mine(c), err
	})
}
