package talk_test

import (
	"errors"
	"testing"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
	"magpie/internal/talk"
)

func TestWhatAFamilySaysIsOwedUntilItIsAnswered(t *testing.T) {
	r := newRooms(t, 2)
	mother, father := r.Joins(0, "母亲"), r.Joins(1, "父亲")
	r.text(mother, r.family(0), "宿舍有点冷")
	r.Clock.Advance(time.Minute)
	r.text(mother, r.family(0), "能带被子吗")
	r.Clock.Advance(time.Minute)
	question := r.says(father, r.class(), talk.Draft{Text: "手机怎么管", Topic: "手机"})
	r.text(mother, r.class(), "我家也想知道") // said among the families
	r.owesOnly("宿舍有点冷", "能带被子吗", "手机怎么管")

	r.text(r.Teacher, r.class(), "大家好")
	r.answer(mother, question, "九点半")
	r.owesOnly("宿舍有点冷", "能带被子吗", "手机怎么管")
	r.text(r.Teacher, r.family(0), "可以带")
	r.owesOnly("手机怎么管")
	r.answer(r.Teacher, question, "班里这样约定")
	r.owesOnly()
	again := r.answer(father, question, "好的，那周末呢？") // who asked goes on
	r.owesOnly("好的，那周末呢？")
	r.answer(mother, again, "我家周末十点") // another family helps
	r.owesOnly("好的，那周末呢？")
	r.answer(mother, r.answer(r.Teacher, again, "周末自己定"), "谢谢，周末定几点合适？")
	r.owesOnly("谢谢，周末定几点合适？")
	if r.ear.Of(r.Teacher.Person, "owed") == 0 {
		t.Error("the teacher's screen was never told")
	}
}

func TestANoticeIntoAFamilysRoomAnswersNothing(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	r.text(mother, r.family(0), "宿舍有点冷")
	r.Write(func(tx *db.Tx) error {
		_, err := r.feed.Append(tx, r.family(0), feed.Draft{School: "s", Kind: feed.EntryNotice, By: roster.Byline{Role: core.RoleStaff}, Body: struct{}{}})
		return err
	})
	r.owesOnly("宿舍有点冷")
}

func TestAReplyUnderANoticeIsOwed(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	reply := func(by roster.Byline, parent feed.Seq, kind feed.EntryKind, text string) (e feed.Entry) {
		r.Write(func(tx *db.Tx) (err error) {
			e, err = r.feed.Append(tx, r.class(), feed.Draft{School: "s", Kind: kind, By: by, Parent: parent, Body: map[string]string{"text": text}})
			return err
		})
		return e
	}
	teacher, guardian := roster.Byline{ID: r.Teacher.Person, Role: core.RoleStaff}, roster.Byline{ID: mother.Person, Label: "学生0妈妈", Role: core.RoleGuardian}
	notice := reply(teacher, 0, feed.EntryNotice, "放假")
	asked := reply(guardian, notice.Seq, feed.EntryReply, "几点返校？")
	r.owesOnly("几点返校？")
	reply(teacher, asked.Seq, feed.EntryReply, "18:20 前")
	r.owesOnly()
	r.says(mother, r.class(), talk.Draft{Text: "校车呢？", Parent: notice.Seq})
	r.owesOnly("校车呢？")
}

func TestWhatIsPutAsideComesBackAndTimeTakesNothingOff(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	first := r.text(mother, r.family(0), "第一件")
	r.Clock.Advance(time.Minute)
	r.text(mother, r.family(0), "第二件")
	if err := r.Snooze(ctx, r.Teacher, r.family(0), first.Seq, r.in(time.Hour)); err != nil {
		t.Fatal(err)
	}
	r.owesOnly("第二件", "第一件")
	for _, until := range []core.Millis{r.in(-time.Minute), r.in(15 * 24 * time.Hour)} {
		if err := r.Snooze(ctx, r.Teacher, r.family(0), first.Seq, until); core.KindOf(err) != core.KindInvalid {
			t.Errorf("put aside until %d: %v", until, err)
		}
	}
	r.Clock.Advance(400 * 24 * time.Hour)
	r.owesOnly("第一件", "第二件")
	if err := r.Done(ctx, r.Teacher, r.family(0), first.Seq); err != nil {
		t.Fatal(err)
	}
	r.owesOnly("第二件")
	if err := r.Done(ctx, r.Teacher, r.family(0), 999); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("done with nothing: %v", err)
	}
}

func TestWhatIsRecalledIsOwedNoMore(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	e := r.text(mother, r.family(0), "发错了")
	if _, err := r.TakeBack(ctx, mother, r.family(0), e.Seq, ""); err != nil {
		t.Fatal(err)
	}
	r.owesOnly()
}

func TestTheMorningNamesWhatHasWaitedLongest(t *testing.T) {
	r := newRooms(t, 5)
	for i := range 5 {
		r.Clock.Advance(time.Minute)
		r.text(r.Joins(i, "母亲"), r.family(i), "第"+string(rune('1'+i)))
	}
	if items, err := r.Morning(ctx, r.Teacher); err != nil || len(items) != 0 {
		t.Errorf("on the same day it names %v, %v", items, err)
	}
	r.until(7, 30)
	items, err := r.Morning(ctx, r.Teacher)
	if err != nil || len(items) != 3 || items[0].Name != "学生0妈妈" || items[0].ClassName != "高一（3）班" {
		t.Errorf("in the morning it names %+v, %v", items, err)
	}
	r.Read(func(tx *db.Tx) error {
		o, err := talk.Owed(tx, []roster.ClassID{r.Class.ID})
		if o.N != 5 || o.Oldest == nil || o.Oldest.Name != "学生0妈妈" {
			t.Errorf("the day's page says %+v", o)
		}
		return err
	})
}

func TestACursorNobodyGaveOutBreaksNothing(t *testing.T) {
	r := newRooms(t, 1)
	for _, after := range []string{"x", "9999999999999.1.1.x", "1.99999999999999999999.99999999999999999999.x"} {
		if _, _, err := r.Owed(ctx, r.Teacher, core.Page{After: after}); err != nil {
			t.Errorf("after %s: %v", after, err)
		}
	}
}

func TestTheListIsReadPageByPage(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	for range 5 {
		r.text(mother, r.family(0), "一句")
	}
	var seqs []feed.Seq
	next := ""
	for {
		items, after, err := r.Owed(ctx, r.Teacher, core.Page{After: next, Limit: 2})
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range items {
			seqs = append(seqs, o.Seq)
		}
		if next = after; next == "" {
			break
		}
	}
	if len(seqs) != 5 || seqs[0] != 1 || seqs[4] != 5 {
		t.Errorf("pages gave %v", seqs)
	}
}

func TestOnlyTheOwnClassesAreOwed(t *testing.T) {
	r := newRooms(t, 1)
	r.text(r.Joins(0, "母亲"), r.family(0), "只给王老师")
	stranger := core.Actor{Person: "nobody", Role: core.RoleStaff, School: "s"}
	if got := r.owes(stranger); len(got) != 0 {
		t.Errorf("another teacher is owed %v", got)
	}
}
