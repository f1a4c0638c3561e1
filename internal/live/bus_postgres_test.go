package live

import (
	"context"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"

	"magpie/internal/db/dbtest"
)

func TestTwoProcessesOnPostgresAreOneHouse(t *testing.T) {
	if os.Getenv(dbtest.Variable) == "" {
		return // the wire of TestTwoProcessesAreOneHouse stands for it
	}
	url := dbtest.URL(t)
	a, b := newWaiting(url), newWaiting(url)
	go func() { <-a.up; <-b.up; close(a.both) }()
	b.both = a.both
	twoHouses(t, a, b)
}

// waiting is a PostgreSQL bus that sends nothing before both ends listen.
type waiting struct {
	Bus
	once sync.Once
	up   chan struct{}
	both chan struct{}
}

func newWaiting(url string) *waiting {
	return &waiting{Bus: NewPostgresBus(url, slog.New(slog.DiscardHandler)), up: make(chan struct{}), both: make(chan struct{})}
}

func (w *waiting) Send(m Message) {
	<-w.both
	w.Bus.Send(m)
}

func (w *waiting) Run(ctx context.Context, receive func(Message), again func()) {
	w.Bus.Run(ctx, receive, func() {
		again()
		w.once.Do(func() { close(w.up) })
	})
}

func TestAnUnreachableDatabaseDoesNotStopTheBus(t *testing.T) {
	b := NewPostgresBus("postgres://nobody@127.0.0.1:1/none?connect_timeout=1", slog.New(slog.DiscardHandler))
	ctx, cancel := context.WithCancel(t.Context())
	b.Send(Message{Kind: aboutPerson, Person: strings.Repeat("p", 20)})
	cancel()
	b.Run(ctx, func(Message) {}, func() {})
}
