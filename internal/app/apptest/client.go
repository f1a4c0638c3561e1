package apptest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"testing"
	"time"

	"magpie/internal/core"
)

// Client is one person's browser: it keeps cookies and gives every write a key.
type Client struct {
	t    testing.TB
	base string
	http *http.Client
	Lang string
}

// Through returns the same browser talking to another server of the same school.
func (c *Client) Through(w *World) *Client {
	other := w.Stranger()
	other.SetCookies(c.Cookies())
	return other
}

// Problem is what a refused request was answered with.
type Problem struct {
	Status int    `json:"status"`
	Key    string `json:"key"`
	Detail string `json:"detail"`
	Errors []struct {
		Pointer string `json:"pointer"`
		Key     string `json:"key"`
	} `json:"errors"`
}

// Stranger returns a browser that nobody knows yet.
func (w *World) Stranger() *Client {
	jar, _ := cookiejar.New(nil) // never fails without options
	return &Client{t: w.t, base: w.URL, http: &http.Client{Jar: jar, Timeout: 40 * time.Second}, Lang: "zh-CN"}
}

// Get reads path into out and fails the test unless the answer is 200.
func (c *Client) Get(path string, out any) {
	c.t.Helper()
	c.must(c.Send("GET", path, "", nil, out))
}

// Post writes body to path, reads the answer into out (which may be nil) and
// fails the test when it is refused.
func (c *Client) Post(path string, body, out any) {
	c.t.Helper()
	c.must(c.Send("POST", path, key(), body, out))
}

// Put is Post with the method PUT.
func (c *Client) Put(path string, body, out any) {
	c.t.Helper()
	c.must(c.Send("PUT", path, key(), body, out))
}

// Delete is Post with the method DELETE and no body.
func (c *Client) Delete(path string) {
	c.t.Helper()
	c.must(c.Send("DELETE", path, key(), nil, nil))
}

// Refused writes body to path and returns the problem; it fails the test when
// the write is taken.
func (c *Client) Refused(method, path string, body any) Problem {
	c.t.Helper()
	p := c.Send(method, path, key(), body, nil)
	if p == nil {
		c.t.Fatalf("%s %s was taken, want a refusal", method, path)
	}
	return *p
}

// Send makes one request with an idempotency key and returns the problem, or nil.
func (c *Client) Send(method, path, key string, body, out any) *Problem {
	c.t.Helper()
	var content io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			c.t.Fatal(err)
		}
		content = bytes.NewReader(b)
	}
	r, err := http.NewRequest(method, c.base+"/api/v1"+path, content)
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Accept-Language", c.Lang)
	r.Header.Set("Content-Type", "application/json")
	if key != "" {
		r.Header.Set("Idempotency-Key", key)
	}
	res, err := c.http.Do(r)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer func() { _ = res.Body.Close() }() // read to its end
	return c.read(res, fmt.Sprintf("%s %s", method, path), out)
}

func (c *Client) read(res *http.Response, what string, out any) *Problem {
	c.t.Helper()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatalf("%s: %v", what, err)
	}
	if res.StatusCode >= 400 && res.Request.Method == http.MethodHead {
		return &Problem{Status: res.StatusCode, Key: keyOfStatus[res.StatusCode]}
	}
	if res.StatusCode >= 400 {
		p := &Problem{}
		if err := json.Unmarshal(b, p); err != nil {
			c.t.Fatalf("%s: %d without a problem: %s", what, res.StatusCode, b)
		}
		p.Status = res.StatusCode
		return p
	}
	if out != nil {
		if err := json.Unmarshal(b, out); err != nil {
			c.t.Fatalf("%s: %v in %s", what, err, b)
		}
	}
	return nil
}

// keyOfStatus stands in for the problem that the answer to a HEAD cannot carry.
var keyOfStatus = map[int]string{http.StatusUnauthorized: "rest.signIn", http.StatusNotFound: "core.absent"}

// Cookies returns what the browser would send.
func (c *Client) Cookies() []*http.Cookie { return c.http.Jar.Cookies(c.origin()) }

// SetCookies puts cookies into the browser.
func (c *Client) SetCookies(cookies []*http.Cookie) { c.http.Jar.SetCookies(c.origin(), cookies) }

func (c *Client) origin() *url.URL {
	u, err := url.Parse(c.base)
	if err != nil {
		c.t.Fatal(err)
	}
	return u
}

func (c *Client) must(p *Problem) {
	c.t.Helper()
	if p != nil {
		c.t.Fatalf("refused: %d %s %s %v", p.Status, p.Key, p.Detail, p.Errors)
	}
}

func key() string { return core.RandomCode(26) }

// Waits asks for something that is answered only when there is news, and
// reports whether the request was let in: it is kept waiting, or answered.
func (c *Client) Waits(path string) bool {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, "GET", c.base+"/api/v1"+path, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	res, err := c.http.Do(r)
	if errors.Is(err, context.DeadlineExceeded) {
		return true
	}
	if err != nil {
		c.t.Fatalf("GET %s: %v", path, err)
	}
	return c.read(res, "GET "+path, nil) == nil
}

// Raw returns the body of a GET as text.
func (c *Client) Raw(path string) string {
	c.t.Helper()
	var raw json.RawMessage
	c.Get(path, &raw)
	return string(raw)
}
