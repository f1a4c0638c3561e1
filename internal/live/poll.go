package live

import (
	"context"
	"strconv"
	"strings"
	"time"

	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/rest"
)

// pollLimit is how long a poll waits for news; proxies cut at thirty seconds.
const pollLimit = 25 * time.Second

// Words are the sentences for the room's errors.
var Words = rest.Words{
	"live.origin":    {Zh: "连接来自别的网站，已拒绝。请从喜鹊的页面打开。", En: "The connection came from another site and was refused. Please open Magpie's own pages."},
	"live.handshake": {Zh: "这个地址只接受 WebSocket 连接。", En: "This address only takes WebSocket connections."},
}

type pollIn struct {
	Heads string `query:"heads" maxLength:"12000" doc:"What the caller has: conversation:rev, separated by commas"`
}

type pollOut struct {
	Body struct {
		Heads map[feed.ID]feed.Rev `json:"heads" doc:"The newest rev of every conversation of the caller"`
	}
}

// Routes registers the room's operations.
func (h *Hub) Routes(api *rest.API) {
	api.Words(Words)
	rest.Register(api, rest.Op{ID: "live-poll", Method: "GET", Path: "/live/poll", Room: "live", Policy: rest.SignedIn,
		Summary: "Wait up to 25 seconds until something is newer than what the caller has, for clients without WebSocket."}, h.poll)
}

func (h *Hub) poll(ctx context.Context, a core.Actor, in *pollIn) (*pollOut, error) {
	heads, err := h.Poll(ctx, a, parseHeads(in.Heads))
	out := &pollOut{}
	out.Body.Heads = heads
	return out, err
}

// Poll waits until one of the person's conversations is newer than known, the
// person is nudged, or 25 seconds have passed, and returns all heads.
func (h *Hub) Poll(ctx context.Context, a core.Actor, known map[feed.ID]feed.Rev) (map[feed.ID]feed.Rev, error) {
	heads, moves, err := h.heads(ctx, a.Person)
	if err != nil {
		return nil, err
	}
	c := &conn{actor: a, wake: make(chan struct{}, 1)}
	c.seen.Store(h.o.Clock.Now().Add(pollLimit).UnixMilli()) // the sweep leaves it alone
	heads, open := h.join(c, heads, moves)
	defer h.leave(c)
	if !open || differ(heads, known) {
		return heads, nil
	}
	limit := time.NewTimer(pollLimit)
	defer limit.Stop()
	select {
	case <-c.wake:
		return h.o.Source.Heads(ctx, a.Person)
	case <-limit.C:
		return heads, nil
	case <-ctx.Done():
		return heads, ctx.Err()
	}
}

func differ(heads, known map[feed.ID]feed.Rev) bool {
	for id, head := range heads {
		if known[id] != head {
			return true
		}
	}
	return false
}

// parseHeads reads "conversation:rev,…"; what it cannot read counts as unknown.
func parseHeads(s string) map[feed.ID]feed.Rev {
	known := map[feed.ID]feed.Rev{}
	for part := range strings.SplitSeq(s, ",") {
		id, rev, _ := strings.Cut(part, ":")
		if n, err := strconv.ParseInt(rev, 10, 64); err == nil {
			known[feed.ID(id)] = feed.Rev(n)
		}
	}
	return known
}
