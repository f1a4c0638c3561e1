package album

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

type pictureIn struct {
	Picture PictureID `path:"picture"`
}

type captionIn struct {
	Picture PictureID `path:"picture"`
	Body    struct {
		Caption string `json:"caption"`
	}
}

type tagIn struct {
	Picture PictureID `path:"picture"`
	Body    struct {
		Students []roster.StudentID `json:"students" doc:"All children in the picture; of a guardian, all own ones in it"`
	}
}

type checkIn struct {
	Class roster.ClassID `path:"class"`
	Body  struct {
		Students []roster.StudentID `json:"students"`
	}
}

type studentIn struct {
	Student roster.StudentID `path:"student"`
	After   string           `query:"after"`
	Limit   int              `query:"limit" minimum:"0" maximum:"200"`
}

type picturesOut struct {
	Body struct {
		Items []Picture `json:"items"`
		Next  string    `json:"next"`
	}
}

type checkOut struct{ Body Check }

type nothing struct{}

func (s *Service) pictureRoutes(api *rest.API) {
	keeper, staff := s.Keeper(), s.StaffOfPicture()
	act := func(id, method, path, summary string, policy rest.Policy, do func(context.Context, core.Actor, PictureID) error) {
		rest.Register(api, rest.Op{ID: id, Method: method, Path: path, Room: room, Policy: policy, Summary: summary},
			func(ctx context.Context, a core.Actor, in *pictureIn) (*nothing, error) {
				return nil, do(ctx, a, in.Picture)
			})
	}
	act("picture-approve", "POST", "/pictures/{picture}/approve", "Let the class see a picture that a family added.", staff, s.Approve)
	act("picture-refuse", "POST", "/pictures/{picture}/refuse", "Keep a family's picture out of the album.", staff, s.Refuse)
	act("picture-remove", "DELETE", "/pictures/{picture}", "Take a picture out of its album.", keeper, s.Remove)
	rest.Register(api, rest.Op{ID: "picture-caption", Method: "PUT", Path: "/pictures/{picture}", Room: room, Policy: keeper,
		Summary: "Give a picture other words."},
		func(ctx context.Context, a core.Actor, in *captionIn) (*nothing, error) {
			return nil, s.Caption(ctx, a, in.Picture, in.Body.Caption)
		})
	rest.Register(api, rest.Op{ID: "picture-tag", Method: "PUT", Path: "/pictures/{picture}/tags", Room: room, Policy: keeper,
		Summary: "Say which children are in a picture; staff learn whom that keeps out."},
		func(ctx context.Context, a core.Actor, in *tagIn) (*checkOut, error) {
			out, err := s.Tag(ctx, a, in.Picture, in.Body.Students)
			return &checkOut{Body: out}, err
		})
	s.pictureLists(api)
}

func (s *Service) pictureLists(api *rest.API) {
	rest.Register(api, rest.Op{ID: "picture-check", Method: "POST", Path: "/classes/{class}/pictures/check", Room: room, Policy: s.roster.StaffOfClass(),
		Summary: "Say, before it is sent, whom a picture with these children would not reach."},
		func(ctx context.Context, a core.Actor, in *checkIn) (*checkOut, error) {
			out, err := s.Check(ctx, a, in.Class, in.Body.Students)
			return &checkOut{Body: out}, err
		})
	rest.Register(api, rest.Op{ID: "picture-waiting", Method: "GET", Path: "/classes/{class}/pictures/waiting", Room: room, Policy: s.roster.StaffOfClass(),
		Summary: "List the pictures from families that wait for staff."},
		func(ctx context.Context, a core.Actor, in *classIn) (*picturesOut, error) {
			out, err := &picturesOut{}, error(nil)
			out.Body.Items, out.Body.Next, err = s.Waiting(ctx, a, in.Class, core.Page{After: in.After, Limit: in.Limit})
			return out, err
		})
	rest.Register(api, rest.Op{ID: "picture-of-child", Method: "GET", Path: "/children/{student}/pictures", Room: room,
		Policy: s.roster.FamilyOrStaffOfStudent(), Summary: "List the pictures with a child in them, the newest first."},
		func(ctx context.Context, a core.Actor, in *studentIn) (*picturesOut, error) {
			out, err := &picturesOut{}, error(nil)
			out.Body.Items, out.Body.Next, err = s.Of(ctx, a, in.Student, core.Page{After: in.After, Limit: in.Limit})
			return out, err
		})
}
