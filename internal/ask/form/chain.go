package form

import (
	"regexp"
	"strings"

	"magpie/internal/core"
)

// Bounds of a pasted chain.
const (
	MaxLines = 500
	maxLine  = 300
)

// Line is one place of a chain that was passed around as text: "1. 李明妈妈 已到家".
type Line struct {
	Number string // as it was written
	Who    string
	Rest   string
	Text   string // the whole line, cleaned
}

var (
	numbered = regexp.MustCompile(`^#?\s*([0-9０-９]{1,4})\s*[.．、。:：)）,，\-]?\s*(\S.*)$`)
	divide   = regexp.MustCompile(`^([^\s:：,，、。;；+＋—\-]+)[\s:：,，、。;；+＋—\-]*(.*)$`)
)

// ParseChain reads a chain out of a text. What stands before the first number is
// its heading; a line without a number goes on with the one before.
func ParseChain(text string) []Line {
	out := []Line{}
	for _, raw := range strings.Split(core.CleanText(text), "\n") {
		line := cut(core.CleanLine(raw), maxLine)
		m := numbered.FindStringSubmatch(line)
		switch {
		case line == "":
		case m == nil && len(out) > 0:
			last := &out[len(out)-1]
			last.Rest = cut(strings.TrimSpace(last.Rest+" "+line), maxLine)
			last.Text = cut(last.Text+" "+line, maxLine)
		case m == nil:
		case len(out) == MaxLines:
			return out
		default:
			it := Line{Number: m[1], Who: m[2], Text: line}
			if parts := divide.FindStringSubmatch(m[2]); parts != nil {
				it.Who, it.Rest = parts[1], parts[2]
			}
			out = append(out, it)
		}
	}
	return out
}

func cut(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most])
	}
	return text
}

// Fill guesses what a line's rest says: the option that is named in it, the number,
// or the first text. What does not fit stays out, and Read will say what is missing.
func (f Form) Fill(rest string) Values {
	v := Values{}
	for _, fd := range f.Fields {
		switch fd.Kind {
		case Choice, Several:
			if ids := fd.named(rest); len(ids) > 0 && fd.Kind == Choice {
				v[fd.ID] = ids[0]
			} else if len(ids) > 0 {
				v[fd.ID] = ids
			}
		case Number:
			if n, ok := firstNumber(rest); ok {
				v[fd.ID] = n
			}
		case Text, Long:
			if rest != "" && !f.filled(v, Text, Long) {
				v[fd.ID] = cut(rest, MaxText)
			}
		}
	}
	return v
}

func (f Form) filled(v Values, kinds ...Kind) bool {
	for _, fd := range f.Fields {
		for _, k := range kinds {
			if fd.Kind == k && v[fd.ID] != nil {
				return true
			}
		}
	}
	return false
}

// named returns the options whose label stands in a text; the longest wins over one
// that is part of it (不同意 over 同意).
func (fd Field) named(text string) []string {
	ids := []string{}
	for _, o := range fd.Options {
		left := text
		for _, longer := range fd.Options {
			if longer.Label != o.Label && strings.Contains(longer.Label, o.Label) {
				left = strings.ReplaceAll(left, longer.Label, "")
			}
		}
		if o.Label != "" && strings.Contains(left, o.Label) {
			ids = append(ids, o.ID)
		}
	}
	return ids
}
