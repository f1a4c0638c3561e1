package feed

import (
	"context"
	"encoding/json"
	"fmt"

	"magpie/internal/core"
	"magpie/internal/db"
)

// Publisher carries an encoded entry to whoever listens; live's hub is one. It
// is called after the commit and must only enqueue.
type Publisher interface {
	Publish(conv ID, rev Rev, frame []byte)
}

// Service is the log. Its methods that take a tx are for the rooms on the right.
type Service struct {
	db       *db.DB
	pub      Publisher
	marked   []func(tx *db.Tx, m Marked) error
	appended []func(tx *db.Tx, e Entry) error
	words    map[EntryKind]func(body json.RawMessage) string
	behind   *behind
}

// New returns the log over a database; pub may be nil when nobody listens.
func New(d *db.DB, pub Publisher) *Service {
	return &Service{db: d, pub: pub, words: map[EntryKind]func(json.RawMessage) string{}, behind: newBehind()}
}

// OnMark lets a room on the right act, in the same commit, when a device says
// what it holds. Call it while the program is put together.
func (s *Service) OnMark(fn func(tx *db.Tx, m Marked) error) { s.marked = append(s.marked, fn) }

// OnAppend lets a room on the right act, in the same commit, when an entry is
// born. Call it while the program is put together. fn sees every entry, also each
// of a large AppendAll: it must cost nothing for those it does not care about.
func (s *Service) OnAppend(fn func(tx *db.Tx, e Entry) error) { s.appended = append(s.appended, fn) }

// Index says which words of an entry's body can be searched for; an empty text
// takes the entry out of the index. Call it while the program is put together.
func (s *Service) Index(kind EntryKind, words func(body json.RawMessage) string) {
	s.words[kind] = words
}

// Append adds an entry. The caller has judged that the author may speak there.
func (s *Service) Append(tx *db.Tx, conv ID, d Draft) (Entry, error) {
	e, err := d.entry(tx)
	if err != nil {
		return e, err
	}
	rev, err := nextRev(tx, d.School, conv)
	if err != nil {
		return e, fmt.Errorf("append to %s: %w", conv, err)
	}
	e = e.at(conv, rev)
	if err := insertEntry(tx, d.School, e); err != nil {
		return e, fmt.Errorf("append to %s: %w", conv, err)
	}
	return e, s.born(tx, e)
}

// born tells of a new entry, first the rooms of this program, then its members.
func (s *Service) born(tx *db.Tx, e Entry) error {
	for _, fn := range s.appended {
		if err := fn(tx, e); err != nil {
			return err
		}
	}
	return s.publish(tx, e)
}

// AppendAll adds the same entry to many conversations with two statements.
func (s *Service) AppendAll(tx *db.Tx, convs []ID, d Draft) ([]Entry, error) {
	proto, err := d.entry(tx)
	if err != nil {
		return nil, err
	}
	revs, err := nextRevs(tx, d.School, convs)
	if err != nil {
		return nil, fmt.Errorf("append to %d conversations: %w", len(convs), err)
	}
	if err := insertEach(tx, d.School, convs, proto); err != nil {
		return nil, fmt.Errorf("append to %d conversations: %w", len(convs), err)
	}
	entries := make([]Entry, 0, len(convs))
	for _, conv := range convs {
		e := proto.at(conv, revs[conv])
		if err := s.born(tx, e); err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// Touch gives an entry a new body and the next rev. body is called while the
// conversation is held, so what it counts is complete: no other Touch or Append
// of this conversation can come between.
func (s *Service) Touch(tx *db.Tx, school string, conv ID, seq Seq, body func() (any, error)) (Entry, error) {
	rev, err := nextRev(tx, school, conv)
	if err != nil {
		return Entry{}, fmt.Errorf("touch %s: %w", conv, err)
	}
	value, err := body()
	if err != nil {
		return Entry{}, err
	}
	encoded, err := json.Marshal(value)
	if err != nil {
		return Entry{}, fmt.Errorf("encode body: %w", err)
	}
	e, err := updateEntry(tx, conv, seq, rev, encoded)
	if err != nil {
		return Entry{}, err
	}
	return e, s.publish(tx, e)
}

// publish encodes the entry once and hands the bytes over when they are on disk;
// the search index follows later.
func (s *Service) publish(tx *db.Tx, e Entry) error {
	if s.pub == nil {
		tx.AfterCommit(func() { s.behind.note(e.Conversation) })
		return nil
	}
	frame, err := Frame(e)
	if err != nil {
		return fmt.Errorf("encode entry: %w", err)
	}
	tx.AfterCommit(func() {
		s.pub.Publish(e.Conversation, e.Rev, frame)
		s.behind.note(e.Conversation)
	})
	return nil
}

func (d Draft) entry(tx *db.Tx) (Entry, error) {
	body, err := json.Marshal(d.Body)
	if err != nil {
		return Entry{}, fmt.Errorf("encode body: %w", err)
	}
	root := d.Root
	if root == 0 {
		root = d.Parent
	}
	return Entry{Kind: d.Kind, At: tx.Millis(), By: d.By, Parent: d.Parent, Ref: d.Ref, Body: body, School: d.School, Root: root}, nil
}

func (e Entry) at(conv ID, rev Rev) Entry {
	e.Conversation, e.Seq, e.Rev = conv, Seq(rev), rev
	return e
}

// Mark notes that the actor's device holds everything up to got and that the
// actor has read up to read. Marks only rise.
func (s *Service) Mark(ctx context.Context, a core.Actor, conv ID, got Rev, read Seq) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (struct{}, error) {
		m, raised, err := raiseMark(tx, a.School, a.Person, conv, got, read)
		if err != nil || !raised {
			return struct{}{}, err
		}
		for _, fn := range s.marked {
			if err := fn(tx, m); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	})
	return err
}
