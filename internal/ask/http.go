package ask

import (
	"context"
	"errors"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

// Family is the policy for guardians who have a child in an ask's audience.
func (s *Service) Family() rest.Policy {
	return account.Judge(s.db, "ask-family", "ask", func(tx *db.Tx, a core.Actor, object string) error {
		return isFamily(tx, a, ID(object))
	})
}

func isFamily(tx *db.Tx, a core.Actor, id ID) error {
	if a.Role != core.RoleGuardian {
		return core.ErrAbsent
	}
	it, err := loadAsk(tx, id)
	if err != nil {
		return err
	}
	children, err := roster.ChildrenOf(tx, a.Person)
	if err != nil {
		return err
	}
	for _, c := range children {
		if err := concerns(tx, it, c.Student); !errors.Is(err, core.ErrAbsent) {
			return err
		}
	}
	return core.ErrAbsent
}

type readIn struct {
	Ask  ID `path:"ask"`
	Body struct {
		Student roster.StudentID `json:"student"`
		Version int              `json:"version" doc:"The version that was on the screen"`
		ShownMs int              `json:"shownMs" doc:"How long it was visible and open, in milliseconds"`
	}
}

type confirmIn struct {
	Ask  ID `path:"ask"`
	Body struct {
		Student roster.StudentID `json:"student"`
		Version int              `json:"version" doc:"The version that was on the screen"`
	}
}

type withdrawIn struct {
	Ask  ID `path:"ask"`
	Body struct {
		Student roster.StudentID `json:"student"`
	}
}

type mineOut struct{ Body Mine }

// Routes registers the room's operations.
func (s *Service) Routes(api *rest.API) {
	const room = "ask"
	api.Words(Words)
	rest.Register(api, rest.Op{ID: "ask-read", Method: "POST", Path: "/asks/{ask}/read", Room: room, Policy: s.Family(),
		Summary: "Say that it was on screen long enough to be read."},
		func(ctx context.Context, a core.Actor, in *readIn) (*mineOut, error) {
			m, err := s.answer(ctx, In{Ask: in.Ask, Student: in.Body.Student, Person: a.Person, Level: LevelRead,
				Version: in.Body.Version, Via: ViaApp, ShownMs: in.Body.ShownMs})
			return &mineOut{m}, err
		})
	rest.Register(api, rest.Op{ID: "ask-confirm", Method: "POST", Path: "/asks/{ask}/confirm", Room: room, Policy: s.Family(),
		Summary: "Confirm for a child, with one tap."},
		func(ctx context.Context, a core.Actor, in *confirmIn) (*mineOut, error) {
			m, err := s.answer(ctx, In{Ask: in.Ask, Student: in.Body.Student, Person: a.Person, Level: LevelConfirm,
				Version: in.Body.Version, Via: ViaApp})
			return &mineOut{m}, err
		})
	rest.Register(api, rest.Op{ID: "ask-withdraw", Method: "POST", Path: "/asks/{ask}/withdraw", Room: room, Policy: s.Family(),
		Summary: "Take back a confirmation within ten minutes."},
		func(ctx context.Context, a core.Actor, in *withdrawIn) (*mineOut, error) {
			m, err := s.withdraw(ctx, a, in.Ask, in.Body.Student)
			return &mineOut{m}, err
		})
}
