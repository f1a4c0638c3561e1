// Package checkin is the arrival round (到家接龙): on the day the children go
// home it opens by itself, families and children say "home" with one tap, and
// staff see on one board who is on the way and who is late.
//
// Owns: checkin_plan, checkin_plan_class, checkin_day, checkin_round,
// checkin_place, checkin_child, checkin_note, checkin_arrival, checkin_way,
// checkin_pair.
//
// Promises: a planned round opens once, however many servers look and however
// late they come back. Late is late for this child: what is expected comes from
// its own last rounds. The family is reminded first and in private, then staff
// are told; an answer of anybody, by any channel, ends that in its own commit.
// What was said last counts, so two guardians read the same. A round ends with a
// list by name in the staff's room, never in silence, and takes late words until
// the next noon.
//
// Never: a name or a place in a room of many families, a word to somebody whom
// the roster does not count as the child's own, a reminder after an answer, a
// telephone number for anybody but staff.
//
// Asks: ask for the answers (it keeps them; this room keeps only what follows
// from them), feed for the rooms, roster for children, families and staff, reach
// to let a family look. Safety reads who is home and who goes with whom through
// Company, plugged in by app.
package checkin

import (
	"time"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/roster"
)

// Ids of this room.
type (
	PlanID  string
	RoundID string
)

// What can go wrong in this room.
var (
	ErrClosed  = core.Conflict("checkin.closed")
	ErrOpen    = core.Conflict("checkin.open")
	ErrByRound = core.Conflict("checkin.byRound")
	ErrMissed  = core.Conflict("checkin.missed")
	ErrMany    = core.Conflict("checkin.many")
)

// Limits and times of this room.
const (
	maxName    = 30
	maxPlace   = 60
	maxNote    = 200
	maxWord    = 60
	maxClasses = 30
	maxPlans   = 20 // of one class
	maxMinutes = 12 * 60

	plainEnd   = 22 * 60          // minute of the day when a round ends
	atLeast    = 3 * time.Hour    // how long a round opened by hand stays open, even late in the evening
	tellAfter  = 10 * time.Minute // how long staff leave it to the family after its reminder
	saidLater  = time.Hour        // how long "later" or "the wrong stop" is taken for an answer
	undoWithin = 10 * time.Minute // a round stays open for corrections after the last child came home
	remindPace = 15 * time.Minute // between reminders by hand
	lateWords  = 14 * time.Hour   // after its end a round takes late words
	missedFor  = 24 * time.Hour   // a round nobody could open is still told of
	gather     = time.Second      // answers that come one by one make one change of an entry
)

// Said is what a family or a child says in a round, or staff for them.
type Said string

// What can be said. Excused and on the way are for staff alone.
const (
	SaidHome    Said = "home"
	SaidOther   Said = "other"    // at grandmother's, at a friend's: safe, elsewhere
	SaidPicked  Said = "pickedUp" // the family has the child with them
	SaidDelayed Said = "delayed"
	SaidWrong   Said = "wrong" // got off at the wrong stop
	SaidExcused Said = "excused"
	SaidOnWay   Said = "onWay"
)

// settles reports whether nobody needs to wait for the child any more.
func (s Said) settles() bool { return s.arrives() || s == SaidExcused }

// arrives reports whether the child is where it is safe.
func (s Said) arrives() bool { return s == SaidHome || s == SaidOther || s == SaidPicked }

// State is how a child stands on the board.
type State string

// The states.
const (
	StateHome     State = "home"
	StateOnWay    State = "onWay"
	StateOverdue  State = "overdue"
	StateExcused  State = "excused"
	StatePickedUp State = "pickedUp"
)

// roundState says how a round stands.
type roundState string

// The states of a round. A missed one could not be opened in its hours; its list
// names everybody.
const (
	roundOpen   roundState = "open"
	roundClosed roundState = "closed"
	roundMissed roundState = "missed"
)

// word is the last that is known of a child in a round.
type word struct {
	said        Said // empty while nothing is known
	place, note string
	at          core.Millis
	given       ask.Given // whose word it is
}

// line is how one child stands.
type line struct {
	student    roster.Student
	usual      usual
	last       word
	kept       kept
	state      State
	expectedAt core.Millis
	overdueAt  core.Millis
	arrivedAt  core.Millis // 0 unless home or picked up
}

// stand works out how a child of a round stands at a moment.
func stand(l line, dismissed, now core.Millis) line {
	l.expectedAt = dismissed + millis(l.usual.after())
	l.overdueAt = l.expectedAt + millis(l.usual.patience())
	switch said := l.last.said; {
	case said == SaidPicked:
		l.state = StatePickedUp
	case said.arrives():
		l.state = StateHome
	case said == SaidExcused:
		l.state = StateExcused
	default:
		if said != "" {
			l.overdueAt = max(l.overdueAt, l.last.at+millis(saidLater))
		}
		l.state = StateOnWay
		if now >= l.overdueAt {
			l.state = StateOverdue
		}
	}
	if l.last.said.arrives() {
		if l.arrivedAt = l.kept.arrivedAt; l.arrivedAt == 0 {
			l.arrivedAt = l.last.at
		}
	}
	return l
}

// lateMin is how many minutes after the expected time an overdue child is.
func (l line) lateMin(now core.Millis) int {
	if l.state != StateOverdue {
		return 0
	}
	return int((now - l.expectedAt) / millis(time.Minute))
}

// rank orders lines by how soon somebody must act.
func (l line) rank() int {
	switch {
	case l.state == StateOverdue:
		return 0
	case l.last.said == SaidWrong:
		return 1
	case l.state == StateOnWay:
		return 2
	case l.state == StateExcused:
		return 4
	}
	return 3
}

func millis(d time.Duration) core.Millis { return core.Millis(d.Milliseconds()) }
