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

// person reads one guardian, and further ones whom a phone cell names beside their numbers.
func (r *reader) person(row Row, p person) []Guardian {
	g := Guardian{Relation: p.relation, Phones: []string{}}
	out := r.leftOut(row, p)
	for _, index := range p.columns[PartRelation] {
		text, _ := r.text(row, index)
		if word := relation(text); word != "" && !nothing(word) && utf8.RuneCountInString(word) <= maxWord {
			g.Relation = word
		}
	}
	for _, index := range p.columns[PartName] {
		r.guardianName(row, index, &g, out)
	}
	var others []Guardian
	for _, index := range p.columns[PartPhone] {
		text, asWritten := r.text(row, index)
		cell := readPhones(text)
		if !out {
			r.judgePhones(row, index, cell, asWritten)
		}
		if asWritten && len(cell.mends) > 0 {
			continue
		}
		others = append(others, divide(&g, &cell)...)
		if !out {
			r.repair(row, index, cell.mends, text, joined(cell.calls))
		}
	}
	g.Phones = slices.Compact(g.Phones)
	if g.Name == "" && len(g.Phones) == 0 {
		return others
	}
	return append([]Guardian{g}, others...)
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

// guardianName reads a name cell, which may hold more: 李强13800000001, 王芳（妈妈）.
func (r *reader) guardianName(row Row, index int, g *Guardian, out bool) {
	text, asWritten := r.text(row, index)
	switch {
	case nothing(text):
		return
	case len(text) > maxField:
		r.problem(row, index, WhyNameTooLong)
		return
	}
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
