package checkin

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

const room = "checkin"

// Routes registers the room's operations.
func (s *Service) Routes(api *rest.API) {
	api.Words(Words)
	s.roundRoutes(api)
	s.boardRoutes(api)
	s.familyRoutes(api)
	s.planRoutes(api)
	s.wayRoutes(api)
}

type openIn struct {
	Class roster.ClassID `path:"class"`
	Body  struct {
		Name    string           `json:"name,omitempty"`
		Classes []roster.ClassID `json:"classes,omitempty" doc:"Further classes that the caller teaches"`
		At      string           `json:"at,omitempty" doc:"When school was over today, such as 15:00; left out for now"`
	}
}

type openOut struct {
	Body struct {
		ID RoundID `json:"id"`
	}
}

type listIn struct {
	Class roster.ClassID `path:"class"`
	After string         `query:"after"`
	Limit int            `query:"limit" minimum:"0" maximum:"200"`
}

type listOut struct {
	Body struct {
		Items []Past `json:"items"`
		Next  string `json:"next"`
	}
}

type roundIn struct {
	Round RoundID `path:"round"`
}

type childIn struct {
	Round   RoundID          `path:"round"`
	Student roster.StudentID `path:"student"`
	Body    struct {
		State  Said   `json:"state,omitempty" enum:",home,other,pickedUp,excused,onWay" doc:"Left out to note something only"`
		Place  string `json:"place,omitempty"`
		Note   string `json:"note,omitempty"`
		Called bool   `json:"called,omitempty" doc:"Somebody was called"`
	}
}

type thanksIn struct {
	Round RoundID `path:"round"`
	Body  struct {
		Students []roster.StudentID `json:"students,omitempty" doc:"Left out for all who are home and were not thanked yet"`
		Word     string             `json:"word,omitempty"`
	}
}

type thanksOut struct {
	Body struct {
		Thanked []roster.StudentID `json:"thanked"`
	}
}

type remindIn struct {
	Round RoundID `path:"round"`
	Body  struct {
		Students []roster.StudentID `json:"students,omitempty" doc:"Left out for all who are overdue"`
	}
}

type linkIn struct {
	Round RoundID `path:"round"`
	Body  struct {
		Student  roster.StudentID `json:"student"`
		Relation string           `json:"relation" doc:"Of whoever gets the link, such as 爷爷"`
	}
}

type (
	boardOut  struct{ Body Board }
	linkOut   struct{ Body RoundLink }
	remindOut struct{ Body Reminding }
)

func boarded(b Board, err error) (*boardOut, error) { return &boardOut{b}, err }

func (s *Service) roundRoutes(api *rest.API) {
	staff := s.roster.StaffOfClass()
	rest.Register(api, rest.Op{ID: "round-open", Method: "POST", Path: "/classes/{class}/rounds", Room: room, Policy: staff,
		Summary: "Open an arrival round now, in one class or several."},
		func(ctx context.Context, a core.Actor, in *openIn) (*openOut, error) {
			id, err := s.Open(ctx, a, in.Class, Now{Name: in.Body.Name, Classes: in.Body.Classes, At: in.Body.At})
			out := &openOut{}
			out.Body.ID = id
			return out, err
		})
	rest.Register(api, rest.Op{ID: "round-list", Method: "GET", Path: "/classes/{class}/rounds", Room: room, Policy: staff,
		Summary: "List a class's rounds, the newest first."},
		func(ctx context.Context, a core.Actor, in *listIn) (*listOut, error) {
			out := &listOut{}
			var err error
			out.Body.Items, out.Body.Next, err = s.Rounds(ctx, a, in.Class, core.Page{After: in.After, Limit: in.Limit})
			return out, err
		})
}

func (s *Service) boardRoutes(api *rest.API) {
	staff := s.StaffOfRound()
	rest.Register(api, rest.Op{ID: "round-board", Method: "GET", Path: "/rounds/{round}", Room: room, Policy: staff,
		Summary: "Return the board: who is home, on the way, overdue; the most urgent first."},
		func(ctx context.Context, a core.Actor, in *roundIn) (*boardOut, error) {
			return boarded(s.Board(ctx, a, in.Round))
		})
	rest.Register(api, rest.Op{ID: "round-mark", Method: "POST", Path: "/rounds/{round}/children/{student}", Room: room, Policy: staff,
		Summary: "Say for a child where it is, note something, or that somebody was called."},
		func(ctx context.Context, a core.Actor, in *childIn) (*boardOut, error) {
			b := in.Body
			return boarded(s.Mark(ctx, a, in.Round, in.Student, Mark{State: b.State, Place: b.Place, Note: b.Note, Called: b.Called}))
		})
	rest.Register(api, rest.Op{ID: "round-thank", Method: "POST", Path: "/rounds/{round}/thanks", Room: room, Policy: staff,
		Summary: "Thank the families of children who are home, all or some, with a word."},
		func(ctx context.Context, a core.Actor, in *thanksIn) (*thanksOut, error) {
			out := &thanksOut{}
			var err error
			out.Body.Thanked, err = s.Thank(ctx, a, in.Round, in.Body.Students, in.Body.Word)
			return out, err
		})
	rest.Register(api, rest.Op{ID: "round-remind", Method: "POST", Path: "/rounds/{round}/remind", Room: room, Policy: staff,
		Summary: "Remind families in private; nobody who has answered."},
		func(ctx context.Context, a core.Actor, in *remindIn) (*remindOut, error) {
			r, err := s.Remind(ctx, a, in.Round, in.Body.Students)
			return &remindOut{r}, err
		})
	rest.Register(api, rest.Op{ID: "round-link", Method: "POST", Path: "/rounds/{round}/links", Room: room, Policy: staff,
		Summary: "Make a link that says for one child that it is home, without a login, while the round takes words."},
		func(ctx context.Context, a core.Actor, in *linkIn) (*linkOut, error) {
			l, err := s.Link(ctx, a, in.Round, in.Body.Student, in.Body.Relation)
			return &linkOut{l}, err
		})
	rest.Register(api, rest.Op{ID: "round-close", Method: "POST", Path: "/rounds/{round}/close", Room: room, Policy: staff,
		Summary: "End a round with its list by name; late words are still taken."},
		func(ctx context.Context, a core.Actor, in *roundIn) (*boardOut, error) {
			return boarded(s.Close(ctx, a, in.Round))
		})
}

type reportIn struct {
	Round RoundID `path:"round"`
	Body  struct {
		Student roster.StudentID `json:"student"`
		State   Said             `json:"state" enum:"home,other,pickedUp,delayed,wrong"`
		Place   string           `json:"place,omitempty"`
		Note    string           `json:"note,omitempty"`
	}
}

type reportOut struct{ Body MyRound }

type mineOut struct {
	Body struct {
		Items []MyRound `json:"items"`
	}
}

func (s *Service) familyRoutes(api *rest.API) {
	family := s.FamilyOfRound()
	rest.Register(api, rest.Op{ID: "round-mine", Method: "GET", Path: "/rounds/{round}/mine", Room: room, Policy: family,
		Summary: "Tell how the caller's own children stand in a round."},
		func(ctx context.Context, a core.Actor, in *roundIn) (*mineOut, error) {
			out := &mineOut{}
			var err error
			out.Body.Items, err = s.MineIn(ctx, a, in.Round)
			return out, err
		})
	rest.Register(api, rest.Op{ID: "round-report", Method: "POST", Path: "/rounds/{round}/report", Room: room, Policy: family,
		Summary: "Say that a child is home, elsewhere, delayed or lost its way; the newest word counts."},
		func(ctx context.Context, a core.Actor, in *reportIn) (*reportOut, error) {
			b := in.Body
			m, err := s.Report(ctx, a, in.Round, b.Student, Values{State: b.State, Place: b.Place, Note: b.Note})
			return &reportOut{m}, err
		})
}
