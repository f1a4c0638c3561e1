package media

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/tus/tusd/v2/pkg/handler"

	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/rest"
)

type uploadKey struct{}

// begin admits an upload, with its owner and its charge in the database, before tus
// makes a place for its bytes.
func (s *Service) begin(w http.ResponseWriter, r *http.Request, a core.Actor) error {
	if err := speaksTus(r); err != nil {
		return err
	}
	size, err := strconv.ParseInt(r.Header.Get("Upload-Length"), 10, 64)
	meta := handler.ParseMetadataHeader(r.Header.Get("Upload-Metadata"))
	if err != nil || size < 0 || !rest.Keepable(meta["conversation"]) {
		return ErrProtocol
	}
	seconds, _ := strconv.ParseFloat(meta["seconds"], 64) // only a hint; 0 when it is none
	id, err := s.Begin(r.Context(), a, Beginning{
		Conversation: feed.ID(meta["conversation"]), Name: meta["filename"], Bytes: size, Seconds: seconds,
	})
	if err != nil {
		return err
	}
	status := s.tus(w, r.WithContext(context.WithValue(r.Context(), uploadKey{}, id)), s.uploads.tus.PostFile)
	if status == http.StatusCreated {
		return nil
	}
	return s.GiveUp(context.WithoutCancel(r.Context()), id) // tus has said why it did not begin; nobody pays for that
}

// named gives an upload the id under which it was admitted. Nothing that the client
// says about it goes into a file beside it.
func named(hook handler.HookEvent) (handler.HTTPResponse, handler.FileInfoChanges, error) {
	id, _ := hook.Context.Value(uploadKey{}).(string)
	if id == "" {
		return handler.HTTPResponse{}, handler.FileInfoChanges{}, handler.ErrNotFound
	}
	return handler.HTTPResponse{}, handler.FileInfoChanges{ID: id, MetaData: handler.MetaData{}}, nil
}

// offset tells how far an upload has come; of one that was finished, all the way.
func (s *Service) offset(w http.ResponseWriter, r *http.Request, a core.Actor) error {
	f, err := s.sent(r.Context(), FileID(r.PathValue("upload")))
	if err != nil {
		return err
	}
	if f > 0 {
		w.Header().Set("Tus-Resumable", "1.0.0")
		w.Header().Set("Upload-Offset", strconv.FormatInt(f, 10))
		w.Header().Set("Upload-Length", strconv.FormatInt(f, 10))
		w.WriteHeader(http.StatusOK)
		return nil
	}
	s.tus(w, r, s.uploads.tus.HeadFile)
	return nil
}

func (s *Service) proceed(w http.ResponseWriter, r *http.Request, _ core.Actor) error {
	if err := speaksTus(r); err != nil {
		return err
	}
	if err := s.diskHasSpace(); err != nil {
		return err
	}
	s.tus(w, r, s.uploads.tus.PatchFile)
	return nil
}

func (s *Service) cancel(w http.ResponseWriter, r *http.Request, _ core.Actor) error {
	if err := speaksTus(r); err != nil {
		return err
	}
	if err := s.GiveUp(r.Context(), r.PathValue("upload")); err != nil {
		return err
	}
	s.tus(w, r, s.uploads.tus.DelFile)
	return nil
}

func speaksTus(r *http.Request) error {
	if r.Header.Get("Tus-Resumable") != "1.0.0" {
		return ErrProtocol
	}
	return nil
}

// tus answers by the protocol's own rules, and returns with what status.
func (s *Service) tus(w http.ResponseWriter, r *http.Request, h http.HandlerFunc) int {
	r.Header.Del("X-HTTP-Method-Override") // the method was judged as it came
	out := &pathOnly{ResponseWriter: w}
	http.StripPrefix(rest.Prefix+"/uploads", s.uploads.tus.Middleware(h)).ServeHTTP(out, r)
	return out.status
}

// pathOnly tells new addresses without host and scheme: behind a proxy the server
// knows neither.
type pathOnly struct {
	http.ResponseWriter
	status int
}

// Unwrap lets tus reach the connection's deadlines.
func (p *pathOnly) Unwrap() http.ResponseWriter { return p.ResponseWriter }

// WriteHeader shortens the Location.
func (p *pathOnly) WriteHeader(status int) {
	p.status = status
	if u, err := url.Parse(p.Header().Get("Location")); err == nil && u.Path != "" {
		p.Header().Set("Location", u.Path)
	}
	p.ResponseWriter.WriteHeader(status)
}
