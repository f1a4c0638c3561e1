package sheet

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// told writes a result down in short: one line per child.
func told(students []Student) string {
	var lines []string
	for _, s := range students {
		line := strings.Trim(strings.Join([]string{s.Name, s.Number, s.Gender, s.Class}, "|"), "|")
		for _, g := range s.Guardians {
			line += fmt.Sprintf("; %s %s %s", g.Name, g.Relation, strings.Join(g.Phones, "+"))
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func problemsOf(r Result) string {
	var lines []string
	for _, p := range r.Problems {
		lines = append(lines, fmt.Sprintf("%d %s: %s", p.Row, p.Column, p.Why))
	}
	return strings.Join(lines, "\n")
}

func TestTablesOfManyKindsAreRead(t *testing.T) {
	for name, c := range map[string]struct{ text, students, problems, ignored string }{
		"one guardian a row": {"学号,姓名,监护人,关系,手机\n1,李明,李强,父,13800000001\n1,李明,王芳,母,13900000001\n,合计,,1人,\n",
			"李明|1; 李强 父亲 13800000001; 王芳 母亲 13900000001", "", ""},
		"two rows of header without merges": {"姓名,父亲,,母亲,\n,姓名,电话,姓名,电话\n李明,李强,13800000001,王芳,13900000002\n",
			"李明; 李强 父亲 13800000001; 王芳 母亲 13900000002", "", ""},
		"a phone after each parent": {"姓名,父亲,联系电话,母亲,联系电话\n李明,李强,13800000001,王芳,13900000001\n",
			"李明; 李强 父亲 13800000001; 王芳 母亲 13900000001", "", ""},
		"a phone of either parent": {"姓名,父亲,母亲,联系电话\n李明,李强,王芳,13800000001\n",
			"李明; 李强 父亲 ; 王芳 母亲 ;   13800000001", "", ""},
		"phones under 父亲 and 母亲": {"姓名,父亲,母亲\n李明,13800000001,13900000001\n", "李明;  父亲 13800000001;  母亲 13900000001", "", ""},
		"English, semicolons": {"Student Name;Gender;Class;Father Name;Father Phone;Mother's Phone\r\nLi Ming;M;G1-3;Li Qiang;+86 138 0000 0001;139-0000-0002\r\n",
			"Li Ming||m|G1-3; Li Qiang 父亲 13800000001;  母亲 13900000002", "", ""},
		"aligned with blanks": {"姓名 座号 爸爸电话 妈妈手机\n李明 01 13800000001 13900000002\n王芳 02 13800000003 13900000004\n",
			"李明|01;  父亲 13800000001;  母亲 13900000002\n王芳|02;  父亲 13800000003;  母亲 13900000004", "", ""},
		"owners in the phone cell": {"姓名\t家长电话\n李明\t爸13800000001 妈13900000002\n王芳\t13812345678（爷爷）\n",
			"李明;  父亲 13800000001;  母亲 13900000002\n王芳;  爷爷 13812345678", "", ""},
		"no header": {"李明\t男\t13800000001\n王芳\t女\t13900000001\n张伟\t男\t13700000001\n",
			"李明||m;   13800000001\n王芳||f;   13900000001\n张伟||m;   13700000001", "", ""},
		"a formula is not taken": {"姓名,父亲电话,母亲电话\n=cmd|' /C calc'!A0,13800000001,\n李明,=HYPERLINK(1),+86-13900000001\n",
			"李明;  母亲 13900000001", "2 姓名: formula\n3 父亲电话: formula", ""},
		"zeros kept by an export":       {"姓名,学号,家长电话\n李明,=\"007\",=\"13800000001\"\n", "李明|007;   13800000001", "", ""},
		"padding and hidden characters": {"姓 名,家长电话\n张　三,13800000001\n李\u202e\u200b四,13900000001\n", "张三;   13800000001\n李四;   13900000001", "", ""},
		"ID numbers are cut out everywhere": {"姓名,学号,家长姓名,家长电话,备注,身份证号\n" +
			"李明,999999201306250926,李强 99999920120518902X,13800000001,证号999999201306250926，奶奶13900000002,999999201306250926\n",
			"李明; 李强  13800000001", "2 备注: phone in remark", "学号 备注 身份证号"},
		"the one phone in 备注 that is the father's is no news": {"姓名,父亲电话,备注\n李明,13800000001,有事打13800000001\n", "李明;  父亲 13800000001", "", "备注"},
		"same name twice": {"姓名,家长电话\n张伟,13800000001\n张伟,13900000001\n张伟,13900000001\n李明,13700000001\n李明,13700000001\n",
			"张伟;   13800000001\n张伟;   13900000001\n张伟;   13900000001\n李明;   13700000001",
			"3 姓名: duplicate name\n4 姓名: duplicate name\n6 : duplicate row", ""},
		"a row without a name":  {"学号,姓名,家长电话\n1,,13800000001\n2,李明,13900000001\n", "李明|2;   13900000001", "2 : name missing", ""},
		"a class of long words": {"姓名,家长电话\n" + strings.Repeat("长", 41) + ",13800000001\n李明,13900000001\n", "李明;   13900000001", "2 姓名: name too long", ""},
		"title, section and signature rows": {"高一3班学生名单,,\n班主任：王老师 13900000009,,\n姓名,学号,家长电话\n李明,1,13800000001\n高一4班,,\n姓名,学号,家长电话\n王芳,2,13900000001\n制表人：张三,,\n共2人,,\n",
			"李明|1;   13800000001\n王芳|2;   13900000001", "", ""},
		"signed as a parent":     {"孩子姓名,手机号\n李明妈妈,13800000001\n", "李明;   13800000001", "", ""},
		"a rare character stays": {"姓名,家长电话\n陆㛃𠮷,13800000001\n", "陆㛃𠮷;   13800000001", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := Check([]byte(c.text), "a.csv")
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range []struct{ what, got, want string }{
				{"students", told(r.Students), c.students},
				{"problems", problemsOf(r), c.problems},
				{"ignored", strings.Join(r.IgnoredColumns, " "), c.ignored},
			} {
				if x.got != x.want {
					t.Errorf("%s:\n got %s\nwant %s", x.what, x.got, x.want)
				}
			}
		})
	}
}

func TestChatLinesAreRead(t *testing.T) {
	for name, c := range map[string]struct{ text, students string }{
		"numbered lines":  {"1、李明 父亲 13800000001 母亲 13900000002\n2、王芳 父亲 13800000003", "李明;  父亲 13800000001;  母亲 13900000002\n王芳;  父亲 13800000003"},
		"signed":          {"李明妈妈 13900000002\n李明爸爸 13800000001\n王小芳妈妈：13900000003", "李明;  母亲 13900000002;  父亲 13800000001\n王小芳;  母亲 13900000003"},
		"pairs on a line": {"姓名：李明 电话：13800000001\n姓名：王芳 性别：女 妈妈电话：13800000002", "李明;   13800000001\n王芳||f;  母亲 13800000002"},
		"pairs on many lines": {"姓名：李明\n学号：20260301\n父亲电话：13800000001\n母亲：王芳 13900000002\n\n姓名：张三\n电话：13700000001",
			"李明|20260301;  父亲 13800000001; 王芳 母亲 13900000002\n张三;   13700000001"},
		"relation last":    {"李明 13800000001 妈妈\n王芳 13900000002 爸爸 13900000003 妈妈", "李明;  母亲 13800000001\n王芳;  父亲 13900000002;  母亲 13900000003"},
		"in brackets":      {"李明（爸爸李建国 138-0000-0001，妈妈王芳 139 0000 0002）", "李明; 李建国 父亲 13800000001; 王芳 母亲 13900000002"},
		"a child, a block": {"李明\n妈妈 13900000002\n爸爸 13800000001\n王芳\n奶奶 13700000001", "李明;  母亲 13900000002;  父亲 13800000001\n王芳;  奶奶 13700000001"},
		"a chain": {"张老师 10:32\n请大家接龙\n#接龙\n例 姓名 电话\n1. 李明 13800000001\n2. 王芳妈妈 13900000002\n收到\n谢谢老师",
			"李明;   13800000001\n王芳;  母亲 13900000002"},
		"class and ID": {"高一（3）班 李明 999999201306250926 妈妈 13900000002", "李明|||高一(3)班;  母亲 13900000002"},
	} {
		t.Run(name, func(t *testing.T) {
			table, err := ParseText(c.text)
			if err != nil {
				t.Fatal(err)
			}
			r, _ := table.Read(nil)
			if got := told(r.Students); got != c.students {
				t.Errorf("\n got %s\nwant %s", got, c.students)
			}
		})
	}
}

func TestALineWithANumberButNoChildIsAProblem(t *testing.T) {
	table, err := ParseText("13900000009\n李明 13800000001")
	if err != nil {
		t.Fatal(err)
	}
	r, _ := table.Read(nil)
	if got, want := problemsOf(r), "1 : line not understood"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAColumnCanBeGivenAnotherMeaningAndALockedOneCannot(t *testing.T) {
	table, err := Open([]byte("娃娃,姓名,身份证号,备注\n李明,李强,999999201306250926,13800000001\n"), "a.csv")
	if err != nil {
		t.Fatal(err)
	}
	r, _ := table.Read([]Column{{Index: 0, Meaning: Name}, {Index: 1, Meaning: GuardianPart, Slot: 1, Part: PartName, Relation: "爸爸"},
		{Index: 2, Meaning: Number}, {Index: 3, Meaning: GuardianPart, Slot: 1, Part: PartPhone}, {Index: 99, Meaning: Name}})
	if got, want := told(r.Students), "李明; 李强 父亲 13800000001"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := table.Columns[2]; !got.Locked || len(got.Samples) > 0 {
		t.Errorf("the column of ID numbers shows %+v", got)
	}
}

func TestAMendedCellIsToldAndCanBeLeftAsWritten(t *testing.T) {
	table, err := Open([]byte("姓名,父亲电话\n李明,１３８０００００００１／13900000002\n王芳,1.38E+10\n"), "a.csv")
	if err != nil {
		t.Fatal(err)
	}
	_, repairs := table.Read(nil)
	if len(repairs) != 1 || repairs[0].Row != 2 || repairs[0].Index != 1 || repairs[0].Column != "父亲电话" ||
		repairs[0].After != "13800000001 / 13900000002" || !slices.Equal(repairs[0].Mends, []Mend{MendFullWidth, MendSplit}) {
		t.Errorf("got %+v", repairs)
	}
	r, repairs := table.Read(nil, Edit{Row: 2, Index: 1, AsWritten: true}, Edit{Row: 3, Index: 1, Text: "13800000009"})
	if got, want := told(r.Students), "李明\n王芳;  父亲 13800000009"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := problemsOf(r), "2 : no guardian phone\n2 父亲电话: phone not valid"; got != want || len(repairs) > 0 {
		t.Errorf("got %s and %v, want %s", got, repairs, want)
	}
}

func TestWhatNobodyNeedsIsShownAsDots(t *testing.T) {
	table, err := Open([]byte("姓名,家庭住址,父亲电话\n李明,滨河路83号,13800000001\n"), "a.csv")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(table.Shown(table.Rows[0]), "|"), "李明|••••••|13800000001"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestAnIDNumberIsNowhereInATable(t *testing.T) {
	for _, file := range []string{"chuyi2.csv", "xueji.xlsx"} {
		table, err := Open(sample(t, file), file)
		if err != nil {
			t.Fatal(err)
		}
		if held := fmt.Sprintf("%+v", *table); strings.Contains(held, "9999992") {
			t.Errorf("%s: the table holds an ID number", file)
		}
	}
}
