package rostertest

import (
	"maps"
	"sync"
)

// Nudges notes whose open screens were told to look, and at what.
type Nudges struct {
	mu   sync.Mutex
	told map[string]int // by person and what
}

// Person notes one telling, as live's hub would pass it on.
func (n *Nudges) Person(person, what string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.told == nil {
		n.told = map[string]int{}
	}
	n.told[person+" "+what]++
}

// Of returns how often a person was told to look at something.
func (n *Nudges) Of(person, what string) int { return n.All()[person+" "+what] }

// All returns what was told, by person and what, for a failing test to print.
func (n *Nudges) All() map[string]int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return maps.Clone(n.told)
}
