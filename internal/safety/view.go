package safety

import (
	"context"
	"slices"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// Search is a search as staff of the class see it. What is left of one that has
// ended is what was filed; of a drill, how fast it was.
type Search struct {
	ID            SearchID         `json:"id"`
	Class         roster.ClassID   `json:"class"`
	ClassName     string           `json:"className"`
	Student       roster.StudentID `json:"student" doc:"Empty for a drill that has ended"`
	Name          string           `json:"name"`
	Given         string           `json:"given"`
	Gender        string           `json:"gender"`
	Seat          int              `json:"seat" doc:"Place in the roster's order, from 1; 0 for a child who left"`
	State         State            `json:"state" enum:"open,found,falseAlarm"`
	Drill         bool             `json:"drill"`
	Round         string           `json:"round" doc:"The arrival round it was opened from, or empty"`
	Ask           ask.ID           `json:"ask"`
	Ring          Ring             `json:"ring" doc:"0 the child's own family, then 1 to 4"`
	Held          bool             `json:"hold"`
	NextAt        core.Millis      `json:"nextAt" doc:"When the next ring is asked by itself; 0 when it is held or the last"`
	OpenedBy      string           `json:"openedBy"`
	OpenedAt      core.Millis      `json:"openedAt"`
	EndedBy       string           `json:"endedBy"`
	EndedAt       core.Millis      `json:"endedAt"`
	Where         string           `json:"where" doc:"Where the child was found"`
	Word          string           `json:"word" doc:"What was said at the end"`
	Known         Known            `json:"known"`
	StudentsRoom  string           `json:"studentsRoom" enum:"later,asked,closed,none" doc:"Closed: fewer than two adults; none: no child has an account"`
	Asked         int              `json:"asked" doc:"Children whose families were asked"`
	Answered      int              `json:"answered"`
	FirstAnswerMs core.Millis      `json:"firstAnswerMs" doc:"Until somebody had seen the child; 0 while nobody has"`
	Rings         []RingView       `json:"rings"`
	Timeline      []Sighting       `json:"timeline" doc:"In the order of the day"`
	Words         []Word           `json:"words" doc:"What the family said"`
	Calls         []Call           `json:"calls" doc:"Whom to call, in order; empty once it has ended"`
	Score         *Score           `json:"score,omitempty" doc:"Of a drill that has ended"`
}

// RingView is one ring of a search.
type RingView struct {
	N        Ring        `json:"n" minimum:"1" maximum:"4"`
	Kind     string      `json:"kind" enum:"companions,near,class,school"`
	OpenedAt core.Millis `json:"openedAt" doc:"0 while it was not asked"`
	OpensAt  core.Millis `json:"opensAt" doc:"When it will be asked by itself; 0 when nobody knows"`
	Asked    int         `json:"asked" doc:"Families, or staff of other classes, that were or will be asked"`
	Answered int         `json:"answered"`
	People   []Person    `json:"people" doc:"The children; empty for the school"`
}

// Person is a child whose family a ring asks.
type Person struct {
	Student  roster.StudentID `json:"student"`
	Name     string           `json:"name"`
	Asked    bool             `json:"asked" doc:"False before its ring, and where nobody has joined for the child"`
	Answered bool             `json:"answered"`
	Seen     Seen             `json:"seen,omitempty" enum:",with,seen,no" doc:"The strongest answer"`
}

// Call is a family to call, with the numbers on file. Numbers of a relation that a
// court keeps away from the child are left out.
type Call struct {
	Student  roster.StudentID `json:"student"`
	Name     string           `json:"name"`
	Own      bool             `json:"own" doc:"The child's own family"`
	Contacts []Number         `json:"contacts"`
}

// Number is a telephone number on file.
type Number struct {
	Name     string `json:"name"`
	Relation string `json:"relation"`
	Phone    string `json:"phone"`
}

var kinds = map[Ring]string{RingCompanions: "companions", RingNear: "near", RingClass: "class", RingSchool: "school"}

// Look returns a search for staff of its class; the policy has judged the actor.
func (s *Service) Look(ctx context.Context, a core.Actor, id SearchID) (v Search, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		v, err = s.look(tx, id, a.Lang)
		return err
	})
	return v, err
}

func (s *Service) look(tx *db.Tx, id SearchID, lang string) (Search, error) {
	filed, found, err := findReport(tx, id)
	if err != nil {
		return Search{}, err
	}
	if found {
		return decode[Search](filed)
	}
	m, err := load(tx, id)
	if err != nil || m.State != StateOpen {
		return m.view(), err
	}
	return s.whole(tx, m, lang)
}

// view is what a search says of itself.
func (m missing) view() Search {
	v := Search{ID: m.ID, Class: m.Class, ClassName: m.className, Student: m.Student, Name: m.child.Name, Given: m.child.Given(), Gender: m.child.Gender,
		State: m.State, Drill: m.Drill, Round: m.Round, Ask: m.Ask, Ring: m.Ring, Held: m.Held, NextAt: m.NextAt,
		OpenedBy: m.OpenedBy.Label, OpenedAt: m.OpenedAt, EndedBy: m.EndedBy, EndedAt: m.EndedAt, Where: m.Place, Word: m.Word,
		Known: m.Known, StudentsRoom: "later", Score: m.Score, Rings: []RingView{}, Timeline: []Sighting{}, Words: []Word{}, Calls: []Call{}}
	if m.Held {
		v.NextAt = 0
	}
	return v
}

// whole is a search that is on, with all that was asked and answered.
func (s *Service) whole(tx *db.Tx, m missing, lang string) (v Search, err error) {
	c, err := s.crowd(tx, m)
	if err != nil {
		return v, err
	}
	v = m.view()
	for i, f := range c.families {
		if f.Student.ID == m.Student {
			v.Seat = i + 1
		}
	}
	v.Timeline, v.FirstAnswerMs = c.timeline(m, lang)
	v.Rings = c.rings(m)
	for _, r := range v.Rings {
		if r.OpenedAt > 0 && r.N != RingSchool {
			v.Asked, v.Answered = v.Asked+r.Asked, v.Answered+r.Answered
		}
	}
	if err := s.countSchool(tx, m, c, &v); err != nil {
		return v, err
	}
	if v.StudentsRoom, err = s.roomState(tx, m); err != nil {
		return v, err
	}
	v.Calls = c.calls(m)
	v.Words, err = wordsOf(tx, m.ID, m.Student)
	for i := range v.Words {
		v.Words[i].Name = m.child.Name
	}
	return v, err
}

// countSchool fills in how many of the other staff were asked and have answered.
func (s *Service) countSchool(tx *db.Tx, m missing, c crowd, v *Search) error {
	all, err := roster.StaffOfSchool(tx, m.School)
	if err != nil {
		return err
	}
	own, err := roster.StaffOf(tx, m.Class)
	last := &v.Rings[len(v.Rings)-1]
	for _, p := range all {
		if slices.Contains(own, p) {
			continue
		}
		last.Asked++
		if _, answered := c.staff[p]; answered {
			last.Answered++
		}
	}
	return err
}

// roomState tells how the students' room takes part.
func (s *Service) roomState(tx *db.Tx, m missing) (string, error) {
	stands, err := standsIn(tx, string(m.ID), []feed.ID{feed.OfStudents(m.Class)})
	if err != nil || stands {
		return "asked", err
	}
	pupils, err := s.pupils(tx, m.Class)
	if err != nil || len(pupils) == 0 {
		return "none", err
	}
	unwatched, err := roster.Unwatched(tx, []roster.ClassID{m.Class})
	if err != nil || unwatched[m.Class] {
		return "closed", err
	}
	return "later", nil
}
