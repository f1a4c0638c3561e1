package sheet

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"magpie/internal/core"
)

// splitter cuts a text into rows and cells; line is the number of the next row.
type splitter struct {
	text  []byte
	comma rune
	line  int
}

// next gives one row, its number and whether there was one. A quoted cell may hold separators, doubled quotes and line
// breaks; what stands between a closing quote and the separator is kept too, exports put a tab there.
func (s *splitter) next() (cells []string, number int, err error) {
	s.line++
	number = s.line
	var cell strings.Builder
	quoted, started := false, false
	for len(s.text) > 0 {
		r, size := utf8.DecodeRune(s.text)
		if cell.Len() > maxToken {
			return nil, number, tooLarge("cell", number)
		}
		switch {
		case quoted && r == '"' && len(s.text) > 1 && s.text[1] == '"':
			cell.WriteByte('"')
			size = 2
		case quoted && r == '"':
			quoted = false
		case quoted:
			cell.Write(s.text[:size])
		case r == '"' && !started:
			quoted, started = true, true
		case r == s.comma:
			cells = append(cells, cell.String())
			cell.Reset()
			started = false
			if len(cells) > maxColumns {
				return nil, number, tooLarge("columns", number)
			}
		case r == '\n', r == '\r':
			s.text = s.text[size+lineFeed(s.text, r):]
			return append(cells, cell.String()), number, nil
		default:
			cell.Write(s.text[:size])
			started = true
		}
		s.text = s.text[size:]
	}
	if quoted { // taken as it stands, one lost quote would swallow every child after it
		return nil, number, ErrTruncated.With(core.Params{"row": number})
	}
	return append(cells, cell.String()), number, nil
}

// lineFeed is 1 when a carriage return is followed by its line feed.
func lineFeed(text []byte, r rune) int {
	if r == '\r' && len(text) > 1 && text[1] == '\n' {
		return 1
	}
	return 0
}

// separated reads the whole text as a grid.
func separated(text []byte, comma rune) (grid, error) {
	var g grid
	s := splitter{text: text, comma: comma}
	total, blanks := 0, 0
	for len(s.text) > 0 {
		cells, number, err := s.next()
		if err != nil {
			return g, err
		}
		row := Row{Number: number, Cells: make([]Cell, len(cells))}
		for i, c := range cells {
			row.Cells[i] = Cell{Text: literal(c)}
		}
		if row.blank() {
			if blanks++; blanks > maxRows {
				return g, tooLarge("rows", number)
			}
			continue
		}
		g.rows = append(g.rows, row)
		if total += len(cells); len(g.rows) > maxRows || total > maxCells {
			return g, tooLarge("rows", number)
		}
	}
	return g, nil
}

var textFormula = regexp.MustCompile(`^="([^"]*)"$`)

// literal unpacks ="0123", the way exports keep a spreadsheet from eating a leading zero.
func literal(cell string) string {
	if m := textFormula.FindStringSubmatch(strings.TrimSpace(cell)); m != nil {
		return m[1]
	}
	return cell
}

// separator finds what divides the cells: the sign that cuts most lines into the same number of pieces. 0 means none.
func separator(text []byte) rune {
	best, bestScore := rune(0), 0.0
	for _, comma := range []rune{'\t', ',', ';', '|', '，', '；'} {
		if score := regularity(text, comma); score > bestScore {
			best, bestScore = comma, score
		}
	}
	return best
}

func regularity(text []byte, comma rune) float64 {
	s := splitter{text: text[:min(len(text), 64<<10)], comma: comma}
	widths, lines := map[int]int{}, 0
	for len(s.text) > 0 && lines < 60 {
		cells, _, err := s.next()
		if err != nil {
			break
		}
		if len(cells) > 1 || strings.TrimSpace(cells[0]) != "" {
			widths[len(cells)]++
			lines++
		}
	}
	best := 0.0
	for width, n := range widths {
		if width > 1 && n*2 >= lines {
			best = max(best, float64(n)/float64(lines)*float64(width-1))
		}
	}
	return best
}

var (
	wideGap = regexp.MustCompile(`\t+| {2,}|[\x{3000}\x{00a0}]+ *`)
	anyGap  = regexp.MustCompile(`[\s\x{3000}\x{00a0}]+`)
)

// spaced reads lines whose cells are divided by blanks.
func spaced(text []byte, gap *regexp.Regexp) (grid, error) {
	var g grid
	for i, line := range bytes.Split(text, []byte("\n")) {
		trimmed := strings.TrimSpace(string(line))
		if trimmed == "" {
			continue
		}
		if len(g.rows) == maxRows {
			return g, tooLarge("rows", i+1)
		}
		row := Row{Number: i + 1}
		for _, cell := range gap.Split(trimmed, maxColumns+1) {
			row.Cells = append(row.Cells, Cell{Text: cell})
		}
		if len(row.Cells) > maxColumns {
			return g, tooLarge("columns", i+1)
		}
		g.rows = append(g.rows, row)
	}
	return g, nil
}
