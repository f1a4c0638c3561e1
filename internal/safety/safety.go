// Package safety is for the worst hour: a child is missing, or the whole class is
// in danger.
//
// Owns: safety_search, safety_ring, safety_asked, safety_entry, safety_word,
// safety_report, safety_alert, safety_roll.
//
// Promises: a search asks in rings, each once, however many servers run, and goes
// on where it stood after a restart. A child is searched for once at a time.
// Whoever was asked is told how it ended; then the picture is shown to nobody and
// the entries say no more than that. A drill is marked everywhere, is counted, and
// leaves no name behind. The roll call has one line a child: what was said last,
// and by whom.
//
// Never: a telephone number or a family name for families and children who are
// asked, a question to a child outside the students' room, a call to somebody a
// court keeps away, quiet hours.
//
// Asks: roster for families and seats, feed and ask to be heard and answered,
// media for the picture. It declares Company, which app plugs in from checkin,
// Files and Nudger.
package safety

import (
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/roster"
)

// Ids of this room.
type (
	SearchID string
	AlertID  string
	WordID   string
)

// State is how a search stands.
type State string

// The states of a search.
const (
	StateOpen       State = "open"
	StateFound      State = "found"
	StateFalseAlarm State = "falseAlarm"
)

// What can go wrong in this room.
var (
	ErrEnded     = core.Conflict("safety.ended")
	ErrManyWords = core.TooMany("safety.manyWords", time.Hour)
	ErrTurn      = core.Conflict("safety.turn")
)

// Company knows who goes home with whom; checkin is one, and app plugs it in. A
// nil Company knows nobody.
type Company interface {
	// Companions returns who usually goes home with a child.
	Companions(tx *db.Tx, student roster.StudentID) ([]roster.StudentID, error)
	// Home reports whether a child is home by its round of today.
	Home(tx *db.Tx, student roster.StudentID) (bool, error)
}

// Files is what this room needs of media.
type Files interface {
	// Usable returns the files described, when all are the actor's and ready.
	Usable(tx *db.Tx, a core.Actor, files []media.FileID) ([]media.Attached, error)
	// Use lets the members of a conversation see the files from now on.
	Use(tx *db.Tx, conv feed.ID, seq feed.Seq, files []media.FileID) error
	// Unuse ends that for the files of one entry, but for their owner and staff.
	Unuse(tx *db.Tx, conv feed.ID, seq feed.Seq) error
}

// Nudger tells a person's open screens to look again; live's hub is one. It is
// called after the commit and must only enqueue.
type Nudger interface {
	Person(person, what string)
}

// What is told to open screens.
const (
	NudgeSearch = "search" // staff: a search, or a family's word, has moved
	NudgeAlert  = "alert"  // everybody: danger, or the roll call has moved
	NudgeHome   = "home"   // families and students: what waits for you has changed
)

// Known is what helps to recognise a child.
type Known struct {
	LastSeenAt core.Millis  `json:"lastSeenAt,omitempty"`
	LastPlace  string       `json:"lastPlace,omitempty"`
	Clothes    string       `json:"clothes,omitempty"`
	Phone      string       `json:"phone,omitempty" enum:",on,off,none,unknown" doc:"Whether the child's own telephone answers"`
	Note       string       `json:"note,omitempty" doc:"For staff alone"`
	Picture    media.FileID `json:"picture,omitempty" doc:"Shown to who is asked, until the search ends"`
}

// clean makes what was typed fit to be shown; at is its JSON pointer.
func (k Known) clean(c *core.Check, at string, now core.Millis) Known {
	k.LastPlace, k.Clothes, k.Note = core.CleanLine(k.LastPlace), core.CleanLine(k.Clothes), core.CleanText(k.Note)
	c.Length(k.LastPlace, 0, 60, at+"/lastPlace")
	c.Length(k.Clothes, 0, 60, at+"/clothes")
	c.Length(k.Note, 0, 500, at+"/note")
	c.Require(k.LastSeenAt == 0 || lately(k.LastSeenAt, now), at+"/lastSeenAt", "safety.at")
	return k
}

// lately is when a child can have been seen: within two days, and not in the
// future but for a telephone's clock that is a little ahead.
func lately(at, now core.Millis) bool {
	const day, minute = 24 * 60 * 60 * 1000, 60 * 1000
	return at > now-2*day && at < now+5*minute
}
