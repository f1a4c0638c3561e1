package album

import (
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/roster"
)

// MaySee makes the service media's Gate: core.ErrAbsent hides a file from a member
// of a conversation that uses it. A file in no album is open to all members. One
// that is, wherever else it is used too, needs the consent of every child tagged
// in it; where it waits, it waits only in that class's own conversation.
func (s *Service) MaySee(tx *db.Tx, a core.Actor, file media.FileID, conv feed.ID) error {
	rows, err := rowsOfFile(tx, file)
	if err != nil || len(rows) == 0 {
		return err
	}
	shot, err := shotOf(tx, rows, conv)
	if err != nil {
		return err
	}
	r, err := reader(tx, a, rows[0].Class)
	return core.AbsentUnless(MaySee(r, shot), err)
}

// shotOf sums up all pictures that show a file. One that was removed from an album
// still says who is in it; whether its file may be used at all, media knows.
func shotOf(tx *db.Tx, rows []picture, conv feed.ID) (Shot, error) {
	shot := Shot{Owner: rows[0].Owner, State: StateShown}
	ids := make([]PictureID, 0, len(rows))
	waits, shown := false, false
	for _, p := range rows {
		ids = append(ids, p.ID)
		waits = waits || p.State == StateWaiting && feed.OfClass(p.Class) == conv
		shown = shown || p.State == StateShown
	}
	if waits && !shown {
		shot.State = StateWaiting
	}
	tags, err := tagsOf(tx, ids)
	if err != nil {
		return shot, err
	}
	students := []roster.StudentID{}
	for _, in := range tags {
		students = append(students, in...)
	}
	shot.Tagged, err = roster.PictureLevels(tx, students)
	return shot, err
}
