// Package bucket keeps media's blobs in a service that speaks S3, so that several
// servers share them.
package bucket

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"magpie/internal/media"
)

// Bucket is a media.Blobs.
type Bucket struct {
	client *s3.Client
	name   string
	prefix string
}

// Open reads an address such as s3://magpie/pictures?endpoint=https://s3.example&region=eu-1
// and the keys AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of the environment. It
// does not talk to the service yet.
func Open(address string) (*Bucket, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "s3" || u.Host == "" {
		return nil, fmt.Errorf("the media address %q must look like s3://BUCKET/PREFIX?endpoint=https://…&region=…", address)
	}
	key, secret := os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY")
	if key == "" || secret == "" {
		return nil, errors.New("s3 needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment")
	}
	o := s3.Options{
		Region: "us-east-1", UsePathStyle: true,
		RequestChecksumCalculation: aws.RequestChecksumCalculationWhenRequired,
		ResponseChecksumValidation: aws.ResponseChecksumValidationWhenRequired, // media compares every piece itself
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: key, SecretAccessKey: secret, SessionToken: os.Getenv("AWS_SESSION_TOKEN")}, nil
		}),
	}
	if region := u.Query().Get("region"); region != "" {
		o.Region = region
	}
	if endpoint := u.Query().Get("endpoint"); endpoint != "" {
		o.BaseEndpoint = aws.String(endpoint)
	}
	b := &Bucket{client: s3.New(o), name: u.Host, prefix: strings.Trim(u.Path, "/")}
	if b.prefix != "" {
		b.prefix += "/"
	}
	return b, nil
}

func (b *Bucket) key(id string) *string { return aws.String(b.prefix + id) }

// Where names a blob for the log.
func (b *Bucket) Where(id string) string { return "s3://" + b.name + "/" + b.prefix + id }

// Put stores a blob; the service compares its sum before it says yes.
func (b *Bucket) Put(ctx context.Context, id string, r io.ReadSeeker, size int64) error {
	sum, err := hex.DecodeString(id)
	if err != nil {
		return fmt.Errorf("store blob: %w", err)
	}
	_, err = b.client.PutObject(ctx, &s3.PutObjectInput{
		Bucket: &b.name, Key: b.key(id), Body: r, ContentLength: &size,
		ChecksumSHA256: aws.String(base64.StdEncoding.EncodeToString(sum)),
	})
	if err != nil {
		return fmt.Errorf("store blob: %w", err)
	}
	return nil
}

// Open finds a blob; its bytes are fetched piece by piece as they are read.
func (b *Bucket) Open(ctx context.Context, id string) (media.Blob, error) {
	_, err := b.client.HeadObject(ctx, &s3.HeadObjectInput{Bucket: &b.name, Key: b.key(id)})
	if absent(err) {
		return nil, fs.ErrNotExist
	}
	return object{ctx, b, id}, err
}

func absent(err error) bool {
	var gone *types.NotFound
	var noKey *types.NoSuchKey
	return errors.As(err, &gone) || errors.As(err, &noKey)
}

// Delete removes a blob.
func (b *Bucket) Delete(ctx context.Context, id string) error {
	_, err := b.client.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: &b.name, Key: b.key(id)})
	if absent(err) {
		return nil
	}
	return err
}

// Quarantine copies a blob to a name under quarantine/ and removes it.
func (b *Bucket) Quarantine(ctx context.Context, id string) error {
	_, err := b.client.CopyObject(ctx, &s3.CopyObjectInput{
		Bucket: &b.name, Key: b.key("quarantine/" + id), CopySource: aws.String(b.name + "/" + *b.key(id)),
	})
	if absent(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return b.Delete(ctx, id)
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
	span := fmt.Sprintf("bytes=%d-%d", at, at+int64(len(p))-1)
	out, err := o.b.client.GetObject(o.ctx, &s3.GetObjectInput{Bucket: &o.b.name, Key: o.b.key(o.id), Range: &span})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, out.Body.Close()) }()
	return io.ReadFull(out.Body, p)
}

// Close has nothing to close.
func (object) Close() error { return nil }
