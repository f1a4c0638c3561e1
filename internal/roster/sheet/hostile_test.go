package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
)

// pack makes an archive of the given files.
func pack(t testing.TB, files map[string]string) []byte { return packed(t, zip.Deflate, files) }

func packed(t testing.TB, method uint16, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range files {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// book makes the smallest workbook around the XML of one sheet.
func book(t testing.TB, sheetXML, stringsXML string) []byte {
	return pack(t, parts(sheetXML, stringsXML))
}

// flat is a book without compression: nothing about it looks like a bomb from outside.
func flat(t testing.TB, sheetXML, stringsXML string) []byte {
	return packed(t, zip.Store, parts(sheetXML, stringsXML))
}

func parts(sheetXML, stringsXML string) map[string]string {
	files := map[string]string{
		"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   sheetXML,
	}
	if stringsXML != "" {
		files["xl/sharedStrings.xml"] = stringsXML
	}
	return files
}

func sheetXML(rows ...string) string {
	return "<worksheet><sheetData>" + strings.Join(rows, "") + "</sheetData></worksheet>"
}

func inline(ref, text string) string {
	return fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, ref, text)
}

// lyingBook declares a small sheet and unpacks to a large one.
func lyingBook(t testing.TB) []byte {
	data := book(t, sheetXML(strings.Repeat(`<row r="1"></row>`, 1_000_000)), "")
	at := bytes.LastIndex(data, []byte("xl/worksheets/sheet1.xml"))
	directory := bytes.LastIndex(data[:at], []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(data[directory+24:], 1000)
	return data
}

const (
	shortRow      = `<row><c t="inlineStr"><is><t>李明</t></is></c></row>`
	compoundStart = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
)

func smallBook(t testing.TB) []byte {
	return book(t, sheetXML("<row>"+inline("A1", "姓名")+"</row><row>"+inline("A2", "李明")+"</row>"), "")
}

func cut(data []byte, part int) []byte { return data[:len(data)/part] }

func manyFiles(t testing.TB) []byte {
	files := map[string]string{}
	for i := range 3000 {
		files[fmt.Sprintf("xl/worksheets/sheet%d.xml", i)] = ""
	}
	return pack(t, files)
}

// sheets is a workbook of many sheets in which every cell could be a header.
func sheets(t testing.TB) []byte {
	files := map[string]string{}
	var list, targets, rows strings.Builder
	for i := range 40 * 250 {
		if i%250 == 0 {
			rows.WriteString("</row><row>")
		}
		fmt.Fprintf(&rows, `<c t="str"><v>电话学生名%d</v></c>`, i)
	}
	for i := range 30 {
		fmt.Fprintf(&list, `<sheet name="s%d" r:id="r%d"/>`, i, i)
		fmt.Fprintf(&targets, `<Relationship Id="r%d" Target="worksheets/sheet%d.xml"/>`, i, i)
		files[fmt.Sprintf("xl/worksheets/sheet%d.xml", i)] = sheetXML("<row>", rows.String(), "</row>")
	}
	files["xl/workbook.xml"] = "<workbook><sheets>" + list.String() + "</sheets></workbook>"
	files["xl/_rels/workbook.xml.rels"] = "<Relationships>" + targets.String() + "</Relationships>"
	return pack(t, files)
}

// noise is a megabyte of bytes without any order, the same ones each time.
func noise() string {
	bytes := make([]byte, 1<<20)
	for i, state := 0, uint32(7); i < len(bytes); i++ {
		state = state*1664525 + 1013904223
		bytes[i] = byte(state >> 24)
	}
	return string(bytes)
}

// hostileFiles are made one at a time, so that none of them stands in the memory of another.
var hostileFiles = map[string]func(testing.TB) []byte{
	"bomb.xlsx":       func(t testing.TB) []byte { return book(t, sheetXML(strings.Repeat(" ", 30<<20)), "") },
	"lying.xlsx":      func(t testing.TB) []byte { return lyingBook(t) },
	"empty rows.xlsx": func(t testing.TB) []byte { return flat(t, sheetXML(strings.Repeat("<row/>\n", 1<<20)), "") },
	"many rows.xlsx":  func(t testing.TB) []byte { return flat(t, sheetXML(strings.Repeat(shortRow, 100_000)), "") },
	"wide row.xlsx": func(t testing.TB) []byte {
		return flat(t, sheetXML("<row>"+strings.Repeat("<c><v>1</v></c>", 100_000)+"</row>"), "")
	},
	"wide rows.xlsx": func(t testing.TB) []byte {
		return flat(t, sheetXML(strings.Repeat(`<row><c r="IV1"><v>1</v></c></row>`, 100_000)), "")
	},
	"far cell.xlsx": func(t testing.TB) []byte {
		return book(t, sheetXML(`<row r="99999999999"><c r="ZZZZZZZZ1"><v>1</v></c></row>`), "")
	},
	"5 MB cell.xlsx": func(t testing.TB) []byte {
		return flat(t, sheetXML("<row>"+inline("A1", strings.Repeat("长", 5<<20/3))+"</row>"), "")
	},
	"5 MB string.xlsx": func(t testing.TB) []byte {
		return flat(t, sheetXML(`<row><c t="s"><v>0</v></c></row>`), "<sst><si><t>"+strings.Repeat("x", 5<<20)+"</t></si></sst>")
	},
	"runs.xlsx": func(t testing.TB) []byte {
		return flat(t, sheetXML(), "<sst><si>"+strings.Repeat("<r><t>xxxxxxxxxx</t></r>", 300_000)+"</si></sst>")
	},
	"strings.xlsx": func(t testing.TB) []byte {
		return flat(t, sheetXML(shortRow, shortRow), "<sst>"+strings.Repeat("<si><t>xx</t></si>", 500_000)+"</sst>")
	},
	"attributes.xlsx": func(t testing.TB) []byte { return flat(t, sheetXML("<row "+strings.Repeat(`a="" `, 1<<20)+"/>"), "") },
	"deep.xlsx":       func(t testing.TB) []byte { return flat(t, sheetXML(strings.Repeat("<a>", 2<<20)), "") },
	"cells.xlsx": func(t testing.TB) []byte {
		return flat(t, sheetXML(strings.Repeat("<row>"+strings.Repeat("<c><v>1</v></c>", 200)+"</row>", 3000)), "")
	},
	"packed cells.xlsx": func(t testing.TB) []byte {
		return book(t, sheetXML(strings.Repeat("<row>"+strings.Repeat("<c><v>12345</v></c>", 24)+"</row>", 20000))+noise(), "")
	},
	"laughs.xlsx": func(t testing.TB) []byte {
		return book(t, `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>`+sheetXML("<row>"+inline("A1", "&b;")+"</row>"), "")
	},
	"file entity.xlsx": func(t testing.TB) []byte {
		return book(t, `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>`+sheetXML("<row>"+inline("A1", "&a;")+"</row>"), "")
	},
	"merges.xlsx": func(t testing.TB) []byte {
		return flat(t, sheetXML(shortRow, shortRow)+strings.Repeat(`<mergeCell ref="A1:A1048576"/>`, 200_000), "")
	},
	"many files.zip": func(t testing.TB) []byte { return manyFiles(t) },
	"sheets.xlsx":    func(t testing.TB) []byte { return sheets(t) },
	"shared text.xlsx": func(t testing.TB) []byte {
		return flat(t, sheetXML(strings.Repeat(`<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>`, 10_000)), "<sst><si><t>"+strings.Repeat("1390000000 ", 2900)+"</t></si></sst>")
	},
	"digits.csv": func(t testing.TB) []byte {
		return []byte("姓名,备注\n" + strings.Repeat("李明,"+strings.Repeat("9999992013062509", 1000)+"\n", 500))
	},
	"problems.csv": func(t testing.TB) []byte {
		return []byte("姓名,学号,父亲电话,备注\n" + strings.Repeat("李明,1,138000,爷爷13800000001\n", 19_000))
	},
	"nested.zip": func(t testing.TB) []byte {
		return pack(t, map[string]string{"a.zip": string(pack(t, map[string]string{"users.csv": "x"}))})
	},
	"no sheet.xlsx":     func(t testing.TB) []byte { return pack(t, map[string]string{"xl/workbook.xml": "<workbook/>"}) },
	"truncated.xlsx":    func(t testing.TB) []byte { return cut(smallBook(t), 2) },
	"cut end.xlsx":      func(t testing.TB) []byte { return smallBook(t)[:len(smallBook(t))-9] },
	"no directory.xlsx": func(t testing.TB) []byte { return []byte("PK\x03\x04" + strings.Repeat("x", 1000)) },
	"text.xlsx":         func(t testing.TB) []byte { return []byte("姓名,电话\n李明,13800000001\n") },
	"protected.xlsx": func(t testing.TB) []byte {
		return []byte(compoundStart + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
	},
	"old.xls":          func(t testing.TB) []byte { return []byte(compoundStart + "W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00") },
	"page.xls":         func(t testing.TB) []byte { return []byte("<html><table><tr><td>姓名</td></tr></table></html>") },
	"picture.csv":      func(t testing.TB) []byte { return []byte("\x89PNG\r\n\x1a\n0000") },
	"garbage.csv":      func(t testing.TB) []byte { return []byte(noise()) },
	"latin.csv":        func(t testing.TB) []byte { return []byte(strings.Repeat("Jos\xe9 Mar\xeda,1\n", 50)) },
	"million rows.csv": func(t testing.TB) []byte { return []byte("姓名\n" + strings.Repeat("李明\n", 1_000_000)) },
	"million wide.csv": func(t testing.TB) []byte { return []byte("姓名,电话\n" + strings.Repeat("李明,1\n", 1_000_000)) },
	"blank lines.csv":  func(t testing.TB) []byte { return []byte("姓名\n" + strings.Repeat("\n", 7<<20)) },
	"wide row.csv":     func(t testing.TB) []byte { return []byte("姓名,电话\n" + strings.Repeat("1,", 100_000) + "\n") },
	"commas.csv":       func(t testing.TB) []byte { return []byte(strings.Repeat(strings.Repeat(",", 200)+"1\n", 50_000)) },
	"5 MB cell.csv": func(t testing.TB) []byte {
		return []byte("姓名,电话\n\"" + strings.Repeat("长", 5<<20/3) + "\",1\n")
	},
	"open quote.csv": func(t testing.TB) []byte { return []byte("姓名,电话\n李明,\"138\n王芳,139\n") },
	"too large.csv":  func(t testing.TB) []byte { return make([]byte, maxFile+1) },
	"zeros.csv":      func(t testing.TB) []byte { return make([]byte, 1<<20) },
	"empty.csv":      func(t testing.TB) []byte { return nil },
	"users.zip": func(t testing.TB) []byte {
		return packed(t, zip.Store, map[string]string{"users.csv": "sourcedId,role\n" + strings.Repeat("a,student\n", 100_000)})
	},
	"packed bomb.zip": func(t testing.TB) []byte {
		return pack(t, map[string]string{"users.csv": strings.Repeat("a", 30<<20)})
	},
}

// refusals are the files that must be refused, and as what. The others may be read, with problems.
var refusals = map[string]error{
	"bomb.xlsx": ErrBomb, "lying.xlsx": ErrTruncated, "many rows.xlsx": ErrTooLarge, "million wide.csv": ErrTooLarge,
	"cells.xlsx": ErrTooLarge, "shared text.xlsx": ErrTooLarge, "wide row.xlsx": ErrTooLarge, "wide rows.xlsx": ErrTooLarge,
	"far cell.xlsx": ErrTooLarge, "5 MB cell.xlsx": ErrTooLarge, "5 MB string.xlsx": ErrTooLarge, "runs.xlsx": ErrTooLarge, "attributes.xlsx": ErrTooLarge,
	"laughs.xlsx": ErrTruncated, "file entity.xlsx": ErrTruncated, "many files.zip": ErrBomb, "nested.zip": ErrNotSpreadsheet,
	"no sheet.xlsx": ErrTruncated, "truncated.xlsx": ErrTruncated, "cut end.xlsx": ErrTruncated, "no directory.xlsx": ErrTruncated,
	"text.xlsx": ErrTruncated, "protected.xlsx": ErrEncrypted, "old.xls": ErrOldFormat, "page.xls": ErrOldFormat, "picture.csv": ErrNotSpreadsheet,
	"garbage.csv": ErrNotSpreadsheet, "latin.csv": ErrEncoding, "million rows.csv": ErrTooLarge, "blank lines.csv": ErrTooLarge,
	"wide row.csv": ErrTooLarge, "commas.csv": ErrTooLarge, "5 MB cell.csv": ErrTooLarge, "open quote.csv": ErrTruncated, "too large.csv": ErrTooLarge,
	"zeros.csv": ErrNotSpreadsheet, "empty.csv": ErrNoStudents, "users.zip": ErrTooLarge, "packed bomb.zip": ErrBomb, "empty rows.xlsx": ErrNoStudents,
	"deep.xlsx": ErrNoStudents,
}

func TestHostileFilesAreRefusedWithAWordAndWithinTheirMemory(t *testing.T) {
	for name, file := range hostileFiles {
		t.Run(name, func(t *testing.T) {
			data := file(t)
			grown := heapGrowth(func() {
				_, err := Check(data, name)
				if want := refusals[name]; want != nil && !errors.Is(err, want) {
					t.Errorf("got %v, want %v", err, want)
				}
			})
			if testing.Verbose() {
				t.Logf("%s: %d MB", name, grown>>20)
			}
			if grown > 64<<20 {
				t.Errorf("the heap grew by %d MB", grown>>20)
			}
		})
	}
}

// heapGrowth tells how much more memory the heap holds afterwards, garbage included, from a clean start.
func heapGrowth(do func()) uint64 {
	held := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapSys - m.HeapReleased
	}
	debug.FreeOSMemory()
	before := held()
	do()
	return max(held(), before) - before
}

func TestADamagedPartIsNotTakenAsWhole(t *testing.T) {
	data := book(t, sheetXML("<row>"+inline("A1", "姓名")+"</row><row>"+inline("A2", "李明")+"</row>"), "")
	sum := make([]byte, 4)
	binary.LittleEndian.PutUint32(sum, crc32.ChecksumIEEE([]byte(sheetXML("<row>"+inline("A1", "姓名")+"</row><row>"+inline("A2", "李明")+"</row>"))))
	broken := bytes.ReplaceAll(data, sum, []byte("BAD!"))
	if _, err := Check(broken, "a.xlsx"); !errors.Is(err, ErrTruncated) {
		t.Errorf("got %v, want %v", err, ErrTruncated)
	}
}
