package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"sync/atomic"

	"magpie/internal/core"
)

// parcel is one file on its way to the server, sent as the web client sends it: in
// chunks, each after the one before was acknowledged; after a cut it asks how much
// is there and goes on.
type parcel struct {
	conversation, cookie string
	content              []byte
	chunk                int64

	key     string // of the request that makes it a file
	address string // where it goes on; empty before the server took it
	asking  bool   // after a cut: how much is there?
	acked   int64  // what the server said it has
	put     int64  // bytes sent in all, with those that were lost
	cuts    int    // how often bytes were sent and no answer came
	file    string // its id, once it is one
}

// errForgot is an upload that the server acknowledged and no longer has.
var errForgot = errors.New("the server forgot what it had acknowledged")

// newParcel makes a paper that looks like one and is like no other.
func newParcel(conversation, cookie string, size int, chunk int64, random *rand.Rand) *parcel {
	content := make([]byte, size)
	for i := range content {
		content[i] = byte(random.Uint32())
	}
	copy(content, "%PDF-1.7\n")
	copy(content[max(0, size-7):], "\n%%EOF\n")
	return &parcel{conversation: conversation, cookie: cookie, content: content, chunk: chunk, key: core.RandomCode(26)}
}

// sum is the file's fingerprint.
func sum(content []byte) string {
	s := sha256.Sum256(content)
	return hex.EncodeToString(s[:])
}

// resent is how many bytes were sent for nothing so far.
func (p *parcel) resent() int64 { return p.put - p.acked }

// push does the next request. That no answer comes is no error: the push after that
// asks how much is there.
func (p *parcel) push(ctx context.Context, c *client) error {
	switch size := int64(len(p.content)); {
	case p.address == "":
		return p.begin(ctx, c)
	case p.asking:
		return p.ask(ctx, c)
	case p.acked < size:
		return p.proceed(ctx, c, min(p.acked+p.chunk, size))
	}
	return p.finish(ctx, c)
}

func (p *parcel) begin(ctx context.Context, c *client) error {
	word := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
	a, err := p.do(ctx, c, http.MethodPost, prefix+"/uploads", nil, http.Header{
		"Upload-Length":   {fmt.Sprint(len(p.content))},
		"Upload-Metadata": {"filename " + word("作业.pdf") + ",conversation " + word(p.conversation)},
	})
	if a != nil {
		p.address = a.header.Get("Location")
	}
	return err
}

// ask finds out after a cut how much is there: never less than was acknowledged.
func (p *parcel) ask(ctx context.Context, c *client) error {
	a, err := p.do(ctx, c, http.MethodHead, p.address, nil, nil)
	if err != nil {
		return fmt.Errorf("%w: %w", errForgot, err)
	}
	if a == nil {
		return nil
	}
	offset, err := strconv.ParseInt(a.header.Get("Upload-Offset"), 10, 64)
	if err != nil || offset > int64(len(p.content)) {
		return fmt.Errorf("an upload of %d bytes is said to be at %q", len(p.content), a.header.Get("Upload-Offset"))
	}
	if offset < p.acked {
		return fmt.Errorf("%w: %d bytes were there, now %d", errForgot, p.acked, offset)
	}
	p.acked, p.asking = offset, false
	return nil
}

func (p *parcel) proceed(ctx context.Context, c *client, until int64) error {
	piece := &counted{Reader: bytes.NewReader(p.content[p.acked:until]), size: until - p.acked}
	a, err := p.do(ctx, c, http.MethodPatch, p.address, piece, http.Header{
		"Upload-Offset": {fmt.Sprint(p.acked)}, "Content-Type": {"application/offset+octet-stream"},
	})
	p.put += piece.n.Load()
	if a == nil {
		p.asking = true
		return err
	}
	p.acked = until
	return err
}

func (p *parcel) finish(ctx context.Context, c *client) error {
	a, err := p.do(ctx, c, http.MethodPost, p.address+"/finish", nil, http.Header{"Idempotency-Key": {p.key}})
	if a == nil {
		return err
	}
	var out struct{ File struct{ ID string } }
	if err := json.Unmarshal(a.body, &out); err != nil {
		return err
	}
	p.file = out.File.ID
	return nil
}

// do makes one request; a server that did not yet notice the cut may still hold on
// to the upload, and says so.
func (p *parcel) do(ctx context.Context, c *client, method, path string, body *counted, header http.Header) (*answer, error) {
	if header == nil {
		header = http.Header{}
	}
	header.Set("Tus-Resumable", "1.0.0")
	in := call{method: method, path: path, cookie: p.cookie, header: header, wait: []int{http.StatusLocked, http.StatusConflict}}
	if body != nil {
		in.body, in.size = body, body.size
	}
	a, came, err := c.do(ctx, in)
	if !came && body != nil && body.n.Load() > 0 {
		p.cuts++
	}
	return a, err
}

// counted counts what is read; the transport may read on after an early answer.
type counted struct {
	io.Reader
	size int64
	n    atomic.Int64
}

// Read reads on.
func (c *counted) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.n.Add(int64(n))
	return n, err
}
