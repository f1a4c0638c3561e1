package live

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"syscall"

	"github.com/gobwas/ws"

	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/rest"
)

// ErrOrigin is a socket opened by another site's page, or by a program that does
// not say where it comes from.
var ErrOrigin = core.Forbidden("live.origin")

// errHandshake is a request that does not ask for a socket as RFC 6455 wants.
var errHandshake = core.Invalid("live.handshake")

// readLimit bounds what a client may say at once; it only ever says "ping".
const readLimit = 4 << 10

// ServeHTTP opens a socket for a signed-in person of this site.
func (h *Hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !sameOrigin(r) {
		h.o.Refuse(w, r, ErrOrigin)
		return
	}
	actor, err := h.o.Authenticate(r)
	if err == nil && !actor.Known() {
		err = rest.ErrSignIn
	}
	if err != nil {
		h.o.Refuse(w, r, err)
		return
	}
	if r.ProtoMajor != 1 || !strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		h.o.Refuse(w, r, errHandshake)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), pullLimit)
	defer cancel()
	heads, moves, err := h.heads(ctx, actor.Person)
	if err != nil {
		h.o.Refuse(w, r, err)
		return
	}
	socket, rw, _, err := ws.HTTPUpgrader{Timeout: pullLimit}.Upgrade(r, w)
	if err != nil {
		return // the upgrader has answered
	}
	var in io.Reader = socket
	if n := rw.Reader.Buffered(); n > 0 { // an eager client has spoken already
		early, _ := rw.Reader.Peek(n) // that many are there
		in = io.MultiReader(bytes.NewReader(slices.Clone(early)), socket)
	}
	h.welcome(actor, socket, in, heads, moves)
}

// sameOrigin reports whether a page of this very host opens the socket: a
// cookie alone does not tell, browsers send it for anybody.
func sameOrigin(r *http.Request) bool {
	o, err := url.Parse(r.Header.Get("Origin"))
	return err == nil && o.Host != "" && strings.EqualFold(o.Host, r.Host)
}

// welcome joins a new socket and begins to read it.
func (h *Hub) welcome(actor core.Actor, socket net.Conn, in io.Reader, heads map[feed.ID]feed.Rev, moves int) {
	c := &conn{actor: actor, net: socket, busy: true, drops: h.metrics.drop}
	if s, ok := socket.(syscall.Conn); ok {
		c.raw, _ = s.SyscallConn() // without it all writes go through drain
	}
	c.seen.Store(h.o.Clock.Now().UnixMilli())
	heads, ok := h.join(c, heads, moves)
	c.start(hello(heads))
	if !ok {
		c.close(codeLeaving)
	}
	go h.listen(c, in)
}

func hello(heads map[feed.ID]feed.Rev) []byte {
	b, _ := json.Marshal(struct { // numbers and texts always encode
		T     string               `json:"t"`
		Heads map[feed.ID]feed.Rev `json:"heads"`
	}{"hello", heads})
	return text(b)
}
