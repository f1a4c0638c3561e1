package live

import (
	"net"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/gobwas/ws"

	"magpie/internal/core"
)

// What may wait for a slow phone before it is dropped.
const (
	maxWaiting = 64 << 10 // bytes
	maxFrames  = 256
	writeLimit = 20 * time.Second
)

// conn is one listener: a socket or, with wake, somebody who polls.
type conn struct {
	actor core.Actor
	shard *shard
	net   net.Conn
	raw   syscall.RawConn
	wake  chan struct{}
	seen  atomic.Int64 // when it last said something, Unix milliseconds
	drops func()

	seats []seat // guarded by shard.seats

	moving sync.Mutex // one change of seats at a time
	left   bool       // it takes no seat any more

	mu      sync.Mutex
	waiting [][]byte // frames that a goroutine is writing after the current ones
	bytes   int
	busy    bool // frames must queue: a goroutine writes, or the hello is not out
	closed  bool
	ending  closeCode // close after what waits
}

// closeCode tells the client why it was hung up on.
type closeCode ws.StatusCode

const (
	codeLeaving = closeCode(ws.StatusGoingAway)
	codeBroken  = closeCode(ws.StatusProtocolError)
	codeLarge   = closeCode(ws.StatusMessageTooBig)
	codeSlow    = closeCode(1013) // "try again later"
	codeEnded   = closeCode(4401) // the session ended: sign in again
	codeSilent  = closeCode(4408)
)

func (c closeCode) frame() []byte {
	return ws.MustCompileFrame(ws.NewCloseFrame(ws.NewCloseFrameBody(ws.StatusCode(c), "")))
}

var (
	pingFrame = ws.MustCompileFrame(ws.NewPingFrame(nil))
	pongText  = text([]byte(`{"t":"pong"}`))
)

// text makes the bytes of a text frame; they are shared by all who get it.
func text(payload []byte) []byte { return ws.MustCompileFrame(ws.NewTextFrame(payload)) }

// send writes a frame at once if the kernel takes it; what is left over waits
// for a goroutine of its own. It never blocks.
func (c *conn) send(w *attempt, frame []byte) {
	if c.wake != nil {
		select {
		case c.wake <- struct{}{}:
		default: // it is awake already
		}
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || c.ending != 0 {
		return
	}
	if !c.busy {
		n, err := w.write(c.raw, frame)
		if err != nil {
			c.shut()
			return
		}
		if n == len(frame) {
			return
		}
		c.busy = true
		c.waiting, c.bytes = append(c.waiting, frame[n:]), len(frame)-n
		go c.drain()
		return
	}
	if len(c.waiting) == maxFrames || c.bytes+len(frame) > maxWaiting {
		c.drops()
		c.waiting, c.ending = [][]byte{codeSlow.frame()}, codeSlow
		return
	}
	c.waiting, c.bytes = append(c.waiting, frame), c.bytes+len(frame)
}

// start sends the hello and then whatever came before it was ready.
func (c *conn) start(hello []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waiting, c.bytes = append([][]byte{hello}, c.waiting...), c.bytes+len(hello)
	go c.drain()
}

// drain writes what waits until nothing does. Only a connection that fell
// behind, or is new, has it.
func (c *conn) drain() {
	for {
		c.mu.Lock()
		if len(c.waiting) == 0 || c.closed {
			c.busy, c.waiting = false, nil
			if c.ending != 0 {
				c.shut()
			}
			c.mu.Unlock()
			return
		}
		batch := net.Buffers(c.waiting)
		c.waiting, c.bytes = nil, 0
		c.mu.Unlock()
		err := c.net.SetWriteDeadline(time.Now().Add(writeLimit)) //nolint:forbidigo // a deadline of the socket, never stored
		if err == nil {
			_, err = batch.WriteTo(c.net)
		}
		if err == nil {
			err = c.net.SetWriteDeadline(time.Time{})
		}
		if err != nil {
			c.mu.Lock()
			c.shut()
			c.mu.Unlock()
		}
	}
}

// close says why and hangs up, after what waits if that goes quickly.
func (c *conn) close(code closeCode) {
	if c.wake != nil {
		c.send(nil, nil) // it looks around, and finds out by itself
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed || c.ending != 0 {
		return
	}
	c.ending = code
	c.waiting = append(c.waiting, code.frame())
	if !c.busy {
		c.busy = true
		go c.drain()
	}
}

// shut closes the socket; its reader notices and leaves. The lock is held.
func (c *conn) shut() {
	if !c.closed {
		c.closed = true
		_ = c.net.Close() // there is nothing left to do for it
	}
}
