package roster

import (
	"slices"
	"strings"
	"testing"

	"magpie/internal/roster/sheet"
)

func TestGivenNamesLeaveTheSurnameOut(t *testing.T) {
	for name, want := range map[string]string{
		"李明": "明", "陈思雨": "思雨", "欧阳娜娜": "娜娜", "司马光": "光", "上官婉儿": "婉儿", "诸葛亮": "亮", "尉迟恭": "恭",
		"张王子涵": "王子涵", "欧阳": "阳", "爱新觉罗溥仪": "溥仪", "阿依古丽·买买提": "阿依古丽", "扎西•顿珠": "扎西",
		"Anna Müller": "Anna", "Jean-Luc Picard": "Jean-Luc", "Madonna": "Madonna", "明": "明", "": "", "𠮷田明": "田明",
	} {
		if got := GivenName(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestNamesSortByTheSoundOfTheSurname(t *testing.T) {
	names := []string{"曾雨菲", "赵欣怡", "单小军", "Anna Müller", "仇一凡", "欧阳娜娜", "李明", "长孙无忌", "陈思雨", "尉迟恭", "阿依古丽·买买提"}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(SortKey(a), SortKey(b)) })
	want := []string{"阿依古丽·买买提", "Anna Müller", "陈思雨", "李明", "欧阳娜娜", "仇一凡", "单小军", "尉迟恭", "曾雨菲", "长孙无忌", "赵欣怡"}
	if !slices.Equal(names, want) {
		t.Errorf("got  %v\nwant %v", names, want)
	}
}

func TestLabelsAreDerivedFromKnownRelationsOnly(t *testing.T) {
	for _, c := range []struct{ said, zh, en string }{
		{"母亲", "李明妈妈", "李明's mother"}, {"妈妈", "李明妈妈", "李明's mother"}, {"mother", "李明妈妈", "李明's mother"},
		{"祖父", "李明爷爷", "李明's grandfather"}, {"姥姥", "李明外婆", "李明's grandmother"}, {"邻居", "李明邻居", "李明's neighbour"},
		{"全校最帅的人", "李明家人", "李明's family"}, {"", "李明家人", "李明's family"},
	} {
		word := Relation(c.said)
		if zh, en := Label("李明", word, "zh-CN"), Label("李明", word, "en"); zh != c.zh || en != c.en {
			t.Errorf("%q: got %q and %q, want %q and %q", c.said, zh, en, c.zh, c.en)
		}
	}
	if zh, en := RelationWord("父亲", "zh-CN"), RelationWord("父亲", "en"); zh != "爸爸" || en != "father" {
		t.Errorf("words alone: %q, %q", zh, en)
	}
}

func TestEveryAliasLeadsToAWordThatHasALabel(t *testing.T) {
	for from, to := range aliases {
		if strings.HasSuffix(Label("", to, "zh-CN"), "家人") {
			t.Errorf("%s leads to %s, which has no label", from, to)
		}
	}
}

func TestTypedCodesAreForgivenTheirForm(t *testing.T) {
	c := codes{secret: []byte("a secret of the school"), base: "https://x.example"}
	code := c.of("01invitation")
	for _, typed := range []string{showCode(code), strings.ToLower(showCode(code)), " " + code[:5] + " " + code[5:] + " ",
		strings.NewReplacer("0", "O", "1", "l").Replace(code)} {
		if got := cleanCode(typed); got != code {
			t.Errorf("%q became %q, want %q", typed, got, code)
		}
	}
	if c.of("01invitation") != code || c.of("02invitation") == code || c.hash(code) == code {
		t.Error("codes must be stable, different, and not their own hash")
	}
	other := codes{secret: []byte("another school's secret")}
	if other.of("01invitation") == code {
		t.Error("the code does not depend on the secret")
	}
}

func TestAQRCodeIsOnePathInsideItsSize(t *testing.T) {
	qr, err := DrawQR("https://magpie.example/j/ABCDE12345")
	if err != nil {
		t.Fatal(err)
	}
	if qr.Size < 21 || (qr.Size-17)%4 != 0 {
		t.Errorf("size %d is no QR size", qr.Size)
	}
	if !strings.HasPrefix(qr.Path, "M0 0h7v1h-7z") {
		t.Errorf("path does not begin with the finder pattern: %.40s", qr.Path)
	}
}

func TestPhonesAreComparedByTheirDigits(t *testing.T) {
	for typed, want := range map[string]string{
		"138 0000 0001": "13800000001", "+86 138-0000-0001": "13800000001", "008613800000001": "13800000001",
		"１３８００００１２３４": "13800001234", "0571-8604 0000": "057186040000", "四位": "",
	} {
		if got := phoneDigits(typed); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
}

func TestSuggestionsFindTheChildThatWasMeant(t *testing.T) {
	students := []Student{{ID: "a", Name: "李明"}, {ID: "b", Name: "李鸣"}, {ID: "c", Name: "王小明"}, {ID: "d", Name: "陈思雨"}}
	contacts := []Contact{{Student: "d", Phone: "13800000009"}}
	for _, c := range []struct {
		q    claim
		want string
	}{
		{claim{Child: "李明"}, "ab"}, {claim{Child: "思雨"}, "d"}, {claim{Child: "王晓明"}, "c"}, {claim{Child: "王明"}, "ac"},
		{claim{Child: "不认识", Phone: "13800000009"}, "d"}, {claim{Student: "c", Child: "明"}, "ca"}, {claim{Child: "完全不同"}, ""},
	} {
		got := ""
		for _, s := range suggest(c.q, students, contacts, nil) {
			got += string(s.Student)
		}
		if got != c.want {
			t.Errorf("%+v: got %q, want %q", c.q, got, c.want)
		}
	}
}

func TestASecondFileIsMatchedChildByChild(t *testing.T) {
	old := []Student{{ID: "1", Name: "李明", Number: "01"}, {ID: "2", Name: "李明", Number: "02"}, {ID: "3", Name: "陈思雨"}, {ID: "4", Name: "赵六", Number: "04"}}
	contacts := map[StudentID][]Contact{"3": {{Student: "3", Relation: "母亲", Phone: "13800000003"}}}
	mother := []sheet.Guardian{{Relation: "母亲", Phones: []string{"13800000003"}}}
	d := diff(old, contacts, []sheet.Student{
		{Name: "李明", Number: "02", Gender: "m"},
		{Name: "李明", Number: "01"},
		{Name: "陈思雨", Number: "03", Guardians: mother},
		{Name: "陈思雨", Number: "05"},
		{Name: "赵陆", Number: "04", Guardians: mother},
	})
	want := []struct {
		id   StudentID
		what string
	}{{"2", "gender"}, {"1", ""}, {"3", "number"}, {"", ""}, {"4", "name contacts"}}
	for i, p := range d.pairs {
		var id StudentID
		if p.Old != nil {
			id = p.Old.ID
		}
		if id != want[i].id || strings.Join(p.What, " ") != want[i].what {
			t.Errorf("row %d: matched %q changed %v, want %q changed %q", i, id, p.What, want[i].id, want[i].what)
		}
	}
	if len(d.removed) != 0 {
		t.Errorf("removed %v", d.removed)
	}
}

func TestAFileWithoutPhonesLeavesTheContactsAlone(t *testing.T) {
	old := []Student{{ID: "1", Name: "李明", Number: "01", Gender: "m"}}
	contacts := map[StudentID][]Contact{"1": {{ID: "c", Student: "1", Relation: "母亲", Phone: "13800000003"}}}
	d := diff(old, contacts, []sheet.Student{{Name: "李明"}})
	if len(d.pairs[0].What) != 0 || len(d.pairs[0].Contacts) != 1 || d.pairs[0].New.Number != "01" {
		t.Errorf("got %+v", d.pairs[0])
	}
}

func TestEveryReasonHasBothLanguages(t *testing.T) {
	for _, why := range []sheet.Why{sheet.WhyPhoneInRemark, sheet.WhyPhoneNoOwner, sheet.WhyPhoneNotValid, sheet.WhyPhoneLost, sheet.WhyNoPhone,
		sheet.WhyUnknownGuardian, sheet.WhyFormula, sheet.WhyNameMissing, sheet.WhyNameTooLong, sheet.WhyDuplicateRow, sheet.WhyDuplicateName, sheet.WhyLine} {
		if whys[why].In("zh-CN") == "" || whys[why].In("en") == "" {
			t.Errorf("%q lacks a text", why)
		}
	}
}
