package roster

import (
	"context"
	"net/http"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/rest"
)

func (s *Service) joinRoutes(api *rest.API) {
	rest.Register(api, op("join-look", http.MethodPost, "/join/look", "Show what an invitation code opens", rest.Anyone, doorRate), s.httpLook)
	rest.Register(api, op("join-check", http.MethodPost, "/join/check", "Try the last four digits of a number the school has", rest.Anyone, doorRate), s.httpCheck)
	rest.Register(api, op("join", http.MethodPost, "/join", "Join for a child, or wait for staff", rest.Anyone, doorRate), s.httpJoin)
	rest.Register(api, op("join-state", http.MethodGet, "/join/state", "Say how the own wish to join stands", rest.SignedIn), s.httpJoinState)
	rest.Register(api, op("claims", http.MethodGet, "/classes/{class}/claims", "List who waits for staff of a class", s.StaffOfClass()), s.httpClaims)
	rest.Register(api, op("claim-approve", http.MethodPost, "/claims/{claim}/approve", "Let somebody in for a child", s.StaffOfClaim()), s.httpApprove)
	rest.Register(api, op("claim-refuse", http.MethodPost, "/claims/{claim}/refuse", "Do not let somebody in", s.StaffOfClaim()), s.httpRefuse)
}

type lookInput struct {
	Body struct {
		Code string `json:"code" maxLength:"60" doc:"As typed: any case, with or without the hyphen"`
	}
}

type lookOutput struct {
	Body struct {
		Kind  string `json:"kind" enum:"slip,class,family"`
		State string `json:"state" enum:"open,used" doc:"used: only a whole number or staff let in"`
		Class struct {
			Name string `json:"name"`
		} `json:"class"`
		School    string `json:"school"`
		Teacher   string `json:"teacher"`
		Given     string `json:"given,omitempty" doc:"The child's given name, never more; empty on a poster"`
		HasPhone  bool   `json:"hasPhone" doc:"The last four digits can prove who it is"`
		TriesLeft int    `json:"triesLeft"`
		Rules     Rules  `json:"rules"`
	}
}

type checkInput struct {
	Body struct {
		Code     string `json:"code" maxLength:"60"`
		Relation string `json:"relation,omitempty" maxLength:"100"`
		Digits   string `json:"digits" maxLength:"40" doc:"The last four of any number the school has for the child"`
	}
}

type checkOutput struct{ Body Checked }

type joinInput struct {
	Agent string `header:"User-Agent"`
	Body  struct {
		Code         string `json:"code" maxLength:"60"`
		Relation     string `json:"relation,omitempty" maxLength:"100" doc:"母亲, 父亲, 奶奶 … or English; empty only with self"`
		StandIn      bool   `json:"standIn,omitempty" doc:"Receives for the family: counts, and is marked"`
		Digits       string `json:"digits,omitempty" maxLength:"40" doc:"For an open slip"`
		Child        string `json:"child,omitempty" maxLength:"200" doc:"For a poster"`
		Phone        string `json:"phone,omitempty" maxLength:"60" doc:"For a poster or a used slip"`
		AskStaff     bool   `json:"askStaff,omitempty"`
		Self         bool   `json:"self,omitempty" doc:"I am the student"`
		RulesVersion int    `json:"rulesVersion" doc:"Of the rules that were accepted"`
		Photos       bool   `json:"photos,omitempty" doc:"The child may be in the class's pictures"`
		Device       string `json:"device,omitempty" maxLength:"200" doc:"Own word for this device"`
	}
}

type joinOutput struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      struct {
		State string `json:"state" enum:"in,waiting"`
	}
}

type joinStateOutput struct {
	Body struct {
		State string `json:"state" enum:"waiting,in,refused"`
		Class string `json:"class"`
		Child string `json:"child"`
	}
}

type claimInput struct {
	Claim ClaimID `path:"claim" maxLength:"40"`
}

type approveInput struct {
	Claim ClaimID `path:"claim" maxLength:"40"`
	Body  struct {
		Student  StudentID `json:"student" maxLength:"40"`
		Relation string    `json:"relation,omitempty" maxLength:"100" doc:"Corrects what was said"`
	}
}

func (s *Service) httpLook(ctx context.Context, a core.Actor, in *lookInput) (*lookOutput, error) {
	l, err := s.Look(ctx, a, in.Body.Code)
	out := &lookOutput{}
	b := &out.Body
	b.Kind, b.State, b.School, b.Teacher, b.Given = l.Kind, l.State, l.School, l.Teacher, l.Given
	b.Class.Name, b.HasPhone, b.TriesLeft, b.Rules = l.Class, l.HasPhone, l.TriesLeft, l.Rules
	return out, err
}

func (s *Service) httpCheck(ctx context.Context, a core.Actor, in *checkInput) (*checkOutput, error) {
	c, err := s.CheckDigits(ctx, a, in.Body.Code, in.Body.Digits)
	return &checkOutput{Body: c}, err
}

func (s *Service) httpJoin(ctx context.Context, a core.Actor, in *joinInput) (*joinOutput, error) {
	b := in.Body
	e, err := s.Join(ctx, a, Joining{Code: b.Code, Relation: b.Relation, StandIn: b.StandIn, Digits: b.Digits, Child: b.Child,
		Phone: b.Phone, AskStaff: b.AskStaff, Self: b.Self, RulesVersion: b.RulesVersion, Photos: b.Photos})
	if err != nil {
		return nil, err
	}
	out := &joinOutput{}
	out.Body.State = e.State
	if e.Person == a.Person {
		return out, nil
	}
	device := b.Device
	if device == "" {
		device = in.Agent
	}
	out.SetCookie, err = s.welcome(ctx, e.Person, account.Visit{Device: device, Addr: a.Addr})
	return out, err
}

func (s *Service) httpJoinState(ctx context.Context, a core.Actor, _ *nothing) (*joinStateOutput, error) {
	w, err := s.WaitingFor(ctx, a)
	out := &joinStateOutput{}
	out.Body.State, out.Body.Class, out.Body.Child = w.State, w.Class, w.Child
	return out, err
}

func (s *Service) httpClaims(ctx context.Context, a core.Actor, in *classListInput) (*listOutput[Claim], error) {
	claims, err := s.Claims(ctx, a, in.Class)
	return listPage(claims, func(c Claim) string { return string(c.ID) }, in.After, in.Limit), err
}

func (s *Service) httpApprove(ctx context.Context, a core.Actor, in *approveInput) (*nothing, error) {
	return &nothing{}, s.Approve(ctx, a, in.Claim, in.Body.Student, in.Body.Relation)
}

func (s *Service) httpRefuse(ctx context.Context, a core.Actor, in *claimInput) (*nothing, error) {
	return &nothing{}, s.Refuse(ctx, a, in.Claim)
}
