package album

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

type bookIn struct {
	Class roster.ClassID `path:"class"`
}

type printIn struct {
	Class   roster.ClassID   `path:"class"`
	Student roster.StudentID `query:"student" doc:"Whose copy: left out, a guardian's first child in the class, or the common copy for staff"`
}

type writeBookIn struct {
	Class roster.ClassID `path:"class"`
	Body  Book
}

type (
	bookOut      struct{ Body Book }
	printOut     struct{ Body Print }
	storageOut   struct{ Body Storage }
	keepsakesOut struct{ Body Keepsakes }
	leavingOut   struct {
		Body struct {
			Items []Leaving `json:"items"`
		}
	}
)

func (s *Service) bookRoutes(api *rest.API) {
	rest.Register(api, rest.Op{ID: "book", Method: "GET", Path: "/classes/{class}/book", Room: room, Policy: s.roster.MemberOfClass(),
		Summary: "Show what was chosen for a class's photo book."},
		func(ctx context.Context, a core.Actor, in *bookIn) (*bookOut, error) {
			b, err := s.Book(ctx, a, in.Class)
			return &bookOut{Body: b}, err
		})
	rest.Register(api, rest.Op{ID: "book-write", Method: "PUT", Path: "/classes/{class}/book", Room: room, Policy: s.roster.StaffOfClass(),
		Summary: "Choose the pictures and write the words of a class's photo book."},
		func(ctx context.Context, a core.Actor, in *writeBookIn) (*bookOut, error) {
			if err := s.WriteBook(ctx, a, in.Class, in.Body); err != nil {
				return nil, err
			}
			b, err := s.Book(ctx, a, in.Class)
			return &bookOut{Body: b}, err
		})
	rest.Register(api, rest.Op{ID: "book-view", Method: "GET", Path: "/classes/{class}/book/view", Room: room, Policy: s.roster.MemberOfClass(),
		Summary: "Lay a photo book out for one family, its own child first."},
		func(ctx context.Context, a core.Actor, in *printIn) (*printOut, error) {
			p, err := s.Print(ctx, a, in.Class, in.Student)
			return &printOut{Body: p}, err
		})
}
