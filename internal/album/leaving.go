package album

import (
	"context"
	"errors"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// KeepDays is how many days the pictures of a class stay after its end, unless the
// operator says otherwise.
const KeepDays = 180

// tellBefore is how long before its pictures go a class's staff are told.
const tellBefore = 30 * day

const day = 24 * time.Hour

// Leaving is a class that has ended, whose pictures will be removed.
type Leaving struct {
	Class     roster.ClassID `json:"class"`
	ClassName string         `json:"className"`
	EndedAt   core.Millis    `json:"endedAt"`
	RemoveAt  core.Millis    `json:"removeAt"`
	Removed   bool           `json:"removed" doc:"They are gone"`
	told      bool
}

func after(at core.Millis, d time.Duration) core.Millis { return at + core.Millis(d.Milliseconds()) }

// leavingOf returns how a class stands with its end: nothing while it is open.
// Staff always had the whole time of warning, so a late warning moves the day.
func (s *Service) leavingOf(tx *db.Tx, c roster.Class) (l Leaving, err error) {
	l = Leaving{Class: c.ID, ClassName: c.Name, EndedAt: c.ArchivedAt}
	if c.ArchivedAt == 0 {
		return l, nil
	}
	if err := loadLeaving(tx, &l); err != nil || l.told {
		return l, err
	}
	l.RemoveAt = max(after(c.ArchivedAt, s.keep), after(tx.Millis(), tellBefore))
	return l, nil
}

// Leaving returns the actor's own ended classes whose pictures will be removed soon.
func (s *Service) Leaving(ctx context.Context, a core.Actor) (out []Leaving, err error) {
	out = []Leaving{}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		classes, err := toldClasses(tx, a.School)
		if err != nil {
			return err
		}
		for _, id := range classes {
			err := roster.IsStaffOfClass(tx, a, id)
			if errors.Is(err, core.ErrAbsent) {
				continue
			}
			if err != nil {
				return err
			}
			c, err := roster.LoadClass(tx, id)
			if err != nil {
				return err
			}
			l, err := s.leavingOf(tx, c)
			if err != nil {
				return err
			}
			out = append(out, l)
		}
		return nil
	})
	return out, err
}

// Keepsakes are what a guardian can take home: the own children whose class has
// ended, with the day until when.
type Keepsakes struct {
	Items []Keep `json:"items"`
}

// Keep is one child's keepsake; its file is the child's export.
type Keep struct {
	Student roster.StudentID `json:"student"`
	Name    string           `json:"name"`
	Leaving
}

// Keepsakes returns what an actor can take home of classes that have ended.
func (s *Service) Keepsakes(ctx context.Context, a core.Actor) (out Keepsakes, err error) {
	out.Items = []Keep{}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		children, err := roster.PastChildrenOf(tx, a.Person)
		if err != nil {
			return err
		}
		for _, child := range children {
			c, err := roster.LoadClass(tx, child.Class)
			if err != nil {
				return err
			}
			l, err := s.leavingOf(tx, c)
			if err != nil {
				return err
			}
			out.Items = append(out.Items, Keep{Student: child.Student, Name: child.Name, Leaving: l})
		}
		return nil
	})
	return out, err
}

// Retire tells the staff of classes that ended long ago, and later removes those
// classes' pictures and whatever else their families sent; each step once,
// whichever server finds it.
func (s *Service) Retire(ctx context.Context) error {
	var due []roster.ClassID
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		ended, err := roster.EndedBefore(tx, after(tx.Millis(), tellBefore-s.keep))
		if err != nil {
			return err
		}
		due, err = withoutQuiet(tx, ended)
		return err
	})
	for _, class := range due {
		for more := err == nil; more && err == nil; {
			err = s.db.Write(ctx, func(tx *db.Tx) error {
				more, err = s.retire(tx, class)
				return err
			})
		}
	}
	return err
}

// retire does the next step for a class that ended; more says that another one is due.
func (s *Service) retire(tx *db.Tx, id roster.ClassID) (more bool, err error) {
	if err := hold(tx, id); err != nil {
		return false, err
	}
	c, err := roster.LoadClass(tx, id)
	if err != nil {
		return false, err
	}
	l, err := s.leavingOf(tx, c)
	switch {
	case err != nil || l.Removed:
		return false, err
	case !l.told:
		if err := insertLeaving(tx, c, l.RemoveAt); err != nil {
			return false, err
		}
		return false, s.nudgeStaff(tx, id)
	case tx.Millis() < l.RemoveAt:
		return false, nil
	}
	files, err := s.media.OfClass(tx, id, removeAtOnce)
	if err != nil {
		return false, err
	}
	if len(files) > 0 {
		return true, s.media.Remove(tx, files)
	}
	return false, s.emptied(tx, c)
}

// removeAtOnce bounds how long others wait for one step of removing.
const removeAtOnce = 200

// emptied notes that a class's files are gone and lets its entries say so.
func (s *Service) emptied(tx *db.Tx, c roster.Class) error {
	if err := removeAll(tx, c.ID); err != nil {
		return err
	}
	albums, err := shelvesOf(tx, c.ID, sight{}, album{}, maxPictures)
	if err != nil {
		return err
	}
	for _, al := range albums {
		if err := s.refresh(tx, al.album); err != nil {
			return err
		}
	}
	return setRemoved(tx, c.ID)
}
