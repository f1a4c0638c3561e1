package sheet

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

// sheetReader turns the XML of one sheet into rows.
type sheetReader struct {
	shared []string
	grid   grid
	row    Row
	column int // of the cell being read
	cells  int
	text   int // bytes of all cells so far
	empty  int // rows without content since the last one with some
	done   bool

	kind    string // type of the cell being read
	formula bool
	inValue bool
	value   strings.Builder
	inline  textReader
}

func (w *workbook) read(ref sheetRef) (grid, error) {
	p, err := w.archive.part(ref.path)
	if err != nil {
		return grid{}, err
	}
	defer p.Close()
	r := sheetReader{shared: w.strings, grid: grid{name: ref.name}}
	t := newTokens(p)
	for !r.done {
		token, err := t.next()
		if err != nil {
			return grid{}, err
		}
		if token == nil {
			break
		}
		if err := r.take(token); err != nil {
			return grid{}, err
		}
	}
	return r.grid, nil
}

func (r *sheetReader) take(token xml.Token) error {
	switch e := token.(type) {
	case xml.StartElement:
		return r.open(e)
	case xml.EndElement:
		return r.close(e.Name.Local)
	case xml.CharData:
		if r.inValue {
			r.value.Write(e)
		}
	}
	if r.kind == "inlineStr" {
		return r.inline.take(token)
	}
	return nil
}

func (r *sheetReader) open(e xml.StartElement) error {
	switch e.Name.Local {
	case "row":
		number, err := strconv.Atoi(attr(e, "r"))
		if err != nil || number < 1 || number > 1<<20 {
			number = r.row.Number + 1
		}
		r.row, r.column = Row{Number: number}, -1
	case "c":
		r.column++
		if at := columnOf(attr(e, "r")); at >= 0 {
			r.column = at
		}
		r.kind, r.formula, r.inline = attr(e, "t"), false, textReader{}
		r.value.Reset()
	case "v":
		r.inValue = true
	case "f":
		r.formula = true
	case "mergeCell":
		if m, ok := mergeOf(attr(e, "ref")); ok && len(r.grid.merges) < maxRows {
			r.grid.merges = append(r.grid.merges, m)
		}
	default:
		if r.kind == "inlineStr" {
			return r.inline.take(e)
		}
	}
	return nil
}

func (r *sheetReader) close(name string) error {
	switch name {
	case "v":
		r.inValue = false
	case "c":
		return r.closeCell()
	case "row":
		return r.closeRow()
	default:
		if r.kind == "inlineStr" {
			return r.inline.take(xml.EndElement{Name: xml.Name{Local: name}})
		}
	}
	return nil
}

func (r *sheetReader) closeCell() error {
	cell := r.cell()
	r.kind = ""
	if cell.Text == "" && !cell.Formula {
		return nil
	}
	if r.column >= maxColumns {
		return tooLarge("columns", r.row.Number)
	}
	if r.text += len(cell.Text); r.text > maxText {
		return tooLarge("bytes", r.row.Number)
	}
	r.row.set(r.column, cell)
	return nil
}

// cell gives the cell just read with all digits a number has: 1.3600000001E10 is 13600000001.
func (r *sheetReader) cell() Cell {
	c := Cell{Text: r.value.String(), Formula: r.formula}
	switch r.kind {
	case "s":
		i, err := strconv.Atoi(c.Text)
		if err != nil || i < 0 || i >= len(r.shared) {
			return Cell{}
		}
		c.Text = r.shared[i]
	case "inlineStr":
		c.Text = r.inline.String()
	case "", "n":
		c.Number = c.Text != ""
		if value, err := strconv.ParseFloat(c.Text, 64); err == nil && value == math.Trunc(value) && math.Abs(value) < 1e18 {
			c.Text = strconv.FormatFloat(value, 'f', -1, 64)
		}
	case "e":
		c.Text = ""
	}
	return c
}

func (r *sheetReader) closeRow() error {
	if r.row.blank() {
		r.empty++
		r.done = r.empty > maxBlank
		return nil
	}
	r.empty = 0
	if r.cells += len(r.row.Cells); len(r.grid.rows) == maxRows || r.cells > maxCells {
		return tooLarge("rows", r.row.Number)
	}
	r.grid.rows = append(r.grid.rows, r.row)
	return nil
}

// columnOf gives the column of a cell's name counted from 0, -1 when it has none.
func columnOf(ref string) int {
	column := 0
	for _, c := range ref {
		if c < 'A' || c > 'Z' || column > 1<<16 {
			break
		}
		column = column*26 + int(c-'A') + 1
	}
	return column - 1
}

func mergeOf(ref string) (merge, bool) {
	from, to, found := strings.Cut(ref, ":")
	m := merge{left: columnOf(from), right: columnOf(to), top: rowOf(from), bottom: rowOf(to)}
	return m, found && m.left >= 0 && m.right >= m.left && m.top > 0 && m.bottom >= m.top
}

func rowOf(ref string) int {
	number, err := strconv.Atoi(strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	if err != nil {
		return 0
	}
	return number
}
