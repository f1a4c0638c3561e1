package sheet

import (
	"slices"
	"strings"

	"magpie/internal/core"
)

// Cell is one cell of the grid after decoding.
type Cell struct {
	Text    string
	Number  bool // stored as a number, so all its digits are there
	Formula bool // computed; its text is never taken
	merged  bool // repeats the top cell of a vertical merge
}

// Row is one row of the sheet.
type Row struct {
	Number int // the sheet's own row, counted from 1
	Cells  []Cell
}

// at gives the cell of a column; short rows end in empty cells.
func (r Row) at(index int) Cell {
	if index < 0 || index >= len(r.Cells) {
		return Cell{}
	}
	return r.Cells[index]
}

// set puts a cell into a row, which grows as far as needed.
func (r *Row) set(index int, c Cell) {
	for len(r.Cells) <= index {
		r.Cells = append(r.Cells, Cell{})
	}
	r.Cells[index] = c
}

func (r Row) blank() bool {
	return !slices.ContainsFunc(r.Cells, func(c Cell) bool { return strings.TrimSpace(c.Text) != "" })
}

// merge is a block of cells shown as one; rows are sheet rows, columns are counted from 0.
type merge struct{ top, left, bottom, right int }

// grid is a sheet as it came out of the decoder, blank rows left out.
type grid struct {
	name   string
	rows   []Row
	merges []merge
}

// Meaning says what a column gives.
type Meaning string

// The meanings a column can have.
const (
	Ignore       Meaning = "ignore"
	Name         Meaning = "name"     // the child's name
	Number       Meaning = "number"   // 学号
	Gender       Meaning = "gender"   //
	Class        Meaning = "class"    //
	Remark       Meaning = "remark"   // only looked at for numbers that a person should decide on
	Contact      Meaning = "contact"  // a phone of nobody in particular, only compared with the family's
	GuardianPart Meaning = "guardian" // Slot, Part and Relation say whose and what
)

// Part says what a guardian's column holds.
type Part string

// The parts a guardian can be told in.
const (
	PartName     Part = "name"
	PartPhone    Part = "phone"
	PartRelation Part = "relation"
	PartIs       Part = "isGuardian" // 是否监护人: 否 leaves the person out
)

// Column is one column of the table: what is known of it and what it is taken for. A person may change Meaning, Slot,
// Part and Relation and hand the columns to Read.
type Column struct {
	Index    int      `json:"index"` // counted from 0
	Header   string   `json:"header"`
	Meaning  Meaning  `json:"meaning"`
	Slot     int      `json:"slot,omitempty"`     // guardians: columns of one slot tell of one person
	Part     Part     `json:"part,omitempty"`     // guardians
	Relation string   `json:"relation,omitempty"` // guardians: what the header says, 父亲
	Block    int      `json:"block,omitempty"`    // which of the tables that stand side by side it is of
	Locked   bool     `json:"locked"`             // holds ID numbers: emptied, can't be taken
	Samples  []string `json:"samples"`            // at most three; dots where the column is not needed
}

// Format says what kind of file a table came from.
type Format string

// The formats that can be read.
const (
	FormatXLSX      Format = "xlsx"
	FormatCSV       Format = "csv"
	FormatText      Format = "text" // a table of blanks or tabs
	FormatChat      Format = "chat" // running lines
	FormatOneRoster Format = "oneroster"
)

// Table is a decoded file with a guess at its columns. It holds no ID numbers.
type Table struct {
	Format    Format   `json:"format"`
	Encoding  string   `json:"encoding"`  // utf-8, utf-16le, utf-16be or gb18030
	Sheet     string   `json:"sheet"`     // the chosen sheet of a workbook
	Sheets    []string `json:"sheets"`    // all visible ones
	HeaderRow int      `json:"headerRow"` // the last row of the header, 0 when there is none
	Columns   []Column `json:"columns"`
	Rows      []Row    `json:"-"` // below the header, blank ones left out

	private  []bool    // by column: known to be of no use, shown as dots
	further  []*Table  // all sheets of a workbook that hold lists like this one, itself among them
	fixed    *Result   // OneRoster says everything by itself
	problems []Problem // found while decoding
}

// lastBlock is the number of the last of the tables side by side.
func (t *Table) lastBlock() int {
	last := 0
	for _, c := range t.Columns {
		last = max(last, c.Block)
	}
	return last
}

// forget empties the columns that hold ID numbers and cuts single ones out of all other cells.
func (t *Table) forget() {
	locked := map[int]bool{}
	for _, c := range t.Columns {
		locked[c.Index] = c.Locked
	}
	for _, row := range t.Rows {
		for i := range row.Cells {
			if locked[i] {
				row.Cells[i] = Cell{}
			} else {
				row.Cells[i].Text = withoutIDs(row.Cells[i].Text)
			}
		}
	}
}

// sample puts up to three cells beside each column. A column known to be of no use shows dots.
func (t *Table) sample() {
	for i := range t.Columns {
		c := &t.Columns[i]
		c.Samples = []string{}
		for _, row := range t.Rows {
			if len(c.Samples) == 3 {
				break
			}
			if text := t.shown(row, c.Index); text != "" {
				c.Samples = append(c.Samples, text)
			}
		}
	}
}

// Shown gives the cells of a row as the person who imports may see them, one for each column: short, and as dots where
// nobody needs them.
func (t *Table) Shown(row Row) []string {
	cells := make([]string, len(t.Columns))
	for i := range cells {
		cells[i] = t.shown(row, i)
	}
	return cells
}

func (t *Table) shown(row Row, index int) string {
	text := core.CleanLine(row.at(index).Text[:min(len(row.at(index).Text), maxField)])
	if runes := []rune(text); len(runes) > maxName {
		text = string(runes[:maxName]) + "…"
	}
	if t.private[index] {
		return mask(text)
	}
	return text
}
