package core

import (
	"errors"
	"fmt"
	"time"
)

// Kind is what sort of failure an Error is. The order is fixed.
type Kind int

// The nine kinds; rest alone maps them to HTTP.
const (
	KindInternal Kind = iota
	KindInvalid
	KindUnauthenticated
	KindForbidden
	KindNotFound
	KindConflict
	KindTooLarge
	KindTooMany
	KindUnavailable
)

// Params fill the places of a translated sentence.
type Params map[string]any

// Field is one thing that is wrong with an input.
type Field struct {
	Pointer string // RFC 6901 JSON pointer into the body, e.g. "/title"
	Key     string // translation key, e.g. "field.required"
	Params  Params
}

// Error is a failure that a person can be told about. Key is stable and is the
// translation key; whatever is not an Error is internal and never shown.
type Error struct {
	Kind       Kind
	Key        string
	Params     Params
	Fields     []Field       // for KindInvalid: everything that is wrong, at once
	RetryAfter time.Duration // for KindTooMany and KindUnavailable
	Err        error         // the cause, logged, never shown
}

// Error describes the failure for the log.
func (e *Error) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s: %v", e.Key, e.Err)
	}
	if len(e.Fields) > 0 {
		return fmt.Sprintf("%s %v", e.Key, e.Fields)
	}
	return e.Key
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is treats two Errors with the same key as the same failure, so that rooms can
// list theirs as variables and add parameters when they return one.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Key == e.Key
}

// With returns a copy that carries parameters for its sentence.
func (e *Error) With(p Params) *Error {
	c := *e
	c.Params = p
	return &c
}

// Because returns a copy that carries the cause for the log.
func (e *Error) Because(err error) *Error {
	c := *e
	c.Err = err
	return &c
}

// Invalid is an input that cannot be taken.
func Invalid(key string) *Error { return &Error{Kind: KindInvalid, Key: key} }

// Unauthenticated is a request that needs a sign-in.
func Unauthenticated(key string) *Error { return &Error{Kind: KindUnauthenticated, Key: key} }

// Forbidden is an act the actor may not do and may know about.
func Forbidden(key string) *Error { return &Error{Kind: KindForbidden, Key: key} }

// NotFound is a thing that does not exist, or that the actor may not know exists.
func NotFound(key string) *Error { return &Error{Kind: KindNotFound, Key: key} }

// Conflict is an act that no longer fits the state of things.
func Conflict(key string) *Error { return &Error{Kind: KindConflict, Key: key} }

// TooLarge is an input over its size limit.
func TooLarge(key string) *Error { return &Error{Kind: KindTooLarge, Key: key} }

// TooMany is an act repeated too often; try again after the given time.
func TooMany(key string, after time.Duration) *Error {
	return &Error{Kind: KindTooMany, Key: key, RetryAfter: after}
}

// Unavailable is a service that cannot answer now.
func Unavailable(key string, after time.Duration) *Error {
	return &Error{Kind: KindUnavailable, Key: key, RetryAfter: after}
}

// ErrAbsent is the one answer for what is absent and for what is forbidden.
var ErrAbsent = NotFound("core.absent")

// AbsentUnless turns a finding into that answer: nil only when ok.
func AbsentUnless(ok bool, err error) error {
	if err == nil && !ok {
		return ErrAbsent
	}
	return err
}

// KindOf returns the kind of err: KindInternal for anything that is no Error.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return KindInternal
}

// Check gathers everything that is wrong with an input.
type Check struct{ fields []Field }

// Add records a problem at a JSON pointer.
func (c *Check) Add(pointer, key string, p Params) {
	c.fields = append(c.fields, Field{Pointer: pointer, Key: key, Params: p})
}

// Require records key at pointer unless ok.
func (c *Check) Require(ok bool, pointer, key string) {
	if !ok {
		c.Add(pointer, key, nil)
	}
}

// Length records a problem unless the text has min to max characters.
func (c *Check) Length(text string, min, max int, pointer string) {
	n := len([]rune(text))
	switch {
	case n == 0 && min > 0:
		c.Add(pointer, "field.required", nil)
	case n < min:
		c.Add(pointer, "field.tooShort", Params{"min": min})
	case n > max:
		c.Add(pointer, "field.tooLong", Params{"max": max})
	}
}

// Err returns all problems as one error, or nil.
func (c *Check) Err() error {
	if len(c.fields) == 0 {
		return nil
	}
	return &Error{Kind: KindInvalid, Key: "core.invalid", Fields: c.fields}
}
