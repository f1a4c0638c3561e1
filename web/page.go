package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"regexp"
	"slices"
	"strings"
)

// plan is what one route of the client loads besides the entry, and the scripts with the texts an English
// reader needs there; the build writes the list.
type plan struct {
	Path string   `json:"path"`
	JS   []string `json:"js"`
	CSS  []string `json:"css"`
	EN   []string `json:"en"`
}

// page is one finished form of the app's page, for one route and one language.
type page struct {
	file
	policy string
}

// inlineMost is how many bytes of style are written into the page rather than fetched: a request costs
// more than this on a slow line.
const inlineMost = 64 << 10

var (
	styleLink = regexp.MustCompile(`\s*<link rel="stylesheet"[^>]*href="(/[^"]+)"[^>]*>`)
	inline    = regexp.MustCompile(`(?s)<(script|style)([^>]*)>(.*?)</(?:script|style)>`)
	langAttr  = regexp.MustCompile(`<html lang="[^"]*"`)
)

// readPlans reads the route plan; a tree without one serves the page without hints.
func readPlans(files fs.FS) ([]plan, error) {
	raw, err := fs.ReadFile(files, ".vite/routes.json")
	if err != nil {
		return nil, nil
	}
	var plans []plan
	if err := json.Unmarshal(raw, &plans); err != nil {
		return nil, fmt.Errorf("read the route plan: %w", err)
	}
	return plans, nil
}

// render writes the hints of a route into the page: its scripts ahead of time, its styles at once, the
// language, and the policy that names everything inline by its hash.
func render(template string, p plan, lang string, all map[string]file) page {
	out := langAttr.ReplaceAllString(template, `<html lang="`+lang+`"`)
	out, style := takeStyles(out, p, all)
	var hints strings.Builder
	scripts := p.JS
	if lang == "en" {
		scripts = slices.Concat(p.JS, p.EN)
	}
	for _, name := range scripts {
		fmt.Fprintf(&hints, `<link rel="modulepreload" crossorigin href="/%s">`+"\n", html.EscapeString(name))
	}
	out = strings.Replace(out, "<!--hints-->", hints.String()+style, 1)
	f := file{body: []byte(out), gz: zip([]byte(out)), kind: "text/html; charset=utf-8", etag: tag([]byte(out))}
	return page{file: f, policy: policyFor(out)}
}

// takeStyles moves the page's own styles and the route's into one <style>. The links stay behind, disabled:
// the client's loader then knows that these files are already here.
func takeStyles(template string, p plan, all map[string]file) (rest, style string) {
	var names []string
	for _, m := range styleLink.FindAllStringSubmatch(template, -1) {
		names = append(names, m[1])
	}
	for _, name := range p.CSS {
		names = append(names, "/"+name)
	}
	var css, links strings.Builder
	for _, name := range names {
		css.Write(bytes.TrimSpace(all[name].body))
		fmt.Fprintf(&links, `<link rel="stylesheet" crossorigin href="%s" disabled>`, html.EscapeString(name))
	}
	if css.Len() > inlineMost || strings.Contains(css.String(), "</") {
		return template, ""
	}
	return styleLink.ReplaceAllString(template, ""), "<style>" + css.String() + "</style>\n" + links.String()
}

// policyFor is the content security policy of a page: our own files, and of what is inline only this.
// The address of the live socket is added where the host is known.
func policyFor(page string) string {
	scripts, styles := "script-src 'self'", "style-src 'self'"
	for _, m := range inline.FindAllStringSubmatch(page, -1) {
		if strings.Contains(m[2], "src=") {
			continue
		}
		sum := sha256.Sum256([]byte(m[3]))
		hash := " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
		if m[1] == "script" {
			scripts += hash
		} else {
			styles += hash
		}
	}
	return strings.Join([]string{
		"default-src 'self'", scripts, styles, "img-src 'self' data: blob:", "media-src 'self' blob:", "object-src 'none'",
		"frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'",
		"require-trusted-types-for 'script'", "trusted-types vue magpie",
	}, "; ")
}

func zip(body []byte) []byte {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // this level exists
	_, _ = w.Write(body)                                    // memory takes everything
	_ = w.Close()
	return out.Bytes()
}
