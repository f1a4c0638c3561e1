package safety

import (
	"context"

	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/roster"
)

// Telling is what somebody who was asked says.
type Telling struct {
	Student roster.StudentID // for which of the own children; may be empty with one
	Seen    Seen
	At      core.Millis
	Where   string
	Way     string
	With    string
	Note    string
}

func (t Telling) clean(now core.Millis) (Telling, error) {
	var c core.Check
	t.Where, t.Way, t.With, t.Note = core.CleanLine(t.Where), core.CleanLine(t.Way), core.CleanLine(t.With), core.CleanLine(t.Note)
	c.Require(t.Seen == SeenWith || t.Seen == SeenOnce || t.Seen == SeenNo, "/seen", "field.choice")
	c.Require(t.At == 0 || lately(t.At, now), "/at", "safety.at")
	c.Length(t.Where, 0, 60, "/where")
	c.Length(t.Way, 0, 60, "/way")
	c.Length(t.With, 0, 60, "/with")
	c.Length(t.Note, 0, 200, "/note")
	return t, c.Err()
}

// values is the telling as the ask's form wants it.
func (t Telling) values() form.Values {
	v := form.Values{"seen": string(t.Seen), "where": t.Where, "way": t.Way, "with": t.With, "note": t.Note}
	if t.At > 0 {
		v["at"] = float64(t.At)
	}
	return v
}

// Asked is a search as somebody who was asked sees it: as little of the child as
// helps to recognise it.
type Asked struct {
	Search     SearchID         `json:"search"`
	State      State            `json:"state" enum:"open,found,falseAlarm"`
	Drill      bool             `json:"drill"`
	Own        bool             `json:"own" doc:"It is the reader's own child, or the reader"`
	Child      string           `json:"child" doc:"The given name; the whole name for staff and the own family; empty once it has ended"`
	ClassName  string           `json:"className"`
	Gender     string           `json:"gender"`
	LastSeenAt core.Millis      `json:"lastSeenAt"`
	LastPlace  string           `json:"lastPlace"`
	Clothes    string           `json:"clothes"`
	Picture    media.FileID     `json:"picture" doc:"Empty for none, and once the search has ended"`
	OpenedAt   core.Millis      `json:"openedAt"`
	EndedAt    core.Millis      `json:"endedAt"`
	Student    roster.StudentID `json:"student" doc:"For whom the reader answers; give it back"`
	Mine       []Sighting       `json:"mine" doc:"What the reader has said, the newest last; seen may be no"`
}

// Question returns a search to somebody who was asked; the policy has judged the actor.
func (s *Service) Question(ctx context.Context, a core.Actor, id SearchID) (v Asked, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		m, err := load(tx, id)
		if err != nil {
			return err
		}
		v, err = question(tx, a, m)
		return err
	})
	return v, err
}

func question(tx *db.Tx, a core.Actor, m missing) (v Asked, err error) {
	v = Asked{Search: m.ID, State: m.State, Drill: m.Drill, OpenedAt: m.OpenedAt, EndedAt: m.EndedAt, Mine: []Sighting{}}
	if m.State != StateOpen {
		return v, nil
	}
	if v.Student, err = speaksFor(tx, a, m, ""); err != nil {
		return v, err
	}
	v.Own = v.Student == m.Student && a.Role != core.RoleStaff
	if v.Child = m.child.Given(); v.Own || a.Role == core.RoleStaff {
		v.Child = m.child.Name
	}
	v.ClassName, v.Gender = m.className, m.child.Gender
	v.LastSeenAt, v.LastPlace, v.Clothes, v.Picture = m.Known.LastSeenAt, m.Known.LastPlace, m.Known.Clothes, m.Known.Picture
	given, err := answersOf(tx, m.Ask)
	for _, g := range given {
		if g.Person == a.Person {
			v.Mine = append(v.Mine, sighting(g))
		}
	}
	return v, err
}

// speaksFor returns the child for whom somebody who was asked answers: staff for
// the missing child, a student for itself, a guardian for one of its children whom
// a ring has asked.
func speaksFor(tx *db.Tx, a core.Actor, m missing, wanted roster.StudentID) (roster.StudentID, error) {
	if a.Role == core.RoleStaff {
		return m.Student, nil
	}
	p, err := roster.PlacesOf(tx, a.Person)
	if err != nil {
		return "", err
	}
	if p.Pupil != nil {
		return p.Pupil.Student.ID, nil
	}
	asked, err := askedBy(tx, m.ID)
	asked[m.Student] = RingHome
	for _, c := range p.Children {
		if _, was := asked[c.Student]; was && (wanted == "" || wanted == c.Student) {
			return c.Student, err
		}
	}
	return "", core.AbsentUnless(false, err)
}

// Tell takes what somebody who was asked says. News can be told as often as there
// are any; the same words again are one telling by the request's key.
func (s *Service) Tell(ctx context.Context, a core.Actor, id SearchID, t Telling) (Asked, error) {
	t, err := t.clean(core.MillisOf(s.clock.Now()))
	if err != nil {
		return Asked{}, err
	}
	_, err = db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		m, err := loadOpen(tx, id)
		if err != nil {
			return false, err
		}
		err = s.speak(tx, a, m, t)
		if kind := core.KindOf(err); err != nil && (kind == core.KindNotFound || kind == core.KindConflict) {
			if _, ended := loadOpen(tx, id); ended != nil {
				err = ended // in this very moment, and a drill has forgotten who was asked
			}
		}
		return true, err
	})
	if err != nil {
		return Asked{}, err
	}
	return s.Question(ctx, a, id)
}

// speak answers the search's ask for whom the actor speaks.
func (s *Service) speak(tx *db.Tx, a core.Actor, m missing, t Telling) (err error) {
	in := ask.In{Ask: m.Ask, Person: a.Person, Level: ask.LevelForm, Version: 1, Via: ask.ViaApp, Values: t.values()}
	if a.Role == core.RoleStaff {
		in.Via = ask.ViaStaff
	}
	if in.Student, err = speaksFor(tx, a, m, t.Student); err == nil {
		_, _, err = s.asks.Answer(tx, in)
	}
	return err
}

// heard lets the staff look when somebody has answered.
func (s *Service) heard(tx *db.Tx, a ask.Answered) error {
	m, err := loadSearch(tx, SearchID(a.Ask.Owner))
	if err != nil {
		return err
	}
	return s.nudgeStaff(tx, m.Class)
}

// describeSearch says what a search asks, to whoever holds a link to its ask.
func (s *Service) describeSearch(tx *db.Tx, owner string, student roster.StudentID) (ask.Card, error) {
	m, err := load(tx, SearchID(owner))
	if err != nil || m.State != StateOpen {
		return ask.Card{Kind: ownerSearch}, err
	}
	b := m.body(feed.OfFamily(student))
	return ask.Card{Kind: ownerSearch, Title: "见过" + b.Child + "吗？", Text: b.words(), ClassName: m.className}, nil
}

// words is what is known of the child, in one line.
func (b SearchBody) words() string {
	line := ""
	for _, part := range []string{b.Clothes, b.LastPlace} {
		if part != "" && line != "" {
			line += "；"
		}
		line += part
	}
	return line
}
