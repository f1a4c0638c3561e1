package sheet

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// sound checks what every result keeps, whatever the file was.
func sound(t *testing.T, table *Table, r Result) {
	t.Helper()
	for _, s := range r.Students {
		if s.Name == "" || utf8.RuneCountInString(s.Name) > maxName || s.Guardians == nil {
			t.Errorf("a child %+v", s)
		}
		for _, g := range s.Guardians {
			if g.Name == "" && len(g.Phones) == 0 || g.Phones == nil {
				t.Errorf("a guardian %+v of %s", g, s.Name)
			}
			for _, phone := range g.Phones {
				if !isDigits(phone) {
					t.Errorf("a phone %q", phone)
				}
			}
			for _, text := range []string{s.Name, s.Number, s.Class, g.Name, g.Relation} {
				if strings.ContainsAny(text, "\u200b\u202e\x00\n") || idLike(text) || !utf8.ValidString(text) {
					t.Errorf("unclean text %q", text)
				}
			}
		}
	}
	if r.Students == nil || r.IgnoredColumns == nil || r.Problems == nil {
		t.Error("a list is null")
	}
	if table.Columns == nil {
		t.Error("no columns")
	}
}

func FuzzParseText(f *testing.F) {
	for _, seed := range []string{
		"姓名,学号,父亲电话\n李明,01,13800000001\n", "1、李明 父亲 13800000001 母亲 13900000002", "李明妈妈 1390000 0002\n",
		"姓名：李明 电话：1.38E+10", "姓名|父亲||母亲\n||电话|姓名\n=1|\"a\"\"b\"|３", "\ufeff姓名\t999999201306250926\n\u202e李\u200b明\t",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		table, err := ParseText(text)
		if err != nil {
			return
		}
		r, _ := table.Read(nil)
		sound(t, table, r)
	})
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte("\xD0\xD5\xC3\xFB,\xB5\xE7\xBB\xB0\n\xC0\xEE\xC3\xF7,13800000001\n"))
	f.Add([]byte("\xFF\xFE\x3F\x59\x0D\x54\n\x00"))
	f.Add(book(f, sheetXML("<row>"+inline("A1", "姓名")+"</row><row>"+inline("A2", "李明")+"</row>"), ""))
	f.Add(pack(f, map[string]string{"users.csv": "sourcedId,role,familyName,givenName\n1,student,李,明\n"}))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := Open(data, "a")
		if err != nil {
			return
		}
		r, _ := table.Read(nil)
		sound(t, table, r)
	})
}
