package notice

import (
	"context"
	"time"

	"magpie/internal/account"
	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

// Routes registers the room's operations.
func (s *Service) Routes(api *rest.API) {
	api.Words(Words)
	s.staffRoutes(api)
	s.deskRoutes(api)
	s.familyRoutes(api)
}

const room = "notice"

// Draft is a content as it is sent. Its fields are judged by Content.check alone,
// which names all problems at once; the schema would stop at its own.
type Draft struct {
	Type  Type      `json:"type" required:"false" doc:"Needed: holiday, exam, activity, meeting, general, chain, poll, slip or form"`
	Title string    `json:"title" required:"false" doc:"Needed; 1 to 60 characters"`
	Level ask.Level `json:"level" required:"false" doc:"Needed: read, confirm, understood, sign or form"`
	Need  ask.Need  `json:"need" required:"false" doc:"Needed: any or all"`
	Content
}

func (d Draft) content() Content {
	c := d.Content
	c.Type, c.Title, c.Level, c.Need = d.Type, d.Title, d.Level, d.Need
	return c
}

type postIn struct {
	Class roster.ClassID `path:"class"`
	Body  Draft
}

type questionIn struct {
	Class roster.ClassID `path:"class"`
	Body  struct {
		Title string `json:"title" required:"false" maxLength:"60"`
		Text  string `json:"text" required:"false" maxLength:"5000"`
		Times *Times `json:"times,omitempty"`
	}
}

type questionOut struct {
	Body struct {
		Question *form.Question `json:"question,omitempty" doc:"Left out when the notice names no day and no hour"`
	}
}

type correctIn struct {
	Notice ID `path:"notice"`
	Body   struct {
		Draft
		Version int  `json:"version,omitempty" doc:"The version the writer looked at; a newer one refuses the correction"`
		Reopen  bool `json:"reopen,omitempty" doc:"Ask every family again"`
	}
}

type pinIn struct {
	Notice ID `path:"notice"`
	Body   struct {
		Pinned bool `json:"pinned"`
	}
}

type remindIn struct {
	Notice ID `path:"notice"`
	Body   struct {
		Students []roster.StudentID `json:"students,omitempty" doc:"Left out for all who have not answered"`
	}
}

type noticeIn struct {
	Notice ID `path:"notice"`
}

type listIn struct {
	Class roster.ClassID `path:"class"`
	After string         `query:"after"`
	Limit int            `query:"limit" minimum:"0" maximum:"200"`
}

type listOut struct {
	Body struct {
		Items []Summary `json:"items"`
		Next  string    `json:"next"`
	}
}

type (
	viewOut     struct{ Body View }
	receiptsOut struct{ Body Receipts }
	remindOut   struct{ Body Reminding }
	replyOut    struct{ Body Replied }
	slipOut     struct{ Body Slip }
	calendarOut struct{ Body Calendar }
)

func (s *Service) staffRoutes(api *rest.API) {
	rest.Register(api, rest.Op{ID: "notice-post", Method: "POST", Path: "/classes/{class}/notices", Room: room, Policy: s.roster.StaffOfClass(),
		Summary: "Publish a notice to a class or some of its children, now or later."},
		func(ctx context.Context, a core.Actor, in *postIn) (*viewOut, error) {
			id, err := s.Post(ctx, a, in.Class, in.Body.content())
			return s.seen(ctx, a, id, err)
		})
	rest.Register(api, rest.Op{ID: "notice-question", Method: "POST", Path: "/classes/{class}/notices/question", Room: room, Policy: s.roster.StaffOfClass(),
		Summary: "Propose a question that shows whether a notice was understood; nothing is stored."},
		func(_ context.Context, _ core.Actor, in *questionIn) (*questionOut, error) {
			out := &questionOut{}
			out.Body.Question = propose(in.Body.Title, in.Body.Text, in.Body.Times)
			return out, nil
		})
	rest.Register(api, rest.Op{ID: "notice-list", Method: "GET", Path: "/classes/{class}/notices", Room: room, Policy: s.roster.StaffOfClass(),
		Summary: "List a class's notices with their numbers, for staff."}, s.list)
	rest.Register(api, rest.Op{ID: "notice-correct", Method: "PUT", Path: "/notices/{notice}", Room: room, Policy: s.StaffOfNotice(),
		Summary: "Correct a notice; readers see what changed."},
		func(ctx context.Context, a core.Actor, in *correctIn) (*viewOut, error) {
			err := s.Correct(ctx, a, in.Notice, Correction{Content: in.Body.content(), Seen: in.Body.Version, Reopen: in.Body.Reopen})
			return s.seen(ctx, a, in.Notice, err)
		})
}

func (s *Service) deskRoutes(api *rest.API) {
	staff := s.StaffOfNotice()
	rest.Register(api, rest.Op{ID: "notice-recall", Method: "POST", Path: "/notices/{notice}/recall", Room: room, Policy: staff,
		Summary: "Take a notice back; a tombstone remains."},
		func(ctx context.Context, a core.Actor, in *noticeIn) (*viewOut, error) {
			return s.seen(ctx, a, in.Notice, s.Recall(ctx, a, in.Notice))
		})
	rest.Register(api, rest.Op{ID: "notice-pin", Method: "PUT", Path: "/notices/{notice}/pin", Room: room, Policy: staff,
		Summary: "Keep a notice on top, or let it go."},
		func(ctx context.Context, a core.Actor, in *pinIn) (*viewOut, error) {
			return s.seen(ctx, a, in.Notice, s.Pin(ctx, a, in.Notice, in.Body.Pinned))
		})
	rest.Register(api, rest.Op{ID: "notice-receipts", Method: "GET", Path: "/notices/{notice}/receipts", Room: room, Policy: staff,
		Summary: "Tell child by child who has a notice, the silent first."},
		func(ctx context.Context, a core.Actor, in *noticeIn) (*receiptsOut, error) {
			r, err := s.Receipts(ctx, a, in.Notice)
			return &receiptsOut{r}, err
		})
	rest.Register(api, rest.Op{ID: "notice-remind", Method: "POST", Path: "/notices/{notice}/remind", Room: room, Policy: staff,
		Summary: "Remind families that have not answered, each at most once an hour."},
		func(ctx context.Context, a core.Actor, in *remindIn) (*remindOut, error) {
			r, err := s.Remind(ctx, a, in.Notice, in.Body.Students)
			return &remindOut{r}, err
		})
}

func (s *Service) list(ctx context.Context, a core.Actor, in *listIn) (*listOut, error) {
	out := &listOut{}
	var err error
	out.Body.Items, out.Body.Next, err = s.List(ctx, a, in.Class, core.Page{After: in.After, Limit: in.Limit})
	return out, err
}

// seen answers a write with the notice as it is now.
func (s *Service) seen(ctx context.Context, a core.Actor, id ID, err error) (*viewOut, error) {
	if err != nil {
		return nil, err
	}
	v, err := s.View(ctx, a, id)
	return &viewOut{v}, err
}

type replyIn struct {
	Notice ID `path:"notice"`
	Body   struct {
		Text    string           `json:"text"`
		Student roster.StudentID `json:"student,omitempty" doc:"The child it is for; needed by guardians of several"`
		To      feed.Seq         `json:"to,omitempty" doc:"The reply it answers"`
	}
}

type undoIn struct {
	Notice ID `path:"notice"`
	Body   struct {
		Undo    string `json:"undo"`
		AsReply bool   `json:"asReply,omitempty" doc:"Make it a readable reply instead"`
	}
}

type slipIn struct {
	Notice  ID               `path:"notice"`
	Student roster.StudentID `query:"student" required:"true"`
}

type tickIn struct {
	Notice ID `path:"notice"`
	Body   struct {
		Student roster.StudentID `json:"student"`
		Item    int              `json:"item"`
		Done    bool             `json:"done"`
	}
}

func (s *Service) familyRoutes(api *rest.API) {
	rest.Register(api, rest.Op{ID: "notice-view", Method: "GET", Path: "/notices/{notice}", Room: room, Policy: s.Reader(),
		Summary: "Return a notice with the reader's own part of it."},
		func(ctx context.Context, a core.Actor, in *noticeIn) (*viewOut, error) {
			return s.seen(ctx, a, in.Notice, nil)
		})
	rest.Register(api, rest.Op{ID: "notice-reply", Method: "POST", Path: "/notices/{notice}/replies", Room: room, Policy: s.Reader(),
		Rate:    rest.Rate{Burst: 20, Per: time.Minute},
		Summary: "Say something under a notice; a mere receipt or thanks is folded."},
		func(ctx context.Context, a core.Actor, in *replyIn) (*replyOut, error) {
			r, err := s.Reply(ctx, a, in.Notice, Typed{Text: in.Body.Text, Student: in.Body.Student, To: in.Body.To})
			return &replyOut{r}, err
		})
	rest.Register(api, rest.Op{ID: "notice-reply-undo", Method: "POST", Path: "/notices/{notice}/replies/undo", Room: room, Policy: s.Family(),
		Summary: "Undo a folded word, or make it a readable reply."},
		func(ctx context.Context, a core.Actor, in *undoIn) (*replyOut, error) {
			r, err := s.Undo(ctx, a, in.Notice, in.Body.Undo, in.Body.AsReply)
			return &replyOut{r}, err
		})
	rest.Register(api, rest.Op{ID: "notice-tick", Method: "PUT", Path: "/notices/{notice}/checks", Room: room, Policy: s.Family(),
		Summary: "Tick an item of the family's own checklist."},
		func(ctx context.Context, a core.Actor, in *tickIn) (*struct{}, error) {
			return nil, s.Tick(ctx, a, in.Notice, in.Body.Student, in.Body.Item, in.Body.Done)
		})
	rest.Register(api, rest.Op{ID: "notice-slip", Method: "GET", Path: "/notices/{notice}/slip", Room: room, Policy: s.Reader(),
		Summary: "Return what was signed for a child, with the words that were signed, to be printed."},
		func(ctx context.Context, a core.Actor, in *slipIn) (*slipOut, error) {
			p, err := s.Slip(ctx, a, in.Notice, in.Student)
			return &slipOut{p}, err
		})
	s.calendarRoutes(api)
}

func (s *Service) calendarRoutes(api *rest.API) {
	rest.Register(api, rest.Op{ID: "notice-calendar-make", Method: "POST", Path: "/me/calendar", Room: room, Policy: account.Guardian,
		Summary: "Make the caller a new calendar address; an older one ends."},
		func(ctx context.Context, a core.Actor, _ *struct{}) (*calendarOut, error) {
			c, err := s.MakeCalendar(ctx, a)
			return &calendarOut{c}, err
		})
	rest.Register(api, rest.Op{ID: "notice-calendar", Method: "GET", Path: "/me/calendar", Room: room, Policy: account.Guardian,
		Summary: "Tell whether the caller has a calendar address."},
		func(ctx context.Context, a core.Actor, _ *struct{}) (*calendarOut, error) {
			c, err := s.Calendar(ctx, a)
			return &calendarOut{c}, err
		})
	rest.Register(api, rest.Op{ID: "notice-calendar-end", Method: "DELETE", Path: "/me/calendar", Room: room, Policy: account.Guardian,
		Summary: "Revoke the caller's calendar address at once."},
		func(ctx context.Context, a core.Actor, _ *struct{}) (*struct{}, error) {
			return nil, s.EndCalendar(ctx, a)
		})
}
