package media

import (
	"context"
	"errors"
	"os"
	"syscall"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media/content"
	"magpie/internal/roster"
)

// Beginning is what somebody says about what they are going to send.
type Beginning struct {
	Conversation feed.ID // where it is meant for; the actor must be able to speak there
	Name         string
	Bytes        int64
	Seconds      float64 // of a recording, a hint
}

// Begin admits an upload and returns its id. It is counted against the class and,
// of a family, against the family, from now on.
func (s *Service) Begin(ctx context.Context, a core.Actor, in Beginning) (id string, err error) {
	if in.Bytes == 0 {
		return "", content.ErrEmpty
	}
	if in.Bytes > s.limits.Upload {
		return "", tooLarge(s.limits.Upload)
	}
	if err := s.diskHasSpace(); err != nil {
		return "", err
	}
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		if err := feed.MaySpeak(tx, a, in.Conversation); err != nil {
			return err
		}
		u := upload{School: a.School, ID: tx.NewID(), Owner: a.Person, Conversation: in.Conversation,
			Name: cleanName(in.Name), Bytes: in.Bytes, Millis: hint(in.Seconds)}
		if err := s.charge(tx, a, &u); err != nil {
			return err
		}
		id = u.ID
		return insertUpload(tx, u)
	})
	return id, err
}

// charge finds out whose space an upload takes, and whether there is enough.
func (s *Service) charge(tx *db.Tx, a core.Actor, u *upload) (err error) {
	if u.Class, err = feed.ClassOf(tx, u.Conversation); err != nil {
		return err
	}
	if u.Student, err = familyOf(tx, a, u.Conversation, u.Class); err != nil {
		return err
	}
	if err := tx.Lock("media " + string(u.Class)); err != nil { // on PostgreSQL two could pass side by side
		return err
	}
	n, err := openUploadsOf(tx, a.Person)
	if err := within(int64(n)+1, int64(s.limits.Open), err, ErrTooMany); err != nil || u.Class == "" {
		return err // the school's own room is the staff's alone
	}
	all, err := charged(tx, u.Class, "")
	if err := within(all+u.Bytes, s.limits.Class, err, ErrClassFull); err != nil || u.Student == "" {
		return err
	}
	own, err := charged(tx, u.Class, u.Student)
	return within(own+u.Bytes, s.limits.Family, err, ErrFamilyFull)
}

// within returns full when a count that was made without an error passes its limit.
func within(n, limit int64, err, full error) error {
	if err == nil && n > limit {
		return full
	}
	return err
}

// familyOf returns the child for whose family somebody sends; a student pays alone.
func familyOf(tx *db.Tx, a core.Actor, conv feed.ID, class roster.ClassID) (roster.StudentID, error) {
	switch a.Role {
	case core.RoleStudent:
		return roster.StudentID(a.Person), nil
	case core.RoleGuardian:
		if student, ok := conv.Student(); ok {
			return student, nil
		}
		children, err := roster.ChildrenOf(tx, a.Person)
		for _, c := range children {
			if c.Class == class {
				return c.Student, err
			}
		}
		return "", err
	}
	return "", nil
}

// Finish makes a complete upload a file that the worker takes next; what its first
// bytes already forbid is refused at once. Repeating it answers the same file.
func (s *Service) Finish(ctx context.Context, a core.Actor, id string) (File, error) {
	first, err := s.glance(id)
	if err != nil {
		return File{}, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (File, error) {
		u, err := loadUpload(tx, id)
		if err == nil {
			err = s.become(tx, u, first)
		}
		if err != nil && !errors.Is(err, core.ErrAbsent) { // absent: it was finished before
			return File{}, err
		}
		f, err := loadFile(tx, FileID(id))
		return f.view(a.Lang), err
	})
}

// become makes an upload a file, as far as its beginning tells.
func (s *Service) become(tx *db.Tx, u upload, first row) error {
	if s.uploads.size(u.ID) != u.Bytes {
		return ErrUnfinished
	}
	tx.AfterCommit(func() { s.settle(first.State, u.ID) })
	return errors.Join(insertFile(tx, u, first, s.uploads.place), deleteUpload(tx, u.ID))
}

// settle lets the worker know, or clears what was refused away.
func (s *Service) settle(st State, id string) {
	if st == StateRefused {
		s.uploads.forget(id)
		return
	}
	s.wake.Rouse()
}

// GiveUp forgets an upload that is not finished; its bytes are tus's to remove.
func (s *Service) GiveUp(ctx context.Context, id string) error {
	return s.db.Write(ctx, func(tx *db.Tx) error { return deleteUpload(tx, id) })
}

// sent returns how many bytes a finished upload had; 0 while it is not finished.
func (s *Service) sent(ctx context.Context, id FileID) (n int64, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		f, err := loadFile(tx, id)
		if errors.Is(err, core.ErrAbsent) {
			return nil
		}
		n = f.Sent
		return err
	})
	return n, err
}

// glance tells by an upload's beginning what it seems to be, or why it is refused.
func (s *Service) glance(id string) (row, error) {
	f, err := os.Open(s.uploads.path(id))
	if errors.Is(err, os.ErrNotExist) {
		return row{}, nil // finished before, or nothing came
	}
	if err != nil {
		return row{}, err
	}
	defer f.Close() //nolint:errcheck // only read
	info, err := f.Stat()
	if err != nil {
		return row{}, err
	}
	w, err := content.Glance(f, info.Size())
	if err == nil {
		err = s.limits.allow(w.Kind, info.Size())
	}
	reason, told := refusal(err)
	switch {
	case told:
		return row{Kind: KindPaper, Mime: "application/octet-stream", State: StateRefused, Reason: reason}, nil
	case err != nil:
		return row{}, err
	}
	return row{Kind: w.Kind, Mime: w.Mime, State: StateWorking}, nil
}

// allow refuses what is too large for its kind.
func (l Limits) allow(kind string, size int64) error {
	most := map[string]int64{KindImage: l.Picture, KindAudio: l.Audio, KindPaper: l.Paper, KindVideo: l.Upload}[kind]
	if size > most {
		return tooLarge(most)
	}
	return nil
}

// diskHasSpace refuses when the disk is nearly full, so that words can still be written.
func (s *Service) diskHasSpace() error {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(s.uploads.dir, &fs); err != nil {
		return err
	}
	if int64(fs.Bavail)*int64(fs.Bsize) < s.limits.Free { //nolint:unconvert // their types differ between systems
		return ErrFull
	}
	return nil
}

// cleanName keeps of a name what can stand in a line.
func cleanName(name string) string {
	letters := []rune(core.CleanLine(name))
	if len(letters) > 120 {
		letters = append(letters[:100:100], letters[len(letters)-20:]...) // the end says the type
	}
	if len(letters) == 0 {
		return "file"
	}
	return string(letters)
}

// hint bounds what a sender says about the length of a recording.
func hint(seconds float64) int64 {
	if seconds > 0 && seconds < (4*time.Hour).Seconds() {
		return int64(seconds * 1000)
	}
	return 0
}
