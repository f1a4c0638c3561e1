package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"magpie/internal/core"
	"magpie/test/bench/school"
)

// magpie drives the real program: members listen on the live socket and post
// replies under their class's notice, as their web clients do.
type magpie struct {
	addr    string
	classes []school.Class
	http    *http.Client
}

func newMagpie(addr string, classes []school.Class) magpie {
	return magpie{addr, classes, &http.Client{
		Timeout:   patience,
		Transport: &http.Transport{MaxIdleConnsPerHost: 256, DisableCompression: true},
	}}
}

func (m magpie) dial(g, member int, heard func(kind)) (*socket, error) {
	cookie := m.classes[g].Members[member].Cookie
	header := http.Header{"Cookie": {cookie}, "Origin": {"http://" + m.addr}}
	return dial(m.addr, "/live", header, func(frame []byte) kind {
		switch {
		case bytes.Contains(frame, []byte(marker)):
			return delivery
		case bytes.HasPrefix(frame, []byte(`{"t":"hello"`)):
			return hello
		}
		return other
	}, heard)
}

func (m magpie) post(g, member int, _ *socket, n int) error {
	class := m.classes[g]
	who := class.Members[member]
	return m.call("POST", "/notices/"+class.Notice+"/replies", who.Cookie, map[string]string{"text": message(n), "student": who.Student}, nil)
}

// call makes one request of the API and decodes its answer unless out is nil.
func (m magpie) call(method, path, cookie string, body, out any) error {
	answer, err := m.send(method, path, cookie, body)
	if err != nil || out == nil {
		return err
	}
	return json.Unmarshal(answer, out)
}

// send makes one request of the API.
func (m magpie) send(method, path, cookie string, body any) ([]byte, error) {
	content, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequest(method, "http://"+m.addr+"/api/v1"+path, bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Cookie", cookie)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", core.RandomCode(26))
	res, err := m.http.Do(r)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode >= 400 {
		err = fmt.Errorf("%s %s: %d %s", method, path, res.StatusCode, answer)
	}
	return answer, err
}

// catchUp connects as a member who missed the last so many entries, waits for
// the hello and reads them; decoding is the client's and not counted.
func (m magpie) catchUp(missed int) (time.Duration, error) {
	class := m.classes[0]
	entries := "/conversations/" + class.Conversation + "/entries?limit=1000&after="
	var page struct {
		Entries []json.RawMessage `json:"entries"`
		Head    int               `json:"head"`
	}
	if err := m.call("GET", entries+"0", class.Members[0].Cookie, nil, &page); err != nil {
		return 0, err
	}
	start := time.Now()
	greeted := make(chan struct{}, 1)
	s, err := m.dial(0, 1, func(kind) { greeted <- struct{}{} })
	if err != nil {
		return 0, err
	}
	defer s.close()
	<-greeted
	answer, err := m.send("GET", fmt.Sprint(entries, page.Head-missed), class.Members[1].Cookie, nil)
	took := time.Since(start)
	if err != nil {
		return 0, err
	}
	page.Entries = nil
	if err := json.Unmarshal(answer, &page); err != nil {
		return 0, err
	}
	if len(page.Entries) != missed {
		return 0, fmt.Errorf("caught up on %d entries, want %d", len(page.Entries), missed)
	}
	return took, nil
}
