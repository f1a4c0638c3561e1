package form

import (
	"slices"
	"strings"
	"testing"
	"time"

	"magpie/internal/core"
)

func TestAQuestionIsLiftedFromWhatANoticeSays(t *testing.T) {
	start := time.Date(2026, 12, 4, 14, 30, 0, 0, time.UTC)
	for _, c := range []struct {
		title, text string
		times       []time.Time
		ask, right  string
	}{
		{"家长会", "请各位家长准时到。周五下午两点半在报告厅。", nil, "“家长会”说的是几点？", "下午两点半"},
		{"放学", "周五16:20放学，请在东门等。", nil, "“放学”说的是几点？", "16:20"},
		{"体检", "12月4日体检，空腹到校。", nil, "“体检”说的是哪一天？", "12月4日"},
		{"校服", "请星期一穿校服", nil, "“校服”说的是星期几？", "星期一"},
		{"Meeting", "Please come at 2:30 pm to the hall.", nil, "What time does “Meeting” say?", "2:30 pm"},
		{"Trip", "We leave on Friday.", nil, "Which day of the week does “Trip” say?", "Friday"},
		{"运动会", "请带水。", []time.Time{start}, "“运动会”说的是几点？", "14:30"},
		{"放假", "好好休息。", []time.Time{start.Truncate(24 * time.Hour)}, "“放假”说的是哪一天？", "2026-12-04"},
	} {
		q := Lift(c.title, c.text, c.times)
		if q == nil || q.Ask != c.ask || q.Answers[q.Right] != c.right {
			t.Errorf("%s: got %+v, want %s", c.title, q, c.right)
			continue
		}
		if !strings.Contains(q.Line, c.right) {
			t.Errorf("%s: the line %q does not tell it", c.title, q.Line)
		}
	}
	for _, text := range []string{"", "请带伞。", "电话 13800001001", "一点也不难"} {
		if q := Lift("提醒", text, nil); q != nil && !strings.Contains(text, "点") {
			t.Errorf("%q: lifted %+v out of nothing", text, q)
		}
	}
}

func TestWrongAnswersStandNowhereInTheNotice(t *testing.T) {
	text := "周四彩排，周五演出，周六休息。"
	q := Lift("演出", text, nil)
	if q == nil || q.Answers[q.Right] != "周四" {
		t.Fatalf("got %+v", q)
	}
	for i, a := range q.Answers {
		if i != q.Right && strings.Contains(text, a) {
			t.Errorf("the wrong answer %q is in the notice too", a)
		}
	}
}

func FuzzLiftProposesOnlyWhatCanBeAsked(f *testing.F) {
	f.Add("家长会", "周五下午两点半在报告厅。")
	f.Add("Trip", "Dec. 4, 10:00 am \xff")
	f.Fuzz(func(t *testing.T, title, text string) {
		title, text = core.CleanLine(title), core.CleanText(text)
		q := Lift(title, text, nil)
		if q == nil {
			return
		}
		var c core.Check
		q.Clean().Check(&c, "")
		if err := c.Err(); err != nil {
			t.Errorf("%q %q: %+v is refused: %v", title, text, q, err)
		}
		if slices.Contains(q.Answers[:], "") {
			t.Errorf("%q: an empty answer in %+v", text, q)
		}
	})
}
