package web

import (
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

const samplePage = `<!doctype html><html lang="zh-CN"><head><!--hints-->
<script>early()</script><script nomodule>leave()</script>
<script type="module" crossorigin src="/assets/main-a.js"></script>
<link rel="stylesheet" crossorigin href="/assets/main-a.css"></head><body><div id="app"></div></body></html>`

func sample(t *testing.T) http.Handler {
	t.Helper()
	h, err := Handler(Options{Files: fstest.MapFS{
		"app.html":            {Data: []byte(samplePage)},
		"index.html":          {Data: []byte("placeholder")},
		"sw.js":               {Data: []byte("worker()")},
		"assets/main-a.js":    {Data: []byte("main()")},
		"assets/main-a.js.br": {Data: []byte("br")},
		"assets/main-a.js.gz": {Data: []byte("gz")},
		"assets/main-a.css":   {Data: []byte("a{color:red}")},
		"assets/_feed-b.js":   {Data: []byte("feed()")},
		"assets/feed-b.css":   {Data: []byte("b{color:red}")},
		".vite/manifest.json": {Data: []byte("{}")},
		".vite/routes.json":   {Data: []byte(`[{"path":"/feed","js":["assets/_feed-b.js"],"css":["assets/feed-b.css"],"en":["assets/en-d.js"]},{"path":"/notice/:id","js":["assets/notice-c.js"],"css":[],"en":["assets/en-d.js","assets/en-e.js"]}]`)},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func get(h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestHashedFilesAreImmutableAndComeInTheSmallestFormAccepted(t *testing.T) {
	h := sample(t)
	for accept, want := range map[string]string{"br, gzip": "br", "gzip": "gz", "": "main()", "br;q=0, gzip": "gz"} {
		w := get(h, "/assets/main-a.js", "Accept-Encoding", accept)
		if got := w.Body.String(); got != want {
			t.Errorf("Accept-Encoding %q: got %q, want %q", accept, got, want)
		}
		if got := w.Header().Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("Cache-Control: got %q", got)
		}
		if got := w.Header().Get("Content-Type"); got != "text/javascript; charset=utf-8" {
			t.Errorf("Content-Type: got %q", got)
		}
		if got := w.Header().Get("Vary"); got != "Accept-Encoding" {
			t.Errorf("Vary: got %q", got)
		}
	}
}

func TestAMissingFileIsNeverThePage(t *testing.T) {
	h := sample(t)
	for _, path := range []string{"/assets/gone.js", "/assets/", "/favicon.ico", "/.vite/manifest.json", "/assets/../../etc/passwd.txt", "/app.html"} {
		if w := get(h, path); w.Code != http.StatusNotFound {
			t.Errorf("GET %s: got %d, want 404", path, w.Code)
		}
	}
}

func TestALinkIntoTheAppOpensThePageWithTheHintsOfItsRoute(t *testing.T) {
	h := sample(t)
	for path, want := range map[string]string{
		"/feed": "/assets/_feed-b.js", "/": "/assets/_feed-b.js", "/notice/n1": "/assets/notice-c.js", "/j/ABCDE-12345": "", "/notice/a/b": "",
	} {
		w := get(h, path)
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `<div id="app">`) {
			t.Fatalf("GET %s: got %d %q", path, w.Code, w.Body)
		}
		found := regexp.MustCompile(`modulepreload" crossorigin href="([^"]+)"`).FindStringSubmatch(w.Body.String())
		if want == "" && found != nil {
			t.Errorf("GET %s: hints at %s, want none", path, found[1])
		}
		if want != "" && (found == nil || found[1] != want) {
			t.Errorf("GET %s: got %v, want a hint at %s", path, found, want)
		}
	}
}

func TestStylesAreWrittenIntoThePageAndTheirLinksStayDisabled(t *testing.T) {
	body := get(sample(t), "/feed").Body.String()
	if !strings.Contains(body, "<style>a{color:red}b{color:red}</style>") {
		t.Errorf("no inlined styles in %s", body)
	}
	for _, link := range styleLink.FindAllString(body, -1) {
		if !strings.Contains(link, " disabled>") {
			t.Errorf("a live style link stayed: %s", link)
		}
	}
}

func TestThePolicyNamesWhatIsInlineByHashAndNothingElse(t *testing.T) {
	w := get(sample(t), "/feed")
	policy := w.Header().Get("Content-Security-Policy")
	if strings.Contains(policy, "unsafe") || !strings.Contains(policy, "frame-ancestors 'none'") {
		t.Errorf("policy: %s", policy)
	}
	if got := strings.Count(policy, "'sha256-"); got != 3 {
		t.Errorf("got %d hashes, want 3 (two scripts, one style): %s", got, policy)
	}
	if !strings.Contains(policy, "connect-src 'self' wss://example.com ws://example.com") {
		t.Errorf("the live socket is not allowed: %s", policy)
	}
	hostile := httptest.NewRequest(http.MethodGet, "/feed", nil)
	hostile.Host = "a; script-src *"
	out := httptest.NewRecorder()
	sample(t).ServeHTTP(out, hostile)
	if got := out.Header().Get("Content-Security-Policy"); strings.Contains(got, "script-src *") {
		t.Errorf("the host wrote into the policy: %s", got)
	}
}

func TestThePageIsRevalidatedAndSpeaksTheReadersLanguage(t *testing.T) {
	h := sample(t)
	first := get(h, "/feed", "Accept-Language", "en-GB,zh;q=0.5")
	if !strings.Contains(first.Body.String(), `<html lang="en"`) {
		t.Errorf("got %s", first.Body)
	}
	if got := first.Header().Get("Cache-Control"); got != "no-cache" {
		t.Errorf("Cache-Control: got %q", got)
	}
	again := get(h, "/feed", "Accept-Language", "en-GB,zh;q=0.5", "If-None-Match", first.Header().Get("ETag"))
	if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("got %d with %d bytes, want 304", again.Code, again.Body.Len())
	}
	if !strings.Contains(first.Body.String(), "/assets/en-d.js") {
		t.Error("the English texts are not fetched ahead")
	}
	if strings.Contains(first.Body.String(), "/assets/en-e.js") {
		t.Error("the feed is given the English texts of other screens")
	}
	if other := get(h, "/notice/n1", "Accept-Language", "en"); !strings.Contains(other.Body.String(), "/assets/en-e.js") {
		t.Error("the English texts of a notice are not fetched ahead")
	}
	if zh := get(h, "/feed", "Accept-Language", "zh-TW"); strings.Contains(zh.Body.String(), "/assets/en-d.js") || !strings.Contains(zh.Body.String(), `<html lang="zh-CN"`) {
		t.Errorf("got %s", zh.Body)
	}
}

func TestAnEngineWithoutModulesGetsPlainWords(t *testing.T) {
	w := get(sample(t), "/old")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "太旧") || strings.Contains(w.Body.String(), "<script") {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}

func TestOnlyReadingIsAllowed(t *testing.T) {
	w := httptest.NewRecorder()
	sample(t).ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/feed", nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("got %d, want 405", w.Code)
	}
}

func TestTheWorkerCanBeTakenBack(t *testing.T) {
	h, err := Handler(Options{NoWorker: true, Files: fstest.MapFS{"app.html": {Data: []byte("x")}, "sw.js": {Data: []byte("worker()")}}})
	if err != nil {
		t.Fatal(err)
	}
	w := get(h, "/sw.js")
	if !strings.Contains(w.Body.String(), "unregister()") || w.Header().Get("Cache-Control") != "no-cache" {
		t.Errorf("got %s with %v", w.Body, w.Header())
	}
}

func TestABrokenPlanIsRefusedAtTheStart(t *testing.T) {
	_, err := Handler(Options{Files: fstest.MapFS{"app.html": {Data: []byte("x")}, ".vite/routes.json": {Data: []byte("{")}}})
	if err == nil {
		t.Error("got no error")
	}
}

// MAGPIE_RELEASE is set where a binary for people is made: there the placeholder must not pass.
func TestEveryFileTheBuiltClientNamesIsInTheBinary(t *testing.T) {
	files := Files()
	if !Built(files) {
		if os.Getenv("MAGPIE_RELEASE") != "" {
			t.Fatal("the placeholder is embedded; run make web first")
		}
		t.Skip("the web client is not built here; run make web to check it")
	}
	page, err := fs.ReadFile(files, "app.html")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, m := range regexp.MustCompile(`(?:src|href)="/([^"]+)"`).FindAllStringSubmatch(string(page), -1) {
		want[m[1]] = "app.html"
	}
	for name := range manifestFiles(t, files) {
		want[name] = "manifest.json"
	}
	for name, by := range want {
		if _, err := fs.Stat(files, name); err != nil {
			t.Errorf("%s, named by %s: %v", name, by, err)
		}
	}
	if len(want) < 5 {
		t.Errorf("only %d files are named", len(want))
	}
	if _, err := Handler(Options{}); err != nil {
		t.Error(err)
	}
}

func manifestFiles(t *testing.T, files fs.FS) map[string]bool {
	t.Helper()
	raw, err := fs.ReadFile(files, ".vite/manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	var chunks map[string]struct {
		File   string   `json:"file"`
		CSS    []string `json:"css"`
		Assets []string `json:"assets"`
	}
	if err := json.Unmarshal(raw, &chunks); err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for _, c := range chunks {
		for _, name := range append(append(c.CSS, c.Assets...), c.File) {
			out[name] = true
		}
	}
	return out
}
