package safety

import (
	"context"
	"time"

	"magpie/internal/core"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

type missingIn struct {
	Student roster.StudentID `path:"student"`
	Body    struct {
		Text string `json:"text,omitempty"`
	}
}

type classListIn struct {
	Class roster.ClassID `path:"class"`
	After string         `query:"after" doc:"Give back next"`
	Limit int            `query:"limit" minimum:"0" maximum:"200"`
}

type studentListIn struct {
	Student roster.StudentID `path:"student"`
	After   string           `query:"after" doc:"Give back next"`
	Limit   int              `query:"limit" minimum:"0" maximum:"200"`
}

func (in classListIn) page() core.Page { return core.Page{After: in.After, Limit: in.Limit} }

type listBody[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next" doc:"For the next page; empty at the end"`
}

type listOut[T any] struct{ Body listBody[T] }

func listed[T any](items []T, next string, err error) (*listOut[T], error) {
	return &listOut[T]{listBody[T]{items, next}}, err
}

type wordOut struct{ Body Word }

func (s *Service) missingRoutes(api *rest.API) {
	rest.Register(api, rest.Op{ID: "missing-tell", Method: "POST", Path: "/children/{student}/missing", Room: room, Policy: s.roster.GuardianOfStudent(),
		Rate:    rest.Rate{Burst: 10, Per: time.Minute},
		Summary: "Tell the staff, at any hour, that the own child has not come."},
		func(ctx context.Context, a core.Actor, in *missingIn) (*wordOut, error) {
			w, err := s.Missing(ctx, a, in.Student, in.Body.Text)
			return &wordOut{w}, err
		})
	rest.Register(api, rest.Op{ID: "missing", Method: "GET", Path: "/classes/{class}/missing", Room: room, Policy: s.roster.StaffOfClass(),
		Summary: "List what families said of missing children within a day, the newest first."},
		func(ctx context.Context, a core.Actor, in *classListIn) (*listOut[Word], error) {
			return listed(s.Words(ctx, a, in.Class, in.page()))
		})
}

func (s *Service) listRoutes(api *rest.API) {
	rest.Register(api, rest.Op{ID: "searches", Method: "GET", Path: "/classes/{class}/searches", Room: room, Policy: s.roster.StaffOfClass(),
		Summary: "List a class's searches and drills, the newest first."},
		func(ctx context.Context, a core.Actor, in *classListIn) (*listOut[Line], error) {
			return listed(s.Searches(ctx, a, in.Class, in.page()))
		})
	rest.Register(api, rest.Op{ID: "child-searches", Method: "GET", Path: "/children/{student}/searches", Room: room, Policy: s.roster.StaffOfStudent(),
		Summary: "List the reports in a child's record, the newest first."},
		func(ctx context.Context, a core.Actor, in *studentListIn) (*listOut[Search], error) {
			return listed(s.Reports(ctx, a, in.Student, core.Page{After: in.After, Limit: in.Limit}))
		})
	rest.Register(api, rest.Op{ID: "alerts", Method: "GET", Path: "/classes/{class}/alerts", Room: room, Policy: s.roster.StaffOfClass(),
		Summary: "List the alerts of a class and of its school, the newest first."},
		func(ctx context.Context, a core.Actor, in *classListIn) (*listOut[AlertLine], error) {
			return listed(s.Alerts(ctx, a, in.Class, in.page()))
		})
}
