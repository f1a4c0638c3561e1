package ask

import (
	"context"
	"maps"
	"slices"

	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Chain is the answers in order, as all of the class see them.
type Chain struct {
	Title     string      `json:"title"`
	ClassName string      `json:"className"`
	Form      *form.Form  `json:"form,omitempty"`
	Open      bool        `json:"open"`
	DueAt     core.Millis `json:"dueAt"`
	Total     int         `json:"total" doc:"How many children are asked"`
	Answered  int         `json:"answered"`
	Count     int         `json:"count" doc:"How many places there are, the withdrawn too"`
	Items     []Place     `json:"items"`
	Missing   []Silent    `json:"missing,omitempty" doc:"For staff, on the first page"`
	Next      string      `json:"next,omitempty"`
}

// Place is one place in a chain.
type Place struct {
	Number    int         `json:"number"`
	Name      string      `json:"name" doc:"Who stands there, e.g. 李明妈妈"`
	Values    form.Values `json:"values"`
	At        core.Millis `json:"at"`
	Mine      bool        `json:"mine"`
	Withdrawn bool        `json:"withdrawn" doc:"The place stays, its words do not"`
}

// Chain returns a page of a chain; the policy has judged the actor. What only staff
// may see (notes, signatures, who is missing) is for staff.
func (s *Service) Chain(ctx context.Context, actor core.Actor, id ID, p core.Page) (c Chain, err error) {
	p = p.Clamp()
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		a, err := loadAsk(tx, id)
		if err != nil {
			return err
		}
		if c, err = s.head(tx, a); err != nil {
			return err
		}
		silent, tally, err := missing(tx, id)
		if err != nil {
			return err
		}
		c.Total, c.Answered = len(tally.Children), tally.Answered()
		if actor.Role == core.RoleStaff && p.After == "" {
			c.Missing = silent
		}
		list, next, err := givenPage(tx, id, p)
		if err != nil {
			return err
		}
		c.Next = next
		if c.Count, err = lastNumber(tx, id); err != nil {
			return err
		}
		if list, err = withoutBarred(tx, actor, list); err != nil {
			return err
		}
		c.Items, err = places(tx, actor, a, list)
		return err
	})
	return c, err
}

// head is what a chain is about, as far as its room says.
func (s *Service) head(tx *db.Tx, a Ask) (Chain, error) {
	c := Chain{Form: shown(a.Form), Open: a.Open, DueAt: a.DueAt}
	describe, known := s.cards[a.OwnerKind]
	if !known {
		return c, nil
	}
	card, err := describe(tx, a.Owner, "")
	c.Title, c.ClassName = card.Title, card.ClassName
	return c, err
}

// withoutBarred drops the places of children from whom the reader is barred, who
// may belong to the class by another child.
func withoutBarred(tx *db.Tx, actor core.Actor, list []Given) ([]Given, error) {
	if actor.Role == core.RoleStaff {
		return list, nil
	}
	barred, err := roster.BarredChildren(tx, actor.Person)
	return slices.DeleteFunc(list, func(g Given) bool { return slices.Contains(barred, g.Student) }), err
}

func places(tx *db.Tx, actor core.Actor, a Ask, list []Given) ([]Place, error) {
	n, err := namesFor(tx, list, actor.Lang)
	if err != nil {
		return nil, err
	}
	ids, err := ownChildren(tx, actor, a)
	own := map[roster.StudentID]bool{}
	for _, id := range ids {
		own[id] = true
	}
	out := make([]Place, 0, len(list))
	for _, g := range list {
		l := Place{Number: g.Number, Name: n.label(g), Values: form.Values{}, At: g.At, Mine: own[g.Student], Withdrawn: g.Withdrawn}
		if !g.Withdrawn || actor.Role == core.RoleStaff {
			l.Values = public(a.Form, g.Values, g.Person == actor.Person || actor.Role == core.RoleStaff)
		}
		out = append(out, l)
	}
	return out, err
}

// public is what of an answer the class may read: no signatures, but to who signed;
// two parents may be strangers.
func public(f form.Form, v form.Values, own bool) form.Values {
	if own {
		return v
	}
	out := maps.Clone(v)
	for _, fd := range f.Fields {
		if fd.Kind == form.Sign {
			delete(out, fd.ID)
		}
	}
	return out
}
