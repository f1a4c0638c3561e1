package feed

import (
	"context"

	"magpie/internal/account"
	"magpie/internal/core"
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
	rest.Register(api, rest.Op{ID: "feed-conversations", Method: "GET", Path: "/conversations", Room: room, Policy: account.Admitted,
		Summary: "List the conversations the caller belongs to, with their heads."}, s.list)
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

func (s *Service) entries(ctx context.Context, a core.Actor, in *entriesIn) (*entriesOut, error) {
	if in.Before > 0 {
		p, err := s.History(ctx, a, in.Conversation, Seq(in.Before), in.Limit)
		return &entriesOut{Body: p}, err
	}
	p, err := s.Entries(ctx, a, in.Conversation, Rev(in.After), in.Limit)
	return &entriesOut{Body: p}, err
}

func (s *Service) mark(ctx context.Context, a core.Actor, in *markIn) (*struct{}, error) {
	return nil, s.Mark(ctx, a, in.Conversation, Rev(in.Body.Rev), Seq(in.Body.Seq))
}
