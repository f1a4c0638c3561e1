package rest

import (
	"context"
	"net/http"
)

type apiKey struct{}

// Handler serves all operations below Prefix: cross-origin writes refused, absent
// paths and wrong methods answered as problems.
func (a *API) Handler() http.Handler {
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.Refuse(w, r, errCrossOrigin)
	}))
	return guard.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = r.WithContext(context.WithValue(r.Context(), apiKey{}, a))
		h, pattern := a.mux.Handler(r)
		switch {
		case pattern != "":
			a.mux.ServeHTTP(w, r)
		case methodWrong(h, r):
			a.Refuse(w, r, errMethod)
		default:
			a.Refuse(w, r, errNoSuchPath)
		}
	}))
}

// methodWrong asks the mux's own answer whether the path exists for another method.
func methodWrong(h http.Handler, r *http.Request) bool {
	probe := &statusOnly{header: http.Header{}}
	h.ServeHTTP(probe, r)
	return probe.status == http.StatusMethodNotAllowed
}

type statusOnly struct {
	header http.Header
	status int
}

func (s *statusOnly) Header() http.Header         { return s.header }
func (s *statusOnly) Write(b []byte) (int, error) { return len(b), nil }
func (s *statusOnly) WriteHeader(code int)        { s.status = code }

// Document returns the OpenAPI 3.1 document of all operations.
func (a *API) Document() ([]byte, error) { return a.huma.OpenAPI().MarshalJSON() }
