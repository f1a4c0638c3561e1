package safety

import (
	"context"
	"errors"
	"slices"
	"time"

	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/roster"
)

// Opening is what it takes to open a search: the child is enough.
type Opening struct {
	Student roster.StudentID
	Known   Known
	Drill   bool
	Round   string // the arrival round it was opened from; may be empty
}

// missing is a search together with the child it is for.
type missing struct {
	search
	child     roster.Student
	className string
}

// wordsCount is how long a family's word belongs to a search that is opened later.
const wordsCount = 12 * time.Hour

// Open searches for a child of the class: its family and the staff are told, the
// first ring that has somebody in it is asked. A search that is on is returned as
// it is. The policy has judged that the actor teaches the class.
func (s *Service) Open(ctx context.Context, a core.Actor, class roster.ClassID, in Opening) (Search, error) {
	var c core.Check
	in.Known = in.Known.clean(&c, "/known", core.MillisOf(s.clock.Now()))
	if err := c.Err(); err != nil {
		return Search{}, err
	}
	id, err := db.Once(ctx, s.db, func(tx *db.Tx) (SearchID, error) {
		m, err := s.prepare(tx, a, class, in)
		if err != nil {
			return "", err
		}
		if err := tx.Lock("search " + string(in.Student)); err != nil {
			return "", err
		}
		on, err := openSearch(tx, in.Student, in.Drill)
		if !errors.Is(err, core.ErrAbsent) {
			return on.ID, err
		}
		return m.ID, s.begin(tx, m)
	})
	if err != nil {
		return Search{}, err
	}
	return s.Look(ctx, a, id)
}

// prepare judges what was given and fills in the rest.
func (s *Service) prepare(tx *db.Tx, a core.Actor, class roster.ClassID, in Opening) (m missing, err error) {
	open, err := roster.LoadOpenClass(tx, class)
	if err != nil {
		return m, err
	}
	m.child, err = roster.LoadStudent(tx, in.Student)
	if errors.Is(err, core.ErrAbsent) || err == nil && m.child.Class != class {
		return m, wrong("/student", "safety.notInClass")
	}
	if err != nil {
		return m, err
	}
	by, err := roster.Author(tx, a, "")
	if err != nil {
		return m, err
	}
	m.className = open.Name
	m.search = search{ID: SearchID(tx.NewID()), School: open.School, Class: class, Student: in.Student, Drill: in.Drill, Round: in.Round,
		Known: in.Known, State: StateOpen, Ring: RingHome, OpenedBy: by, OpenedAt: tx.Millis()}
	return m, s.usable(tx, a, in.Known.Picture, "/known/picture")
}

// usable judges whether the actor may show a picture; at is its JSON pointer.
func (s *Service) usable(tx *db.Tx, a core.Actor, picture media.FileID, at string) error {
	if picture == "" {
		return nil
	}
	files, err := s.files.Usable(tx, a, []media.FileID{picture})
	if core.KindOf(err) == core.KindInvalid && err != nil || err == nil && files[0].Kind != media.KindImage {
		return wrong(at, "safety.picture")
	}
	return err
}

// wrong is an input with one thing wrong in it.
func wrong(pointer, key string) error {
	var c core.Check
	c.Add(pointer, key, nil)
	return c.Err()
}

// begin writes a search down, tells those nearest and asks the first ring.
func (s *Service) begin(tx *db.Tx, m missing) (err error) {
	if err = insertSearch(tx, m.search); err != nil {
		return err
	}
	m.Ask, err = s.asks.Open(tx, ask.Spec{School: m.School, OwnerKind: ownerSearch, Owner: string(m.ID), Classes: []roster.ClassID{m.Class},
		Students: []roster.StudentID{m.Student}, Terms: terms})
	if err != nil {
		return err
	}
	if err := errors.Join(setAsk(tx, m.ID, m.Ask), insertRing(tx, m.ID, RingHome)); err != nil {
		return err
	}
	if !m.Drill {
		if err := adoptWords(tx, m.search, core.MillisOf(tx.Now().Add(-wordsCount))); err != nil {
			return err
		}
	}
	if err := s.spread(tx, m, []feed.ID{feed.OfFamily(m.Student), feed.OfStaff(m.Class)}); err != nil {
		return err
	}
	if err := s.nudgeFamilies(tx, m.Student); err != nil {
		return err
	}
	return s.advance(tx, m, false)
}

// terms are what everybody who is asked may answer, as often as there is news.
var terms = ask.Terms{Level: ask.LevelForm, Per: ask.PerPerson, Visible: ask.VisibleStaff, Self: true, Many: true, Form: form.Form{Fields: []form.Field{
	{ID: "seen", Kind: form.Choice, Label: "见过吗", Required: true, Options: []form.Option{
		{ID: string(SeenWith), Label: "与我在一起"}, {ID: string(SeenOnce), Label: "见过"}, {ID: string(SeenNo), Label: "没见过"}}},
	{ID: "at", Kind: form.Number, Label: "什么时候"},
	{ID: "where", Kind: form.Text, Label: "在哪里"},
	{ID: "way", Kind: form.Text, Label: "往哪个方向"},
	{ID: "with", Kind: form.Text, Label: "和谁一起"},
	{ID: "note", Kind: form.Text, Label: "还想说的"},
}}}

// spread puts the search's entry, with the picture, into further rooms.
func (s *Service) spread(tx *db.Tx, m missing, convs []feed.ID) error {
	byRoom := map[bool][]feed.ID{} // staff read the whole name
	for _, c := range convs {
		staff := c.Kind() == feed.KindStaff
		byRoom[staff] = append(byRoom[staff], c)
	}
	for _, rooms := range byRoom {
		slices.Sort(rooms)
		entries, err := s.tell(tx, string(m.ID), rooms, feed.Draft{School: m.School, Kind: feed.EntrySearch, By: m.OpenedBy, Body: m.body(rooms[0])})
		if err != nil {
			return err
		}
		if err := s.show(tx, m.Known.Picture, entries); err != nil {
			return err
		}
	}
	return nil
}

// show lets the rooms of entries see the picture.
func (s *Service) show(tx *db.Tx, picture media.FileID, entries []feed.Entry) error {
	if picture == "" {
		return nil
	}
	for _, e := range entries {
		if err := s.files.Use(tx, e.Conversation, e.Seq, []media.FileID{picture}); err != nil {
			return err
		}
	}
	return nil
}

// load returns a search with its child; a child who left since is nameless.
func load(tx *db.Tx, id SearchID) (m missing, err error) {
	if m.search, err = loadSearch(tx, id); err != nil {
		return m, err
	}
	class, err := roster.LoadClass(tx, m.Class)
	if err != nil {
		return m, err
	}
	m.className = class.Name
	m.child, err = roster.LoadStudent(tx, m.Student)
	if errors.Is(err, core.ErrAbsent) {
		m.child, err = roster.Student{ID: m.Student, School: m.School, Class: m.Class}, nil
	}
	return m, err
}

// loadOpen is load for a search that is still on; ErrEnded otherwise.
func loadOpen(tx *db.Tx, id SearchID) (missing, error) {
	m, err := load(tx, id)
	if err == nil && m.State != StateOpen {
		err = ErrEnded
	}
	return m, err
}

// Learn adds what became known since; everybody who was asked sees it.
func (s *Service) Learn(ctx context.Context, a core.Actor, id SearchID, k Known) (Search, error) {
	var c core.Check
	k = k.clean(&c, "", core.MillisOf(s.clock.Now()))
	if err := c.Err(); err != nil {
		return Search{}, err
	}
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		m, err := loadOpen(tx, id)
		if err != nil {
			return false, err
		}
		if k.Picture != m.Known.Picture {
			if err := s.swap(tx, a, m, k.Picture); err != nil {
				return false, err
			}
		}
		if err := setKnown(tx, id, k); err != nil {
			return false, err
		}
		m.Known = k
		if err := s.retell(tx, m.School, string(id), func(conv feed.ID) any { return m.body(conv) }); err != nil {
			return false, err
		}
		return true, s.nudgeStaff(tx, m.Class)
	})
	if err != nil {
		return Search{}, err
	}
	return s.Look(ctx, a, id)
}

// swap shows another picture, or none, in all rooms of a search.
func (s *Service) swap(tx *db.Tx, a core.Actor, m missing, picture media.FileID) error {
	if err := s.usable(tx, a, picture, "/picture"); err != nil {
		return err
	}
	places, err := placesOf(tx, string(m.ID))
	for _, p := range places {
		if err := s.files.Unuse(tx, p.conv, p.seq); err != nil {
			return err
		}
		if err := s.show(tx, picture, []feed.Entry{{Conversation: p.conv, Seq: p.seq}}); err != nil {
			return err
		}
	}
	return err
}
