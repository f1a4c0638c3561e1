package media

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
)

// Options plug the room in. DB and Dir are needed; the rest may be zero.
type Options struct {
	DB        *db.DB
	Clock     core.Clock
	Log       *slog.Logger
	Dir       string // holds uploads under way
	Blobs     Blobs
	Child     []string // the program that decodes pictures; nil: this one, told "picture"
	FFmpeg    string   // "": looked for; "none": not used
	Originals bool     // keep what was sent too, stripped: the school's policy
	Nudger    Nudger   // nil when nobody has an open screen
	Limits    Limits
}

// Service is the room. Its methods that take a tx are for the rooms on the right,
// which have judged their actor.
type Service struct {
	o       Options
	db      *db.DB
	clock   core.Clock
	log     *slog.Logger
	limits  Limits
	uploads uploads
	store   *vault
	ffmpeg  string // its path, or nothing
	gate    Gate   // nil lets every member see
	wake    core.Wake
	working sync.Mutex // one file at a time
}

// New opens the directories.
func New(o Options) (*Service, error) {
	if o.Clock == nil {
		o.Clock = core.SystemClock{}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Limits == (Limits{}) {
		o.Limits = Standard
	}
	if o.Blobs == nil {
		dir, err := OpenDirectory(filepath.Join(o.Dir, "media"))
		if err != nil {
			return nil, err
		}
		o.Blobs = dir
	}
	s := &Service{o: o, db: o.DB, clock: o.Clock, log: o.Log, limits: o.Limits, ffmpeg: FindFFmpeg(o.FFmpeg), wake: core.NewWake()}
	s.store = &vault{blobs: o.Blobs, db: o.DB, log: o.Log}
	if err := os.MkdirAll(filepath.Join(o.Dir, "uploads"), 0o700); err != nil {
		return nil, fmt.Errorf("make the uploads directory: %w", err)
	}
	up, err := openUploads(filepath.Join(o.Dir, "uploads"), s)
	s.uploads = up
	return s, err
}

// Guard asks a gate from now on; call it while the program is put together.
func (s *Service) Guard(g Gate) { s.gate = g }

// Usable returns the files that an actor wants to attach, in their order. All must
// be the actor's own and ready; what is not is named by its place, /files/0 and on.
func (s *Service) Usable(tx *db.Tx, a core.Actor, files []FileID) ([]Attached, error) {
	found, err := filesOf(tx, files)
	if err != nil {
		return nil, err
	}
	var wrong core.Check
	out := make([]Attached, 0, len(files))
	for i, id := range files {
		f, ok := found[id]
		pointer := fmt.Sprintf("/files/%d", i)
		switch {
		case !ok || f.Owner != a.Person || f.School != a.School:
			wrong.Add(pointer, "media.notYours", nil)
		case f.State == StateRefused:
			wrong.Add(pointer, "media.refused", nil)
		case f.State != StateReady:
			wrong.Add(pointer, "media.notReady", nil)
		}
		out = append(out, f.attached())
	}
	return out, wrong.Err()
}

// Use lets the members of a conversation see files from now on, because an entry
// there carries them. The caller has asked Usable, or moves files that are in use.
func (s *Service) Use(tx *db.Tx, conv feed.ID, seq feed.Seq, files []FileID) error {
	for _, f := range files {
		if err := insertUse(tx, conv, seq, f); err != nil {
			return fmt.Errorf("use file %s: %w", f, err)
		}
	}
	return nil
}

// Unuse hides the files of an entry that was recalled or removed: only the staff of
// the conversation may look at them still.
func (s *Service) Unuse(tx *db.Tx, conv feed.ID, seq feed.Seq) error {
	return markGone(tx, conv, seq)
}

// Describe returns files as entries carry them; one that is gone is left out.
func (s *Service) Describe(tx *db.Tx, files []FileID) (map[FileID]Attached, error) {
	found, err := filesOf(tx, files)
	out := make(map[FileID]Attached, len(found))
	for id, f := range found {
		out[id] = f.attached()
	}
	return out, err
}

// Look returns a file to whoever may see it; the policy has judged the actor.
func (s *Service) Look(ctx context.Context, a core.Actor, id FileID) (out File, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		f, err := loadFile(tx, id)
		out = f.view(a.Lang)
		return err
	})
	return out, err
}

// Drop removes a file of the actor's own that no entry carries.
func (s *Service) Drop(ctx context.Context, _ core.Actor, id FileID) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (struct{}, error) {
		used, err := isUsed(tx, id)
		if err == nil && used {
			err = ErrInUse
		}
		if err != nil {
			return struct{}{}, err
		}
		return struct{}{}, s.Remove(tx, []FileID{id})
	})
	return err
}

// Remove forgets files for good, for rooms that judged that their time is over.
// Their blobs follow within two days unless another file has the same bytes.
func (s *Service) Remove(tx *db.Tx, files []FileID) error {
	if len(files) == 0 {
		return nil
	}
	tx.AfterCommit(func() {
		for _, f := range files {
			s.uploads.forget(string(f))
		}
	})
	return deleteFiles(tx, files)
}

// view is a file in the reader's language.
func (f row) view(lang string) File {
	out := File{Attached: f.attached(), State: f.State}
	if f.State == StateRefused {
		key, max, _ := strings.Cut(f.Reason, " ")
		out.Reason = &Reason{Key: key, Text: Words.Say(lang, key, core.Params{"max": max})}
	}
	return out
}

// refusal tells a judgement that its sender can be told, as it is stored, from a
// fault of the server.
func refusal(err error) (reason string, ok bool) {
	var e *core.Error
	if !errors.As(err, &e) || e.Kind != core.KindInvalid && e.Kind != core.KindTooLarge {
		return "", false
	}
	if max, ok := e.Params["max"]; ok {
		return fmt.Sprint(e.Key, " ", max), true
	}
	return e.Key, true
}

// tooLarge says how many bytes there may be.
func tooLarge(max int64) error { return ErrTooLarge.With(core.Params{"max": max >> 20}) }
