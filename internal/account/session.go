package account

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
)

// cache remembers who a token belongs to, and gathers which sessions were used, so
// that a busy phone costs no write per request. What other programs may change is
// remembered for a second only, and so is somebody who has no part in a school yet.
type cache struct {
	clock   core.Clock
	alone   bool
	mu      sync.Mutex
	known   map[string]remembered // by token hash
	touched map[string]bool       // session ids
	changes uint64
}

type remembered struct {
	actor core.Actor
	at    time.Time
}

func newCache(clock core.Clock, alone bool) *cache {
	return &cache{clock: clock, alone: alone, known: map[string]remembered{}, touched: map[string]bool{}}
}

// find returns a fresh memory, and the count of changes to give to keep.
func (c *cache) find(hash string) (core.Actor, bool, uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	r, ok := c.known[hash]
	life := cacheFor
	if c.alone && r.actor.Role != "" {
		life = cacheAlone
	}
	return r.actor, ok && c.clock.Now().Sub(r.at) < life, c.changes
}

// keep remembers an actor unless something was forgotten since the read began:
// otherwise a slow read could bring a revoked session back.
func (c *cache) keep(hash string, a core.Actor, began time.Time, changes uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if changes != c.changes {
		return
	}
	if len(c.known) >= sessionCache {
		clear(c.known)
	}
	c.known[hash] = remembered{actor: a, at: began}
}

func (c *cache) forget(person string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.changes++
	for hash, r := range c.known {
		if r.actor.Person == person {
			delete(c.known, hash)
		}
	}
}

func (c *cache) touch(session string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.touched[session] = true
}

func (c *cache) takeTouched() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	ids := make([]string, 0, len(c.touched))
	for id := range c.touched {
		ids = append(ids, id)
	}
	clear(c.touched)
	return ids
}

// CookieName returns the name of the session cookie.
func (s *Service) CookieName() string {
	if s.secure {
		return "__Host-magpie"
	}
	return "magpie"
}

// Cookie returns the session cookie for a token; an empty token deletes it.
func (s *Service) Cookie(token string) http.Cookie {
	c := http.Cookie{
		Name: s.CookieName(), Value: token, Path: "/", MaxAge: int(sessionLife.Seconds()),
		HttpOnly: true, Secure: s.secure, SameSite: http.SameSiteLaxMode,
	}
	if token == "" {
		c.MaxAge = -1
	}
	return c
}

// FromRequest reads who makes a request from its cookie; a stranger is no error.
func (s *Service) FromRequest(r *http.Request) (core.Actor, error) {
	c, err := r.Cookie(s.CookieName())
	if err != nil || c.Value == "" {
		return core.Actor{}, nil
	}
	return s.Authenticate(r.Context(), c.Value)
}

// Authenticate returns who a token belongs to: the zero Actor when it is not
// known, has ended, or its person was disabled. What another program changed is
// seen a second later at most.
func (s *Service) Authenticate(ctx context.Context, token string) (core.Actor, error) {
	hash := core.HashToken(token)
	actor, fresh, changes := s.cache.find(hash)
	if fresh {
		return actor, nil
	}
	began := s.clock.Now()
	var row session
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		row, err = loadSession(tx, hash)
		return err
	})
	if errors.Is(err, sql.ErrNoRows) {
		return core.Actor{}, nil
	}
	if err != nil {
		return core.Actor{}, err
	}
	var p Prefs
	if err := json.Unmarshal([]byte(row.prefs), &p); err != nil {
		return core.Actor{}, fmt.Errorf("read preferences of %s: %w", row.person, err)
	}
	if began.Sub(row.seenAt.Time()) >= touchEvery {
		s.cache.touch(row.id)
	}
	actor = core.Actor{Person: row.person, Role: row.role, School: row.school, Session: row.id, Lang: p.language()}
	s.cache.keep(hash, actor, began, changes)
	return actor, nil
}

// RevokedSince returns the sessions that ended at or after a moment, in any
// process; live asks every half second to close sockets of other processes.
func (s *Service) RevokedSince(ctx context.Context, since core.Millis) (ids []string, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) (err error) {
		ids, err = findRevoked(tx, since)
		return err
	})
	return ids, err
}

// Flush writes down, in one statement, which sessions were used since the last
// time.
func (s *Service) Flush(ctx context.Context) error {
	ids := s.cache.takeTouched()
	if len(ids) == 0 {
		return nil
	}
	err := s.db.Write(ctx, func(tx *db.Tx) error { return touchSessions(tx, ids) })
	if err != nil {
		for _, id := range ids {
			s.cache.touch(id)
		}
	}
	return err
}

// Tidy forgets windows of guessing that closed more than two days ago.
func (s *Service) Tidy(ctx context.Context) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		return forgetTries(tx, tx.Millis()-core.Millis((48*time.Hour).Milliseconds()))
	})
}
