package app

import (
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzhttp"

	"magpie/internal/rest"
)

// Handler serves everything: operations, the socket, calendars, the web client,
// health and metrics.
func (a *App) Handler() http.Handler {
	mux := http.NewServeMux()
	api := a.api.Handler()
	mux.Handle(rest.Prefix+"/", gzhttp.GzipHandler(api))
	for _, plain := range []string{"/uploads", "/uploads/", "/files/"} { // packed already, and read in parts
		mux.Handle(rest.Prefix+plain, api)
	}
	mux.HandleFunc("GET "+rest.Prefix+"/openapi.json", a.document())
	mux.Handle("GET /live", a.hub)
	mux.Handle("GET /calendar/{file}", a.notice.CalendarHandler())
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", a.ready)
	mux.Handle("GET /metrics", localOnly(a.metrics.handler()))
	mux.Handle("/", a.web)
	return a.harden(mux)
}

// harden sets what every answer carries, whoever wrote it.
func (a *App) harden(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "geolocation=(), microphone=(self), payment=(), usb=()")
		if !strings.HasPrefix(r.URL.Path, "/assets/") {
			h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		}
		if a.config.secure() {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// document is written once: strangers may ask for it as often as they like.
func (a *App) document() http.HandlerFunc {
	read := sync.OnceValues(a.api.Document)
	return func(w http.ResponseWriter, r *http.Request) {
		doc, err := read()
		if err != nil {
			a.api.Refuse(w, r, err)
			return
		}
		w.Header().Set("Content-Type", "application/openapi+json")
		_, _ = w.Write(doc) // the client may be gone
	}
}

// ready answers 200 while writes can be taken.
func (a *App) ready(w http.ResponseWriter, r *http.Request) {
	if err := a.db.Ping(r.Context()); err != nil {
		a.api.Refuse(w, r, err)
		return
	}
	_, _ = w.Write([]byte("ready\n"))
}

// relayed are headers that only a proxy adds; what it relays is not local.
var relayed = []string{"X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Forwarded", "Via"}

// localOnly serves loopback alone: numbers about the program are for its operator.
func localOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, _ := net.SplitHostPort(r.RemoteAddr) // an odd address is not loopback
		proxied := slices.ContainsFunc(relayed, func(name string) bool { return r.Header.Get(name) != "" })
		if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() || proxied {
			http.NotFound(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}
