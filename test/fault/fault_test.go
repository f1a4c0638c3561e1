package main

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"magpie/test/bench/school"
)

func TestATextThatWasChangedIsNoticed(t *testing.T) {
	w := &writer{members: make([]school.Member, 1), random: rand.New(rand.NewPCG(1, 2))}
	w.next()
	if !whole(w.text) {
		t.Errorf("an unchanged text counts as changed: %s", w.text)
	}
	if whole(strings.Replace(w.text, "fault", "Fault", 1)) || whole(w.text[:len(w.text)-1]) || whole("") {
		t.Error("a changed text counts as whole")
	}
}

func TestEveryAcknowledgedTextIsInTheFileOnce(t *testing.T) {
	l, err := openAckLog(filepath.Join(t.TempDir(), "acked.log"))
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for i := range 100 {
		group.Go(func() {
			if err := l.add(strings.Repeat("x", i+1)); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	l.close()
	texts, err := l.read()
	slices.Sort(texts)
	if err != nil || len(texts) != 100 || len(slices.Compact(texts)) != 100 {
		t.Errorf("got %d texts, %v; want 100", len(texts), err)
	}
}
