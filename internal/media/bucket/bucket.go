// Package bucket keeps media's blobs in a service that speaks S3, so that several
// servers share them. It needs five requests of that protocol and signs them itself.
package bucket

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"magpie/internal/core"
	"magpie/internal/media"
)

// Bucket is a media.Blobs.
type Bucket struct {
	http   *http.Client
	clock  core.Clock
	keys   keys
	region string
	base   string // address of the bucket, without a slash at the end
	name   string
	prefix string
}

// Open reads an address such as s3://magpie/pictures?endpoint=https://s3.example&region=eu-1
// and the keys AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (AWS_SESSION_TOKEN when
// there is one) of the environment. It does not talk to the service yet.
func Open(address string, clock core.Clock) (*Bucket, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "s3" || u.Host == "" {
		return nil, fmt.Errorf("the media address %q must look like s3://BUCKET/PREFIX?endpoint=https://…&region=…", address)
	}
	k := keys{os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY"), os.Getenv("AWS_SESSION_TOKEN")}
	if k.id == "" || k.secret == "" {
		return nil, errors.New("s3 needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment")
	}
	b := &Bucket{clock: clock, keys: k, name: u.Host, region: u.Query().Get("region"), http: &http.Client{
		Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, ResponseHeaderTimeout: time.Minute, MaxIdleConnsPerHost: 16},
	}}
	if b.region == "" {
		b.region = "us-east-1"
	}
	endpoint := strings.TrimRight(u.Query().Get("endpoint"), "/")
	if endpoint == "" {
		endpoint = "https://s3." + b.region + ".amazonaws.com"
	}
	b.base = endpoint + "/" + b.name
	if b.prefix = strings.Trim(u.Path, "/"); b.prefix != "" {
		b.prefix += "/"
	}
	return b, nil
}

// Where names a blob for the log.
func (b *Bucket) Where(id string) string { return "s3://" + b.name + "/" + b.prefix + id }

// Put stores a blob; its name is its sum, which the service compares before it says yes.
func (b *Bucket) Put(ctx context.Context, id string, r io.ReadSeeker, size int64) error {
	res, err := b.do(ctx, http.MethodPut, id, call{body: r, size: size, sum: id})
	if err != nil {
		return fmt.Errorf("store blob: %w", err)
	}
	return res.Body.Close()
}

// Open finds a blob; its bytes are fetched piece by piece as they are read.
func (b *Bucket) Open(ctx context.Context, id string) (media.Blob, error) {
	res, err := b.do(ctx, http.MethodHead, id, call{})
	if err != nil {
		return nil, err
	}
	return object{ctx, b, id}, res.Body.Close()
}

// Delete removes a blob.
func (b *Bucket) Delete(ctx context.Context, id string) error {
	res, err := b.do(ctx, http.MethodDelete, id, call{})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return res.Body.Close()
}

// Quarantine copies a blob to a name under quarantine/ and removes it.
func (b *Bucket) Quarantine(ctx context.Context, id string) error {
	res, err := b.do(ctx, http.MethodPut, "quarantine/"+id, call{header: map[string]string{
		"x-amz-copy-source": "/" + b.name + "/" + b.prefix + id,
	}})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(res.Body.Close(), b.Delete(ctx, id))
}

// object is a blob being read within one request.
type object struct {
	ctx context.Context
	b   *Bucket
	id  string
}

// ReadAt fetches a part.
func (o object) ReadAt(p []byte, at int64) (n int, err error) {
	if len(p) == 0 {
		return 0, nil
	}
	res, err := o.b.do(o.ctx, http.MethodGet, o.id, call{header: map[string]string{
		"range": fmt.Sprintf("bytes=%d-%d", at, at+int64(len(p))-1),
	}})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, res.Body.Close()) }()
	return io.ReadFull(res.Body, p)
}

// Close has nothing to close.
func (object) Close() error { return nil }
