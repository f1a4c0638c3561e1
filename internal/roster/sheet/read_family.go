package sheet

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"magpie/internal/core"
)

// person is one guardian's columns.
type person struct {
	relation string
	columns  map[Part][]int
}

// peopleOf gathers the guardians' columns by slot, in the order of their first columns.
func peopleOf(columns []Column) []person {
	var people []person
	at := map[int]int{}
	for _, c := range columns {
		if c.Meaning != GuardianPart {
			continue
		}
		i, known := at[c.Slot]
		if !known {
			i = len(people)
			at[c.Slot] = i
			people = append(people, person{columns: map[Part][]int{}})
		}
		if people[i].relation == "" {
			people[i].relation = relation(c.Relation)
		}
		people[i].columns[c.Part] = append(people[i].columns[c.Part], c.Index)
	}
	return people
}

// family reads the guardians of a row; phones are all numbers of the family, also those of members who are no guardians.
func (r *reader) family(row Row) (guardians []Guardian, phones []string) {
	guardians = []Guardian{}
	for _, p := range r.people {
		found := r.person(row, p)
		for _, g := range found {
			phones = append(phones, g.Phones...)
		}
		if r.leftOut(row, p) {
			continue
		}
		for _, g := range found {
			guardians = appendGuardian(guardians, g)
		}
	}
	return guardians, phones
}

// leftOut tells whether 是否监护人 says no.
func (r *reader) leftOut(row Row, p person) bool {
	for _, index := range p.columns[PartIs] {
		switch c, _ := r.cell(row, index); strings.ToLower(strings.TrimSpace(fold(visible(c.Text)))) {
		case "否", "不是", "非", "n", "no", "false", "0", "×", "x":
			return true
		}
	}
	return false
}

// person reads one guardian, and further ones whom the same cells name.
func (r *reader) person(row Row, p person) []Guardian {
	g := Guardian{Relation: p.relation, Phones: []string{}}
	out := r.leftOut(row, p)
	var words []string
	for _, index := range p.columns[PartRelation] {
		text, _ := r.text(row, index)
		words = apart(text)
		if word := relation(text); word != "" && !nothing(word) && utf8.RuneCountInString(word) <= maxWord {
			g.Relation = word
		}
	}
	var others []Guardian
	for _, index := range p.columns[PartName] {
		others = append(others, r.guardianName(row, index, &g, out)...)
	}
	if len(others) > 1 && g.Name == "" && len(g.Phones) == 0 {
		return share(others, words, r.bareNumbers(row, p, out))
	}
	for _, index := range p.columns[PartPhone] {
		others = append(others, r.guardianPhone(row, index, &g, out)...)
	}
	if g.Name == "" && len(g.Phones) == 0 {
		return others
	}
	return append([]Guardian{g}, others...)
}

// bareNumbers reads the phone cells of a row whose name cell holds several people.
func (r *reader) bareNumbers(row Row, p person, out bool) []string {
	var g Guardian
	for _, index := range p.columns[PartPhone] {
		for _, other := range r.guardianPhone(row, index, &g, out) {
			g.Phones = append(g.Phones, other.Phones...)
		}
	}
	return g.Phones
}

// guardianPhone reads a phone cell, which may name people beside their numbers; those who are not g come back.
func (r *reader) guardianPhone(row Row, index int, g *Guardian, out bool) (others []Guardian) {
	text, asWritten := r.text(row, index)
	found, understood, muddled := r.peopleIn(text)
	if understood && !asWritten {
		found = r.valid(row, index, found, out)
		r.repairUnless(out, row, index, MendOwner, text, found)
		return absorb(g, found)
	} else if muddled {
		r.problem(row, index, WhyPhoneNoOwner)
		return nil
	}
	cell := readPhones(text)
	if !out {
		r.judgePhones(row, index, cell, asWritten)
	}
	if asWritten && len(cell.mends) > 0 {
		return nil
	}
	others = divide(g, &cell)
	if !out {
		r.repair(row, index, cell.mends, text, joined(cell.calls))
	}
	return others
}

// valid keeps the numbers that are some and reports the others.
func (r *reader) valid(row Row, index int, found []Guardian, out bool) []Guardian {
	var kept []Guardian
	for _, g := range found {
		cell := readPhones(strings.Join(g.Phones, "/"))
		if !out {
			r.judgePhones(row, index, cell, false)
		}
		g.Phones = []string{}
		for _, c := range cell.calls {
			g.Phones = append(g.Phones, c.digits)
		}
		if g.Name != "" || len(g.Phones) > 0 {
			kept = append(kept, g)
		}
	}
	return kept
}

func (r *reader) repairUnless(out bool, row Row, index int, mend Mend, before string, found []Guardian) {
	if !out {
		r.repair(row, index, []Mend{mend}, before, written(found))
	}
}

// judgePhones reports what of a phone cell was not taken. A cell left as written is taken only if it is plain.
func (r *reader) judgePhones(row Row, index int, cell phoneCell, asWritten bool) {
	if why := cell.why(); why != "" {
		r.problem(row, index, why)
	} else if asWritten && len(cell.mends) > 0 {
		r.problem(row, index, WhyPhoneNotValid)
	}
}

// divide gives each number to the person named beside it: to g, or to somebody else.
func divide(g *Guardian, cell *phoneCell) (others []Guardian) {
	owners := map[string]bool{}
	for _, c := range cell.calls {
		owners[c.owner] = true
	}
	for _, c := range cell.calls {
		word := relation(c.owner)
		switch {
		case relative(c.owner) && c.owner != "家长" && c.owner != "监护人":
			if g.Relation == "" && len(owners) == 1 {
				g.Relation = word
			}
			if g.Relation != word {
				others = appendGuardian(others, Guardian{Relation: word, Phones: []string{c.digits}})
				cell.mend(MendOwner)
				continue
			}
		case hanName(c.owner) && c.owner != g.Name:
			if g.Name != "" || len(owners) > 1 {
				others = appendGuardian(others, Guardian{Name: c.owner, Phones: []string{c.digits}})
				cell.mend(MendOwner)
				continue
			}
			g.Name = c.owner
		}
		if !slices.Contains(g.Phones, c.digits) {
			g.Phones = append(g.Phones, c.digits)
		}
	}
	return others
}

func joined(calls []call) string {
	var digits []string
	for _, c := range calls {
		digits = append(digits, c.digits)
	}
	return strings.Join(digits, " / ")
}

var (
	aside     = regexp.MustCompile(`^(.*?)[(（]\s*(\p{Han}+)\s*[)）](.*)$`)
	longDigit = regexp.MustCompile(`[+(]*[0-9][0-9 \-]{5,}[0-9]`)
)

// guardianName reads a name cell, which may hold more: 李强13800000001, 王芳（妈妈）. People who are not g come back.
func (r *reader) guardianName(row Row, index int, g *Guardian, out bool) (others []Guardian) {
	text, asWritten := r.text(row, index)
	switch {
	case nothing(text):
		return nil
	case len(text) > maxField:
		r.problem(row, index, WhyNameTooLong)
		return nil
	}
	found, understood, muddled := r.peopleIn(text)
	if understood && !asWritten {
		found = r.valid(row, index, found, out)
		r.repairUnless(out, row, index, MendSplit, text, found)
		if len(found) == 1 && found[0].Relation != "" {
			g.Relation = found[0].Relation
		}
		return absorb(g, found)
	} else if muddled {
		r.problem(row, index, WhyPhoneNoOwner)
		return nil
	}
	r.oneName(row, index, g, out)
	return nil
}

// oneName reads a cell that holds one name, known or not, and perhaps a relation and a number.
func (r *reader) oneName(row Row, index int, g *Guardian, out bool) {
	text, asWritten := r.text(row, index)
	name, mends := personName(text)
	if asWritten {
		name, mends = core.CleanLine(text), nil
	}
	if plain := fold(name); longDigit.MatchString(plain) {
		cell := readPhones(strings.Join(longDigit.FindAllString(plain, -1), "/"))
		for _, c := range cell.calls {
			g.Phones = append(g.Phones, c.digits)
		}
		if !out {
			r.judgePhones(row, index, cell, false)
		}
		name = strings.Trim(longDigit.ReplaceAllString(plain, ""), " :,;/()")
		mends = append(mends, MendSplit)
	}
	if m := aside.FindStringSubmatch(name); m != nil && relative(m[2]) {
		g.Relation = cmp.Or(g.Relation, relation(m[2]))
		name = strings.TrimSpace(m[1] + m[3])
	}
	switch {
	case relative(name):
		g.Relation = cmp.Or(g.Relation, relation(name))
	case utf8.RuneCountInString(name) > maxName:
		r.problem(row, index, WhyNameTooLong)
	case hasLetter(name):
		g.Name = cmp.Or(g.Name, name)
		r.repair(row, index, mends, text, name)
	}
}
