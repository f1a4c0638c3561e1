package rest

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"magpie/internal/core"
)

// RawHandler answers a request itself, with bytes instead of JSON. An error it
// returns before it has written anything becomes a problem; after that the
// connection is broken off, so that nobody takes half an answer for a whole one.
type RawHandler func(w http.ResponseWriter, r *http.Request, actor core.Actor) error

// Raw adds an operation that reads or writes plain bytes: uploads, pictures,
// archives. It is judged like any other, stands in the document and in Ops, and is
// called only after the policy said yes. It carries no idempotency key and its
// body is not read before it: whoever registers one keeps writes repeatable
// (an upload's offset does) and bounded. A GET answers HEAD too.
func Raw(a *API, op Op, h RawHandler) {
	if op.Policy.Check == nil || op.Policy.Name == "" {
		panic("rest: operation without a policy: " + op.ID)
	}
	op.Raw = true
	op = op.withDefaults()
	a.ops = append(a.ops, op)
	a.huma.OpenAPI().AddOperation(&huma.Operation{
		OperationID: op.ID, Method: op.Method, Path: op.Path, Summary: op.Summary, Tags: []string{op.Room},
		Parameters: pathParameters(op.Path), Responses: map[string]*huma.Response{"default": {Description: "Plain bytes, or a problem"}},
		Extensions: map[string]any{"x-policy": op.Policy.Name, "x-object": op.Policy.Object},
	})
	a.mux.HandleFunc(op.Method+" "+Prefix+op.Path, func(w http.ResponseWriter, r *http.Request) { a.raw(op, h, w, r) })
}

func (a *API) raw(op Op, h RawHandler, w http.ResponseWriter, r *http.Request) {
	took := stopwatch()
	v := &visit{request: requestID(), lang: Language(r)}
	out := &patient{ResponseWriter: w, clock: http.NewResponseController(w)}
	w.Header().Set("X-Request-Id", v.request)
	w.Header().Set("Cache-Control", "private, no-store")
	ctx, err := a.judge(op, r, v)
	if err == nil {
		err = h(out, r.WithContext(ctx), v.actor)
	}
	begun := out.status != 0
	if err != nil && !begun {
		a.write(out, a.problem(v, err))
	}
	if a.o.Observe != nil {
		a.o.Observe(op.ID, out.status, took())
	}
	if err != nil && begun {
		if !clientGone(err) {
			a.o.Log.Error("answer broken off", "request", v.request, "err", err)
		}
		panic(http.ErrAbortHandler)
	}
}

// pathParameters describes the parameters of a path for the document.
func pathParameters(path string) (list []*huma.Param) {
	for _, part := range strings.Split(path, "/") {
		if name, ok := strings.CutPrefix(part, "{"); ok {
			list = append(list, &huma.Param{
				Name: strings.TrimSuffix(name, "}"), In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString},
			})
		}
	}
	return list
}

// stall is how long a phone may take for the next piece of a long answer.
const stall = time.Minute

// patient notes the status and gives each piece of an answer new time to arrive:
// a long video over a slow line may take as long as it moves.
type patient struct {
	http.ResponseWriter
	clock  *http.ResponseController
	status int
}

// Unwrap lets others reach the connection's deadlines.
func (p *patient) Unwrap() http.ResponseWriter { return p.ResponseWriter }

// WriteHeader notes the status.
func (p *patient) WriteHeader(status int) {
	if p.status == 0 {
		p.status = status
	}
	p.ResponseWriter.WriteHeader(status)
}

// Write passes a piece on.
func (p *patient) Write(b []byte) (int, error) {
	if p.status == 0 {
		p.status = http.StatusOK
	}
	if err := p.clock.SetWriteDeadline(deadline(stall)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return 0, err
	}
	return p.ResponseWriter.Write(b)
}
