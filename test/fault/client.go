package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync/atomic"
	"time"
)

const prefix = "/api/v1"

// client talks to one life of the server.
type client struct {
	host string
	http *http.Client
	dead atomic.Bool // the disks have no power: the server may say that it is broken
}

func newClient(addr string) *client {
	return &client{host: "http://" + addr, http: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 2 * writers}}}
}

// answer is a response that came whole.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// call is one request; path stands below the host.
type call struct {
	method, path, cookie string
	header               http.Header
	body                 io.Reader
	size                 int64 // of the body, when body does not tell it
	wait                 []int // statuses that mean to try again, besides 429 and 503
	patient              bool  // wait until the server has time for this person again
}

// breath is how long somebody waits who was told to slow down.
const breath = 100 * time.Millisecond

// do makes a request. came is false when no answer came; the answer is nil then,
// and also when it said to try again later. An answer that should not be is an error.
func (c *client) do(ctx context.Context, in call) (out *answer, came bool, err error) {
	r, err := http.NewRequestWithContext(ctx, in.method, c.host+in.path, in.body)
	if err != nil {
		return nil, false, err
	}
	if in.size > 0 {
		r.ContentLength = in.size
	}
	for name, values := range in.header {
		r.Header[name] = values
	}
	r.Header.Set("Cookie", in.cookie)
	res, err := c.http.Do(r)
	if err != nil {
		return nil, false, nil
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	switch {
	case err != nil:
		return nil, false, nil
	case res.StatusCode == http.StatusTooManyRequests && in.patient:
		time.Sleep(breath)
		return c.do(ctx, in)
	case res.StatusCode == http.StatusServiceUnavailable, res.StatusCode == http.StatusTooManyRequests, slices.Contains(in.wait, res.StatusCode),
		res.StatusCode >= 500 && c.dead.Load():
		return nil, true, nil
	case res.StatusCode >= 400:
		return nil, true, fmt.Errorf("%s %s: %d %s", in.method, in.path, res.StatusCode, body)
	}
	return &answer{res.StatusCode, res.Header, body}, true, nil
}

// post sends JSON under an idempotency key; the answer is nil when it was not acknowledged.
func (c *client) post(ctx context.Context, path, cookie, key string, in any) (*answer, error) {
	body, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	out, _, err := c.do(ctx, call{
		method: http.MethodPost, path: prefix + path, cookie: cookie, body: bytes.NewReader(body),
		header: http.Header{"Content-Type": {"application/json"}, "Idempotency-Key": {key}},
	})
	return out, err
}

// get reads JSON; that no answer comes is an error.
func (c *client) get(ctx context.Context, path, cookie string, out any) error {
	a, _, err := c.do(ctx, call{method: http.MethodGet, path: prefix + path, cookie: cookie})
	if err != nil {
		return err
	}
	if a == nil {
		return fmt.Errorf("GET %s: no answer", path)
	}
	return json.Unmarshal(a.body, out)
}
