package safety

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Line is a search in the list of a class.
type Line struct {
	ID       SearchID         `json:"id"`
	Student  roster.StudentID `json:"student" doc:"Empty for a drill that has ended"`
	Name     string           `json:"name"`
	State    State            `json:"state" enum:"open,found,falseAlarm"`
	Drill    bool             `json:"drill"`
	Ring     Ring             `json:"ring"`
	OpenedAt core.Millis      `json:"openedAt"`
	EndedAt  core.Millis      `json:"endedAt"`
	Score    *Score           `json:"score,omitempty"`
}

// AlertLine is an alert in the list of a class.
type AlertLine struct {
	ID       AlertID        `json:"id"`
	Class    roster.ClassID `json:"class" doc:"Empty for the whole school"`
	Kind     Danger         `json:"kind" enum:"fire,quake,lockdown,weather,other"`
	Drill    bool           `json:"drill"`
	State    string         `json:"state" enum:"open,ended"`
	OpenedAt core.Millis    `json:"openedAt"`
	EndedAt  core.Millis    `json:"endedAt"`
	Score    *Score         `json:"score,omitempty" doc:"Of one that has ended"`
}

// cut makes a page of one item too many.
func cut[T any](items []T, limit int, key func(T) string) ([]T, string) {
	if len(items) <= limit {
		return items, ""
	}
	return items[:limit], key(items[limit-1])
}

// Searches lists a class's searches, the newest first; the policy has judged the actor.
func (s *Service) Searches(ctx context.Context, _ core.Actor, class roster.ClassID, p core.Page) (items []Line, next string, err error) {
	p = p.Clamp()
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		rows, err := searchesOf(tx, class, SearchID(p.After), p.Limit+1)
		if err != nil {
			return err
		}
		rows, next = cut(rows, p.Limit, func(r search) string { return string(r.ID) })
		ids := make([]roster.StudentID, len(rows))
		for i, r := range rows {
			ids[i] = r.Student
		}
		students, err := roster.StudentsByID(tx, ids)
		names := map[roster.StudentID]string{}
		for _, st := range students {
			names[st.ID] = st.Name
		}
		items = make([]Line, len(rows))
		for i, r := range rows {
			items[i] = Line{ID: r.ID, Student: r.Student, Name: names[r.Student], State: r.State, Drill: r.Drill, Ring: r.Ring,
				OpenedAt: r.OpenedAt, EndedAt: r.EndedAt, Score: r.Score}
		}
		return err
	})
	return items, next, err
}

// Reports lists what was filed in a child's record, the newest first; the policy
// has judged the actor.
func (s *Service) Reports(ctx context.Context, _ core.Actor, student roster.StudentID, p core.Page) (items []Search, next string, err error) {
	p = p.Clamp()
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		filed, err := reportsOf(tx, student, SearchID(p.After), p.Limit+1)
		items = make([]Search, len(filed))
		for i, body := range filed {
			v, failed := decode[Search](body)
			if failed != nil {
				return failed
			}
			items[i] = v
		}
		items, next = cut(items, p.Limit, func(v Search) string { return string(v.ID) })
		return err
	})
	return items, next, err
}

// Alerts lists the alerts of a class and of its school, the newest first; the
// policy has judged the actor.
func (s *Service) Alerts(ctx context.Context, a core.Actor, class roster.ClassID, p core.Page) (items []AlertLine, next string, err error) {
	p = p.Clamp()
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		rows, err := alertsOf(tx, a.School, class, AlertID(p.After), p.Limit+1)
		items = make([]AlertLine, len(rows))
		for i, r := range rows {
			items[i] = AlertLine{ID: r.ID, Class: r.Class, Kind: r.Kind, Drill: r.Drill, State: r.body().State,
				OpenedAt: r.OpenedAt, EndedAt: r.EndedAt, Score: r.Score}
		}
		items, next = cut(items, p.Limit, func(l AlertLine) string { return string(l.ID) })
		return err
	})
	return items, next, err
}
