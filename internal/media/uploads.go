package media

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/tus/tusd/v2/pkg/filestore"
	"github.com/tus/tusd/v2/pkg/handler"
	"github.com/tus/tusd/v2/pkg/memorylocker"
	"golang.org/x/exp/slog"

	"magpie/internal/core"
	"magpie/internal/rest"
)

// uploads is the directory of uploads under way and the tus protocol over it.
type uploads struct {
	dir   string
	place string // a name of this directory, so that only who has the bytes works them
	tus   *handler.UnroutedHandler
}

// placeFile holds the directory's name.
const placeFile = ".place"

func openUploads(dir string, s *Service) (uploads, error) {
	place, err := placeOf(dir)
	if err != nil {
		return uploads{}, fmt.Errorf("name the uploads directory: %w", err)
	}
	u := uploads{dir: dir, place: place}
	store := durable{filestore.FileStore{Path: dir, DirModePerm: 0o700, FileModePerm: 0o600}}
	parts := handler.NewStoreComposer()
	parts.UseCore(store)
	parts.UseTerminater(store)
	memorylocker.New().UseIn(parts)
	u.tus, err = handler.NewUnroutedHandler(handler.Config{
		StoreComposer: parts, BasePath: rest.Prefix + "/uploads/", MaxSize: s.limits.Upload,
		DisableDownload: true, DisableConcatenation: true, Cors: &handler.CorsConfig{Disable: true},
		Logger: slog.New(quiet{}), PreUploadCreateCallback: named,
	})
	return u, err
}

// placeOf reads the directory's name, and gives it one before the first upload; the
// name outlives a power cut, or what was finished under it would wait for ever.
func placeOf(dir string) (string, error) {
	path := filepath.Join(dir, placeFile)
	name, err := os.ReadFile(path)
	if len(name) > 0 || err != nil && !errors.Is(err, os.ErrNotExist) {
		return string(name), err
	}
	name = []byte(core.RandomCode(20))
	if err := os.WriteFile(path, name, 0o600); err != nil {
		return "", err
	}
	return string(name), errors.Join(syncFile(path), syncDir(dir))
}

// path is where an upload's bytes lie.
func (u uploads) path(id string) string { return filepath.Join(u.dir, filepath.Base(id)) }

// size returns how many bytes of an upload are on disk; -1 for none.
func (u uploads) size(id string) int64 {
	info, err := os.Stat(u.path(id))
	if err != nil {
		return -1
	}
	return min(info.Size(), kept(u.path(id)))
}

// forget removes an upload's bytes; what cannot be removed now the sweep will find.
func (u uploads) forget(id string) {
	_ = os.Remove(keptPath(u.path(id))) // gone first: the sweep finds the others
	_ = os.Remove(u.path(id) + ".info") // the sweep comes by
	_ = os.Remove(u.path(id))           // the sweep comes by
}

// orphans lists the ids of files that nobody would miss: born before a moment.
func (u uploads) orphans(before core.Millis) ([]string, error) {
	entries, err := os.ReadDir(u.dir)
	if err != nil {
		return nil, err
	}
	born := core.NewID(before.Time())[:10]
	var out []string
	for _, e := range entries {
		if id := strings.TrimSuffix(e.Name(), ".info"); len(id) == 20 && id[:10] < born {
			out = append(out, id)
		}
	}
	return out, nil
}

// durable is tusd's store of files with one promise more: what it says is there is
// on disk, names and bytes.
type durable struct{ filestore.FileStore }

// NewUpload makes the files of an upload and their names last.
func (d durable) NewUpload(ctx context.Context, info handler.FileInfo) (handler.Upload, error) {
	up, err := d.FileStore.NewUpload(ctx, info)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(d.Path, info.ID)
	return lasting{up, path}, errors.Join(syncFile(path), syncFile(path+".info"), keep(path, 0), syncDir(d.Path))
}

// GetUpload finds an upload, as far as it is on disk.
func (d durable) GetUpload(ctx context.Context, id string) (handler.Upload, error) {
	path := filepath.Join(d.Path, id)
	if err := trim(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	up, err := d.FileStore.GetUpload(ctx, id)
	return lasting{up, path}, err
}

// AsTerminatableUpload lets tusd remove an upload.
func (d durable) AsTerminatableUpload(up handler.Upload) handler.TerminatableUpload {
	return up.(lasting)
}

type lasting struct {
	handler.Upload
	path string
}

// WriteChunk appends what comes; also what came before a cut is on disk before its
// offset is told.
func (l lasting) WriteChunk(ctx context.Context, offset int64, src io.Reader) (int64, error) {
	n, err := l.Upload.WriteChunk(ctx, offset, src)
	if n > 0 {
		synced := syncFile(l.path)
		if synced == nil {
			synced = keep(l.path, offset+n)
		}
		err = errors.Join(err, synced)
	}
	return n, err
}

// Terminate removes an upload.
func (l lasting) Terminate(ctx context.Context) error {
	inner, ok := l.Upload.(handler.TerminatableUpload)
	if !ok {
		return handler.ErrNotImplemented
	}
	_ = os.Remove(keptPath(l.path)) // the bytes decide whether it is gone
	return inner.Terminate(ctx)
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// quiet keeps tusd's lines out of the log: four for each request, with file names.
type quiet struct{}

// Enabled says no.
func (quiet) Enabled(context.Context, slog.Level) bool { return false }

// Handle drops a line.
func (quiet) Handle(context.Context, slog.Record) error { return nil }

// WithAttrs stays quiet.
func (q quiet) WithAttrs([]slog.Attr) slog.Handler { return q }

// WithGroup stays quiet.
func (q quiet) WithGroup(string) slog.Handler { return q }
