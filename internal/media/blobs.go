package media

import (
	"context"
	"io"
)

// Blobs is a store of bytes named by their SHA-256 in hex. A directory and an
// S3-compatible service are such stores; blobstest holds what both promise.
type Blobs interface {
	// Put stores what r reads, size bytes, under id; when it returns nil they are
	// there for good. Storing the same again changes nothing.
	Put(ctx context.Context, id string, r io.ReadSeeker, size int64) error
	// Open returns what is stored under id; fs.ErrNotExist when nothing is.
	Open(ctx context.Context, id string) (Blob, error)
	// Delete removes it; that nothing is there is no error.
	Delete(ctx context.Context, id string) error
	// Quarantine puts it aside for its operator, so that Open no longer finds it.
	Quarantine(ctx context.Context, id string) error
	// Where names the place in which id lies, for the log.
	Where(id string) string
}

// Blob is a stored blob, open for reading anywhere.
type Blob interface {
	io.ReaderAt
	io.Closer
}
