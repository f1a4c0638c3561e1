package talk

import (
	"sync"
	"time"

	"magpie/internal/roster"
)

// hushFor is how long the staff of a class are left in peace after they were told
// to look at what is owed; what comes meanwhile is told once, at its end.
const hushFor = time.Second

// bell keeps a class that talks fast from ringing for every word.
type bell struct {
	mu     sync.Mutex
	hushed map[roster.ClassID]bool // true when there is more to tell
}

// rang reports whether a class was told a moment ago.
func (b *bell) rang(class roster.ClassID) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	_, hushed := b.hushed[class]
	return hushed
}

// again notes that there is more to tell; false when the peace is over already.
func (b *bell) again(class roster.ClassID) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	_, hushed := b.hushed[class]
	if hushed {
		b.hushed[class] = true
	}
	return hushed
}

// hush leaves a class in peace for a moment and then calls ring if there is more.
func (b *bell) hush(class roster.ClassID, ring func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, hushed := b.hushed[class]; hushed {
		return
	}
	b.hushed[class] = false
	time.AfterFunc(hushFor, func() {
		b.mu.Lock()
		more := b.hushed[class]
		delete(b.hushed, class)
		b.mu.Unlock()
		if more {
			ring()
		}
	})
}
