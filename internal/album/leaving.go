package album

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// How long the pictures of a class stay after its end, and how long before they
// go its staff are told.
const (
	keepAfterEnd = 180 * 24 * time.Hour
	tellBefore   = 30 * 24 * time.Hour
)

// Leaving is a class that has ended, whose pictures will be removed.
type Leaving struct {
	Class     roster.ClassID `json:"class"`
	ClassName string         `json:"className"`
	EndedAt   core.Millis    `json:"endedAt"`
	RemoveAt  core.Millis    `json:"removeAt"`
	told      bool
	removed   bool
}

func after(at core.Millis, d time.Duration) core.Millis { return at + core.Millis(d.Milliseconds()) }

// leavingOf returns how a class stands with its end: nothing while it is open.
// Staff always had the whole time of warning, so a late warning moves the day.
func leavingOf(tx *db.Tx, c roster.Class) (l Leaving, err error) {
	l = Leaving{Class: c.ID, ClassName: c.Name, EndedAt: c.ArchivedAt}
	if c.ArchivedAt == 0 {
		return l, nil
	}
	var told, removed core.Millis
	err = tx.QueryRow(`select remove_at, told_at, removed_at from album_leaving where class = $1`, c.ID).Scan(&l.RemoveAt, &told, &removed)
	if errors.Is(err, sql.ErrNoRows) {
		l.RemoveAt = max(after(c.ArchivedAt, keepAfterEnd), after(tx.Millis(), tellBefore))
		return l, nil
	}
	l.told, l.removed = told > 0, removed > 0
	return l, err
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
			l, err := leavingOf(tx, c)
			if err != nil {
				return err
			}
			out = append(out, l)
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
		ended, err := roster.EndedBefore(tx, after(tx.Millis(), tellBefore-keepAfterEnd))
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
	l, err := leavingOf(tx, c)
	switch {
	case err != nil || l.removed:
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

func insertLeaving(tx *db.Tx, c roster.Class, removeAt core.Millis) error {
	_, err := tx.Exec(`insert into album_leaving (school, class, remove_at, told_at, removed_at) values ($1, $2, $3, $4, 0)`,
		c.School, c.ID, removeAt, tx.Millis())
	return err
}

func setRemoved(tx *db.Tx, class roster.ClassID) error {
	_, err := tx.Exec(`update album_leaving set removed_at = $2 where class = $1`, class, tx.Millis())
	return err
}

// removeAll ends every picture of a class.
func removeAll(tx *db.Tx, class roster.ClassID) error {
	_, err := tx.Exec(`update album_picture set state = 'removed', decided_at = $2 where class = $1 and state in ('waiting', 'shown')`,
		class, tx.Millis())
	return err
}

// toldClasses returns the classes of a school whose staff were told and whose
// pictures are still there.
func toldClasses(tx *db.Tx, school string) ([]roster.ClassID, error) {
	rows, err := tx.Query(`select class from album_leaving where school = $1 and removed_at = 0 order by remove_at, class`, school)
	return db.Collect(rows, err, scanClass)
}

// withoutQuiet leaves out the ended classes for which nothing is to be done now:
// their staff were told and the day has not come, or it is over.
func withoutQuiet(tx *db.Tx, ended []roster.ClassID) ([]roster.ClassID, error) {
	rows, err := tx.Query(`select class from album_leaving where (removed_at > 0 or remove_at > $1) and class in `+db.In(tx, "$2"),
		tx.Millis(), db.List(ended))
	quiet, err := db.Collect(rows, err, scanClass)
	return slices.DeleteFunc(ended, func(class roster.ClassID) bool { return slices.Contains(quiet, class) }), err
}

func scanClass(r *sql.Rows) (c roster.ClassID, err error) { return c, r.Scan(&c) }
