package media

import (
	"context"
	"errors"
	"io"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
)

// How often the store is looked through, and how much of it before others have a turn.
const (
	checkEvery = 24 * time.Hour
	checkBatch = 20
)

// Tidy removes what nobody wants any more: uploads that were never finished, refused
// files, files that nothing carries, and blobs that no file needs. Run it now and then.
func (s *Service) Tidy(ctx context.Context) error {
	return errors.Join(s.sweepUploads(ctx), s.sweepFiles(ctx), s.sweepBlobs(ctx), s.sweepHalves())
}

// sweepHalves removes what a crash left half worked and half stored.
func (s *Service) sweepHalves() error {
	before := s.clock.Now().Add(-keepUpload)
	err := sweepScratch(s.uploads.dir, scratchName, before)
	if dir, ok := s.store.blobs.(*Directory); ok {
		err = errors.Join(err, dir.Sweep(before))
	}
	return err
}

func (s *Service) ago(d time.Duration) core.Millis { return core.MillisOf(s.clock.Now().Add(-d)) }

// sweepUploads forgets uploads that were begun too long ago, and bytes whose row a
// crash has taken.
func (s *Service) sweepUploads(ctx context.Context) error {
	before := s.ago(keepUpload)
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		stale, err := staleUploads(tx, before)
		for _, id := range stale {
			if err := deleteUpload(tx, id); err != nil {
				return err
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	old, err := s.uploads.orphans(before)
	if err != nil {
		return err
	}
	return s.db.Read(ctx, func(tx *db.Tx) error {
		for _, id := range old {
			f, err := loadFile(tx, FileID(id))
			if err != nil && !errors.Is(err, core.ErrAbsent) {
				return err
			}
			if f.State != StateWorking {
				s.uploads.forget(id)
			}
		}
		return nil
	})
}

func (s *Service) sweepFiles(ctx context.Context) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		over, err := expired(tx, s.ago(keepRefused), s.ago(keepUnused))
		if err != nil {
			return err
		}
		return s.Remove(tx, over)
	})
}

// sweepBlobs removes blobs in two steps, so that a crash between them leaves no file
// without its bytes: first nobody may take them up again, then they go.
func (s *Service) sweepBlobs(ctx context.Context) error {
	var going []string
	err := s.db.Write(ctx, func(tx *db.Tx) (err error) {
		going, err = retireBlobs(tx, s.ago(keepBlob))
		return err
	})
	for _, id := range going {
		if err == nil {
			err = s.store.blobs.Delete(ctx, id)
		}
		if err == nil {
			err = s.db.Write(ctx, func(tx *db.Tx) error { return deleteBlob(tx, id) })
		}
	}
	return err
}

// Scrub reads every blob that was not compared with its sums for a day, and puts
// aside what does not fit. It returns how many it read.
func (s *Service) Scrub(ctx context.Context) (read int, err error) {
	if err := s.welcome(ctx); err != nil {
		return 0, err
	}
	for {
		var list []record
		err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
			list, err = blobsToCheck(tx, s.ago(checkEvery), checkBatch)
			return err
		})
		if err != nil || len(list) == 0 {
			return read, err
		}
		var fit []string
		for _, b := range list {
			err := s.store.check(ctx, b)
			switch {
			case err == nil:
				fit = append(fit, b.id)
			case !errors.Is(err, ErrBroken):
				return read, err
			}
			read++
		}
		if err := s.db.Write(ctx, func(tx *db.Tx) error { return setChecked(tx, fit) }); err != nil {
			return read, err
		}
	}
}

// welcome takes blobs in again that were damaged once and that somebody put back.
func (s *Service) welcome(ctx context.Context) error {
	var broken []record
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		broken, err = brokenBlobs(tx, 1000)
		return err
	})
	for _, b := range broken {
		if err != nil {
			return err
		}
		if !whole(ctx, s.store.blobs, b) {
			continue
		}
		s.log.Info("a damaged file was put back and fits its sums again", "blob", b.id)
		err = s.db.Write(ctx, func(tx *db.Tx) error { return setBlobState(tx, b.id, "kept") })
	}
	return err
}

func whole(ctx context.Context, store Blobs, b record) bool {
	r, err := readFrom(ctx, store, b)
	if err != nil {
		return false
	}
	defer r.Close() //nolint:errcheck // only read
	_, err = io.Copy(io.Discard, r)
	return err == nil
}
