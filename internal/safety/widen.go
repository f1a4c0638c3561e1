package safety

import (
	"context"
	"errors"
	"slices"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// widenDue asks the next ring of every search whose time has come.
func (s *Service) widenDue(ctx context.Context) (next core.Millis, err error) {
	for {
		var due []search
		err = s.db.Read(ctx, func(tx *db.Tx) (err error) {
			due, next, err = dueSearches(tx, batch)
			return err
		})
		if err != nil || len(due) == 0 {
			return next, err
		}
		for _, d := range due {
			failed := s.db.Write(ctx, func(tx *db.Tx) error {
				m, err := load(tx, d.ID)
				if err != nil {
					return err
				}
				return s.advance(tx, m, true)
			})
			err = errors.Join(err, failed) // one that cannot go on holds back no other
		}
		if err != nil {
			return 0, err
		}
	}
}

// advance asks the next ring that has somebody in it, or does nothing when another
// server was faster. With due it waits for the ring's time.
func (s *Service) advance(tx *db.Tx, m missing, due bool) error {
	if m.Ring >= RingSchool {
		return nil
	}
	claimed, err := claimRing(tx, m.ID, m.Ring, due)
	if err != nil || !claimed {
		return err
	}
	if m, err = load(tx, m.ID); err != nil { // as it is now that nobody else can change it
		return err
	}
	for asked := false; ; m.Ring++ {
		if asked, err = s.askRing(tx, m); err != nil {
			return err
		}
		if asked || m.Ring == RingSchool {
			break
		}
	}
	m.NextAt = m.Ring.nextAfter(tx.Millis())
	tx.AfterCommit(s.wake.Rouse)
	if err := setRing(tx, m.search); err != nil {
		return err
	}
	return s.nudgeStaff(tx, m.Class)
}

// askRing asks one ring and reports whether there was anybody to ask.
func (s *Service) askRing(tx *db.Tx, m missing) (bool, error) {
	if err := insertRing(tx, m.ID, m.Ring); err != nil {
		return false, err
	}
	if m.Ring == RingSchool {
		return true, s.askSchool(tx, m)
	}
	families, err := s.askFamilies(tx, m)
	if err != nil || m.Ring != RingClass {
		return families, err
	}
	children, err := s.askChildren(tx, m)
	return families || children, err
}

// askFamilies asks the families of a ring in their own rooms. Children whom nobody
// has joined for are written down too: somebody has to call them.
func (s *Service) askFamilies(tx *db.Tx, m missing) (bool, error) {
	ring, err := s.circle(tx, m)
	if err != nil {
		return false, err
	}
	if err := insertAsked(tx, m.ID, m.Ring, ring); err != nil {
		return false, err
	}
	if err := s.asks.Widen(tx, m.Ask, ring); err != nil {
		return false, err
	}
	guardians, err := roster.GuardiansOf(tx, ring...)
	if err != nil {
		return false, err
	}
	rooms := []feed.ID{}
	for _, g := range guardians {
		rooms = append(rooms, feed.OfFamily(g.Student))
	}
	slices.Sort(rooms)
	rooms = slices.Compact(rooms)
	if err := s.spread(tx, m, rooms); err != nil {
		return false, err
	}
	return len(rooms) > 0, s.nudgeFamilies(tx, ring...)
}

// circle returns the children of the search's ring as the class is now.
func (s *Service) circle(tx *db.Tx, m missing) ([]roster.StudentID, error) {
	class, err := roster.Students(tx, m.Class)
	if err != nil {
		return nil, err
	}
	before, err := askedBy(tx, m.ID)
	if err != nil {
		return nil, err
	}
	out, err := kept(tx, m)
	if err != nil {
		return nil, err
	}
	for id := range before {
		out[id] = true
	}
	with, err := s.companions(tx, m.Student)
	return circle(m.Ring, m.child, class, with, out), err
}

// kept returns the children of the class who are never asked: somebody who is
// barred from the missing child would read it in their family's room.
func kept(tx *db.Tx, m missing) (map[roster.StudentID]bool, error) {
	out := map[roster.StudentID]bool{}
	barred, err := roster.BarredFrom(tx, m.Student)
	if err != nil || len(barred) == 0 {
		return out, err
	}
	guardians, err := roster.GuardiansOfClass(tx, m.Class)
	for _, g := range guardians {
		if slices.Contains(barred, g.Person) {
			out[g.Student] = true
		}
	}
	return out, err
}

func (s *Service) companions(tx *db.Tx, student roster.StudentID) (list []companion, err error) {
	if s.company == nil {
		return nil, nil
	}
	ids, err := s.company.Companions(tx, student)
	for _, id := range ids {
		home, err := s.company.Home(tx, id)
		if err != nil {
			return nil, err
		}
		list = append(list, companion{id, home})
	}
	if errors.Is(err, core.ErrAbsent) {
		err = nil // a child who left goes home with nobody
	}
	return list, err
}

// askChildren asks the children in their own room, where it is open: two adults
// stand in it. The search was put to all of them together with their families.
func (s *Service) askChildren(tx *db.Tx, m missing) (bool, error) {
	room := feed.OfStudents(m.Class)
	pupils, err := s.pupils(tx, m.Class)
	if err != nil || len(pupils) == 0 {
		return false, err
	}
	unwatched, err := roster.Unwatched(tx, []roster.ClassID{m.Class})
	if err != nil || unwatched[m.Class] {
		return false, err
	}
	s.nudge(tx, NudgeHome, pupils...)
	return true, s.spread(tx, m, []feed.ID{room})
}

// pupils are the children of a class with an account of their own.
func (s *Service) pupils(tx *db.Tx, class roster.ClassID) (persons []string, err error) {
	students, err := roster.Students(tx, class)
	for _, st := range students {
		if st.Person != "" {
			persons = append(persons, st.Person)
		}
	}
	return persons, err
}

// askSchool tells the staff of all other classes.
func (s *Service) askSchool(tx *db.Tx, m missing) error {
	classes, err := roster.OpenClasses(tx, m.School)
	if err != nil {
		return err
	}
	rooms := []feed.ID{}
	for _, c := range classes {
		if c.ID != m.Class {
			rooms = append(rooms, feed.OfStaff(c.ID))
		}
	}
	if err := s.spread(tx, m, rooms); err != nil {
		return err
	}
	staff, err := roster.StaffOfSchool(tx, m.School)
	s.nudge(tx, NudgeSearch, staff...)
	return err
}

// nudgeFamilies lets the families of children look at home.
func (s *Service) nudgeFamilies(tx *db.Tx, students ...roster.StudentID) error {
	persons, err := roster.PersonsOf(tx, students...)
	s.nudge(tx, NudgeHome, persons...)
	return err
}

// Widen asks the next ring at once. from is the ring that was on the screen: when
// a colleague or the time was faster, nothing more is done; nil for whatever it is.
func (s *Service) Widen(ctx context.Context, a core.Actor, id SearchID, from *Ring) (Search, error) {
	return s.change(ctx, a, id, func(tx *db.Tx, m missing) error {
		if from != nil && m.Ring != *from {
			return nil
		}
		return s.advance(tx, m, false)
	})
}

// Hold keeps a search at its ring until it is let go; the ring then has its time
// anew.
func (s *Service) Hold(ctx context.Context, a core.Actor, id SearchID, hold bool) (Search, error) {
	return s.change(ctx, a, id, func(tx *db.Tx, m missing) error {
		if m.Held == hold {
			return nil
		}
		tx.AfterCommit(s.wake.Rouse)
		if err := setHeld(tx, id, hold, m.Ring.nextAfter(tx.Millis())); err != nil {
			return err
		}
		return s.nudgeStaff(tx, m.Class)
	})
}

// change does something to a search that is on and returns it as it is then.
func (s *Service) change(ctx context.Context, a core.Actor, id SearchID, do func(tx *db.Tx, m missing) error) (Search, error) {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		m, err := loadOpen(tx, id)
		if err != nil {
			return false, err
		}
		return true, do(tx, m)
	})
	if err != nil {
		return Search{}, err
	}
	return s.Look(ctx, a, id)
}
