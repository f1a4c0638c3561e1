package sheet

import (
	"strings"
)

// idLike tells whether a text holds a resident ID number.
func idLike(s string) bool {
	if len(s) < 18 {
		return false
	}
	from, _ := findID(fold(s))
	return from >= 0
}

// withoutIDs cuts every ID number out of a text and leaves the rest. A letter before the number goes with it: a national
// student number is the ID number after a G.
func withoutIDs(s string) string {
	if len(s) < 18 {
		return s
	}
	plain := fold(s)
	from, to := findID(plain)
	if from < 0 {
		return s
	}
	var rest strings.Builder
	for from >= 0 {
		rest.WriteString(plain[:from])
		plain = plain[to:]
		from, to = findID(plain)
	}
	rest.WriteString(plain)
	return strings.TrimSpace(rest.String())
}

// findID gives the place of the first ID number in a half-width text, -1 when there is none. It is written by hand
// because it goes over every cell of every file.
func findID(s string) (from, to int) {
	inDigits := false
	for i := 0; i < len(s); i++ {
		if !digit(s, i) {
			inDigits = false
			continue
		}
		if !inDigits {
			if n := idLength(s[i:]); n > 0 {
				if i > 0 && strings.IndexByte("GgLl", s[i-1]) >= 0 {
					return i - 1, i + n
				}
				return i, i + n
			}
		}
		inDigits = true
	}
	return -1, -1
}

// idLength measures the ID number a text begins with: region, date of birth, serial and check, with blanks or hyphens
// between them or without.
func idLength(s string) int {
	at := 0
	for _, group := range []int{6, 8, 3} {
		if at > 0 && at < len(s) && (s[at] == ' ' || s[at] == '-') {
			at++
		}
		for k := range group {
			if !digit(s, at+k) {
				return 0
			}
		}
		if group == 8 && !birthday(s[at:at+8]) {
			return 0
		}
		at += group
	}
	if s[0] == '0' || at >= len(s) || !digit(s, at) && s[at] != 'X' && s[at] != 'x' || digit(s, at+1) {
		return 0
	}
	return at + 1
}

func birthday(s string) bool {
	century, month, day := s[:2], s[4:6], s[6:]
	return (century == "18" || century == "19" || century == "20") && month >= "01" && month <= "12" && day >= "01" && day <= "31"
}

func digit(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

// mask hides a sample and keeps only its rough length.
func mask(s string) string {
	n := min(len([]rune(s)), 12)
	return strings.Repeat("•", n)
}
