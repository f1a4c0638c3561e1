package main

import (
	"errors"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
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

// forgetful is a server that took a first chunk and has none of it after a cut.
func forgetful(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method == http.MethodPost:
		w.Header().Set("Location", "/api/v1/uploads/1")
		w.WriteHeader(http.StatusCreated)
	case r.Method == http.MethodHead:
		w.Header().Set("Upload-Offset", "0")
	case r.Header.Get("Upload-Offset") == "0":
		w.WriteHeader(http.StatusNoContent)
	default:
		panic(http.ErrAbortHandler)
	}
}

func TestAServerThatForgetsWhatItAcknowledgedIsNoticed(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(forgetful))
	defer srv.Close()
	c := newClient(strings.TrimPrefix(srv.URL, "http://"))
	p := newParcel("c-1", "", 300, 100, rand.New(rand.NewPCG(1, 2)))
	for range 3 { // begun, a chunk there, the next one cut
		if err := p.push(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.push(t.Context(), c); !errors.Is(err, errForgot) {
		t.Errorf("got %v, want that it was forgotten", err)
	}
	if p.cuts != 1 || p.resent() != 100 {
		t.Errorf("%d cuts, %d bytes for nothing; want 1 and 100", p.cuts, p.resent())
	}
}

func TestALiarChangesBodiesAndNoHeader(t *testing.T) {
	w := &wire{random: rand.New(rand.NewPCG(1, 2))}
	body, header := strings.Repeat("x", 9<<10), "PATCH / HTTP/1.1\r\n"+strings.Repeat("x", 9<<10)
	changed := 0
	for range 10 * oneIn {
		for _, sent := range []string{body, header} {
			got := make([]byte, len(sent))
			n, err := (&liar{strings.NewReader(sent), w}).Read(got)
			if err != nil || n != len(sent) {
				t.Fatal(n, err)
			}
			if string(got) != sent && sent == header {
				t.Fatal("a header was changed")
			}
			if string(got) != sent {
				changed++
			}
		}
	}
	if changed == 0 || int64(changed) != w.lied.Load() {
		t.Errorf("%d changed, %d counted", changed, w.lied.Load())
	}
}
