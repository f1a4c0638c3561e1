package report

import (
	"context"
	"net/http"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

type coverageInput struct {
	Class roster.ClassID `path:"class" maxLength:"40"`
}

type coverageOutput struct{ Body Coverage }

type todayOutput struct{ Body Today }

type homeOutput struct{ Body Home }

// Routes registers the room's operations.
func (s *Service) Routes(api *rest.API) {
	rest.Register(api, rest.Op{ID: "coverage", Method: http.MethodGet, Path: "/classes/{class}/coverage", Room: "report",
		Summary: "Say which children's families are within reach, and what to do for the others", Policy: s.roster.StaffOfClass()},
		func(ctx context.Context, a core.Actor, in *coverageInput) (*coverageOutput, error) {
			c, err := s.Coverage(ctx, a, in.Class)
			return &coverageOutput{Body: c}, err
		})
	rest.Register(api, rest.Op{ID: "today", Method: http.MethodGet, Path: "/today", Room: "report", Policy: account.Staff,
		Summary: "Return what needs the caller today, over all classes."},
		func(ctx context.Context, a core.Actor, _ *struct{}) (*todayOutput, error) {
			t, err := s.Today(ctx, a)
			return &todayOutput{Body: t}, err
		})
	rest.Register(api, rest.Op{ID: "home", Method: http.MethodGet, Path: "/home", Room: "report", Policy: account.Admitted,
		Summary: "Return what waits for the caller's answer, the most urgent first."},
		func(ctx context.Context, a core.Actor, _ *struct{}) (*homeOutput, error) {
			h, err := s.Home(ctx, a)
			return &homeOutput{Body: h}, err
		})
}
