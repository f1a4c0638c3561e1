package account

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/db"
)

// Service signs people in and out and keeps their devices and preferences.
type Service struct {
	// OnRevoke is told each session that ended in this process, after the
	// commit; app plugs live in. It must be quick.
	OnRevoke func(session string)

	db     *db.DB
	clock  core.Clock
	secure bool
	cache  *cache
}

// Options are what app gives the room. Secure says that the outside address is
// https.
type Options struct {
	DB     *db.DB
	Clock  core.Clock
	Secure bool
	Alone  bool // no other program changes sessions in this database
}

// New returns the service; Run must be running for sessions to be written down.
func New(o Options) *Service {
	return &Service{db: o.DB, clock: o.Clock, secure: o.Secure, cache: newCache(o.Clock, o.Alone)}
}

// SignIn checks a login and its password and opens a session for this device.
// ErrLogin says the same for a wrong login and a wrong password, after the same
// work; ErrTooManyLogins asks to wait.
func (s *Service) SignIn(ctx context.Context, login, password string, v Visit) (token string, err error) {
	login = CleanLogin(login)
	var c credential
	var allowed bool
	err = s.db.Write(ctx, func(tx *db.Tx) (err error) {
		if c, err = loadCredential(tx, login); err != nil {
			return err
		}
		allowed, err = spendLogin(tx, c.person, login, v.Addr)
		return err
	})
	if err != nil {
		return "", err
	}
	if !allowed {
		return "", ErrTooManyLogins
	}
	ok, err := matches(ctx, c.hash, password)
	if err != nil {
		return "", err
	}
	if !ok || c.person == "" {
		return "", ErrLogin
	}
	return s.open(ctx, c.person, v, func(tx *db.Tx) error { return Refund(tx, pairSubject(login, v.Addr)) })
}

func pairSubject(login, addr string) string { return "login " + login + " " + addr }

// spendLogin counts a try before the password is looked at, so that many at the
// same moment are all counted.
func spendLogin(tx *db.Tx, person, login, addr string) (bool, error) {
	pair, err := Spend(tx, pairSubject(login, addr), triesPerPair, loginWindow)
	if err != nil {
		return false, err
	}
	place, err := Spend(tx, "login-from "+addr, triesPerAddr, loginWindow)
	if err != nil || !pair || !place {
		return false, err
	}
	whole, err := Spend(tx, "login-at "+login, triesPerPerson, loginWindow)
	if err != nil || whole {
		return whole, err
	}
	return cameFrom(tx, person, addr)
}

// OpenSession signs a person in on this device without a password: after a
// join, a set-up, or for the command line. The caller has proven who it is.
func (s *Service) OpenSession(ctx context.Context, person string, v Visit) (token string, err error) {
	return s.open(ctx, person, v, func(*db.Tx) error { return nil })
}

// open is a plain Write, not a Once: a token must not be kept in the record of
// the request. A repeated request gets a session of its own.
func (s *Service) open(ctx context.Context, person string, v Visit, also func(*db.Tx) error) (string, error) {
	token := newToken()
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		if err := also(tx); err != nil {
			return err
		}
		return addSession(tx, person, v, token)
	})
	return token, err
}

// SignOut ends the actor's own session.
func (s *Service) SignOut(ctx context.Context, a core.Actor) error {
	return s.end(ctx, a.Person, a.Session, "", nil)
}

// RevokeDevice ends one of the actor's sessions, on whatever device.
func (s *Service) RevokeDevice(ctx context.Context, a core.Actor, device string) error {
	return s.end(ctx, a.Person, device, "", nil)
}

// ChangePassword sets a new password after proof of the old one, and ends all
// the person's other sessions. Whoever came by an entry link and has none yet
// proves nothing more.
func (s *Service) ChangePassword(ctx context.Context, a core.Actor, current, next string) error {
	var login, hash string
	var allowed bool
	err := s.db.Write(ctx, func(tx *db.Tx) (err error) {
		if login, hash, err = loadHash(tx, a.Person); err != nil {
			return err
		}
		allowed, err = Spend(tx, "password "+a.Person, triesPerPair, loginWindow)
		return err
	})
	if err != nil {
		return err
	}
	if !allowed {
		return ErrTooManyLogins
	}
	var c core.Check
	CheckPassword(&c, next, login, "/new")
	if err := c.Err(); err != nil {
		return err
	}
	if hash != "" {
		ok, err := matches(ctx, hash, current)
		if err != nil {
			return err
		}
		if !ok {
			return ErrPassword
		}
	}
	fresh, err := Hash(ctx, next)
	if err != nil {
		return err
	}
	return s.end(ctx, a.Person, "", a.Session, func(tx *db.Tx) error { return AddLogin(tx, a.Person, login, fresh) })
}

// end revokes sessions of a person in one transaction with what also does. only
// names one session, except spares one; both empty ends all.
func (s *Service) end(ctx context.Context, person, only, except string, also func(*db.Tx) error) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		if also != nil {
			if err := also(tx); err != nil {
				return false, err
			}
		}
		ended, err := revoke(tx, person, only, except)
		if err == nil {
			tx.AfterCommit(func() { s.ended(person, ended) })
		}
		return true, err
	})
	return err
}

func (s *Service) ended(person string, sessions []string) {
	s.cache.forget(person)
	if s.OnRevoke == nil {
		return
	}
	for _, id := range sessions {
		s.OnRevoke(id)
	}
}

// Devices returns a page of the actor's living sessions, newest first.
func (s *Service) Devices(ctx context.Context, a core.Actor, page core.Page) (items []Device, next string, err error) {
	page = page.Clamp()
	err = s.db.Read(ctx, func(tx *db.Tx) (err error) {
		items, err = findDevices(tx, a.Person, page.After, page.Limit+1)
		return err
	})
	if len(items) > page.Limit {
		items = items[:page.Limit]
		next = items[page.Limit-1].ID
	}
	for i := range items {
		items[i].Name = deviceName(items[i].Name, a.Lang)
		items[i].Current = items[i].ID == a.Session
	}
	return items, next, err
}

// SetPrefs stores how the actor wants the screens to be.
func (s *Service) SetPrefs(ctx context.Context, a core.Actor, p Prefs) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		tx.AfterCommit(func() { s.cache.forget(a.Person) })
		return true, savePrefs(tx, a.Person, p)
	})
	return err
}

// IssueSetup returns a fresh one-time set-up token and makes older ones useless;
// it is empty once the program has been set up.
func (s *Service) IssueSetup(ctx context.Context) (token string, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		token = ""
		done, err := SetUp(tx)
		if err != nil || done {
			return err
		}
		token = newToken()
		return replaceSetup(tx, token)
	})
	return token, err
}

// SetupOpen reports whether a set-up token can still be used.
func (s *Service) SetupOpen(ctx context.Context, token string) (open bool, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) (err error) {
		open, err = setupOpen(tx, token)
		return err
	})
	return open, err
}

// Forget drops what is remembered of a person's sessions, after a change of
// role; call it after the commit.
func (s *Service) Forget(person string) { s.cache.forget(person) }
