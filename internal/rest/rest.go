// Package rest is the door: it turns HTTP requests into calls of the rooms'
// services and their answers back into HTTP.
//
// Owns: no table. It knows nothing about schools.
//
// Promises: every operation is registered together with its policy; the policy
// is judged before the body is read. Every write carries an Idempotency-Key.
// Every error is an RFC 9457 problem in the reader's language, names all that
// is wrong by JSON pointer, and says what to do; causes stay in the log.
//
// Never: an operation without a policy, a state change by GET, a cross-origin
// write, an internal error's text in an answer.
//
// Asks: core for actors and errors; app plugs in who reads a session
// (Options.Authenticate).
package rest

import (
	"context"
	"log/slog"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"magpie/internal/core"
)

// Prefix is where all operations live.
const Prefix = "/api/v1"

// Policy says who may call an operation.
type Policy struct {
	// Name stands in the operation table, the OpenAPI document and the matrix test.
	Name string
	// Object is the kind of thing the policy judges: "class", "student",
	// "notice" …, or "" when it judges the actor alone.
	Object string
	// Check returns nil, core.ErrAbsent (forbidden and absent alike) or
	// rest.ErrSignIn. object is the value of the path parameter Op.Object.
	Check func(ctx context.Context, a core.Actor, object string) error
}

// Anyone lets strangers in; the operation itself is careful.
var Anyone = Policy{Name: "anyone", Check: func(context.Context, core.Actor, string) error { return nil }}

// SignedIn lets in whoever has a session, also a stranger who waits for staff: to
// ask how that stands, and to sign out.
var SignedIn = Policy{Name: "signed-in", Check: func(_ context.Context, a core.Actor, _ string) error {
	if !a.Known() {
		return ErrSignIn
	}
	return nil
}}

// Op describes one operation.
type Op struct {
	ID      string // kebab-case, unique: "notice-post"
	Method  string
	Path    string // below Prefix
	Summary string // one English sentence for the API document
	Room    string // OpenAPI tag
	Policy  Policy
	Object  string // path parameter that Policy judges; default: Policy.Object if the path has it
	Status  int    // of success; default 200, or 204 without a body
	MaxBody int64  // bytes; default 256 KiB, for Anyone 16 KiB
	Rate    Rate   // zero: only the common limit
	Raw     bool   // set by Raw: plain bytes instead of JSON
}

// Options are what app gives the door.
type Options struct {
	Authenticate func(r *http.Request) (core.Actor, error) // reads the session cookie; a stranger is no error
	Log          *slog.Logger
	Clock        core.Clock
	Observe      func(op string, status int, seconds float64) // metrics; may be nil
	TrustProxy   bool                                         // take the client's address from X-Forwarded-For
}

// API is the set of registered operations.
type API struct {
	o      Options
	huma   huma.API
	mux    *http.ServeMux
	ops    []Op
	words  Words
	limits *limits
}

// New returns an API without operations.
func New(o Options) *API {
	huma.DefaultArrayNullable = false
	c := huma.DefaultConfig("Magpie 喜鹊", "1")
	c.CreateHooks = nil
	c.OpenAPIPath, c.DocsPath, c.SchemasPath = "", "", ""
	c.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	a := &API{o: o, mux: http.NewServeMux(), words: Words{}, limits: newLimits(o.Clock)}
	a.huma = humago.NewWithPrefix(a.mux, Prefix, c)
	huma.NewErrorWithContext = problemFromHuma
	a.Words(commonWords)
	return a
}

// Words adds a room's texts; a key given twice is a programmer's mistake.
func (a *API) Words(w Words) {
	for key, word := range w {
		if old, twice := a.words[key]; twice && old != word {
			panic("rest: words given twice for " + key)
		}
		a.words[key] = word
	}
}

// Ops returns the registered operations, for the matrix test and the document.
func (a *API) Ops() []Op { return append([]Op{}, a.ops...) }

// Texts returns all words, for the language test.
func (a *API) Texts() Words { return a.words }

// Register adds an operation. h is called only after the policy said yes.
func Register[I, O any](a *API, op Op, h func(ctx context.Context, actor core.Actor, in *I) (*O, error)) {
	if op.Policy.Check == nil || op.Policy.Name == "" {
		panic("rest: operation without a policy: " + op.ID)
	}
	op = op.withDefaults()
	a.ops = append(a.ops, op)
	huma.Register(a.huma, huma.Operation{
		OperationID: op.ID, Method: op.Method, Path: op.Path, Summary: op.Summary,
		Tags: []string{op.Room}, DefaultStatus: op.Status, MaxBodyBytes: op.MaxBody,
		Extensions: map[string]any{"x-policy": op.Policy.Name, "x-object": op.Policy.Object},
		Middlewares: huma.Middlewares{func(ctx huma.Context, next func(huma.Context)) {
			a.enter(op, ctx, next)
		}},
	}, func(ctx context.Context, in *I) (*O, error) {
		v := visitOf(ctx)
		out, err := h(ctx, v.actor, in)
		if err != nil {
			return nil, a.problem(v, err)
		}
		return out, nil
	})
}

func (op Op) withDefaults() Op {
	if op.Object == "" && op.Policy.Object != "" && strings.Contains(op.Path, "{"+op.Policy.Object+"}") {
		op.Object = op.Policy.Object
	}
	if op.Policy.Object != "" && op.Object == "" {
		panic("rest: policy " + op.Policy.Name + " has nothing to judge in " + op.ID)
	}
	if op.MaxBody == 0 {
		op.MaxBody = 256 << 10
		if op.Policy.Name == Anyone.Name {
			op.MaxBody = 16 << 10 // strangers fill in short forms
		}
	}
	return op
}

// schemaName puts the room before the type, so that two rooms may have types of
// the same name.
func schemaName(t reflect.Type, hint string) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	name := huma.DefaultSchemaNamer(t, hint)
	if t.Name() == "" {
		return name
	}
	room := t.PkgPath()[strings.LastIndex(t.PkgPath(), "/")+1:]
	if room == "" || strings.HasPrefix(strings.ToLower(name), room) {
		return name
	}
	return strings.ToUpper(room[:1]) + room[1:] + name
}
