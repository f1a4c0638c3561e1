package roster

import (
	"context"
	"net/http"

	"magpie/internal/core"
	"magpie/internal/rest"
)

func (s *Service) staffRoutes(api *rest.API) {
	rest.Register(api, op("staff", http.MethodGet, "/classes/{class}/staff", "List the staff of a class, the head first", s.StaffOfClass()), s.httpStaff)
	rest.Register(api, op("staff-add", http.MethodPost, "/classes/{class}/staff", "Add a colleague as a teacher of the class", s.HeadOfClass(), inviteRate), s.httpAddStaff)
	rest.Register(api, op("staff-drop", http.MethodDelete, "/classes/{class}/staff/{person}", "Take a colleague out of the class at once", s.HeadOfClass()), s.httpDropStaff)
}

type addStaffInput struct {
	Class ClassID `path:"class" maxLength:"40"`
	Body  struct {
		Name  string `json:"name" maxLength:"200" doc:"As families shall see it: 周老师"`
		Login string `json:"login,omitempty" maxLength:"200" doc:"Of a colleague of this school who has one, or for the new one"`
	}
}

type joinedOutput struct{ Body Joined }

type dropStaffInput struct {
	Class  ClassID `path:"class" maxLength:"40"`
	Person string  `path:"person" maxLength:"40"`
}

func (s *Service) httpStaff(ctx context.Context, a core.Actor, in *classListInput) (*listOutput[Colleague], error) {
	list, err := s.Colleagues(ctx, a, in.Class)
	return listPage(list, func(c Colleague) string { return c.Person }, in.After, in.Limit), err
}

func (s *Service) httpAddStaff(ctx context.Context, a core.Actor, in *addStaffInput) (*joinedOutput, error) {
	j, err := s.AddColleague(ctx, a, in.Class, in.Body.Name, in.Body.Login)
	return &joinedOutput{Body: j}, err
}

func (s *Service) httpDropStaff(ctx context.Context, a core.Actor, in *dropStaffInput) (*nothing, error) {
	return &nothing{}, s.DropColleague(ctx, a, in.Class, in.Person)
}
