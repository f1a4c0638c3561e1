package notice

import (
	"context"
	"slices"
	"strings"

	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/reach"
	"magpie/internal/roster"
)

// Receipts is who has a notice, child by child, the silent first. For staff only.
type Receipts struct {
	Total    int         `json:"total"`
	Numbers  Numbers     `json:"counts"`
	OpenedAt core.Millis `json:"openedAt"`
	Items    []Line      `json:"items"`
	Ladder   []Rung      `json:"ladder"`
}

// Line is one child in the receipts.
type Line struct {
	Student     roster.StudentID `json:"student"`
	Name        string           `json:"name"`
	Number      string           `json:"number"`
	Seat        int              `json:"seat"`
	State       Level            `json:"state" enum:"confirmed,read,delivered,silent"`
	Done        bool             `json:"done"`
	At          core.Millis      `json:"at"`
	Reopened    bool             `json:"reopened"`
	By          []By             `json:"by"`
	RemindedAt  core.Millis      `json:"remindedAt"`
	MayRemindAt core.Millis      `json:"canRemindAt" doc:"0 when a reminder is possible now"`
	Reason      *Reason          `json:"reason,omitempty" doc:"Why there is no answer yet"`
	Contacts    []Phone          `json:"contacts" doc:"Numbers to call, while there is no answer"`
}

// By is one person's receipt.
type By struct {
	Label    string      `json:"label"`
	Relation string      `json:"relation"`
	At       core.Millis `json:"at"`
	Via      ask.Via     `json:"via" enum:"app,word,link,staff"`
	Level    ask.Level   `json:"level" enum:"read,confirm"`
	Reopened bool        `json:"reopened"`
	Number   int         `json:"number,omitempty" doc:"The place of the answer, from 1"`
	Values   form.Values `json:"values,omitempty" doc:"What was answered"`
	Note     string      `json:"note,omitempty" doc:"What staff wrote down about it"`
}

// Phone is a number that staff may call.
type Phone struct {
	Label string `json:"label"`
	Phone string `json:"phone"`
}

// Rung is how many families a channel has reached.
type Rung struct {
	Channel reach.Channel `json:"channel" enum:"app"`
	Count   int           `json:"count"`
}

// Receipts returns who has a notice that is out; the policy has judged the actor.
func (s *Service) Receipts(ctx context.Context, a core.Actor, id ID) (r Receipts, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		n, err := loadNotice(tx, id)
		if err != nil {
			return err
		}
		if n.Ask == "" {
			return ErrNotOut
		}
		r, err = receipts(tx, n, a.Lang)
		return err
	})
	return r, err
}

// receipts takes the same number of queries for 5 children as for 2,000; only what
// was filled in comes in pages.
func receipts(tx *db.Tx, n notice, lang string) (Receipts, error) {
	r := Receipts{OpenedAt: n.PublishAt, Items: []Line{}}
	families, err := roster.Families(tx, n.Class)
	if err != nil {
		return r, err
	}
	tallies, err := ask.Count(tx, crowdOf(families), n.Ask)
	if err != nil {
		return r, err
	}
	deliveries, err := reach.Deliveries(tx, n.Ask)
	if err != nil {
		return r, err
	}
	tally, sent := tallies[n.Ask], deliveries[n.Ask]
	said, err := said(tx, n, tally)
	if err != nil {
		return r, err
	}
	r.Items = lines(tally, sent, families, reader{tx.Millis(), lang, said})
	r.Numbers = count(tally, sent)
	r.Total = r.Numbers.Total
	r.Ladder = []Rung{{reach.ChannelApp, r.Total - r.Numbers.Silent}}
	return r, nil
}

func crowdOf(families []roster.Family) ask.Crowd {
	crowd := ask.Crowd{Guardians: map[roster.StudentID][]roster.Guardian{}}
	for _, f := range families {
		crowd.Students = append(crowd.Students, f.Student)
		crowd.Guardians[f.Student.ID] = f.Guardians
	}
	return crowd
}

// reader is for whom receipts are put into words, when, and with which answers.
type reader struct {
	now  core.Millis
	lang string
	said answers
}

func lines(t ask.Tally, sent map[roster.StudentID]reach.Delivery, families []roster.Family, to reader) []Line {
	family := make(map[roster.StudentID]roster.Family, len(families))
	for _, f := range families {
		family[f.Student.ID] = f
	}
	items := make([]Line, 0, len(t.Children))
	for _, c := range t.Children {
		items = append(items, to.line(t.Ask, c, sent[c.Student], family[c.Student]))
	}
	order := map[Level]int{levelSilent: 0, levelDelivered: 1, levelRead: 2, levelConfirmed: 3}
	slices.SortStableFunc(items, func(a, b Line) int { return order[a.State] - order[b.State] })
	return items
}

func (to reader) line(a ask.Ask, c ask.Child, d reach.Delivery, f roster.Family) Line {
	l := Line{Student: c.Student, Name: f.Student.Name, Number: f.Student.Number, Seat: f.Student.Seat, State: level(c, d), Done: c.Done,
		At: c.At, Reopened: c.Reopened, By: []By{}, RemindedAt: d.RemindedAt, Contacts: []Phone{}}
	if d.MayRemindAt > to.now {
		l.MayRemindAt = d.MayRemindAt
	}
	if l.State == levelDelivered {
		l.At = d.At
	}
	for _, r := range c.Receipts {
		l.By = append(l.By, to.by(r, f))
	}
	if c.Done {
		return l
	}
	reason := why(a, c, l.State, f, to.now, to.lang)
	l.Reason = &reason
	for _, p := range f.Contacts {
		if p.Phone != "" {
			l.Contacts = append(l.Contacts, Phone{Label: label(p, to.lang), Phone: p.Phone})
		}
	}
	return l
}

// by is one person's receipt with what that person answered.
func (to reader) by(r ask.Receipt, f roster.Family) By {
	g := to.said.given[from{f.Student.ID, r.Person}]
	b := By{At: r.At, Via: r.Via, Level: r.Level, Reopened: r.Reopened, Number: g.Number, Values: g.Values, Note: g.Note, Relation: g.Relation}
	i := slices.IndexFunc(f.Guardians, func(it roster.Guardian) bool { return it.Person == r.Person })
	switch {
	case i >= 0:
		b.Relation = f.Guardians[i].Relation
	case r.Via == ask.ViaStaff:
		b.Label = to.said.names[r.Person]
	case r.Person == f.Student.Person:
		b.Label = f.Student.Name
	}
	if b.Label == "" {
		b.Label = roster.Label(f.Student.Name, b.Relation, to.lang)
	}
	return b
}

// label tells whose number it is: the name on the roster, or the relation.
func label(p roster.Contact, lang string) string {
	return strings.TrimSpace(p.Name + " " + roster.RelationWord(p.Relation, lang))
}
