package notice

import (
	"context"

	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/reach"
	"magpie/internal/roster"
)

// View is a notice as its reader may see it. Mine and Checks are a guardian's
// own, Numbers and Students are staff's.
type View struct {
	ID        ID             `json:"id"`
	Class     roster.ClassID `json:"class"`
	ClassName string         `json:"className"`
	Author    roster.Byline  `json:"author"`
	State     State          `json:"state" enum:"scheduled,published,recalled,expired"`
	Version   int            `json:"version" doc:"Raised by every correction; answers name the version they saw"`
	Ask       ask.ID         `json:"ask,omitempty"`
	At        core.Millis    `json:"at" doc:"When it went out, or will"`
	Content
	Question *form.Asked `json:"question,omitempty"`
	Key      *Key        `json:"key,omitempty" doc:"What only staff know of the question"`
	Open     bool        `json:"open" doc:"Answers are taken"`
	Changes  []Change    `json:"changes" doc:"Corrections, the newest first"`
	Place    *Place      `json:"place,omitempty" doc:"Where it stands for the reader"`
	Places   []Standing  `json:"places" doc:"Where it stands, by child when it is for some only"`
	Mine     []MyChild   `json:"mine,omitempty"`
	Checks   []Check     `json:"checks,omitempty" doc:"What the family has ticked"`
	Numbers  *Numbers    `json:"counts,omitempty"`
	MinMs    int64       `json:"minMs" doc:"How long it must be on screen to count as read"`
	Result   *ask.Counts `json:"result,omitempty" doc:"Of a poll that takes no more votes"`
	Progress
	Counts
}

// Key is the right answer to a question, and the line of the notice that tells it.
type Key struct {
	Right int    `json:"right" doc:"0, 1 or 2"`
	Line  string `json:"line"`
}

// Standing is one of the conversations in which a notice stands.
type Standing struct {
	Student      roster.StudentID `json:"student,omitempty"`
	Conversation feed.ID          `json:"conversation"`
	Seq          feed.Seq         `json:"seq"`
}

// MyChild is how a guardian's child stands with a notice.
type MyChild struct {
	Student      roster.StudentID `json:"student"`
	Name         string           `json:"name"`
	State        ask.State        `json:"state" enum:"none,read,confirmed" doc:"Of the child's whole family"`
	Own          ask.State        `json:"own" enum:"none,read,confirmed" doc:"Of the reader alone"`
	Done         bool             `json:"done"`
	At           core.Millis      `json:"at"`
	Reopened     bool             `json:"reopened" doc:"Answered once, but it has changed since"`
	RemindedAt   core.Millis      `json:"remindedAt"`
	Conversation feed.ID          `json:"conversation"`
	Seq          feed.Seq         `json:"seq"`
	Number       int              `json:"number,omitempty" doc:"The place of the reader's answer, from 1"`
	Values       form.Values      `json:"values,omitempty" doc:"What the reader answered"`
}

// Check is a ticked item of a family's own checklist.
type Check struct {
	Student roster.StudentID `json:"student"`
	Item    int              `json:"item"`
	Done    bool             `json:"done"`
}

// Numbers are children by how far their family has come; they add up to Total.
type Numbers struct {
	Total     int `json:"total"`
	Confirmed int `json:"confirmed"`
	Read      int `json:"read"`
	Delivered int `json:"delivered"`
	Silent    int `json:"silent"`
	Answered  int `json:"answered" doc:"Children for whom nothing more is expected"`
}

// View returns a notice; the policy has judged the reader.
func (s *Service) View(ctx context.Context, a core.Actor, id ID) (v View, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		v, err = view(tx, a, id)
		return err
	})
	if err == nil && v.Type == TypePoll && v.over() {
		err = s.fillResult(ctx, a, &v)
	}
	return v, err
}

// over reports whether a notice was answered and takes no more answers.
func (v View) over() bool {
	return v.Ask != "" && !v.Open && v.State != StateRecalled
}

// fewVotes would tell the class who voted what.
const fewVotes = 5

// fillResult adds what a poll came to; families see it once enough have voted.
func (s *Service) fillResult(ctx context.Context, a core.Actor, v *View) error {
	r, err := s.ask.Counts(ctx, v.Ask)
	if a.Role != core.RoleStaff && r.Given < fewVotes {
		r.Hidden, r.Fields = true, []ask.FieldCount{}
	}
	v.Result = &r
	return err
}

func view(tx *db.Tx, a core.Actor, id ID) (View, error) {
	n, err := loadNotice(tx, id)
	if err != nil {
		return View{}, err
	}
	class, err := roster.LoadClass(tx, n.Class)
	if err != nil {
		return View{}, err
	}
	places, err := placesOf(tx, id)
	if err != nil {
		return View{}, err
	}
	v := View{ID: n.ID, Class: n.Class, ClassName: class.Name, Author: n.Author, State: n.stateAt(tx.Millis()), Version: n.Version,
		Ask: n.Ask, At: n.PublishAt, Content: n.Content, Places: []Standing{}, MinMs: ask.MinShown(n.chars()).Milliseconds()}
	v.Question, v.Open = n.Question.Asked(), n.takes(tx.Millis())
	if v.Changes, err = changesOf(tx, id); err != nil {
		return v, err
	}
	if v.Progress, err = n.progress(tx); err != nil {
		return v, err
	}
	if a.Role == core.RoleStaff {
		return v, v.forStaff(tx, n, places)
	}
	return v, v.forFamily(tx, a, n, places)
}

// takes reports whether a notice's ask takes answers at a moment.
func (n notice) takes(now core.Millis) bool {
	late := n.NoLate && n.DueAt > 0 && now > n.DueAt
	return n.Ask != "" && n.State == StatePublished && !n.Closed && !late
}

func (v *View) forStaff(tx *db.Tx, n notice, places []Place) (err error) {
	for _, p := range places {
		v.stands(p)
	}
	if q := n.Question; q != nil {
		v.Key = &Key{q.Right, q.Line}
	}
	if v.Counts, err = countSaid(tx, n.ID, ""); err != nil || n.Ask == "" {
		return err
	}
	tally, err := ask.CountOne(tx, n.Ask)
	if err != nil {
		return err
	}
	deliveries, err := reach.Deliveries(tx, n.Ask)
	numbers := count(tally, deliveries[n.Ask])
	v.Numbers = &numbers
	return err
}

// stands adds a place, the reader's first one on its own.
func (v *View) stands(p Place) {
	student, _ := p.Conversation.Student()
	v.Places = append(v.Places, Standing{Student: student, Conversation: p.Conversation, Seq: p.Seq})
	if v.Place == nil {
		v.Place = &p
	}
}

// count puts every child of an ask into exactly one of the four states.
func count(t ask.Tally, deliveries map[roster.StudentID]reach.Delivery) (n Numbers) {
	for _, c := range t.Children {
		n.Total++
		if c.Done {
			n.Answered++
		}
		switch level(c, deliveries[c.Student]) {
		case levelConfirmed:
			n.Confirmed++
		case levelRead:
			n.Read++
		case levelDelivered:
			n.Delivered++
		default:
			n.Silent++
		}
	}
	return n
}

// Level is how far a family has come, as staff see it.
type Level string

const (
	levelSilent    Level = "silent"
	levelDelivered Level = "delivered"
	levelRead      Level = "read"
	levelConfirmed Level = "confirmed"
)

func level(c ask.Child, d reach.Delivery) Level {
	switch {
	case c.State == ask.StateConfirmed:
		return levelConfirmed
	case c.State == ask.StateRead:
		return levelRead
	case d.State == reach.StateDelivered || d.State == reach.StateSeen || d.State == reach.StateAnswered:
		return levelDelivered
	}
	return levelSilent
}
