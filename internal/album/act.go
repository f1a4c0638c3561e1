package album

import (
	"context"
	"slices"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// change writes to a picture that the actor keeps, in a class that is open.
func (s *Service) change(ctx context.Context, a core.Actor, id PictureID, write func(tx *db.Tx, p picture, al album) (Check, error)) (Check, error) {
	return db.Once(ctx, s.db, func(tx *db.Tx) (Check, error) {
		p, err := loadPicture(tx, id)
		if err != nil {
			return Check{}, err
		}
		al, err := albumToWrite(tx, p.Album)
		if err != nil {
			return Check{}, err
		}
		if p, err = loadPicture(tx, id); err != nil { // as it is now that nobody else may change it
			return Check{}, err
		}
		if err := mayKeep(tx, a, p); err != nil {
			return Check{}, err
		}
		return write(tx, p, al)
	})
}

// silently is change for what has no answer.
func (s *Service) silently(ctx context.Context, a core.Actor, id PictureID, write func(tx *db.Tx, p picture, al album) error) error {
	_, err := s.change(ctx, a, id, func(tx *db.Tx, p picture, al album) (Check, error) { return Check{}, write(tx, p, al) })
	return err
}

// Caption gives a picture other words. Staff who see it may, and a family until
// staff have decided: the words were looked at with the picture.
func (s *Service) Caption(ctx context.Context, a core.Actor, id PictureID, caption string) error {
	caption = core.CleanLine(caption)
	var c core.Check
	c.Length(caption, 0, maxCaption, "/caption")
	if err := c.Err(); err != nil {
		return err
	}
	return s.silently(ctx, a, id, func(tx *db.Tx, p picture, _ album) error {
		if a.Role != core.RoleStaff && p.State != StateWaiting {
			return ErrDecided
		}
		return setCaption(tx, p.ID, caption)
	})
}

// Remove takes a picture out of its album. Its owner may, and staff who see it.
func (s *Service) Remove(ctx context.Context, a core.Actor, id PictureID) error {
	return s.silently(ctx, a, id, func(tx *db.Tx, p picture, al album) error {
		return s.end(tx, p, al, StateRemoved, a.Person)
	})
}

// end lets nobody see a picture any more.
func (s *Service) end(tx *db.Tx, p picture, al album, state State, by string) error {
	changed, err := setState(tx, p.ID, p.State, state, by)
	if err == nil && !changed {
		err = ErrDecided
	}
	if err != nil {
		return err
	}
	if err := s.media.Unuse(tx, al.Conv, al.Seq); err != nil {
		return err
	}
	rest, err := filesIn(tx, al.ID)
	if err != nil {
		return err
	}
	if err := s.media.Use(tx, al.Conv, al.Seq, rest); err != nil {
		return err
	}
	return s.refresh(tx, al)
}

// Approve lets the class see a picture that a family added. Staff of the class may.
func (s *Service) Approve(ctx context.Context, a core.Actor, id PictureID) error {
	return s.decide(ctx, a, id, func(tx *db.Tx, p picture, al album) error {
		changed, err := setState(tx, p.ID, StateWaiting, StateShown, a.Person)
		if err == nil && !changed {
			err = ErrDecided
		}
		if err != nil {
			return err
		}
		return s.later(tx, al.ID)
	})
}

// Refuse keeps a family's picture out of the album. Staff of the class may.
func (s *Service) Refuse(ctx context.Context, a core.Actor, id PictureID) error {
	return s.decide(ctx, a, id, func(tx *db.Tx, p picture, al album) error {
		return s.end(tx, p, al, StateRefused, a.Person)
	})
}

func (s *Service) decide(ctx context.Context, a core.Actor, id PictureID, write func(tx *db.Tx, p picture, al album) error) error {
	return s.silently(ctx, a, id, func(tx *db.Tx, p picture, al album) error {
		if err := roster.IsStaffOfClass(tx, a, p.Class); err != nil {
			return err
		}
		if p.State != StateWaiting {
			return ErrDecided
		}
		s.nudge(tx, p.Owner)
		if err := write(tx, p, al); err != nil {
			return err
		}
		return s.nudgeStaff(tx, p.Class)
	})
}

// Tag says which children are in a picture and returns whom that keeps out. Staff
// name all of them; a guardian, in an own picture, only the own children, and is
// told nothing about others.
func (s *Service) Tag(ctx context.Context, a core.Actor, id PictureID, students []roster.StudentID) (Check, error) {
	return s.change(ctx, a, id, func(tx *db.Tx, p picture, al album) (Check, error) {
		out, err := Check{Hidden: []Kept{}}, error(nil)
		if err := retag(tx, a, p, students); err != nil {
			return out, err
		}
		if a.Role == core.RoleStaff {
			if out, err = check(tx, p.Class, students); err != nil {
				return out, err
			}
		}
		return out, s.refresh(tx, al)
	})
}

func retag(tx *db.Tx, a core.Actor, p picture, students []roster.StudentID) error {
	before, err := tagsOf(tx, []PictureID{p.ID})
	if err != nil {
		return err
	}
	may, err := mayTag(tx, a, p, before[p.ID])
	if err != nil {
		return err
	}
	var c core.Check
	c.Require(allIn(students, may), "/students", "album.notTaggable")
	if err := c.Err(); err != nil {
		return err
	}
	gone := slices.DeleteFunc(before[p.ID], func(st roster.StudentID) bool {
		return slices.Contains(students, st) || !slices.Contains(may, st)
	})
	own := a.Person // a family does not undo what staff saw
	if a.Role == core.RoleStaff {
		own = ""
	}
	if err := untag(tx, p.ID, gone, own); err != nil {
		return err
	}
	return tag(tx, p, students, a.Person)
}

// mayTag returns the children an actor may put into or take out of a picture. Staff
// may also keep or take out one who has left the class since.
func mayTag(tx *db.Tx, a core.Actor, p picture, tagged []roster.StudentID) ([]roster.StudentID, error) {
	may, err := taggable(tx, a, p.Class)
	if a.Role == core.RoleStaff {
		may = append(may, tagged...)
	}
	return may, err
}
