package feed

import (
	"context"
	"slices"
	"strconv"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Query is what somebody searches for. Without words it lists what the other
// conditions let through; without any condition it finds nothing.
type Query struct {
	Words        string
	Kind         EntryKind
	Conversation ID
	By           string      // a person's id
	From, Until  core.Millis // the second one excluded; 0 for any
	After        string      // cursor
	Limit        int
}

// Found is an entry that was found, with the words around the place.
type Found struct {
	Entry        Entry     `json:"entry"`
	Conversation FoundIn   `json:"conversation"`
	Snippet      []Snippet `json:"snippet"`
}

// FoundIn is the conversation of an entry that was found.
type FoundIn struct {
	ID        ID     `json:"id"`
	Kind      Kind   `json:"kind" enum:"class,family,students,staff,school"`
	Name      string `json:"name"`
	ClassName string `json:"className"`
}

// Snippet is a piece of text; hits are what was searched for.
type Snippet struct {
	Text string `json:"text"`
	Hit  bool   `json:"hit"`
}

// Sizes of a page of what was found.
const (
	foundDefault = 20
	foundMax     = 50
)

// Search returns what the actor may read and searches for, the newest first, and
// the cursor of the next page. What stands in other conversations is not looked at.
func (s *Service) Search(ctx context.Context, a core.Actor, q Query) (list []Found, next string, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		p, err := roster.PlacesOf(tx, a.Person)
		if err != nil {
			return err
		}
		list, next, err = s.search(tx, belongs(p), q)
		return err
	})
	return list, next, err
}

func (s *Service) search(tx *db.Tx, rooms []Conversation, q Query) ([]Found, string, error) {
	list := []Found{}
	if q.Conversation != "" {
		rooms = slices.DeleteFunc(rooms, func(c Conversation) bool { return c.ID != q.Conversation })
	}
	words := terms(q.Words)
	nothing := len(words) == 0 && (q.Words != "" || q.Kind == "" && q.By == "" && q.From == 0 && q.Until == 0)
	if len(rooms) == 0 || nothing {
		return list, "", nil
	}
	limit := foundDefault
	if q.Limit > 0 {
		limit = min(q.Limit, foundMax)
	}
	hits, err := findHits(tx, sieve{rooms: idsOf(rooms), words: words, kind: q.Kind, by: q.By, above: firstID(q.From), below: q.below()}, limit+1)
	if err != nil {
		return nil, "", err
	}
	next := ""
	if len(hits) > limit {
		hits = hits[:limit]
		next = strconv.FormatInt(hits[limit-1].id, 10)
	}
	for _, h := range hits {
		f, ok, err := s.found(tx, rooms, h, words)
		if err != nil {
			return nil, "", err
		}
		if ok {
			list = append(list, f)
		}
	}
	return list, next, nil
}

// below is the index id below which the page begins.
func (q Query) below() int64 {
	below := int64(1<<63 - 1)
	if q.Until > 0 {
		below = firstID(q.Until)
	}
	if cursor, err := strconv.ParseInt(q.After, 10, 64); err == nil {
		below = min(below, cursor)
	}
	return below
}

// found shows a hit; false for what was recalled since it was indexed, and for what
// does not stand in the rooms, whatever the index says.
func (s *Service) found(tx *db.Tx, rooms []Conversation, h hit, words []term) (Found, bool, error) {
	at := slices.IndexFunc(rooms, func(c Conversation) bool { return c.ID == h.conversation })
	if at < 0 {
		return Found{}, false, nil
	}
	e, err := Load(tx, h.conversation, h.seq)
	if err != nil {
		return Found{}, false, err
	}
	text := core.CleanText(s.wordsOf(e))
	c := rooms[at]
	if school, ok := c.ID.of(KindSchool); ok {
		if c.Name, err = schoolName(tx, school); err != nil {
			return Found{}, false, err
		}
	}
	f := Found{Entry: e, Conversation: FoundIn{ID: c.ID, Kind: c.Kind, Name: c.Name, ClassName: c.ClassName}, Snippet: snippet(text, words)}
	return f, text != "", nil
}
