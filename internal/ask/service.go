package ask

import (
	"fmt"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Service opens asks and takes answers. Its methods that take a tx are for the
// rooms on the right, which have judged their actor.
type Service struct {
	// PublicURL stands before the addresses of links, without a slash at its end.
	PublicURL string
	// Files judges and shares what answers carry; nil where nothing can be attached.
	Files Files

	db       *db.DB
	answered []func(tx *db.Tx, a Answered) error
	turned   []func(tx *db.Tx, a Ask) error
	cards    map[string]Describer
}

// Files are the uploads that answers carry; app plugs media in.
type Files interface {
	// Usable returns a problem unless all files are the actor's own and ready.
	Usable(tx *db.Tx, a core.Actor, files []string) error
	// Use shows files to those who see the answer: the child's family and its
	// staff, or with class the whole class.
	Use(tx *db.Tx, student roster.Student, class bool, files []string) error
}

// New returns the room over a database.
func New(d *db.DB) *Service { return &Service{db: d, cards: map[string]Describer{}} }

// OnAnswer lets a room on the right act, in the same commit, when a child's
// standing or what was said for it has changed. Call it while the program is put
// together.
func (s *Service) OnAnswer(fn func(tx *db.Tx, a Answered) error) { s.answered = append(s.answered, fn) }

// OnTurn lets a room on the right follow, in the same commit, when staff close or
// reopen an ask by hand (a.Open says which), or forbid it with an error. Look at
// a.OwnerKind first. Call it while the program is put together.
func (s *Service) OnTurn(fn func(tx *db.Tx, a Ask) error) { s.turned = append(s.turned, fn) }

// Card says what an ask is about, for somebody who sees nothing else of it.
type Card struct {
	Kind      string // how the owner calls it, such as "poll" or "round"
	Title     string
	Text      string
	ClassName string
	Child     string // the given name
}

// Describer returns the card of an owner's ask for one child (or for none).
type Describer func(tx *db.Tx, owner string, student roster.StudentID) (Card, error)

// Describe tells what asks of an owner kind are about. Call it while the program
// is put together.
func (s *Service) Describe(ownerKind string, fn Describer) { s.cards[ownerKind] = fn }

// Open opens an ask of version 1. Classes may be left out where students are given.
func (s *Service) Open(tx *db.Tx, spec Spec) (ID, error) {
	id := ID(tx.NewID())
	spec.Terms = spec.filled()
	classes, err := classesOf(tx, spec.Students)
	if err != nil {
		return "", err
	}
	if err := insertAsk(tx, id, spec); err != nil {
		return "", fmt.Errorf("open ask for %s %s: %w", spec.OwnerKind, spec.Owner, err)
	}
	return id, addAudience(tx, spec.School, id, append(classes, spec.Classes...), spec.Students)
}

// Widen puts an ask to further children, also of further classes. One that is for
// whole classes stays as it is.
func (s *Service) Widen(tx *db.Tx, id ID, students []roster.StudentID) error {
	a, err := loadAsk(tx, id)
	if err != nil || a.AllClass {
		return err
	}
	classes, err := classesOf(tx, students)
	if err != nil {
		return err
	}
	return addAudience(tx, a.School, id, classes, students)
}

// classesOf are the classes in which children are.
func classesOf(tx *db.Tx, students []roster.StudentID) (classes []roster.ClassID, err error) {
	if len(students) == 0 {
		return nil, nil
	}
	found, err := roster.StudentsByID(tx, students)
	for _, st := range found {
		classes = append(classes, st.Class)
	}
	return classes, err
}

// Revise changes the terms and returns the next version; reopen asks everybody
// again: only answers to that version count from now on. A secret poll that has
// ballots keeps its form and asks nobody again.
func (s *Service) Revise(tx *db.Tx, id ID, t Terms, reopen bool) (int, error) {
	a, err := loadAsk(tx, id)
	if err != nil {
		return 0, err
	}
	if a.Secret || t.Secret {
		voted, err := anybody(tx, id)
		if err != nil {
			return 0, err
		}
		if voted {
			t.Secret, t.Level, t.Form, t.Per, t.Need, reopen = a.Secret, a.Level, a.Form, a.Per, a.Need, false
		}
	}
	return updateTerms(tx, id, t.filled(), reopen)
}

// Close takes no more answers; those given stay, and the caller can read all of
// them: whoever was just answering comes before, or is refused.
func (s *Service) Close(tx *db.Tx, id ID) error {
	if err := oneAfterTheOther(tx, id); err != nil {
		return err
	}
	return setOpen(tx, id, false)
}

// Reopen takes answers again. A secret poll stays closed: its result was to be seen.
func (s *Service) Reopen(tx *db.Tx, id ID) error {
	a, err := loadAsk(tx, id)
	if err != nil {
		return err
	}
	if a.Secret {
		return ErrSecret
	}
	return setOpen(tx, id, true)
}

func (s *Service) tell(tx *db.Tx, a Answered) error {
	for _, fn := range s.answered {
		if err := fn(tx, a); err != nil {
			return err
		}
	}
	return nil
}
