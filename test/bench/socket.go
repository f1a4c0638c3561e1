package main

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"

	"github.com/gobwas/ws"
)

// kind is what a received frame is to the driver.
type kind int

const (
	other kind = iota
	delivery
	ack
	hello
)

// socket is one member's connection.
type socket struct {
	conn net.Conn
	acks chan struct{}
}

// dial connects a member and reads its frames until it is closed. The frame is
// searched, not decoded, so that the driver costs the same for every server.
func dial(addr, path string, header http.Header, classify func([]byte) kind, heard func(kind)) (*socket, error) {
	d := ws.Dialer{Header: ws.HandshakeHeaderHTTP(header), ReadBufferSize: 1 << 10, WriteBufferSize: 1 << 9}
	conn, early, _, err := d.Dial(context.Background(), "ws://"+addr+path)
	if err != nil {
		return nil, err
	}
	s := &socket{conn: conn, acks: make(chan struct{}, 1)}
	in := early
	if in == nil {
		in = bufio.NewReaderSize(conn, 1<<10)
	}
	go s.read(in, classify, heard)
	return s, nil
}

func (s *socket) read(in *bufio.Reader, classify func([]byte) kind, heard func(kind)) {
	defer close(s.acks)
	var payload []byte
	var header [ws.MaxHeaderSize]byte
	for {
		h, err := ws.ReadHeaderBuffer(in, header[:])
		if err != nil {
			return
		}
		if int(h.Length) > cap(payload) {
			payload = make([]byte, h.Length)
		}
		payload = payload[:h.Length]
		if _, err := io.ReadFull(in, payload); err != nil {
			return
		}
		switch k := classify(payload); k {
		case ack:
			s.acks <- struct{}{}
		default:
			heard(k)
		}
	}
}

func (s *socket) close() { _ = s.conn.Close() } // the measurement is over
