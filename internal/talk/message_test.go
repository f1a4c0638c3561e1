package talk_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/talk"
)

func TestAGuardianSpeaksUnderTheNameOfTheChild(t *testing.T) {
	r := newRooms(t, 3)
	mother := r.Joins(0, "母亲")
	if e := r.text(mother, r.class(), "明天几点？"); e.By.Label != "学生0妈妈" || e.Kind != feed.EntryMessage {
		t.Errorf("in the class she is %q", e.By.Label)
	}
	r.AlsoJoins(mother, 1, "母亲")
	if _, err := r.Post(ctx, mother, r.class(), talk.Draft{Text: "明天几点？"}); !errors.Is(err, talk.ErrNoChild) {
		t.Errorf("a mother of two was not asked for whom: %v", err)
	}
	if e := r.says(mother, r.class(), talk.Draft{Text: "问学生1的事", Student: r.Students[1]}); e.By.Label != "学生1妈妈" {
		t.Errorf("for her second child she is %q", e.By.Label)
	}
	if e := r.text(mother, r.family(1), "自己家说"); e.By.Label != "学生1妈妈" {
		t.Errorf("in the second child's room she is %q", e.By.Label)
	}
	if _, err := r.Post(ctx, mother, r.class(), talk.Draft{Text: "冒充", Student: r.Students[2]}); !errors.Is(err, talk.ErrNoChild) {
		t.Errorf("she spoke for another's child: %v", err)
	}
	if e := r.text(r.Teacher, r.class(), "七点半。"); e.By.Label != "王老师" {
		t.Errorf("the teacher is %q", e.By.Label)
	}
}

func TestAThreadIsOneStepDeepAndCounted(t *testing.T) {
	r := newRooms(t, 2)
	mother, father := r.Joins(0, "母亲"), r.Joins(1, "父亲")
	root := r.text(mother, r.class(), "手机怎么管？")
	first := r.answer(father, root, "九点半交")
	second := r.answer(mother, first, "交给谁")
	if second.Parent != root.Seq {
		t.Errorf("an answer to an answer hangs under %d, want the root %d", second.Parent, root.Seq)
	}
	if b := r.body(r.class(), root.Seq); b.Replies != 2 || b.LastReplyAt == 0 {
		t.Errorf("the root counts %+v", b)
	}
	if _, err := r.TakeBack(ctx, father, r.class(), first.Seq, ""); err != nil {
		t.Fatal(err)
	}
	if b := r.body(r.class(), root.Seq); b.Replies != 1 {
		t.Errorf("after a recall the root counts %d answers", b.Replies)
	}
	if _, err := r.Post(ctx, mother, r.class(), talk.Draft{Text: "?", Parent: 999}); !errors.Is(err, talk.ErrNoParent) {
		t.Errorf("an answer to nothing: %v", err)
	}
}

func TestWordsCanBeChangedAndTakenBackButNotWithoutATrace(t *testing.T) {
	r := newRooms(t, 2)
	mother, other := r.Joins(0, "母亲"), r.Joins(1, "母亲")
	e := r.text(mother, r.class(), "周五开会")
	if _, err := r.Edit(ctx, other, r.class(), e.Seq, "别人改的"); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("somebody else changed it: %v", err)
	}
	if _, err := r.Edit(ctx, mother, r.class(), e.Seq, "周六开会"); err != nil {
		t.Fatal(err)
	}
	if b := r.body(r.class(), e.Seq); b.Text != "周六开会" || b.EditedAt == 0 {
		t.Errorf("after the change: %+v", b)
	}
	r.Clock.Advance(16 * time.Minute)
	if _, err := r.Edit(ctx, mother, r.class(), e.Seq, "周日开会"); !errors.Is(err, talk.ErrTooLate) {
		t.Errorf("changed after a quarter of an hour: %v", err)
	}
	if _, err := r.TakeBack(ctx, mother, r.class(), e.Seq, ""); err != nil {
		t.Fatal(err)
	}
	if b := r.body(r.class(), e.Seq); b.State != talk.StateRecalled || b.Text != "" {
		t.Errorf("the tombstone says %+v", b)
	}
	h, err := r.History(ctx, r.Teacher, r.class(), e.Seq)
	acts := []talk.Act{}
	for _, v := range h.Items {
		acts = append(acts, v.Act)
	}
	if err != nil || !slices.Equal(acts, []talk.Act{talk.ActSaid, talk.ActEdited, talk.ActRecalled}) || h.Items[0].Text != "周五开会" || h.Items[1].Text != "周六开会" {
		t.Errorf("staff review %+v, %v", h.Items, err)
	}
	if _, err := r.TakeBack(ctx, mother, r.class(), e.Seq, ""); !errors.Is(err, talk.ErrGone) {
		t.Errorf("recalled twice: %v", err)
	}
}

func TestRecallEndsAfterADayAndStaffRemoveWithAReason(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	e := r.text(mother, r.class(), "广告")
	r.Clock.Advance(25 * time.Hour)
	if _, err := r.TakeBack(ctx, mother, r.class(), e.Seq, ""); !errors.Is(err, talk.ErrTooLate) {
		t.Errorf("recalled after a day: %v", err)
	}
	if _, err := r.TakeBack(ctx, mother, r.class(), e.Seq, "家长删的"); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("a mother removed: %v", err)
	}
	if _, err := r.TakeBack(ctx, r.Teacher, r.class(), e.Seq, ""); core.KindOf(err) != core.KindInvalid {
		t.Errorf("removed without a reason: %v", err)
	}
	if _, err := r.TakeBack(ctx, r.Teacher, r.class(), e.Seq, "广告"); err != nil {
		t.Fatal(err)
	}
	h, err := r.History(ctx, r.Teacher, r.class(), e.Seq)
	last := h.Items[len(h.Items)-1]
	if err != nil || last.Act != talk.ActRemoved || last.Reason != "广告" || last.By.Label != "王老师" || r.body(r.class(), e.Seq).State != talk.StateRemoved {
		t.Errorf("history ends with %+v, %v", last, err)
	}
}

func TestStaffDoNotTakeBackEachOthersWordsAmongThemselves(t *testing.T) {
	r := newRooms(t, 1)
	colleague := r.Hires("周老师")
	e := r.text(r.Teacher, feed.OfStaff(r.Class.ID), "考勤表谁填？")
	if _, err := r.TakeBack(ctx, colleague, e.Conversation, e.Seq, "不想看"); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("a colleague removed it: %v", err)
	}
}

func TestOneSignAPersonIsGathered(t *testing.T) {
	r := newRooms(t, 2)
	mother, father := r.Joins(0, "母亲"), r.Joins(1, "父亲")
	e := r.text(r.Teacher, r.class(), "今天都到家了")
	react := func(a core.Actor, kind talk.Reaction) {
		t.Helper()
		if err := r.React(ctx, a, r.class(), e.Seq, kind); err != nil {
			t.Fatal(err)
		}
	}
	react(mother, talk.Thanks)
	react(father, talk.Thanks)
	react(mother, talk.Flower)
	if got := r.body(r.class(), e.Seq).Reactions; len(got) != 2 || got[talk.Thanks] != 1 || got[talk.Flower] != 1 {
		t.Errorf("signs: %v", got)
	}
	mine, err := r.Mine(ctx, mother, r.class(), 0)
	if err != nil || len(mine.Reactions) != 1 || mine.Reactions[e.Seq] != talk.Flower {
		t.Errorf("her own signs: %v, %v", mine, err)
	}
	react(mother, "")
	react(mother, "")
	if got := r.body(r.class(), e.Seq).Reactions; len(got) != 1 || got[talk.Thanks] != 1 {
		t.Errorf("after taking one back: %v", got)
	}
}

func TestFamiliesThankForWhatTheSchoolSaysButDoNotWriteThere(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	school := feed.OfSchool(r.Teacher.School)
	e := r.text(r.Teacher, school, "明天升旗")
	if _, err := r.Post(ctx, mother, school, talk.Draft{Text: "几点？"}); !errors.Is(err, feed.ErrSilent) {
		t.Errorf("a mother wrote in the school's room: %v", err)
	}
	if err := r.React(ctx, mother, school, e.Seq, talk.Heart); err != nil || r.body(school, e.Seq).Reactions[talk.Heart] != 1 {
		t.Errorf("her thanks: %v", err)
	}
}

func TestFilesOpenToTheRoomAndCloseWithARecall(t *testing.T) {
	r := newRooms(t, 2)
	mother, other := r.Joins(0, "母亲"), r.Joins(1, "母亲")
	r.shelf.owner["p1"] = mother.Person
	if _, err := r.Post(ctx, other, r.class(), talk.Draft{Files: []media.FileID{"p1"}}); err == nil {
		t.Error("somebody sent another's picture")
	}
	e := r.says(mother, r.family(0), talk.Draft{Files: []media.FileID{"p1"}})
	if b := r.body(e.Conversation, e.Seq); len(b.Files) != 1 || b.Files[0].Name != "p1.jpg" || r.shelf.used["p1"] != r.family(0) {
		t.Errorf("files: %+v, used %v", b.Files, r.shelf.used)
	}
	if _, err := r.TakeBack(ctx, mother, e.Conversation, e.Seq, ""); err != nil {
		t.Fatal(err)
	}
	if b := r.body(e.Conversation, e.Seq); len(b.Files) != 0 || len(r.shelf.used) != 0 {
		t.Errorf("after the recall: %+v, used %v", b.Files, r.shelf.used)
	}
	if h, err := r.History(ctx, r.Teacher, e.Conversation, e.Seq); err != nil || len(h.Files) != 1 {
		t.Errorf("staff review the files %v, %v", h.Files, err)
	}
}

func TestMentionsNameOnlyWhoIsThere(t *testing.T) {
	r := newRooms(t, 3)
	mother, father := r.Joins(0, "母亲"), r.Joins(1, "父亲")
	staff := talk.Mention{Kind: "staff", ID: r.Teacher.Person, Label: "假名字"}
	e := r.says(mother, r.class(), talk.Draft{Text: "请看看", Mentions: []talk.Mention{staff}})
	if got := r.body(r.class(), e.Seq).Mentions; len(got) != 1 || got[0].Label != "王老师" {
		t.Errorf("mentions: %+v", got)
	}
	if r.ear.Of(r.Teacher.Person, "mention") != 1 {
		t.Errorf("nudges: %v", r.ear.All())
	}
	families := func(a core.Actor) (ids []string) {
		for _, m := range r.here(a, r.class()).Mentionable {
			if m.Kind == "family" {
				ids = append(ids, m.ID)
			}
		}
		return ids
	}
	if got := families(father); !slices.Equal(got, []string{string(r.Students[0])}) {
		t.Errorf("a father may address %v, want only who has spoken", got)
	}
	if got := families(r.Teacher); len(got) != 3 {
		t.Errorf("the teacher may address %v", got)
	}
	unknown := talk.Mention{Kind: "family", ID: string(r.Students[2])}
	if _, err := r.Post(ctx, father, r.class(), talk.Draft{Text: "?", Mentions: []talk.Mention{unknown}}); core.KindOf(err) != core.KindInvalid {
		t.Errorf("a father addressed a silent family: %v", err)
	}
}

func TestWhatIsTooMuchIsNamedAllAtOnce(t *testing.T) {
	r := newRooms(t, 1)
	_, err := r.Post(ctx, r.Teacher, r.class(), talk.Draft{Text: strings.Repeat("长", 4001), Topic: strings.Repeat("长", 61),
		Urgent: strings.Repeat("长", 201), Files: make([]media.FileID, 51), Mentions: make([]talk.Mention, 21)})
	var e *core.Error
	if !errors.As(err, &e) || len(e.Fields) != 5 {
		t.Errorf("got %v", err)
	}
	if _, err := r.Post(ctx, r.Teacher, r.class(), talk.Draft{Text: " \n "}); core.KindOf(err) != core.KindInvalid {
		t.Errorf("an empty message: %v", err)
	}
}

func TestARepeatedRequestSaysItOnce(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	var first feed.Seq
	for range 2 {
		again := core.WithRequest(ctx, core.Request{Scope: mother.Person, Key: "0123456789abcdef", Digest: "d"})
		p, err := r.Post(again, mother, r.class(), talk.Draft{Text: "一次"})
		if err != nil || first != 0 && p.Entry.Seq != first {
			t.Fatalf("got %+v, %v", p, err)
		}
		first = p.Entry.Seq
	}
	if got := r.texts(r.class()); len(got) != 1 {
		t.Errorf("the room has %v", got)
	}
}
