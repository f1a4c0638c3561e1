package live

import (
	"bytes"
	"io"

	"github.com/gobwas/ws"
)

// listen reads a socket until it ends.
func (h *Hub) listen(c *conn, in io.Reader) {
	defer h.leave(c)
	r := reader{in: in}
	for {
		op, payload, code := r.next()
		c.seen.Store(h.o.Clock.Now().UnixMilli())
		switch {
		case code != 0:
			c.close(code)
			return
		case op == ws.OpPing:
			c.reply(ws.MustCompileFrame(ws.NewPongFrame(payload)))
		case op == ws.OpText && bytes.Contains(payload, []byte(`"ping"`)):
			c.reply(pongText)
		}
	}
}

// reply answers on the reader's own goroutine.
func (c *conn) reply(frame []byte) {
	var w attempt
	w.prepare()
	c.send(&w, frame)
}

// reader reads frames. It keeps no buffer while it waits.
type reader struct {
	in     io.Reader
	header [ws.MaxHeaderSize]byte
}

// next returns the next frame, or the code to hang up with.
func (r *reader) next() (ws.OpCode, []byte, closeCode) {
	h, err := ws.ReadHeaderBuffer(r.in, r.header[:])
	switch {
	case err != nil:
		return 0, nil, codeLeaving
	case ws.CheckHeader(h, ws.StateServerSide) != nil || !h.Fin || h.OpCode == ws.OpBinary:
		return 0, nil, codeBroken
	case h.Length > readLimit:
		return 0, nil, codeLarge
	}
	if h.Length == 0 {
		return h.OpCode, nil, closing(h.OpCode)
	}
	payload := make([]byte, h.Length)
	if _, err := io.ReadFull(r.in, payload); err != nil {
		return 0, nil, codeLeaving
	}
	ws.Cipher(payload, h.Mask, 0)
	return h.OpCode, payload, closing(h.OpCode)
}

func closing(op ws.OpCode) closeCode {
	if op == ws.OpClose {
		return closeCode(ws.StatusNormalClosure)
	}
	return 0
}
