package sheet

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

// workbookOf lets a spreadsheet library write a file the way programs do.
func workbookOf(t *testing.T, fill func(f *excelize.File, set func(sheet, cell string, value any))) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	fill(f, func(sheet, cell string, value any) {
		if i, err := f.GetSheetIndex(sheet); err != nil || i < 0 {
			_, err := f.NewSheet(sheet)
			must(err)
		}
		must(f.SetCellValue(sheet, cell, value))
	})
	var b bytes.Buffer
	must(f.Write(&b))
	return b.Bytes()
}

func TestAWorkbookWithMergedHeadersIsRead(t *testing.T) {
	data := workbookOf(t, func(f *excelize.File, set func(sheet, cell string, value any)) {
		set("Sheet1", "A1", "请先看说明")
		for cell, value := range map[string]any{"A1": "某班花名册", "A3": "班级", "B3": "姓名", "C3": "父亲", "E3": "母亲", "C4": "姓名", "D4": "电话", "E4": "姓名", "F4": "电话",
			"A6": "一班", "B6": "李明", "C6": "李强", "D6": 13800000001, "E6": "王芳", "F6": "1.38E+10",
			"B7": "张三", "D7": 1.39e10, "B9": "赵六", "E9": "钱七"} {
			set("名单", cell, value)
		}
		for _, m := range [][2]string{{"A1", "F1"}, {"A3", "A4"}, {"B3", "B4"}, {"C3", "D3"}, {"E3", "F3"}, {"A6", "A7"}} {
			if err := f.MergeCell("名单", m[0], m[1]); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.SetCellFormula("名单", "F9", "1+1"); err != nil {
			t.Fatal(err)
		}
	})
	table, err := Open(data, "a.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	if table.Sheet != "名单" || table.HeaderRow != 4 || len(table.Sheets) != 2 {
		t.Errorf("got sheet %q of %v, header to row %d", table.Sheet, table.Sheets, table.HeaderRow)
	}
	r, _ := table.Read(nil)
	want := "李明|||一班; 李强 父亲 13800000001; 王芳 母亲 \n张三|||一班;  父亲 13900000000\n赵六; 钱七 母亲 "
	if got := told(r.Students); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	if got, want := problemsOf(r), "6 母亲电话: phone digits lost\n9 : no guardian phone\n9 母亲电话: formula"; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestAFormulaWithAStoredTextIsNoName(t *testing.T) {
	row := `<row><c t="str"><f>HYPERLINK("http://x","李明")</f><v>李明</v></c><c><v>13800000001</v></c></row>`
	data := book(t, sheetXML("<row>"+inline("A1", "姓名")+inline("B1", "家长电话")+"</row>", row,
		"<row>"+inline("A3", "王芳")+`<c><v>1.3900000001E10</v></c></row>`), "")
	r, err := Check(data, "a.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := told(r.Students)+"\n"+problemsOf(r), "王芳;   13900000001\n2 姓名: formula"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestANamedSheetIsOpened(t *testing.T) {
	data := workbookOf(t, func(_ *excelize.File, set func(sheet, cell string, value any)) {
		for sheet, name := range map[string]string{"Sheet1": "李明", "二班": "王芳"} {
			set(sheet, "A1", "姓名")
			set(sheet, "B1", "家长电话")
			set(sheet, "A2", name)
			set(sheet, "B2", "13800000001")
		}
	})
	table, err := OpenSheet(data, "a.xlsx", "二班")
	if err != nil {
		t.Fatal(err)
	}
	if r, _ := table.Read(nil); told(r.Students) != "王芳;   13800000001" {
		t.Errorf("got %s", told(r.Students))
	}
	if _, err := OpenSheet(data, "a.xlsx", "三班"); err == nil {
		t.Error("a sheet that is not there was opened")
	}
}
