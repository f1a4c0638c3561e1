package ask

import (
	"context"
	"encoding/json"

	"magpie/internal/account"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

// maxName bounds the name of a kept form, maxKept how many a school keeps.
const (
	maxName = 60
	maxKept = 500
)

// Template is a form that a school keeps, for all of its staff.
type Template struct {
	ID   string      `json:"id"`
	Name string      `json:"name"`
	Form form.Form   `json:"form"`
	At   core.Millis `json:"at"`
}

// StaffOfForm is the policy for a kept form: the staff of its school.
func (s *Service) StaffOfForm() rest.Policy {
	return account.Judge(s.db, "staff-of-form", "form", func(tx *db.Tx, a core.Actor, object string) error {
		if a.Role != core.RoleStaff {
			return core.ErrAbsent
		}
		school, err := schoolOf(tx, object)
		if err != nil {
			return err
		}
		return core.AbsentUnless(roster.BelongsTo(tx, a, school))
	})
}

// Keep keeps a form for the actor's school; staff may.
func (s *Service) Keep(ctx context.Context, a core.Actor, name string, f form.Form) (string, error) {
	name, f = core.CleanLine(name), f.Clean()
	var c core.Check
	c.Length(name, 1, maxName, "/name")
	c.Require(len(f.Fields) > 0, "/form", "field.required")
	f.Check(&c, "/form")
	if err := c.Err(); err != nil {
		return "", err
	}
	fields, err := json.Marshal(f)
	if err != nil {
		return "", err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (string, error) {
		id := tx.NewID()
		kept, err := insertTemplate(tx, a, Template{ID: id, Name: name, At: tx.Millis()}, string(fields))
		if err == nil && !kept {
			err = ErrKept.With(core.Params{"max": maxKept})
		}
		return id, err
	})
}

// Templates returns a page of the forms that the actor's school keeps, the newest
// first; staff may.
func (s *Service) Templates(ctx context.Context, a core.Actor, p core.Page) (items []Template, next string, err error) {
	p = p.Clamp()
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		items, err = templatesBefore(tx, a.School, p.After, p.Limit+1)
		return err
	})
	if len(items) > p.Limit {
		items = items[:p.Limit]
		next = items[p.Limit-1].ID
	}
	return items, next, err
}

// DropTemplate forgets a kept form; asks that used it keep theirs. The policy has
// judged the actor.
func (s *Service) DropTemplate(ctx context.Context, id string) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (struct{}, error) {
		return struct{}{}, deleteTemplate(tx, id)
	})
	return err
}
