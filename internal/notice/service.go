package notice

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/reach"
	"magpie/internal/roster"
)

// Options are what app gives the room. PublicURL stands before the addresses of
// calendars and notices, without a slash at its end.
type Options struct {
	DB        *db.DB
	Roster    *roster.Service // for its policies
	Feed      *feed.Service
	Ask       *ask.Service
	Reach     *reach.Service
	Clock     core.Clock
	Log       *slog.Logger
	PublicURL string
}

// Service writes notices, takes replies and tells who has what.
type Service struct {
	db     *db.DB
	roster *roster.Service
	feed   *feed.Service
	ask    *ask.Service
	reach  *reach.Service
	clock  core.Clock
	log    *slog.Logger
	url    string
	wake   core.Wake
	bell   core.Bell[ID] // of chains that get answers
}

// New returns the room, which follows the answers to its asks from now on; Run
// publishes what is scheduled.
func New(o Options) *Service {
	o.Feed.Index(feed.EntryNotice, wordsOf)
	o.Feed.Index(feed.EntryReply, wordsOfReply)
	s := &Service{db: o.DB, roster: o.Roster, feed: o.Feed, ask: o.Ask, reach: o.Reach, clock: o.Clock, log: o.Log, url: o.PublicURL,
		wake: core.NewWake()}
	o.Ask.OnAnswer(s.answered)
	o.Ask.OnTurn(s.turned)
	o.Ask.Describe(ownerKind, card)
	return s
}

// Post publishes a notice to a class or to some of its children, at once or at
// its time. Staff of the class may.
func (s *Service) Post(ctx context.Context, a core.Actor, class roster.ClassID, c Content) (ID, error) {
	c = c.clean()
	return db.Once(ctx, s.db, func(tx *db.Tx) (ID, error) {
		if err := roster.IsStaffOfClass(tx, a, class); err != nil {
			return "", err
		}
		if _, err := roster.LoadOpenClass(tx, class); err != nil {
			return "", err
		}
		if err := checked(tx, class, c, c.check(tx.Millis())); err != nil {
			return "", err
		}
		author, err := roster.Author(tx, a, "")
		if err != nil {
			return "", err
		}
		n := notice{ID: ID(tx.NewID()), School: a.School, Class: class, Author: author, State: StateScheduled, Version: 1,
			Changed: tx.Millis(), Content: c.filled()}
		return n.ID, s.add(tx, n)
	})
}

// ownerKind is how this room's asks are told from others.
const ownerKind = "notice"

func (s *Service) add(tx *db.Tx, n notice) error {
	if err := insertNotice(tx, n); err != nil {
		return fmt.Errorf("add notice: %w", err)
	}
	if n.PublishAt > tx.Millis() {
		tx.AfterCommit(s.wake.Rouse)
		return nil
	}
	_, err := s.publish(tx, n.ID)
	return err
}

// checked adds what only the roster can tell to the problems found.
func checked(tx *db.Tx, class roster.ClassID, c Content, problems *core.Check) error {
	if len(c.Students) == 0 {
		return problems.Err()
	}
	students, err := roster.StudentsByID(tx, c.Students)
	if err != nil {
		return err
	}
	here := 0
	for _, st := range students {
		if st.Class == class {
			here++
		}
	}
	problems.Require(here == len(c.Students), "/students", "notice.notInClass")
	return problems.Err()
}

// publish brings a scheduled notice to its families, exactly once; false when it
// was not waiting any more.
func (s *Service) publish(tx *db.Tx, id ID) (bool, error) {
	claimed, err := claimPublication(tx, id)
	if err != nil || !claimed {
		return false, err
	}
	n, err := toWrite(tx, id)
	if errors.Is(err, roster.ErrArchived) {
		_, err = setRecalled(tx, id) // its class ended before its hour came
		return false, err
	}
	if err != nil {
		return false, err
	}
	n.Ask, err = s.ask.Open(tx, ask.Spec{School: n.School, OwnerKind: ownerKind, Owner: string(n.ID),
		Classes: []roster.ClassID{n.Class}, Students: n.Students, Terms: n.terms()})
	if err != nil {
		return false, err
	}
	if err := keepText(tx, n); err != nil {
		return false, err
	}
	if err := setAsk(tx, id, n.Ask); err != nil {
		return false, err
	}
	return true, s.deliver(tx, n)
}

// deliver appends the entries, notes their places and queues the deliveries.
func (s *Service) deliver(tx *db.Tx, n notice) (err error) {
	body := n.body()
	if body.Progress, err = n.progress(tx); err != nil {
		return err
	}
	draft := feed.Draft{School: n.School, Kind: feed.EntryNotice, By: n.Author, Ref: string(n.ID), Body: body}
	parcel := reach.Parcel{School: n.School, Ask: n.Ask, Room: feed.KindClass, Seqs: map[feed.Seq][]roster.StudentID{}}
	if n.Students == nil {
		err = s.toClass(tx, n, draft, parcel.Seqs)
	} else {
		parcel.Room = feed.KindFamily
		err = s.toFamilies(tx, n, draft, parcel.Seqs)
	}
	if err != nil {
		return err
	}
	return s.reach.Enqueue(tx, parcel)
}

// toClass puts one entry where the whole class reads.
func (s *Service) toClass(tx *db.Tx, n notice, draft feed.Draft, seqs map[feed.Seq][]roster.StudentID) error {
	e, err := s.feed.Append(tx, feed.OfClass(n.Class), draft)
	if err != nil {
		return err
	}
	students, err := roster.Students(tx, n.Class)
	if err != nil {
		return err
	}
	seqs[e.Seq] = roster.IDs(students)
	return insertPlaces(tx, n, []feed.ID{e.Conversation}, e.Seq)
}

// toFamilies puts an entry into the room of each chosen child.
func (s *Service) toFamilies(tx *db.Tx, n notice, draft feed.Draft, seqs map[feed.Seq][]roster.StudentID) error {
	convs := make([]feed.ID, 0, len(n.Students))
	for _, st := range n.Students {
		convs = append(convs, feed.OfFamily(st))
	}
	entries, err := s.feed.AppendAll(tx, convs, draft)
	if err != nil {
		return err
	}
	rooms := map[feed.Seq][]feed.ID{}
	for i, e := range entries {
		rooms[e.Seq] = append(rooms[e.Seq], e.Conversation)
		seqs[e.Seq] = append(seqs[e.Seq], n.Students[i])
	}
	for seq, convs := range rooms {
		if err := insertPlaces(tx, n, convs, seq); err != nil {
			return err
		}
	}
	return nil
}
