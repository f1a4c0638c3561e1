package notice

import (
	"context"
	"slices"

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
		n, err := published(tx, id)
		if err != nil {
			return Reminding{}, err
		}
		return s.remind(tx, n, only, a.Lang)
	})
}

func (s *Service) remind(tx *db.Tx, n notice, only []roster.StudentID, lang string) (Reminding, error) {
	out := Reminding{Reminded: []roster.StudentID{}, Skipped: []Skipped{}}
	crowd, err := ask.LoadCrowd(tx, n.Class)
	if err != nil {
		return out, err
	}
	tallies, err := ask.Count(tx, crowd, n.Ask)
	if err != nil {
		return out, err
	}
	silent := out.choose(tallies[n.Ask], crowd, only, lang)
	if err := s.queueLate(tx, n, silent); err != nil {
		return out, err
	}
	reminded, err := s.reach.Remind(tx, n.School, n.Ask, silent)
	if err != nil {
		return out, err
	}
	out.Reminded = reminded.Students
	if n.Per == ask.PerStudent {
		s.reach.Nudge(tx, reach.NudgeHome, accountsOf(tallies[n.Ask].Students, reminded.Students)...)
	}
	for _, st := range silent {
		if at, waits := reminded.Waiting[st]; waits {
			out.skip(st, "waiting", lang, core.Params{"minutes": (int64(at-tx.Millis()) + 59_999) / 60_000})
		}
	}
	return out, nil
}

// choose returns whom to remind among those wanted and notes why not the others.
// Wanting nobody in particular means all who have not answered.
func (r *Reminding) choose(t ask.Tally, crowd ask.Crowd, only []roster.StudentID, lang string) []roster.StudentID {
	silent := []roster.StudentID{}
	for i, c := range t.Children {
		switch {
		case only != nil && !slices.Contains(only, c.Student), only == nil && c.Done:
		case c.Done:
			r.skip(c.Student, "answered", lang, nil)
		case t.Ask.Per == ask.PerStudent && t.Students[i].Person == "":
			r.skip(c.Student, "noAccount", lang, nil)
		case t.Ask.Per != ask.PerStudent && len(crowd.Guardians[c.Student]) == 0:
			r.skip(c.Student, "notJoined", lang, nil)
		default:
			silent = append(silent, c.Student)
		}
	}
	return silent
}

// accountsOf returns the own accounts of those students who are among some.
func accountsOf(students []roster.Student, some []roster.StudentID) []string {
	persons := []string{}
	for _, st := range students {
		if st.Person != "" && slices.Contains(some, st.ID) {
			persons = append(persons, st.Person)
		}
	}
	return persons
}

func (r *Reminding) skip(st roster.StudentID, key, lang string, p core.Params) {
	key = "notice.skip." + key
	r.Skipped = append(r.Skipped, Skipped{st, key, Words.Say(lang, key, p)})
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
