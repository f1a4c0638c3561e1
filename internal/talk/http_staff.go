package talk

import (
	"context"
	"time"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

type waitingIn struct {
	Waiting WaitingID `path:"waiting"`
}

type nowIn struct {
	Waiting WaitingID `path:"waiting"`
	Body    struct {
		Reason string `json:"reason" doc:"Why it cannot wait; shown with the message"`
	}
}

type waitingOut struct {
	Body struct {
		Items []Waiting `json:"items"`
		Next  string    `json:"next" doc:"Always empty: there are few"`
	}
}

func (s *Service) waitingRoutes(api *rest.API) {
	own := s.OwnWaiting()
	rest.Register(api, rest.Op{ID: "talk-waiting", Method: "GET", Path: "/conversations/{conversation}/waiting", Room: room, Policy: s.feed.Reader(),
		Summary: "List what the caller wrote there in quiet hours and has not gone out."},
		func(ctx context.Context, a core.Actor, in *conversationIn) (*waitingOut, error) {
			out := &waitingOut{}
			var err error
			out.Body.Items, err = s.Waiting(ctx, a, in.Conversation)
			return out, err
		})
	rest.Register(api, rest.Op{ID: "talk-waiting-drop", Method: "DELETE", Path: "/waiting/{waiting}", Room: room, Policy: own,
		Summary: "Take back what has not gone out yet."},
		func(ctx context.Context, a core.Actor, in *waitingIn) (*struct{}, error) {
			return nil, s.Drop(ctx, a, in.Waiting)
		})
	rest.Register(api, rest.Op{ID: "talk-waiting-now", Method: "POST", Path: "/waiting/{waiting}/now", Room: room, Policy: own,
		Summary: "Send at once what waits, with a reason."},
		func(ctx context.Context, a core.Actor, in *nowIn) (*postedOut, error) {
			p, err := s.SendNow(ctx, a, in.Waiting, in.Body.Reason)
			return &postedOut{p}, err
		})
}

type alarmIn struct {
	Conversation feed.ID `path:"conversation"`
	Body         struct {
		Reason Reason `json:"reason" enum:"health,safety,notHome"`
		Text   string `json:"text"`
	}
}

type ackIn struct {
	Alarm AlarmID `path:"alarm"`
}

type alarmsOut struct {
	Body struct {
		Items []Rung `json:"items"`
		Next  string `json:"next"`
	}
}

type dutyIn struct {
	Class roster.ClassID `path:"class"`
	Body  struct {
		Person string `json:"person"`
	}
}

type classIn struct {
	Class roster.ClassID `path:"class"`
}

type (
	rungOut struct{ Body Rung }
	dutyOut struct{ Body Duty }
)

func (s *Service) alarmRoutes(api *rest.API) {
	rest.Register(api, rest.Op{ID: "talk-alarm", Method: "POST", Path: "/conversations/{conversation}/alarms", Room: room, Policy: s.FamilyHere(),
		Summary: "Ring the duty person at any hour, for one of three reasons."},
		func(ctx context.Context, a core.Actor, in *alarmIn) (*entryOut, error) {
			return changed(s.Alarm(ctx, a, in.Conversation, in.Body.Reason, in.Body.Text))
		})
	rest.Register(api, rest.Op{ID: "talk-alarms", Method: "GET", Path: "/alarms", Room: room, Policy: account.Staff,
		Summary: "List who rang in the caller's classes, the newest first."},
		func(ctx context.Context, a core.Actor, in *pageIn) (*alarmsOut, error) {
			out := &alarmsOut{}
			var err error
			out.Body.Items, out.Body.Next, err = s.Alarms(ctx, a, core.Page(*in))
			return out, err
		})
	rest.Register(api, rest.Op{ID: "talk-alarm-ack", Method: "POST", Path: "/alarms/{alarm}/ack", Room: room, Policy: s.StaffOfAlarm(),
		Summary: "Tell the family that somebody has seen the alarm."},
		func(ctx context.Context, a core.Actor, in *ackIn) (*rungOut, error) {
			r, err := s.Seen(ctx, a, in.Alarm)
			return &rungOut{r}, err
		})
	rest.Register(api, rest.Op{ID: "talk-duty", Method: "GET", Path: "/classes/{class}/duty", Room: room, Policy: s.roster.StaffOfClass(),
		Summary: "Tell whom an emergency rings."},
		func(ctx context.Context, a core.Actor, in *classIn) (*dutyOut, error) {
			d, err := s.Duty(ctx, a, in.Class)
			return &dutyOut{d}, err
		})
	rest.Register(api, rest.Op{ID: "talk-duty-set", Method: "PUT", Path: "/classes/{class}/duty", Room: room, Policy: s.roster.StaffOfClass(),
		Summary: "Name whom an emergency rings."},
		func(ctx context.Context, a core.Actor, in *dutyIn) (*dutyOut, error) {
			d, err := s.SetDuty(ctx, a, in.Class, in.Body.Person)
			return &dutyOut{d}, err
		})
}

type snoozeIn struct {
	Conversation feed.ID  `path:"conversation"`
	Seq          feed.Seq `path:"seq"`
	Body         struct {
		Until core.Millis `json:"until"`
	}
}

type owedOut struct {
	Body struct {
		Items []Debt `json:"items"`
		Next  string `json:"next"`
	}
}

func (s *Service) owedRoutes(api *rest.API) {
	rest.Register(api, rest.Op{ID: "talk-owed", Method: "GET", Path: "/owed", Room: room, Policy: account.Staff,
		Summary: "List what families said and staff have not answered, the oldest first."},
		func(ctx context.Context, a core.Actor, in *pageIn) (*owedOut, error) {
			out := &owedOut{}
			var err error
			out.Body.Items, out.Body.Next, err = s.Owed(ctx, a, core.Page(*in))
			return out, err
		})
	rest.Register(api, rest.Op{ID: "talk-owed-morning", Method: "GET", Path: "/owed/morning", Room: room, Policy: account.Staff,
		Summary: "Name what has waited longest since before today."},
		func(ctx context.Context, a core.Actor, _ *struct{}) (*owedOut, error) {
			out := &owedOut{}
			var err error
			out.Body.Items, err = s.Morning(ctx, a)
			return out, err
		})
	rest.Register(api, rest.Op{ID: "talk-owed-done", Method: "POST", Path: "/conversations/{conversation}/owed/{seq}/done", Room: room, Policy: s.feed.Staff(),
		Summary: "Take something off the list without an answer."},
		func(ctx context.Context, a core.Actor, in *messageIn) (*struct{}, error) {
			return nil, s.Done(ctx, a, in.Conversation, in.Seq)
		})
	rest.Register(api, rest.Op{ID: "talk-owed-snooze", Method: "POST", Path: "/conversations/{conversation}/owed/{seq}/snooze", Room: room, Policy: s.feed.Staff(),
		Summary: "Put something on the list aside until a moment."},
		func(ctx context.Context, a core.Actor, in *snoozeIn) (*struct{}, error) {
			return nil, s.Snooze(ctx, a, in.Conversation, in.Seq, in.Body.Until)
		})
}

type quietBody struct{ Body Quiet }

func (s *Service) quietRoutes(api *rest.API) {
	for _, q := range []struct {
		id, path, whose string
		school          bool
		see, set        rest.Policy
	}{
		{"talk-quiet", "/me/quiet", "the caller's own", false, account.Admitted, account.Admitted},
		{"talk-school-quiet", "/school/quiet", "the school's", true, s.SchoolMember(), s.roster.SchoolOffice()},
	} {
		rest.Register(api, rest.Op{ID: q.id, Method: "GET", Path: q.path, Room: room, Policy: q.see,
			Summary: "Return " + q.whose + " quiet hours."},
			func(ctx context.Context, a core.Actor, _ *struct{}) (*quietBody, error) {
				out, err := s.QuietOf(ctx, a, q.school)
				return &quietBody{out}, err
			})
		rest.Register(api, rest.Op{ID: q.id + "-set", Method: "PUT", Path: q.path, Room: room, Policy: q.set, Rate: rest.Rate{Burst: 20, Per: time.Minute},
			Summary: "Set " + q.whose + " quiet hours."},
			func(ctx context.Context, a core.Actor, in *quietBody) (*quietBody, error) {
				out, err := s.SetQuiet(ctx, a, q.school, in.Body)
				return &quietBody{out}, err
			})
	}
}
