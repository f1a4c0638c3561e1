package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
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

// write goes on until ctx ends; whatever was under way then is kept and sent
// again, with the same key, when the server is back.
func (w *writer) write(ctx context.Context) error {
	for ctx.Err() == nil {
		if w.key == "" {
			w.next()
		}
		acked, err := w.trial.client.reply(ctx, w.trial.class, w.member, w.key, w.text)
		if err != nil {
			return fmt.Errorf("writer %d: %w", w.number, err)
		}
		if !acked {
			continue // the server is gone, or busy; the context tells
		}
		if err := w.trial.log.add(w.text); err != nil {
			return err
		}
		if w.random.Float64() < repeatShare {
			if _, err := w.trial.client.reply(ctx, w.trial.class, w.member, w.key, w.text); err != nil {
				return fmt.Errorf("writer %d again: %w", w.number, err)
			}
		}
		w.key = ""
	}
	return nil
}

// next makes a text that carries its own checksum.
func (w *writer) next() {
	w.count++
	w.member = w.members[w.count%len(w.members)]
	body := fmt.Sprintf("fault %d %d %s", w.number, w.count, strings.Repeat(string(rune('a'+w.random.IntN(26))), 20+w.random.IntN(200)))
	sum := sha256.Sum256([]byte(body))
	w.key, w.text = core.RandomCode(26), body+" "+hex.EncodeToString(sum[:8])
}

// whole reports whether a text's checksum is right.
func whole(text string) bool {
	i := strings.LastIndexByte(text, ' ')
	if i < 0 {
		return false
	}
	sum := sha256.Sum256([]byte(text[:i]))
	return text[i+1:] == hex.EncodeToString(sum[:8])
}
