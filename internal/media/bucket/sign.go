package bucket

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

type keys struct{ id, secret, token string }

// call is what differs between requests.
type call struct {
	header map[string]string // names in lower case
	body   io.ReadSeeker
	size   int64
	sum    string // SHA-256 of the body in hex
}

// tries is how often a request is made before its failure is told.
const tries = 3

// do makes a signed request, again when the service stumbles. fs.ErrNotExist means
// that there is no such object.
func (b *Bucket) do(ctx context.Context, method, id string, c call) (res *http.Response, err error) {
	for try := range tries {
		if try > 0 {
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(time.Duration(try) * 300 * time.Millisecond):
			}
		}
		var again bool
		if res, again, err = b.once(ctx, method, id, c); !again {
			return res, err
		}
	}
	return res, err
}

func (b *Bucket) once(ctx context.Context, method, id string, c call) (res *http.Response, again bool, err error) {
	r, err := b.request(ctx, method, id, c)
	if err != nil {
		return nil, false, err
	}
	res, err = b.http.Do(r)
	if err != nil {
		return nil, ctx.Err() == nil, err
	}
	if res.StatusCode < 300 {
		return res, false, nil
	}
	words, _ := io.ReadAll(io.LimitReader(res.Body, 500)) // only for the log
	_ = res.Body.Close()                                  // what it says was read
	if res.StatusCode == http.StatusNotFound {
		return nil, false, fs.ErrNotExist
	}
	err = fmt.Errorf("%s %s: %s %s", method, b.Where(id), res.Status, words)
	return nil, res.StatusCode >= 500 || res.StatusCode == http.StatusTooManyRequests, err
}

func (b *Bucket) request(ctx context.Context, method, id string, c call) (*http.Request, error) {
	var body io.Reader
	if c.body != nil {
		if _, err := c.body.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		body = io.NopCloser(c.body) // a second try reads it again
	}
	r, err := http.NewRequestWithContext(ctx, method, b.base+"/"+b.prefix+id, body)
	if err != nil {
		return nil, err
	}
	r.ContentLength = c.size
	for name, value := range c.header {
		r.Header.Set(name, value)
	}
	if c.sum == "" {
		c.sum = hexSum("")
	}
	r.Header.Set("x-amz-content-sha256", c.sum)
	if b.keys.token != "" {
		r.Header.Set("x-amz-security-token", b.keys.token)
	}
	b.sign(r, c.sum)
	return r, nil
}

// sign adds the signature of version 4: who asks, when, for what.
func (b *Bucket) sign(r *http.Request, sum string) {
	now := b.clock.Now().UTC()
	stamp, day := now.Format("20060102T150405Z"), now.Format("20060102")
	r.Header.Set("x-amz-date", stamp)
	names := []string{"host"}
	for name := range r.Header {
		names = append(names, strings.ToLower(name))
	}
	slices.Sort(names)
	var lines strings.Builder
	for _, name := range names {
		value := r.Header.Get(name)
		if name == "host" {
			value = r.URL.Host
		}
		lines.WriteString(name + ":" + strings.TrimSpace(value) + "\n")
	}
	signed := strings.Join(names, ";")
	asked := strings.Join([]string{r.Method, (&url.URL{Path: r.URL.Path}).EscapedPath(), "", lines.String(), signed, sum}, "\n")
	scope := day + "/" + b.region + "/s3/aws4_request"
	key := []byte("AWS4" + b.keys.secret)
	for _, part := range []string{day, b.region, "s3", "aws4_request"} {
		key = mac(key, part)
	}
	signature := mac(key, strings.Join([]string{"AWS4-HMAC-SHA256", stamp, scope, hexSum(asked)}, "\n"))
	r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential="+b.keys.id+"/"+scope+
		", SignedHeaders="+signed+", Signature="+hex.EncodeToString(signature))
}

func mac(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	_, _ = io.WriteString(h, text) // a hash's Write never fails
	return h.Sum(nil)
}

func hexSum(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
