package ask

import (
	"context"
	"time"

	"magpie/internal/account"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

type linkIn struct {
	Ask  ID `path:"ask"`
	Body struct {
		Student  roster.StudentID `json:"student"`
		Relation string           `json:"relation,omitempty" doc:"Of whoever gets it, e.g. 爷爷"`
		Days     int              `json:"days" minimum:"1" maximum:"30"`
	}
}

type linkOut struct{ Body MadeLink }

type linksOut struct {
	Body struct {
		Items []LinkView `json:"items"`
		Next  string     `json:"next,omitempty"`
	}
}

type revokeIn struct {
	Link LinkID `path:"link"`
}

type codeIn struct {
	Code string `path:"code" maxLength:"64"`
}

type slipOut struct{ Body Slip }

type byLinkIn struct {
	Code string `path:"code" maxLength:"64"`
	Body struct {
		Level   Level       `json:"level" enum:"read,confirm,understood,sign,form"`
		Version int         `json:"version"`
		Values  form.Values `json:"values,omitempty"`
		ShownMs int         `json:"shownMs,omitempty"`
	}
}

// strangers is how often one address may try codes: a family behind one router
// fits, a program that guesses does not.
var strangers = rest.Rate{Burst: 30, Per: time.Minute}

// linkRoutes are links that answer one thing without a login.
func (s *Service) linkRoutes(api *rest.API) {
	rest.Register(api, rest.Op{ID: "ask-link", Method: "POST", Path: "/asks/{ask}/links", Room: room, Policy: s.Staff(),
		Summary: "Make a link that answers this for one child without a login; its address is told only now."},
		func(ctx context.Context, a core.Actor, in *linkIn) (*linkOut, error) {
			l, err := s.MakeLink(ctx, a, in.Ask, in.Body.Student, in.Body.Relation, in.Body.Days)
			return &linkOut{l}, err
		})
	rest.Register(api, rest.Op{ID: "ask-links", Method: "GET", Path: "/asks/{ask}/links", Room: room, Policy: s.Staff(),
		Summary: "List the links that were made, the newest first."},
		func(ctx context.Context, a core.Actor, in *pageIn) (*linksOut, error) {
			out, err := &linksOut{}, error(nil)
			out.Body.Items, out.Body.Next, err = s.Links(ctx, a.Lang, in.Ask, in.page())
			return out, err
		})
	rest.Register(api, rest.Op{ID: "link-revoke", Method: "DELETE", Path: "/links/{link}", Room: room, Policy: s.StaffOfLink(),
		Summary: "End a link at once."},
		func(ctx context.Context, _ core.Actor, in *revokeIn) (*struct{}, error) {
			return nil, s.Revoke(ctx, in.Link)
		})
	rest.Register(api, rest.Op{ID: "answer-look", Method: "GET", Path: "/answer/{code}", Room: room, Policy: rest.Anyone, Rate: strangers,
		Summary: "Show what a link asks: as little as it takes to answer."},
		func(ctx context.Context, a core.Actor, in *codeIn) (*slipOut, error) {
			slip, err := s.Look(ctx, a.Lang, in.Code)
			return &slipOut{slip}, err
		})
	rest.Register(api, rest.Op{ID: "answer-link", Method: "POST", Path: "/answer/{code}", Room: room, Policy: rest.Anyone, Rate: strangers,
		MaxBody: 2 * form.MaxAnswer, Summary: "Answer by a link."},
		func(ctx context.Context, _ core.Actor, in *byLinkIn) (*mineOut, error) {
			m, err := s.AnswerBy(ctx, in.Code, In{Level: in.Body.Level, Version: in.Body.Version, Values: in.Body.Values, ShownMs: in.Body.ShownMs})
			return &mineOut{m}, err
		})
}

type formIn struct {
	Body struct {
		Name string    `json:"name"`
		Form form.Form `json:"form"`
	}
}

type formOut struct {
	Body struct {
		ID string `json:"id"`
	}
}

type formsIn struct {
	After string `query:"after"`
	Limit int    `query:"limit" minimum:"0" maximum:"200"`
}

type formsOut struct {
	Body struct {
		Items []Template `json:"items"`
		Next  string     `json:"next,omitempty"`
	}
}

type dropIn struct {
	Form string `path:"form"`
}

// formRoutes are the forms that a school keeps.
func (s *Service) formRoutes(api *rest.API) {
	rest.Register(api, rest.Op{ID: "forms", Method: "GET", Path: "/forms", Room: room, Policy: account.Staff,
		Summary: "List the forms that the school keeps, the newest first."},
		func(ctx context.Context, a core.Actor, in *formsIn) (*formsOut, error) {
			out, err := &formsOut{}, error(nil)
			out.Body.Items, out.Body.Next, err = s.Templates(ctx, a, core.Page{After: in.After, Limit: in.Limit})
			return out, err
		})
	rest.Register(api, rest.Op{ID: "form-keep", Method: "POST", Path: "/forms", Room: room, Policy: account.Staff,
		Summary: "Keep a form for the school."},
		func(ctx context.Context, a core.Actor, in *formIn) (*formOut, error) {
			out, err := &formOut{}, error(nil)
			out.Body.ID, err = s.Keep(ctx, a, in.Body.Name, in.Body.Form)
			return out, err
		})
	rest.Register(api, rest.Op{ID: "form-drop", Method: "DELETE", Path: "/forms/{form}", Room: room, Policy: s.StaffOfForm(),
		Summary: "Forget a form; what used it keeps it."},
		func(ctx context.Context, _ core.Actor, in *dropIn) (*struct{}, error) {
			return nil, s.DropTemplate(ctx, in.Form)
		})
}
