package ask

import (
	"context"
	"slices"
	"strconv"

	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Record is one answer as staff see it.
type Record struct {
	ID        AnswerID         `json:"id"`
	Number    int              `json:"number" doc:"Its place, from 1, for ever"`
	Student   roster.StudentID `json:"student"`
	Name      string           `json:"name" doc:"The child's"`
	Label     string           `json:"label" doc:"Who answered, e.g. 李明妈妈"`
	Via       Via              `json:"via" enum:"app,word,link,staff"`
	At        core.Millis      `json:"at"`
	Level     Level            `json:"level" enum:"read,confirm,understood,sign,form"`
	Version   int              `json:"version" doc:"What was on the screen"`
	Values    form.Values      `json:"values"`
	Note      string           `json:"note,omitempty" doc:"What staff wrote beside it"`
	Changes   int              `json:"changes"`
	Withdrawn bool             `json:"withdrawn"`
	Reopened  bool             `json:"reopened" doc:"It answers an older version"`
}

func (n names) record(a Ask, g Given) Record {
	return Record{ID: g.ID(), Number: g.Number, Student: g.Student, Name: n.child[g.Student], Label: n.label(g), Via: g.Via, At: g.At,
		Level: g.Level, Version: g.Version, Values: g.Values, Note: g.Note, Changes: g.Changes, Withdrawn: g.Withdrawn,
		Reopened: g.Version < a.Wanted}
}

func records(tx *db.Tx, a Ask, list []Given, lang string) ([]Record, error) {
	n, err := namesFor(tx, list, lang)
	out := make([]Record, 0, len(list))
	for _, g := range list {
		out = append(out, n.record(a, g))
	}
	return out, err
}

// Results are the answers to an ask, in order, and who is silent. For staff only.
type Results struct {
	Form     *form.Form     `json:"form,omitempty"`
	Question *form.Question `json:"question,omitempty"`
	Level    Level          `json:"level" enum:"read,confirm,understood,sign,form"`
	Version  int            `json:"version"`
	Open     bool           `json:"open"`
	Secret   bool           `json:"secret"`
	DueAt    core.Millis    `json:"dueAt"`
	Total    int            `json:"total" doc:"How many children are asked"`
	Answered int            `json:"answered"`
	Items    []Record       `json:"items"`
	Silent   []Silent       `json:"silent" doc:"On the first page"`
	Next     string         `json:"next,omitempty"`
}

// Results returns a page of the answers; the policy has judged the actor.
func (s *Service) Results(ctx context.Context, lang string, id ID, p core.Page) (r Results, err error) {
	p = p.Clamp()
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		a, err := loadAsk(tx, id)
		if err != nil {
			return err
		}
		silent, tally, err := missing(tx, id)
		if err != nil {
			return err
		}
		r = Results{Form: shown(a.Form), Question: a.Question, Level: a.Level, Version: a.Version, Open: a.Open, Secret: a.Secret,
			DueAt: a.DueAt, Total: len(tally.Children), Answered: tally.Answered(), Silent: []Silent{}}
		if p.After == "" {
			r.Silent = silent
		}
		list, next, err := givenPage(tx, id, p)
		if err != nil {
			return err
		}
		r.Next = next
		r.Items, err = records(tx, a, list, lang)
		return err
	})
	return r, err
}

// shown is a form as it is sent; nil for one without fields.
func shown(f form.Form) *form.Form {
	if len(f.Fields) == 0 {
		return nil
	}
	return &f
}

// givenPage returns a page of answers and the cursor of the next, empty at the end.
func givenPage(tx *db.Tx, id ID, p core.Page) (list []Given, next string, err error) {
	after, _ := strconv.Atoi(p.After) // anything else begins at the beginning
	list, err = givenAfter(tx, id, after, p.Limit+1)
	if len(list) > p.Limit {
		list = list[:p.Limit]
		next = strconv.Itoa(list[p.Limit-1].Number)
	}
	return list, next, err
}

// History returns what was said for a child, the newest first: each answer as it
// stands, then what it said before; the policy has judged the actor.
func (s *Service) History(ctx context.Context, lang string, id ID, student roster.StudentID) (items []Record, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		a, err := loadAsk(tx, id)
		if err != nil {
			return err
		}
		list, err := AnswersOf(tx, id, student)
		if err != nil {
			return err
		}
		all := []Given{}
		for _, g := range list {
			before, err := changesOf(tx, id, g.Number)
			if err != nil {
				return err
			}
			all = append(append(all, before...), g)
		}
		slices.Reverse(all)
		items, err = records(tx, a, all, lang)
		return err
	})
	return items, err
}

// AnswerFor enters what staff heard for a child; the policy has judged the actor.
func (s *Service) AnswerFor(ctx context.Context, actor core.Actor, in In) (Mine, error) {
	return db.Once(ctx, s.db, func(tx *db.Tx) (Mine, error) {
		a, err := loadAsk(tx, in.Ask)
		if err != nil {
			return Mine{}, err
		}
		in.Person, in.Via, in.Version = actor.Person, ViaStaff, a.Version
		c, given, _, err := s.give(tx, in)
		return mine(c, given), err
	})
}

// Turn closes or reopens an ask by hand; the policy has judged the actor.
func (s *Service) Turn(ctx context.Context, id ID, open bool) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (struct{}, error) {
		do := s.Close
		if open {
			do = s.Reopen
		}
		if err := do(tx, id); err != nil {
			return struct{}{}, err
		}
		a, err := loadAsk(tx, id)
		for _, fn := range s.turned {
			if err == nil {
				err = fn(tx, a)
			}
		}
		return struct{}{}, err
	})
	return err
}
