// Package ask is the expectation: what a school says often wants something back,
// by a day, from every family it was said to.
//
// Owns: ask_ask, ask_target, ask_answer.
//
// Promises: there is one way to answer (Answer), whoever answers and by what
// channel; answering twice is answering once, under any concurrency. What is
// outstanding is the roster minus the answers, computed when asked for, so it
// cannot drift. Reopening keeps old answers and shows them as answers to an
// older version. A late answer is welcome until the ask is closed.
//
// Never: an answer from a student or from somebody who does not belong to the
// child, a read that was too short to be one, a copy of the roster.
//
// Asks: roster for the children and who belongs to them. Rooms on the right
// hear of answers through OnAnswer, in the same commit.
package ask

import (
	"time"

	"magpie/internal/core"
	"magpie/internal/roster"
)

// ID names an ask.
type ID string

// Level says what counts as an answer.
type Level string

// The levels: to have read it, or to have said so.
const (
	LevelRead    Level = "read"
	LevelConfirm Level = "confirm"
)

// Need says who has to answer for a child.
type Need string

// Any guardian is enough, or all of them must; stand-ins never hold a child back.
const (
	NeedAny Need = "any"
	NeedAll Need = "all"
)

// Via says how an answer came.
type Via string

// The ways an answer comes.
const (
	ViaApp   Via = "app"   // a tap
	ViaWord  Via = "word"  // a typed 收到
	ViaStaff Via = "staff" // entered by staff after a call or a talk
)

// State is how far a child's family has come with the present version.
type State string

// The states, each including the one before.
const (
	StateNone      State = "none"
	StateRead      State = "read"
	StateConfirmed State = "confirmed"
)

// WithdrawWithin is how long a confirmation can be taken back.
const WithdrawWithin = 10 * time.Minute

// What can go wrong in this room.
var (
	ErrClosed   = core.Conflict("ask.closed")
	ErrVersion  = core.Conflict("ask.version")
	ErrTooSoon  = core.Invalid("ask.tooSoon")
	ErrTooLate  = core.Conflict("ask.tooLate")
	ErrNoAnswer = core.Conflict("ask.noAnswer")
)

// Spec is what it takes to open an ask.
type Spec struct {
	School    string
	OwnerKind string // the room it belongs to, such as "notice"
	Owner     string // unique within that kind
	Class     roster.ClassID
	Students  []roster.StudentID // nil for the whole class, as it is at any time
	Terms
}

// Terms can be changed while an ask is open.
type Terms struct {
	Level Level
	Need  Need
	Chars int         // how much there is to read
	DueAt core.Millis // 0 for no deadline
}

// Ask is an expectation of each family of its audience.
type Ask struct {
	ID       ID
	School   string
	Owner    string
	Class    roster.ClassID
	AllClass bool
	Terms
	Version  int // from 1, raised by every revision
	Wanted   int // answers to versions below do not count any more
	Open     bool
	OpenedAt core.Millis
}

// Answer is what one person answered for one child. Zero times and versions mean
// "not yet".
type Answer struct {
	Ask              ID
	Student          roster.StudentID
	Person           string
	Via              Via
	ReadAt           core.Millis
	ReadVersion      int
	ConfirmedAt      core.Millis
	ConfirmedVersion int
}

// In is one act of answering.
type In struct {
	Ask     ID
	Student roster.StudentID
	Person  string
	Level   Level
	Version int // the version that was on the screen
	Via     Via
	ShownMs int // for a read by app: how long it was visible
}

// Receipt is one person's answer as staff see it.
type Receipt struct {
	Person   string
	Level    Level
	At       core.Millis
	Via      Via
	Reopened bool // it answers an older version
}

// Child is how one child's family stands with an ask.
type Child struct {
	Student  roster.StudentID
	State    State
	Done     bool // the ask is answered for this child
	At       core.Millis
	Reopened bool // answered once, but not the present version
	Receipts []Receipt
}

// Answered tells the rooms on the right that a child's standing has changed.
type Answered struct {
	Ask   Ask
	Child Child
}

// MinShown is how long a text of so many characters must have been on screen to
// count as read: time to see it, 40 ms a character, at most eight seconds.
func MinShown(chars int) time.Duration {
	return min(1200+40*time.Duration(chars), 8000) * time.Millisecond
}

// judge works out a child's standing. Only answers of people who belong to the
// child today count, and what staff entered.
func judge(a Ask, student roster.StudentID, guardians []roster.Guardian, answers []Answer) Child {
	c := Child{Student: student, State: StateNone, Receipts: []Receipt{}}
	belongs := map[string]bool{}
	for _, g := range guardians {
		belongs[g.Person] = true
	}
	read, confirmed := map[string]bool{}, map[string]bool{}
	staffRead, staffConfirmed, earlier := false, false, false
	for _, an := range answers {
		if an.Via != ViaStaff && !belongs[an.Person] {
			continue
		}
		c.Receipts = append(c.Receipts, an.receipt(a.Wanted))
		confirmed[an.Person] = an.ConfirmedVersion >= a.Wanted
		read[an.Person] = an.ReadVersion >= a.Wanted || confirmed[an.Person]
		staffConfirmed = staffConfirmed || an.Via == ViaStaff && confirmed[an.Person]
		staffRead = staffRead || an.Via == ViaStaff && read[an.Person]
		earlier = earlier || an.answeredBefore(a)
	}
	allConfirmed := staffConfirmed || a.Need.met(guardians, confirmed)
	c.Done = allConfirmed || a.Level == LevelRead && (staffRead || a.Need.met(guardians, read))
	switch {
	case allConfirmed:
		c.State = StateConfirmed
	case anyOf(read):
		c.State = StateRead
	}
	for _, r := range c.Receipts {
		if !r.Reopened {
			c.At = max(c.At, r.At)
		}
	}
	c.Reopened = !c.Done && earlier
	return c
}

// answeredBefore reports whether this was an answer until the ask was reopened.
func (an Answer) answeredBefore(a Ask) bool {
	version := an.ConfirmedVersion
	if a.Level == LevelRead {
		version = max(version, an.ReadVersion)
	}
	return version > 0 && version < a.Wanted
}

// receipt is the strongest thing a person said of a version that counts, or else
// what they said of an older one.
func (an Answer) receipt(wanted int) Receipt {
	if an.ConfirmedVersion >= wanted || an.ReadVersion < wanted && an.ConfirmedAt > 0 {
		return Receipt{Person: an.Person, Level: LevelConfirm, At: an.ConfirmedAt, Via: an.Via, Reopened: an.ConfirmedVersion < wanted}
	}
	return Receipt{Person: an.Person, Level: LevelRead, At: an.ReadAt, Via: an.Via, Reopened: an.ReadVersion < wanted}
}

// Own is how far one person has come with the version that counts.
func (c Child) Own(person string) State {
	for _, r := range c.Receipts {
		if r.Person == person && !r.Reopened {
			return map[Level]State{LevelRead: StateRead, LevelConfirm: StateConfirmed}[r.Level]
		}
	}
	return StateNone
}

// met reports whether enough of a child's guardians are among those who have.
func (n Need) met(guardians []roster.Guardian, have map[string]bool) bool {
	full := 0
	for _, g := range guardians {
		if n == NeedAll && !g.StandIn {
			if full++; !have[g.Person] {
				return false
			}
		}
	}
	return full > 0 || anyOf(have)
}

func anyOf(have map[string]bool) bool {
	for _, ok := range have {
		if ok {
			return true
		}
	}
	return false
}
