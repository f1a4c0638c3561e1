package sheet

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"magpie/internal/core"
)

// Read takes the children out of the table. Columns say what each column means; one that is not mentioned keeps its
// guess, a locked one stays locked. Edits change single cells first. Nothing stops at a bad row: what could not be
// taken is in Problems, what was taken in a better form is in the repairs, both in the order of the sheet.
func (t *Table) Read(columns []Column, edits ...Edit) (Result, []Repair) {
	if t.fixed != nil {
		return *t.fixed, []Repair{}
	}
	r := newReader(t, columns, edits)
	for b := range 1 + t.lastBlock() {
		r.begin(b)
		for _, row := range t.Rows {
			r.row(row)
		}
	}
	return r.finish()
}

// reader goes through the rows of a table once.
type reader struct {
	columns  []Column
	effort   int             // bytes that may still be looked at for several people in one cell
	block    int             // of the tables side by side, the one being read
	open     int             // index of the child whose rows these are, -1 for none
	own      map[Meaning]int // column of a fact about the child
	people   []person
	edits    map[[2]int]Edit
	students []Student
	known    map[string]int    // students by what tells them apart
	numbers  map[string]string // names by number
	problems []Problem
	repairs  []Repair
}

func newReader(t *Table, columns []Column, edits []Edit) *reader {
	r := &reader{
		columns:  slices.Clone(t.Columns),
		edits:    map[[2]int]Edit{},
		students: []Student{},
		known:    map[string]int{},
		effort:   maxPaste / 4,
		problems: slices.Clone(t.problems),
		repairs:  []Repair{},
	}
	for _, c := range columns {
		if c.Index >= 0 && c.Index < len(r.columns) && !r.columns[c.Index].Locked {
			k := &r.columns[c.Index]
			k.Meaning, k.Slot, k.Part, k.Relation = c.Meaning, c.Slot, c.Part, c.Relation
		}
	}
	for _, e := range edits {
		r.edits[[2]int{e.Row, e.Index}] = e
	}
	return r
}

// begin turns to one of the tables that stand side by side.
func (r *reader) begin(block int) {
	r.block, r.open, r.own, r.numbers = block, -1, map[Meaning]int{}, map[string]string{}
	var columns []Column
	for _, c := range r.columns {
		if c.Block != block {
			continue
		}
		columns = append(columns, c)
		if _, taken := r.own[c.Meaning]; !taken {
			r.own[c.Meaning] = c.Index
		}
	}
	r.people = peopleOf(columns)
}

// cell gives a cell as it is to be read, and whether it is to be left as written.
func (r *reader) cell(row Row, index int) (c Cell, asWritten bool) {
	c = row.at(index)
	if c.merged && (r.columns[index].Meaning == Name || r.columns[index].Meaning == Number) {
		c = Cell{} // the further rows of one child
	}
	if e, edited := r.edits[[2]int{row.Number, index}]; edited {
		if e.AsWritten {
			return c, true
		}
		c = Cell{Text: withoutIDs(e.Text)}
	}
	return c, false
}

// text gives the text of a cell that may be taken. A formula's is not.
func (r *reader) text(row Row, index int) (text string, asWritten bool) {
	c, asWritten := r.cell(row, index)
	if c.Formula || formula(c.Text) {
		r.problem(row, index, WhyFormula)
		return "", asWritten
	}
	return c.Text, asWritten
}

// formula tells whether a spreadsheet would compute the text; +86… and - are no formulas.
func formula(text string) bool {
	if len(text) > maxField {
		text = text[:maxField]
	}
	text = strings.TrimSpace(fold(visible(text)))
	switch {
	case text == "":
		return false
	case text[0] == '=' || text[0] == '@':
		return true
	case text[0] == '+' || text[0] == '-':
		return strings.ContainsFunc(text, func(c rune) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '|' || c == '!' })
	}
	return false
}

func (r *reader) problem(row Row, index int, why Why) {
	p := Problem{Row: row.Number, Why: why, Index: index}
	if index >= 0 {
		p.Column = r.columns[index].Header
	}
	if len(r.problems) < maxProblems && !slices.Contains(r.ofRow(row), p) {
		r.problems = append(r.problems, p)
	}
}

// ofRow gives the problems of the row being read, which are the last ones.
func (r *reader) ofRow(row Row) []Problem {
	first := len(r.problems)
	for first > 0 && r.problems[first-1].Row == row.Number {
		first--
	}
	return r.problems[first:]
}

func (r *reader) repair(row Row, index int, mends []Mend, before, after string) {
	if len(mends) > 0 && after != "" {
		r.repairs = append(r.repairs, Repair{Row: row.Number, Index: index, Column: r.columns[index].Header,
			Mends: mends, Before: strings.TrimSpace(visible(before)), After: after})
	}
}

// fact gives the column of one of the child's own facts, -1 when there is none.
func (r *reader) fact(m Meaning) int {
	if i, found := r.own[m]; found {
		return i
	}
	return -1
}

// name reads the child's name; empty when the cell holds none.
func (r *reader) name(row Row) string {
	index := r.fact(Name)
	if index < 0 {
		return ""
	}
	text, asWritten := r.text(row, index)
	if len(text) > maxField {
		r.problem(row, index, WhyNameTooLong)
		return ""
	}
	name, mends := personName(text)
	if asWritten {
		name, mends = core.CleanLine(text), nil
	}
	if len(phonesInText(name)) > 0 {
		r.problem(row, index, WhyPhoneNoOwner)
		name = strings.TrimSpace(phoneToken.ReplaceAllStringFunc(fold(name), keepWords))
	}
	if m := noted.FindStringSubmatch(name); m != nil && !asWritten {
		name, mends = m[1], append(mends, MendSpacing)
	}
	if m := nickname.FindStringSubmatch(name); m != nil && hanName(m[1]) {
		name, mends = m[1], append(mends, MendOwner)
	}
	if !hasLetter(name) || nothing(name) {
		return ""
	}
	if utf8.RuneCountInString(name) > maxName {
		r.problem(row, index, WhyNameTooLong)
		return ""
	}
	r.repair(row, index, mends, text, name)
	return name
}

// noted is a name with a remark or a mark behind it: 王丽（住校）, 王丽*.
var noted = regexp.MustCompile(`^(.*\p{Han})\s*(?:[(（](?:住校|住宿|走读|通校|转学|转入|转出|新转|新生|借读|休学|复学|插班|班长|副班长|组长|学委|男|女|留守|单亲|孤儿|特殊|随班就读)[)）]|[*＊★☆#△▲●○√]+)$`)

// nickname is how families sign: 李明妈妈.
var nickname = regexp.MustCompile(`^(\p{Han}{2,4}?)(?:的)?(?:爸爸|妈妈|父亲|母亲|爷爷|奶奶|外公|外婆|姥姥|姥爷)$`)

func keepWords(token string) string {
	if hanAtStart(token) {
		return token
	}
	return ""
}

// number reads the child's number as text, with all its zeros.
func (r *reader) number(row Row) string {
	index := r.fact(Number)
	if index < 0 {
		return ""
	}
	text, _ := r.text(row, index)
	number := strings.TrimPrefix(core.CleanLine(fold(text)), "'")
	if digits, whole := wholePower(number); whole {
		number = digits
	} else if power.MatchString(number) {
		return ""
	}
	if nothing(number) || utf8.RuneCountInString(number) > maxWord {
		return ""
	}
	if strings.TrimSpace(fold(text)) != strings.TrimSpace(text) {
		r.repair(row, index, []Mend{MendFullWidth}, text, number)
	}
	return number
}

// plain reads a short text.
func (r *reader) plain(row Row, m Meaning) string {
	index := r.fact(m)
	if index < 0 {
		return ""
	}
	text, _ := r.text(row, index)
	text = core.CleanLine(text)
	if nothing(text) || utf8.RuneCountInString(text) > maxWord {
		return ""
	}
	return text
}

func (r *reader) finish() (Result, []Repair) {
	result := Result{Students: r.students, IgnoredColumns: []string{}, Problems: []Problem{}}
	for _, s := range r.students {
		if len(phonesOf(s.Guardians)) == 0 {
			r.problem(Row{Number: s.Row}, -1, WhyNoPhone)
		}
	}
	for _, c := range r.columns {
		unused := c.Meaning == Ignore || c.Meaning == Remark || c.Meaning == Contact
		if unused && c.Block == 0 && c.Header != "" {
			result.IgnoredColumns = append(result.IgnoredColumns, c.Header)
		}
	}
	slices.SortStableFunc(r.problems, func(a, b Problem) int {
		return cmp.Or(a.Row-b.Row, a.Index-b.Index)
	})
	result.Problems = append(result.Problems, r.problems...)
	return result, r.repairs
}
