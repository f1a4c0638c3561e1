package live

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/gobwas/ws"

	"magpie/internal/core"
	"magpie/internal/feed"
)

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

func TestTheOldestLineOfOnePersonGivesWay(t *testing.T) {
	h := build(t, Options{})
	first, _ := h.open(t, "mother")
	second, _ := h.open(t, "mother")
	for range linesPerPerson - 1 {
		h.open(t, "mother")
	}
	first.wants("closed 1001")
	h.Person("mother", "home")
	second.wants(`"home"`)
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
		// The bus may have come up only now, which seats and greets her once more.
		if heard := mother.hear(); strings.Contains(heard, `"t":"hello"`) {
			mother.wants(fmt.Sprintf(`"rev":%d,`, rev))
		} else if !strings.Contains(heard, fmt.Sprintf(`"rev":%d,`, rev)) {
			t.Fatalf("heard %s, want rev %d", heard, rev)
		}
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
	go h.welcome(core.Actor{Person: "p"}, here, here, map[feed.ID]feed.Rev{}, 0)
	p := &phone{t, there, bufio.NewReader(there)}
	p.wants(`"hello"`)
	go cancel()
	p.wants("closed 1001")
	_, _ = io.Copy(io.Discard, there) // until it is closed
	<-ended
}
