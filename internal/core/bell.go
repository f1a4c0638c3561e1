package core

import (
	"sync"
	"time"
)

// hushFor is how long somebody is left in peace after having been told.
const hushFor = time.Second

// Bell keeps what moves fast from ringing for every step: after a ring there is
// peace for a second, and what came meanwhile rings once, at its end. The zero
// Bell is ready.
type Bell[K comparable] struct {
	mu     sync.Mutex
	hushed map[K]bool // true when there is more to tell
}

// Rang reports whether a key rang a moment ago.
func (b *Bell[K]) Rang(key K) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	_, hushed := b.hushed[key]
	return hushed
}

// Again notes that there is more to tell; false when the peace is over already.
func (b *Bell[K]) Again(key K) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	_, hushed := b.hushed[key]
	if hushed {
		b.hushed[key] = true
	}
	return hushed
}

// Hush leaves a key in peace for a moment and then calls ring if there is more.
func (b *Bell[K]) Hush(key K, ring func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, hushed := b.hushed[key]; hushed {
		return
	}
	if b.hushed == nil {
		b.hushed = map[K]bool{}
	}
	b.hushed[key] = false
	time.AfterFunc(hushFor, func() {
		b.mu.Lock()
		more := b.hushed[key]
		delete(b.hushed, key)
		b.mu.Unlock()
		if more {
			ring()
		}
	})
}
