package media

import (
	"errors"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/rest"
)

// OwnUpload lets in who began the upload, also after it became a file.
func (s *Service) OwnUpload() rest.Policy {
	return account.Judge(s.db, "own-upload", "upload", func(tx *db.Tx, a core.Actor, id string) error {
		u, err := loadUpload(tx, id)
		if errors.Is(err, core.ErrAbsent) {
			return owns(tx, a, FileID(id))
		}
		return core.AbsentUnless(u.Owner == a.Person, err)
	})
}

// OwnFile lets in who sent the file.
func (s *Service) OwnFile() rest.Policy {
	return account.Judge(s.db, "own-file", "file", func(tx *db.Tx, a core.Actor, id string) error {
		return owns(tx, a, FileID(id))
	})
}

func owns(tx *db.Tx, a core.Actor, id FileID) error {
	f, err := loadFile(tx, id)
	return core.AbsentUnless(f.Owner == a.Person, err)
}

// Reader lets in who may see the file now, judged from the roster each time.
func (s *Service) Reader() rest.Policy {
	return account.Judge(s.db, "file-reader", "file", func(tx *db.Tx, a core.Actor, id string) error {
		return s.MaySee(tx, a, FileID(id))
	})
}

// MaySee returns core.ErrAbsent unless the actor may see a file: the sender while
// nobody else can, then the members of the conversations that carry it, as far as
// the gate lets them. What was recalled or removed is left to its sender and the
// staff of the conversation; who no longer belongs to any of them sees nothing.
func (s *Service) MaySee(tx *db.Tx, a core.Actor, id FileID) error {
	f, err := loadFile(tx, id)
	if err != nil {
		return err
	}
	uses, err := usesOf(tx, id)
	if err != nil {
		return err
	}
	own := f.Owner == a.Person
	if len(uses) == 0 {
		return core.AbsentUnless(own, nil)
	}
	for _, u := range uses {
		err := s.maySeeIn(tx, a, id, u, own)
		if !errors.Is(err, core.ErrAbsent) {
			return err
		}
	}
	return core.ErrAbsent
}

func (s *Service) maySeeIn(tx *db.Tx, a core.Actor, id FileID, u use, own bool) error {
	if err := feed.MayRead(tx, a, u.conv); err != nil {
		return err
	}
	if u.gone && !own && a.Role != core.RoleStaff {
		return core.ErrAbsent
	}
	if s.gate == nil {
		return nil
	}
	return s.gate.MaySee(tx, a, id, u.conv)
}
