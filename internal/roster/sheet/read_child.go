package sheet

import (
	"slices"
	"strings"
)

// row reads one row: a child, more of the child above, or nothing.
func (r *reader) row(row Row) {
	if r.idle(row) {
		r.open, r.numbers = -1, map[string]string{}
		return
	}
	name := r.name(row)
	number := r.number(row)
	family, phones := r.family(row)
	switch {
	case name != "":
		r.add(row, Student{Name: name, Number: number, Gender: gender(r.plain(row, Gender)),
			Class: r.plain(row, Class), Guardians: family, Row: row.Number})
		r.look(row, phones)
	case r.goesOn(row, family):
		last := &r.students[r.open]
		for _, g := range family {
			last.Guardians = appendGuardian(last.Guardians, g)
		}
	default:
		told := slices.ContainsFunc(r.ofRow(row), func(p Problem) bool { return p.Index == r.fact(Name) })
		if !told && (number != "" || len(family) > 0) {
			r.problem(row, -1, WhyNameMissing)
		}
		if number != "" || len(family) > 0 {
			r.open = -1
		}
	}
}

// goesOn tells whether a row without a name tells more of the child above: the name's cell reaches down to it, or the
// row holds nothing but one further family member.
func (r *reader) goesOn(row Row, family []Guardian) bool {
	at := r.fact(Name)
	if r.open < 0 || at < 0 || len(family) == 0 {
		return false
	}
	if cell := row.at(at); cell.merged {
		name, _ := personName(cell.Text)
		return name == r.students[r.open].Name
	}
	if strings.TrimSpace(row.at(at).Text) != "" || row.at(at).Formula || len(r.people) != 1 || r.people[0].relation != "" {
		return false
	}
	for _, c := range r.columns {
		cell := row.at(c.Index)
		if c.Block == r.block && c.Meaning != GuardianPart && c.Meaning != Remark && !cell.merged && strings.TrimSpace(cell.Text) != "" {
			return false
		}
	}
	return !slices.ContainsFunc(family, func(g Guardian) bool { return g.Relation == "" }) &&
		r.joins(r.students[r.open].Guardians, family)
}

// joins tells whether family members can be of one family: where relations are told, none is there twice.
func (r *reader) joins(known, more []Guardian) bool {
	for _, k := range known {
		for _, g := range more {
			if k.Relation == g.Relation && k.Relation != "" && !sameGuardian(k, g) {
				return false
			}
		}
	}
	return true
}

// add keeps a child, or what a second row of the same child tells.
func (r *reader) add(row Row, s Student) {
	key := strings.Join([]string{s.Name, s.Number, s.Class}, "\x00")
	i, again := r.known[key]
	switch {
	case !again:
		r.known[key] = len(r.students)
		r.numbered(row, s)
	case s.Number == "" && !slices.EqualFunc(s.Guardians, r.students[i].Guardians, sameGuardian) && !r.nextRow(i, s):
		r.problem(row, r.fact(Name), WhyDuplicateName)
	default:
		before := phonesOf(r.students[i].Guardians)
		people := len(r.students[i].Guardians)
		for _, g := range s.Guardians {
			r.students[i].Guardians = appendGuardian(r.students[i].Guardians, g)
		}
		if len(phonesOf(r.students[i].Guardians)) == len(before) && len(r.students[i].Guardians) == people {
			r.problem(row, -1, WhyDuplicateRow)
		}
		r.open = i
		return
	}
	r.open = len(r.students)
	r.students = append(r.students, s)
}

// nextRow tells whether a row repeats the child directly above for a further family member: one person a row, each with
// a relation that the child has not yet.
func (r *reader) nextRow(i int, s Student) bool {
	known := r.students[i]
	told := func(g Guardian) bool { return g.Relation != "" }
	return i == r.open && len(r.people) == 1 && len(r.people[0].columns[PartRelation]) > 0 && known.Gender == s.Gender &&
		len(s.Guardians) == 1 && told(s.Guardians[0]) && !slices.ContainsFunc(known.Guardians, func(g Guardian) bool { return !told(g) }) &&
		r.joins(known.Guardians, s.Guardians)
}

// numbered reports two names under one number.
func (r *reader) numbered(row Row, s Student) {
	if s.Number == "" {
		return
	}
	key := s.Number + "\x00" + s.Class
	if other, taken := r.numbers[key]; taken && other != s.Name {
		r.problem(row, r.fact(Number), WhyDuplicateNumber)
	}
	r.numbers[key] = s.Name
}
