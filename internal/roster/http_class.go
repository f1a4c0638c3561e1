package roster

import (
	"context"
	"net/http"

	"magpie/internal/core"
	"magpie/internal/rest"
)

func (s *Service) classRoutes(api *rest.API) {
	staff, head := s.StaffOfClass(), s.HeadOfClass()
	rest.Register(api, op("class-open", http.MethodPost, "/classes", "Open a class and be its head", s.SchoolOffice()), s.httpOpenClass)
	rest.Register(api, op("class", http.MethodGet, "/classes/{class}", "Show a class", staff), s.httpClass)
	rest.Register(api, op("class-rename", http.MethodPut, "/classes/{class}", "Rename a class", head), s.httpRenameClass)
	rest.Register(api, op("class-archive", http.MethodPost, "/classes/{class}/archive", "End a class: families lose it, staff still read it", head), s.httpArchive)
	rest.Register(api, op("rules", http.MethodGet, "/classes/{class}/rules", "Show what a class agrees on", s.MemberOfClass()), s.httpRules)
	rest.Register(api, op("rules-write", http.MethodPut, "/classes/{class}/rules", "Write a new version of what a class agrees on", head), s.httpWriteRules)
	rest.Register(api, op("slips", http.MethodGet, "/classes/{class}/slips", "List the newest slip of each child", staff), s.httpSlips)
	rest.Register(api, op("slips-issue", http.MethodPost, "/classes/{class}/slips", "Make personal slips", staff), s.httpIssueSlips)
	rest.Register(api, op("poster", http.MethodGet, "/classes/{class}/poster", "Show the class poster's code", staff), s.httpPoster)
	rest.Register(api, op("poster-renew", http.MethodPost, "/classes/{class}/poster/renew", "Make a new poster and the old one useless", staff), s.httpRenewPoster)
}

type classInput struct {
	Class ClassID `path:"class" maxLength:"40"`
}

type classListInput struct {
	Class ClassID `path:"class" maxLength:"40"`
	After string  `query:"after" maxLength:"100"`
	Limit int     `query:"limit" minimum:"0" maximum:"200"`
}

type nameBody struct {
	Name string `json:"name" maxLength:"200"`
}

type openClassInput struct{ Body nameBody }

type renameClassInput struct {
	Class ClassID `path:"class" maxLength:"40"`
	Body  nameBody
}

type idOutput[T ~string] struct {
	Body struct {
		ID T `json:"id"`
	}
}

type classOutput struct {
	Body struct {
		ID           ClassID     `json:"id"`
		Name         string      `json:"name"`
		OpenedAt     core.Millis `json:"openedAt"`
		ArchivedAt   core.Millis `json:"archivedAt" doc:"0 while it is open"`
		RulesVersion int         `json:"rulesVersion"`
		Children     int         `json:"children"`
	}
}

type rulesOutput struct{ Body Rules }

type writeRulesInput struct {
	Class ClassID `path:"class" maxLength:"40"`
	Body  struct {
		Items []Rule `json:"items" maxItems:"12"`
	}
}

type issueSlipsInput struct {
	Class ClassID `path:"class" maxLength:"40"`
	Body  struct {
		Students []StudentID `json:"students,omitempty" nullable:"true" maxItems:"500" doc:"Null: all without an open slip and without a guardian"`
		Renew    bool        `json:"renew,omitempty" doc:"Replace open slips; the old paper stops working"`
	}
}

type inviteOutput struct{ Body Invite }

func (s *Service) httpOpenClass(ctx context.Context, a core.Actor, in *openClassInput) (*idOutput[ClassID], error) {
	out := &idOutput[ClassID]{}
	var err error
	out.Body.ID, err = s.OpenClass(ctx, a, in.Body.Name)
	return out, err
}

func (s *Service) httpClass(ctx context.Context, a core.Actor, in *classInput) (*classOutput, error) {
	v, err := s.ViewClass(ctx, a, in.Class)
	out := &classOutput{}
	out.Body.ID, out.Body.Name, out.Body.OpenedAt, out.Body.ArchivedAt = v.Class.ID, v.Class.Name, v.Class.OpenedAt, v.Class.ArchivedAt
	out.Body.RulesVersion, out.Body.Children = v.Class.RulesVersion, v.Children
	return out, err
}

func (s *Service) httpRenameClass(ctx context.Context, a core.Actor, in *renameClassInput) (*nothing, error) {
	return &nothing{}, s.RenameClass(ctx, a, in.Class, in.Body.Name)
}

func (s *Service) httpArchive(ctx context.Context, a core.Actor, in *classInput) (*nothing, error) {
	return &nothing{}, s.ArchiveClass(ctx, a, in.Class)
}

func (s *Service) httpRules(ctx context.Context, a core.Actor, in *classInput) (*rulesOutput, error) {
	r, err := s.ViewRules(ctx, a, in.Class)
	return &rulesOutput{Body: r}, err
}

func (s *Service) httpWriteRules(ctx context.Context, a core.Actor, in *writeRulesInput) (*rulesOutput, error) {
	r, err := s.WriteRules(ctx, a, in.Class, in.Body.Items)
	return &rulesOutput{Body: r}, err
}

func (s *Service) httpSlips(ctx context.Context, a core.Actor, in *classListInput) (*listOutput[Slip], error) {
	slips, err := s.Slips(ctx, a, in.Class)
	return listPage(slips, func(p Slip) string { return string(p.Student) }, in.After, in.Limit), err
}

func (s *Service) httpIssueSlips(ctx context.Context, a core.Actor, in *issueSlipsInput) (*listOutput[Slip], error) {
	slips, err := s.IssueSlips(ctx, a, in.Class, in.Body.Students, in.Body.Renew)
	return &listOutput[Slip]{Body: List[Slip]{Items: slips}}, err
}

func (s *Service) httpPoster(ctx context.Context, a core.Actor, in *classInput) (*inviteOutput, error) {
	p, err := s.Poster(ctx, a, in.Class)
	return &inviteOutput{Body: p}, err
}

func (s *Service) httpRenewPoster(ctx context.Context, a core.Actor, in *classInput) (*inviteOutput, error) {
	p, err := s.RenewPoster(ctx, a, in.Class)
	return &inviteOutput{Body: p}, err
}
