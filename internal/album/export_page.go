package album

import (
	"context"
	_ "embed" // the page
	"html/template"
	"net/url"
	"strings"

	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/media"
)

//go:embed export.html
var exportPageText string

// exportParts are the pieces of index.html, written one after the other so that a
// long talk is never in memory as a whole.
var exportParts = template.Must(template.New("export").Parse(exportPageText))

type leafHead struct {
	Lang, School, Class, Child, Day string
	Words                           map[string]string
}

type leafSection struct {
	ID, Title string
	Fill      func() error
}

type leafEntry struct {
	ID, Title, Text, By, At string
	Checklist               []string
	Files                   []leafFile
}

type leafFile struct {
	Kind, Name, Caption string
	URL                 template.URL
}

type leafAlbum struct {
	Title, Day string
	Files      []leafFile
}

// index writes the page that opens without a server.
func (e *export) index(ctx context.Context) error {
	w, err := e.zip.Create("index.html")
	if err != nil {
		return err
	}
	write := func(part string, data any) error { return exportParts.ExecuteTemplate(w, part, data) }
	head := leafHead{Lang: e.actor.Lang, School: e.school.Name, Class: e.class.Name, Child: e.child.Name, Day: e.today(), Words: e.words()}
	if err := write("head", head); err != nil {
		return err
	}
	entry := func(en feed.Entry, b said) error { return write("entry", e.entry(en, b)) }
	for _, part := range []leafSection{
		{"notices", head.Words["notices"], func() error { return e.eachEntry(ctx, feed.OfClass(e.class.ID), classwide, entry) }},
		{"talk", head.Words["talk"], func() error { return e.eachEntry(ctx, feed.OfFamily(e.child.ID), ours, entry) }},
		{"pictures", head.Words["pictures"], func() error {
			return e.eachAlbum(ctx, func(al album, rows []picture) error {
				if leaf := e.album(al, rows); len(leaf.Files) > 0 {
					return write("album", leaf)
				}
				return nil
			})
		}},
	} {
		if err := write("section", part); err != nil {
			return err
		}
		if err := part.Fill(); err != nil {
			return err
		}
		if err := write("end", nil); err != nil {
			return err
		}
	}
	return write("foot", nil)
}

func (e *export) words() map[string]string {
	out := map[string]string{}
	for _, key := range []string{"notices", "talk", "pictures", "intro"} {
		out[key] = Words.Say(e.actor.Lang, "album.export."+key, core.Params{"child": e.child.Name})
	}
	return out
}

func (e *export) entry(en feed.Entry, b said) leafEntry {
	out := leafEntry{Title: b.Title, Text: b.Text, By: en.By.Label, At: e.when(en.At), Checklist: b.Checklist}
	for _, f := range b.Files {
		out.Files = e.linked(out.Files, f.ID, f.Kind, f.Name, "")
	}
	return out
}

func (e *export) album(al album, rows []picture) leafAlbum {
	out := leafAlbum{Title: al.Title, Day: al.Day}
	for _, p := range rows {
		out.Files = e.linked(out.Files, p.File, p.packed("").kind, al.Title, p.Caption)
	}
	return out
}

// linked adds a file that is in the archive; one that is not, leaves no trace.
func (e *export) linked(list []leafFile, id media.FileID, kind, name, caption string) []leafFile {
	path, there := e.names[id]
	if !there {
		return list
	}
	parts := strings.Split(path, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	return append(list, leafFile{Kind: kind, Name: name, Caption: caption, URL: template.URL(strings.Join(parts, "/"))}) //nolint:gosec // a path of our own making, every part escaped
}
