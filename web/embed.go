// Package web carries the built web client inside the binary and serves it.
//
// Owns: the pages people see before any script runs, and the headers that guard them.
// Promises: a named file that is missing is 404, never the page; hashed files are immutable; the page is
// revalidated on every visit; nothing inline runs or paints that is not named by its hash.
// Never: personal data in a page; it is the same for everybody.
// Asks: nothing of any room.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Files is the built client as it lies in dist: app.html, assets, the service worker and the icons. In a tree
// where the client was never built it holds only the placeholder index.html.
func Files() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the directive above names this very folder
	}
	return sub
}
