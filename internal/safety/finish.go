package safety

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// Ending is how a search ended.
type Ending struct {
	State State // found or falseAlarm
	Where string
	Word  string
}

// End ends a search: everybody who was asked is told, nobody is shown the picture
// any more, and the report is filed. Ending it again changes nothing.
func (s *Service) End(ctx context.Context, a core.Actor, id SearchID, e Ending) (Search, error) {
	var c core.Check
	e.Where, e.Word = core.CleanLine(e.Where), core.CleanText(e.Word)
	c.Length(e.Where, 0, 60, "/where")
	c.Length(e.Word, 0, 500, "/word")
	if err := c.Err(); err != nil {
		return Search{}, err
	}
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		m, err := load(tx, id)
		if err != nil || m.State != StateOpen {
			return false, err
		}
		by, err := roster.Author(tx, a, "")
		if err != nil {
			return false, err
		}
		m.State, m.EndedBy, m.Place, m.Word = e.State, by.Label, e.Where, e.Word
		return true, s.end(tx, m)
	})
	if err != nil {
		return Search{}, err
	}
	return s.Look(ctx, a, id)
}

func (s *Service) end(tx *db.Tx, m missing) error {
	ended, err := endSearch(tx, m.search)
	if err != nil || !ended {
		return err
	}
	m.EndedAt = tx.Millis()
	if err := s.asks.Close(tx, m.Ask); err != nil {
		return err
	}
	if err := s.allClear(tx, m); err != nil {
		return err
	}
	if m.Drill {
		return s.forget(tx, m)
	}
	return s.file(tx, m)
}

// forget leaves of a drill only how fast those who were asked have answered.
func (s *Service) forget(tx *db.Tx, m missing) error {
	c, err := s.crowd(tx, m)
	if err != nil {
		return err
	}
	if err := s.asks.Forget(tx, m.Ask); err != nil {
		return err
	}
	return forgetDrill(tx, m.ID, c.pace(m))
}

// file keeps the report in the child's record: without the picture, and without
// other families' numbers.
func (s *Service) file(tx *db.Tx, m missing) error {
	v, err := s.whole(tx, m, "zh-CN")
	if err != nil {
		return err
	}
	v.Known.Picture, v.Calls, v.NextAt, v.Held = "", []Call{}, 0, false
	body, err := encode(v)
	if err != nil {
		return err
	}
	return insertReport(tx, m.search, body)
}

// allClear tells everybody who was asked how it ended and takes the picture from
// their screens.
func (s *Service) allClear(tx *db.Tx, m missing) error {
	places, err := placesOf(tx, string(m.ID))
	if err != nil {
		return err
	}
	for _, p := range places {
		if err := s.files.Unuse(tx, p.conv, p.seq); err != nil {
			return err
		}
	}
	if err := s.retell(tx, m.School, string(m.ID), func(conv feed.ID) any { return m.body(conv) }); err != nil {
		return err
	}
	return s.nudgeAll(tx, m, places)
}

// nudgeAll lets everybody look in whose rooms the search stood.
func (s *Service) nudgeAll(tx *db.Tx, m missing, places []place) error {
	families := []roster.StudentID{}
	for _, p := range places {
		switch child, family := p.conv.Student(); {
		case family:
			families = append(families, child)
		case p.conv.Kind() == feed.KindStudents:
			pupils, err := s.pupils(tx, m.Class)
			if err != nil {
				return err
			}
			s.nudge(tx, NudgeHome, pupils...)
		case p.conv.Kind() == feed.KindStaff:
			staff, err := feed.Members(tx, p.conv)
			if err != nil {
				return err
			}
			s.nudge(tx, NudgeSearch, staff...)
		}
	}
	return s.nudgeFamilies(tx, families...)
}
