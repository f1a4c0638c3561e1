package account

import (
	"context"
	"net/http"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/rest"
)

// ErrEntry is an entry link that is unknown, used up or too old.
var ErrEntry = core.NotFound("account.entry.gone")

// IssueEntry returns a token that signs a person in uses times within life: for
// a colleague's first visit, the operator's help with a forgotten password, and
// the demo's links. The caller has judged who may have it.
func (s *Service) IssueEntry(ctx context.Context, person string, uses int, life time.Duration) (token string, err error) {
	token = newToken()
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		n, err := tx.Exec(`
			INSERT INTO account_entry (token_hash, school, person, created_at, expires_at, uses_left)
			SELECT $1, school, id, $3, $4, $5 FROM account_person WHERE id = $2 AND disabled_at = 0`,
			core.HashToken(token), person, tx.Millis(), core.MillisOf(tx.Now().Add(life)), uses)
		if err == nil && n == 0 {
			return core.ErrAbsent
		}
		return err
	})
	return token, err
}

// DropEntries makes the entry links of a person useless.
func DropEntries(tx *db.Tx, person string) error {
	_, err := tx.Exec(`UPDATE account_entry SET uses_left = 0 WHERE person = $1`, person)
	return err
}

// PersonOf returns who signs in with a login; core.ErrAbsent when nobody does.
func (s *Service) PersonOf(ctx context.Context, login string) (person string, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		return db.One(tx.QueryRow(`SELECT id FROM account_person WHERE login = $1 AND login <> ''`, CleanLogin(login)).Scan(&person))
	})
	return person, err
}

// Enter spends one use of an entry token and opens a session on this device.
func (s *Service) Enter(ctx context.Context, token string, v Visit) (session string, err error) {
	session = newToken()
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		var person string
		err := db.One(tx.QueryRow(`
			UPDATE account_entry SET uses_left = uses_left - 1
			WHERE token_hash = $1 AND uses_left > 0 AND expires_at > $2 RETURNING person`,
			core.HashToken(token), tx.Millis()).Scan(&person))
		if err != nil {
			return err
		}
		return addSession(tx, person, v, session)
	})
	if core.KindOf(err) == core.KindNotFound {
		return "", ErrEntry
	}
	return session, err
}

type enterInput struct {
	Agent string `header:"User-Agent"`
	Body  struct {
		Token string `json:"token" maxLength:"200" doc:"From the link"`
	}
}

func (s *Service) enterRoute(api *rest.API) {
	rest.Register(api, rest.Op{ID: "session-enter", Method: http.MethodPost, Path: "/session/enter", Room: "account", Status: http.StatusNoContent,
		Summary: "Sign in with an entry link", Policy: rest.Anyone, Rate: rest.Rate{Burst: 60, Per: time.Minute}}, s.enter)
}

func (s *Service) enter(ctx context.Context, a core.Actor, in *enterInput) (*sessionOutput, error) {
	token, err := s.Enter(ctx, in.Body.Token, Visit{Device: in.Agent, Addr: a.Addr})
	if err != nil {
		return nil, err
	}
	return &sessionOutput{SetCookie: []http.Cookie{s.Cookie(token)}}, nil
}
