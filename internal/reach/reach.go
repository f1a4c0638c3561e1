// Package reach is the delivery: for every ask it knows, family by family, how
// far the words have come, until there is an answer or a named child whom
// nobody has reached.
//
// Owns: reach_delivery, reach_reminder.
//
// Promises: deliveries are written in the transaction that caused them, for all
// families in one statement. At every instant the families of an ask are
// answered + seen + delivered + pending + failed + barred (Sum). A family is
// reminded at most once an hour, however many people press at the same moment.
//
// Never: a message sent inside a transaction, a family counted twice, an answer
// kept here (ask has it; this room follows).
//
// Asks: ask for what is expected and answered, feed for what devices hold,
// roster for the families. It declares Nudger, which app plugs in from live. The
// only channel so far is the app itself; others will be rungs above it.
package reach

import (
	"time"

	"magpie/internal/core"
	"magpie/internal/roster"
)

// State is how far an ask has come towards a family.
type State string

// The states, in the order of the ladder. Barred is outside it: a family that
// must not be reached this way.
const (
	StateFailed    State = "failed" // nobody has joined for the child
	StatePending   State = "pending"
	StateDelivered State = "delivered" // a device of the family holds it
	StateSeen      State = "seen"
	StateAnswered  State = "answered"
	StateBarred    State = "barred"
)

var rank = map[State]int{StateFailed: 1, StatePending: 2, StateDelivered: 3, StateSeen: 4, StateAnswered: 5, StateBarred: 6}

// Channel is a way to a family.
type Channel string

// ChannelApp is the app itself: live, or the next time it is opened.
const ChannelApp Channel = "app"

// RemindEvery is how long a family is left alone after a reminder.
const RemindEvery = time.Hour

// What is told to a person's open screens.
const (
	NudgeHome     = "home"     // what waits for your answer has changed
	NudgeReceipts = "receipts" // who has answered has changed
)

// Nudger tells a person's open screens to look again; live's hub is one. It is
// called after the commit and must only enqueue.
type Nudger interface {
	Person(person, what string)
}

// Delivery is how far an ask has come towards one family, over all attempts.
type Delivery struct {
	Student      roster.StudentID
	Channel      Channel
	State        State
	At           core.Millis // when that state was reached
	RemindedAt   core.Millis // for this ask; 0 for never
	MayRemindAt  core.Millis // the family can be reminded from then on, of anything
	RemindsSoFar int
}

// Sum is the conservation law: Recipients is the sum of all the others.
type Sum struct {
	Recipients, Answered, Seen, Delivered, Pending, Failed, Barred int
}

// Holds reports whether every recipient is in exactly one state.
func (s Sum) Holds() bool {
	return s.Recipients == s.Answered+s.Seen+s.Delivered+s.Pending+s.Failed+s.Barred
}

func (s *Sum) add(st State) {
	s.Recipients++
	switch st {
	case StateAnswered:
		s.Answered++
	case StateSeen:
		s.Seen++
	case StateDelivered:
		s.Delivered++
	case StateFailed:
		s.Failed++
	case StateBarred:
		s.Barred++
	default:
		s.Pending++ // a child who came to the class after the notice
	}
}

// Reminded is the outcome of reminding: who was, and from when the others may be.
type Reminded struct {
	Students []roster.StudentID
	Waiting  map[roster.StudentID]core.Millis
}
