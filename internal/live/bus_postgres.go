package live

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"magpie/internal/core"
)

const (
	retryAfter = time.Second
	checkEvery = 20 * time.Second // a silent line is asked whether it still stands
	perNotice  = 50               // messages in one notification, which may have 8000 bytes
)

// postgresBus uses the database that the processes share anyway.
type postgresBus struct {
	url  string
	self string // to know one's own messages
	log  *slog.Logger
	wake core.Wake

	mu      sync.Mutex
	waiting []Message
}

// NewPostgresBus returns a bus over LISTEN and NOTIFY of the database at url.
func NewPostgresBus(url string, log *slog.Logger) Bus {
	return &postgresBus{url: url, self: core.RandomCode(16), log: log, wake: core.NewWake()}
}

// parcel is the payload of one notification.
type parcel struct {
	From     string    `json:"f"`
	Messages []Message `json:"m"`
}

func (b *postgresBus) Send(m Message) {
	b.mu.Lock()
	b.waiting = append(b.waiting, m)
	b.mu.Unlock()
	b.wake.Rouse()
}

func (b *postgresBus) Run(ctx context.Context, receive func(Message), again func()) {
	var group sync.WaitGroup
	group.Go(func() { b.keep(ctx, b.deliver) })
	group.Go(func() {
		b.keep(ctx, func(ctx context.Context, c *pgx.Conn, channel string) error {
			return b.hear(ctx, c, channel, receive, again)
		})
	})
	group.Wait()
}

// keep connects again and again until ctx ends.
func (b *postgresBus) keep(ctx context.Context, use func(context.Context, *pgx.Conn, string) error) {
	for ctx.Err() == nil {
		err := b.connect(ctx, use)
		if ctx.Err() != nil {
			return
		}
		b.log.Warn("the line to other processes broke", "err", err)
		select {
		case <-time.After(retryAfter):
		case <-ctx.Done():
		}
	}
}

func (b *postgresBus) connect(ctx context.Context, use func(context.Context, *pgx.Conn, string) error) error {
	c, err := pgx.Connect(ctx, b.url)
	if err != nil {
		return err
	}
	defer c.Close(core.Background())
	var schema string
	if err := c.QueryRow(ctx, `select current_schema()`).Scan(&schema); err != nil {
		return err
	}
	return use(ctx, c, "magpie_"+schema)
}

// deliver sends what waits; what could not be sent waits for the next line.
func (b *postgresBus) deliver(ctx context.Context, c *pgx.Conn, channel string) error {
	for {
		batch := b.take()
		for len(batch) > 0 {
			n := min(perNotice, len(batch))
			payload, err := json.Marshal(parcel{b.self, batch[:n]})
			if err == nil {
				_, err = c.Exec(ctx, `select pg_notify($1, $2)`, channel, string(payload))
			}
			if err != nil {
				b.putBack(batch)
				return fmt.Errorf("notify: %w", err)
			}
			batch = batch[n:]
		}
		select {
		case <-b.wake:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (b *postgresBus) take() []Message {
	b.mu.Lock()
	defer b.mu.Unlock()
	batch := b.waiting
	b.waiting = nil
	return batch
}

func (b *postgresBus) putBack(batch []Message) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.waiting = append(batch, b.waiting...)
}

func (b *postgresBus) hear(ctx context.Context, c *pgx.Conn, channel string, receive func(Message), again func()) error {
	if _, err := c.Exec(ctx, `listen `+pgx.Identifier{channel}.Sanitize()); err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	again()
	for {
		wait, cancel := context.WithTimeout(ctx, checkEvery)
		n, err := c.WaitForNotification(wait)
		cancel()
		if errors.Is(err, context.DeadlineExceeded) {
			err = c.Ping(ctx)
			n = nil
		}
		if err != nil {
			return fmt.Errorf("wait: %w", err)
		}
		if n == nil {
			continue
		}
		var p parcel
		if err := json.Unmarshal([]byte(n.Payload), &p); err != nil || p.From == b.self {
			continue // our own, or not from a Magpie
		}
		for _, m := range p.Messages {
			receive(m)
		}
	}
}
