package core

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxMarks bounds how many combining marks may follow one letter, so that a
// name cannot climb over its neighbours.
const maxMarks = 4

// CleanLine makes typed text safe to stand anywhere on one line: NFC, no
// control, bidi or zero-width characters, single spaces, few combining marks.
func CleanLine(s string) string {
	return strings.Join(strings.Fields(clean(s, false)), " ")
}

// CleanText does the same for text of several lines and keeps its line breaks.
func CleanText(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.TrimSpace(clean(s, true))
}

func clean(s string, lines bool) string {
	var b strings.Builder
	marks := 0
	for _, r := range norm.NFC.String(strings.ToValidUTF8(s, "")) {
		switch {
		case r == '\n' && lines:
			b.WriteRune(r)
		case r == '\t' || r == '\n':
			b.WriteRune(' ')
		case Invisible(r) || r == utf8.RuneError:
			continue
		case unicode.Is(unicode.M, r):
			if marks++; marks <= maxMarks {
				b.WriteRune(r)
			}
			continue
		default:
			b.WriteRune(r)
		}
		marks = 0
	}
	return b.String()
}

// Invisible reports whether a character may hide or turn text around: control,
// zero-width, bidi and tag characters and the like.
func Invisible(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r) ||
		r == '\u115f' || r == '\u1160' || r == '\u3164' || r == '\uffa0' || r == '\u034f'
}
