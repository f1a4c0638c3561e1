package feed

import (
	"strings"
	"unicode"

	"magpie/internal/roster"
)

// fold makes a rune comparable: lower case, half width. It maps rune to rune, so
// places in folded text are places in the text.
func fold(r rune) rune {
	if r >= 0xFF01 && r <= 0xFF5E {
		r -= 0xFEE0
	}
	return unicode.ToLower(r)
}

func folded(text string) []rune {
	runes := []rune(text)
	for i, r := range runes {
		runes[i] = fold(r)
	}
	return runes
}

// isChinese is for scripts written without blanks between the words.
func isChinese(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// runs splits folded text into runs of Chinese characters and of other words.
func runs(text []rune) (out [][]rune) {
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, text[start:end])
		}
		start = -1
	}
	for i, r := range text {
		if !isWord(r) {
			flush(i)
			continue
		}
		if start >= 0 && isChinese(r) != isChinese(text[i-1]) {
			flush(i)
		}
		if start < 0 {
			start = i
		}
	}
	flush(len(text))
	return out
}

// longestGram bounds what a single word adds to the index.
const longestGram = 64

// grams returns what a text is found by: each pair of neighbouring Chinese
// characters and the last one of a run alone, other words as they are. So a word
// of two characters is one gram, a longer one a phrase of them, and a single
// character the beginning of one.
func grams(text string) []string {
	out := []string{}
	for _, run := range runs(folded(text)) {
		if !isChinese(run[0]) {
			out = append(out, string(run[:min(len(run), longestGram)]))
			continue
		}
		for i := range run {
			out = append(out, string(run[i:min(i+2, len(run))]))
		}
	}
	return out
}

// term is a phrase of grams; the last one may go on.
type term struct {
	grams []string
	open  bool
}

// Bounds of a query.
const (
	maxTerms = 8
	maxGrams = 40
)

// terms reads what somebody typed: parts between blanks must all be found.
func terms(query string) (out []term) {
	for _, part := range strings.Fields(query) {
		g := grams(part)
		if len(g) == 0 || len(out) == maxTerms {
			continue
		}
		g = g[:min(len(g), maxGrams)]
		t := term{grams: g, open: true}
		last := []rune(g[len(g)-1])
		if n := len(g); n > 1 && len(last) == 1 && isChinese(last[0]) && strings.HasSuffix(g[n-2], g[n-1]) {
			t.grams, t.open = g[:n-1], false // the pair before it says as much
		}
		out = append(out, t)
	}
	return out
}

// names returns what a person is found by beside the name: its pinyin, whole and
// by its initials.
func names(by roster.Byline) string {
	parts := []string{}
	for _, name := range []string{by.Label, by.Name} {
		whole, initials := roster.Spelling(name)
		parts = append(parts, name, whole, initials)
	}
	return strings.Join(parts, " ")
}

// plain keeps of an id what is a word for both databases.
func plain(id string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, strings.ToLower(id))
}

// The marks by which a search is narrowed, each one word.
func markOf(conv ID) string         { return plain(string(conv)) }
func markOfKind(k EntryKind) string { return "k" + plain(string(k)) }
func markOfPerson(id string) string { return "p" + plain(id) }
