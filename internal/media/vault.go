package media

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"sync"
	"sync/atomic"

	"magpie/internal/core"
	"magpie/internal/db"
)

// piece is how many bytes have a sum of their own: what is read is compared before
// it is handed on, and a reader who skips about need not wait for the whole.
const piece = 256 << 10

// vault stores blobs with their sums, and hands out nothing that does not fit them.
type vault struct {
	blobs  Blobs
	db     *db.DB
	log    *slog.Logger
	broken atomic.Int64 // found since the program began, for the metrics
}

// sumsOf reads all of r and returns its blob.
func sumsOf(r io.Reader) (record, error) {
	whole := sha256.New()
	var sums []byte
	var n int64
	for {
		part := sha256.New()
		got, err := io.CopyN(io.MultiWriter(whole, part), r, piece)
		if got > 0 {
			sums = part.Sum(sums)
			n += got
		}
		if errors.Is(err, io.EOF) {
			return record{id: hex.EncodeToString(whole.Sum(nil)), bytes: n, sums: base64.StdEncoding.EncodeToString(sums)}, nil
		}
		if err != nil {
			return record{}, err
		}
	}
}

// put stores what r reads and returns its name.
func (v *vault) put(ctx context.Context, r io.ReadSeeker) (record, error) {
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return record{}, err
	}
	b, err := sumsOf(r)
	if err != nil {
		return b, fmt.Errorf("sum a blob: %w", err)
	}
	err = v.db.Write(ctx, func(tx *db.Tx) error {
		free, err := holdBlob(tx, b)
		if err == nil && !free {
			err = ErrBusy
		}
		return err
	})
	if err != nil {
		return b, err
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return b, err
	}
	return b, v.blobs.Put(ctx, b.id, r, b.bytes)
}

// open returns a blob whose first piece has been compared already, so that most
// damage is known before the answer begins.
func (v *vault) open(ctx context.Context, id string) (*reading, error) {
	var b record
	err := v.db.Read(ctx, func(tx *db.Tx) (err error) {
		b, err = loadBlob(tx, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	if b.state == "broken" {
		return nil, ErrBroken
	}
	r, err := v.read(ctx, b)
	if err != nil {
		return nil, err
	}
	if b.bytes > 0 {
		if err := r.load(0); err != nil {
			return nil, errors.Join(err, r.Close())
		}
	}
	return r, nil
}

func (v *vault) read(ctx context.Context, b record) (*reading, error) {
	sums, err := base64.StdEncoding.DecodeString(b.sums)
	if err != nil || int64(len(sums)) != (b.bytes+piece-1)/piece*sha256.Size {
		return nil, v.condemn(ctx, b, errors.New("its sums cannot be read"))
	}
	blob, err := v.blobs.Open(ctx, b.id)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, v.condemn(ctx, b, err)
	}
	if err != nil {
		return nil, fmt.Errorf("open blob %s: %w", b.id, err)
	}
	wrong := func(why error) error { return v.condemn(ctx, b, why) }
	return &reading{record: b, sums: sums, blob: blob, at: -1, wrong: wrong}, nil
}

// condemn puts a wrong blob aside and says in the log what it was part of.
func (v *vault) condemn(ctx context.Context, b record, why error) error {
	ctx = context.WithoutCancel(ctx) // whoever asked may be gone; the finding stays
	v.broken.Add(1)
	var of []string
	err := v.db.Write(ctx, func(tx *db.Tx) (err error) {
		if of, err = filesWith(tx, b.id); err != nil {
			return err
		}
		return setBlobState(tx, b.id, "broken")
	})
	err = errors.Join(err, v.blobs.Quarantine(ctx, b.id))
	v.log.Error("a stored file is damaged and was put aside", "blob", b.id, "place", v.blobs.Where(b.id), "files", of, "cause", why, "err", err)
	return ErrBroken.Because(why)
}

// check reads a whole blob; a wrong one is put aside.
func (v *vault) check(ctx context.Context, b record) error {
	r, err := v.read(ctx, b)
	if err != nil {
		return err
	}
	for n := int64(0); n*piece < b.bytes && err == nil; n++ {
		if err = ctx.Err(); err == nil {
			err = r.load(n)
		}
	}
	return errors.Join(err, r.Close())
}

// buffers lends the pieces that are being read.
var buffers = sync.Pool{New: func() any { b := make([]byte, piece); return &b }}

// reading is a blob being read, piece by compared piece. It belongs to one goroutine.
type reading struct {
	record
	sums  []byte
	blob  Blob
	wrong func(why error) error // what happens when a piece does not fit
	buf   *[]byte
	have  int   // bytes in buf
	at    int64 // the piece in buf, -1 for none
	pos   int64
}

// load reads and compares one piece.
func (r *reading) load(n int64) error {
	if r.at == n {
		return nil
	}
	if r.buf == nil {
		r.buf = buffers.Get().(*[]byte)
	}
	r.at, r.have = -1, int(min(piece, r.bytes-n*piece))
	got, err := r.blob.ReadAt((*r.buf)[:r.have], n*piece)
	if got < r.have {
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return fmt.Errorf("read blob %s: %w", r.id, err)
		}
		return r.wrong(fmt.Errorf("it ends at byte %d of %d", n*piece+int64(got), r.bytes))
	}
	sum := sha256.Sum256((*r.buf)[:r.have])
	if string(sum[:]) != string(r.sums[n*sha256.Size:(n+1)*sha256.Size]) {
		return r.wrong(fmt.Errorf("piece %d does not fit its sum", n))
	}
	r.at = n
	return nil
}

// Read reads on.
func (r *reading) Read(p []byte) (int, error) {
	if r.pos >= r.bytes {
		return 0, io.EOF
	}
	if err := r.load(r.pos / piece); err != nil {
		return 0, err
	}
	n := copy(p, (*r.buf)[r.pos%piece:r.have])
	r.pos += int64(n)
	return n, nil
}

// Seek moves within the blob.
func (r *reading) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += r.pos
	case io.SeekEnd:
		offset += r.bytes
	}
	if offset < 0 {
		return 0, errors.New("seek before the beginning")
	}
	r.pos = offset
	return offset, nil
}

// Close gives the piece back.
func (r *reading) Close() error {
	if r.buf != nil {
		buffers.Put(r.buf)
		r.buf = nil
	}
	return r.blob.Close()
}

// Open returns one size of a file for reading, compared with its sums on the way;
// for rooms that have judged who asks. core.ErrAbsent when there is none.
func (s *Service) Open(ctx context.Context, id FileID, size string) (io.ReadSeekCloser, Variant, error) {
	var v Variant
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		v, err = loadVariant(tx, id, size)
		return err
	})
	if err != nil {
		return nil, v, err
	}
	r, err := s.store.open(ctx, v.Blob)
	if errors.Is(err, core.ErrAbsent) {
		err = ErrBroken.Because(fmt.Errorf("blob %s of file %s is not known", v.Blob, id))
	}
	if err != nil {
		return nil, v, err
	}
	return r, v, nil
}
