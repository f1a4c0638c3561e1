// Package table writes rows as a CSV file or as a workbook that office programs
// open, and lets nothing in a cell become a formula.
//
// Owns: no table.
// Promises: what somebody typed arrives as text; the same rows give the same bytes.
// Never: a formula, a link, a macro.
// Asks: nothing.
package table

import (
	"archive/zip"
	"bufio"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Row is the cells of a row: string, int or float64.
type Row []any

// safe puts an apostrophe before a text that an office program would run.
func safe(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(text)[0]) {
		return "'" + text
	}
	return text
}

func written(cell any) string {
	switch v := cell.(type) {
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return safe(fmt.Sprint(cell))
}

// CSV writes rows as UTF-8 with a mark that spreadsheets need.
func CSV(w io.Writer, rows []Row) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for _, row := range rows {
		line := make([]string, len(row))
		for i, cell := range row {
			line[i] = written(cell)
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

const head = xml.Header

// parts are the members of a workbook that are the same for all.
var parts = []struct{ name, text string }{
	{"[Content_Types].xml", head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
		`</Types>`},
	{"_rels/.rels", head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>` +
		`</Relationships>`},
	{"xl/workbook.xml", head + `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
		`<sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
		`</Relationships>`},
}

// XLSX writes rows as a workbook of one sheet.
func XLSX(w io.Writer, rows []Row) error {
	z := zip.NewWriter(w)
	for _, p := range parts {
		f, err := z.Create(p.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, p.text); err != nil {
			return err
		}
	}
	f, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return err
	}
	if err := sheet(f, rows); err != nil {
		return err
	}
	return z.Close()
}

func sheet(w io.Writer, rows []Row) error {
	out := bufio.NewWriter(w)
	fmt.Fprint(out, head, `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	for _, row := range rows {
		fmt.Fprint(out, `<row>`)
		for _, cell := range row {
			if _, text := cell.(string); !text {
				fmt.Fprint(out, `<c><v>`, written(cell), `</v></c>`)
				continue
			}
			fmt.Fprint(out, `<c t="inlineStr"><is><t xml:space="preserve">`)
			if err := xml.EscapeText(out, []byte(written(cell))); err != nil {
				return err
			}
			fmt.Fprint(out, `</t></is></c>`)
		}
		fmt.Fprint(out, `</row>`)
	}
	fmt.Fprint(out, `</sheetData></worksheet>`)
	return out.Flush()
}
