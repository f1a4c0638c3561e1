package core

import (
	"context"
	"strconv"
)

// Request is what makes a write repeatable: the same Key from the same Scope
// with the same Digest is the same write, however often it arrives.
type Request struct {
	Scope  string // person id, or "stranger"
	Key    string // Idempotency-Key header, at least 16 characters
	Digest string // hash of operation and body
	uses   int
}

type requestKey struct{}

// WithRequest returns a context that carries the request's idempotency key.
func WithRequest(ctx context.Context, r Request) context.Context {
	return context.WithValue(ctx, requestKey{}, &r)
}

// NextRequest returns the request of ctx with a key of its own for each write
// made under it (key, key#2, …), and whether there is one. A request's writes
// run one after the other, so no lock is needed.
func NextRequest(ctx context.Context) (Request, bool) {
	r, ok := ctx.Value(requestKey{}).(*Request)
	if !ok || r.Key == "" {
		return Request{}, false
	}
	r.uses++
	c := *r
	if r.uses > 1 {
		c.Key += "#" + strconv.Itoa(r.uses)
	}
	return c, true
}
