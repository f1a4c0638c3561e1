package album

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/media"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

// zipRate is more than a family downloads and less than fills a line for hours.
var zipRate = rest.Rate{Burst: 20, Per: time.Hour}

func (s *Service) takeHomeRoutes(api *rest.API) {
	rest.Raw(api, rest.Op{ID: "album-zip", Method: "GET", Path: "/albums/{album}/zip", Room: room, Policy: s.Reader(), Rate: zipRate,
		Summary: "Download an album, or the pictures named in ?pictures=, as far as the caller may see them."}, s.httpZip)
	rest.Raw(api, rest.Op{ID: "family-export", Method: "GET", Path: "/children/{student}/export", Room: room, Policy: s.FamilyTakingLeave(), Rate: zipRate,
		Summary: "Download what a family keeps of a class: notices, its own talk, pictures; opens without a server."}, s.httpExport)
	rest.Register(api, rest.Op{ID: "class-storage", Method: "GET", Path: "/classes/{class}/storage", Room: room, Policy: s.roster.StaffOfClass(),
		Summary: "Say what takes up a class's space, and when it goes."},
		func(ctx context.Context, a core.Actor, in *bookIn) (*storageOut, error) {
			st, err := s.Storage(ctx, a, in.Class)
			return &storageOut{Body: st}, err
		})
	rest.Register(api, rest.Op{ID: "keepsakes", Method: "GET", Path: "/keepsakes", Room: room, Policy: account.Guardian,
		Summary: "List the caller's children whose classes have ended, with the day until when their export is there."},
		func(ctx context.Context, a core.Actor, _ *struct{}) (*keepsakesOut, error) {
			k, err := s.Keepsakes(ctx, a)
			return &keepsakesOut{Body: k}, err
		})
	rest.Register(api, rest.Op{ID: "class-leaving", Method: "GET", Path: "/leaving", Room: room, Policy: account.Staff,
		Summary: "List the caller's ended classes whose pictures will be removed soon."},
		func(ctx context.Context, a core.Actor, _ *struct{}) (*leavingOut, error) {
			out, err := &leavingOut{}, error(nil)
			out.Body.Items, err = s.Leaving(ctx, a)
			return out, err
		})
}

func (s *Service) httpZip(w http.ResponseWriter, r *http.Request, a core.Actor) error {
	only := []PictureID{}
	if named := r.URL.Query().Get("pictures"); named != "" {
		for _, id := range strings.Split(named, ",") {
			only = append(only, PictureID(id))
		}
	}
	chosen, err := s.Choose(r.Context(), a, ID(r.PathValue("album")), only)
	if err != nil {
		return err
	}
	if archive(w, r, chosen.Name) {
		return nil
	}
	return s.Zip(r.Context(), a, chosen, w)
}

func (s *Service) httpExport(w http.ResponseWriter, r *http.Request, a core.Actor) error {
	k, err := s.Keepsake(r.Context(), a, roster.StudentID(r.PathValue("student")))
	if err != nil {
		return err
	}
	if archive(w, r, k.Name) {
		return nil
	}
	return s.Export(r.Context(), a, k, w)
}

// archive announces a zip that is made while it is sent; true when nobody wants
// more than that.
func archive(w http.ResponseWriter, r *http.Request, name string) (announcedOnly bool) {
	h := w.Header()
	h.Set("Content-Type", "application/zip")
	h.Set("Content-Disposition", "attachment; filename*=UTF-8''"+strings.ReplaceAll(url.PathEscape(media.SafeName(name, "")+".zip"), "'", "%27"))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
	w.WriteHeader(http.StatusOK)
	return r.Method == http.MethodHead
}
