package safety

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

type warning struct {
	Kind  Danger `json:"kind" enum:"fire,quake,lockdown,weather,other"`
	Text  string `json:"text,omitempty"`
	Drill bool   `json:"drill,omitempty"`
}

type warnClassIn struct {
	Class roster.ClassID `path:"class"`
	Body  warning
}

type warnSchoolIn struct{ Body warning }

type alertIn struct {
	Alert AlertID `path:"alert"`
}

type rollIn struct {
	Alert AlertID        `path:"alert"`
	Class roster.ClassID `query:"class" doc:"Only this class of a school's alert"`
}

type alertOut struct{ Body Alert }

func called(v Alert, err error) (*alertOut, error) { return &alertOut{v}, err }

func (s *Service) alertRoutes(api *rest.API) {
	rest.Register(api, rest.Op{ID: "alert-class", Method: "POST", Path: "/classes/{class}/alerts", Room: room, Policy: s.roster.StaffOfClass(),
		Summary: "Warn a class and call the roll; an alert of the kind that is on is returned as it is."},
		func(ctx context.Context, a core.Actor, in *warnClassIn) (*alertOut, error) {
			return called(s.Warn(ctx, a, in.Class, Warning(in.Body)))
		})
	rest.Register(api, rest.Op{ID: "alert-school", Method: "POST", Path: "/school/alerts", Room: room, Policy: s.roster.SchoolOffice(),
		Summary: "Warn the whole school and call the roll."},
		func(ctx context.Context, a core.Actor, in *warnSchoolIn) (*alertOut, error) {
			return called(s.Warn(ctx, a, "", Warning(in.Body)))
		})
	rest.Register(api, rest.Op{ID: "alert", Method: "GET", Path: "/alerts/{alert}", Room: room, Policy: s.StaffOfAlert(),
		Summary: "Show an alert with its roll, the unaccounted first."},
		func(ctx context.Context, a core.Actor, in *rollIn) (*alertOut, error) {
			return called(s.Roll(ctx, a, in.Alert, in.Class))
		})
	rest.Register(api, rest.Op{ID: "alert-end", Method: "POST", Path: "/alerts/{alert}/end", Room: room, Policy: s.StaffOfAlert(),
		Summary: "End an alert; of a drill only the numbers stay."},
		func(ctx context.Context, a core.Actor, in *alertIn) (*alertOut, error) {
			return called(s.Over(ctx, a, in.Alert))
		})
}

type safeIn struct {
	Alert AlertID `path:"alert"`
	Body  struct {
		Student roster.StudentID `json:"student"`
	}
}

type tickIn struct {
	Alert AlertID `path:"alert"`
	Body  struct {
		Student roster.StudentID `json:"student"`
		State   Standing         `json:"state" enum:",safe,notHere,unknown" doc:"Empty takes it back"`
		Note    string           `json:"note,omitempty"`
	}
}

type myAlertOut struct{ Body MyAlert }

func (s *Service) rollRoutes(api *rest.API) {
	rest.Register(api, rest.Op{ID: "alert-mine", Method: "GET", Path: "/alerts/{alert}/mine", Room: room, Policy: s.WasWarned(),
		Summary: "Show an alert to those who were warned, with their own children."},
		func(ctx context.Context, a core.Actor, in *alertIn) (*myAlertOut, error) {
			v, err := s.Own(ctx, a, in.Alert)
			return &myAlertOut{v}, err
		})
	rest.Register(api, rest.Op{ID: "alert-safe", Method: "POST", Path: "/alerts/{alert}/safe", Room: room, Policy: s.WasWarned(),
		Summary: "Say that a child of the own, or the caller, is safe."},
		func(ctx context.Context, a core.Actor, in *safeIn) (*myAlertOut, error) {
			v, err := s.Safe(ctx, a, in.Alert, in.Body.Student)
			return &myAlertOut{v}, err
		})
	rest.Register(api, rest.Op{ID: "alert-tick", Method: "POST", Path: "/alerts/{alert}/people", Room: room, Policy: s.StaffOfAlert(),
		Summary: "Write a line of the roll; whoever comes last is right, and is named."},
		func(ctx context.Context, a core.Actor, in *tickIn) (*alertOut, error) {
			return called(s.Tick(ctx, a, in.Alert, Tick{Student: in.Body.Student, State: in.Body.State, Note: in.Body.Note}))
		})
}
