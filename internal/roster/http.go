package roster

import (
	"context"
	"net/http"
	"slices"
	"time"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/rest"
)

// doorRate bounds what strangers call: a whole class at a parents' meeting sits
// behind one address, so guessing is bounded by counts in the database instead.
var doorRate = rest.Rate{Burst: 300, Per: time.Minute}

// inviteRate is more than a family has members.
var inviteRate = rest.Rate{Burst: 20, Per: time.Hour}

// importBody is 10 MiB of file as base64 in JSON.
const importBody = 15 << 20

// Routes registers the room's operations.
func (s *Service) Routes(api *rest.API) {
	api.Words(Words)
	rest.Register(api, op("setup", http.MethodPost, "/setup", "Make school, head teacher and first class, once", rest.Anyone, doorRate), s.httpFound)
	rest.Register(api, op("session", http.MethodGet, "/session", "Say who is signed in, with classes and children", rest.Anyone), s.httpSelf)
	s.classRoutes(api)
	s.staffRoutes(api)
	s.studentRoutes(api)
	s.joinRoutes(api)
	s.importRoutes(api)
}

// op writes down an operation; GET answers 200, what has no answer 204.
func op(id, method, path, summary string, policy rest.Policy, rate ...rest.Rate) rest.Op {
	o := rest.Op{ID: id, Method: method, Path: path, Summary: summary, Room: "roster", Policy: policy}
	for _, r := range rate {
		o.Rate = r
	}
	return o
}

type nothing struct{}

// List is a page of a list with the cursor of the next one.
type List[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next" doc:"Cursor of the next page, empty at the end"`
}

type listOutput[T any] struct{ Body List[T] }

// listPage cuts a page out of a list that is short by nature: a class.
func listPage[T any](items []T, id func(T) string, after string, limit int) *listOutput[T] {
	if limit <= 0 {
		limit = core.PageMax
	}
	if after != "" {
		at := slices.IndexFunc(items, func(item T) bool { return id(item) == after })
		items = items[at+1:]
	}
	out := &listOutput[T]{Body: List[T]{Items: items}}
	if len(items) > limit {
		out.Body.Items = items[:limit]
		out.Body.Next = id(items[limit-1])
	}
	return out
}

type foundInput struct {
	Agent string `header:"User-Agent"`
	Body  struct {
		Token    string `json:"token" maxLength:"200" doc:"From the link in the terminal"`
		School   string `json:"school" maxLength:"200"`
		Teacher  string `json:"teacher" maxLength:"200" doc:"As families shall see it: 王老师"`
		Login    string `json:"login" maxLength:"200"`
		Password string `json:"password" maxLength:"1000"`
		Class    string `json:"class" maxLength:"200"`
	}
}

type foundOutput struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      struct {
		Class ClassID `json:"class"`
	}
}

func (s *Service) httpFound(ctx context.Context, a core.Actor, in *foundInput) (*foundOutput, error) {
	b := in.Body
	f, err := s.Found(ctx, a, Founding{Token: b.Token, School: b.School, Teacher: b.Teacher, Login: b.Login, Password: b.Password, Class: b.Class})
	if err != nil {
		return nil, err
	}
	cookie, err := s.welcome(ctx, f.Person, account.Visit{Device: in.Agent, Addr: a.Addr})
	if err != nil {
		return nil, err
	}
	out := &foundOutput{SetCookie: cookie}
	out.Body.Class = f.Class
	return out, nil
}

// arrivalLasts is how long a repeated request to join is still answered with a session.
const arrivalLasts = time.Hour

// welcome opens a session for somebody who has just come in. A request repeated
// later is ErrArrived: who finds a copy of it does not become that person again.
func (s *Service) welcome(ctx context.Context, person string, v account.Visit) ([]http.Cookie, error) {
	err := s.db.Read(ctx, func(tx *db.Tx) error {
		at, err := account.AddedAt(tx, person)
		if err == nil && tx.Now().Sub(at.Time()) > arrivalLasts {
			return ErrArrived
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	token, err := s.account.OpenSession(ctx, person, v)
	return []http.Cookie{s.account.Cookie(token)}, err
}

type selfOutput struct{ Body Self }

func (s *Service) httpSelf(ctx context.Context, a core.Actor, _ *nothing) (*selfOutput, error) {
	self, err := s.Self(ctx, a)
	return &selfOutput{Body: self}, err
}
