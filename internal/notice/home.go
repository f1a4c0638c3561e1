package notice

import (
	"cmp"
	"slices"

	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/reach"
	"magpie/internal/roster"
)

// staleAfter is when an undated notice from before somebody joined is history.
const staleAfter = 14 * day

// Home is what waits for a guardian's answer, for all children in one list.
type Home struct {
	Asks []Waiting `json:"asks" doc:"The most urgent first"`
	Done []Settled `json:"done" doc:"Children for whom nothing waits"`
}

// Waiting is one notice that waits for the guardian, for one child.
type Waiting struct {
	Ask          ask.ID           `json:"ask"`
	Version      int              `json:"version" doc:"Give this back when answering"`
	Level        ask.Level        `json:"level" enum:"read,confirm,understood,sign,form"`
	Need         ask.Need         `json:"need" enum:"any,all"`
	DueAt        core.Millis      `json:"dueAt"`
	Student      roster.StudentID `json:"student"`
	Name         string           `json:"name"`
	Given        string           `json:"given"`
	Notice       ID               `json:"notice"`
	Type         Type             `json:"type" enum:"holiday,exam,activity,meeting,general,chain,poll,slip,form"`
	Title        string           `json:"title"`
	Times        *Times           `json:"times,omitempty"`
	Author       string           `json:"author"`
	State        ask.State        `json:"state" enum:"none,read,confirmed" doc:"Of the guardian alone"`
	Reopened     bool             `json:"reopened"`
	RemindedAt   core.Millis      `json:"remindedAt"`
	At           core.Millis      `json:"at"`
	MinMs        int64            `json:"minMs" doc:"How long it must be on screen to count as read"`
	Conversation feed.ID          `json:"conversation" doc:"Empty for a child with an account, who is no member there"`
	Seq          feed.Seq         `json:"seq"`
	Question     *form.Asked      `json:"question,omitempty"`
	Values       form.Values      `json:"values,omitempty" doc:"What was answered before it was asked again"`
	Expect
}

// Settled is a child for whom nothing waits.
type Settled struct {
	Student roster.StudentID `json:"student"`
	Name    string           `json:"name"`
	Given   string           `json:"given"`
}

// HomeOf returns what waits for the actor's answer; other people get an empty
// one. It is for report.
func HomeOf(tx *db.Tx, a core.Actor) (Home, error) {
	h := Home{Asks: []Waiting{}, Done: []Settled{}}
	children, open, err := duesOf(tx, a)
	if err != nil || len(children) == 0 {
		return h, err
	}
	open = slices.DeleteFunc(open, func(d ask.Due) bool {
		return d.Ask.OwnerKind != ownerKind || d.Child.Done || enough(d, a.Person)
	})
	if h.Asks, err = waitingFor(tx, a, children, open); err != nil {
		return h, err
	}
	for _, c := range children {
		if !slices.ContainsFunc(h.Asks, func(w Waiting) bool { return w.Student == c.Student }) {
			h.Done = append(h.Done, Settled{c.Student, c.Name, c.Given})
		}
	}
	return h, nil
}

// duesOf returns the actor's children with all that is asked of their guardians,
// or the actor as a child with all that is asked of itself.
func duesOf(tx *db.Tx, a core.Actor) (children []roster.Child, open []ask.Due, err error) {
	children, err = childrenOf(tx, a)
	switch {
	case err != nil || len(children) == 0:
		return nil, nil, err
	case a.Role == core.RoleStudent:
		open, err = ask.OfPupil(tx, roster.Student{ID: children[0].Student, Class: children[0].Class})
	default:
		open, err = ask.OfChildren(tx, children)
	}
	return children, open, err
}

// childrenOf returns a guardian's children, or a child with an account as its own.
func childrenOf(tx *db.Tx, a core.Actor) ([]roster.Child, error) {
	if a.Role != core.RoleStudent {
		return roster.ChildrenOf(tx, a.Person)
	}
	p, err := roster.PlacesOf(tx, a.Person)
	if err != nil || p.Pupil == nil {
		return nil, err
	}
	return []roster.Child{itself(*p.Pupil)}, nil
}

// itself is a child with an account as its own guardian.
func itself(p roster.Pupil) roster.Child {
	st := p.Student
	return roster.Child{Student: st.ID, School: st.School, Name: st.Name, Given: roster.GivenName(st.Name), Label: st.Name,
		Class: st.Class, ClassName: p.ClassName, JoinedAt: st.JoinedAt}
}

// enough reports whether a person has done the own part, though others have not.
func enough(d ask.Due, person string) bool {
	own := d.Child.Own(person)
	return own == ask.StateConfirmed || own == ask.StateRead && d.Ask.Level == ask.LevelRead
}

// shelf is what is stored of the notices that wait, beside their asks.
type shelf struct {
	notices  map[ID]notice
	places   map[ID][]Place
	reminded map[reach.Reminder]core.Millis
}

func shelfOf(tx *db.Tx, children []roster.Child, open []ask.Due) (s shelf, err error) {
	owners, asks, students := []ID{}, []ask.ID{}, []roster.StudentID{}
	for _, d := range open {
		owners, asks = append(owners, ID(d.Ask.Owner)), append(asks, d.Ask.ID)
	}
	for _, c := range children {
		students = append(students, c.Student)
	}
	if s.notices, err = noticesByID(tx, owners); err != nil {
		return s, err
	}
	if s.reminded, err = reach.Reminders(tx, asks, students); err != nil {
		return s, err
	}
	s.places, err = placesIn(tx, roomsOf(children), owners)
	return s, err
}

func waitingFor(tx *db.Tx, a core.Actor, children []roster.Child, open []ask.Due) ([]Waiting, error) {
	s, err := shelfOf(tx, children, open)
	if err != nil {
		return nil, err
	}
	out := []Waiting{}
	for _, d := range open {
		if d.Ask.Per == ask.PerPerson && slices.ContainsFunc(out, func(w Waiting) bool { return w.Ask == d.Ask.ID }) {
			continue // who answers alone is asked once, for however many children
		}
		c := children[slices.IndexFunc(children, func(c roster.Child) bool { return c.Student == d.Child.Student })]
		n, found := s.notices[ID(d.Ask.Owner)]
		p, stands := placeFor(s.places[n.ID], c.Class, c.Student)
		if !found || !stands || n.expired(tx.Millis()) || !n.takes(tx.Millis()) || stale(n, c.JoinedAt, tx.Millis()) {
			continue
		}
		w := waitingOf(n, d, c, p)
		if w.Values, err = before(tx, a, d); err != nil {
			return nil, err
		}
		if a.Role == core.RoleStudent {
			w.Conversation, w.Seq = "", 0 // it stands where children are no members
		}
		w.State, w.RemindedAt = d.Child.Own(a.Person), s.reminded[reach.Reminder{Ask: d.Ask.ID, Student: c.Student}]
		out = append(out, w)
	}
	slices.SortStableFunc(out, urgency)
	return out, nil
}

// before is what the actor answered to an older version, to begin with.
func before(tx *db.Tx, a core.Actor, d ask.Due) (form.Values, error) {
	if !d.Child.Reopened || len(d.Ask.Form.Fields) == 0 {
		return nil, nil
	}
	given, err := ask.AnswersOf(tx, d.Ask.ID, d.Child.Student)
	own, _ := standsFor(given, a.Person)
	return own.Values, err
}

// standsFor returns the newest answer of a person that was not withdrawn. What
// another parent answered is nobody else's: two parents may be strangers.
func standsFor(given []ask.Given, person string) (g ask.Given, found bool) {
	for _, it := range given {
		if it.Person == person && !it.Withdrawn {
			g, found = it, true
		}
	}
	return g, found
}

func waitingOf(n notice, d ask.Due, c roster.Child, p Place) Waiting {
	return Waiting{Ask: d.Ask.ID, Version: d.Ask.Version, Level: d.Ask.Level, Need: d.Ask.Need, DueAt: d.Ask.DueAt,
		Student: c.Student, Name: c.Name, Given: c.Given, Notice: n.ID, Type: n.Type, Title: n.Title, Times: n.Times,
		Author: n.Author.Label, Reopened: d.Child.Reopened, At: n.PublishAt, MinMs: ask.MinShown(d.Ask.Chars).Milliseconds(),
		Conversation: p.Conversation, Seq: p.Seq, Question: n.Question.Asked(), Expect: n.Expect}
}

// stale reports whether a notice was over before the guardian came, so that a new
// family does not begin with a year of old ones.
func stale(n notice, joined, now core.Millis) bool {
	if n.PublishAt >= joined {
		return false
	}
	if n.DueAt > 0 {
		return n.DueAt < joined
	}
	return now-n.PublishAt > staleAfter
}

// urgency sorts by deadline, undated ones after, the newest of them first.
func urgency(a, b Waiting) int {
	switch {
	case a.DueAt == 0 && b.DueAt == 0:
		return cmp.Compare(b.At, a.At)
	case a.DueAt == 0:
		return 1
	case b.DueAt == 0:
		return -1
	}
	return cmp.Compare(a.DueAt, b.DueAt)
}
