package album

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/roster"
)

// Added is a picture as somebody adds it.
type Added struct {
	File    media.FileID       `json:"file"`
	Caption string             `json:"caption,omitempty"`
	Tags    []roster.StudentID `json:"tags,omitempty" doc:"The children in it"`
}

// Opening is a new album.
type Opening struct {
	Title    string  `json:"title"`
	Day      string  `json:"day,omitempty" doc:"YYYY-MM-DD; left out for today"`
	Pictures []Added `json:"pictures,omitempty"`
}

// Open begins an album with its first pictures and puts it into the class's
// conversation. Staff of the class may.
func (s *Service) Open(ctx context.Context, a core.Actor, class roster.ClassID, in Opening) (ID, error) {
	return db.Once(ctx, s.db, func(tx *db.Tx) (ID, error) {
		if err := roster.IsStaffOfClass(tx, a, class); err != nil {
			return "", err
		}
		var c core.Check
		in.Title, in.Day = checkTitle(&c, in.Title, in.Day, tx)
		in.Pictures = checkAdded(&c, in.Pictures)
		if err := c.Err(); err != nil {
			return "", err
		}
		by, err := roster.Author(tx, a, "")
		if err != nil {
			return "", err
		}
		batch, err := s.usable(tx, a, in.Pictures)
		if err != nil {
			return "", err
		}
		return s.open(tx, a, class, in, by, batch)
	})
}

// FromMessage begins an album with the pictures of a message. Staff may, where
// what is said is not between one family and the school.
func (s *Service) FromMessage(ctx context.Context, a core.Actor, conv feed.ID, seq feed.Seq, in Opening) (ID, error) {
	return db.Once(ctx, s.db, func(tx *db.Tx) (ID, error) {
		class, err := publicClass(tx, conv)
		if err != nil {
			return "", err
		}
		if err := roster.IsStaffOfClass(tx, a, class); err != nil {
			return "", err
		}
		var c core.Check
		in.Title, in.Day = checkTitle(&c, in.Title, in.Day, tx)
		if err := c.Err(); err != nil {
			return "", err
		}
		e, batch, err := s.said(tx, conv, seq)
		if err != nil {
			return "", err
		}
		by, err := roster.Author(tx, a, "")
		if err != nil {
			return "", err
		}
		for i := range batch {
			batch[i].owner, batch[i].by = e.By.ID, e.By
		}
		return s.open(tx, a, class, in, by, batch)
	})
}

// publicClass returns the class whose conversation this is, ErrPrivate for a family's
// or the children's, core.ErrAbsent for one of no class. What staff show each other
// staff may also show the class.
func publicClass(tx *db.Tx, conv feed.ID) (roster.ClassID, error) {
	if kind := conv.Kind(); kind == feed.KindFamily || kind == feed.KindStudents {
		return "", ErrPrivate
	}
	class, err := feed.ClassOf(tx, conv)
	if err == nil && class == "" {
		err = core.ErrAbsent
	}
	return class, err
}

// open writes an album, its first pictures and its entry.
func (s *Service) open(tx *db.Tx, a core.Actor, class roster.ClassID, in Opening, by roster.Byline, batch []draft) (ID, error) {
	c, err := roster.LoadOpenClass(tx, class)
	if err != nil {
		return "", err
	}
	if err := hold(tx, class); err != nil {
		return "", err
	}
	al := album{ID: ID(tx.NewID()), School: c.School, Class: class, Conv: feed.OfClass(class), Title: in.Title, Day: in.Day,
		Author: by, CreatedAt: tx.Millis()}
	if err := insertAlbum(tx, al); err != nil {
		return "", err
	}
	files, err := s.put(tx, a, al, batch, StateShown, by)
	if err != nil {
		return "", err
	}
	body, err := s.body(tx, al)
	if err != nil {
		return "", err
	}
	e, err := s.feed.Append(tx, al.Conv, feed.Draft{School: al.School, Kind: feed.EntryAlbum, By: by, Ref: string(al.ID), Body: body})
	if err != nil {
		return "", err
	}
	if err := setSeq(tx, al.ID, e.Seq); err != nil {
		return "", err
	}
	return al.ID, s.media.Use(tx, al.Conv, e.Seq, files)
}
