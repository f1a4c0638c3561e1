package album

import (
	"context"
	"log/slog"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/roster"
)

// Nudger tells a person's open screens to look again; live's hub is one. It is
// called after the commit and must only enqueue.
type Nudger interface {
	Person(person, what string)
}

// Nudge is what screens hear when pictures wait for staff, or staff have decided.
const Nudge = "pictures"

// Options are what app gives the room.
type Options struct {
	DB     *db.DB
	Roster *roster.Service // for its policies
	Feed   *feed.Service
	Media  *media.Service
	Nudger Nudger // nil when nobody has an open screen
	Clock  core.Clock
	Log    *slog.Logger
	Keep   int // days that pictures stay after a class's end; 0 for KeepDays
}

// Service keeps albums. It is media.Gate, and roster tells it of changed consent.
type Service struct {
	db     *db.DB
	roster *roster.Service
	feed   *feed.Service
	media  *media.Service
	nudger Nudger
	clock  core.Clock
	log    *slog.Logger
	keep   time.Duration
	wake   core.Wake
}

// New returns the room; Run brings entries up to date and ends what has had its time.
func New(o Options) *Service {
	o.Feed.Index(feed.EntryAlbum, searchWords)
	if o.Keep == 0 {
		o.Keep = KeepDays
	}
	return &Service{db: o.DB, roster: o.Roster, feed: o.Feed, media: o.Media, nudger: o.Nudger, clock: o.Clock, log: o.Log,
		keep: time.Duration(o.Keep) * day, wake: core.NewWake()}
}

// Add puts further pictures into an album. Those of staff are there at once;
// those of a guardian, who speaks for one child, wait until staff have looked.
func (s *Service) Add(ctx context.Context, a core.Actor, id ID, student roster.StudentID, pictures []Added) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (struct{}, error) {
		return struct{}{}, s.add(tx, a, id, student, pictures)
	})
	return err
}

func (s *Service) add(tx *db.Tx, a core.Actor, id ID, student roster.StudentID, pictures []Added) error {
	al, err := albumToWrite(tx, id)
	if err != nil {
		return err
	}
	var c core.Check
	c.Require(len(pictures) > 0, "/pictures", "field.required")
	pictures = checkAdded(&c, pictures)
	if err := c.Err(); err != nil {
		return err
	}
	by, err := contributor(tx, a, al.Class, student)
	if err != nil {
		return err
	}
	batch, err := s.usable(tx, a, pictures)
	if err != nil {
		return err
	}
	state := StateShown
	if a.Role != core.RoleStaff {
		state = StateWaiting
		if err := s.mayWait(tx, a, al, len(batch)); err != nil {
			return err
		}
	}
	files, err := s.put(tx, a, al, batch, state, by)
	if err != nil {
		return err
	}
	if err := s.media.Use(tx, al.Conv, al.Seq, files); err != nil {
		return err
	}
	if state == StateWaiting {
		return s.nudgeStaff(tx, al.Class)
	}
	return s.later(tx, al.ID)
}

// albumToWrite returns an album of a class that is still open and keeps others from
// writing into that class's albums until the commit.
func albumToWrite(tx *db.Tx, id ID) (album, error) {
	al, err := loadAlbum(tx, id)
	if err != nil {
		return al, err
	}
	if _, err := roster.LoadOpenClass(tx, al.Class); err != nil {
		return al, err
	}
	return al, hold(tx, al.Class)
}

// contributor is who stands under a new picture. A guardian without a word about
// the child speaks for the first one in the class.
func contributor(tx *db.Tx, a core.Actor, class roster.ClassID, student roster.StudentID) (roster.Byline, error) {
	if a.Role == core.RoleGuardian {
		children, err := roster.ChildrenOf(tx, a.Person)
		if err != nil {
			return roster.Byline{}, err
		}
		for _, c := range children {
			if c.Class == class && (student == "" || student == c.Student) {
				return c.Byline(a.Person), nil
			}
		}
		return roster.Byline{}, core.ErrAbsent
	}
	if err := roster.IsStaffOfClass(tx, a, class); err != nil {
		return roster.Byline{}, err
	}
	return roster.Author(tx, a, "")
}

func (s *Service) mayWait(tx *db.Tx, a core.Actor, al album, n int) error {
	waiting, err := countWaiting(tx, al.Class, a.Person)
	if err == nil && waiting+n > maxWaiting {
		return ErrManyWait.With(core.Params{"max": maxWaiting})
	}
	return err
}

// Rename gives an album another title and day. Staff of the class may.
func (s *Service) Rename(ctx context.Context, _ core.Actor, id ID, title, day string) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (struct{}, error) {
		al, err := albumToWrite(tx, id)
		if err != nil {
			return struct{}{}, err
		}
		if day == "" {
			day = al.Day
		}
		var c core.Check
		al.Title, al.Day = checkTitle(&c, title, day, tx)
		if err := c.Err(); err != nil {
			return struct{}{}, err
		}
		if err := setTitle(tx, id, al.Title, al.Day); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, s.refresh(tx, al)
	})
	return err
}

func (s *Service) nudge(tx *db.Tx, persons ...string) {
	if s.nudger == nil {
		return
	}
	tx.AfterCommit(func() {
		for _, p := range persons {
			s.nudger.Person(p, Nudge)
		}
	})
}

func (s *Service) nudgeStaff(tx *db.Tx, class roster.ClassID) error {
	staff, err := roster.StaffOf(tx, class)
	s.nudge(tx, staff...)
	return err
}
