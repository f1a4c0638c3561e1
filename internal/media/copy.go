package media

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"magpie/internal/core"
	"magpie/internal/db"
)

// Copied says how a copy of the store went.
type Copied struct {
	Blobs   int      // that stand in the copy now
	New     int      // of them, that did not before
	Bytes   int64    // of the new ones
	Missing []string // that could not be copied, because they are gone or damaged
}

// Copy brings every blob that the database knows from one store to another, for a
// backup and for restoring one; what is there already is left alone. Every byte is
// compared with its sum on the way.
func Copy(ctx context.Context, d *db.DB, from, to Blobs) (c Copied, err error) {
	after := ""
	for {
		var list []record
		err := d.Read(ctx, func(tx *db.Tx) (err error) {
			list, err = blobsAfter(tx, after, 100)
			return err
		})
		if err != nil || len(list) == 0 {
			return c, err
		}
		for _, b := range list {
			after = b.id
			if err := c.one(ctx, b, from, to); err != nil {
				return c, err
			}
		}
	}
}

func (c *Copied) one(ctx context.Context, b record, from, to Blobs) error {
	there, err := holds(ctx, to, b)
	if err != nil {
		return err
	}
	if !there {
		err := carry(ctx, b, from, to)
		if errors.Is(err, ErrBroken) {
			c.Missing = append(c.Missing, b.id)
			return nil
		}
		if err != nil {
			return err
		}
		c.New++
		c.Bytes += b.bytes
	}
	c.Blobs++
	return nil
}

// holds reports whether a store has a blob to its last byte; whether all of them are
// right, Verify looks.
func holds(ctx context.Context, s Blobs, b record) (bool, error) {
	blob, err := s.Open(ctx, b.id)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer blob.Close() //nolint:errcheck // only read
	if b.bytes == 0 {
		return true, nil
	}
	var last [1]byte
	_, err = blob.ReadAt(last[:], b.bytes-1)
	return err == nil, nil
}

func carry(ctx context.Context, b record, from, to Blobs) error {
	r, err := readFrom(ctx, from, b)
	if err != nil {
		return err
	}
	defer r.Close()                                   //nolint:errcheck // only read
	if _, err := io.Copy(io.Discard, r); err != nil { // before anything of it is stored elsewhere
		return err
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return to.Put(ctx, b.id, r, b.bytes)
}

// readFrom opens a blob outside the vault: what does not fit is told, not put aside.
func readFrom(ctx context.Context, s Blobs, b record) (*reading, error) {
	sums, err := base64.StdEncoding.DecodeString(b.sums)
	if err != nil {
		return nil, ErrBroken.Because(err)
	}
	blob, err := s.Open(ctx, b.id)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrBroken.Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("open blob %s: %w", b.id, err)
	}
	return &reading{record: b, sums: sums, blob: blob, at: -1, wrong: func(why error) error { return ErrBroken.Because(why) }}, nil
}

// Verify compares one saved row of media_blob, as a backup holds it, with the blob in
// a store. ok is false when that is missing or damaged; a blob that was damaged when
// the backup was made does not count.
func Verify(ctx context.Context, line []byte, s Blobs) (id string, ok bool, err error) {
	var row struct {
		ID, Sums, State string
		Bytes           int64
	}
	if err := json.Unmarshal(line, &row); err != nil {
		return "", false, err
	}
	if row.State == "broken" {
		return row.ID, true, nil
	}
	r, err := readFrom(ctx, s, record{id: row.ID, bytes: row.Bytes, sums: row.Sums})
	if err == nil {
		_, err = io.Copy(io.Discard, r)
		err = errors.Join(err, r.Close())
	}
	if core.KindOf(err) == core.KindUnavailable {
		return row.ID, false, nil
	}
	return row.ID, err == nil, err
}

// BlobTable names the table whose rows Verify takes.
const BlobTable = "media_blob"
