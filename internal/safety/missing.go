package safety

import (
	"context"
	"errors"
	"time"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

const (
	wordsAnHour = 5
	wordsShown  = 24 * time.Hour
)

// Missing takes a guardian's word that the child has not come: the class's staff
// are told at any hour, and it stands in the family's room. With a search that is
// on it becomes a part of that. The policy has judged the actor.
func (s *Service) Missing(ctx context.Context, a core.Actor, student roster.StudentID, text string) (Word, error) {
	var c core.Check
	text = core.CleanText(text)
	c.Length(text, 0, 500, "/text")
	if err := c.Err(); err != nil {
		return Word{}, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (Word, error) {
		st, err := roster.LoadStudent(tx, student)
		if err != nil {
			return Word{}, err
		}
		calmly, err := account.Spend(tx, "missing "+a.Person+" "+string(student), wordsAnHour, time.Hour)
		if err != nil {
			return Word{}, err
		}
		if !calmly {
			return Word{}, ErrManyWords
		}
		return s.word(tx, a, st, text)
	})
}

func (s *Service) word(tx *db.Tx, a core.Actor, st roster.Student, text string) (Word, error) {
	by, err := roster.Author(tx, a, st.ID)
	if err != nil {
		return Word{}, err
	}
	if err := tx.Lock("search " + string(st.ID)); err != nil { // a search that is just being opened takes the word along
		return Word{}, err
	}
	on, err := openSearch(tx, st.ID, false)
	if err != nil && !errors.Is(err, core.ErrAbsent) {
		return Word{}, err
	}
	w := Word{ID: WordID(tx.NewID()), Class: st.Class, Student: st.ID, Name: st.Name, By: by.Label, Text: text, At: tx.Millis(), Search: on.ID}
	if err := insertWord(tx, st.School, w); err != nil {
		return w, err
	}
	_, err = s.feed.Append(tx, feed.OfFamily(st.ID), feed.Draft{School: st.School, Kind: feed.EntrySearch, By: by, Ref: string(w.ID),
		Body: SearchBody{Missing: w.ID, State: "missing", Text: text}})
	if err != nil {
		return w, err
	}
	return w, s.nudgeStaff(tx, st.Class)
}

// Words lists what families of a class said of missing children within a day, the
// newest first. The policy has judged the actor.
func (s *Service) Words(ctx context.Context, _ core.Actor, class roster.ClassID, p core.Page) (items []Word, next string, err error) {
	p = p.Clamp()
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		items, err = wordsSince(tx, []roster.ClassID{class}, core.MillisOf(tx.Now().Add(-wordsShown)), WordID(p.After), p.Limit+1)
		if len(items) > p.Limit {
			items = items[:p.Limit]
			next = string(items[p.Limit-1].ID)
		}
		if err != nil {
			return err
		}
		return nameWords(tx, items)
	})
	return items, next, err
}

// nameWords fills in the children's names.
func nameWords(tx *db.Tx, words []Word) error {
	ids := make([]roster.StudentID, len(words))
	for i, w := range words {
		ids[i] = w.Student
	}
	students, err := roster.StudentsByID(tx, ids)
	names := map[roster.StudentID]string{}
	for _, st := range students {
		names[st.ID] = st.Name
	}
	for i := range words {
		words[i].Name = names[words[i].Student]
	}
	return err
}
