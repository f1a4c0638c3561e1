package feed

import (
	"context"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/rest"
)

type listOut struct {
	Body struct {
		Items []Conversation `json:"items"`
		Next  string         `json:"next"`
	}
}

type entriesIn struct {
	Conversation ID    `path:"conversation"`
	After        int64 `query:"after" minimum:"0" doc:"Return what changed after this rev, oldest change first"`
	Before       int64 `query:"before" minimum:"0" doc:"Return what is older than this seq instead, newest first; a seq beyond the head begins at the end"`
	Told         bool  `query:"told" doc:"With before: only what stands out of the talk, notices and albums"`
	From         int64 `query:"from" minimum:"0" doc:"Return the entries at and after this seq instead, oldest first"`
	Around       int64 `query:"around" minimum:"0" doc:"Return the entries about this seq instead, oldest first"`
	Thread       int64 `query:"thread" minimum:"0" doc:"Return this entry and everything under it instead, oldest first; with from, only what is at and after that seq"`
	Day          int64 `query:"day" minimum:"0" doc:"Return the entries at and after this moment instead, oldest first"`
	Limit        int   `query:"limit" minimum:"0" maximum:"1000"`
}

type entriesOut struct{ Body Page }

type markIn struct {
	Conversation ID `path:"conversation"`
	Body         struct {
		Rev int64 `json:"rev" minimum:"0" doc:"The device holds everything up to this rev"`
		Seq int64 `json:"seq" minimum:"0" doc:"The person has read up to this entry"`
	}
}

// Routes registers the room's operations.
func (s *Service) Routes(api *rest.API) {
	const room = "feed"
	api.Words(Words)
	s.searchRoute(api)
	rest.Register(api, rest.Op{ID: "feed-conversations", Method: "GET", Path: "/conversations", Room: room, Policy: account.Admitted,
		Summary: "List the conversations the caller belongs to, with their heads."}, s.list)
	rest.Register(api, rest.Op{ID: "feed-conversation", Method: "GET", Path: "/conversations/{conversation}", Room: room, Policy: s.Reader(),
		Summary: "Show a conversation: who is in it and how far the caller has read."}, s.room)
	rest.Register(api, rest.Op{ID: "feed-entries", Method: "GET", Path: "/conversations/{conversation}/entries", Room: room, Policy: s.Reader(),
		Summary: "Return exactly the entries the caller lacks, or a page of history."}, s.entries)
	rest.Register(api, rest.Op{ID: "feed-mark", Method: "POST", Path: "/conversations/{conversation}/mark", Room: room, Policy: s.Reader(),
		Summary: "Say what the device holds and what was read."}, s.mark)
}

func (s *Service) list(ctx context.Context, a core.Actor, _ *struct{}) (*listOut, error) {
	items, err := s.Conversations(ctx, a)
	out := &listOut{}
	out.Body.Items = items
	return out, err
}

func (s *Service) entries(ctx context.Context, _ core.Actor, in *entriesIn) (*entriesOut, error) {
	p, err := s.read(ctx, in.page)
	return &entriesOut{Body: p}, err
}

// page returns the page that the query asks for.
func (in *entriesIn) page(tx *db.Tx) (Page, error) {
	switch {
	case in.Before > 0 && in.Told:
		return Told(tx, in.Conversation, Seq(in.Before), in.Limit)
	case in.Before > 0:
		return Before(tx, in.Conversation, Seq(in.Before), in.Limit)
	case in.Thread > 0:
		return Thread(tx, in.Conversation, Seq(in.Thread), Seq(in.From), in.Limit)
	case in.Around > 0:
		return Around(tx, in.Conversation, Seq(in.Around), in.Limit)
	case in.From > 0:
		return From(tx, in.Conversation, Seq(in.From), in.Limit)
	case in.Day > 0:
		return OnDay(tx, in.Conversation, core.Millis(in.Day), in.Limit)
	}
	return Since(tx, in.Conversation, Rev(in.After), in.Limit)
}

type roomIn struct {
	Conversation ID `path:"conversation"`
}

type roomOut struct{ Body Room }

func (s *Service) room(ctx context.Context, a core.Actor, in *roomIn) (*roomOut, error) {
	r, err := s.Room(ctx, a, in.Conversation)
	return &roomOut{Body: r}, err
}

func (s *Service) mark(ctx context.Context, a core.Actor, in *markIn) (*struct{}, error) {
	return nil, s.Mark(ctx, a, in.Conversation, Rev(in.Body.Rev), Seq(in.Body.Seq))
}
