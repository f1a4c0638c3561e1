package checkin

import (
	"log/slog"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/reach"
	"magpie/internal/roster"
)

// ownerKind is how the room's asks are known to ask.
const ownerKind = "round"

// What a nudge can be about: a board has changed, or what waits at home.
const (
	nudgeRound = "round"
	nudgeHome  = "home"
)

// Nudger tells all devices of a person to look again at something.
type Nudger interface {
	Person(person, what string)
}

// Options are what app gives the room.
type Options struct {
	DB     *db.DB
	Roster *roster.Service // for its policies
	Feed   *feed.Service
	Ask    *ask.Service
	Reach  *reach.Service
	Nudger Nudger // nil when nobody has an open screen
	Clock  core.Clock
	Log    *slog.Logger
}

// Service holds rounds.
type Service struct {
	db     *db.DB
	roster *roster.Service
	feed   *feed.Service
	ask    *ask.Service
	reach  *reach.Service
	nudger Nudger
	clock  core.Clock
	log    *slog.Logger
	wake   core.Wake
	bell   core.Bell[RoundID]
}

// New returns the room; it follows answers from now on. Run opens what is planned
// and looks after what is open.
func New(o Options) *Service {
	s := &Service{db: o.DB, roster: o.Roster, feed: o.Feed, ask: o.Ask, reach: o.Reach, nudger: o.Nudger, clock: o.Clock, log: o.Log,
		wake: core.NewWake()}
	o.Feed.Index(feed.EntryRound, wordsOf)
	o.Ask.OnAnswer(s.answered)
	o.Ask.OnTurn(turned)
	o.Ask.Describe(ownerKind, describe)
	return s
}

// hold returns a round while no other transaction may change it. What answers and
// what reminds wait for each other here, so nobody is reminded after an answer.
func hold(tx *db.Tx, id RoundID) (round, error) {
	if err := tx.Lock("checkin round " + string(id)); err != nil {
		return round{}, err
	}
	return loadRound(tx, id)
}

// answered follows what is said of a child, in the same commit.
func (s *Service) answered(tx *db.Tx, a ask.Answered) error {
	if a.Ask.OwnerKind != ownerKind {
		return nil
	}
	return s.follow(tx, RoundID(a.Ask.Owner), a.Child.Student, saidBy(a.Given), a.Given.Via)
}

// follow does what a word for a child means for its round.
func (s *Service) follow(tx *db.Tx, id RoundID, st roster.StudentID, said Said, via ask.Via) error {
	r, err := hold(tx, id)
	if err != nil {
		return err
	}
	if err := arrive(tx, r, st, said.arrives(), string(via)); err != nil {
		return err
	}
	return s.moved(tx, r, st, said)
}

// turned keeps a round's ask from being closed or reopened but by its round.
func turned(_ *db.Tx, a ask.Ask) error {
	if a.OwnerKind == ownerKind {
		return ErrByRound
	}
	return nil
}

// moved lets everybody who shows a child follow: the family's reminder at once, the
// rooms soon, the board now.
func (s *Service) moved(tx *db.Tx, r round, id roster.StudentID, said Said) error {
	st, err := roster.LoadStudent(tx, id)
	if err != nil {
		return err
	}
	if err := s.answerReminder(tx, r, st, said); err != nil {
		return err
	}
	if st.Person != "" {
		s.reach.Nudge(tx, nudgeHome, st.Person)
	}
	if err := lookSooner(tx, r.ID, tx.Millis()+millis(gather)); err != nil {
		return err
	}
	tx.AfterCommit(s.wake.Rouse)
	return s.ring(tx, r)
}

// ring lets the staff of a round look at its board, at once and then not more often
// than they could follow.
func (s *Service) ring(tx *db.Tx, r round) error {
	if s.nudger == nil {
		return nil
	}
	classes, err := classesOf(tx, r.ID)
	if err != nil {
		return err
	}
	var staff []string
	for _, c := range classes {
		some, err := roster.StaffOf(tx, c)
		if err != nil {
			return err
		}
		staff = append(staff, some...)
	}
	tx.AfterCommit(func() { s.chime(r.ID, staff) })
	return nil
}

func (s *Service) chime(id RoundID, staff []string) {
	if s.bell.Again(id) {
		return
	}
	for _, p := range staff {
		s.nudger.Person(p, nudgeRound)
	}
	s.bell.Hush(id, func() { s.chime(id, staff) })
}
