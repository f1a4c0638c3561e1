package account

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/rest"
)

// Admitted lets in whoever is signed in and let in by the school: a stranger who
// waits for staff is not.
var Admitted = rest.Policy{Name: "admitted", Check: func(_ context.Context, a core.Actor, _ string) error {
	if !a.Known() {
		return rest.ErrSignIn
	}
	if a.Role == core.RoleNone {
		return core.ErrAbsent
	}
	return nil
}}

// HasSession lets in whoever has a session, also a stranger who waits for staff:
// to ask how that stands, and to sign out.
var HasSession = rest.Policy{Name: "has-session", Check: func(_ context.Context, a core.Actor, _ string) error {
	if !a.Known() {
		return rest.ErrSignIn
	}
	return nil
}}

// OwnDevice lets a person act on one of the own sessions.
func (s *Service) OwnDevice() rest.Policy {
	return rest.Policy{Name: "own-device", Object: "device", Check: func(ctx context.Context, a core.Actor, device string) error {
		if err := Admitted.Check(ctx, a, ""); err != nil {
			return err
		}
		return s.db.Read(ctx, func(tx *db.Tx) error {
			own, err := ownsSession(tx, a.Person, device)
			if err == nil && !own {
				return core.ErrAbsent
			}
			return err
		})
	}}
}
