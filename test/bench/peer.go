package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/gobwas/ws"
)

// marker stands in every message that counts as a delivery.
const marker = "bench-"

// bodySize is the size of a message's text.
const bodySize = 200

// peer is the limit that Magpie is measured against: a WebSocket server that
// does nothing but write the frame, encoded once, to every connection of the
// group (R); with a committer it also makes the message durable first (D).
type peer struct {
	store  *committer // nil for R
	mu     sync.RWMutex
	groups map[string]*group
}

type group struct {
	number int64
	seq    atomic.Int64
	mu     sync.RWMutex
	conns  []net.Conn
}

const (
	createMessage = `create table if not exists message (conversation bigint not null, seq bigint not null, body text not null);
		create unique index if not exists message_seq on message (conversation, seq)`
	insertMessage = `insert into message (conversation, seq, body) values ($1, $2, $3)`
)

// servePeer is the main function of the child process that R and D run in.
func servePeer(args []string) error {
	flags := flag.NewFlagSet("peer", flag.ContinueOnError)
	data := flags.String("data", "", "folder for messages; empty: keep none")
	if err := flags.Parse(args); err != nil {
		return err
	}
	raiseFiles()
	p := &peer{groups: map[string]*group{}}
	if *data != "" {
		var err error
		if p.store, err = openBare(filepath.Join(*data, "peer.db"), createMessage, insertMessage); err != nil {
			return err
		}
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	if err := json.NewEncoder(os.Stdout).Encode(map[string]string{"addr": ln.Addr().String()}); err != nil {
		return err
	}
	for {
		conn, err := ln.Accept()
		if err != nil {
			return err
		}
		go p.serve(conn)
	}
}

func (p *peer) serve(conn net.Conn) {
	defer conn.Close()
	var name string
	upgrade := ws.Upgrader{OnRequest: func(uri []byte) error { name = string(uri); return nil }}
	if _, err := upgrade.Upgrade(conn); err != nil {
		return
	}
	g := p.join(name, conn)
	if _, err := conn.Write(helloFrame); err != nil {
		return
	}
	var header [ws.MaxHeaderSize]byte
	for {
		h, err := ws.ReadHeaderBuffer(conn, header[:])
		if err != nil {
			return
		}
		payload := make([]byte, h.Length)
		if _, err := readFull(conn, payload); err != nil {
			return
		}
		ws.Cipher(payload, h.Mask, 0)
		if p.store != nil {
			if err := p.store.put(g.number, g.seq.Add(1), string(payload)); err != nil {
				return
			}
		}
		g.send(ws.MustCompileFrame(ws.NewTextFrame(payload)))
		if _, err := conn.Write(ackFrame); err != nil {
			return
		}
	}
}

var (
	ackFrame   = ws.MustCompileFrame(ws.NewTextFrame([]byte("ack")))
	helloFrame = ws.MustCompileFrame(ws.NewTextFrame([]byte("hello")))
)

func (p *peer) join(name string, conn net.Conn) *group {
	p.mu.Lock()
	g := p.groups[name]
	if g == nil {
		g = &group{number: int64(len(p.groups))}
		p.groups[name] = g
	}
	p.mu.Unlock()
	g.mu.Lock()
	g.conns = append(g.conns, conn)
	g.mu.Unlock()
	return g
}

// send writes to all; a large group is shared by two goroutines, one a core.
func (g *group) send(frame []byte) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	if len(g.conns) < 200 {
		writeAll(g.conns, frame)
		return
	}
	half := len(g.conns) / 2
	var other sync.WaitGroup
	other.Go(func() { writeAll(g.conns[half:], frame) })
	writeAll(g.conns[:half], frame)
	other.Wait()
}

func writeAll(conns []net.Conn, frame []byte) {
	for _, c := range conns {
		_, _ = c.Write(frame) // who is gone is counted by the driver
	}
}

func readFull(conn net.Conn, b []byte) (n int, err error) {
	for n < len(b) && err == nil {
		var k int
		k, err = conn.Read(b[n:])
		n += k
	}
	return n, err
}

// peerTarget drives a peer: a member posts on its own socket.
type peerTarget struct{ addr string }

func (t peerTarget) dial(g, _ int, heard func(kind)) (*socket, error) {
	return dial(t.addr, fmt.Sprintf("/%d", g), nil, func(frame []byte) kind {
		switch {
		case bytes.HasPrefix(frame, []byte(marker)):
			return delivery
		case bytes.Equal(frame, []byte("ack")):
			return ack
		case bytes.Equal(frame, []byte("hello")):
			return hello
		}
		return other
	}, heard)
}

func (t peerTarget) post(_, _ int, s *socket, n int) error {
	if err := ws.WriteFrame(s.conn, ws.MaskFrameInPlace(ws.NewTextFrame([]byte(message(n))))); err != nil {
		return err
	}
	if _, open := <-s.acks; !open {
		return net.ErrClosed
	}
	return nil
}

// message is a text that no two posts share.
func message(n int) string {
	text := fmt.Sprint(marker, n, " ")
	return text + strings.Repeat("x", bodySize-len(text))
}
