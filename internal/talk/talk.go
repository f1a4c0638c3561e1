// Package talk is what people say to each other: in the class, in one family's
// room with the staff, among the children, among the staff, from the school to all.
//
// Owns: talk_message, talk_version, talk_reaction, talk_owed, talk_quiet,
// talk_waiting, talk_seen, talk_duty, talk_alarm, talk_topic, talk_consent,
// talk_experience, talk_quote.
//
// Promises: what a family says to staff stays on the list of what is owed until
// somebody answers or says that it is done; time alone takes nothing off. What
// staff write in quiet hours goes out when they end, once, whichever server finds
// it due. An edited, recalled or removed message leaves its words for staff to
// review. Nobody learns that staff have read at night before the morning. An
// alarm goes out at once, whatever the hour, and is logged.
//
// Never: a message without a name derived from the roster, a room that nobody
// but one child and one adult can read, words of a family on an experience card
// without their writer's yes.
//
// Asks: account for names of staff, roster for names and members, feed for the rooms and who may speak there,
// media for files (Files), live for open screens (Nudger).
package talk

import (
	"time"

	"magpie/internal/core"
)

// Ids of this room.
type (
	WaitingID    string
	AlarmID      string
	ExperienceID string
)

// What can go wrong in this room.
var (
	ErrNoChild   = core.Invalid("talk.noChild")
	ErrNoParent  = core.Invalid("talk.noParent")
	ErrTooLate   = core.Conflict("talk.tooLate")
	ErrGone      = core.Conflict("talk.gone")
	ErrNotTopic  = core.Conflict("talk.notTopic")
	ErrClosed    = core.Conflict("talk.topicClosed")
	ErrSent      = core.Conflict("talk.sent")
	ErrNoYes     = core.Conflict("talk.noYes")
	ErrPublished = core.Conflict("talk.published")
	ErrManyRings = core.TooMany("talk.manyAlarms", time.Hour)
)

// Limits of this room.
const (
	maxText    = 4000
	maxFiles   = 50
	maxMention = 20
	maxReason  = 200
	maxTitle   = 60
	maxSummary = 1000
	maxQuotes  = 50

	editWithin   = 15 * time.Minute
	recallWithin = 24 * time.Hour
	snoozeAtMost = 14 * 24 * time.Hour

	alarmsAnHour = 3
)

// State says how a message stands.
type State string

// The states. A recalled message was taken back by its author, a removed one by
// staff; both leave a tombstone.
const (
	StateSaid     State = "said"
	StateRecalled State = "recalled"
	StateRemoved  State = "removed"
)

// Reaction is a sign put to a message without words.
type Reaction string

// The reactions there are.
const (
	Thanks Reaction = "thanks"
	Like   Reaction = "like"
	Heart  Reaction = "heart"
	Flower Reaction = "flower"
	Laugh  Reaction = "laugh"
)

// Reason is why somebody rings at any hour.
type Reason string

// The three reasons of the emergency door.
const (
	ReasonHealth  Reason = "health"
	ReasonSafety  Reason = "safety"
	ReasonNotHome Reason = "notHome"
)

// Mention is somebody who is addressed by name.
type Mention struct {
	Kind  string `json:"kind" enum:"staff,family"`
	ID    string `json:"id" doc:"The person of staff, or the child of the family"`
	Label string `json:"label" required:"false" doc:"Written by the server"`
}

// The kinds of mention.
const (
	mentionStaff  = "staff"
	mentionFamily = "family"
)
