package rest

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"magpie/internal/core"
)

// The door's own errors.
var (
	ErrSignIn       = core.Unauthenticated("rest.signIn")
	errKeyMissing   = core.Invalid("rest.keyMissing")
	errMalformed    = core.Invalid("rest.malformed")
	errContentType  = core.Invalid("rest.contentType")
	errBodyCut      = core.Invalid("rest.bodyCut")
	errBodyTooLarge = core.TooLarge("rest.bodyTooLarge")
	errNoSuchPath   = core.NotFound("core.absent")
	errMethod       = core.Invalid("rest.method")
	errCrossOrigin  = core.Forbidden("rest.crossOrigin")
	errInternal     = &core.Error{Key: "rest.internal"}
)

// Problem is an RFC 9457 problem document.
type Problem struct {
	Type      string         `json:"type" doc:"urn:magpie:problem: and the key"`
	Title     string         `json:"title" doc:"What kind of failure, in the reader's language"`
	Status    int            `json:"status"`
	Detail    string         `json:"detail" doc:"What is wrong and what to do, in the reader's language"`
	Key       string         `json:"key" doc:"Stable name of the failure"`
	Params    map[string]any `json:"params,omitempty"`
	RequestID string         `json:"requestId,omitempty"`
	Errors    []FieldProblem `json:"errors,omitempty" doc:"Everything that is wrong with the input"`

	retryAfter int
}

// FieldProblem is one wrong field.
type FieldProblem struct {
	Pointer string         `json:"pointer" doc:"RFC 6901 JSON pointer into the body"`
	Key     string         `json:"key"`
	Detail  string         `json:"detail"`
	Params  map[string]any `json:"params,omitempty"`
}

// Error, GetStatus, ContentType and GetHeaders are what huma asks of an error.
func (p *Problem) Error() string { return p.Key }

// GetStatus returns the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType names the media type of RFC 9457.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// GetHeaders adds Retry-After where waiting helps.
func (p *Problem) GetHeaders() http.Header {
	if p.retryAfter == 0 {
		return nil
	}
	return http.Header{"Retry-After": {strconv.Itoa(p.retryAfter)}}
}

var statusOf = map[core.Kind]int{
	core.KindInternal:        http.StatusInternalServerError,
	core.KindInvalid:         http.StatusUnprocessableEntity,
	core.KindUnauthenticated: http.StatusUnauthorized,
	core.KindForbidden:       http.StatusForbidden,
	core.KindNotFound:        http.StatusNotFound,
	core.KindConflict:        http.StatusConflict,
	core.KindTooLarge:        http.StatusRequestEntityTooLarge,
	core.KindTooMany:         http.StatusTooManyRequests,
	core.KindUnavailable:     http.StatusServiceUnavailable,
}

// statusOfKey holds the few failures for which HTTP has a word of its own.
var statusOfKey = map[string]int{
	"db.full":          http.StatusInsufficientStorage,
	"media.full":       http.StatusInsufficientStorage,
	"rest.method":      http.StatusMethodNotAllowed,
	"rest.contentType": http.StatusUnsupportedMediaType,
	"rest.malformed":   http.StatusBadRequest,
	"rest.keyMissing":  http.StatusBadRequest,
}

// problem turns any error into what may be told; the rest goes to the log.
func (a *API) problem(v *visit, err error) *Problem {
	var e *core.Error
	if !errors.As(err, &e) {
		e = errInternal
	}
	status := statusOf[e.Kind]
	if special, ok := statusOfKey[e.Key]; ok {
		status = special
	}
	if clientGone(err) {
		status = statusClientGone
	}
	if status >= 500 {
		a.o.Log.Error("request failed", "request", v.request, "key", e.Key, "err", err)
	}
	p := &Problem{
		Type: "urn:magpie:problem:" + e.Key, Status: status, Key: e.Key, Params: e.Params, RequestID: v.request,
		Title:      a.words.Say(v.lang, "kind."+strconv.Itoa(int(e.Kind)), nil),
		Detail:     a.words.Say(v.lang, e.Key, e.Params),
		retryAfter: int((e.RetryAfter.Milliseconds() + 999) / 1000),
	}
	for _, f := range e.Fields {
		p.Errors = append(p.Errors, FieldProblem{Pointer: f.Pointer, Key: f.Key, Params: f.Params, Detail: a.words.Say(v.lang, f.Key, f.Params)})
	}
	return p
}

// refuse writes a problem from outside a handler.
func (a *API) refuse(hc huma.Context, p *Problem) {
	for name, values := range p.GetHeaders() {
		hc.SetHeader(name, values[0])
	}
	hc.SetHeader("Content-Type", p.ContentType(""))
	hc.SetStatus(p.Status)
	_ = json.NewEncoder(hc.BodyWriter()).Encode(p) // the client may be gone
}

// Refuse writes err as a problem to a plain handler's answer.
func (a *API) Refuse(w http.ResponseWriter, r *http.Request, err error) {
	a.write(w, a.problem(&visit{lang: Language(r), request: requestID()}, err))
}

// write sends a problem as a whole answer.
func (a *API) write(w http.ResponseWriter, p *Problem) {
	for name, values := range p.GetHeaders() {
		w.Header().Set(name, values[0])
	}
	w.Header().Set("Content-Type", p.ContentType(""))
	w.Header().Set("Cache-Control", "private, no-store")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // the client may be gone
}

// fieldKeys tells our words for the beginnings of huma's validation messages.
var fieldKeys = []struct{ begins, key string }{
	{"expected required property", "field.required"},
	{"unexpected property", "field.unknown"},
	{"expected value to be one of", "field.choice"},
	{"expected length <=", "field.long"}, {"expected array length <=", "field.long"},
	{"expected length >=", "field.short"}, {"expected array length >=", "field.short"},
}

// maxFields bounds how many wrong fields are told, so that a body of thousands is
// not answered by a bigger one.
const maxFields = 100

// problemFromHuma is what huma calls when an input does not fit its schema.
func problemFromHuma(hc huma.Context, status int, _ string, errs ...error) huma.StatusError {
	ctx := hc.Context()
	e := &core.Error{Kind: core.KindInvalid, Key: "core.invalid"}
	if status == http.StatusBadRequest {
		e.Key = "rest.malformed"
	}
	for _, err := range errs[:min(maxFields, len(errs))] {
		d, ok := err.(huma.ErrorDetailer)
		if !ok {
			continue
		}
		e.Fields = append(e.Fields, fieldOf(d.ErrorDetail()))
	}
	if len(e.Fields) == 0 {
		e.Key = "rest.malformed"
	}
	a, _ := ctx.Value(apiKey{}).(*API)
	if a == nil {
		return &Problem{Status: status, Key: e.Key}
	}
	return a.problem(visitOf(ctx), e)
}

func fieldOf(d *huma.ErrorDetail) core.Field {
	f := core.Field{Key: "field.wrong", Pointer: pointerOf(d.Location)}
	for _, k := range fieldKeys {
		if strings.HasPrefix(d.Message, k.begins) {
			f.Key = k.key
		}
	}
	if f.Key == "field.required" {
		if words := strings.Fields(d.Message); len(words) > 3 {
			f.Pointer = strings.TrimSuffix(f.Pointer, "/") + "/" + words[3]
		}
	}
	return f
}

// pointerOf turns huma's "body.times.start[0]" into "/times/start/0".
func pointerOf(location string) string {
	location = strings.TrimPrefix(location, "body")
	return strings.NewReplacer(".", "/", "[", "/", "]", "").Replace(location)
}
