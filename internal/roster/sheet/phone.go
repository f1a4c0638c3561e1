package sheet

import (
	"regexp"
	"slices"
	"strings"
)

// call is a telephone number with the word that stood beside it in the cell, if any.
type call struct {
	digits string
	owner  string
}

// dialled writes the number so that it is read as the same one again: one from abroad needs its sign.
func (c call) dialled() string {
	if validPhone(c.digits) {
		return c.digits
	}
	return "+" + c.digits
}

// phoneCell is what a cell that should hold telephone numbers really holds.
type phoneCell struct {
	calls   []call
	mends   []Mend
	invalid bool // digits that are no telephone number, or words only
	lost    bool // 1.38E+10 as text
}

var (
	landline = regexp.MustCompile(`^0(?:10|2[0-9])[2-8][0-9]{7}$|^0[3-9][0-9]{2}[2-8][0-9]{6,7}$`)
	foreign  = regexp.MustCompile(`^[1-9][0-9]{7,14}$`)
	// numbers written as a power of ten, runs of digits with soft separators, words
	phoneToken = regexp.MustCompile(`[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{1,2}|[+(]*[0-9][0-9 ()\-‐‑–—_.·]*|\p{Han}+`)
	power      = regexp.MustCompile(`^([0-9])(?:\.([0-9]+))?[eE]\+?([0-9]{1,2})$`)
	zeroTail   = regexp.MustCompile(`^([0-9]{5,})\.0+$`)
)

// readPhones finds the numbers of one cell in their order, none twice.
func readPhones(text string) phoneCell {
	var p phoneCell
	text = strings.TrimSpace(visible(text))
	switch {
	case nothing(text):
		return p
	case len(text) > maxField:
		p.invalid = true
		return p
	}
	plain := strings.TrimSpace(fold(text))
	if strings.ContainsFunc(text, func(r rune) bool { return r >= '０' && r <= '９' }) {
		p.mend(MendFullWidth)
	}
	if m := zeroTail.FindStringSubmatch(plain); m != nil {
		plain = m[1]
		p.mend(MendNumber)
	}
	if isDigits(plain) {
		p.addRun(plain, "")
	} else {
		p.scan(phoneToken.FindAllString(plain, -1))
	}
	p.invalid = p.invalid || len(p.calls) == 0 && !p.lost
	if p.unique(); len(p.calls) > 1 {
		p.mend(MendSplit)
	}
	return p
}

func (p *phoneCell) mend(m Mend) {
	if !slices.Contains(p.mends, m) {
		p.mends = append(p.mends, m)
	}
}

// scan walks the tokens. A word belongs to the numbers after it when the cell begins with a word (爸1 妈2), otherwise to
// the number before it: 1（爸）2（妈）.
func (p *phoneCell) scan(tokens []string) {
	owner, leading := "", false
	for i, t := range tokens {
		switch {
		case hanAtStart(t):
			t = ownerWord(t)
			leading = leading || i == 0 && t != ""
			if leading {
				owner = t
			} else if n := len(p.calls); n > 0 && p.calls[n-1].owner == "" {
				p.calls[n-1].owner = t
			}
		case power.MatchString(t):
			p.addPower(t, owner)
		default:
			p.addRun(t, owner)
		}
	}
}

// ownerWord drops what only says that a number follows: 爷爷电话 is 爷爷.
func ownerWord(s string) string {
	for _, noise := range []string{"联系电话", "手机号码", "手机号", "电话号码", "电话", "手机", "号码", "联系", "的", "是", "为", "或", "和"} {
		s = strings.ReplaceAll(s, noise, "")
	}
	return s
}

// addPower takes a number written as a power of ten when all its digits are still there.
func (p *phoneCell) addPower(t, owner string) {
	if digits, whole := wholePower(t); whole && validPhone(digits) {
		p.calls = append(p.calls, call{digits, owner})
		p.mend(MendNumber)
		return
	}
	p.lost = true
}

// wholePower writes out 1.3812345678E10; whole is false when digits are missing.
func wholePower(t string) (digits string, whole bool) {
	m := power.FindStringSubmatch(t)
	if m == nil {
		return "", false
	}
	exponent := 0
	for _, c := range m[3] {
		exponent = exponent*10 + int(c-'0')
	}
	return m[1] + m[2], len(m[2]) == exponent
}

// addRun takes a run of digits that soft separators break into pieces, and joins pieces until they are a number.
func (p *phoneCell) addRun(run, owner string) {
	abroad := strings.HasPrefix(strings.TrimLeft(run, "("), "+")
	pieces := strings.FieldsFunc(run, func(r rune) bool { return r < '0' || r > '9' })
	rest := ""
	for _, piece := range pieces {
		if rest != "" && len(p.numbers(rest+piece)) == 0 && len(piece) >= 11 && validPhone(piece) { // 短号 668899 138…
			p.invalid = p.invalid || len(rest) > 6
			rest = ""
		}
		rest += piece
		for _, digits := range p.numbers(rest) {
			p.calls = append(p.calls, call{digits, owner})
			if rest != piece {
				p.mend(MendSeparators)
			}
			rest = ""
		}
	}
	switch {
	case rest == "":
	case abroad && foreign.MatchString(rest) && !strings.HasPrefix(rest, "86"):
		p.calls = append(p.calls, call{rest, owner})
	case len(rest) > 6 || len(p.calls) == 0: // up to six digits beside a number are an extension or a short number
		p.invalid = true
	}
}

// numbers tells which telephone numbers the digits are: one, two written without a gap, or none.
func (p *phoneCell) numbers(digits string) []string {
	if validPhone(digits) {
		return []string{digits}
	}
	if bare := withoutPrefix(digits); validPhone(bare) {
		p.mend(MendPrefix)
		return []string{bare}
	}
	if len(digits) == 22 && mobile(digits[:11]) && mobile(digits[11:]) {
		return []string{digits[:11], digits[11:]}
	}
	return nil
}

// withoutPrefix drops the country code or the trunk zero before a mobile number.
func withoutPrefix(digits string) string {
	for _, prefix := range []string{"0086", "86", "0"} {
		if rest, cut := strings.CutPrefix(digits, prefix); cut && mobile(rest) {
			return rest
		}
	}
	return digits
}

func validPhone(digits string) bool {
	return mobile(digits) || strings.HasPrefix(digits, "0") && landline.MatchString(digits)
}

func mobile(digits string) bool {
	return len(digits) == 11 && digits[0] == '1' && digits[1] >= '3' && isDigits(digits)
}

func (p *phoneCell) unique() {
	seen := map[string]bool{}
	p.calls = slices.DeleteFunc(p.calls, func(c call) bool {
		again := seen[c.digits]
		seen[c.digits] = true
		if again {
			p.mend(MendTwice)
		}
		return again
	})
}

// why names the problem of a cell, if it has one.
func (p *phoneCell) why() Why {
	switch {
	case p.lost:
		return WhyPhoneLost
	case p.invalid:
		return WhyPhoneNotValid
	}
	return ""
}

var remarkPhone = regexp.MustCompile(`(?:^|[^0-9])(?:\+?(?:00)?86[ -]?)?(1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}|0[0-9]{2,3}[ -]?[2-8][0-9]{6,7})(?:$|[^0-9])`)

// phonesInText finds telephone numbers in running words.
func phonesInText(text string) []string {
	text = fold(visible(text[:min(len(text), 4*maxField)]))
	var found []string
	for {
		m := remarkPhone.FindStringSubmatchIndex(text)
		if m == nil {
			return found
		}
		digits := strings.NewReplacer(" ", "", "-", "").Replace(text[m[2]:m[3]])
		if validPhone(digits) {
			found = append(found, digits)
		}
		text = text[m[3]:] // the character after the number may open the next one
	}
}
