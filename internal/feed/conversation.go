package feed

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Conversation is one line in a member's list of conversations.
type Conversation struct {
	ID        ID               `json:"id"`
	Kind      Kind             `json:"kind" enum:"class,family,students,staff,school"`
	Class     roster.ClassID   `json:"class" doc:"Empty for the school's own"`
	ClassName string           `json:"className"`
	Student   roster.StudentID `json:"student,omitempty"`
	Name      string           `json:"name,omitempty" doc:"The child's name for a family's conversation, the school's for its own"`
	Head      Rev              `json:"head"`
	Unread    int              `json:"unread" doc:"New entries of others outside threads, and mentions of the reader; counts no further than the newest 200"`
	Last      *Last            `json:"last,omitempty"`
	Closed    bool             `json:"closed" doc:"A children's room with fewer than two adults: it can be read, nobody speaks"`
	Silent    bool             `json:"silent" doc:"The reader may not speak here"`
}

// Last is what was said last in a conversation.
type Last struct {
	Seq  Seq           `json:"seq"`
	At   core.Millis   `json:"at"`
	By   roster.Byline `json:"by"`
	Kind EntryKind     `json:"kind" enum:"notice,reply,message,album,round,search,alert"`
	Text string        `json:"text" doc:"Its first words; empty when it has none or was recalled"`
}

// lastRunes is how much of the last words a line shows.
const lastRunes = 60

// Conversations lists everything the actor belongs to.
func (s *Service) Conversations(ctx context.Context, a core.Actor) (list []Conversation, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		p, err := roster.PlacesOf(tx, a.Person)
		if err != nil {
			return err
		}
		list = belongs(p)
		_, err = s.fill(tx, list, readerOf(a.Person, p))
		return err
	})
	return list, err
}

// fill adds to each line what the log knows, with two statements for all lines,
// and returns how far the reader is in each.
func (s *Service) fill(tx *db.Tx, list []Conversation, r reader) (map[ID]standing, error) {
	ids, classes := idsOf(list), []roster.ClassID{}
	for _, c := range list {
		if c.Kind == KindStudents {
			classes = append(classes, c.Class)
		}
	}
	stand, err := standings(tx, r, ids)
	if err != nil {
		return nil, err
	}
	lasts, err := newest(tx, ids)
	if err != nil {
		return nil, err
	}
	unwatched, err := roster.Unwatched(tx, classes)
	for i := range list {
		c := &list[i]
		if school, ok := c.ID.of(KindSchool); ok && err == nil {
			c.Name, err = schoolName(tx, school)
		}
		c.Head, c.Unread = stand[c.ID].head, stand[c.ID].unread
		c.Closed = c.Kind == KindStudents && unwatched[c.Class]
		if e, ok := lasts[c.ID]; ok {
			c.Last = &Last{Seq: e.Seq, At: e.At, By: e.By, Kind: e.Kind, Text: firstWords(s.wordsOf(e))}
		}
	}
	return stand, err
}

func schoolName(tx *db.Tx, school string) (string, error) {
	s, err := roster.LoadSchool(tx, school)
	return s.Name, err
}

// firstWords returns the beginning of a text on one line.
func firstWords(text string) string {
	runes := []rune(core.CleanLine(text[:min(len(text), 8*lastRunes)]))
	return string(runes[:min(lastRunes, len(runes))])
}

// wordsOf returns what an entry says in words; empty for a kind that has none and
// for what was recalled.
func (s *Service) wordsOf(e Entry) string {
	if words := s.words[e.Kind]; words != nil {
		return words(e.Body)
	}
	return ""
}

// Heads returns the head of every conversation a person belongs to; 0 where
// nothing was said yet.
func Heads(tx *db.Tx, person string) (map[ID]Rev, error) {
	p, err := roster.PlacesOf(tx, person)
	if err != nil {
		return nil, err
	}
	return heads(tx, idsOf(belongs(p)))
}

func idsOf(list []Conversation) []ID {
	ids := make([]ID, len(list))
	for i, c := range list {
		ids[i] = c.ID
	}
	return ids
}

// belongs returns the lines of a person's conversations as far as the roster knows them.
func belongs(p roster.Places) []Conversation {
	list := append(ofStaff(p), ofGuardian(p.Children)...)
	if p.Pupil != nil {
		list = append(list, Conversation{ID: OfStudents(p.Pupil.Student.Class), Kind: KindStudents,
			Class: p.Pupil.Student.Class, ClassName: p.Pupil.ClassName})
	}
	if p.School != "" {
		list = append(list, Conversation{ID: OfSchool(p.School), Kind: KindSchool, Silent: !p.Staff})
	}
	return list
}

// ofStaff lists each class taught with its families; the children's room once a
// child has an account.
func ofStaff(p roster.Places) []Conversation {
	families, children := map[roster.ClassID][]Conversation{}, map[roster.ClassID]bool{}
	for _, st := range p.Students {
		families[st.Class] = append(families[st.Class], Conversation{ID: OfFamily(st.ID), Kind: KindFamily, Class: st.Class, Student: st.ID, Name: st.Name})
		children[st.Class] = children[st.Class] || st.Person != ""
	}
	list := []Conversation{}
	for _, c := range p.Classes {
		class := c.Class
		list = append(list, Conversation{ID: OfClass(class.ID), Kind: KindClass, Class: class.ID, ClassName: class.Name},
			Conversation{ID: OfStaff(class.ID), Kind: KindStaff, Class: class.ID, ClassName: class.Name})
		if children[class.ID] {
			list = append(list, Conversation{ID: OfStudents(class.ID), Kind: KindStudents, Class: class.ID, ClassName: class.Name})
		}
		for _, f := range families[class.ID] {
			f.ClassName = class.Name
			list = append(list, f)
		}
	}
	return list
}

func ofGuardian(children []roster.Child) []Conversation {
	list, seen := []Conversation{}, map[roster.ClassID]bool{}
	for _, c := range children {
		if !seen[c.Class] { // two children may share a class
			seen[c.Class] = true
			list = append(list, Conversation{ID: OfClass(c.Class), Kind: KindClass, Class: c.Class, ClassName: c.ClassName})
		}
		list = append(list, Conversation{ID: OfFamily(c.Student), Kind: KindFamily, Class: c.Class, ClassName: c.ClassName, Student: c.Student, Name: c.Name})
	}
	return list
}
