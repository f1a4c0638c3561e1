package talk

import (
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
)

// Files is what this room needs of media; app plugs it in.
type Files interface {
	// Usable returns the files described, when all are the actor's and ready.
	Usable(tx *db.Tx, a core.Actor, files []media.FileID) ([]media.Attached, error)
	// Use lets the members of a conversation see the files from now on.
	Use(tx *db.Tx, conv feed.ID, seq feed.Seq, files []media.FileID) error
	// Unuse ends that for the files of one entry, but for their owner and staff.
	Unuse(tx *db.Tx, conv feed.ID, seq feed.Seq) error
}

func fileIDs(files []media.Attached) []media.FileID {
	ids := make([]media.FileID, 0, len(files))
	for _, f := range files {
		ids = append(ids, f.ID)
	}
	return ids
}
