package feed

import (
	"context"
	"time"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/rest"
)

// searchRate is somebody who types fast.
var searchRate = rest.Rate{Burst: 120, Per: time.Minute}

type searchIn struct {
	Words        string    `query:"q" maxLength:"400" doc:"Words of one character or more, names, pinyin initials of people; parts between blanks must all be found"`
	Kind         EntryKind `query:"kind" enum:"notice,reply,message,album,round,"`
	Conversation ID        `query:"conversation" maxLength:"60"`
	By           string    `query:"by" maxLength:"60" doc:"Id of the person who wrote"`
	From         int64     `query:"from" minimum:"0" doc:"Not before this moment"`
	Until        int64     `query:"until" minimum:"0" doc:"Before this moment"`
	After        string    `query:"after" maxLength:"40"`
	Limit        int       `query:"limit" minimum:"0" maximum:"50"`
}

type searchOut struct {
	Body struct {
		Items []Found `json:"items"`
		Next  string  `json:"next" doc:"Cursor of the next page, empty at the end"`
	}
}

func (s *Service) searchRoute(api *rest.API) {
	rest.Register(api, rest.Op{ID: "feed-search", Method: "GET", Path: "/search", Room: "feed", Policy: account.Admitted, Rate: searchRate,
		Summary: "Search everything the caller may read, the newest first."}, s.httpSearch)
}

func (s *Service) httpSearch(ctx context.Context, a core.Actor, in *searchIn) (*searchOut, error) {
	out := &searchOut{}
	var err error
	out.Body.Items, out.Body.Next, err = s.Search(ctx, a, Query{Words: in.Words, Kind: in.Kind, Conversation: in.Conversation, By: in.By,
		From: core.Millis(in.From), Until: core.Millis(in.Until), After: in.After, Limit: in.Limit})
	return out, err
}
