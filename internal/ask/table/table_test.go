package table_test

import (
	"bytes"
	"encoding/csv"
	"testing"

	"github.com/xuri/excelize/v2"

	"magpie/internal/ask/table"
)

var hostile = []table.Row{
	{"姓名", "说的话"},
	{"李明", "=HYPERLINK(\"http://x\",\"点我\")"},
	{"+8613700000000", "-1+1"},
	{"@SUM(A1)", "\tcmd|' /C calc'!A0"},
	{"<script>alert(1)</script>", "a\x00b]]>&"},
	{"＝1", "多行\n\"引号\",逗号"},
	{3, 2.5},
}

func TestNothingInAFileBecomesAFormula(t *testing.T) {
	var b bytes.Buffer
	if err := table.CSV(&b, hostile); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b.Bytes(), []byte("\uFEFF")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	b.Reset()
	if err := table.XLSX(&b, hostile); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	cells, err := book.GetRows("1")
	if err != nil || len(cells) != len(rows) {
		t.Fatalf("%d rows in the workbook, want %d: %v", len(cells), len(rows), err)
	}
	for y, row := range rows {
		for x, text := range row {
			if text != "" && bytes.ContainsAny([]byte(text[:1]), "=+-@\t") {
				t.Errorf("row %d: %q would be run", y, text)
			}
			name, _ := excelize.CoordinatesToCellName(x+1, y+1)
			if formula, _ := book.GetCellFormula("1", name); formula != "" {
				t.Errorf("%s holds the formula %q", name, formula)
			}
		}
	}
	if cells[1][1] != "'=HYPERLINK(\"http://x\",\"点我\")" || cells[6][1] != "2.5" || rows[5][1] != "多行\n\"引号\",逗号" {
		t.Errorf("got %q and %q", cells, rows)
	}
}
