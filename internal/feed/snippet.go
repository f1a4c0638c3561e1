package feed

import "slices"

// How much of a text is shown around the first hit.
const (
	snippetBefore = 16
	snippetRunes  = 80
)

// snippet cuts the words around the first hit out of a text and marks all hits in
// them.
func snippet(text string, words []term) []Snippet {
	shown, same := []rune(text), folded(text)
	hits := make([]bool, len(same))
	for _, w := range words {
		w.mark(same, hits)
	}
	from := max(0, slices.Index(hits, true)-snippetBefore)
	to := min(len(shown), from+snippetRunes)
	out := []Snippet{}
	if from > 0 {
		out = append(out, Snippet{Text: "…"})
	}
	for start := from; start < to; {
		end := start
		for end < to && hits[end] == hits[start] {
			end++
		}
		out = append(out, Snippet{Text: string(shown[start:end]), Hit: hits[start]})
		start = end
	}
	if to < len(shown) {
		out = append(out, Snippet{Text: "…"})
	}
	return out
}

// mark notes where a term stands in folded text: its characters one after the
// other, whatever signs are between them.
func (t term) mark(text []rune, hits []bool) {
	want := t.letters()
	for start := range text {
		if !begins(text, start) {
			continue
		}
		for i, end := start, match(text, start, want); i < end; i++ {
			hits[i] = true
		}
	}
}

// begins reports whether a gram can begin at a place: anywhere among Chinese
// characters, else at the beginning of a word.
func begins(text []rune, at int) bool {
	return at == 0 || isChinese(text[at]) || isChinese(text[at-1]) || !isWord(text[at-1])
}

// letters puts the characters of a term together again.
func (t term) letters() []rune {
	out := []rune{}
	for i, g := range t.grams {
		runes := []rune(g)
		if i > 0 && isChinese(runes[0]) && len(out) > 0 && out[len(out)-1] == runes[0] {
			runes = runes[1:]
		}
		out = append(out, runes...)
	}
	return out
}

// match returns the end of a term that begins at start, or start.
func match(text []rune, start int, want []rune) int {
	if len(want) == 0 || text[start] != want[0] {
		return start
	}
	at := start
	for _, r := range want {
		for at < len(text) && !isWord(text[at]) && at > start {
			at++
		}
		if at == len(text) || text[at] != r {
			return start
		}
		at++
	}
	return at
}
