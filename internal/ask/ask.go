// Package ask is the expectation: whatever a school says may want something back,
// by a day, from every family, student or person it was said to: that it was read,
// confirmed, understood, signed, or a form filled in, alone or in a chain.
//
// Owns: ask_ask, ask_class, ask_target, ask_answer, ask_given, ask_change, ask_try,
// ask_voter, ask_ballot, ask_link, ask_template.
//
// Promises: there is one way to answer (Answer), whoever answers and by what
// channel; answering twice is answering once, under any concurrency. Answers are
// numbered 1…n without a gap, for ever; what a changed one said before is kept.
// What is outstanding is the roster minus the answers, computed when asked for, so
// it cannot drift. Reopening keeps old answers and shows them as answers to an
// older version. Nobody can tell what somebody voted in a secret poll.
//
// Never: an answer from somebody who does not belong to the child, a read that was
// too short to be one, a copy of the roster, a ballot beside its voter.
//
// Asks: roster for the children and who belongs to them. Rooms on the right hear
// of answers through OnAnswer, in the same commit, and say through Describe what
// their asks are about; app plugs in Files.
package ask

import (
	"time"

	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/roster"
)

// ID names an ask.
type ID string

// Level says what counts as an answer.
type Level string

// The levels. An answer of the last four is numbered and kept.
const (
	LevelRead       Level = "read"
	LevelConfirm    Level = "confirm"
	LevelUnderstood Level = "understood" // the right one of three answers
	LevelSign       Level = "sign"       // signed, together with the version it signs
	LevelForm       Level = "form"
)

// Need says who has to answer for a child.
type Need string

// Any guardian is enough, or all of them must; stand-ins never hold a child back.
const (
	NeedAny Need = "any"
	NeedAll Need = "all"
)

// Per says for whom an answer stands.
type Per string

// Who answers: for PerFamily one answer of a child's guardians (of each, where all
// must), for PerStudent the child's own account, for PerPerson everybody alone.
const (
	PerFamily  Per = "family"
	PerStudent Per = "student"
	PerPerson  Per = "person"
)

// Visible says who sees the answers.
type Visible string

// Only the staff, or all of the classes in order: a chain.
const (
	VisibleStaff Visible = "staff"
	VisibleClass Visible = "class"
)

// State is how far a child's family has come with the present version.
type State string

// The states, each including the one before; an answer of any level above reading
// counts as confirmed.
const (
	StateNone      State = "none"
	StateRead      State = "read"
	StateConfirmed State = "confirmed"
)

// WithdrawWithin is how long a mere confirmation can be taken back. What was filled
// in, signed or said in a chain can be taken back while the ask is open.
const WithdrawWithin = 10 * time.Minute

// What can go wrong in this room.
var (
	ErrClosed   = core.Conflict("ask.closed")
	ErrVersion  = core.Conflict("ask.version")
	ErrTooSoon  = core.Invalid("ask.tooSoon")
	ErrTooLate  = core.Conflict("ask.tooLate")
	ErrNoAnswer = core.Conflict("ask.noAnswer")
	ErrLevel    = core.Invalid("ask.level")    // it wants something else than what came
	ErrOverdue  = core.Conflict("ask.overdue") // the deadline has passed and late answers are not taken
	ErrWrong    = core.Invalid("ask.wrong")    // not understood yet
	ErrSecret   = core.Conflict("ask.secret")  // would tell who voted what
	ErrVoted    = core.Conflict("ask.voted")   // a secret ballot cannot be changed
	ErrWhich    = core.Invalid("ask.which")    // the child is not named
	ErrLink     = core.NotFound("ask.link")    // unknown, expired and revoked alike
	ErrLines    = core.Invalid("ask.lines")    // too much was pasted
	ErrKept     = core.Conflict("ask.kept")    // the school keeps enough forms
	ErrFormat   = core.Invalid("ask.format")   // no such kind of file
	ErrFiles    = core.Invalid("ask.files")    // nothing can be attached on this way
)

// Spec is what it takes to open an ask.
type Spec struct {
	School    string
	OwnerKind string // the room it belongs to, such as "notice"
	Owner     string // unique within that kind
	Classes   []roster.ClassID
	Students  []roster.StudentID // nil for all children of the classes, as they are at any time
	Terms
}

// Terms can be changed while an ask is open. The zero value of each but Level is
// the usual thing: any guardian, per family, for staff to see.
type Terms struct {
	Level    Level
	Need     Need
	Chars    int         // how much there is to read
	DueAt    core.Millis // 0 for no deadline
	Per      Per
	Visible  Visible
	Self     bool           // the child's own account may answer, too
	Many     bool           // one may answer several times
	NoLate   bool           // no answers after DueAt
	Secret   bool           // a poll that nobody can trace
	Form     form.Form      // of LevelForm and LevelSign
	Question *form.Question // of LevelUnderstood
}

// SignField is the field of a signature where the form of LevelSign has none.
const SignField = "sign"

// filled returns the terms with what was left out, and with a place to sign.
func (t Terms) filled() Terms {
	if t.Need == "" {
		t.Need = NeedAny
	}
	if t.Per == "" {
		t.Per = PerFamily
	}
	if t.Visible == "" {
		t.Visible = VisibleStaff
	}
	if t.Level == LevelSign && !t.Form.Has(form.Sign) {
		fields := append([]form.Field{}, t.Form.Fields...)
		t.Form.Fields = append(fields, form.Field{ID: SignField, Kind: form.Sign, Label: "签名", Required: true})
	}
	return t
}

// Check records what no ask may be: a secret poll with anything but choices, or one
// that a whole class reads or that is answered several times. at is the pointer of
// the terms. Rooms that take terms from people call it.
func (t Terms) Check(c *core.Check, at string) {
	c.Require(t.Level != LevelForm || len(t.Form.Fields) > 0, at+"/form", "field.required")
	t.Form.Check(c, at+"/form")
	if t.Level == LevelUnderstood {
		if t.Question == nil {
			c.Add(at+"/question", "field.required", nil)
		} else {
			t.Question.Check(c, at+"/question")
		}
	}
	if !t.Secret {
		return
	}
	c.Require(t.Level == LevelForm && !t.Many && t.Visible != VisibleClass && t.countable(), at+"/secret", "ask.notSecret")
}

// countable reports whether answers can be counted without being kept.
func (t Terms) countable() bool {
	for _, fd := range t.Form.Fields {
		if fd.Kind != form.Choice && fd.Kind != form.Several {
			return false
		}
	}
	return true
}

// lasting reports whether an answer can be taken back while the ask is open, and
// not for minutes only.
func (t Terms) lasting() bool {
	return t.Level == LevelForm || t.Level == LevelSign || t.Visible == VisibleClass || t.Many
}

// Ask is an expectation of each family of its audience.
type Ask struct {
	ID        ID
	School    string
	OwnerKind string
	Owner     string
	Classes   []roster.ClassID
	AllClass  bool // all children of the classes
	Terms
	Version  int // from 1, raised by every revision
	Wanted   int // answers to versions below do not count any more
	Open     bool
	OpenedAt core.Millis
}

// In reports whether a class is among those asked.
func (a Ask) In(class roster.ClassID) bool {
	for _, c := range a.Classes {
		if c == class {
			return true
		}
	}
	return false
}

// MinShown is how long a text of so many characters must have been on screen to
// count as read: time to see it, 40 ms a character, at most eight seconds.
func MinShown(chars int) time.Duration {
	return min(1200+40*time.Duration(chars), 8000) * time.Millisecond
}
