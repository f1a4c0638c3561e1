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
	return admitted(a)
}}

// Staff lets in staff, for what is their own: the classes they teach themselves.
var Staff = only("staff", core.RoleStaff)

// Guardian lets in whoever has joined for a child, for what is their own.
var Guardian = only("guardian", core.RoleGuardian)

// Judge builds a policy whose answer needs the database. judge runs only for
// people whom the school let in.
func Judge(d *db.DB, name, object string, judge func(tx *db.Tx, a core.Actor, object string) error) rest.Policy {
	return rest.Policy{Name: name, Object: object, Check: func(ctx context.Context, a core.Actor, id string) error {
		if err := admitted(a); err != nil {
			return err
		}
		return d.Read(ctx, func(tx *db.Tx) error { return judge(tx, a, id) })
	}}
}

// OwnDevice lets a person act on one of the own sessions.
func (s *Service) OwnDevice() rest.Policy {
	return Judge(s.db, "own-device", "device", func(tx *db.Tx, a core.Actor, device string) error {
		return core.AbsentUnless(ownsSession(tx, a.Person, device))
	})
}

func admitted(a core.Actor) error {
	switch {
	case !a.Known():
		return rest.ErrSignIn
	case a.Role == core.RoleNone:
		return core.ErrAbsent
	}
	return nil
}

func only(name string, role core.Role) rest.Policy {
	return rest.Policy{Name: name, Check: func(_ context.Context, a core.Actor, _ string) error {
		if err := admitted(a); err != nil || a.Role == role {
			return err
		}
		return core.ErrAbsent
	}}
}
