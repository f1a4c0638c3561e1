package sheet

import (
	"slices"
)

// people reads the family members out of words: each has at most one name and one relation and any phones, in an order
// the words themselves must show. Where they can be read in two ways, or in none, ok is false.
func people(words []word) (found []Guardian, ok bool) {
	words = significant(words)
	if len(words) == 0 {
		return nil, true
	}
	found, ok = agreed(words)
	if !ok {
		found, ok = paired(words)
	}
	return found, ok
}

// significant keeps names, relations and phones.
func significant(words []word) []word {
	var kept []word
	for _, w := range words {
		switch w.kind {
		case nameWord, relWord, phoneWord, badPhone:
			kept = append(kept, w)
		}
	}
	return kept
}

func isPhone(w word) bool { return w.kind == phoneWord || w.kind == badPhone }

// agreed reads the words in each of the four orders people keep and takes what all fitting ones say.
func agreed(words []word) (found []Guardian, ok bool) {
	last := len(words) - 1
	var orders [][][]word
	if !isPhone(words[0]) || isPhone(words[last]) { // 妈妈 王芳 139…
		orders = append(orders, cutAfterPhones(words))
	}
	if isPhone(words[0]) && !isPhone(words[last]) { // 139… 王芳 妈妈
		orders = append(orders, cutBefore(words, isPhone))
	}
	if isPhone(words[0]) && isPhone(words[last]) && slices.ContainsFunc(words, func(w word) bool { return !isPhone(w) }) {
		orders = append(orders, cutBefore(words, isPhone))
	}
	for _, k := range []kind{nameWord, relWord} { // 王芳 139… 妈妈; 妈妈 139… 王芳
		if words[0].kind == k {
			orders = append(orders, cutBefore(words, func(w word) bool { return w.kind == k }))
		}
	}
	for _, groups := range orders {
		if !persons(groups) {
			continue
		}
		told := guardiansOf(groups)
		if ok && !slices.EqualFunc(found, told, sameGuardian) {
			return nil, false
		}
		found, ok = told, true
	}
	return found, ok
}

// cutAfterPhones ends a person after each run of phones.
func cutAfterPhones(words []word) [][]word {
	var groups [][]word
	start := 0
	for i := range words {
		if isPhone(words[i]) && (i+1 == len(words) || !isPhone(words[i+1])) {
			groups = append(groups, words[start:i+1])
			start = i + 1
		}
	}
	if start < len(words) {
		groups = append(groups, words[start:])
	}
	return groups
}

// cutBefore begins a person at each word of a kind; a run of phones is one beginning.
func cutBefore(words []word, begins func(word) bool) [][]word {
	var groups [][]word
	start := 0
	for i := 1; i < len(words); i++ {
		if begins(words[i]) && !(isPhone(words[i]) && isPhone(words[i-1])) {
			groups = append(groups, words[start:i])
			start = i
		}
	}
	return append(groups, words[start:])
}

// persons tells whether each group can be one person: a lone relation is nobody, and a lone name says nothing of whose
// the phones beside it are.
func persons(groups [][]word) bool {
	for i, g := range groups {
		names, rels, phones := counts(g)
		if i > 0 && rels+phones == 0 && groups[0][0].kind != nameWord {
			return false // 妈妈 139… 王芳: the name is hers
		}
		if names > 1 || rels > 1 || names+phones == 0 || len(groups) > 1 && names+rels == 0 {
			return false
		}
	}
	return true
}

func counts(words []word) (names, rels, phones int) {
	for _, w := range words {
		switch {
		case w.kind == nameWord:
			names++
		case w.kind == relWord:
			rels++
		default:
			phones++
		}
	}
	return names, rels, phones
}

func guardiansOf(groups [][]word) []Guardian {
	var found []Guardian
	for _, g := range groups {
		found = append(found, guardianOf(g))
	}
	return found
}

func guardianOf(words []word) Guardian {
	g := Guardian{Phones: []string{}}
	for _, w := range words {
		switch {
		case w.kind == nameWord:
			g.Name = w.text
		case w.kind == relWord:
			g.Relation = w.text
		case !slices.Contains(g.Phones, w.text):
			g.Phones = append(g.Phones, w.text)
		}
	}
	return g
}

// paired reads 李建国 王芳 138… 139…: as many people as numbers, the numbers last.
func paired(words []word) ([]Guardian, bool) {
	first := slices.IndexFunc(words, isPhone)
	if first < 2 || slices.ContainsFunc(words[first:], func(w word) bool { return !isPhone(w) }) {
		return nil, false
	}
	groups := cutBefore(words[:first], func(w word) bool { return w.kind == words[0].kind })
	if len(groups) != len(words)-first {
		return nil, false
	}
	for i := range groups {
		groups[i] = append(slices.Clone(groups[i]), words[first+i])
	}
	return guardiansOf(groups), persons(groups)
}
