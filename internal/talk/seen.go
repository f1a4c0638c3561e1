package talk

import (
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// marked notes how far staff have read a family's room, and when that may show.
func (s *Service) marked(tx *db.Tx, m feed.Marked) error {
	student, family := m.Conversation.Student()
	if !family || m.Read == 0 {
		return nil
	}
	st, err := roster.LoadStudent(tx, student)
	if err != nil {
		return ignoreAbsent(err)
	}
	reader := core.Actor{Person: m.Person, Role: core.RoleStaff}
	if err := roster.IsStaffOfClass(tx, reader, st.Class); err != nil {
		return ignoreAbsent(err) // a guardian
	}
	c, err := loadCalm(tx, st.School, []string{m.Person})
	if err != nil {
		return err
	}
	var until core.Millis
	if end, quiet := quietUntil(tx.Now(), c.staff(m.Person)...); quiet {
		until = core.MillisOf(end)
	}
	was, err := loadSeen(tx, m.Conversation, m.Person)
	if err != nil {
		return err
	}
	return saveSeen(tx, st.School, m.Conversation, m.Person, was.reads(m.Read, tx.Millis(), until))
}

// shownRead is how far any of the staff have read, as far as it may be shown now.
func shownRead(tx *db.Tx, conv feed.ID) (feed.Seq, error) {
	all, err := seenIn(tx, conv)
	read := feed.Seq(0)
	for _, one := range all {
		read = max(read, one.at(tx.Millis()))
	}
	return read, err
}
