package sheet

import (
	"cmp"
	"regexp"
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

// chat reads lines people write: one line per child, several lines of one child, or 姓名：… 电话：… pairs.
type chat struct {
	children []*child
	named    map[string][]*child
	problems []Problem
	open     *child // the child the last line was about
}

var (
	lineStart = regexp.MustCompile(`^\s*(?:[（(]?[0-9]{1,3}\s*[)）.．、:：]|[0-9]{1,3}\s+|[①-⑳]|[-*•])\s*`)
	sentAt    = regexp.MustCompile(`(?:^|\s)(?:昨天|今天|上午|下午|星期.|[0-9]{2,4}[年/-][0-9]{1,2}[月/-][0-9]{1,2}日?)?\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\s*$`)
	chatToken = regexp.MustCompile(`(?:[高初小]?[一二三四五六七八九0-9]*年?级?)?[(]?[0-9一二三四五六七八九十]+[)]?班|[+(]*[0-9][0-9 \-]{5,}[0-9]|[0-9]+|[\p{Han}·]+`)
)

// readChat turns the lines into a table of its own making, so that it is looked at and corrected like any other.
func readChat(text []byte, encoding string) (*Table, error) {
	if len(text) > maxPaste {
		return nil, ErrNoStudents
	}
	c := chat{named: map[string][]*child{}}
	for i, line := range strings.Split(string(text), "\n") {
		c.line(i+1, withoutIDs(strings.TrimSpace(fold(visible(line)))))
		if len(c.children) > maxRows {
			return nil, tooLarge("rows", i+1)
		}
	}
	if len(c.children) == 0 {
		return nil, ErrNoStudents
	}
	t := newTable(c.grid(), FormatChat, encoding)
	t.HeaderRow, t.problems = 0, c.problems
	return t, nil
}

func (c *chat) line(number int, line string) {
	if line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "例") || sentAt.MatchString(line) {
		return
	}
	line = lineStart.ReplaceAllString(line, "")
	l := lineReader{row: number, was: c.open}
	for _, token := range chatToken.FindAllString(line, -1) {
		l.take(token)
	}
	l.finish()
	switch {
	case l.child == nil && l.phones > 0:
		c.problems = append(c.problems, Problem{Row: number, Why: WhyLine, index: -1})
	case l.child == nil:
		c.open = nil
	default:
		c.keep(l.child)
	}
}

// keep adds a child, or what a further line says of one that is known already.
func (c *chat) keep(found *child) {
	c.open = found
	for _, known := range c.named[found.name] {
		if known == found {
			return
		}
		if known.facts.number == found.facts.number || known.facts.number == "" || found.facts.number == "" {
			known.facts.fill(found.facts)
			for _, g := range found.family {
				known.family = appendGuardian(known.family, g)
			}
			c.open = known
			return
		}
	}
	c.children = append(c.children, found)
	c.named[found.name] = append(c.named[found.name], found)
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
			cells = append(cells, p.Name, p.Relation, strings.Join(p.Phones, " "))
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
