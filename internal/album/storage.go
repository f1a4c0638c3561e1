package album

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/media"
	"magpie/internal/roster"
)

// Storage says what takes up a class's space.
type Storage struct {
	media.Space
	Names    map[roster.StudentID]string `json:"names" doc:"The children whose families are named in families"`
	Albums   []Weight                    `json:"albums" doc:"The heaviest first; of what the reader may see"`
	RemoveAt core.Millis                 `json:"removeAt" doc:"Of a class that has ended: when its pictures will be removed; 0 while it is open"`
	Removed  bool                        `json:"removed" doc:"They are gone"`
}

// Weight is an album with the bytes that its pictures are sent with.
type Weight struct {
	ID    ID     `json:"id"`
	Title string `json:"title"`
	Day   string `json:"day"`
	Count int    `json:"count"`
	Bytes int64  `json:"bytes"`
}

// heaviest bounds the list of albums on the storage page.
const heaviest = 50

// Storage returns what takes up a class's space; the policy has judged the actor,
// staff of the class.
func (s *Service) Storage(ctx context.Context, a core.Actor, class roster.ClassID) (out Storage, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		out, err = s.storage(tx, a, class)
		return err
	})
	return out, err
}

func (s *Service) storage(tx *db.Tx, a core.Actor, class roster.ClassID) (out Storage, err error) {
	c, err := roster.LoadClass(tx, class)
	if err != nil {
		return out, err
	}
	if out.Space, err = s.media.Sums(tx, class); err != nil {
		return out, err
	}
	if out.Names, err = namesOf(tx, class); err != nil {
		return out, err
	}
	v, err := lookAs(tx, a, class)
	if err != nil {
		return out, err
	}
	if out.Albums, err = weights(tx, class, v); err != nil {
		return out, err
	}
	l, err := s.leavingOf(tx, c)
	out.RemoveAt, out.Removed = l.RemoveAt, l.Removed
	return out, err
}

func namesOf(tx *db.Tx, class roster.ClassID) (map[roster.StudentID]string, error) {
	students, err := roster.Students(tx, class)
	names := make(map[roster.StudentID]string, len(students))
	for _, st := range students {
		names[st.ID] = st.Name
	}
	return names, err
}
