package safety

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Sheet is what the police need of a search, to be printed.
type Sheet struct {
	School    string      `json:"school"`
	ClassName string      `json:"className"`
	Name      string      `json:"name"`
	Gender    string      `json:"gender"`
	Dorm      string      `json:"dorm"`
	State     State       `json:"state" enum:"open,found,falseAlarm"`
	Drill     bool        `json:"drill"`
	Known     Known       `json:"known"`
	OpenedBy  string      `json:"openedBy"`
	OpenedAt  core.Millis `json:"openedAt"`
	EndedAt   core.Millis `json:"endedAt"`
	Where     string      `json:"where"`
	Timeline  []Sighting  `json:"timeline"`
	Words     []Word      `json:"words"`
	Contacts  []Number    `json:"contacts" doc:"The own family's numbers; empty once the search has ended"`
	Staff     []string    `json:"staff" doc:"Who teaches the class, the head first"`
	PrintedAt core.Millis `json:"printedAt"`
}

// Sheet returns a search as it is printed for the police; the policy has judged
// the actor.
func (s *Service) Sheet(ctx context.Context, a core.Actor, id SearchID) (out Sheet, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		m, err := load(tx, id)
		if err != nil {
			return err
		}
		v, err := s.look(tx, id, a.Lang)
		if err != nil {
			return err
		}
		out = v.sheet()
		out.Dorm, out.PrintedAt = m.child.Dorm, tx.Millis()
		school, err := roster.LoadSchool(tx, m.School)
		if err != nil {
			return err
		}
		out.School = school.Name
		colleagues, err := roster.Colleagues(tx, m.Class)
		for _, c := range colleagues {
			out.Staff = append(out.Staff, c.Name)
		}
		return err
	})
	return out, err
}

func (v Search) sheet() Sheet {
	out := Sheet{ClassName: v.ClassName, Name: v.Name, Gender: v.Gender, State: v.State, Drill: v.Drill, Known: v.Known, OpenedBy: v.OpenedBy,
		OpenedAt: v.OpenedAt, EndedAt: v.EndedAt, Where: v.Where, Timeline: v.Timeline, Words: v.Words, Contacts: []Number{}, Staff: []string{}}
	for _, c := range v.Calls {
		if c.Own {
			out.Contacts = c.Contacts
		}
	}
	return out
}
