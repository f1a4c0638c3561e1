package web

import (
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strings"
	"sync"
)

// Options say what is served; the zero value serves the client in the binary.
type Options struct {
	Files fs.FS // nil means Files()

	// NoWorker takes the service worker back from every device that has it: the way out when a worker
	// of ours misbehaves.
	NoWorker bool
}

// Built says whether files hold a built client rather than the placeholder.
func Built(files fs.FS) bool {
	_, err := fs.Stat(files, "app.html")
	return err == nil
}

type server struct {
	files  map[string]file
	routes []route
	old    page
}

// route is one screen's page in both languages, rendered when it is first asked for; match nil stands for
// every other path.
type route struct {
	match  *regexp.Regexp
	zh, en func() page
}

// Handler serves the client to anybody: named files, and for every other path the app's page, so that a
// link into the app opens there. It reads everything once and fails only on a broken build.
func Handler(o Options) (http.Handler, error) {
	files := o.Files
	if files == nil {
		files = Files()
	}
	all, err := load(files)
	if err != nil {
		return nil, err
	}
	template, err := readPage(files)
	if err != nil {
		return nil, err
	}
	plans, err := readPlans(files)
	if err != nil {
		return nil, err
	}
	if o.NoWorker {
		all["/sw.js"] = file{body: []byte(noWorker), kind: kinds[".js"], etag: tag([]byte(noWorker))}
	}
	s := &server{files: all, old: render(tooOld, plan{}, "zh-CN", all)}
	for _, p := range append(plans, plan{}) {
		r, err := makeRoute(template, p, all)
		if err != nil {
			return nil, err
		}
		s.routes = append(s.routes, r)
	}
	return s, nil
}

func readPage(files fs.FS) (string, error) {
	for _, name := range []string{"app.html", "index.html"} {
		if raw, err := fs.ReadFile(files, name); err == nil {
			return string(raw), nil
		}
	}
	return "", fmt.Errorf("the web client has no page: neither app.html nor index.html")
}

// makeRoute makes a route's page in both languages. Families start at /, so it gets the hints of /feed.
func makeRoute(template string, p plan, all map[string]file) (route, error) {
	var r route
	var err error
	if p.Path != "" {
		pattern := regexp.MustCompile(`:\w+\??`).ReplaceAllString(regexp.QuoteMeta(p.Path), `[^/]+`)
		if p.Path == "/feed" {
			pattern = "(?:/feed)?/?"
		}
		if r.match, err = regexp.Compile("^" + pattern + "$"); err != nil {
			return r, fmt.Errorf("route %s: %w", p.Path, err)
		}
	}
	r.zh = sync.OnceValue(func() page { return render(template, p, "zh-CN", all) })
	r.en = sync.OnceValue(func() page { return render(template, p, "en", all) })
	return r, nil
}

// ServeHTTP answers GET and HEAD. Anything that looks like a file and is none is 404: a page in its place
// would be run as a script.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	name := path.Clean("/" + r.URL.Path)
	if f, ok := s.files[name]; ok {
		// A worker obeys the policy of its own script; the house's own (nothing at all) would cut it off.
		w.Header().Set("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'")
		f.serve(w, r)
		return
	}
	if name == "/assets" || strings.HasPrefix(name, "/assets/") || strings.Contains(path.Base(name), ".") {
		w.Header().Set("Cache-Control", "no-store")
		http.NotFound(w, r)
		return
	}
	s.servePage(w, r, name)
}

func (s *server) servePage(w http.ResponseWriter, r *http.Request, name string) {
	p := s.pick(name, english(r.Header.Get("Accept-Language")))
	h := w.Header()
	h.Add("Vary", "Accept-Language")
	h.Set("Content-Security-Policy", p.policy+"; connect-src 'self'"+sockets(r.Host))
	p.serve(w, r)
}

func (s *server) pick(name string, en bool) page {
	if name == "/old" {
		return s.old
	}
	for _, r := range s.routes {
		if r.match != nil && !r.match.MatchString(name) {
			continue
		}
		if en {
			return r.en()
		}
		return r.zh()
	}
	return s.old
}

// english says whether the reader's first language is not Chinese.
func english(accept string) bool {
	first, _, _ := strings.Cut(accept, ",")
	first = strings.ToLower(strings.TrimSpace(first))
	return first != "" && !strings.HasPrefix(first, "zh") && first != "*"
}

var hostName = regexp.MustCompile(`^[A-Za-z0-9.\-\[\]:]{1,255}$`)

// sockets names the live socket's address: to old Safari 'self' does not cover it.
func sockets(host string) string {
	if !hostName.MatchString(host) {
		return ""
	}
	return " wss://" + host + " ws://" + host
}

// noWorker replaces a worker by nothing: it forgets what was kept, leaves, and loads the open pages again.
const noWorker = `self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) await caches.delete(name)
  await self.registration.unregister()
  for (const page of await self.clients.matchAll({ type: 'window' })) page.navigate(page.url)
})()))
`

// tooOld is the page for engines without modules: plain words and no script.
const tooOld = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>喜鹊 Magpie</title>
<style>body{margin:0;padding:32px 24px;background:#f5f3ee;color:#1b2430;font:18px/1.65 "PingFang SC","Noto Sans CJK SC",sans-serif}h1{font-size:24px;line-height:1.35}</style>
</head>
<body>
<h1>这个浏览器太旧了，打不开喜鹊</h1>
<p>请把微信更新到最新版再打开一次；也可以换一个新一点的浏览器，或者请家里人用他的手机帮忙。</p>
<h1 lang="en">This browser is too old for Magpie</h1>
<p lang="en">Please update WeChat or your browser and open the link again, or use a relative's phone.</p>
</body>
</html>
`
