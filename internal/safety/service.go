package safety

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// Options are what app gives the room.
type Options struct {
	DB      *db.DB
	Roster  *roster.Service // for its policies
	Feed    *feed.Service
	Ask     *ask.Service
	Files   Files
	Company Company // nil knows nobody
	Nudger  Nudger  // nil when nobody has an open screen
	Clock   core.Clock
	Log     *slog.Logger
}

// Service searches for children and calls the roll.
type Service struct {
	db      *db.DB
	roster  *roster.Service
	feed    *feed.Service
	asks    *ask.Service
	files   Files
	company Company
	nudger  Nudger
	clock   core.Clock
	log     *slog.Logger
	wake    core.Wake
}

// The owners of this room's asks.
const (
	ownerSearch = "search"
	ownerAlert  = "alert"
)

// New returns the room; it follows answers from now on. Run widens searches and
// repeats alerts.
func New(o Options) *Service {
	s := &Service{db: o.DB, roster: o.Roster, feed: o.Feed, asks: o.Ask, files: o.Files, company: o.Company, nudger: o.Nudger,
		clock: o.Clock, log: o.Log, wake: core.NewWake()}
	o.Ask.OnAnswer(s.answered)
	o.Ask.OnTurn(turned)
	o.Feed.Index(feed.EntryAlert, alertWords)
	o.Ask.Describe(ownerSearch, s.describeSearch)
	o.Ask.Describe(ownerAlert, s.describeAlert)
	return s
}

// turned keeps staff from closing or reopening by hand what a search or an alert
// expects: those have an end of their own.
func turned(_ *db.Tx, a ask.Ask) error {
	if a.OwnerKind == ownerSearch || a.OwnerKind == ownerAlert {
		return ErrTurn
	}
	return nil
}

// batch is how many are widened or repeated before looking again.
const batch = 50

// Run asks the next rings and repeats alerts when their time has come, until ctx
// ends. Several servers may run it; each step is taken once.
func (s *Service) Run(ctx context.Context) {
	s.wake.Run(ctx, s.clock, s.Due, func(err error) { s.log.Error("widen searches and repeat alerts", "err", err) })
}

// Due does all that is due and returns when the next step will be; 0 for none.
func (s *Service) Due(ctx context.Context) (next core.Millis, err error) {
	widened, err := s.widenDue(ctx)
	repeated, failed := s.repeatDue(ctx)
	next = widened
	if next == 0 || repeated > 0 && repeated < next {
		next = repeated
	}
	return next, errors.Join(err, failed)
}

// nudge tells persons' open screens to look again, whatever the hour.
func (s *Service) nudge(tx *db.Tx, what string, persons ...string) {
	if s.nudger == nil || len(persons) == 0 {
		return
	}
	tx.AfterCommit(func() {
		for _, p := range persons {
			s.nudger.Person(p, what)
		}
	})
}

// nudgeStaff tells a class's staff that a search has moved.
func (s *Service) nudgeStaff(tx *db.Tx, class roster.ClassID) error {
	staff, err := roster.StaffOf(tx, class)
	s.nudge(tx, NudgeSearch, staff...)
	return err
}

// tell puts the same entry into conversations and writes down where it stands.
func (s *Service) tell(tx *db.Tx, subject string, convs []feed.ID, d feed.Draft) ([]feed.Entry, error) {
	if len(convs) == 0 {
		return nil, nil
	}
	d.Ref = subject
	entries, err := s.feed.AppendAll(tx, convs, d)
	if err != nil {
		return nil, err
	}
	return entries, insertPlaces(tx, subject, entries)
}

// retell changes what stands in all entries of a search or an alert.
func (s *Service) retell(tx *db.Tx, school, subject string, body func(conv feed.ID) any) error {
	places, err := placesOf(tx, subject)
	if err != nil {
		return err
	}
	for _, p := range places {
		_, err := s.feed.Touch(tx, school, p.conv, p.seq, func() (any, error) { return body(p.conv), nil })
		if err != nil {
			return err
		}
	}
	return nil
}

// answered follows the answers to this room's asks, by whatever channel they come.
func (s *Service) answered(tx *db.Tx, a ask.Answered) error {
	switch a.Ask.OwnerKind {
	case ownerSearch:
		return s.heard(tx, a)
	case ownerAlert:
		return s.safe(tx, a)
	}
	return nil
}

// decode reads what encode wrote.
func decode[T any](text string) (v T, err error) {
	return v, json.Unmarshal([]byte(text), &v)
}
