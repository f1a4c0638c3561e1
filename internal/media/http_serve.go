package media

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"magpie/internal/core"
	"magpie/internal/media/content"
)

// inline says of every size whether a page may show it; the others are only handed over.
var inline = map[string]bool{
	SizeThumb: true, SizeMedium: true, SizeLarge: true, SizePoster: true, SizeVideo: true, SizeAudio: true,
	SizePaper: false, SizeOriginal: false,
}

// serve answers with the bytes of one size. The policy judges every request anew:
// a browser may keep the bytes but must ask before it shows them again.
func (s *Service) serve(w http.ResponseWriter, r *http.Request, _ core.Actor) error {
	id, size := FileID(r.PathValue("file")), r.PathValue("size")
	shown, known := inline[size]
	if !known {
		return ErrSize
	}
	content, v, err := s.Open(r.Context(), id, size)
	if err != nil {
		return err
	}
	defer content.Close() //nolint:errcheck // only read
	h := w.Header()
	h.Set("Content-Type", v.Mime)
	h.Set("ETag", `"`+v.Blob+`"`)
	h.Set("Cache-Control", "private, no-cache")
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
	if h.Set("Content-Disposition", "inline"); !shown {
		f, err := s.Look(r.Context(), core.Actor{}, id)
		if err != nil {
			return err
		}
		h.Set("Content-Disposition", attachment(SafeName(f.Name, v.Mime)))
	}
	read := &watched{ReadSeeker: content}
	http.ServeContent(w, r, "", time.Time{}, read)
	return read.err
}

// attachment asks the browser to keep the bytes under a name, outside any page.
func attachment(name string) string {
	return "attachment; filename*=UTF-8''" + strings.ReplaceAll(url.PathEscape(name), "'", "%27")
}

// watched notes why reading ended, which http.ServeContent does not tell.
type watched struct {
	io.ReadSeeker
	err error
}

// Read reads on.
func (w *watched) Read(p []byte) (int, error) {
	n, err := w.ReadSeeker.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		w.err = err
	}
	return n, err
}

// endings are the names' ends that go with what the bytes are.
var endings = map[string]string{
	content.JPEG: ".jpg", content.PNG: ".png", content.WebP: ".webp",
	content.MP4: ".mp4", content.MOV: ".mov", content.WebM: ".webm",
	content.M4A: ".m4a", content.WebA: ".webm", content.Ogg: ".ogg", content.MP3: ".mp3", content.PDF: ".pdf",
	content.Docx: ".docx", content.Xlsx: ".xlsx", content.Pptx: ".pptx", content.Doc: ".doc", content.Xls: ".xls", content.Ppt: ".ppt",
}

// SafeName returns a name that is safe in any folder, with the end that its type
// has: no path, no reserved letters, at most 120 of them.
func SafeName(name, mimeType string) string {
	name = core.CleanLine(path.Base(strings.ReplaceAll(name, `\`, "/")))
	end := endings[mimeType]
	if had := path.Ext(name); had != "" && (strings.EqualFold(had, end) || knownEnding(had)) {
		name = strings.TrimSuffix(name, had)
	}
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, name)
	name = strings.Trim(name, ". ")
	if letters := []rune(name); len(letters) > 100 {
		name = string(letters[:100])
	}
	switch {
	case name == "":
		name = "file"
	case reserved[strings.ToUpper(name)]:
		name = "_" + name
	}
	return name + end
}

// reserved are names that Windows gives to its devices.
var reserved = map[string]bool{"CON": true, "PRN": true, "AUX": true, "NUL": true, "COM1": true, "COM2": true, "LPT1": true, "LPT2": true}

// knownEnding reports whether a name's end says a type, so that a wrong one is
// replaced and 第3.5课 is not cut.
func knownEnding(end string) bool {
	end = strings.ToLower(end)
	for _, known := range endings {
		if end == known {
			return true
		}
	}
	return slices.Contains([]string{".jpeg", ".heic", ".gif", ".svg", ".html", ".htm", ".js", ".exe", ".bat", ".zip"}, end)
}
