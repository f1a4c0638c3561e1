package notice

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/roster"
)

func TestMereReceiptsAndThanksFoldAndEverythingElseStaysReadable(t *testing.T) {
	const none = ""
	for text, want := range map[string]string{
		"收到": "receipt", "收到！": "receipt", "收到。": "receipt", "收到了": "receipt", "好的": "receipt", "好的，收到": "receipt",
		"知道了": "receipt", "OK": "receipt", "ok ok": "receipt", "Ｏｋ": "receipt", "👌": "receipt", "👌🏻": "receipt", "👍👍👍": "receipt",
		"1": "receipt", "Received": "receipt", "got it": "receipt", "嗯嗯": "receipt", "李明收到": "receipt", "李明妈妈收到": "receipt",
		"谢谢": "thanks", "谢谢老师": "thanks", "谢谢王老师！": "thanks", "收到，谢谢王老师！": "thanks", "老师辛苦了🌹": "thanks",
		"老师辛苦了 🌹🌹🌹": "thanks", "辛苦了": "thanks", "🌹": "thanks", "❤️": "thanks", "好的，谢谢老师~": "thanks", "收到\n谢谢": "thanks",
		"Thank you so much!": "thanks", "Thanks, teacher": "thanks", "王芳老师辛苦了": "thanks", "非常感谢老师": "thanks", "OK谢谢": "thanks",
		"收到，但是孩子发烧了": none, "收到吗？": none, "收到吗": none, "收到?": none, "没收到": none, "还没收到": none, "好的，几点？": none,
		"好的，明天带": none, "老师": none, "您好": none, "不好": none, "不行": none, "不知道": none, "收到，发烧了老师": none, "": none, "？": none,
		"谢谢，不用了": none, "可以晚点吗": none, "知道什么": none, "😊": none, "11": none, "好几天没看到": none, "李明": none, "妈妈": none,
		"不去了，谢谢": none, "Not ok": none, "thanks but no": none, strings.Repeat("收到", 30): none,
	} {
		got, folded := Fold(text, "李明", "王芳")
		name := none
		if folded {
			name = "receipt"
			if got.Thanks {
				name = "thanks"
			}
			if !got.Receipt {
				t.Errorf("%q folds without a receipt", text)
			}
		}
		if name != want {
			t.Errorf("%q: got %q, want %q", text, name, want)
		}
	}
}

func FuzzFoldEndsAndNeverHidesAQuestion(f *testing.F) {
	f.Add("收到，谢谢王老师！")
	f.Add("好好好好好好好好好好好好好好好好好好好吗")
	f.Fuzz(func(t *testing.T, text string) {
		if _, folded := Fold(text, "李明"); folded && strings.ContainsAny(text, "?？") {
			t.Errorf("%q is a question and was folded", text)
		}
	})
}

func good() Content {
	return Content{Type: TypeHoliday, Title: "学考放假通知", Text: "放假三天。", Level: ask.LevelConfirm, Need: ask.NeedAny,
		Times:     &Times{Start: &Moment{At: 2000, Word: "清早"}, End: &Moment{At: 3000}},
		Checklist: []string{"棉被带回家", "体检表"}, DueAt: 1500, ExpiresAt: 9000}
}

func TestEverythingThatIsWrongWithANoticeIsNamedAtOnce(t *testing.T) {
	bad := Content{Type: "party", Title: strings.Repeat("长", 61), Text: strings.Repeat("长", 5001), Level: "shout", Need: "some",
		Times: &Times{Start: &Moment{At: 3000, Word: strings.Repeat("长", 21)}, End: &Moment{At: 2000}}, Students: []roster.StudentID{},
		Checklist: []string{" ", strings.Repeat("长", 81)}, DueAt: 999, PublishAt: 999, ExpiresAt: 1000}
	e, ok := bad.clean().check(1000).Err().(*core.Error)
	if !ok {
		t.Fatal("a bad notice was taken")
	}
	got := []string{}
	for _, f := range e.Fields {
		got = append(got, f.Pointer)
	}
	slices.Sort(got)
	want := []string{"/checklist/1", "/dueAt", "/expiresAt", "/level", "/need", "/publishAt", "/students", "/text",
		"/times/end/at", "/times/start/word", "/title", "/type"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	if err := good().clean().check(1000).Err(); err != nil {
		t.Errorf("a good notice was refused: %v", err)
	}
}

func TestWhatANoticeAsksForMustFitItsKind(t *testing.T) {
	options := func(n int) *form.Form {
		f := form.Field{ID: "a", Kind: form.Choice, Label: "去哪里"}
		for i := range n {
			f.Options = append(f.Options, form.Option{ID: "o" + strconv.Itoa(i), Label: "第" + strconv.Itoa(i)})
		}
		return &form.Form{Fields: []form.Field{f}}
	}
	two := options(2)
	quiz := &form.Question{Ask: "几点？", Answers: [3]string{"一点", "两点", "三点"}}
	for name, c := range map[string]struct {
		t       Type
		l       ask.Level
		e       Expect
		q       *form.Question
		pointer string
	}{
		"a chain that is only read":        {TypeChain, ask.LevelRead, Expect{}, nil, "/level"},
		"a chain that is confirmed":        {TypeChain, ask.LevelConfirm, Expect{}, nil, ""},
		"a poll without options":           {TypePoll, ask.LevelForm, Expect{}, nil, "/form"},
		"a secret poll":                    {TypePoll, ask.LevelForm, Expect{Form: two, Secret: true}, nil, ""},
		"a secret form":                    {TypeForm, ask.LevelForm, Expect{Form: two, Secret: true}, nil, "/secret"},
		"a slip that asks nothing else":    {TypeSlip, ask.LevelSign, Expect{}, nil, ""},
		"a slip that is confirmed":         {TypeSlip, ask.LevelConfirm, Expect{}, nil, "/level"},
		"a meeting with a form":            {TypeMeeting, ask.LevelForm, Expect{Form: two}, nil, ""},
		"a form that is only confirmed":    {TypeGeneral, ask.LevelConfirm, Expect{Form: two}, nil, "/form"},
		"a question that is not asked":     {TypeGeneral, ask.LevelConfirm, Expect{}, quiz, "/question"},
		"nothing to understand":            {TypeGeneral, ask.LevelUnderstood, Expect{}, nil, "/question"},
		"something to understand":          {TypeGeneral, ask.LevelUnderstood, Expect{}, quiz, ""},
		"a form that the class sees":       {TypeForm, ask.LevelForm, Expect{Form: two, Visible: ask.VisibleClass}, nil, "/visible"},
		"several signatures":               {TypeSlip, ask.LevelSign, Expect{Many: true}, nil, "/many"},
		"no late answers without deadline": {TypeForm, ask.LevelForm, Expect{Form: two, NoLate: true}, nil, "/noLate"},
		"somebody unknown who answers":     {TypeForm, ask.LevelForm, Expect{Form: two, Per: "cat"}, nil, "/per"},
		"ten thousand options":             {TypeForm, ask.LevelForm, Expect{Form: options(10_000)}, nil, "/form/fields/0/options"},
	} {
		in := Content{Type: c.t, Title: "标题", Level: c.l, Need: ask.NeedAny, Question: c.q, Expect: c.e}
		err := in.clean().check(1000).Err()
		e, refused := err.(*core.Error)
		if refused != (c.pointer != "") || refused && e.Fields[0].Pointer != c.pointer {
			t.Errorf("%s: got %v, want a problem at %q", name, err, c.pointer)
		}
	}
}

func TestACorrectionMayKeepATimeThatHasPassedButNotChooseOne(t *testing.T) {
	old := notice{State: StatePublished, Content: good().clean()}
	if err := old.Content.checkChange(old, 2500).Err(); err != nil {
		t.Errorf("keeping the old deadline: %v", err)
	}
	moved := old.Content
	moved.DueAt, moved.Students = 2000, []roster.StudentID{"a"}
	e, ok := moved.checkChange(old, 2500).Err().(*core.Error)
	if !ok || len(e.Fields) != 2 {
		t.Errorf("a passed deadline and another audience: got %v", e)
	}
}

func TestACorrectionShowsWhatAReaderWouldNotice(t *testing.T) {
	before, after := good().clean(), good().clean()
	if d := diff(before, after); len(d) != 0 {
		t.Errorf("nothing changed, yet %v", d)
	}
	after.Title, after.Pinned = "学考放假改期", true
	after.Times = &Times{Start: before.Times.Start, End: &Moment{At: 4000}}
	after.Checklist = []string{"体检表"}
	names := []string{}
	for _, f := range diff(before, after) {
		names = append(names, f.Field)
	}
	if !slices.Equal(names, []string{"title", "times", "checklist"}) {
		t.Errorf("got %v", names)
	}
}

func TestTypedTextIsMadeSafeBeforeItIsStored(t *testing.T) {
	c := Content{Title: " 放假\u202e通知\n", Text: "a\u200bb\r\nc", Checklist: []string{"  ", "被子\u0000"}}.clean().filled()
	if c.Title != "放假通知" || c.Text != "ab\nc" || !slices.Equal(c.Checklist, []string{"被子"}) {
		t.Errorf("got %q %q %q", c.Title, c.Text, c.Checklist)
	}
}

func TestAWordStandsForTheHourOrLeansOnIt(t *testing.T) {
	at := core.MillisOf(time.Date(2026, 12, 4, 18, 20, 0, 0, roster.Zone))
	for _, c := range []struct {
		word, zh, en string
		vague        bool
	}{
		{"", "12月4日（周五）18:20", "Fri 4 Dec 18:20", false},
		{"前", "12月4日（周五）18:20 前", "Fri 4 Dec by 18:20", false},
		{"清早", "12月4日（周五）清早", "Fri 4 Dec 清早", true},
	} {
		m := &Moment{At: at, Word: c.word}
		if zh, en := m.describe("zh-CN"), m.describe("en"); zh != c.zh || en != c.en || m.vague() != c.vague {
			t.Errorf("%q: got %q, %q, vague %v", c.word, zh, en, m.vague())
		}
	}
}
