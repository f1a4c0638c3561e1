package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"magpie/internal/core"
	"magpie/test/bench/school"
)

// writer is one person who writes, and writes again what was not acknowledged.
type writer struct {
	trial   *trial
	number  int
	members []school.Member
	random  *rand.Rand
	count   int

	member school.Member // who says what is not acknowledged yet
	key    string
	text   string
}

// repeatShare of the acknowledged writes are sent again: a duplicate would show.
const repeatShare = 0.1

// work goes on until ctx ends; whatever was under way then is kept and sent
// again, with the same key, when the server is back.
func (w *writer) work(ctx context.Context) error {
	for ctx.Err() == nil {
		if w.key == "" {
			w.next()
		}
		acked, err := w.say(ctx)
		if err != nil {
			return fmt.Errorf("writer %d: %w", w.number, err)
		}
		if acked == "" {
			continue // the server is gone, or busy; the context tells
		}
		if err := w.trial.log.add(acked); err != nil {
			return err
		}
		if w.random.Float64() < repeatShare {
			if _, err := w.say(ctx); err != nil {
				return fmt.Errorf("writer %d again: %w", w.number, err)
			}
		}
		w.key = ""
	}
	return nil
}

// say sends what is to be said, under its one key however often it is sent: in turn
// a reply to the notice, a message to the class, one in the family's own room and a
// place in the chain. It returns what was acknowledged; empty when nothing was.
func (w *writer) say(ctx context.Context) (string, error) {
	in := map[string]string{"text": w.text, "student": w.member.Student}
	path := "/notices/" + w.trial.class.Notice + "/replies"
	switch (w.count + w.count/len(w.members)) % 4 { // so that everybody comes to everything
	case 1:
		path = "/conversations/" + w.trial.class.Conversation + "/messages"
	case 2:
		path = "/conversations/f-" + w.member.Student + "/messages"
	case 3:
		return w.join(ctx)
	}
	out, err := w.trial.client.post(ctx, path, w.member.Cookie, w.key, in)
	if err != nil || out == nil {
		return "", err
	}
	return w.text, nil
}

// next makes a text that carries its own checksum.
func (w *writer) next() {
	w.count++
	w.member = w.members[w.count%len(w.members)]
	body := fmt.Sprintf("fault %d %d %s", w.number, w.count, strings.Repeat(string(rune('a'+w.random.IntN(26))), 20+w.random.IntN(200)))
	w.key, w.text = core.RandomCode(26), body+" "+sum([]byte(body))[:16]
}

// whole reports whether a text's checksum is right.
func whole(text string) bool {
	i := strings.LastIndexByte(text, ' ')
	if i < 0 {
		return false
	}
	return text[i+1:] == sum([]byte(text[:i]))[:16]
}
