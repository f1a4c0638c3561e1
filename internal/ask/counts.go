package ask

import (
	"context"

	"magpie/internal/ask/form"
	"magpie/internal/db"
)

// needBallots is how many ballots a secret poll must have before its result shows:
// with fewer the result would tell who voted what.
const needBallots = 5

// Counts are the answers to an ask as numbers.
type Counts struct {
	Total    int          `json:"total" doc:"How many children are asked"`
	Answered int          `json:"answered" doc:"How many of them are done"`
	Given    int          `json:"given" doc:"How many answers stand; of a secret poll how many ballots"`
	Open     bool         `json:"open"`
	Secret   bool         `json:"secret"`
	Hidden   bool         `json:"hidden" doc:"A secret poll that is open, or has fewer than five ballots"`
	Fields   []FieldCount `json:"fields"`
}

// FieldCount is one field's answers as numbers.
type FieldCount struct {
	ID      string        `json:"id"`
	Label   string        `json:"label"`
	Kind    form.Kind     `json:"kind"`
	Filled  int           `json:"filled" doc:"In how many answers it is filled in"`
	Options []OptionCount `json:"options" doc:"Of choice and several"`
	Sum     float64       `json:"sum" doc:"Of numbers"`
	Least   float64       `json:"least"`
	Most    float64       `json:"most"`
}

// OptionCount is how often an option was chosen.
type OptionCount struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

// Counts returns the numbers of an ask; the policy has judged the actor.
func (s *Service) Counts(ctx context.Context, id ID) (c Counts, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		a, err := loadAsk(tx, id)
		if err != nil {
			return err
		}
		t, err := CountOne(tx, id)
		if err != nil {
			return err
		}
		if a.Secret {
			c, err = secretCounts(tx, a)
		} else {
			c, err = openCounts(tx, a)
		}
		c.Total, c.Answered, c.Open, c.Secret = len(t.Children), t.Answered(), a.Open, a.Secret
		return err
	})
	return c, err
}

// blank are the fields of a form before anything was counted.
func blank(f form.Form) []FieldCount {
	out := make([]FieldCount, 0, len(f.Fields))
	for _, fd := range f.Fields {
		n := FieldCount{ID: fd.ID, Label: fd.Label, Kind: fd.Kind, Options: []OptionCount{}}
		for _, o := range fd.Options {
			n.Options = append(n.Options, OptionCount{ID: o.ID, Label: o.Label})
		}
		out = append(out, n)
	}
	return out
}

func openCounts(tx *db.Tx, a Ask) (Counts, error) {
	c := Counts{Fields: blank(a.Form)}
	list, err := Answers(tx, a.ID)
	for _, g := range list {
		if g.Withdrawn || g.Version < a.Wanted {
			continue
		}
		c.Given++
		for i := range c.Fields {
			c.Fields[i].add(g.Values)
		}
	}
	return c, err
}

func (n *FieldCount) add(v form.Values) {
	if v[n.ID] == nil {
		return
	}
	n.Filled++
	if x, ok := v.Number(n.ID); ok {
		if n.Filled == 1 {
			n.Least, n.Most = x, x
		}
		n.Sum, n.Least, n.Most = n.Sum+x, min(n.Least, x), max(n.Most, x)
	}
	for _, id := range append(v.List(n.ID), v.Text(n.ID)) {
		for i := range n.Options {
			if n.Options[i].ID == id {
				n.Options[i].Count++
			}
		}
	}
}

// secretCounts reads the counters, only when they can no longer tell of anybody.
func secretCounts(tx *db.Tx, a Ask) (Counts, error) {
	c := Counts{Fields: []FieldCount{}}
	cast, err := voters(tx, a.ID)
	if err != nil {
		return c, err
	}
	c.Given = cast
	if c.Hidden = a.Open || cast < needBallots; c.Hidden {
		return c, nil
	}
	c.Fields = blank(a.Form)
	counted, err := ballotsOf(tx, a.ID)
	for i, n := range c.Fields {
		for j, o := range n.Options {
			c.Fields[i].Options[j].Count = counted[[2]string{n.ID, o.ID}]
		}
	}
	return c, err
}
