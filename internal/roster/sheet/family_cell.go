package sheet

import (
	"slices"
	"strings"
	"unicode"
)

// peopleIn reads a cell that holds more than a name or a number: 王强（父）137…，赵敏（母）136…. It is not understood when
// any word of it is strange, and muddled when it then has numbers that may be of more than one.
func (r *reader) peopleIn(text string) (found []Guardian, understood, muddled bool) {
	if r.effort -= len(text); !mixed(text) || r.effort < 0 {
		return nil, false, false
	}
	words := tokenize(fold(visible(text)))
	names, rels, phones := counts(significant(words))
	muddled = phones > 1 && names+rels > 0
	for _, w := range words {
		switch w.kind {
		case otherWord, digitsWord, teacherWord, skipWord, classWord, genderWord:
			return nil, false, muddled
		}
	}
	found, understood = people(words)
	return found, understood && several(found), muddled && !understood
}

// mixed is a quick look whether a cell may hold more than one thing.
func mixed(text string) bool {
	if len(text) > maxField || !strings.ContainsFunc(text, unicode.IsLetter) {
		return false
	}
	letters := func(r rune) bool { return !unicode.IsLetter(r) }
	return len(text) > 3*4 || strings.ContainsFunc(text, letters)
}

// several tells whether people of a cell are more than one bare name or bare number.
func several(found []Guardian) bool {
	return len(found) > 1 || len(found) == 1 && (found[0].Relation != "" || found[0].Name != "" && len(found[0].Phones) > 0)
}

// absorb adds people whom a cell tells to the one whose cell it is; those who are somebody else come back.
func absorb(g *Guardian, found []Guardian) (others []Guardian) {
	for _, f := range found {
		name := f.Name == "" || g.Name == "" || f.Name == g.Name
		rel := f.Relation == "" || g.Relation == "" || f.Relation == g.Relation
		sure := len(found) == 1 || f.Name != "" && f.Name == g.Name || f.Relation != "" && f.Relation == g.Relation
		if !name || !rel || !sure {
			others = appendGuardian(others, f)
			continue
		}
		if f.Name != "" {
			g.Name = f.Name
		}
		if f.Relation != "" {
			g.Relation = f.Relation
		}
		for _, phone := range f.Phones {
			if !slices.Contains(g.Phones, phone) {
				g.Phones = append(g.Phones, phone)
			}
		}
	}
	return others
}

// share gives one number each to people named without numbers, 李建国/王芳 138…/139…, and one relation each. Numbers that
// do not go round stay with nobody.
func share(found []Guardian, relations, phones []string) []Guardian {
	open := func(g Guardian) bool { return len(g.Phones) == 0 }
	unrelated := func(g Guardian) bool { return g.Relation == "" }
	if len(relations) == len(found) && !slices.ContainsFunc(found, func(g Guardian) bool { return !unrelated(g) }) {
		for i := range found {
			found[i].Relation = relation(relations[i])
		}
	}
	switch {
	case len(phones) == 0:
	case len(phones) == len(found) && !slices.ContainsFunc(found, func(g Guardian) bool { return !open(g) }):
		for i := range found {
			found[i].Phones = []string{phones[i]}
		}
	default:
		found = appendGuardian(found, Guardian{Phones: phones})
	}
	return found
}

// apart cuts a cell at the signs that separate things of one kind.
func apart(text string) []string {
	return strings.FieldsFunc(fold(visible(text)), func(r rune) bool { return strings.ContainsRune("/、,;，；\n|& ", r) })
}

// written gives people as a repaired cell shows them.
func written(found []Guardian) string {
	var all []string
	for _, g := range found {
		var words []string
		for _, w := range append([]string{g.Name, g.Relation}, g.Phones...) {
			if w != "" {
				words = append(words, w)
			}
		}
		all = append(all, strings.Join(words, " "))
	}
	return strings.Join(all, " / ")
}
