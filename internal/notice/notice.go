// Package notice is what a school has to say: a holiday, an exam, an activity, a
// meeting, anything the families must know, and who has it. What wants more than
// to be read is a notice too: a chain, a poll, a consent slip, a form.
//
// Owns: notice_notice, notice_version, notice_text, notice_place, notice_word,
// notice_check, notice_calendar.
//
// Promises: a scheduled notice goes out exactly once, whichever server finds it
// due. A correction shows what changed; receipts re-open if staff say so, and
// whenever something else is asked. What was signed keeps the words it signed. A
// word like 收到 typed under a notice becomes a receipt and a number, never a
// line, and can be undone. A family sees its own receipt and nobody else's;
// staff see all, the silent first and each with a reason.
//
// Never: shown to a family before it is published or outside its audience, a
// private receipt or a name inside an entry that others read, a deleted notice (a recalled
// one leaves a tombstone).
//
// Asks: roster for children and families, feed for where notices stand, ask for
// the answers, reach for how far they came.
package notice

import (
	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// ID names a notice.
type ID string

// Type says what a notice is about.
type Type string

// The types of notice.
const (
	TypeHoliday  Type = "holiday"
	TypeExam     Type = "exam"
	TypeActivity Type = "activity"
	TypeMeeting  Type = "meeting"
	TypeGeneral  Type = "general"
	TypeChain    Type = "chain" // numbered answers that the whole class sees
	TypePoll     Type = "poll"
	TypeSlip     Type = "slip" // a consent that is signed
	TypeForm     Type = "form"
)

// State is where a notice is in its life.
type State string

// The states. Expired is not stored: it is what a published notice is after its expiry.
const (
	StateScheduled State = "scheduled"
	StatePublished State = "published"
	StateRecalled  State = "recalled"
	StateExpired   State = "expired"
)

// What can go wrong in this room.
var (
	ErrRecalled  = core.Conflict("notice.recalled")
	ErrEdited    = core.Conflict("notice.edited")
	ErrNotOut    = core.Conflict("notice.notOut")
	ErrNoItem    = core.Invalid("notice.noItem")
	ErrNoChild   = core.Invalid("notice.noChild")
	ErrUndone    = core.Conflict("notice.undone")
	ErrNoReplyTo = core.Invalid("notice.noReplyTo")
	ErrShut      = core.Conflict("notice.shut")
	ErrNoSlip    = core.Conflict("notice.noSlip")
)

// Moment is a time and, where the hour is not to be taken literally, a word: one
// that stands for the hour ("清早": the day counts) or leans on it ("前": by 18:20).
type Moment struct {
	At   core.Millis `json:"at"`
	Word string      `json:"word,omitempty"`
}

// Times are when something begins and ends; of a holiday, leaving and returning.
type Times struct {
	Start *Moment `json:"start,omitempty"`
	End   *Moment `json:"end,omitempty"`
}

// Content is what staff write and may correct.
type Content struct {
	Type      Type               `json:"type" enum:"holiday,exam,activity,meeting,general,chain,poll,slip,form"`
	Title     string             `json:"title"`
	Text      string             `json:"text" required:"false"`
	Times     *Times             `json:"times,omitempty"`
	Checklist []string           `json:"checklist,omitempty"`
	Students  []roster.StudentID `json:"students,omitempty" doc:"The chosen children; left out for the whole class"`
	Level     ask.Level          `json:"level" enum:"read,confirm,understood,sign,form"`
	Need      ask.Need           `json:"need" enum:"any,all" doc:"Whether one guardian is enough for a child, or all must answer"`
	DueAt     core.Millis        `json:"dueAt,omitempty"`
	PublishAt core.Millis        `json:"publishAt,omitempty" doc:"0 for at once"`
	Pinned    bool               `json:"pinned,omitempty"`
	ExpiresAt core.Millis        `json:"expiresAt,omitempty"`
	Question  *form.Question     `json:"question,omitempty" doc:"Of level understood: one question with three answers"`
	Expect
}

// notice is a row of the room.
type notice struct {
	ID      ID
	School  string
	Class   roster.ClassID
	Author  roster.Byline
	State   State
	Version int // of the content, from 1; raised by every correction
	Changed core.Millis
	Ask     ask.ID // empty until published
	Closed  bool   // staff take no more answers
	Content
}

// Place is where a published notice stands.
type Place struct {
	Conversation feed.ID  `json:"conversation"`
	Seq          feed.Seq `json:"seq"`
}

// stateAt is the state as people see it at a moment.
func (n notice) stateAt(now core.Millis) State {
	if n.expired(now) {
		return StateExpired
	}
	return n.State
}

func (n notice) expired(now core.Millis) bool {
	return n.State == StatePublished && n.ExpiresAt > 0 && n.ExpiresAt <= now
}

// chars is how much there is to read.
func (c Content) chars() int {
	n := len([]rune(c.Title)) + len([]rune(c.Text))
	for _, item := range c.Checklist {
		n += len([]rune(item))
	}
	if c.Form != nil {
		n += c.Form.Chars()
	}
	return n
}
