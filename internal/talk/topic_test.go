package talk_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/talk"
)

func TestAQuestionIsListedClosedWithASummaryAndReopened(t *testing.T) {
	r := newRooms(t, 2)
	mother, father := r.Joins(0, "母亲"), r.Joins(1, "父亲")
	q := r.says(mother, r.class(), talk.Draft{Text: "手机怎么管？", Topic: "手机"})
	a := r.answer(father, q, "九点半交")
	if b := r.body(r.class(), q.Seq); b.Topic == nil || b.Topic.Title != "手机" || b.Topic.State != "open" {
		t.Errorf("the entry shows %+v", b.Topic)
	}
	if _, err := r.CloseTopic(ctx, father, r.class(), q.Seq, "都交"); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("another family closed it: %v", err)
	}
	if _, err := r.CloseTopic(ctx, mother, r.class(), q.Seq, "九点半交给家长"); err != nil {
		t.Fatal(err)
	}
	if _, err := r.CloseTopic(ctx, r.Teacher, r.class(), q.Seq, "改掉"); !errors.Is(err, talk.ErrClosed) {
		t.Errorf("a summary was overwritten: %v", err)
	}
	if _, err := r.Post(ctx, father, r.class(), talk.Draft{Text: "还有", Parent: a.Seq}); !errors.Is(err, talk.ErrClosed) {
		t.Errorf("an answer after the end: %v", err)
	}
	list, _, err := r.Topics(ctx, father, r.Class.ID, "closed", core.Page{})
	if err != nil || len(list) != 1 || list[0].Summary != "九点半交给家长" || list[0].Replies != 1 || list[0].By.Label != "学生0妈妈" {
		t.Errorf("the list has %+v, %v", list, err)
	}
	if _, err := r.ReopenTopic(ctx, r.Teacher, r.class(), q.Seq); err != nil {
		t.Fatal(err)
	}
	r.answer(father, q, "还有周末")
	if list, _, err = r.Topics(ctx, father, r.Class.ID, "closed", core.Page{}); err != nil || len(list) != 0 {
		t.Errorf("closed after reopening: %+v, %v", list, err)
	}
}

func TestOnlyAMessageOfItsOwnInTheClassIsAQuestion(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	root := r.text(mother, r.class(), "随便说说")
	private := r.text(mother, r.family(0), "自己家")
	under := r.answer(mother, root, "再说")
	if _, err := r.Post(ctx, mother, r.class(), talk.Draft{Text: "问", Topic: "\u200b"}); core.KindOf(err) != core.KindInvalid {
		t.Errorf("a question whose title nobody can see: %v", err)
	}
	if _, err := r.Post(ctx, mother, r.family(0), talk.Draft{Text: "问", Topic: "问"}); !errors.Is(err, talk.ErrNotTopic) {
		t.Errorf("a question in the family's room: %v", err)
	}
	for _, e := range []feed.Entry{private, under} {
		if _, err := r.OpenTopic(ctx, mother, e.Conversation, e.Seq, "问"); !errors.Is(err, talk.ErrNotTopic) {
			t.Errorf("entry %d of %s became a question: %v", e.Seq, e.Conversation, err)
		}
	}
	if _, err := r.CloseTopic(ctx, mother, r.class(), root.Seq, "完"); !errors.Is(err, talk.ErrNotTopic) {
		t.Errorf("closed what was no question: %v", err)
	}
	if _, err := r.OpenTopic(ctx, mother, r.class(), root.Seq, "聊聊"); err != nil {
		t.Error(err)
	}
	if _, err := r.OpenTopic(ctx, mother, r.class(), root.Seq, "改个名字"); err != nil || r.body(r.class(), root.Seq).Topic.Title != "改个名字" {
		t.Errorf("renamed at once: %v", err)
	}
	r.Clock.Advance(16 * time.Minute)
	if _, err := r.OpenTopic(ctx, mother, r.class(), root.Seq, "偷偷改"); !errors.Is(err, talk.ErrTooLate) {
		t.Errorf("renamed after a quarter of an hour: %v", err)
	}
	if got := r.owes(r.Teacher); !slices.Contains(got, "随便说说") {
		t.Errorf("a question asked later is not owed: %v", got)
	}
}

func TestAnExperienceNeedsEveryWritersYesAndForgetsWhoSaysNo(t *testing.T) {
	r := newRooms(t, 3)
	mother, father, silent := r.Joins(0, "母亲"), r.Joins(1, "父亲"), r.Joins(2, "母亲")
	q := r.says(mother, r.class(), talk.Draft{Text: "学生0总玩手机，怎么办？", Topic: "手机"})
	a := r.answer(father, q, "学生1九点半交，13800001111 问我")
	card := talk.Card{Title: "手机怎么管", Summary: "王老师：约好时间最有用", Quotes: []feed.Seq{q.Seq, a.Seq}}
	publish := func() (talk.Experience, error) { return r.Publish(ctx, r.Teacher, r.class(), q.Seq, card) }
	agree := func(who core.Actor, yes bool) talk.Asked {
		t.Helper()
		out, err := r.Agree(ctx, who, r.class(), q.Seq, yes)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	if _, err := r.Agree(ctx, silent, r.class(), q.Seq, true); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("somebody who wrote nothing agreed: %v", err)
	}
	if got := agree(mother, true); got.Writers != 2 || got.Yes != 1 || got.Mine == nil || !*got.Mine {
		t.Errorf("after one yes: %+v", got)
	}
	if _, err := publish(); !errors.Is(err, talk.ErrNoYes) {
		t.Errorf("published without the father's yes: %v", err)
	}
	agree(father, true)
	x, err := publish()
	if err != nil || !slices.Equal(x.Quotes, []string{"孩子总玩手机，怎么办？", "孩子九点半交，… 问我"}) || x.Summary != "老师：约好时间最有用" {
		t.Fatalf("the card says %+v, %v", x, err)
	}
	if _, err := publish(); !errors.Is(err, talk.ErrPublished) {
		t.Errorf("published twice: %v", err)
	}
	agree(father, false)
	cards, _, err := r.Experiences(ctx, silent, core.Page{})
	if err != nil || len(cards) != 1 || len(cards[0].Quotes) != 1 || cards[0].Yours {
		t.Errorf("after the father's no: %+v, %v", cards, err)
	}
	if _, err := r.TakeBack(ctx, mother, r.class(), q.Seq, ""); err != nil {
		t.Fatal(err)
	}
	if cards, _, _ = r.Experiences(ctx, r.Teacher, core.Page{}); len(cards[0].Quotes) != 0 || !cards[0].Yours {
		t.Errorf("after the mother's recall: %+v", cards)
	}
	if err := r.Remove(ctx, r.Teacher, x.ID); err != nil {
		t.Fatal(err)
	}
	if cards, _, _ = r.Experiences(ctx, silent, core.Page{}); len(cards) != 0 {
		t.Errorf("after removal: %+v", cards)
	}
}
