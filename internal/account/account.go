// Package account knows who is at the door: people who can sign in, their
// passwords, their devices and what they prefer.
//
// Owns: account_person, account_password, account_session, account_setup,
// account_throttle, account_entry.
//
// Promises: a session belongs to one device, lives 180 days from its last use,
// and is dead everywhere within a second of being revoked. Passwords and tokens
// are kept as hashes only. Guessing is counted in the database, so a restart
// forgets nothing, and it never locks out the person who is guessed at.
//
// Never: says whether a login exists, keeps a token in clear, stores one in an
// idempotency record, or knows anything of classes and children.
//
// Asks: db and rest. It declares OnRevoke, which app plugs into live.
package account

import (
	"time"

	"magpie/internal/core"
)

// What can go wrong at the door.
var (
	ErrLogin         = core.Unauthenticated("account.login.wrong")
	ErrLoginTaken    = core.Conflict("account.login.taken")
	ErrTooManyLogins = core.TooMany("account.login.tooMany", loginWindow)
	ErrPassword      = core.Invalid("account.password.wrong")
	ErrSetup         = core.NotFound("account.setup.gone")
)

// Life of a session after its last use, how exactly that use is written down, and how
// long an answer about it is remembered: longer where nobody else can change it.
const (
	sessionLife  = 180 * 24 * time.Hour
	touchEvery   = 10 * time.Minute
	cacheFor     = time.Second
	cacheAlone   = time.Minute
	sessionCache = 1 << 16
)

// Person is somebody who can act. The name is empty for families: it is derived
// from the roster.
type Person struct {
	ID     string
	School string
	Role   core.Role
	Name   string
	Prefs  Prefs
}

// Prefs are how a person wants the screens to be; what is left out follows the
// device.
type Prefs struct {
	Lang  string `json:"lang,omitempty" enum:"zh,en" doc:"Language"`
	Text  string `json:"text,omitempty" enum:"normal,large" doc:"Text size"`
	Theme string `json:"theme,omitempty" enum:"auto,light,dark" doc:"Colours"`
	Elder bool   `json:"elder,omitempty" doc:"One card at a time in very large text"`
}

// language returns the preferred language as core names it, empty for none.
func (p Prefs) language() string {
	if p.Lang == "zh" {
		return "zh-CN"
	}
	return p.Lang
}

// Device is a session as its owner sees it.
type Device struct {
	ID        string      `json:"id"`
	Name      string      `json:"device" doc:"Derived from the browser, in the reader's language"`
	Current   bool        `json:"current" doc:"The device that asks"`
	CreatedAt core.Millis `json:"createdAt"`
	SeenAt    core.Millis `json:"seenAt" doc:"Last use, exact to ten minutes"`
}

// Visit is where a sign-in comes from.
type Visit struct {
	Device string // User-Agent header or the owner's own word
	Addr   string // remote address, for limits and the owner's device list only
}
