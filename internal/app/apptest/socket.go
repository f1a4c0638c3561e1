package apptest

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"
)

// Frame is one push.
type Frame struct {
	T     string           `json:"t"`
	C     string           `json:"c"`
	Rev   int64            `json:"rev"`
	E     json.RawMessage  `json:"e"`
	What  string           `json:"what"`
	Heads map[string]int64 `json:"heads"`
}

// Socket is a live connection of a browser. Frames closes when it ends.
type Socket struct {
	Frames chan Frame
	close  func()
}

// Listen opens the live connection and waits for its hello.
func (c *Client) Listen() *Socket {
	c.t.Helper()
	var cookies []string
	for _, cookie := range c.Cookies() {
		cookies = append(cookies, cookie.Name+"="+cookie.Value)
	}
	dialer := ws.Dialer{Timeout: 10 * time.Second, Header: ws.HandshakeHeaderHTTP(http.Header{
		"Cookie": {strings.Join(cookies, "; ")}, "Origin": {c.base},
	})}
	conn, early, _, err := dialer.Dial(context.Background(), "ws"+strings.TrimPrefix(c.base, "http")+"/live")
	if err != nil {
		c.t.Fatalf("open the live connection: %v", err)
	}
	s := &Socket{Frames: make(chan Frame, 4096), close: func() { _ = conn.Close() }}
	c.t.Cleanup(s.close)
	rw := wsutil.NewReader(conn, ws.StateClientSide)
	if early != nil {
		rw.Source = early
	}
	go func() {
		defer close(s.Frames)
		for {
			header, err := rw.NextFrame()
			if err != nil || header.OpCode == ws.OpClose {
				return
			}
			payload := make([]byte, header.Length)
			if _, err := readFull(rw, payload); err != nil {
				return
			}
			var f Frame
			if json.Unmarshal(payload, &f) == nil {
				s.Frames <- f
			}
		}
	}()
	if f := s.Next(c, "hello"); f.Heads == nil {
		c.t.Fatalf("the live connection said hello without heads: %v", f)
	}
	return s
}

func readFull(r *wsutil.Reader, b []byte) (int, error) {
	n := 0
	for n < len(b) {
		k, err := r.Read(b[n:])
		n += k
		if err != nil && n < len(b) {
			return n, err
		}
	}
	return n, nil
}

// Next returns the next frame of a type, passing over others; it fails the test
// when none comes.
func (s *Socket) Next(c *Client, kind string) Frame {
	c.t.Helper()
	limit := time.After(10 * time.Second)
	for {
		select {
		case f, open := <-s.Frames:
			if !open {
				c.t.Fatalf("the live connection ended while waiting for %q", kind)
			}
			if f.T == kind {
				return f
			}
		case <-limit:
			c.t.Fatalf("no %q came within ten seconds", kind)
		}
	}
}

// Ended waits until the server has closed the connection.
func (s *Socket) Ended(c *Client) {
	c.t.Helper()
	limit := time.After(10 * time.Second)
	for {
		select {
		case _, open := <-s.Frames:
			if !open {
				return
			}
		case <-limit:
			c.t.Fatal("the live connection is still open after ten seconds")
		}
	}
}

// Close ends the connection from the browser's side, like a lost network.
func (s *Socket) Close() { s.close() }
