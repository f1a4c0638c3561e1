package safety

import (
	"context"
	"time"

	"magpie/internal/core"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

const room = "safety"

// Routes registers the room's operations.
func (s *Service) Routes(api *rest.API) {
	api.Words(Words)
	s.searchRoutes(api)
	s.endRoutes(api)
	s.askedRoutes(api)
	s.missingRoutes(api)
	s.listRoutes(api)
	s.alertRoutes(api)
	s.rollRoutes(api)
}

type openIn struct {
	Class roster.ClassID `path:"class"`
	Body  struct {
		Student roster.StudentID `json:"student"`
		Known   Known            `json:"known,omitempty"`
		Drill   bool             `json:"drill,omitempty"`
		Round   string           `json:"round,omitempty" maxLength:"40" doc:"The arrival round it is opened from"`
	}
}

type searchIn struct {
	Search SearchID `path:"search"`
}

type knownIn struct {
	Search SearchID `path:"search"`
	Body   Known
}

type widenIn struct {
	Search SearchID `path:"search"`
	Body   struct {
		Ring *Ring `json:"ring,omitempty" minimum:"0" maximum:"4" doc:"The ring on the screen: when a colleague or the time was faster, nothing more is done"`
	}
}

type holdIn struct {
	Search SearchID `path:"search"`
	Body   struct {
		Hold bool `json:"hold"`
	}
}

type endIn struct {
	Search SearchID `path:"search"`
	Body   struct {
		Where string `json:"where,omitempty"`
		Word  string `json:"word,omitempty" doc:"For the record"`
	}
}

type searchOut struct{ Body Search }

func shown(v Search, err error) (*searchOut, error) { return &searchOut{v}, err }

func (s *Service) searchRoutes(api *rest.API) {
	staff := s.StaffOfSearch()
	rest.Register(api, rest.Op{ID: "search-open", Method: "POST", Path: "/classes/{class}/searches", Room: room, Policy: s.roster.StaffOfClass(),
		Summary: "Search for a child of the class; the one that is on is returned as it is."},
		func(ctx context.Context, a core.Actor, in *openIn) (*searchOut, error) {
			b := in.Body
			return shown(s.Open(ctx, a, in.Class, Opening{Student: b.Student, Known: b.Known, Drill: b.Drill, Round: b.Round}))
		})
	rest.Register(api, rest.Op{ID: "search", Method: "GET", Path: "/searches/{search}", Room: room, Policy: staff,
		Summary: "Show a search: who was asked, what was answered, what is next, whom to call."},
		func(ctx context.Context, a core.Actor, in *searchIn) (*searchOut, error) {
			return shown(s.Look(ctx, a, in.Search))
		})
	rest.Register(api, rest.Op{ID: "search-known", Method: "PUT", Path: "/searches/{search}/known", Room: room, Policy: staff,
		Summary: "Change what is known of the child; everybody who was asked sees it."},
		func(ctx context.Context, a core.Actor, in *knownIn) (*searchOut, error) {
			return shown(s.Learn(ctx, a, in.Search, in.Body))
		})
	rest.Register(api, rest.Op{ID: "search-widen", Method: "POST", Path: "/searches/{search}/widen", Room: room, Policy: staff,
		Summary: "Ask the next ring at once."},
		func(ctx context.Context, a core.Actor, in *widenIn) (*searchOut, error) {
			return shown(s.Widen(ctx, a, in.Search, in.Body.Ring))
		})
	rest.Register(api, rest.Op{ID: "search-hold", Method: "POST", Path: "/searches/{search}/hold", Room: room, Policy: staff,
		Summary: "Keep a search from widening by itself, or let it go on."},
		func(ctx context.Context, a core.Actor, in *holdIn) (*searchOut, error) {
			return shown(s.Hold(ctx, a, in.Search, in.Body.Hold))
		})
}

func (s *Service) endRoutes(api *rest.API) {
	staff := s.StaffOfSearch()
	rest.Register(api, rest.Op{ID: "search-found", Method: "POST", Path: "/searches/{search}/found", Room: room, Policy: staff,
		Summary: "Say that the child was found: everybody asked is told, the picture goes, the report is filed."},
		func(ctx context.Context, a core.Actor, in *endIn) (*searchOut, error) {
			return shown(s.End(ctx, a, in.Search, Ending{State: StateFound, Where: in.Body.Where, Word: in.Body.Word}))
		})
	rest.Register(api, rest.Op{ID: "search-false-alarm", Method: "POST", Path: "/searches/{search}/falseAlarm", Room: room, Policy: staff,
		Summary: "Say that nobody was missing."},
		func(ctx context.Context, a core.Actor, in *endIn) (*searchOut, error) {
			return shown(s.End(ctx, a, in.Search, Ending{State: StateFalseAlarm, Where: in.Body.Where, Word: in.Body.Word}))
		})
	rest.Register(api, rest.Op{ID: "search-sheet", Method: "GET", Path: "/searches/{search}/sheet", Room: room, Policy: staff,
		Summary: "Return what the police need, to be printed."},
		func(ctx context.Context, a core.Actor, in *searchIn) (*sheetOut, error) {
			v, err := s.Sheet(ctx, a, in.Search)
			return &sheetOut{v}, err
		})
}

type tellIn struct {
	Search SearchID `path:"search"`
	Body   struct {
		Student roster.StudentID `json:"student,omitempty" doc:"For which of the own children"`
		Seen    Seen             `json:"seen" enum:"with,seen,no"`
		At      core.Millis      `json:"at,omitempty" doc:"When the child was seen"`
		Where   string           `json:"where,omitempty"`
		Way     string           `json:"way,omitempty"`
		With    string           `json:"with,omitempty"`
		Note    string           `json:"note,omitempty"`
	}
}

type (
	askedOut struct{ Body Asked }
	sheetOut struct{ Body Sheet }
)

func (s *Service) askedRoutes(api *rest.API) {
	asked := s.WasAsked()
	rest.Register(api, rest.Op{ID: "search-asked", Method: "GET", Path: "/searches/{search}/asked", Room: room, Policy: asked,
		Summary: "Show a search to somebody who was asked, with as little of the child as helps."},
		func(ctx context.Context, a core.Actor, in *searchIn) (*askedOut, error) {
			v, err := s.Question(ctx, a, in.Search)
			return &askedOut{v}, err
		})
	rest.Register(api, rest.Op{ID: "search-answer", Method: "POST", Path: "/searches/{search}/answer", Room: room, Policy: asked,
		Rate:    rest.Rate{Burst: 30, Per: time.Minute},
		Summary: "Say whether the child is here, was seen, or was not."},
		func(ctx context.Context, a core.Actor, in *tellIn) (*askedOut, error) {
			b := in.Body
			v, err := s.Tell(ctx, a, in.Search, Telling{Student: b.Student, Seen: b.Seen, At: b.At, Where: b.Where, Way: b.Way, With: b.With, Note: b.Note})
			return &askedOut{v}, err
		})
}
