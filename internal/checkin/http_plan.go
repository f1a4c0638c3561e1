package checkin

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

type classIn struct {
	Class roster.ClassID `path:"class"`
}

type addPlanIn struct {
	Class roster.ClassID `path:"class"`
	Body  Plan
}

type changePlanIn struct {
	Plan PlanID `path:"plan"`
	Body Plan
}

type planIn struct {
	Plan PlanID `path:"plan"`
}

type planOut struct{ Body Plan }

type plansOut struct {
	Body struct {
		Items []Plan `json:"items"`
	}
}

type daysIn struct {
	Class roster.ClassID `path:"class"`
	From  Day            `query:"from" doc:"Left out for today"`
	Until Day            `query:"until" doc:"Left out for five weeks"`
}

type daysOut struct {
	Body struct {
		Items []Date `json:"items"`
	}
}

type setDayIn struct {
	Class roster.ClassID `path:"class"`
	Day   Day            `path:"day"`
	Body  Exception
}

func (s *Service) planRoutes(api *rest.API) {
	class, plan := s.roster.StaffOfClass(), s.StaffOfPlan()
	rest.Register(api, rest.Op{ID: "round-plans", Method: "GET", Path: "/classes/{class}/plans", Room: room, Policy: class,
		Summary: "List when a class holds arrival rounds."},
		func(ctx context.Context, a core.Actor, in *classIn) (*plansOut, error) {
			out := &plansOut{}
			var err error
			out.Body.Items, err = s.Plans(ctx, a, in.Class)
			return out, err
		})
	rest.Register(api, rest.Op{ID: "round-plan-add", Method: "POST", Path: "/classes/{class}/plans", Room: room, Policy: class,
		Summary: "Let a round open by itself on some weekdays, in one class or several."},
		func(ctx context.Context, a core.Actor, in *addPlanIn) (*planOut, error) {
			p, err := s.AddPlan(ctx, a, in.Class, in.Body)
			return &planOut{p}, err
		})
	rest.Register(api, rest.Op{ID: "round-plan-change", Method: "PUT", Path: "/plans/{plan}", Room: room, Policy: plan,
		Summary: "Change a plan, or switch it on or off."},
		func(ctx context.Context, a core.Actor, in *changePlanIn) (*planOut, error) {
			p, err := s.ChangePlan(ctx, a, in.Plan, in.Body)
			return &planOut{p}, err
		})
	rest.Register(api, rest.Op{ID: "round-plan-drop", Method: "DELETE", Path: "/plans/{plan}", Room: room, Policy: plan,
		Summary: "End a plan; its rounds stay."},
		func(ctx context.Context, a core.Actor, in *planIn) (*struct{}, error) {
			return nil, s.DropPlan(ctx, a, in.Plan)
		})
	rest.Register(api, rest.Op{ID: "round-days", Method: "GET", Path: "/classes/{class}/days", Room: room, Policy: class,
		Summary: "Show on which days a class holds rounds, by the calendar of holidays and make-up days and by hand."},
		func(ctx context.Context, a core.Actor, in *daysIn) (*daysOut, error) {
			out := &daysOut{}
			var err error
			out.Body.Items, err = s.Days(ctx, a, in.Class, in.From, in.Until)
			return out, err
		})
	rest.Register(api, rest.Op{ID: "round-day-set", Method: "PUT", Path: "/classes/{class}/days/{day}", Room: room, Policy: class,
		Summary: "Hold a round on a day or not, or at another hour."},
		func(ctx context.Context, a core.Actor, in *setDayIn) (*struct{}, error) {
			return nil, s.SetDay(ctx, a, in.Class, in.Day, in.Body)
		})
}

type pairsIn struct {
	Class roster.ClassID `path:"class"`
	Body  struct {
		Pairs [][]roster.StudentID `json:"pairs" doc:"Two children each; replaces all there were"`
	}
}

type wayIn struct {
	Student roster.StudentID `path:"student"`
	Body    Way
}

type studentIn struct {
	Student roster.StudentID `path:"student"`
}

type (
	pairsOut struct{ Body Pairs }
	wayOut   struct{ Body Way }
)

func (s *Service) wayRoutes(api *rest.API) {
	class, child := s.roster.StaffOfClass(), s.roster.FamilyOrStaffOfStudent()
	rest.Register(api, rest.Op{ID: "round-companions", Method: "GET", Path: "/classes/{class}/companions", Room: room, Policy: class,
		Summary: "Tell who goes home with whom, and who seems to."},
		func(ctx context.Context, a core.Actor, in *classIn) (*pairsOut, error) {
			p, err := s.Companions(ctx, a, in.Class)
			return &pairsOut{p}, err
		})
	rest.Register(api, rest.Op{ID: "round-companions-set", Method: "PUT", Path: "/classes/{class}/companions", Room: room, Policy: class,
		Summary: "Write down who goes home with whom."},
		func(ctx context.Context, a core.Actor, in *pairsIn) (*pairsOut, error) {
			p, err := s.SetCompanions(ctx, a, in.Class, in.Body.Pairs)
			return &pairsOut{p}, err
		})
	rest.Register(api, rest.Op{ID: "round-way", Method: "GET", Path: "/children/{student}/way", Room: room, Policy: child,
		Summary: "Tell how long a child's way home takes."},
		func(ctx context.Context, a core.Actor, in *studentIn) (*wayOut, error) {
			w, err := s.WayOf(ctx, a, in.Student)
			return &wayOut{w}, err
		})
	rest.Register(api, rest.Op{ID: "round-way-set", Method: "PUT", Path: "/children/{student}/way", Room: room, Policy: child,
		Summary: "Write down how long a child's way home takes."},
		func(ctx context.Context, a core.Actor, in *wayIn) (*wayOut, error) {
			w, err := s.SetWay(ctx, a, in.Student, in.Body)
			return &wayOut{w}, err
		})
}
