package notice

import (
	"context"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/reach"
	"magpie/internal/roster"
)

// Reminding is what became of pressing "remind".
type Reminding struct {
	Reminded []roster.StudentID `json:"reminded"`
	Skipped  []Skipped          `json:"skipped"`
}

// Skipped is a child whose family was not reminded, and why.
type Skipped struct {
	Student roster.StudentID `json:"student"`
	Key     string           `json:"key"`
	Text    string           `json:"text"`
}

// Remind reminds the families that have not answered, all or the ones named, each
// at most once an hour; the policy has judged the actor.
func (s *Service) Remind(ctx context.Context, a core.Actor, id ID, only []roster.StudentID) (Reminding, error) {
	return db.Once(ctx, s.db, func(tx *db.Tx) (Reminding, error) {
		n, err := loadNotice(tx, id)
		if err != nil {
			return Reminding{}, err
		}
		switch n.State {
		case StateRecalled:
			return Reminding{}, ErrRecalled
		case StateScheduled:
			return Reminding{}, ErrNotOut
		}
		return s.remind(tx, n, only, a.Lang)
	})
}

func (s *Service) remind(tx *db.Tx, n notice, only []roster.StudentID, lang string) (Reminding, error) {
	out := Reminding{Reminded: []roster.StudentID{}, Skipped: []Skipped{}}
	skip := func(st roster.StudentID, key string, p core.Params) {
		key = "notice.skip." + key
		out.Skipped = append(out.Skipped, Skipped{st, key, say(Words, key, lang, p)})
	}
	crowd, err := ask.LoadCrowd(tx, n.Class)
	if err != nil {
		return out, err
	}
	tallies, err := ask.Count(tx, crowd, n.Ask)
	if err != nil {
		return out, err
	}
	wanted := map[roster.StudentID]bool{}
	for _, st := range only {
		wanted[st] = true
	}
	silent := []roster.StudentID{}
	for _, c := range tallies[n.Ask].Children {
		switch {
		case only != nil && !wanted[c.Student]:
		case c.Done && only == nil:
		case c.Done:
			skip(c.Student, "answered", nil)
		case len(crowd.Guardians[c.Student]) == 0:
			skip(c.Student, "notJoined", nil)
		default:
			silent = append(silent, c.Student)
		}
	}
	if err := s.queueLate(tx, n, silent); err != nil {
		return out, err
	}
	reminded, err := s.reach.Remind(tx, n.School, n.Ask, silent)
	if err != nil {
		return out, err
	}
	out.Reminded = reminded.Students
	for _, st := range silent {
		if at, waits := reminded.Waiting[st]; waits {
			skip(st, "waiting", core.Params{"minutes": (int64(at-tx.Millis()) + 59_999) / 60_000})
		}
	}
	return out, nil
}

// queueLate gives children who came to the class after the notice a delivery of
// their own.
func (s *Service) queueLate(tx *db.Tx, n notice, students []roster.StudentID) error {
	if n.Students != nil || len(students) == 0 {
		return nil
	}
	places, err := placesOf(tx, n.ID)
	if err != nil || len(places) == 0 {
		return err
	}
	return s.reach.Enqueue(tx, reach.Parcel{School: n.School, Ask: n.Ask, Room: feed.KindClass,
		Seqs: map[feed.Seq][]roster.StudentID{places[0].Seq: students}})
}
