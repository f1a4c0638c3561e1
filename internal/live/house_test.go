package live

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gobwas/ws"

	"magpie/internal/core"
	"magpie/internal/feed"
)

// patience ends a test that would otherwise wait for ever; nothing is measured by it.
const patience = 20 * time.Second

// log is a Source whose contents the tests set.
type log struct {
	mu      sync.Mutex
	members map[string][]feed.ID
	entries map[feed.ID][]feed.Entry
}

func newLog() *log {
	return &log{members: map[string][]feed.ID{}, entries: map[feed.ID][]feed.Entry{}}
}

func (l *log) Heads(_ context.Context, person string) (map[feed.ID]feed.Rev, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	heads := map[feed.ID]feed.Rev{}
	for _, id := range l.members[person] {
		heads[id] = feed.Rev(len(l.entries[id]))
	}
	return heads, nil
}

func (l *log) Since(_ context.Context, conv feed.ID, after feed.Rev) ([]feed.Entry, feed.Rev, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := l.entries[conv]
	return all[min(int(after), len(all)):], feed.Rev(len(all)), nil
}

func (l *log) seat(person string, convs ...feed.ID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.members[person] = convs
}

// say appends an entry and returns what a push of it carries.
func (l *log) say(t testing.TB, conv feed.ID) (feed.ID, feed.Rev, []byte) {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	rev := feed.Rev(len(l.entries[conv]) + 1)
	e := feed.Entry{Conversation: conv, Seq: feed.Seq(rev), Rev: rev, Body: []byte(`{}`)}
	l.entries[conv] = append(l.entries[conv], e)
	frame, err := feed.Frame(e)
	if err != nil {
		t.Fatal(err)
	}
	return conv, rev, frame
}

// house is a running hub behind a real listener. The cookie is the person, and
// the session is "s-" and the person.
type house struct {
	*Hub
	log    *log
	server *httptest.Server
}

func build(t testing.TB, o Options) *house {
	t.Helper()
	h := &house{log: newLog()}
	if o.Source == nil {
		o.Source = h.log
	}
	o.Log = slog.New(slog.DiscardHandler)
	o.Authenticate = func(r *http.Request) (core.Actor, error) {
		c, err := r.Cookie("magpie")
		if err != nil {
			return core.Actor{}, nil
		}
		return core.Actor{Person: c.Value, Session: "s-" + c.Value}, nil
	}
	o.Refuse = func(w http.ResponseWriter, _ *http.Request, err error) {
		code := map[core.Kind]int{core.KindForbidden: 403, core.KindUnauthenticated: 401}[core.KindOf(err)]
		http.Error(w, err.Error(), max(code, 400))
	}
	h.Hub = New(o)
	h.server = httptest.NewServer(h.Hub)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { h.Run(ctx); close(ended) }()
	t.Cleanup(func() { cancel(); <-ended; h.server.Close() })
	return h
}

// phone is a client's end of a socket.
type phone struct {
	t    testing.TB
	conn net.Conn
	in   *bufio.Reader
}

func (h *house) dial(t testing.TB, person, origin string) (*phone, error) {
	t.Helper()
	d := ws.Dialer{Header: ws.HandshakeHeaderHTTP(http.Header{"Cookie": {"magpie=" + person}, "Origin": {origin}})}
	if person == "" {
		d.Header = ws.HandshakeHeaderHTTP(http.Header{"Origin": {origin}})
	}
	conn, in, _, err := d.Dial(t.Context(), "ws"+strings.TrimPrefix(h.server.URL, "http"))
	if err != nil {
		return nil, err
	}
	if in == nil {
		in = bufio.NewReader(conn)
	}
	t.Cleanup(func() { _ = conn.Close() }) // it may be closed already
	_ = conn.SetReadDeadline(time.Now().Add(patience))
	return &phone{t, conn, in}, nil
}

// open connects a person and returns the hello as well.
func (h *house) open(t testing.TB, person string) (*phone, string) {
	t.Helper()
	p, err := h.dial(t, person, h.server.URL)
	if err != nil {
		t.Fatal(err)
	}
	return p, p.hear()
}

// hear returns the next text, or "closed N".
func (p *phone) hear() string {
	p.t.Helper()
	f, err := ws.ReadFrame(p.in)
	if err != nil {
		return "broken"
	}
	if f.Header.OpCode == ws.OpClose {
		code, _ := ws.ParseCloseFrameData(f.Payload)
		return fmt.Sprint("closed ", int(code))
	}
	return string(f.Payload)
}

func (p *phone) say(text string) {
	_ = ws.WriteFrame(p.conn, ws.MaskFrame(ws.NewTextFrame([]byte(text)))) // the answer tells
}

func (p *phone) wants(want ...string) {
	p.t.Helper()
	for _, w := range want {
		if got := p.hear(); !strings.Contains(got, w) {
			p.t.Fatalf("heard %s, want %s", got, w)
		}
	}
}

// wire is a bus between hubs of one test.
type wire struct {
	mu   sync.Mutex
	ends []*end
}

type end struct {
	wire *wire
	in   chan Message
}

func (w *wire) end() *end {
	e := &end{w, make(chan Message, 1000)}
	w.ends = append(w.ends, e)
	return e
}

func (e *end) Send(m Message) {
	for _, other := range e.wire.ends {
		if other != e {
			other.in <- m
		}
	}
}

func (e *end) Run(ctx context.Context, receive func(Message), _ func()) {
	for {
		select {
		case m := <-e.in:
			receive(m)
		case <-ctx.Done():
			return
		}
	}
}
