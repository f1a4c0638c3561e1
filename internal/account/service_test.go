package account_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/db/dbtest"
)

func newClock() *dbtest.Clock { return dbtest.NewClock(time.Date(2026, 11, 9, 8, 0, 0, 0, time.UTC)) }

const secret = "correct horse battery"

var phone = account.Visit{Device: "Mozilla/5.0 (Linux; Android 13) MicroMessenger/8.0", Addr: "10.0.0.7"}

type bench struct {
	*account.Service
	db    *db.DB
	clock *dbtest.Clock
	ctx   context.Context
	staff string
}

func open(t *testing.T) *bench {
	t.Helper()
	clock := newClock()
	d := dbtest.Open(t, clock)
	b := &bench{db: d, clock: clock, ctx: t.Context()}
	b.Service = account.New(account.Options{DB: d, Clock: clock})
	hash, err := account.Hash(b.ctx, secret)
	must(t, err)
	b.write(t, func(tx *db.Tx) error {
		var err error
		if b.staff, err = account.AddPerson(tx, account.Person{School: "school", Role: core.RoleStaff, Name: "王老师"}); err != nil {
			return err
		}
		return account.AddLogin(tx, b.staff, "wang", hash)
	})
	return b
}

func (b *bench) write(t *testing.T, fn func(tx *db.Tx) error) {
	t.Helper()
	must(t, b.db.Write(b.ctx, fn))
}

// person adds a guardian.
func (b *bench) person(t *testing.T) (id string) {
	t.Helper()
	b.write(t, func(tx *db.Tx) (err error) {
		id, err = account.AddPerson(tx, account.Person{School: "school", Role: core.RoleGuardian})
		return err
	})
	return id
}

func (b *bench) actor(t *testing.T, token string) core.Actor {
	t.Helper()
	a, err := b.Authenticate(b.ctx, token)
	must(t, err)
	return a
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheRightPasswordOpensASessionForThatDevice(t *testing.T) {
	b := open(t)
	token, err := b.SignIn(b.ctx, " WANG ", secret, phone)
	must(t, err)
	a := b.actor(t, token)
	if a.Person != b.staff || a.Role != core.RoleStaff || a.School != "school" {
		t.Fatalf("got actor %+v", a)
	}
	a.Lang = "zh-CN"
	devices, next, err := b.Devices(b.ctx, a, core.Page{})
	must(t, err)
	if len(devices) != 1 || next != "" || devices[0].Name != "微信 · Android" || !devices[0].Current {
		t.Fatalf("got devices %+v next %q", devices, next)
	}
}

func TestAWrongLoginAndAWrongPasswordSoundTheSame(t *testing.T) {
	b := open(t)
	_, unknown := b.SignIn(b.ctx, "nobody", secret, phone)
	_, wrong := b.SignIn(b.ctx, "wang", "something else", phone)
	if !errors.Is(unknown, account.ErrLogin) || !errors.Is(wrong, account.ErrLogin) {
		t.Fatalf("got %v and %v", unknown, wrong)
	}
}

func TestGuessingIsStoppedWithoutLockingOutTheOwner(t *testing.T) {
	b := open(t)
	home := account.Visit{Device: "Safari", Addr: "10.0.0.1"}
	_, err := b.SignIn(b.ctx, "wang", secret, home)
	must(t, err)
	for range 120 {
		// Spending alone, as the first half of a wrong sign-in does, keeps the test quick.
		b.write(t, func(tx *db.Tx) error {
			_, err := account.Spend(tx, "login-at wang", 100, 15*time.Minute)
			return err
		})
	}
	stranger := account.Visit{Device: "curl", Addr: "203.0.113.9"}
	if _, err := b.SignIn(b.ctx, "wang", secret, stranger); !errors.Is(err, account.ErrTooManyLogins) {
		t.Fatalf("a stranger's address got %v", err)
	}
	if _, err := b.SignIn(b.ctx, "wang", secret, home); err != nil {
		t.Fatalf("the owner's own address got %v", err)
	}
	b.clock.Advance(16 * time.Minute)
	if _, err := b.SignIn(b.ctx, "wang", secret, stranger); err != nil {
		t.Fatalf("after the window: %v", err)
	}
}

func TestOnePairOfLoginAndAddressHasEightTries(t *testing.T) {
	b := open(t)
	for range 8 {
		if _, err := b.SignIn(b.ctx, "wang", "wrong password", phone); !errors.Is(err, account.ErrLogin) {
			t.Fatalf("got %v", err)
		}
	}
	if _, err := b.SignIn(b.ctx, "wang", secret, phone); !errors.Is(err, account.ErrTooManyLogins) {
		t.Fatalf("ninth try got %v", err)
	}
}

func TestARevokedSessionIsDeadAtOnceHereAndWithinASecondElsewhere(t *testing.T) {
	b := open(t)
	token, err := b.OpenSession(b.ctx, b.staff, phone)
	must(t, err)
	elsewhere := account.New(account.Options{DB: b.db, Clock: b.clock})
	a := b.actor(t, token)
	other, err := elsewhere.Authenticate(b.ctx, token)
	must(t, err)
	var told []string
	b.OnRevoke = func(session string) { told = append(told, session) }
	before := core.MillisOf(b.clock.Now())
	must(t, b.SignOut(b.ctx, a))
	if got := b.actor(t, token); got.Known() {
		t.Fatalf("still known here: %+v", got)
	}
	b.clock.Advance(time.Second)
	if got, err := elsewhere.Authenticate(b.ctx, token); err != nil || got.Known() {
		t.Fatalf("still known elsewhere: %+v %v", got, err)
	}
	ended, err := elsewhere.RevokedSince(b.ctx, before)
	must(t, err)
	if len(told) != 1 || told[0] != other.Session || len(ended) != 1 || ended[0] != other.Session {
		t.Fatalf("told %v, listed %v, want %s", told, ended, other.Session)
	}
}

func TestAProgramAloneRemembersLongerAndStillForgetsAtOnce(t *testing.T) {
	b := open(t)
	b.Service = account.New(account.Options{DB: b.db, Clock: b.clock, Alone: true})
	token, err := b.OpenSession(b.ctx, b.staff, phone)
	must(t, err)
	a := b.actor(t, token)
	b.clock.Advance(30 * time.Second)
	if got := b.actor(t, token); got != a {
		t.Fatalf("got %+v, want %+v", got, a)
	}
	must(t, b.SignOut(b.ctx, a))
	if got := b.actor(t, token); got.Known() {
		t.Fatalf("still known: %+v", got)
	}
}

func TestAPasswordChangeEndsEveryOtherDevice(t *testing.T) {
	b := open(t)
	here, err := b.OpenSession(b.ctx, b.staff, phone)
	must(t, err)
	there, err := b.OpenSession(b.ctx, b.staff, account.Visit{Device: "lost phone"})
	must(t, err)
	a := b.actor(t, here)
	if err := b.ChangePassword(b.ctx, a, "not this one", "a new long password"); !errors.Is(err, account.ErrPassword) {
		t.Fatalf("wrong current password: %v", err)
	}
	if err := b.ChangePassword(b.ctx, a, secret, "short"); core.KindOf(err) != core.KindInvalid {
		t.Fatalf("short password: %v", err)
	}
	must(t, b.ChangePassword(b.ctx, a, secret, "a new long password"))
	if !b.actor(t, here).Known() || b.actor(t, there).Known() {
		t.Fatal("want this device signed in and the other one out")
	}
	if _, err := b.SignIn(b.ctx, "wang", "a new long password", phone); err != nil {
		t.Fatal(err)
	}
}

func TestASessionSlidesAndIsWrittenDownOncePerTenMinutes(t *testing.T) {
	b := open(t)
	token, err := b.OpenSession(b.ctx, b.staff, phone)
	must(t, err)
	began := core.MillisOf(b.clock.Now())
	b.clock.Advance(9 * time.Minute)
	b.actor(t, token)
	must(t, b.Flush(b.ctx))
	if got := b.seen(t); got != began {
		t.Fatalf("seen at %d after nine minutes, want %d", got, began)
	}
	b.clock.Advance(179 * 24 * time.Hour)
	b.actor(t, token)
	must(t, b.Flush(b.ctx))
	if got := b.seen(t); got != core.MillisOf(b.clock.Now()) {
		t.Fatalf("seen at %d, want now", got)
	}
	b.clock.Advance(179 * 24 * time.Hour)
	if !b.actor(t, token).Known() {
		t.Fatal("a used session ended before its time")
	}
	must(t, b.Flush(b.ctx))
	b.clock.Advance(181 * 24 * time.Hour)
	if b.actor(t, token).Known() {
		t.Fatal("an unused session lives longer than 180 days")
	}
}

func (b *bench) seen(t *testing.T) core.Millis {
	t.Helper()
	var at map[string]core.Millis
	must(t, b.db.Read(b.ctx, func(tx *db.Tx) (err error) {
		at, err = account.FindSeen(tx, []string{b.staff})
		return err
	}))
	return at[b.staff]
}

func TestASetupTokenWorksOnceAndOnlyTheNewestOne(t *testing.T) {
	clock := newClock()
	d := dbtest.Open(t, clock)
	s := account.New(account.Options{DB: d, Clock: clock})
	old, err := s.IssueSetup(t.Context())
	must(t, err)
	fresh, err := s.IssueSetup(t.Context())
	must(t, err)
	use := func(token string) error {
		return d.Write(t.Context(), func(tx *db.Tx) error { return account.UseSetup(tx, token) })
	}
	if err := use(old); !errors.Is(err, account.ErrSetup) {
		t.Fatalf("old token: %v", err)
	}
	var wg sync.WaitGroup
	results := make(chan error, 20)
	for range 20 {
		wg.Go(func() { results <- use(fresh) })
	}
	wg.Wait()
	close(results)
	good := 0
	for err := range results {
		if err == nil {
			good++
		} else if !errors.Is(err, account.ErrSetup) {
			t.Fatal(err)
		}
	}
	if good != 1 {
		t.Fatalf("the token worked %d times", good)
	}
}

func TestPreferencesReachTheNextRequest(t *testing.T) {
	b := open(t)
	token, err := b.OpenSession(b.ctx, b.staff, phone)
	must(t, err)
	must(t, b.SetPrefs(b.ctx, b.actor(t, token), account.Prefs{Lang: "en", Text: "large"}))
	if got := b.actor(t, token).Lang; got != "en" {
		t.Fatalf("language %q, want en", got)
	}
}

func TestTheCookieCannotBeReadByScriptsAndIsLockedToTheHost(t *testing.T) {
	clock := newClock()
	s := account.New(account.Options{Clock: clock, Secure: true})
	c := s.Cookie("x")
	line := c.String()
	for _, want := range []string{"__Host-magpie=x", "HttpOnly", "Secure", "SameSite=Lax", "Path=/", "Max-Age=15552000"} {
		if !strings.Contains(line, want) {
			t.Errorf("cookie %q lacks %s", line, want)
		}
	}
}
