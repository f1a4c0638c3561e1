package ask

import (
	"context"

	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

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

type answerIn struct {
	Ask  ID `path:"ask"`
	Body struct {
		Student roster.StudentID `json:"student,omitempty" doc:"May be left out by whoever has one child here"`
		Version int              `json:"version" doc:"The version that was on the screen"`
		Level   Level            `json:"level" enum:"read,confirm,understood,sign,form"`
		Values  form.Values      `json:"values,omitempty" doc:"Field id → value; for understood answer: 0, 1 or 2"`
		ShownMs int              `json:"shownMs,omitempty" doc:"Of a reading: how long it was visible, in milliseconds"`
	}
}

type withdrawIn struct {
	Ask  ID `path:"ask"`
	Body struct {
		Student roster.StudentID `json:"student,omitempty" doc:"May be left out by whoever has one child here"`
		Number  int              `json:"number,omitempty" doc:"Which answer, where there may be several; the newest by default"`
	}
}

type mineOut struct{ Body Mine }

const room = "ask"

// Routes registers the room's operations.
func (s *Service) Routes(api *rest.API) {
	api.Words(Words)
	s.familyRoutes(api)
	s.staffRoutes(api)
	s.linkRoutes(api)
	s.formRoutes(api)
}

// familyRoutes are what families and children do.
func (s *Service) familyRoutes(api *rest.API) {
	rest.Register(api, rest.Op{ID: "ask-read", Method: "POST", Path: "/asks/{ask}/read", Room: room, Policy: s.Family(),
		Summary: "Say that it was on screen long enough to be read."},
		func(ctx context.Context, a core.Actor, in *readIn) (*mineOut, error) {
			m, err := s.respond(ctx, In{Ask: in.Ask, Student: in.Body.Student, Person: a.Person, Level: LevelRead,
				Version: in.Body.Version, Via: ViaApp, ShownMs: in.Body.ShownMs})
			return &mineOut{m}, err
		})
	rest.Register(api, rest.Op{ID: "ask-confirm", Method: "POST", Path: "/asks/{ask}/confirm", Room: room, Policy: s.Family(),
		Summary: "Confirm for a child, with one tap."},
		func(ctx context.Context, a core.Actor, in *confirmIn) (*mineOut, error) {
			m, err := s.respond(ctx, In{Ask: in.Ask, Student: in.Body.Student, Person: a.Person, Level: LevelConfirm,
				Version: in.Body.Version, Via: ViaApp})
			return &mineOut{m}, err
		})
	rest.Register(api, rest.Op{ID: "ask-answer", Method: "POST", Path: "/asks/{ask}/answer", Room: room, Policy: s.Family(), MaxBody: 2 * form.MaxAnswer,
		Summary: "Answer for a child, whatever is asked; again to change the answer."},
		func(ctx context.Context, a core.Actor, in *answerIn) (*mineOut, error) {
			student, err := s.child(ctx, a, in.Ask, in.Body.Student)
			if err != nil {
				return nil, err
			}
			m, err := s.respond(ctx, In{Ask: in.Ask, Student: student, Person: a.Person, Level: in.Body.Level,
				Version: in.Body.Version, Via: ViaApp, ShownMs: in.Body.ShownMs, Values: in.Body.Values})
			return &mineOut{m}, err
		})
	rest.Register(api, rest.Op{ID: "ask-withdraw", Method: "POST", Path: "/asks/{ask}/withdraw", Room: room, Policy: s.Family(),
		Summary: "Take back a confirmation within ten minutes, anything else while the ask is open."},
		func(ctx context.Context, a core.Actor, in *withdrawIn) (*mineOut, error) {
			student, err := s.child(ctx, a, in.Ask, in.Body.Student)
			if err != nil {
				return nil, err
			}
			m, err := s.withdraw(ctx, Withdrawal{Ask: in.Ask, Student: student, Person: a.Person, Via: ViaApp, Number: in.Body.Number})
			return &mineOut{m}, err
		})
}
