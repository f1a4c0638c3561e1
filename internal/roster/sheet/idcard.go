package sheet

import (
	"regexp"
	"strings"
)

// A resident ID number: region, date of birth, serial; a national student number is the same with a letter before it.
var idNumber = regexp.MustCompile(`(^|[^0-9])[GgLl]?[1-9][0-9]{5}[ -]?(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[ -]?[0-9]{3}[0-9Xx]($|[^0-9])`)

// idLike tells whether a text holds an ID number.
func idLike(s string) bool {
	return len(s) >= 18 && idNumber.MatchString(fold(s))
}

// withoutIDs cuts every ID number out of a text and leaves the rest.
func withoutIDs(s string) string {
	if !idLike(s) {
		return s
	}
	s = fold(s)
	for idNumber.MatchString(s) { // neighbours share the character between them
		s = idNumber.ReplaceAllString(s, "$1$2")
	}
	return strings.TrimSpace(s)
}

// mask hides a sample and keeps only its rough length.
func mask(s string) string {
	n := min(len([]rune(s)), 12)
	return strings.Repeat("•", n)
}
