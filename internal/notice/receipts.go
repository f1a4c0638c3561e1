package notice

import (
	"context"
	"slices"
	"strings"

	"magpie/internal/ask"
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
	Via      ask.Via     `json:"via" enum:"app,word,staff"`
	Level    ask.Level   `json:"level" enum:"read,confirm"`
	Reopened bool        `json:"reopened"`
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

// receipts takes the same number of queries for 5 children as for 2,000.
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
	r.Items = lines(tally, sent, families, tx.Millis(), lang)
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

func lines(t ask.Tally, sent map[roster.StudentID]reach.Delivery, families []roster.Family, now core.Millis, lang string) []Line {
	family := make(map[roster.StudentID]roster.Family, len(families))
	for _, f := range families {
		family[f.Student.ID] = f
	}
	items := make([]Line, 0, len(t.Children))
	for _, c := range t.Children {
		items = append(items, line(c, sent[c.Student], family[c.Student], now, lang))
	}
	order := map[Level]int{levelSilent: 0, levelDelivered: 1, levelRead: 2, levelConfirmed: 3}
	slices.SortStableFunc(items, func(a, b Line) int { return order[a.State] - order[b.State] })
	return items
}

func line(c ask.Child, d reach.Delivery, f roster.Family, now core.Millis, lang string) Line {
	l := Line{Student: c.Student, Name: f.Student.Name, Number: f.Student.Number, Seat: f.Student.Seat, State: level(c, d), Done: c.Done,
		At: c.At, Reopened: c.Reopened, By: []By{}, RemindedAt: d.RemindedAt, Contacts: []Phone{}}
	if d.MayRemindAt > now {
		l.MayRemindAt = d.MayRemindAt
	}
	if l.State == levelDelivered {
		l.At = d.At
	}
	who := map[string]roster.Guardian{}
	for _, g := range f.Guardians {
		who[g.Person] = g
	}
	for _, r := range c.Receipts {
		g := who[r.Person]
		l.By = append(l.By, By{Label: roster.Label(f.Student.Name, g.Relation, lang), Relation: g.Relation, At: r.At, Via: r.Via,
			Level: r.Level, Reopened: r.Reopened})
	}
	if c.Done {
		return l
	}
	reason := why(c, l.State, f, now, lang)
	l.Reason = &reason
	for _, p := range f.Contacts {
		if p.Phone != "" {
			l.Contacts = append(l.Contacts, Phone{Label: label(p, lang), Phone: p.Phone})
		}
	}
	return l
}

// label tells whose number it is: the name on the roster, or the relation.
func label(p roster.Contact, lang string) string {
	return strings.TrimSpace(p.Name + " " + roster.RelationWord(p.Relation, lang))
}
