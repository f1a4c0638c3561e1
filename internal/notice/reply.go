package notice

import (
	"context"
	"errors"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

const maxReply = 500

// Typed is what somebody typed under a notice.
type Typed struct {
	Text    string
	Student roster.StudentID // the child it is for; may be left out by a guardian of one, and by staff
	To      feed.Seq         // the reply it answers, 0 for the notice itself
}

// Replied is what became of it.
type Replied struct {
	Folded  bool     `json:"folded" doc:"It became a receipt and a number instead of a line"`
	Receipt bool     `json:"receipt"`
	Thanks  bool     `json:"thanks"`
	Undo    string   `json:"undo,omitempty" doc:"Give this back to undo the folding"`
	Seq     feed.Seq `json:"seq,omitempty" doc:"The reply's entry, when it became one"`
}

// ReplyBody is the body of a reply's entry.
type ReplyBody struct {
	Text string `json:"text"`
}

// Reply takes what somebody typed: a mere receipt or thanks is folded and
// answers the ask, everything else stays readable.
func (s *Service) Reply(ctx context.Context, a core.Actor, id ID, in Typed) (Replied, error) {
	in.Text = core.CleanText(in.Text)
	var check core.Check
	check.Length(in.Text, 1, maxReply, "/text")
	if err := check.Err(); err != nil {
		return Replied{}, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (Replied, error) {
		n, at, child, err := stand(tx, a, id, in.Student)
		if err != nil {
			return Replied{}, err
		}
		by := child.Byline(a.Person)
		if child.Student == "" {
			if by, err = roster.Author(tx, a, ""); err != nil {
				return Replied{}, err
			}
		}
		w := word{ID: tx.NewID(), Notice: id, Conversation: at.Conversation, Student: child.Student, Person: a.Person, Text: in.Text}
		folds := false
		if a.Role == core.RoleGuardian && in.To == 0 {
			w.Folded, folds = Fold(in.Text, by.Name, n.Author.Name)
		}
		if folds {
			return s.fold(tx, n, at, w)
		}
		return s.say(tx, n, at, w, by, in.To)
	})
}

// stand finds where the actor stands before a notice that is out: for which child
// (none for staff), and in which conversation.
func stand(tx *db.Tx, a core.Actor, id ID, student roster.StudentID) (notice, Place, roster.Child, error) {
	if a.Role == core.RoleStaff {
		n, at, err := standAsStaff(tx, id, student)
		return n, at, roster.Child{}, err
	}
	return standAsFamily(tx, a, id, student)
}

func standAsStaff(tx *db.Tx, id ID, student roster.StudentID) (n notice, at Place, err error) {
	if n, err = published(tx, id); err != nil {
		return n, at, err
	}
	places, err := placesOf(tx, id)
	if err != nil {
		return n, at, err
	}
	at, ok := placeFor(places, n.Class, student)
	return n, at, noChildUnless(ok)
}

// standAsFamily is on the way of every family's word: two statements. A guardian
// has children in open classes only.
func standAsFamily(tx *db.Tx, a core.Actor, id ID, student roster.StudentID) (n notice, at Place, child roster.Child, err error) {
	if a.Role != core.RoleGuardian {
		return n, at, child, core.ErrAbsent // a child answers what it is asked and says nothing under it
	}
	children, err := roster.ChildrenOf(tx, a.Person)
	if err != nil {
		return n, at, child, err
	}
	n, places, err := noticeAt(tx, id, roomsOf(children))
	if err == nil {
		err = n.out()
	}
	if err != nil {
		return n, at, child, err
	}
	mine := concerned(children, n.Class, places)
	if student == "" && len(mine) == 1 {
		student = mine[0].Student
	}
	for _, c := range mine {
		if c.Student == student {
			at, _ := placeFor(places, c.Class, c.Student)
			return n, at, c, nil
		}
	}
	return n, at, child, noChildUnless(false)
}

// roomsOf returns the conversations in which a notice for the children can stand.
func roomsOf(children []roster.Child) []feed.ID {
	convs := make([]feed.ID, 0, 2*len(children))
	for _, c := range children {
		convs = append(convs, feed.OfClass(c.Class), feed.OfFamily(c.Student))
	}
	return convs
}

func noChildUnless(ok bool) error {
	if ok {
		return nil
	}
	e := *ErrNoChild
	e.Fields = []core.Field{{Pointer: "/student", Key: "notice.noChild"}}
	return &e
}

// concerned returns those children whom a notice is for.
func concerned(children []roster.Child, class roster.ClassID, places []Place) []roster.Child {
	out := []roster.Child{}
	for _, c := range children {
		if _, ok := placeFor(places, class, c.Student); ok && c.Class == class {
			out = append(out, c)
		}
	}
	return out
}

func (s *Service) fold(tx *db.Tx, n notice, at Place, w word) (Replied, error) {
	child, changed, err := s.ask.Answer(tx, ask.In{Ask: n.Ask, Student: w.Student, Person: w.Person, Level: n.wordLevel(),
		Version: n.Version, Via: ask.ViaWord})
	if err != nil {
		return Replied{}, err
	}
	w.State, w.Answered = "folded", changed && child.Own(w.Person) == ask.StateConfirmed
	if err := insertWord(tx, n.School, w); err != nil {
		return Replied{}, err
	}
	return Replied{Folded: true, Receipt: w.Receipt, Thanks: w.Thanks, Undo: w.ID}, s.touch(tx, n, at)
}

// wordLevel is what a mere 收到 says: all that a plain notice wants, and of
// anything else only that it was read.
func (n notice) wordLevel() ask.Level {
	if n.Level == ask.LevelConfirm && n.Type != TypeChain {
		return ask.LevelConfirm
	}
	return ask.LevelRead
}

func (s *Service) say(tx *db.Tx, n notice, at Place, w word, by roster.Byline, to feed.Seq) (Replied, error) {
	parent := at.Seq
	if to != 0 {
		e, err := feed.Load(tx, at.Conversation, to)
		if errors.Is(err, core.ErrAbsent) || err == nil && (e.Ref != string(n.ID) || e.Kind != feed.EntryReply) {
			return Replied{}, ErrNoReplyTo
		}
		if err != nil {
			return Replied{}, err
		}
		parent = to
	}
	return s.append(tx, n, at, w, by, parent)
}

func (s *Service) append(tx *db.Tx, n notice, at Place, w word, by roster.Byline, parent feed.Seq) (Replied, error) {
	e, err := s.feed.Append(tx, at.Conversation, feed.Draft{School: n.School, Kind: feed.EntryReply, By: by, Parent: parent, Root: at.Seq,
		Ref: string(n.ID), Body: ReplyBody{w.Text}})
	return Replied{Seq: e.Seq}, err
}

// Undo takes a folded word back, and the confirmation it gave; with asReply it
// becomes a readable reply instead, and the confirmation stays.
func (s *Service) Undo(ctx context.Context, a core.Actor, id ID, undo string, asReply bool) (Replied, error) {
	return db.Once(ctx, s.db, func(tx *db.Tx) (Replied, error) {
		load := loadNotice
		if asReply {
			load = published // nothing is said under what was recalled
		}
		n, err := load(tx, id)
		if err != nil {
			return Replied{}, err
		}
		state := map[bool]string{true: "said", false: "undone"}[asReply]
		w, err := unfold(tx, undo, id, a.Person, state)
		if errors.Is(err, core.ErrAbsent) {
			return Replied{}, undoneIf(wasFolded(tx, undo, id, a.Person))
		}
		if err != nil {
			return Replied{}, err
		}
		places, err := placesOf(tx, id)
		if err != nil {
			return Replied{}, err
		}
		at, _ := placeFor(places, n.Class, w.Student)
		if asReply {
			return s.unfoldIntoReply(tx, a, n, at, w)
		}
		return s.unfoldAway(tx, n, at, w)
	})
}

func undoneIf(was bool, err error) error {
	if err == nil && was {
		return ErrUndone
	}
	if err == nil {
		return core.ErrAbsent
	}
	return err
}

func (s *Service) unfoldIntoReply(tx *db.Tx, a core.Actor, n notice, at Place, w word) (Replied, error) {
	by, err := roster.Author(tx, a, w.Student)
	if err != nil {
		return Replied{}, err
	}
	said, err := s.append(tx, n, at, w, by, at.Seq)
	if err != nil {
		return Replied{}, err
	}
	said.Receipt = w.Receipt
	return said, s.touch(tx, n, at)
}

func (s *Service) unfoldAway(tx *db.Tx, n notice, at Place, w word) (Replied, error) {
	if w.Answered {
		if _, err := s.ask.Withdraw(tx, n.Ask, w.Student, w.Person); err != nil && !errors.Is(err, ask.ErrNoAnswer) && !errors.Is(err, ask.ErrClosed) {
			return Replied{}, err
		}
	}
	return Replied{}, s.touch(tx, n, at)
}

// Tick notes on a family's own checklist that an item is done, or not.
func (s *Service) Tick(ctx context.Context, a core.Actor, id ID, student roster.StudentID, item int, done bool) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (struct{}, error) {
		n, _, child, err := stand(tx, a, id, student)
		if err != nil {
			return struct{}{}, err
		}
		if child.Student == "" {
			return struct{}{}, core.ErrAbsent // staff have no family's checklist
		}
		if item < 0 || item >= len(n.Checklist) {
			return struct{}{}, ErrNoItem
		}
		return struct{}{}, setTick(tx, n, tick{child.Student, n.Checklist[item]}, done)
	})
	return err
}
