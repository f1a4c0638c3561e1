package talk

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

type titleIn struct {
	Conversation feed.ID  `path:"conversation"`
	Seq          feed.Seq `path:"seq"`
	Body         titleBody
}

type summaryIn struct {
	Conversation feed.ID  `path:"conversation"`
	Seq          feed.Seq `path:"seq"`
	Body         struct {
		Summary string `json:"summary"`
	}
}

type topicsIn struct {
	Class roster.ClassID `path:"class"`
	State string         `query:"state" enum:",open,closed" doc:"Left out for all"`
	After string         `query:"after"`
	Limit int            `query:"limit" minimum:"0" maximum:"200"`
}

type topicsOut struct {
	Body struct {
		Items []Listed `json:"items"`
		Next  string   `json:"next"`
	}
}

func (s *Service) topicRoutes(api *rest.API) {
	member := s.feed.Reader()
	const path = "/conversations/{conversation}/messages/{seq}/topic"
	rest.Register(api, rest.Op{ID: "talk-topic-open", Method: "PUT", Path: path, Room: room, Policy: member,
		Summary: "Make a message a question to the class, or give the question another title."},
		func(ctx context.Context, a core.Actor, in *titleIn) (*entryOut, error) {
			return changed(s.OpenTopic(ctx, a, in.Conversation, in.Seq, in.Body.Title))
		})
	rest.Register(api, rest.Op{ID: "talk-topic-close", Method: "POST", Path: path + "/close", Room: room, Policy: member,
		Summary: "End a question with what came of it."},
		func(ctx context.Context, a core.Actor, in *summaryIn) (*entryOut, error) {
			return changed(s.CloseTopic(ctx, a, in.Conversation, in.Seq, in.Body.Summary))
		})
	rest.Register(api, rest.Op{ID: "talk-topic-reopen", Method: "POST", Path: path + "/reopen", Room: room, Policy: member,
		Summary: "Let answers to a question come again."},
		func(ctx context.Context, a core.Actor, in *messageIn) (*entryOut, error) {
			return changed(s.ReopenTopic(ctx, a, in.Conversation, in.Seq))
		})
	rest.Register(api, rest.Op{ID: "talk-topics", Method: "GET", Path: "/classes/{class}/topics", Room: room, Policy: s.roster.MemberOfClass(),
		Summary: "List the class's questions, the newest first."},
		func(ctx context.Context, a core.Actor, in *topicsIn) (*topicsOut, error) {
			out := &topicsOut{}
			var err error
			out.Body.Items, out.Body.Next, err = s.Topics(ctx, a, in.Class, in.State, core.Page{After: in.After, Limit: in.Limit})
			return out, err
		})
}

type agreeIn struct {
	Conversation feed.ID  `path:"conversation"`
	Seq          feed.Seq `path:"seq"`
	Body         struct {
		Yes bool `json:"yes"`
	}
}

type publishIn struct {
	Conversation feed.ID  `path:"conversation"`
	Seq          feed.Seq `path:"seq"`
	Body         Card
}

type experienceIn struct {
	Experience ExperienceID `path:"experience"`
}

type pageIn struct {
	After string `query:"after"`
	Limit int    `query:"limit" minimum:"0" maximum:"200"`
}

type (
	askedOut       struct{ Body Asked }
	experienceOut  struct{ Body Experience }
	experiencesOut struct {
		Body struct {
			Items []Experience `json:"items"`
			Next  string       `json:"next"`
		}
	}
)

func (s *Service) experienceRoutes(api *rest.API) {
	const path = "/conversations/{conversation}/messages/{seq}/experience"
	rest.Register(api, rest.Op{ID: "talk-experience-agree", Method: "PUT", Path: path, Room: room, Policy: s.feed.Reader(),
		Summary: "Say whether one's own words of a thread may stand, without a name, on an experience card."},
		func(ctx context.Context, a core.Actor, in *agreeIn) (*askedOut, error) {
			out, err := s.Agree(ctx, a, in.Conversation, in.Seq, in.Body.Yes)
			return &askedOut{out}, err
		})
	rest.Register(api, rest.Op{ID: "talk-experience-asked", Method: "GET", Path: path, Room: room, Policy: s.feed.Reader(),
		Summary: "Tell how many writers of a thread have agreed to an experience card."},
		func(ctx context.Context, a core.Actor, in *messageIn) (*askedOut, error) {
			out, err := s.Asked(ctx, a, in.Conversation, in.Seq)
			return &askedOut{out}, err
		})
	rest.Register(api, rest.Op{ID: "talk-experience-publish", Method: "POST", Path: path + "/publish", Room: room, Policy: s.feed.Staff(),
		Summary: "Make an experience card of a question, from words whose writers all agreed."},
		func(ctx context.Context, a core.Actor, in *publishIn) (*experienceOut, error) {
			x, err := s.Publish(ctx, a, in.Conversation, in.Seq, in.Body)
			return &experienceOut{x}, err
		})
	rest.Register(api, rest.Op{ID: "talk-experiences", Method: "GET", Path: "/experiences", Room: room, Policy: s.SchoolMember(),
		Summary: "List the school's experience cards, the newest first."},
		func(ctx context.Context, a core.Actor, in *pageIn) (*experiencesOut, error) {
			out := &experiencesOut{}
			var err error
			out.Body.Items, out.Body.Next, err = s.Experiences(ctx, a, core.Page(*in))
			return out, err
		})
	rest.Register(api, rest.Op{ID: "talk-experience-remove", Method: "DELETE", Path: "/experiences/{experience}", Room: room, Policy: s.StaffOfExperience(),
		Summary: "Take an experience card away."},
		func(ctx context.Context, a core.Actor, in *experienceIn) (*struct{}, error) {
			return nil, s.Remove(ctx, a, in.Experience)
		})
}
