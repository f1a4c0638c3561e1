package form_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"magpie/internal/ask/form"
	"magpie/internal/core"
)

func float(f float64) *float64 { return &f }

// every has a field of each kind.
var every = form.Form{Fields: []form.Field{
	{ID: "one", Kind: form.Choice, Label: "选一个", Required: true, Options: []form.Option{{ID: "a", Label: "同意"}, {ID: "b", Label: "不同意"}}},
	{ID: "some", Kind: form.Several, Label: "可多选", Max: float(2), Options: []form.Option{{ID: "x", Label: "跑步"}, {ID: "y", Label: "跳绳"}, {ID: "z", Label: "踢球"}}},
	{ID: "n", Kind: form.Number, Label: "几个人", Min: float(0), Max: float(9)},
	{ID: "text", Kind: form.Text, Label: "一句话"}, {ID: "long", Kind: form.Long, Label: "几句话"},
	{ID: "day", Kind: form.Date, Label: "哪天"}, {ID: "hour", Kind: form.Time, Label: "几点"}, {ID: "when", Kind: form.DateTime, Label: "什么时候"},
	{ID: "sign", Kind: form.Sign, Label: "签名"}, {ID: "pic", Kind: form.Picture, Label: "照片"}, {ID: "file", Kind: form.File, Label: "文件"},
}}

func parse(t testing.TB, text string) (v form.Values) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// pointers are the places of all problems.
func pointers(t testing.TB, err error) []string {
	t.Helper()
	out := []string{}
	var e *core.Error
	if errors.As(err, &e) {
		for _, f := range e.Fields {
			out = append(out, f.Pointer+" "+f.Key)
		}
	}
	slices.Sort(out)
	return out
}

func TestAFilledInFormIsReadCleanOrAllThatIsWrongIsNamed(t *testing.T) {
	rows := []struct {
		name, in, out string
		wrong         []string
	}{
		{"all of it", `{"one":"a","some":["z","x"],"n":3,"text":" 带\u200b伞 ","long":"一\r\n二","day":"2026-11-27","hour":"17:40","when":"2026-11-27T17:40","sign":{"path":"M1 2L3 4"},"pic":["01F"],"file":["01G"]}`,
			`{"day":"2026-11-27","file":["01G"],"hour":"17:40","long":"一\n二","n":3,"one":"a","pic":["01F"],"sign":{"path":"M1 2L3 4"},"some":["x","z"],"text":"带伞","when":"2026-11-27T17:40"}`, nil},
		{"the least", `{"one":"b","text":"","some":[],"sign":null}`, `{"one":"b"}`, nil},
		{"nothing", `{}`, `{}`, []string{"/values/one field.required"}},
		{"what nobody asked", `{"one":"a","role":"admin","a/b":1}`, ``, []string{"/values/a~1b field.unknown", "/values/role field.unknown"}},
		{"wrong in every field", `{"one":"c","some":["x","x"],"n":10,"day":"27.11.","hour":"25:00","when":"2026-13-01T00:00","sign":{"path":"<svg onload=alert(1)>"},"pic":["../x"],"file":[]}`, ``,
			[]string{"/values/day form.time", "/values/hour form.time", "/values/n form.max", "/values/one field.choice", "/values/pic form.files", "/values/sign form.sign", "/values/some field.choice", "/values/when form.time"}},
		{"too many", `{"one":"a","some":["x","y","z"]}`, ``, []string{"/values/some form.max"}},
		{"other types", `{"one":1,"some":"x","n":"3","text":{"a":1},"day":7,"sign":"x","pic":"01F"}`, ``,
			[]string{"/values/day form.time", "/values/n form.number", "/values/one field.choice", "/values/pic form.files", "/values/sign form.sign", "/values/some field.choice", "/values/text field.required"}},
		{"markup is text", `{"one":"a","text":"<script>alert(1)</script>=1+1"}`, `{"one":"a","text":"<script>alert(1)</script>=1+1"}`, nil},
	}
	for _, r := range rows {
		got, err := every.Read(parse(t, r.in))
		if wrong := pointers(t, err); !slices.Equal(wrong, r.wrong) && len(wrong)+len(r.wrong) > 0 {
			t.Errorf("%s: got %q, want %q", r.name, wrong, r.wrong)
		}
		if want := parse(t, cmpOr(r.out, "{}")); r.out != "" && got.Encode() != want.Encode() {
			t.Errorf("%s: got %s, want %s", r.name, got.Encode(), want.Encode())
		}
	}
}

func cmpOr(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

func TestAHostileFormIsRefusedWithAWord(t *testing.T) {
	options := []form.Option{}
	for i := range 10_000 {
		options = append(options, form.Option{ID: fmt.Sprint("o", i), Label: "选项"})
	}
	fields := []form.Field{}
	for i := range 31 {
		fields = append(fields, form.Field{ID: fmt.Sprint("f", i), Kind: form.Text, Label: "字"})
	}
	rows := []struct {
		name string
		form form.Form
		want string
	}{
		{"ten thousand options", form.Form{Fields: []form.Field{{ID: "a", Kind: form.Choice, Label: "x", Options: options}}}, "/form/fields/0/options form.tooManyOptions"},
		{"too many fields", form.Form{Fields: fields}, "/form/fields form.tooManyFields"},
		{"no options", form.Form{Fields: []form.Field{{ID: "a", Kind: form.Choice, Label: "x"}}}, "/form/fields/0/options form.fewOptions"},
		{"a long label", form.Form{Fields: []form.Field{{ID: "a", Kind: form.Text, Label: strings.Repeat("长", 81)}}}, "/form/fields/0/label field.tooLong"},
		{"an id with markup", form.Form{Fields: []form.Field{{ID: "<a>", Kind: form.Text, Label: "x"}}}, "/form/fields/0/id form.id"},
		{"one id twice", form.Form{Fields: []form.Field{{ID: "a", Kind: form.Text, Label: "x"}, {ID: "a", Kind: form.Text, Label: "y"}}}, "/form/fields/1/id form.twice"},
		{"a kind nobody knows", form.Form{Fields: []form.Field{{ID: "a", Kind: "password", Label: "x"}}}, "/form/fields/0/kind field.choice"},
		{"bounds the wrong way", form.Form{Fields: []form.Field{{ID: "a", Kind: form.Number, Label: "x", Min: float(2), Max: float(1)}}}, "/form/fields/0/max form.minMax"},
		{"more to choose than there is", form.Form{Fields: []form.Field{{ID: "a", Kind: form.Several, Label: "x", Options: []form.Option{{ID: "b", Label: "y"}}, Min: float(2)}}}, "/form/fields/0/min form.max"},
		{"options of a text", form.Form{Fields: []form.Field{{ID: "a", Kind: form.Text, Label: "x", Options: options[:1]}}}, "/form/fields/0/options form.noOptions"},
	}
	for _, r := range rows {
		var c core.Check
		r.form.Clean().Check(&c, "/form")
		if got := pointers(t, c.Err()); !slices.Contains(got, r.want) || len(got) > 2 {
			t.Errorf("%s: got %q, want %q", r.name, got, r.want)
		}
	}
	var c core.Check
	every.Clean().Check(&c, "/form")
	if err := c.Err(); err != nil {
		t.Errorf("a good form: %q", pointers(t, err))
	}
}

func TestAnAnswerOfTenMegabytesIsRefusedWithAWord(t *testing.T) {
	for name, v := range map[string]form.Values{
		"one text":     {"one": "a", "text": strings.Repeat("长", 10<<20/3)},
		"many fields":  tenThousand(),
		"one drawing":  {"one": "a", "sign": map[string]any{"path": "M" + strings.Repeat("1 ", 10<<19)}},
		"a list of it": {"one": "a", "some": slices.Repeat([]any{"x"}, 1<<20)},
	} {
		_, err := every.Read(v)
		if got := pointers(t, err); len(got) != 1 || got[0] != "/values form.tooLarge" {
			t.Errorf("%s: got %d problems, first %.80q", name, len(got), got)
		}
	}
}

func tenThousand() form.Values {
	v := form.Values{"one": "a"}
	for i := range 10_000 {
		v[fmt.Sprint("field-", i)] = "x"
	}
	return v
}

func TestAPastedChainBecomesLines(t *testing.T) {
	text := "#接龙\n周五到家请接龙\n\n1. 李明妈妈 已到家\n２、陈思雨爸爸：在路上\n3）余涛 17:40 到家\n   路上堵车\n4 田甜奶奶\n05．=SUM(A1)\n"
	got := form.ParseChain(text)
	want := []form.Line{
		{Number: "1", Who: "李明妈妈", Rest: "已到家", Text: "1. 李明妈妈 已到家"},
		{Number: "２", Who: "陈思雨爸爸", Rest: "在路上", Text: "２、陈思雨爸爸：在路上"},
		{Number: "3", Who: "余涛", Rest: "17:40 到家 路上堵车", Text: "3）余涛 17:40 到家 路上堵车"},
		{Number: "4", Who: "田甜奶奶", Rest: "", Text: "4 田甜奶奶"},
		{Number: "05", Who: "=SUM(A1)", Rest: "", Text: "05．=SUM(A1)"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if v := every.Fill("不同意，跳绳和踢球 ３ 个人"); v.Text("one") != "b" || !slices.Equal(v["some"].([]string), []string{"y", "z"}) || v["n"] != 3.0 {
		t.Errorf("a line fills in %v", v)
	}
}

func TestAQuestionShowsThreeAnswersAndHidesTheRightOne(t *testing.T) {
	q := &form.Question{Ask: "几点？", Answers: [3]string{"7:30", "7:40", "7:30"}, Right: 3}
	var c core.Check
	q.Check(&c, "/question")
	if got := pointers(t, c.Err()); !slices.Equal(got, []string{"/question/answers/2 form.twice", "/question/right field.choice"}) {
		t.Errorf("got %q", got)
	}
	b, err := json.Marshal(q.Asked())
	if err != nil || strings.Contains(string(b), "right") {
		t.Errorf("families see %s, %v", b, err)
	}
}

func FuzzReadKeepsItsPromises(f *testing.F) {
	f.Add(`{"one":"a","some":["x"],"n":1e300,"text":"=1","sign":{"path":"M1"}}`)
	f.Add(`{"one":["a"],"day":"2026-11-27","pic":[1]}`)
	f.Fuzz(func(t *testing.T, text string) {
		var in form.Values
		if json.Unmarshal([]byte(text), &in) != nil {
			return
		}
		out, err := every.Read(in)
		if err != nil {
			return
		}
		again, err := every.Read(parse(t, out.Encode()))
		if err != nil || again.Encode() != out.Encode() {
			t.Errorf("what was read once reads otherwise: %s then %s, %v", out.Encode(), again.Encode(), err)
		}
		for id := range maps.Keys(out) {
			if _, known := every.Field(id); !known {
				t.Errorf("%q came through", id)
			}
		}
		if len(out.Encode()) > 2*form.MaxAnswer || utf8.RuneCountInString(out.Text("text")) > form.MaxText {
			t.Errorf("%d bytes came through", len(out.Encode()))
		}
	})
}

func FuzzParseChainIsBounded(f *testing.F) {
	f.Add("1. 李明妈妈 已到家\n2 x")
	f.Add("#1、a：b\r\n\n３. ")
	f.Fuzz(func(t *testing.T, text string) {
		lines := form.ParseChain(text)
		if len(lines) > form.MaxLines {
			t.Errorf("%d lines", len(lines))
		}
		for _, l := range lines {
			if l.Who == "" || strings.ContainsAny(l.Text, "\n\r\x00") || utf8.RuneCountInString(l.Text) > 300 {
				t.Errorf("got %+v", l)
			}
			if _, err := every.Read(every.Fill(l.Rest)); err != nil && core.KindOf(err) != core.KindInvalid {
				t.Error(err)
			}
		}
	})
}
