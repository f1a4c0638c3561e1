package live

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
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

func TestAnEntryReachesTheRoomInOrderAndNobodyElse(t *testing.T) {
	h := build(t, Options{})
	h.log.seat("mother", "c-1", "f-1")
	h.log.seat("stranger", "c-2")
	mother, hello := h.open(t, "mother")
	if hello != `{"t":"hello","heads":{"c-1":0,"f-1":0}}` {
		t.Errorf("hello is %s", hello)
	}
	stranger, _ := h.open(t, "stranger")
	_, one, first := h.log.say(t, "c-1")
	_, two, second := h.log.say(t, "c-1")
	_, three, third := h.log.say(t, "c-1")
	h.Publish("c-1", two, second)
	h.Publish("c-1", one, first)
	h.Publish("c-1", two, second)
	h.Publish("c-1", three, third)
	mother.wants(`"rev":1,`, `"rev":2,`, `"rev":3,`)
	h.Publish(h.log.say(t, "c-2"))
	stranger.wants(`"c":"c-2"`)
}

func TestAMissingRevIsReadFromTheLog(t *testing.T) {
	h := build(t, Options{})
	h.log.seat("mother", "c-1")
	mother, _ := h.open(t, "mother")
	h.log.say(t, "c-1")
	h.Publish(h.log.say(t, "c-1"))
	mother.wants(`"rev":1,`, `"rev":2,`)
	h.Publish(h.log.say(t, "c-1"))
	mother.wants(`"rev":3,`)
}

func TestAHelloShowsWhatWasPublishedWhileItWasPrepared(t *testing.T) {
	h := build(t, Options{})
	h.log.seat("mother", "c-1")
	h.Publish("c-1", 7, []byte(`{}`))
	if _, hello := h.open(t, "mother"); !strings.Contains(hello, `"c-1":7`) {
		t.Errorf("hello is %s, want the head that was published", hello)
	}
}

func TestASlowPhoneIsDroppedAndSlowsNobody(t *testing.T) {
	h := build(t, Options{})
	h.log.seat("slow", "c-1")
	h.log.seat("quick", "c-1")
	slow, _ := h.open(t, "slow")
	quick, _ := h.open(t, "quick")
	big := []byte(strings.Repeat("x", 60<<10))
	for rev := range feed.Rev(400) { // more than kernels buffer
		h.Publish("c-1", rev+1, big)
		if got := quick.hear(); len(got) != len(big) {
			t.Fatalf("the quick phone heard %.40s at %d", got, rev)
		}
	}
	for rest := big; len(rest) == len(big); {
		rest = []byte(slow.hear())
		if s := string(rest); s == "closed 1013" || s == "broken" {
			return
		}
	}
	t.Error("the slow phone was not dropped")
}

func TestAnEndedSessionIsClosedAtOnce(t *testing.T) {
	h := build(t, Options{})
	mother, _ := h.open(t, "mother")
	father, _ := h.open(t, "father")
	h.Revoke("s-mother")
	mother.wants("closed 4401")
	father.say(`{"t":"ping"}`)
	father.wants(`{"t":"pong"}`)
}

func TestASessionEndedInAnotherProcessIsNoticed(t *testing.T) {
	asked := make(chan struct{}, 100)
	h := build(t, Options{Ended: func(context.Context, core.Millis) ([]string, error) {
		asked <- struct{}{}
		return []string{"s-mother"}, nil
	}})
	mother, _ := h.open(t, "mother")
	mother.wants("closed 4401")
	<-asked
}

func TestOnlySignedInPeopleOfThisSiteAreLetIn(t *testing.T) {
	h := build(t, Options{})
	for _, c := range []struct {
		person, origin string
		want           int
	}{
		{"mother", "http://elsewhere.example", 403},
		{"mother", "", 403},
		{"mother", "null", 403},
		{"", h.server.URL, 401},
	} {
		_, err := h.dial(t, c.person, c.origin)
		var status ws.StatusError
		if !errors.As(err, &status) || int(status) != c.want {
			t.Errorf("person %q from %q: got %v, want %d", c.person, c.origin, err, c.want)
		}
	}
}

func TestWhoLeavesARoomHearsItNoMore(t *testing.T) {
	h := build(t, Options{})
	h.log.seat("father", "c-1", "f-1")
	father, _ := h.open(t, "father")
	h.log.seat("father", "f-1", "c-2")
	h.Refresh("father")
	father.wants(`{"t":"hello","heads":{"c-2":0,"f-1":0}}`)
	h.Publish(h.log.say(t, "c-1"))
	h.Publish(h.log.say(t, "f-1"))
	h.Publish(h.log.say(t, "c-2"))
	heard := father.hear() + father.hear() // two rooms may come in either order
	if strings.Contains(heard, "c-1") || !strings.Contains(heard, "f-1") || !strings.Contains(heard, "c-2") {
		t.Errorf("heard %s", heard)
	}
}

func TestANudgeReachesAllDevicesOfAPerson(t *testing.T) {
	h := build(t, Options{})
	one, _ := h.open(t, "mother")
	two, _ := h.open(t, "mother")
	h.Person("mother", "home")
	one.wants(`{"t":"nudge","what":"home"}`)
	two.wants(`{"t":"nudge","what":"home"}`)
}

func TestBrokenFramesEndTheConnection(t *testing.T) {
	h := build(t, Options{})
	for want, frame := range map[string]ws.Frame{
		"closed 1009": ws.MaskFrame(ws.NewTextFrame(make([]byte, readLimit+1))),
		"closed 1002": ws.MaskFrame(ws.NewBinaryFrame([]byte("x"))),
		"closed 1000": ws.MaskFrame(ws.NewCloseFrame(nil)),
	} {
		p, _ := h.open(t, "mother")
		_ = ws.WriteFrame(p.conn, frame) // the answer tells
		p.wants(want)
	}
}

func TestASilentConnectionIsAskedAndThenEnded(t *testing.T) {
	h := build(t, Options{})
	p, _ := h.open(t, "mother")
	now := time.Now()
	h.sweep(now.Add(pingAfter + time.Second))
	if f, err := ws.ReadFrame(p.in); err != nil || f.Header.OpCode != ws.OpPing {
		t.Fatalf("got %v %v, want a ping", f.Header.OpCode, err)
	}
	h.sweep(now.Add(silentLimit + time.Second))
	p.wants("closed 4408")
}

func TestAPollAnswersWhenSomethingIsNew(t *testing.T) {
	h := build(t, Options{})
	h.log.seat("mother", "c-1")
	mother := core.Actor{Person: "mother"}
	h.Publish(h.log.say(t, "c-1"))
	if heads, err := h.Poll(t.Context(), mother, parseHeads("c-1:0,x")); err != nil || heads["c-1"] != 1 {
		t.Fatalf("got %v, %v; want the newer head at once", heads, err)
	}
	got := make(chan feed.Rev)
	go func() {
		heads, _ := h.Poll(t.Context(), mother, parseHeads("c-1:1"))
		got <- heads["c-1"]
	}()
	for {
		h.Publish(h.log.say(t, "c-1")) // until the poll has sat down to hear one
		select {
		case rev := <-got:
			if rev < 2 {
				t.Errorf("got head %d, want news", rev)
			}
			return
		default:
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

func TestTwoProcessesAreOneHouse(t *testing.T) {
	w := &wire{}
	twoHouses(t, w.end(), w.end())
}

// twoHouses checks that what happens in one process is heard in the other.
func twoHouses(t *testing.T, a, b Bus) {
	one := build(t, Options{Bus: a})
	two := build(t, Options{Bus: b, Source: one.log})
	one.log.seat("mother", "c-1")
	mother, _ := two.open(t, "mother")
	for rev := 1; rev <= 3; rev++ {
		one.Publish(one.log.say(t, "c-1"))
		mother.wants(fmt.Sprintf(`"rev":%d,`, rev))
	}
	one.Person("mother", "home")
	mother.wants(`"what":"home"`)
	one.log.seat("mother")
	one.Refresh("mother")
	mother.wants(`"heads":{}`)
	one.Revoke("s-mother")
	mother.wants("closed 4401")
}

func TestAGoodbyeIsSaidWhenTheProgramStops(t *testing.T) {
	h := New(Options{Source: newLog()})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { h.Run(ctx); close(ended) }()
	here, there := net.Pipe()
	go h.welcome(core.Actor{Person: "p"}, here, here, map[feed.ID]feed.Rev{})
	p := &phone{t, there, bufio.NewReader(there)}
	p.wants(`"hello"`)
	go cancel()
	p.wants("closed 1001")
	_, _ = io.Copy(io.Discard, there) // until it is closed
	<-ended
}
