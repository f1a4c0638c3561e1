package album

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/roster"
)

// Shelf is an album in a list. Its numbers and its cover are of what the reader
// may see.
type Shelf struct {
	ID           ID               `json:"id"`
	Class        roster.ClassID   `json:"class"`
	Title        string           `json:"title"`
	Day          string           `json:"day" doc:"YYYY-MM-DD"`
	Count        int              `json:"count"`
	Videos       int              `json:"videos"`
	Cover        []media.Attached `json:"cover"`
	By           roster.Byline    `json:"by"`
	At           core.Millis      `json:"at"`
	Conversation feed.ID          `json:"conversation"`
	Seq          feed.Seq         `json:"seq"`
}

// View is an album with a page of its pictures.
type View struct {
	Shelf
	ClassName string    `json:"className"`
	MayAdd    bool      `json:"mayAdd" doc:"The class is open"`
	Items     []Picture `json:"items"`
	Next      string    `json:"next"`
}

// Picture is a picture as a reader sees it. The file's own id is "id".
type Picture struct {
	Picture PictureID          `json:"picture"`
	Album   ID                 `json:"album"`
	Caption string             `json:"caption"`
	At      core.Millis        `json:"at"`
	By      roster.Byline      `json:"by"`
	State   State              `json:"state" enum:"shown,waiting"`
	Mine    []roster.StudentID `json:"mine" doc:"The reader's own children in it"`
	Tags    []roster.StudentID `json:"tags,omitempty" doc:"All children in it, for staff"`
	Keeps   bool               `json:"keeps" doc:"The reader may change or remove it"`
	media.Attached
}

// Albums returns a class's albums, the latest day first; the policy has judged
// the actor.
func (s *Service) Albums(ctx context.Context, a core.Actor, class roster.ClassID, p core.Page) (items []Shelf, next string, err error) {
	p = p.Clamp()
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		v, err := lookAs(tx, a, class)
		if err != nil {
			return err
		}
		var after album
		if p.After != "" {
			if after, err = loadAlbum(tx, ID(p.After)); err != nil {
				return err
			}
		}
		list, err := shelvesOf(tx, class, v, after, p.Limit+1)
		if err != nil {
			return err
		}
		if len(list) > p.Limit {
			list = list[:p.Limit]
			next = string(list[p.Limit-1].ID)
		}
		items, err = s.shelves(tx, list, v)
		return err
	})
	return items, next, err
}

func (s *Service) shelves(tx *db.Tx, list []shelf, v sight) ([]Shelf, error) {
	ids := make([]ID, len(list))
	for i, sh := range list {
		ids[i] = sh.ID
	}
	covers, err := s.covers(tx, ids, v)
	out := make([]Shelf, 0, len(list))
	for _, sh := range list {
		out = append(out, sh.view(covers[sh.ID]))
	}
	return out, err
}

func (sh shelf) view(cover []media.Attached) Shelf {
	return Shelf{ID: sh.ID, Class: sh.Class, Title: sh.Title, Day: sh.Day, Count: sh.count, Videos: sh.videos, Cover: cover,
		By: sh.Author, At: sh.CreatedAt, Conversation: sh.Conv, Seq: sh.Seq}
}

// View returns an album with the pictures after one, as far as the reader may see
// them; the policy has judged the actor.
func (s *Service) View(ctx context.Context, a core.Actor, id ID, p core.Page) (out View, err error) {
	p = p.Clamp()
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		out, err = s.view(tx, a, id, p)
		return err
	})
	return out, err
}

func (s *Service) view(tx *db.Tx, a core.Actor, id ID, p core.Page) (out View, err error) {
	sh := shelf{}
	if sh.album, err = loadAlbum(tx, id); err != nil {
		return out, err
	}
	class, err := roster.LoadClass(tx, sh.Class)
	if err != nil {
		return out, err
	}
	v, err := lookAs(tx, a, sh.Class)
	if err != nil {
		return out, err
	}
	if sh.count, sh.videos, err = shelfOf(tx, id, v); err != nil {
		return out, err
	}
	covers, err := s.covers(tx, []ID{id}, v)
	if err != nil {
		return out, err
	}
	out = View{Shelf: sh.view(covers[id]), ClassName: class.Name, MayAdd: class.ArchivedAt == 0}
	place, err := placeOf(tx, id, PictureID(p.After))
	if err != nil {
		return out, err
	}
	rows, err := picturesIn(tx, id, v, place, p.Limit+1)
	if err != nil {
		return out, err
	}
	out.Items, out.Next, err = s.page(tx, rows, v, p.Limit)
	return out, err
}

// Of returns the pictures with a child in them, the newest first; the policy has
// judged the actor.
func (s *Service) Of(ctx context.Context, a core.Actor, student roster.StudentID, p core.Page) (items []Picture, next string, err error) {
	p = p.Clamp()
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		st, err := roster.LoadStudent(tx, student)
		if err != nil {
			return err
		}
		v, err := lookAs(tx, a, st.Class)
		if err != nil {
			return err
		}
		rows, err := picturesWith(tx, student, v, PictureID(p.After), p.Limit+1)
		if err != nil {
			return err
		}
		items, next, err = s.page(tx, rows, v, p.Limit)
		return err
	})
	return items, next, err
}

// Waiting returns the pictures that wait for staff, the oldest first; the policy
// has judged the actor.
func (s *Service) Waiting(ctx context.Context, a core.Actor, class roster.ClassID, p core.Page) (items []Picture, next string, err error) {
	p = p.Clamp()
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		v, err := lookAs(tx, a, class)
		if err != nil {
			return err
		}
		rows, err := waitingIn(tx, class, PictureID(p.After), p.Limit+1)
		if err != nil {
			return err
		}
		items, next, err = s.page(tx, rows, v, p.Limit)
		return err
	})
	return items, next, err
}

// page cuts a page out of what was read, one row more than it holds.
func (s *Service) page(tx *db.Tx, rows []picture, v sight, limit int) (items []Picture, next string, err error) {
	if len(rows) > limit {
		rows = rows[:limit]
		next = string(rows[limit-1].ID)
	}
	items, err = s.views(tx, rows, v)
	return items, next, err
}

// views describes pictures that the reader may see. One whose file is gone is left out.
func (s *Service) views(tx *db.Tx, rows []picture, v sight) ([]Picture, error) {
	ids, files := make([]PictureID, len(rows)), make([]media.FileID, len(rows))
	for i, p := range rows {
		ids[i], files[i] = p.ID, p.File
	}
	tags, err := tagsOf(tx, ids)
	if err != nil {
		return nil, err
	}
	described, err := s.media.Describe(tx, files)
	out := make([]Picture, 0, len(rows))
	for _, p := range rows {
		d, there := described[p.File]
		if !there {
			continue
		}
		w := Picture{Picture: p.ID, Album: p.Album, Caption: p.Caption, At: p.AddedAt, By: p.Author, State: p.State,
			Mine: []roster.StudentID{}, Keeps: v.Staff || p.Owner == v.Person, Attached: d}
		for _, st := range tags[p.ID] {
			if v.Own[st] {
				w.Mine = append(w.Mine, st)
			}
		}
		if v.Staff {
			w.Tags = tags[p.ID]
		}
		out = append(out, w)
	}
	return out, err
}
