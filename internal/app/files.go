package app

import (
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/roster"
)

// answerFiles lets answers carry uploads: ask stands to the left of media.
type answerFiles struct{ media *media.Service }

// Usable returns a problem unless all files are the actor's own and ready.
func (f answerFiles) Usable(tx *db.Tx, a core.Actor, files []string) error {
	_, err := f.media.Usable(tx, a, fileIDs(files))
	return err
}

// Use shows files in the child's own room, where its family and its staff are, or
// with class in the class's. They belong to no entry there.
func (f answerFiles) Use(tx *db.Tx, student roster.Student, class bool, files []string) error {
	conv := feed.OfFamily(student.ID)
	if class {
		conv = feed.OfClass(student.Class)
	}
	return f.media.Use(tx, conv, 0, fileIDs(files))
}

func fileIDs(files []string) []media.FileID {
	out := make([]media.FileID, 0, len(files))
	for _, id := range files {
		out = append(out, media.FileID(id))
	}
	return out
}
