package sheet

import (
	"bytes"
	"encoding/csv"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// otherWords are the same headers as other schools write them.
var otherWords = map[string]string{
	"姓名": "孩子姓名*", "学生姓名": "姓 名", "性别": "性 别（必填）", "学号": "学  号", "班内学号": "座号", "班级": "所在班级",
	"父亲": "爸爸姓名", "父亲电话": "父亲手机号码", "母亲": "妈妈", "母亲电话": "电话（母亲）", "备注": "备注说明",
	"家长姓名": "监护人1姓名", "与学生关系": "与孩子关系", "联系电话": "手机号", "家长2姓名": "监护人2", "关系2": "监护人2与学生关系", "电话2": "监护人2联系电话",
	"家庭成员1姓名": "成员1姓名", "家庭成员1关系": "成员1与学生关系", "家庭成员1是否监护人": "成员1是否为监护人", "家庭成员1联系电话": "成员1手机",
}

// rebuilt writes a table as CSV with its columns in another order and its headers in other words.
func rebuilt(t *testing.T, table *Table, order []int, words map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	write := func(cell func(int) string) {
		var cells []string
		for _, i := range order {
			cells = append(cells, cell(i))
		}
		if err := w.Write(cells); err != nil {
			t.Fatal(err)
		}
	}
	write(func(i int) string {
		if word, known := words[table.Columns[i].Header]; known {
			return word
		}
		return table.Columns[i].Header
	})
	for _, row := range table.Rows {
		write(func(i int) string { return row.at(i).Text })
	}
	w.Flush()
	return b.Bytes()
}

// sameStudents compares two lists. Columns in another order tell a family in another order, so that one is free.
func sameStudents(t *testing.T, got, want []Student) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %d children, want %d", len(got), len(want))
	}
	for i := range got {
		g, w := got[i], want[i]
		if g.Name != w.Name || g.Number != w.Number || g.Gender != w.Gender || g.Class != w.Class || len(g.Guardians) != len(w.Guardians) {
			t.Fatalf("got %+v, want %+v", g, w)
		}
		for _, a := range g.Guardians {
			found := false
			for _, b := range w.Guardians {
				found = found || sameGuardian(a, b)
			}
			if !found {
				t.Fatalf("%s: got %+v, want %+v", g.Name, g.Guardians, w.Guardians)
			}
		}
	}
}

func TestColumnsInAnotherOrderAndOtherWordsGiveTheSameChildren(t *testing.T) {
	for _, s := range samples[:3] {
		t.Run(s.file, func(t *testing.T) {
			table, err := Open(sample(t, s.file), s.file)
			if err != nil {
				t.Fatal(err)
			}
			want, _ := table.Read(nil)
			random := rand.New(rand.NewPCG(1, 2))
			for range 12 {
				data := rebuilt(t, table, random.Perm(len(table.Columns)), otherWords)
				got, err := Check(data, "a.csv")
				if err != nil {
					t.Fatal(err)
				}
				sameStudents(t, got.Students, want.Students)
			}
		})
	}
}

func TestEveryEncodingAndSeparatorGivesTheSameChildren(t *testing.T) {
	table, err := Open(sample(t, "chuyi2.csv"), "chuyi2.csv")
	if err != nil {
		t.Fatal(err)
	}
	want, _ := table.Read(nil)
	order := make([]int, len(table.Columns))
	for i := range order {
		order[i] = i
	}
	text := rebuilt(t, table, order, nil)
	encode := func(e encoding.Encoding) []byte {
		data, err := e.NewEncoder().Bytes(text)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	separated := func(sign string) []byte {
		return []byte(strings.ReplaceAll(strings.ReplaceAll(string(text), `"`, ""), ",", sign))
	}
	for name, data := range map[string][]byte{
		"utf-8":               text,
		"utf-8 with mark":     append([]byte("\xEF\xBB\xBF"), text...),
		"gb18030":             encode(simplifiedchinese.GB18030),
		"utf-16le with mark":  encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)),
		"utf-16be with mark":  encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM)),
		"utf-16le":            encode(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)),
		"carriage returns":    bytes.ReplaceAll(text, []byte("\n"), []byte("\r")),
		"CRLF":                bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")),
		"empty lines between": bytes.ReplaceAll(text, []byte("\n"), []byte("\n,,,\n\n")),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Check(data, "a.csv")
			if err != nil {
				t.Fatal(err)
			}
			sameStudents(t, got.Students, want.Students)
		})
	}
	small := rebuilt(t, table, order[:9], nil)
	for _, sign := range []string{"\t", ";", "|"} {
		text = small
		got, err := Check(separated(sign), "a.txt")
		if err != nil {
			t.Fatal(err)
		}
		sameStudents(t, got.Students, want.Students)
	}
}
