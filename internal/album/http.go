package album

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

const room = "album"

// Routes registers the room's operations.
func (s *Service) Routes(api *rest.API) {
	api.Words(Words)
	s.albumRoutes(api)
	s.pictureRoutes(api)
	s.bookRoutes(api)
	s.takeHomeRoutes(api)
}

type openIn struct {
	Class roster.ClassID `path:"class"`
	Body  Opening
}

type titleBody struct {
	Title string `json:"title"`
	Day   string `json:"day,omitempty" doc:"YYYY-MM-DD"`
}

type fromMessageIn struct {
	Conversation feed.ID  `path:"conversation"`
	Seq          feed.Seq `path:"seq"`
	Body         titleBody
}

type classIn struct {
	Class roster.ClassID `path:"class"`
	After string         `query:"after"`
	Limit int            `query:"limit" minimum:"0" maximum:"200"`
}

type albumIn struct {
	Album ID     `path:"album"`
	After string `query:"after"`
	Limit int    `query:"limit" minimum:"0" maximum:"200"`
}

type renameIn struct {
	Album ID `path:"album"`
	Body  titleBody
}

type addIn struct {
	Album ID `path:"album"`
	Body  struct {
		Student  roster.StudentID `json:"student,omitempty" doc:"The child for whom a guardian adds; may be left out with one"`
		Pictures []Added          `json:"pictures"`
	}
}

type shelvesOut struct {
	Body struct {
		Items []Shelf `json:"items"`
		Next  string  `json:"next"`
	}
}

type viewOut struct{ Body View }

func (s *Service) albumRoutes(api *rest.API) {
	rest.Register(api, rest.Op{ID: "album-open", Method: "POST", Path: "/classes/{class}/albums", Room: room, Policy: s.roster.StaffOfClass(),
		Summary: "Begin an album with its first pictures; the class's conversation shows it."},
		func(ctx context.Context, a core.Actor, in *openIn) (*viewOut, error) {
			id, err := s.Open(ctx, a, in.Class, in.Body)
			return s.seen(ctx, a, id, err)
		})
	rest.Register(api, rest.Op{ID: "album-of-message", Method: "POST", Path: "/conversations/{conversation}/messages/{seq}/album", Room: room,
		Policy: s.feed.Staff(), Summary: "Begin an album with the pictures of a message."},
		func(ctx context.Context, a core.Actor, in *fromMessageIn) (*viewOut, error) {
			id, err := s.FromMessage(ctx, a, in.Conversation, in.Seq, Opening{Title: in.Body.Title, Day: in.Body.Day})
			return s.seen(ctx, a, id, err)
		})
	rest.Register(api, rest.Op{ID: "album-list", Method: "GET", Path: "/classes/{class}/albums", Room: room, Policy: s.roster.MemberOfClass(),
		Summary: "List a class's albums with the numbers of what the caller may see."},
		func(ctx context.Context, a core.Actor, in *classIn) (*shelvesOut, error) {
			out, err := &shelvesOut{}, error(nil)
			out.Body.Items, out.Body.Next, err = s.Albums(ctx, a, in.Class, core.Page{After: in.After, Limit: in.Limit})
			return out, err
		})
	rest.Register(api, rest.Op{ID: "album-view", Method: "GET", Path: "/albums/{album}", Room: room, Policy: s.Reader(),
		Summary: "Show an album with a page of the pictures that the caller may see."},
		func(ctx context.Context, a core.Actor, in *albumIn) (*viewOut, error) {
			v, err := s.View(ctx, a, in.Album, core.Page{After: in.After, Limit: in.Limit})
			return &viewOut{Body: v}, err
		})
	rest.Register(api, rest.Op{ID: "album-rename", Method: "PUT", Path: "/albums/{album}", Room: room, Policy: s.StaffOfAlbum(),
		Summary: "Give an album another title and day."},
		func(ctx context.Context, a core.Actor, in *renameIn) (*viewOut, error) {
			return s.seen(ctx, a, in.Album, s.Rename(ctx, a, in.Album, in.Body.Title, in.Body.Day))
		})
	rest.Register(api, rest.Op{ID: "album-add", Method: "POST", Path: "/albums/{album}/pictures", Room: room, Policy: s.Reader(),
		Summary: "Add pictures to an album; those of families wait until staff have looked."},
		func(ctx context.Context, a core.Actor, in *addIn) (*viewOut, error) {
			return s.seen(ctx, a, in.Album, s.Add(ctx, a, in.Album, in.Body.Student, in.Body.Pictures))
		})
}

// seen answers with the album as it is now.
func (s *Service) seen(ctx context.Context, a core.Actor, id ID, err error) (*viewOut, error) {
	if err != nil {
		return nil, err
	}
	v, err := s.View(ctx, a, id, core.Page{})
	return &viewOut{Body: v}, err
}
