package notice_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/notice"
)

func TestASlipKeepsTheWordsThatWereSigned(t *testing.T) {
	r := newRooms(t, 2)
	mother, father := r.Joins(0, "母亲"), r.Joins(0, "父亲")
	stranger := r.Joins(1, "母亲")
	c := r.asking(notice.TypeSlip, ask.LevelSign, nil)
	c.Need = ask.NeedAll
	id := r.posts(c)
	signed := form.Values{"consent": "yes", ask.SignField: map[string]any{"name": "王丽"}}
	blank, err := r.Slip(ctx, r.Teacher, id, r.Students[0])
	if err != nil || len(blank.Pages) != 1 || len(blank.Pages[0].Signed) != 0 || blank.SchoolName == "" || blank.Pages[0].Form == nil {
		t.Fatalf("the paper to sign by hand: %+v, %v", blank, err)
	}
	r.answered(mother, id, 0, signed)
	c.Text = "周五下午三点半放学。"
	if err := r.Correct(ctx, r.Teacher, id, notice.Correction{Content: c}); err != nil {
		t.Fatal(err)
	}
	r.answered(father, id, 0, form.Values{"consent": "no", ask.SignField: map[string]any{"path": "M0 0L10 10"}})

	p, err := r.Slip(ctx, r.Teacher, id, r.Students[0])
	if err != nil || len(p.Pages) != 2 {
		t.Fatalf("%+v, %v", p, err)
	}
	if first := p.Pages[1]; first.Text != "周五下午四点放学。" || first.Signed[0].Label != "学生0妈妈" || first.Signed[0].Values.Text("consent") != "yes" {
		t.Errorf("under the first words: %+v", first)
	}
	if now := p.Pages[0]; now.Text != c.Text || now.Signed[0].Label != "学生0爸爸" {
		t.Errorf("under the new words: %+v", now)
	}
	if own, err := r.Slip(ctx, mother, id, r.Students[0]); err != nil || len(own.Pages) != 1 || own.Pages[0].Signed[0].Label != "学生0妈妈" {
		t.Errorf("the mother finds %+v, %v", own, err)
	}
	if _, err := r.Slip(ctx, stranger, id, r.Students[0]); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("another family: got %v", err)
	}
	if _, err := r.Slip(ctx, r.Teacher, r.posts(r.holiday()), r.Students[0]); !errors.Is(err, notice.ErrNoSlip) {
		t.Errorf("of what is not signed: got %v", err)
	}
}

func TestAQuestionShowsFamiliesEverythingButTheRightAnswer(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	c := r.asking(notice.TypeGeneral, ask.LevelUnderstood, nil)
	c.Question = &form.Question{Ask: "周五几点放学？", Answers: [3]string{"三点", "四点", "五点"}, Right: 1, Line: "周五下午四点放学。"}
	id := r.posts(c)
	v, mine := r.sees(r.Teacher, id), r.sees(mother, id)
	if v.Key == nil || v.Key.Right != 1 || v.Question == nil || mine.Key != nil || mine.Question.Ask != "周五几点放学？" {
		t.Errorf("staff see %+v and the mother %+v", v.Key, mine.Key)
	}
	for name, shown := range map[string]any{"page": mine, "home": r.home(mother)} {
		if text, _ := json.Marshal(shown); strings.Contains(string(text), `"right"`) || strings.Contains(string(text), `"line"`) {
			t.Errorf("the mother's %s tells the answer: %s", name, text)
		}
	}
	if _, e := r.body(id); strings.Contains(string(e.Body), "四点") && strings.Contains(string(e.Body), "right") {
		t.Errorf("the entry tells the answer: %s", e.Body)
	}
	if err := r.answers(mother, id, 0, form.Values{form.AnswerField: 0.0}); !errors.Is(err, ask.ErrWrong) {
		t.Errorf("a wrong answer: got %v", err)
	}
	r.answered(mother, id, 0, form.Values{form.AnswerField: 1.0})
	if m := r.sees(mother, id).Mine[0]; !m.Done {
		t.Errorf("after the right one: %+v", m)
	}
	c.Question = &form.Question{Ask: "周五几点放学？", Answers: [3]string{"三点", "四点", "五点"}, Right: 0}
	if err := r.Correct(ctx, r.Teacher, id, notice.Correction{Content: c}); err != nil {
		t.Fatal(err)
	}
	if b, e := r.body(id); strings.Contains(string(e.Body), "right") || len(b.Changes) != 0 || len(r.home(mother).Asks) != 1 {
		t.Errorf("a mended question: %s", e.Body)
	}
}

func TestAPollThatIsOverShowsFamiliesWhatItCameToOnceEnoughHaveVoted(t *testing.T) {
	r := newRooms(t, 5)
	id := r.posts(r.asking(notice.TypePoll, ask.LevelForm, &form.Form{Fields: bus.Fields[:1]}))
	voted := r.sees(r.Teacher, id).Ask
	var mother core.Actor
	for i := range 5 {
		mother = r.Joins(i, "母亲")
		if i == 4 {
			if err := r.ask.Turn(ctx, voted, false); err != nil {
				t.Fatal(err)
			}
			if res := r.sees(mother, id).Result; res == nil || !res.Hidden || len(res.Fields) != 0 {
				t.Errorf("four votes tell the class: %+v", res)
			}
			if err := r.ask.Turn(ctx, voted, true); err != nil {
				t.Fatal(err)
			}
		}
		r.answered(mother, id, i, form.Values{"way": "bus"})
	}
	if res := r.sees(mother, id).Result; res != nil {
		t.Errorf("while it is open: %+v", res)
	}
	if err := r.ask.Turn(ctx, voted, false); err != nil {
		t.Fatal(err)
	}
	if res := r.sees(mother, id).Result; res == nil || res.Hidden || res.Fields[0].Options[0].Count != 5 {
		t.Errorf("after five votes: %+v", res)
	}
}
