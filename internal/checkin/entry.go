package checkin

import (
	"encoding/json"
	"slices"
	"strings"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// What an entry of a round is about.
const (
	whatRound    = "round"    // in the class's and the children's room: counts alone
	whatReminder = "reminder" // in a family's room
	whatOverdue  = "overdue"  // in the staff's room: who is late by now
	whatList     = "list"     // in the staff's room: how it ended, by name
)

// Body is an entry of a round. A room of many families reads counts alone; names
// stand only where the child's own people and staff read.
type Body struct {
	What     string           `json:"what"`
	Round    RoundID          `json:"round"`
	Name     string           `json:"name"`
	At       core.Millis      `json:"at"`
	EndsAt   core.Millis      `json:"endsAt"`
	State    string           `json:"state"` // of the round; of a reminder: waiting or settled
	Of       int              `json:"of"`
	Home     int              `json:"home"`
	Student  roster.StudentID `json:"student,omitempty"`
	Given    string           `json:"given,omitempty"`
	Children []Named          `json:"children,omitempty"`
}

// Named is a child in a list for staff.
type Named struct {
	Student roster.StudentID `json:"student"`
	Name    string           `json:"name"`
	State   State            `json:"state"`
	Said    Said             `json:"said,omitempty"`
	Place   string           `json:"place,omitempty"`
	LateMin int              `json:"lateMin"`
}

// The states of a reminder.
const (
	reminderWaits   = "waiting"
	reminderSettled = "settled"
)

func (r round) body(what string, n Numbers) Body {
	return Body{What: what, Round: r.ID, Name: r.Name, At: r.At, EndsAt: r.EndsAt, State: string(r.State), Of: n.Of, Home: n.Home}
}

func (r round) draft(body Body) feed.Draft {
	return feed.Draft{School: r.School, Kind: feed.EntryRound, By: r.Author, Ref: string(r.ID), Body: body}
}

// listed names children of one class for its staff, in the order of the board.
func listed(lines []line, class roster.ClassID, now core.Millis, which func(line) bool) []Named {
	out := []Named{}
	for _, l := range lines {
		if l.student.Class == class && which(l) {
			out = append(out, Named{Student: l.student.ID, Name: l.student.Name, State: l.state, Said: l.last.said, Place: l.last.place, LateMin: l.lateMin(now)})
		}
	}
	return out
}

// wordsOf is what can be searched for in an entry, by whoever may read it.
func wordsOf(raw json.RawMessage) string {
	var b Body
	if json.Unmarshal(raw, &b) != nil {
		return ""
	}
	words := []string{b.Name}
	if b.Given != "" {
		words = append(words, b.Given)
	}
	for _, c := range b.Children {
		words = append(words, c.Name)
	}
	return strings.Join(words, " ")
}

// announce brings a round into the rooms of its classes: the class's and, where
// children have a room of their own, theirs.
func (s *Service) announce(tx *db.Tx, r round, classes []roster.ClassID, pupils map[roster.ClassID]bool) error {
	closed, err := roster.Unwatched(tx, classes)
	if err != nil {
		return err
	}
	for _, c := range classes {
		p := place{Class: c}
		e, err := s.feed.Append(tx, feed.OfClass(c), r.draft(r.body(whatRound, r.Shown)))
		if err != nil {
			return err
		}
		p.Families = e.Seq
		if pupils[c] && !closed[c] {
			if e, err = s.feed.Append(tx, feed.OfStudents(c), r.draft(r.body(whatRound, r.Shown))); err != nil {
				return err
			}
			p.Students = e.Seq
		}
		if err := insertPlace(tx, r, p); err != nil {
			return err
		}
	}
	return nil
}

// show gives the entries that all may read the present numbers.
func (s *Service) show(tx *db.Tx, r round, places []place) error {
	body := func() (any, error) { return r.body(whatRound, r.Shown), nil }
	for _, p := range places { // always in this order, so that two rounds never wait for each other
		for _, at := range []struct {
			conv feed.ID
			seq  feed.Seq
		}{{feed.OfClass(p.Class), p.Families}, {feed.OfStudents(p.Class), p.Students}} {
			if at.seq == 0 {
				continue
			}
			if _, err := s.feed.Touch(tx, r.School, at.conv, at.seq, body); err != nil {
				return err
			}
		}
	}
	return nil
}

// showStaff writes a list into a staff's room, or brings the one there up to date
// when anybody on it stands elsewhere, and returns its entry.
func (s *Service) showStaff(tx *db.Tx, r round, class roster.ClassID, seq feed.Seq, body Body) (feed.Seq, error) {
	conv := feed.OfStaff(class)
	if seq == 0 {
		e, err := s.feed.Append(tx, conv, r.draft(body))
		return e.Seq, err
	}
	e, err := feed.Load(tx, conv, seq)
	if err != nil {
		return seq, err
	}
	var old Body
	if err := json.Unmarshal(e.Body, &old); err != nil {
		return seq, err
	}
	if old.sameAs(body) {
		return seq, nil
	}
	_, err = s.feed.Touch(tx, r.School, conv, seq, func() (any, error) { return body, nil })
	return seq, err
}

// sameAs reports whether two bodies say the same but for minutes that have passed.
func (b Body) sameAs(other Body) bool {
	same := func(a, b Named) bool {
		a.LateMin, b.LateMin = 0, 0
		return a == b
	}
	return b.State == other.State && b.Of == other.Of && b.Home == other.Home && slices.EqualFunc(b.Children, other.Children, same)
}
