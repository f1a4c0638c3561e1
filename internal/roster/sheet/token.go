package sheet

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is one piece of a line or of a cell.
type word struct {
	kind   kind
	text   string
	glued  bool // nothing stands between it and the word before
	linked bool // only 的 or ’s stands between them
}

var (
	wordPattern = regexp.MustCompile(`(?:[高初小]?[一二三四五六七八九0-9]*年?级?)?[(]?[0-9一二三四五六七八九十]+[)]?班|` +
		`[0-9](?:\.[0-9]+)?[eE]\+[0-9]{1,2}|[+(]*[0-9][0-9 ()\-‐‑–—_.·]*|\p{Han}[\p{Han}·•・]*|[A-Za-z][A-Za-z'’\-]*|\s+|[^\s]`)
	dates = regexp.MustCompile(`(?:19|20)[0-9]{2}(?:[年/-][0-9]{1,2}(?:[月/-](?:[0-9]{1,2}日?)?)?|\.[0-9]{1,2}\.[0-9]{1,2})(?:[^0-9]|$)`)
)

// tokenize takes a half-width text apart. Digits become telephone numbers where they are some.
func tokenize(text string) []word {
	text = dates.ReplaceAllStringFunc(text, func(date string) string { return ";" + string(lastRune(date)) })
	t := tokenizer{}
	for _, piece := range wordPattern.FindAllString(text, -1) {
		t.piece(piece)
	}
	return joinNames(t.words)
}

// lastRune gives the character that ended a date, unless it belongs to it.
func lastRune(s string) []rune {
	if r, _ := utf8.DecodeLastRuneInString(s); r < '0' || r > '9' {
		return []rune{r}
	}
	return nil
}

type tokenizer struct {
	words []word
	glued bool
}

func (t *tokenizer) add(k kind, text string) {
	t.words = append(t.words, word{kind: k, text: text, glued: t.glued})
	t.glued = true
}

func (t *tokenizer) piece(piece string) {
	first, _ := utf8.DecodeRuneInString(piece)
	switch {
	case strings.TrimSpace(piece) == "":
		t.glued = false
		return
	case strings.HasSuffix(piece, "班") && piece != "班":
		t.add(classWord, piece)
	case power.MatchString(piece):
		t.power(piece)
	case strings.ContainsAny(piece, "0123456789"):
		t.digits(piece)
	case unicode.Is(unicode.Han, first):
		t.han([]rune(piece))
	case unicode.IsLetter(first):
		t.latin(piece)
	default:
		t.add(markWord, piece)
		t.glued = false
	}
}

func (t *tokenizer) power(piece string) {
	if digits, whole := wholePower(piece); whole && validPhone(digits) {
		t.add(phoneWord, digits)
		return
	}
	t.add(badPhone, piece)
}

// digits joins the pieces of a run of digits until they are a telephone number; what is none stands alone.
func (t *tokenizer) digits(run string) {
	if abroad := readPhones(run); strings.HasPrefix(strings.TrimLeft(run, "("), "+") && len(abroad.calls) == 1 {
		t.add(phoneWord, abroad.calls[0].dialled())
		return
	}
	pieces := strings.FieldsFunc(run, func(r rune) bool { return r < '0' || r > '9' })
	var p phoneCell
	for len(pieces) > 0 {
		joined, found := "", false
		for i, piece := range pieces {
			joined += piece
			if numbers := p.numbers(joined); len(numbers) > 0 {
				for _, n := range numbers {
					t.add(phoneWord, n)
				}
				pieces, found = pieces[i+1:], true
				break
			}
			if len(joined) > 15 {
				break
			}
		}
		if !found {
			t.loose(pieces[0], run)
			pieces = pieces[1:]
		}
		t.glued = false
	}
	t.glued = !strings.HasSuffix(run, " ")
}

// loose keeps digits that are no telephone number: a part of the one before, an extension, or a word of their own.
func (t *tokenizer) loose(piece, run string) {
	last := len(t.words) - 1
	switch {
	case last >= 0 && t.words[last].kind == phoneWord && len(piece) <= 4 && strings.HasSuffix(strings.TrimSpace(run), "-"+piece):
	case last >= 0 && t.words[last].kind == digitsWord && !t.glued && len(piece) >= 3 && len(t.words[last].text) >= 3 && strings.Contains(run, piece):
		t.words[last].text += piece
	default:
		t.add(digitsWord, piece)
	}
}

// han cuts a run of characters at the words the lexicon knows.
func (t *tokenizer) han(run []rune) {
	start := 0
	for i := 0; i < len(run); {
		n, e := known(run, start, i)
		if n == 0 {
			i++
			continue
		}
		if e.kind == teacherWord || !(i-start == 1) {
			t.name(run[start:i])
		}
		if link := string(run[i : i+n]); link == "的" && i > 0 {
			t.words = append(t.words, word{kind: noiseWord, text: link, glued: true})
		} else {
			t.add(e.kind, orText(e, link))
		}
		i += n
		start = i
	}
	t.name(run[start:])
	link(t.words)
}

func orText(e entry, text string) string {
	if e.text == "" {
		return text
	}
	return e.text
}

// known finds the longest word of the lexicon at i; start is where the name before it would begin.
func known(run []rune, start, i int) (n int, e entry) {
	for n = min(8, len(run)-i); n >= 1; n-- {
		e, found := lexicon[string(run[i:i+n])]
		before, after := i-start, len(run)-i-n
		switch {
		case !found && n == 2 && string(run[i:i+n]) == "老师" && before == 1:
			found = true
		case !found:
			continue
		}
		if before == 1 { // 李奶奶 is one word, 王老师 is a teacher
			if string(run[i:i+n]) == "老师" {
				return n, entry{kind: teacherWord}
			}
			continue
		}
		if n > 1 || e.kind == noiseWord && strings.ContainsRune("的是为", run[i]) && (before == 0 || before >= 2) ||
			strings.ContainsRune(alone, run[i]) && (before >= 2 && after == 0 || before == 0 && (after == 0 || hanName(string(run[i+1:])))) ||
			len(run) == 1 {
			return n, e
		}
	}
	return 0, entry{}
}

func (t *tokenizer) name(run []rune) {
	text := strings.Trim(string(run), "·•・")
	switch {
	case text == "":
	case strings.ContainsAny(text, "·•・"), hanName(text) && !place(text) && !relative(string([]rune(text)[1:])):
		t.add(nameWord, text)
	default:
		t.add(otherWord, text)
	}
}

// place tells a village from a name.
func place(s string) bool {
	return utf8.RuneCountInString(s) > 2 && strings.ContainsAny(string(lastRune(s)), "镇村县市乡省厂街区组")
}

// latin knows the English words of the lexicon; capital letters begin names. ’s links a name with what follows.
func (t *tokenizer) latin(piece string) {
	bare, owner := piece, false
	for _, s := range []string{"'s", "’s"} {
		if cut, found := strings.CutSuffix(piece, s); found {
			bare, owner = cut, true
		}
	}
	e, found := lexicon[strings.ToLower(bare)]
	switch {
	case found:
		t.add(e.kind, orText(e, bare))
	default:
		t.add(otherWord, strings.Trim(bare, "-'’"))
	}
	if owner {
		t.words = append(t.words, word{kind: noiseWord, text: "的", glued: true})
	}
}

// link takes the 的 out and notes that the words beside it belong together.
func link(words []word) {
	for i := 1; i+1 < len(words); i++ {
		if words[i].text == "的" {
			words[i+1].linked = true
		}
	}
}

// joinNames puts names together that blanks take apart: 王 丽, Li Ming.
func joinNames(words []word) []word {
	link(words)
	words = slices.DeleteFunc(words, func(w word) bool { return w.kind == noiseWord && w.text == "的" })
	var out []word
	for _, w := range words {
		if n := len(out) - 1; n >= 0 && !w.linked && w.kind <= nameWord && out[n].kind <= nameWord {
			if joined, ok := joinName(out[n], w); ok {
				out[n].text, out[n].kind = joined, nameWord
				continue
			}
		}
		out = append(out, w)
	}
	return out
}

func joinName(a, b word) (string, bool) {
	if capital(a.text) && capital(b.text) {
		return a.text + " " + b.text, true
	}
	long := utf8.RuneCountInString(a.text)
	if joined := a.text + b.text; hanAtStart(b.text) && !b.glued && (long == 1 || slices.Contains(doubles, a.text)) &&
		utf8.RuneCountInString(b.text) <= 2 && hanName(joined) {
		return joined, true
	}
	return "", false
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) && unicode.Is(unicode.Latin, r)
}
