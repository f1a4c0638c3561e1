package content

import "strings"

// refuseUnknown says why a file that is none of ours may not be sent: a word of its
// own for what phones and offices really produce.
func refuseUnknown(b []byte) error {
	text := strings.ToLower(strings.TrimSpace(strings.TrimPrefix(string(b), "\xef\xbb\xbf")))
	switch {
	case strings.Contains(text, "<svg"):
		return ErrSVG
	case strings.HasPrefix(text, "<!doctype html"), strings.Contains(text, "<html"), strings.Contains(text, "<script"), strings.HasPrefix(text, "<!--"):
		return ErrPage
	}
	return ErrType
}
