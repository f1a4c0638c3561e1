// Package core holds the words that every room of Magpie shares: ids, who is
// acting, what can go wrong, what time it is, and where a page of a list ends.
//
// Owns: no table.
// Promises: values only; nothing here reads a disk or a network, and SystemClock
// alone reads the clock.
// Never: knows nothing about schools, databases or HTTP.
// Asks: nothing of anybody.
package core

import (
	"context"
	"time"
)

// Clock tells the time. The program passes SystemClock, tests a hand-moved one.
type Clock interface{ Now() time.Time }

// SystemClock is the machine's own clock.
type SystemClock struct{}

// Now returns the current time in UTC.
func (SystemClock) Now() time.Time { return time.Now().UTC() }

// Millis is a moment as stored and as sent in JSON: integer milliseconds since
// the Unix epoch, UTC. Zero means "not set".
type Millis int64

// MillisOf converts a time to Millis; the zero time becomes 0.
func MillisOf(t time.Time) Millis {
	if t.IsZero() {
		return 0
	}
	return Millis(t.UnixMilli())
}

// Time converts back to a UTC time; 0 becomes the zero time.
func (m Millis) Time() time.Time {
	if m == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(m)).UTC()
}

// Role says what kind of person acts.
type Role string

// The roles a session can have. A student's session is never a guardian's.
const (
	RoleNone     Role = ""
	RoleStaff    Role = "staff"
	RoleGuardian Role = "guardian"
	RoleStudent  Role = "student"
	RoleOperator Role = "operator" // the command line on the host
)

// Actor is who makes a request. The zero Actor is a stranger.
type Actor struct {
	Person  string // account person id, "" for a stranger
	Role    Role
	School  string // tenant key
	Session string // session id, "" when there is none
	Lang    string // "zh-CN" or "en"
	Addr    string // remote address without port, for rate limits only
}

// Known reports whether the actor has signed in.
func (a Actor) Known() bool { return a.Person != "" }

// Background returns the context of work that no request waits for; nobody else
// needs context.Background.
func Background() context.Context { return context.Background() }
