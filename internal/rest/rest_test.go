package rest_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"magpie/internal/core"
	"magpie/internal/rest"
)

type note struct {
	Body struct {
		Title string   `json:"title" maxLength:"5"`
		Kind  string   `json:"kind" enum:"a,b"`
		Tags  []string `json:"tags,omitempty"`
	}
}

type noteOut struct {
	Body struct {
		Key   string `json:"key"`
		Actor string `json:"actor"`
	}
}

var teacherOnly = rest.Policy{Name: "teacher", Object: "class", Check: func(_ context.Context, a core.Actor, object string) error {
	if a.Person == "teacher" && object == "c1" {
		return nil
	}
	return core.ErrAbsent
}}

func door(t *testing.T) http.Handler {
	t.Helper()
	a := rest.New(rest.Options{
		Clock: core.SystemClock{},
		Log:   slog.New(slog.NewTextHandler(io.Discard, nil)),
		Authenticate: func(r *http.Request) (core.Actor, error) {
			return core.Actor{Person: r.Header.Get("Test-Person")}, nil
		},
	})
	rest.Register(a, rest.Op{ID: "note-add", Method: "POST", Path: "/classes/{class}/notes", Room: "note", Policy: teacherOnly},
		func(ctx context.Context, actor core.Actor, in *struct {
			Class string `path:"class"`
			note
		}) (*noteOut, error) {
			req, _ := core.NextRequest(ctx)
			out := &noteOut{}
			out.Body.Key, out.Body.Actor = req.Scope+"/"+req.Key, actor.Person
			if in.Body.Title == "boom" {
				return nil, errors.New("secret detail")
			}
			return out, nil
		})
	return a.Handler()
}

func call(h http.Handler, person, path, body string, edit func(*http.Request)) (int, map[string]any) {
	r := httptest.NewRequest("POST", "/api/v1"+path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", "0123456789abcdef")
	r.Header.Set("Test-Person", person)
	if edit != nil {
		edit(r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	var m map[string]any
	_ = json.Unmarshal(w.Body.Bytes(), &m) // an empty body is an empty map
	return w.Code, m
}

func TestAGoodRequestReachesTheHandlerWithActorAndKey(t *testing.T) {
	code, m := call(door(t), "teacher", "/classes/c1/notes", `{"title":"hi","kind":"a"}`, nil)
	if code != 200 || m["key"] != "teacher/0123456789abcdef" || m["actor"] != "teacher" {
		t.Fatalf("got %d %v", code, m)
	}
}

func TestForbiddenAndAbsentAnswerAlike(t *testing.T) {
	h := door(t)
	code1, forbidden := call(h, "mother", "/classes/c1/notes", `{"title":"hi","kind":"a"}`, nil)
	code2, absent := call(h, "teacher", "/classes/nope/notes", `{"title":"hi","kind":"a"}`, nil)
	delete(forbidden, "requestId")
	delete(absent, "requestId")
	a, _ := json.Marshal(forbidden)
	b, _ := json.Marshal(absent)
	if code1 != 404 || code2 != 404 || string(a) != string(b) {
		t.Fatalf("got %d %s and %d %s", code1, a, code2, b)
	}
}

func TestEverythingWrongIsNamedAtOnceInTheReadersLanguage(t *testing.T) {
	code, m := call(door(t), "teacher", "/classes/c1/notes", `{"title":"far too long","kind":"c","extra":1}`, func(r *http.Request) {
		r.Header.Set("Accept-Language", "en-GB,en;q=0.9")
	})
	raw, _ := json.Marshal(m)
	for _, want := range []string{`"/title"`, `"/kind"`, `"/extra"`, "Please choose one of the options."} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("problem misses %s: %s", want, raw)
		}
	}
	if code != 422 {
		t.Errorf("got status %d, want 422", code)
	}
}

func TestAMissingFieldIsPointedAt(t *testing.T) {
	_, m := call(door(t), "teacher", "/classes/c1/notes", `{"kind":"a"}`, nil)
	raw, _ := json.Marshal(m)
	if !strings.Contains(string(raw), `"pointer":"/title"`) || !strings.Contains(string(raw), "field.required") {
		t.Fatalf("got %s", raw)
	}
}

func TestAnInternalErrorStaysInside(t *testing.T) {
	code, m := call(door(t), "teacher", "/classes/c1/notes", `{"title":"boom","kind":"a"}`, nil)
	raw, _ := json.Marshal(m)
	if code != 500 || strings.Contains(string(raw), "secret") {
		t.Fatalf("got %d %s", code, raw)
	}
}

func TestAWriteNeedsAKeyJSONAndOurOwnOrigin(t *testing.T) {
	h := door(t)
	body := `{"title":"hi","kind":"a"}`
	for name, c := range map[string]struct {
		edit func(*http.Request)
		want int
	}{
		"no key":       {func(r *http.Request) { r.Header.Del("Idempotency-Key") }, 400},
		"a form":       {func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, 415},
		"another site": {func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, 403},
		"evil origin":  {func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }, 403},
	} {
		if code, m := call(h, "teacher", "/classes/c1/notes", body, c.edit); code != c.want || m["detail"] == "" {
			t.Errorf("%s: got %d %v, want %d", name, code, m, c.want)
		}
	}
}

func TestUnknownPathsAndMethodsAreProblems(t *testing.T) {
	h := door(t)
	if code, m := call(h, "teacher", "/nowhere", `{}`, nil); code != 404 || m["key"] != "core.absent" {
		t.Errorf("unknown path: got %d %v", code, m)
	}
	code, m := call(h, "teacher", "/classes/c1/notes", `{}`, func(r *http.Request) { r.Method = "DELETE" })
	if code != 405 || m["key"] != "rest.method" {
		t.Errorf("wrong method: got %d %v", code, m)
	}
}

func TestAnswersAreObservedWithTheirStatus(t *testing.T) {
	var seen []int
	a := rest.New(rest.Options{
		Clock: core.SystemClock{}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Authenticate: func(*http.Request) (core.Actor, error) { return core.Actor{}, nil },
		Observe:      func(_ string, status int, _ float64) { seen = append(seen, status) },
	})
	rest.Register(a, rest.Op{ID: "ok", Method: "GET", Path: "/ok", Policy: rest.Anyone},
		func(context.Context, core.Actor, *struct{}) (*noteOut, error) { return &noteOut{}, nil })
	rest.Register(a, rest.Op{ID: "closed", Method: "GET", Path: "/closed", Policy: rest.SignedIn},
		func(context.Context, core.Actor, *struct{}) (*noteOut, error) { return &noteOut{}, nil })
	for _, path := range []string{"/ok", "/closed"} {
		a.Handler().ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/api/v1"+path, nil))
	}
	if len(seen) != 2 || seen[0] != 200 || seen[1] != 401 {
		t.Errorf("observed %v, want [200 401]", seen)
	}
}

func TestAnOperationWithoutAPolicyDoesNotRegister(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("registered without a policy")
		}
	}()
	a := rest.New(rest.Options{Clock: core.SystemClock{}})
	rest.Register(a, rest.Op{ID: "x", Method: "GET", Path: "/x"}, func(context.Context, core.Actor, *struct{}) (*struct{}, error) { return nil, nil })
}
