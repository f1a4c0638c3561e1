package notice_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/notice"
	"magpie/internal/roster"
)

func TestANoticeReachesEveryFamilyAndEachAnswerMovesTheNumbers(t *testing.T) {
	r := newRooms(t, 4)
	mother, father := r.Joins(0, "母亲"), r.Joins(1, "父亲")
	r.Joins(2, "爷爷")
	id := r.posts(r.holiday())

	home := r.home(mother)
	if len(home.Asks) != 1 || home.Asks[0].Title != "学考放假通知" || home.Asks[0].Student != r.Students[0] {
		t.Fatalf("the mother's home: %+v", home)
	}
	r.confirms(mother, id, 0)
	if home = r.home(mother); len(home.Asks) != 0 || len(home.Done) != 1 {
		t.Errorf("after confirming, the home is %+v", home)
	}
	if err := r.feed.Mark(ctx, father, feed.OfClass(r.Class.ID), 1, 0); err != nil {
		t.Fatal(err)
	}
	got := r.receipts(id)
	if got.Numbers != (notice.Numbers{Total: 4, Confirmed: 1, Delivered: 1, Silent: 2, Answered: 1}) {
		t.Errorf("numbers: %+v", got.Numbers)
	}
	order := []roster.StudentID{}
	reasons := []string{}
	for _, l := range got.Items {
		order = append(order, l.Student)
		if l.Reason != nil {
			reasons = append(reasons, l.Reason.Text)
		}
	}
	if !slices.Equal(order, []roster.StudentID{r.Students[2], r.Students[3], r.Students[1], r.Students[0]}) {
		t.Errorf("order: %v, want the silent first", order)
	}
	if !slices.Equal(reasons, []string{"只有代收人，还没打开", "没有加入", "送到了还没看"}) {
		t.Errorf("reasons: %v", reasons)
	}
	if by := got.Items[3].By; len(by) != 1 || by[0].Label != "学生0妈妈" || by[0].Via != ask.ViaApp {
		t.Errorf("receipt: %+v", by)
	}
	if r.ear.Of(r.Teacher.Person, "receipts") != 2 || r.ear.Of(mother.Person, "home") != 1 {
		t.Errorf("nudges: %v", r.ear.All())
	}
}

func TestAScheduledNoticeIsHiddenAndGoesOutExactlyOnce(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	c := r.holiday()
	c.PublishAt = r.in(time.Hour)
	id := r.posts(c)
	for _, p := range []func() error{
		func() error { return r.Reader().Check(ctx, mother, string(id)) },
		func() error { return r.Reader().Check(ctx, mother, "none") },
	} {
		if err := p(); !errors.Is(err, core.ErrAbsent) {
			t.Errorf("a family asks for what is not out: got %v, want ErrAbsent", err)
		}
	}
	if next, err := r.PublishDue(ctx); err != nil || next != c.PublishAt {
		t.Fatalf("next is %d, want %d (%v)", next, c.PublishAt, err)
	}
	if n := len(r.entries(feed.OfClass(r.Class.ID))); n != 0 {
		t.Fatalf("%d entries before its time", n)
	}
	r.Clock.Advance(time.Hour)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if _, err := r.PublishDue(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := len(r.entries(feed.OfClass(r.Class.ID))); n != 1 {
		t.Errorf("%d entries, want 1", n)
	}
	if err := r.Reader().Check(ctx, mother, string(id)); err != nil {
		t.Errorf("the family may not read it: %v", err)
	}
}

func TestNobodyWritesInAnArchivedClass(t *testing.T) {
	r := newRooms(t, 1)
	r.Joins(0, "母亲")
	id := r.posts(r.holiday())
	late := r.holiday()
	late.PublishAt = r.in(time.Hour)
	waiting := r.posts(late)
	r.Archives()
	r.Clock.Advance(time.Hour)
	_, post := r.Post(ctx, r.Teacher, r.Class.ID, r.holiday())
	_, reply := r.Reply(ctx, r.Teacher, id, notice.Typed{Text: "还有一句。"})
	_, remind := r.Remind(ctx, r.Teacher, id, nil)
	for name, err := range map[string]error{"post": post, "reply": reply, "remind": remind, "pin": r.Pin(ctx, r.Teacher, id, true),
		"correct": r.Correct(ctx, r.Teacher, id, notice.Correction{Content: r.holiday()})} {
		if !errors.Is(err, roster.ErrArchived) {
			t.Errorf("%s: got %v, want ErrArchived", name, err)
		}
	}
	if next, err := r.PublishDue(ctx); err != nil || next != 0 || r.sees(r.Teacher, waiting).State != notice.StateRecalled {
		t.Errorf("the scheduled notice still waits for %d, %v", next, err)
	}
}

func TestANoticeForChosenChildrenIsOnlyForTheirFamilies(t *testing.T) {
	r := newRooms(t, 3)
	mother, other := r.Joins(0, "母亲"), r.Joins(2, "母亲")
	c := r.holiday()
	c.Students = []roster.StudentID{r.Students[1], r.Students[0], r.Students[0]}
	id := r.posts(c)
	if err := r.Reader().Check(ctx, mother, string(id)); err != nil {
		t.Errorf("the chosen family: %v", err)
	}
	if err := r.Reader().Check(ctx, other, string(id)); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("another family: got %v, want ErrAbsent", err)
	}
	if err := r.StaffOfNotice().Check(ctx, mother, string(id)); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("a family at the receipts: got %v, want ErrAbsent", err)
	}
	if home := r.home(other); len(home.Asks) != 0 {
		t.Errorf("another family's home: %+v", home.Asks)
	}
	v := r.sees(mother, id)
	if v.Students != nil || len(v.Places) != 1 || v.Place.Conversation != feed.OfFamily(r.Students[0]) || len(v.Mine) != 1 {
		t.Errorf("the family sees more than its own: %+v", v)
	}
	if len(r.entries(feed.OfClass(r.Class.ID))) != 0 || len(r.entries(feed.OfFamily(r.Students[1]))) != 1 {
		t.Error("the entry stands in the wrong conversation")
	}
	if got := r.receipts(id); got.Total != 2 {
		t.Errorf("%d recipients, want 2", got.Total)
	}
}

func TestACorrectionShowsWhatChangedAndReopensOnlyWhenAsked(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	id := r.posts(r.holiday())
	r.confirms(mother, id, 0)
	c := r.holiday()
	c.Title = "放假改期"
	if err := r.Correct(ctx, r.Teacher, id, notice.Correction{Content: c, Seen: 1}); err != nil {
		t.Fatal(err)
	}
	v := r.sees(mother, id)
	if v.Version != 2 || len(v.Changes) != 1 || v.Changes[0].Fields[0].Before != "学考放假通知" || !v.Mine[0].Done {
		t.Errorf("after a small correction: %+v", v)
	}
	if err := r.Correct(ctx, r.Teacher, id, notice.Correction{Content: c, Seen: 1}); !errors.Is(err, notice.ErrEdited) {
		t.Errorf("writing over a version not seen: got %v", err)
	}
	c.Text = "放假四天。"
	if err := r.Correct(ctx, r.Teacher, id, notice.Correction{Content: c, Seen: 2, Reopen: true}); err != nil {
		t.Fatal(err)
	}
	if v = r.sees(mother, id); v.Mine[0].Done || !v.Mine[0].Reopened || v.Mine[0].Own != ask.StateNone {
		t.Errorf("after reopening: %+v", v.Mine)
	}
	var body notice.Body
	e := r.entries(feed.OfClass(r.Class.ID))[0]
	if err := json.Unmarshal(e.Body, &body); err != nil || e.Rev != 3 || body.Version != 3 || body.Changes[0].Field != "text" || body.CorrectedAt == 0 {
		t.Errorf("entry at rev %d: %+v, %v", e.Rev, body, err)
	}
	r.confirms(mother, id, 0)
	if v = r.sees(mother, id); !v.Mine[0].Done || v.Mine[0].Reopened {
		t.Errorf("after confirming again: %+v", v.Mine)
	}
}

func TestTwoCorrectionsAtOnceDoNotOverwriteEachOther(t *testing.T) {
	r := newRooms(t, 1)
	id := r.posts(r.holiday())
	var wg sync.WaitGroup
	var mu sync.Mutex
	done, refused := 0, 0
	for i := range 10 {
		wg.Go(func() {
			c := r.holiday()
			c.Title = strings.Repeat("改", i+1)
			err := r.Correct(ctx, r.Teacher, id, notice.Correction{Content: c, Seen: 1})
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				done++
			case errors.Is(err, notice.ErrEdited):
				refused++
			default:
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if done != 1 || refused != 9 {
		t.Errorf("%d done and %d refused, want 1 and 9", done, refused)
	}
}

func TestARecalledNoticeLeavesATombstoneAndAsksNobody(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	id := r.posts(r.holiday())
	for range 2 {
		if err := r.Recall(ctx, r.Teacher, id); err != nil {
			t.Fatal(err)
		}
	}
	e := r.entries(feed.OfClass(r.Class.ID))[0]
	if string(e.Body) != `{"type":"holiday","state":"recalled","version":2,"received":0,"thanks":0}` {
		t.Errorf("tombstone: %s", e.Body)
	}
	if home := r.home(mother); len(home.Asks) != 0 {
		t.Errorf("the home still asks: %+v", home.Asks)
	}
	if v := r.sees(mother, id); v.Text != "" || v.Title != "" || v.State != notice.StateRecalled {
		t.Errorf("the family still reads it: %+v", v)
	}
	if _, err := r.Reply(ctx, mother, id, notice.Typed{Text: "收到"}); !errors.Is(err, notice.ErrRecalled) {
		t.Errorf("replying: got %v", err)
	}
}

func TestATypedReceiptFoldsCountsAndCanBeUndone(t *testing.T) {
	r := newRooms(t, 2)
	mother, father := r.Joins(0, "母亲"), r.Joins(0, "父亲")
	id := r.posts(r.holiday())
	first := r.types(mother, id, "收到，谢谢老师🌹")
	r.types(father, id, "收到")
	if !first.Folded || !first.Thanks || first.Undo == "" {
		t.Fatalf("got %+v", first)
	}
	if v := r.sees(mother, id); v.Received != 1 || v.Thanks != 1 || v.Mine[0].Own != ask.StateConfirmed {
		t.Errorf("one family, two people: %+v %+v", v.Counts, v.Mine)
	}
	if n := len(r.entries(feed.OfClass(r.Class.ID))); n != 1 {
		t.Errorf("%d entries, want only the notice", n)
	}
	if _, err := r.Undo(ctx, father, id, first.Undo, false); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("undoing another's word: got %v", err)
	}
	if _, err := r.Undo(ctx, mother, id, first.Undo, false); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Undo(ctx, mother, id, first.Undo, false); !errors.Is(err, notice.ErrUndone) {
		t.Errorf("undoing twice: got %v", err)
	}
	if v := r.sees(mother, id); v.Received != 1 || v.Thanks != 0 || v.Mine[0].Own != ask.StateRead || !v.Mine[0].Done {
		t.Errorf("after the undo: %+v %+v", v.Counts, v.Mine)
	}
	again := r.types(mother, id, "好的")
	said, err := r.Undo(ctx, mother, id, again.Undo, true)
	entries := r.entries(feed.OfClass(r.Class.ID))
	if err != nil || said.Seq == 0 || len(entries) != 2 || entries[0].Kind != feed.EntryReply && entries[1].Kind != feed.EntryReply {
		t.Errorf("as a reply: %+v, %d entries, %v", said, len(entries), err)
	}
	if v := r.sees(mother, id); v.Received != 1 || v.Mine[0].Own != ask.StateConfirmed {
		t.Errorf("after that: %+v %+v", v.Counts, v.Mine)
	}
}

func TestARealReplyStaysReadableAndNamesTheChild(t *testing.T) {
	r := newRooms(t, 2)
	mother := r.Joins(0, "母亲")
	r.AlsoJoins(mother, 1, "母亲")
	id := r.posts(r.holiday())
	if _, err := r.Reply(ctx, mother, id, notice.Typed{Text: "能早点到吗？"}); !errors.Is(err, notice.ErrNoChild) {
		t.Errorf("with two children and none named: got %v", err)
	}
	question, err := r.Reply(ctx, mother, id, notice.Typed{Text: "能早点到吗？", Student: r.Students[1]})
	if err != nil || question.Folded || question.Seq == 0 {
		t.Fatalf("got %+v, %v", question, err)
	}
	if _, err := r.Reply(ctx, r.Teacher, id, notice.Typed{Text: "可以。", To: question.Seq}); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Reply(ctx, r.Teacher, id, notice.Typed{Text: "可以。", To: 99}); !errors.Is(err, notice.ErrNoReplyTo) {
		t.Errorf("answering nothing: got %v", err)
	}
	var labels []string
	for _, e := range r.entries(feed.OfClass(r.Class.ID)) {
		labels = append(labels, e.By.Label)
	}
	if !slices.Equal(labels, []string{"学生1妈妈", "王老师", "王老师"}) && !slices.Contains(labels, "学生1妈妈") {
		t.Errorf("bylines: %v", labels)
	}
	if v := r.sees(r.Teacher, id); v.Received != 0 || len(labels) != 3 {
		t.Errorf("counts: %+v, entries of %v", v.Counts, labels)
	}
}

func TestManyReceiptsTypedAtOnceAreAllCounted(t *testing.T) {
	const families = 40
	r := newRooms(t, families)
	id := r.posts(r.holiday())
	var wg sync.WaitGroup
	for i := range families {
		mother := r.Joins(i, "母亲")
		wg.Go(func() {
			if _, err := r.Reply(ctx, mother, id, notice.Typed{Text: "谢谢老师"}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	var body notice.Body
	e := r.entries(feed.OfClass(r.Class.ID))[0]
	if err := json.Unmarshal(e.Body, &body); err != nil || body.Received != families || body.Thanks != families || e.Rev != families+1 {
		t.Errorf("rev %d, %+v, %v", e.Rev, body.Counts, err)
	}
}

func TestRemindersGoOnlyToTheSilentAndSayWhyOthersWereLeft(t *testing.T) {
	r := newRooms(t, 4)
	for i := range 3 {
		r.Joins(i, "母亲")
	}
	id := r.posts(r.holiday())
	r.confirms(r.Joins(0, "父亲"), id, 0)
	first, err := r.Remind(ctx, r.Teacher, id, nil)
	if err != nil || !slices.Equal(first.Reminded, r.Students[1:3]) || len(first.Skipped) != 1 || first.Skipped[0].Student != r.Students[3] {
		t.Fatalf("got %+v, %v", first, err)
	}
	r.Clock.Advance(20 * time.Minute)
	second, err := r.Remind(ctx, r.Teacher, id, r.Students[:2])
	if err != nil || len(second.Reminded) != 0 || len(second.Skipped) != 2 || second.Skipped[1].Text != "刚提醒过，40 分钟后可以再提醒" {
		t.Errorf("got %+v, %v", second, err)
	}
	for _, l := range r.receipts(id).Items {
		if l.Student == r.Students[1] && (l.RemindedAt == 0 || l.MayRemindAt != l.RemindedAt+3_600_000) {
			t.Errorf("receipt does not tell of the reminder: %+v", l)
		}
	}
}

func TestTheChecklistBelongsToTheFamilyAndSurvivesACorrection(t *testing.T) {
	r := newRooms(t, 2)
	mother, father, other := r.Joins(0, "母亲"), r.Joins(0, "父亲"), r.Joins(1, "母亲")
	id := r.posts(r.holiday())
	if err := r.Tick(ctx, mother, id, r.Students[0], 1, true); err != nil {
		t.Fatal(err)
	}
	if err := r.Tick(ctx, mother, id, r.Students[0], 2, true); !errors.Is(err, notice.ErrNoItem) {
		t.Errorf("an item that is not there: got %v", err)
	}
	if err := r.Tick(ctx, other, id, r.Students[0], 0, true); !errors.Is(err, notice.ErrNoChild) {
		t.Errorf("another family's list: got %v", err)
	}
	c := r.holiday()
	c.Checklist = []string{"体检表", "雨伞"}
	if err := r.Correct(ctx, r.Teacher, id, notice.Correction{Content: c}); err != nil {
		t.Fatal(err)
	}
	if v := r.sees(father, id); len(v.Checks) != 1 || v.Checks[0].Item != 0 {
		t.Errorf("the father sees %+v", v.Checks)
	}
	if v := r.sees(other, id); len(v.Checks) != 0 {
		t.Errorf("another family sees %+v", v.Checks)
	}
}

func TestBothParentsMustAnswerWhereTheNoticeSaysSo(t *testing.T) {
	r := newRooms(t, 1)
	mother, father := r.Joins(0, "母亲"), r.Joins(0, "父亲")
	r.Joins(0, "爷爷")
	c := r.holiday()
	c.Need = ask.NeedAll
	id := r.posts(c)
	r.confirms(mother, id, 0)
	mothers := r.home(mother)
	fathers := r.home(father)
	if len(mothers.Asks) != 0 || len(fathers.Asks) != 1 || r.receipts(id).Numbers.Answered != 0 {
		t.Errorf("after one: mother %d, father %d", len(mothers.Asks), len(fathers.Asks))
	}
	r.confirms(father, id, 0)
	if got := r.receipts(id); got.Numbers.Confirmed != 1 || got.Numbers.Answered != 1 {
		t.Errorf("after both: %+v", got.Numbers)
	}
}

func TestANewFamilyDoesNotBeginWithNoticesThatAreOver(t *testing.T) {
	r := newRooms(t, 1)
	r.posts(r.holiday())
	undated := r.holiday()
	undated.DueAt = 0
	r.posts(undated)
	r.Clock.Advance(49 * time.Hour)
	mother := r.Joins(0, "母亲")
	if home := r.home(mother); len(home.Asks) != 1 || home.Asks[0].DueAt != 0 {
		t.Errorf("home: %+v", home.Asks)
	}
	r.Clock.Advance(14 * 24 * time.Hour)
	if home := r.home(mother); len(home.Asks) != 0 {
		t.Errorf("two weeks later: %+v", home.Asks)
	}
}

func TestANoticeForAClassOfTwoThousandIsOneEntry(t *testing.T) {
	r := newRooms(t, 2000)
	r.Joins(7, "母亲")
	id := r.posts(r.holiday())
	if n := len(r.entries(feed.OfClass(r.Class.ID))); n != 1 {
		t.Errorf("%d entries, want 1", n)
	}
	got := r.receipts(id)
	if got.Total != 2000 || len(got.Items) != 2000 || got.Numbers.Silent != 2000 {
		t.Errorf("numbers: %+v", got.Numbers)
	}
	items, _, err := r.List(ctx, r.Teacher, r.Class.ID, core.Page{})
	if err != nil || len(items) != 1 || items[0].Numbers != got.Numbers {
		t.Errorf("list: %+v, %v", items, err)
	}
}
