package main

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"sync"
	"sync/atomic"
)

// wire is a network between people and the server. Every line breaks off, without a
// farewell, after some bytes; with lies, a byte arrives changed now and then.
type wire struct {
	net.Listener
	to     string
	lies   bool
	mu     sync.Mutex
	random *rand.Rand
	cuts   atomic.Int64
	lied   atomic.Int64
}

// How many bytes a line carries before it breaks off.
const (
	shortLine = 48 << 10
	longLine  = 3 << 20
)

func lay(to string, lies bool, random *rand.Rand) (*wire, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	w := &wire{Listener: ln, to: to, lies: lies, random: random}
	go w.serve()
	return w, nil
}

func (w *wire) below(n int64) int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.random.Int64N(n)
}

func (w *wire) serve() {
	for {
		near, err := w.Accept()
		if err != nil {
			return
		}
		go w.carry(near)
	}
}

// carry connects one line until it breaks off.
func (w *wire) carry(near net.Conn) {
	far, err := net.Dial("tcp", w.to)
	if err != nil {
		hangUp(near) // the server is down
		return
	}
	go func() {
		_, _ = io.Copy(near, far) // until either side is gone
		hangUp(near)
		hangUp(far)
	}()
	var up io.Reader = near
	if w.lies {
		up = &liar{up, w}
	}
	_, err = io.CopyN(far, up, shortLine+w.below(longLine-shortLine))
	if !errors.Is(err, io.EOF) {
		w.cuts.Add(1)
	}
	hangUp(near)
	hangUp(far)
}

// hangUp ends a line as a lost network does.
func hangUp(c net.Conn) {
	if line, ok := c.(*net.TCPConn); ok {
		_ = line.SetLinger(0) // it may be gone already
	}
	_ = c.Close() // it may be gone already
}

// liar changes a byte of what passes, but of no header.
type liar struct {
	io.Reader
	w *wire
}

// oneIn is in how many pieces one is changed.
const oneIn = 40

// Read reads on.
func (l *liar) Read(p []byte) (int, error) {
	n, err := l.Reader.Read(p)
	if n > 8<<10 && l.w.below(oneIn) == 0 && !bytes.Contains(p[:n], []byte("HTTP/1.1")) {
		p[n/2] ^= 1
		l.w.lied.Add(1)
	}
	return n, err
}
