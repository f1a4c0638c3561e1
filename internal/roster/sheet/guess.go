package sheet

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const (
	headerWithin = 25  // rows in which the header is looked for
	headerHeight = 3   // rows a header can have
	judged       = 60  // rows by which the content of a column is judged
	maxHeader    = 150 // bytes
)

// heading is a header that was found, or none with height 0.
type heading struct {
	at, height int // index into the rows
	texts      []string
	clues      []clue
	known      int // columns understood
	useful     int // different things they say of the children
	score      int // eight for each column understood, one for each different thing they say
}

// findHeading looks for the rows that name the columns: a title above, a head teacher's row or a form's explanations do
// not name any. More rows are taken as one header only if together they say more. Effort is what the search may still
// cost, in cells; a roster needs a few hundred.
func findHeading(g grid, effort *int) heading {
	g = head(g)
	var best heading
	for at := 0; at < min(len(g.rows), headerWithin); at++ {
		for height := 1; height <= headerHeight && at+height <= len(g.rows); height++ {
			h := heading{at: at, height: height, texts: compose(g, at, height)}
			if !slices.ContainsFunc(h.texts, mayName) || *effort < len(h.texts) {
				continue
			}
			*effort -= len(h.texts)
			h.judge()
			if h.score > best.score {
				best = h
			}
		}
	}
	return best
}

// mayName is a quick look whether a text could head the children's names; most rows need no closer one.
func mayName(text string) bool {
	if len(text) > maxHeader {
		return false
	}
	text = strings.ToLower(fold(text))
	return slices.ContainsFunc([]string{"名", "学生", "孩子", "幼儿", "宝宝", "学员", "考生", "子女", "name", "student", "child", "pupil"},
		func(word string) bool { return strings.Contains(text, word) })
}

// head is the part of a grid that a header can stand in.
func head(g grid) grid {
	g.rows = g.rows[:min(len(g.rows), headerWithin+headerHeight)]
	var merges []merge
	for _, m := range g.merges {
		if len(g.rows) > 0 && m.top <= g.rows[len(g.rows)-1].Number && len(merges) < 2*maxColumns {
			merges = append(merges, m)
		}
	}
	g.merges = merges
	return g
}

var digitRun = regexp.MustCompile(`[0-9]{7}`) // no header has one

// judge scores how much of a header the texts are. Without a child's name, or with one word alone in a wide row, none.
func (h *heading) judge() {
	named, known, filled := false, 0, 0
	different := map[clue]bool{}
	for _, text := range h.texts {
		if filled == 0 && example(text) || digitRun.MatchString(text) {
			return
		}
		c := readHeader(text)
		h.clues = append(h.clues, c)
		if c.known && text != "" {
			different[clue{meaning: c.meaning, owner: c.owner, ordinal: c.ordinal, part: c.part}] = true
		}
		if text != "" {
			filled++
		}
		if c.known {
			known++
		}
		named = named || c.meaning == Name
	}
	if named && (known > 1 || filled == 1) && (known > 3 || known*3 >= filled) {
		h.known, h.score = known, known*8+len(different)
		for c := range different {
			count(&h.useful, c.meaning != Ignore)
		}
	}
}

// compose joins the header cells above each other: 父亲 over 电话 is 父亲电话.
func compose(g grid, at, height int) []string {
	width := 0
	for _, row := range g.rows[at : at+height] {
		width = max(width, len(row.Cells))
	}
	texts := make([]string, width)
	for i := range texts {
		var parts []string
		for k := at; k < at+height; k++ {
			text := strings.TrimSpace(over(g, k, i, height > 1 && k < at+height-1))
			if text != "" && !slices.Contains(parts, text) {
				parts = append(parts, text)
			}
		}
		texts[i] = strings.Join(parts, "")
	}
	return texts
}

// over gives a header cell. A merged one speaks for all its columns, and so does the upper row of a header whose merges
// were lost in an export.
func over(g grid, k, column int, upper bool) string {
	row := g.rows[k]
	if text := row.at(column).Text; strings.TrimSpace(text) != "" {
		return text
	}
	for _, m := range g.merges {
		if m.top <= row.Number && row.Number <= m.bottom && m.left <= column && column <= m.right {
			return cellOf(g, m.top, m.left)
		}
	}
	if upper && len(g.merges) == 0 && column > 0 && g.rows[k+1].at(column).Text != "" && g.rows[k+1].at(column-1).Text != "" {
		return over(g, k, column-1, upper)
	}
	return ""
}

func cellOf(g grid, number, column int) string {
	for _, row := range g.rows {
		if row.Number == number {
			return row.at(column).Text
		}
	}
	return ""
}

// newTable guesses the columns of a grid and lets go of what must not be kept.
func newTable(g grid, format Format, encoding string) *Table {
	effort := maxEffort
	h := findHeading(g, &effort)
	t := &Table{Format: format, Encoding: encoding, Sheet: g.name, Sheets: []string{}}
	t.Rows = g.rows[h.at+h.height:]
	if h.height > 0 {
		t.HeaderRow = g.rows[h.at+h.height-1].Number
	}
	spread(t.Rows, g.merges)
	width := len(h.texts)
	for _, row := range t.Rows {
		width = max(width, len(row.Cells))
	}
	for len(h.texts) < width {
		h.texts, h.clues = append(h.texts, ""), append(h.clues, clue{meaning: Ignore})
	}
	for i := range h.clues {
		content(&h.clues[i], h.texts[i], t.Rows, i, h.height == 0)
		t.private = append(t.private, h.clues[i].private)
	}
	t.Columns = assignBlocks(h.clues, h.texts)
	t.forget()
	t.sample()
	return t
}

// spread repeats the top cell of a merge over the rows below it, marked as merged.
func spread(rows []Row, merges []merge) {
	byNumber := make(map[int]int, len(rows))
	for i, row := range rows {
		byNumber[row.Number] = i
	}
	work := 0
	for _, m := range merges {
		top, found := byNumber[m.top]
		if work += max(m.bottom-m.top, 0); !found || m.left != m.right || work > maxCells {
			continue
		}
		cell := rows[top].at(m.left)
		cell.merged = true
		for number := m.top + 1; number <= m.bottom; number++ {
			if i, found := byNumber[number]; found {
				rows[i].set(m.left, cell)
			}
		}
	}
}

// tally counts what the cells of a column look like.
type tally struct{ filled, phones, names, genders, relatives, ids, digits, counting int }

func tallyOf(rows []Row, column int) tally {
	var n tally
	for _, row := range rows {
		text := strings.TrimSpace(fold(visible(row.at(column).Text)))
		if text == "" || n.filled == judged {
			continue
		}
		if n.filled++; len(text) > maxHeader {
			continue
		}
		count(&n.phones, len(text) >= 11 && len(readPhones(text).calls) > 0)
		count(&n.names, hanName(strings.Join(strings.Fields(text), "")))
		count(&n.genders, gender(text) != "" && !isDigits(text))
		count(&n.relatives, relative(text))
		count(&n.ids, idLike(text) && len(withoutIDs(text)) < 3)
		count(&n.digits, isDigits(text) && len(text) <= 14)
		value, err := strconv.Atoi(text)
		count(&n.counting, err == nil && value == n.filled)
	}
	return n
}

func count(n *int, yes bool) {
	if yes {
		*n++
	}
}

func isDigits(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

// content lets the cells speak where the header is silent or says too little: ID numbers under any header, phones under
// 父亲, and everything when there is no header at all.
func content(c *clue, header string, rows []Row, column int, headless bool) {
	n := tallyOf(rows, column)
	most := func(part int) bool { return n.filled > 0 && part*10 >= n.filled*6 }
	switch {
	case n.ids*10 >= n.filled*3 && n.ids > 0:
		*c = clue{meaning: Ignore, known: true, private: true, id: true}
	case c.meaning == GuardianPart && c.part == PartName && most(n.phones) && n.names == 0:
		c.part = PartPhone
	case !headless && header != "":
	case most(n.phones):
		*c = clue{meaning: GuardianPart, part: PartPhone}
	case most(n.genders):
		*c = clue{meaning: Gender}
	case most(n.relatives):
		*c = clue{meaning: GuardianPart, part: PartRelation}
	case most(n.names) && headless:
		*c = clue{meaning: Name}
	case most(n.digits) && !most(n.counting) && headless:
		*c = clue{meaning: Number}
	}
}
