package live

import (
	"context"

	"magpie/internal/feed"
)

// Bus carries small hints between processes; contents are read from the
// database. A hint may be lost while the bus is away, so Run calls again each
// time it is back.
type Bus interface {
	// Send puts a message on its way and never waits.
	Send(m Message)
	// Run receives the other processes' messages until ctx ends. again is
	// called after each interruption.
	Run(ctx context.Context, receive func(Message), again func())
}

// Message is one hint.
type Message struct {
	Kind         kind     `json:"k"`
	Conversation feed.ID  `json:"c,omitempty"`
	Rev          feed.Rev `json:"r,omitempty"`
	Person       string   `json:"p,omitempty"`
	What         string   `json:"w,omitempty"`
	Session      string   `json:"s,omitempty"`
}

type kind string

const (
	aboutEntry   kind = "entry"
	aboutPerson  kind = "person"
	aboutRoster  kind = "roster"
	aboutSession kind = "session"
)

// Alone is the bus of a process that has no others.
type Alone struct{}

// Send tells nobody.
func (Alone) Send(Message) {}

// Run waits until ctx ends.
func (Alone) Run(ctx context.Context, _ func(Message), _ func()) { <-ctx.Done() }
