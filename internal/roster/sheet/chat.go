package sheet

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// child is what running lines say of one child.
type child struct {
	row    int
	name   string
	facts  facts
	family []Guardian
}

type facts struct{ number, gender, class string }

// fill takes over what is not known yet.
func (f *facts) fill(more facts) {
	f.number = cmp.Or(f.number, more.number)
	f.gender = cmp.Or(f.gender, more.gender)
	f.class = cmp.Or(f.class, more.class)
}

// chat reads lines people write: one line per child, several lines of one child, or 姓名：… 电话：… pairs. A line belongs
// to the child it names, or to the block that a child's name has opened directly above it; any other line with a number
// is a problem.
type chat struct {
	children []*child
	named    map[string][]*child
	problems []Problem
	block    *block // the lines about one child that are being gathered
	sender   []word // 李明妈妈, who signs what follows
	airy     bool   // every line has a blank one after it, so blank lines end nothing
}

var listNumber = regexp.MustCompile(`^\s*(?:[（(\[【]?\s*[0-9]{1,3}\s*(?:[)）\]】.．、:：,，]|号|\x{fe0f}?\x{20e3})[.．、:：,，]?|[0-9]{1,3}(?:\s+|\p{Han})|[①-⑳⑴-⒇⒈-⒛]|[-*•·])\s*`)

// readChat turns the lines into a table of its own making, so that it is looked at and corrected like any other.
func readChat(lines []textLine, encoding string) (*Table, error) {
	c := chat{named: map[string][]*child{}, airy: airy(lines)}
	for _, line := range lines {
		c.line(line.number, withoutIDs(strings.TrimSpace(fold(visible(line.text)))))
		if len(c.children) > maxRows {
			return nil, tooLarge("rows", line.number)
		}
	}
	c.close(nil)
	if len(c.children) == 0 {
		return nil, ErrNoStudents
	}
	t := newTable(c.grid(), FormatChat, encoding)
	t.HeaderRow, t.problems = 0, c.problems
	return t, nil
}

// airy tells whether no two lines stand directly below each other.
func airy(lines []textLine) bool {
	filled, before := 0, 0
	for _, line := range lines {
		if strings.TrimSpace(line.text) == "" {
			continue
		}
		if filled++; filled > 1 && line.number == before+1 {
			return false
		}
		before = line.number
	}
	return filled > 1
}

// textLine is one line with its number in the file.
type textLine struct {
	number int
	text   string
}

// linesOf cuts a text into lines.
func linesOf(text []byte) []textLine {
	var lines []textLine
	for line := range strings.Lines(string(text)) {
		lines = append(lines, textLine{len(lines) + 1, line})
	}
	return lines
}

// lineOf writes a row without a header as a line: its cells are read like what people write.
func lineOf(row Row) textLine {
	var cells []string
	for _, c := range row.Cells {
		if !c.Formula && !formula(c.Text) {
			cells = append(cells, strings.ReplaceAll(c.Text, "\n", " "))
		}
	}
	return textLine{row.Number, strings.Join(cells, " ; ")}
}

func (c *chat) line(number int, line string) {
	switch {
	case line == "" && c.airy:
		return
	case line == "":
		c.close(nil)
		c.sender = nil
		return
	}
	said, rest, stamped := unstamped(line)
	if stamped && rest == "" {
		c.close(nil)
		c.sender = signature(tokenize(said))
		return
	}
	if !stamped {
		rest = line
	}
	numbered := listNumber.MatchString(rest)
	rest = withoutListNumber(rest)
	if strings.HasPrefix(rest, "#") || example(rest) {
		return
	}
	if stamped && said != "" {
		c.close(nil)
		c.sender = signature(tokenize(said))
	}
	for _, s := range understand(tokenize(rest), numbered) {
		s.row = number
		c.take(s)
	}
}

// withoutListNumber cuts 1、 off, but not the character that a glued number stands before.
func withoutListNumber(line string) string {
	cut := listNumber.FindString(line)
	rest := line[len(cut):]
	if hanAtEnd(strings.TrimSpace(cut)) && !strings.HasSuffix(strings.TrimSpace(cut), "号") {
		rest = string(lastRune(cut)) + rest
	}
	return rest
}

// take files what one line said.
func (c *chat) take(s sentence) {
	switch s.what {
	case ofChild:
		c.close(&s)
		c.signed(&s)
		c.block = newBlock(s)
	case more:
		c.more(s)
	case signed:
		c.close(nil)
		c.sender = s.words
	case unclear:
		c.close(nil)
		c.unclear(s.row)
	case chatter:
		c.close(nil)
	}
}

func (c *chat) unclear(row int) {
	c.problems = append(c.problems, Problem{Row: row, Why: WhyLine, Index: -1})
}

// more adds a line to the open block. Without one, a line goes to the child whose mother signed it.
func (c *chat) more(s sentence) {
	switch {
	case c.block != nil && c.block.goesOn && !s.numbered:
		c.block.add(s)
	case len(c.sender) > 0 && s.phones > 0:
		c.close(nil)
		s.child, s.words = c.sender[0].text, append(slices.Clone(c.sender[1:]), s.words...)
		c.block = newBlock(s)
	case s.phones > 0:
		c.close(nil)
		c.unclear(s.row)
	}
}

// signed gives the sender's relation to a line that tells none: 李明妈妈： 李明 139….
func (c *chat) signed(s *sentence) {
	if len(c.sender) > 1 && c.sender[0].text == s.child && s.phones > 0 && !slices.ContainsFunc(s.words, func(w word) bool { return w.kind == relWord }) {
		s.words = append(slices.Clone(c.sender[1:]), s.words...)
	}
	if len(c.sender) > 0 && c.sender[0].text != s.child {
		c.sender = nil
	}
}

// keep adds a child, or what a further line says of one that is known already. Two of one name stay two unless what is
// told of them fits one family.
func (c *chat) keep(found *child) {
	for _, known := range c.named[found.name] {
		if known.sameAs(found) {
			known.facts.fill(found.facts)
			for _, g := range found.family {
				known.family = appendGuardian(known.family, g)
			}
			return
		}
	}
	c.children = append(c.children, found)
	c.named[found.name] = append(c.named[found.name], found)
}

// sameAs tells whether two of one name are one: their numbers say so, or their relations are all told and different.
func (c *child) sameAs(other *child) bool {
	a, b := c.facts, other.facts
	if a.number != "" && b.number != "" {
		return a.number == b.number
	}
	if a.class != "" && b.class != "" && a.class != b.class {
		return false
	}
	for _, g := range c.family {
		for _, h := range other.family {
			if !sameGuardian(g, h) && (g.Relation == "" || h.Relation == "" || g.Relation == h.Relation) {
				return false
			}
		}
	}
	return true
}

// grid lays the children out as a sheet with the headers a person would write.
func (c *chat) grid() grid {
	people := 0
	for _, ch := range c.children {
		people = max(people, len(ch.family))
	}
	people = min(people, maxFamily)
	header := []string{"姓名", "学号", "性别", "班级"}
	for n := 1; n <= people; n++ {
		who := "家长" + strconv.Itoa(n)
		header = append(header, who+"姓名", who+"关系", who+"电话")
	}
	g := grid{rows: []Row{textRow(0, header)}}
	for _, ch := range c.children {
		cells := []string{ch.name, ch.facts.number, ch.facts.gender, ch.facts.class}
		for _, p := range ch.family[:min(len(ch.family), people)] {
			cells = append(cells, p.Name, p.Relation, strings.Join(p.Phones, " / "))
		}
		g.rows = append(g.rows, textRow(ch.row, cells))
	}
	return g
}

func textRow(number int, cells []string) Row {
	row := Row{Number: number}
	for _, text := range cells {
		row.Cells = append(row.Cells, Cell{Text: text})
	}
	return row
}
