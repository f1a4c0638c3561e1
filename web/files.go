package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// file is one built file as it goes over the wire, with the smaller forms the build laid beside it.
type file struct {
	body, br, gz []byte
	kind         string
	etag         string
	immutable    bool
}

// kinds are set by hand: what the host's own table says about .js is not to be trusted.
var kinds = map[string]string{
	".js":          "text/javascript; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".svg":         "image/svg+xml",
	".png":         "image/png",
	".ico":         "image/x-icon",
	".json":        "application/json",
	".webmanifest": "application/manifest+json",
	".txt":         "text/plain; charset=utf-8",
}

// load reads all files that may be asked for by name; pages and build notes are not among them.
func load(files fs.FS) (map[string]file, error) {
	all := map[string]file{}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if strings.HasPrefix(d.Name(), ".vite") {
				return fs.SkipDir
			}
			return nil
		}
		kind, known := kinds[path.Ext(name)]
		if !known {
			return nil
		}
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		all["/"+name] = file{
			body: body, br: beside(files, name+".br"), gz: beside(files, name+".gz"),
			kind: kind, etag: tag(body), immutable: strings.HasPrefix(name, "assets/"),
		}
		return nil
	})
	return all, err
}

// beside reads a smaller form; the build makes none where it would not pay.
func beside(files fs.FS, name string) []byte {
	body, err := fs.ReadFile(files, name)
	if err != nil {
		return nil
	}
	return body
}

func tag(body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + hex.EncodeToString(sum[:10]) + `"`
}

// serve answers with the smallest form the client understands, or 304 when it has this one.
func (f file) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Add("Vary", "Accept-Encoding")
	h.Set("Content-Type", f.kind)
	h.Set("X-Content-Type-Options", "nosniff")
	if f.immutable {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		h.Set("Cache-Control", "no-cache")
	}
	h.Set("ETag", f.etag)
	if matches(r, f.etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := f.body
	switch accepts := r.Header.Get("Accept-Encoding"); {
	case f.br != nil && wants(accepts, "br"):
		h.Set("Content-Encoding", "br")
		body = f.br
	case f.gz != nil && wants(accepts, "gzip"):
		h.Set("Content-Encoding", "gzip")
		body = f.gz
	}
	h.Set("Content-Length", fmt.Sprint(len(body)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the client hung up; nobody is left to tell
	}
}

// wants says whether an Accept-Encoding header allows a coding; q=0 forbids it.
func wants(header, coding string) bool {
	for _, part := range strings.Split(header, ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(name) == coding {
			q = strings.ReplaceAll(q, " ", "")
			return q != "q=0" && q != "q=0.0" && q != "q=0.00" && q != "q=0.000"
		}
	}
	return false
}

func matches(r *http.Request, etag string) bool {
	for _, part := range strings.Split(r.Header.Get("If-None-Match"), ",") {
		part = strings.TrimPrefix(strings.TrimSpace(part), "W/")
		if part == etag || part == "*" {
			return true
		}
	}
	return false
}
