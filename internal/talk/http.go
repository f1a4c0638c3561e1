package talk

import (
	"cmp"
	"context"
	"time"

	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

const room = "talk"

// Routes registers the room's operations.
func (s *Service) Routes(api *rest.API) {
	api.Words(Words)
	s.messageRoutes(api)
	s.signRoutes(api)
	s.topicRoutes(api)
	s.experienceRoutes(api)
	s.waitingRoutes(api)
	s.alarmRoutes(api)
	s.owedRoutes(api)
	s.quietRoutes(api)
}

type conversationIn struct {
	Conversation feed.ID `path:"conversation"`
}

type messageIn struct {
	Conversation feed.ID  `path:"conversation"`
	Seq          feed.Seq `path:"seq"`
}

type postIn struct {
	Conversation feed.ID `path:"conversation"`
	Body         struct {
		Text     string           `json:"text" required:"false"`
		Files    []media.FileID   `json:"files,omitempty"`
		Parent   feed.Seq         `json:"parent,omitempty" minimum:"0" doc:"What it answers; an answer to an answer hangs under the thread's root"`
		Mentions []Mention        `json:"mentions,omitempty"`
		Topic    *titleBody       `json:"topic,omitempty" doc:"Asks the class a question whose answers stay findable"`
		Urgent   string           `json:"urgent,omitempty" doc:"Why staff's words cannot wait for the end of the quiet hours"`
		Student  roster.StudentID `json:"student,omitempty" doc:"The child a guardian speaks for; needed with several in the class"`
	}
}

type titleBody struct {
	Title string `json:"title"`
}

func (in *postIn) draft() Draft {
	b := in.Body
	d := Draft{Text: b.Text, Files: b.Files, Parent: b.Parent, Mentions: b.Mentions, Urgent: b.Urgent, Student: b.Student}
	if b.Topic != nil {
		d.Topic = cmp.Or(b.Topic.Title, " ") // a question without a title is refused, not said as something else
	}
	return d
}

type editIn struct {
	Conversation feed.ID  `path:"conversation"`
	Seq          feed.Seq `path:"seq"`
	Body         struct {
		Text string `json:"text"`
	}
}

type takeBackIn struct {
	Conversation feed.ID  `path:"conversation"`
	Seq          feed.Seq `path:"seq"`
	Reason       string   `query:"reason" doc:"Why staff remove it; left out when the author recalls it"`
}

type reactIn struct {
	Conversation feed.ID  `path:"conversation"`
	Seq          feed.Seq `path:"seq"`
	Body         struct {
		Reaction Reaction `json:"reaction" enum:",thanks,like,heart,flower,laugh" doc:"Empty to take it back"`
	}
}

type mineIn struct {
	Conversation feed.ID  `path:"conversation"`
	From         feed.Seq `query:"from" minimum:"0" doc:"Only messages from this one on; the newest thousand"`
}

type (
	entryBody struct {
		Entry feed.Entry `json:"entry"`
	}
	entryOut   struct{ Body entryBody }
	postedOut  struct{ Body Posted }
	historyOut struct{ Body Reviewed }
	mineOut    struct{ Body Mine }
	hereOut    struct{ Body Here }
)

func changed(e feed.Entry, err error) (*entryOut, error) { return &entryOut{entryBody{e}}, err }

func (s *Service) messageRoutes(api *rest.API) {
	member := s.feed.Reader()
	rest.Register(api, rest.Op{ID: "talk-post", Method: "POST", Path: "/conversations/{conversation}/messages", Room: room, Policy: member,
		Rate:    rest.Rate{Burst: 30, Per: time.Minute},
		Summary: "Say something; what staff say in quiet hours waits until they end."},
		func(ctx context.Context, a core.Actor, in *postIn) (*postedOut, error) {
			p, err := s.Post(ctx, a, in.Conversation, in.draft())
			return &postedOut{p}, err
		})
	rest.Register(api, rest.Op{ID: "talk-edit", Method: "PUT", Path: "/conversations/{conversation}/messages/{seq}", Room: room, Policy: member,
		Summary: "Change the words of one's own message, within 15 minutes."},
		func(ctx context.Context, a core.Actor, in *editIn) (*entryOut, error) {
			return changed(s.Edit(ctx, a, in.Conversation, in.Seq, in.Body.Text))
		})
	rest.Register(api, rest.Op{ID: "talk-take-back", Method: "DELETE", Path: "/conversations/{conversation}/messages/{seq}", Room: room, Policy: member,
		Summary: "Recall one's own message within a day, or remove another's as staff; a tombstone remains."},
		func(ctx context.Context, a core.Actor, in *takeBackIn) (*entryOut, error) {
			return changed(s.TakeBack(ctx, a, in.Conversation, in.Seq, in.Reason))
		})
	rest.Register(api, rest.Op{ID: "talk-history", Method: "GET", Path: "/conversations/{conversation}/messages/{seq}/history", Room: room, Policy: s.feed.Staff(),
		Summary: "Return everything a message has been, for staff."},
		func(ctx context.Context, a core.Actor, in *messageIn) (*historyOut, error) {
			r, err := s.History(ctx, a, in.Conversation, in.Seq)
			return &historyOut{r}, err
		})
}

func (s *Service) signRoutes(api *rest.API) {
	member := s.feed.Reader()
	rest.Register(api, rest.Op{ID: "talk-react", Method: "PUT", Path: "/conversations/{conversation}/messages/{seq}/reaction", Room: room, Policy: member,
		Summary: "Put one's sign to a message, change it or take it back."},
		func(ctx context.Context, a core.Actor, in *reactIn) (*struct{}, error) {
			return nil, s.React(ctx, a, in.Conversation, in.Seq, in.Body.Reaction)
		})
	rest.Register(api, rest.Op{ID: "talk-mine", Method: "GET", Path: "/conversations/{conversation}/mine", Room: room, Policy: member,
		Summary: "Return the caller's own signs in a conversation."},
		func(ctx context.Context, a core.Actor, in *mineIn) (*mineOut, error) {
			m, err := s.Mine(ctx, a, in.Conversation, in.From)
			return &mineOut{m}, err
		})
	rest.Register(api, rest.Op{ID: "talk-here", Method: "GET", Path: "/conversations/{conversation}/talk", Room: room, Policy: member,
		Summary: "Tell when staff look, how far they have read, and whom an emergency rings."},
		func(ctx context.Context, a core.Actor, in *conversationIn) (*hereOut, error) {
			h, err := s.Here(ctx, a, in.Conversation)
			return &hereOut{h}, err
		})
}
