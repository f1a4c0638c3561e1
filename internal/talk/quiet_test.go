package talk_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/talk"
)

// waits posts words that must be kept for the morning.
func (r *rooms) waits(a core.Actor, conv feed.ID, text string) talk.Posted {
	r.T.Helper()
	p, err := r.Post(ctx, a, conv, talk.Draft{Text: text})
	if err != nil || p.Entry != nil || p.Waiting == "" {
		r.T.Fatalf("post at night: %+v, %v", p, err)
	}
	return p
}

func TestWhatStaffWriteAtNightGoesOutInTheMorningOnce(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	r.until(22, 0)
	r.text(mother, r.family(0), "睡了吗") // families are not held back
	p := r.waits(r.Teacher, r.family(0), "刚看到")
	if p.Waits != core.MillisOf(r.Clock.Now().Add(9*time.Hour)) {
		t.Errorf("it waits until %v", p.Waits.Time())
	}
	r.Clock.Advance(time.Second)
	r.waits(r.Teacher, r.family(0), "第二句")
	if next, err := r.SendDue(ctx); err != nil || next != p.Waits || len(r.texts(r.family(0))) != 1 {
		t.Errorf("before its hour: next %v, %v, room %v", next, err, r.texts(r.family(0)))
	}
	r.owesOnly("睡了吗")
	r.until(7, 0)
	var group sync.WaitGroup
	for range 4 {
		server, _ := r.another()
		group.Go(func() {
			if _, err := server.SendDue(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if got := r.texts(r.family(0)); !slices.Equal(got, []string{"睡了吗", "刚看到", "第二句"}) {
		t.Errorf("in the morning the room has %v", got)
	}
	r.owesOnly()
	if list, err := r.Waiting(ctx, r.Teacher, r.family(0)); err != nil || len(list) != 0 {
		t.Errorf("still waiting: %v, %v", list, err)
	}
}

func TestTheWorkerSendsWhatIsDueAndStopsWhenTold(t *testing.T) {
	r := newRooms(t, 1)
	r.until(23, 0)
	r.waits(r.Teacher, r.class(), "早上好")
	r.until(7, 0)
	running, stop := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		r.Run(running)
	}()
	if conv := <-r.ear.heard; conv != r.class() {
		t.Errorf("sent in %s", conv)
	}
	stop()
	<-done
}

func TestWithAReasonOrUnderAnAlarmStaffSpeakAtNight(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	r.until(22, 0)
	e := r.says(r.Teacher, r.class(), talk.Draft{Text: "大风，明早停课", Urgent: "天气"})
	if b := r.body(r.class(), e.Seq); b.Urgent == nil || b.Urgent.Reason != "天气" {
		t.Errorf("the reason is not shown: %+v", b)
	}
	alarm, err := r.Alarm(ctx, mother, r.family(0), talk.ReasonHealth, "发烧39度")
	if err != nil {
		t.Fatal(err)
	}
	r.answer(r.Teacher, alarm, "我马上打电话")
	kept := r.waits(r.Teacher, r.family(0), "还有别的事")
	sent, err := r.SendNow(ctx, r.Teacher, kept.Waiting, "不能等")
	if err != nil || sent.Entry == nil || r.body(r.family(0), sent.Entry.Seq).Urgent.Reason != "不能等" {
		t.Errorf("sent at once: %+v, %v", sent, err)
	}
	if _, err := r.SendNow(ctx, r.Teacher, kept.Waiting, "再发"); !errors.Is(err, talk.ErrSent) {
		t.Errorf("sent twice: %v", err)
	}
}

func TestWhatWaitsCanBeTakenBack(t *testing.T) {
	r := newRooms(t, 1)
	r.until(22, 0)
	p := r.waits(r.Teacher, r.class(), "气话")
	if err := r.Drop(ctx, r.Teacher, p.Waiting); err != nil {
		t.Fatal(err)
	}
	r.until(7, 0)
	if _, err := r.SendDue(ctx); err != nil || len(r.texts(r.class())) != 0 {
		t.Errorf("it went out all the same: %v, %v", r.texts(r.class()), err)
	}
}

func TestWhatMayNoLongerBeSaidIsKeptForItsAuthor(t *testing.T) {
	r := newRooms(t, 1)
	r.until(22, 0)
	r.waits(r.Teacher, r.class(), "明天见")
	r.Archives()
	r.until(7, 0)
	if _, err := r.SendDue(ctx); err != nil {
		t.Fatal(err)
	}
	list, err := r.Waiting(ctx, r.Teacher, r.class())
	if err != nil || len(list) != 1 || list[0].State != "stuck" || list[0].Text != "明天见" {
		t.Errorf("its author sees %+v, %v", list, err)
	}
	if err := r.Drop(ctx, r.Teacher, list[0].ID); err != nil {
		t.Error(err)
	}
}

func TestAnybodySetsTheirOwnQuietHours(t *testing.T) {
	r := newRooms(t, 1)
	r.until(22, 0)
	off := talk.Quiet{On: false, From: "21:30", Until: "07:00"}
	if _, err := r.SetQuiet(ctx, r.Teacher, false, off); err != nil {
		t.Fatal(err)
	}
	r.waits(r.Teacher, r.class(), "学校还在休息")
	if _, err := r.SetQuiet(ctx, r.Teacher, true, off); err != nil {
		t.Fatal(err)
	}
	r.text(r.Teacher, r.class(), "现在可以")
	if q, err := r.QuietOf(ctx, r.Joins(0, "母亲"), false); err != nil || q != (talk.Quiet{On: true, From: "21:30", Until: "07:00"}) {
		t.Errorf("a mother who never said so has %+v, %v", q, err)
	}
	if _, err := r.SetQuiet(ctx, r.Teacher, false, talk.Quiet{On: true, From: "9", Until: "9"}); core.KindOf(err) != core.KindInvalid {
		t.Errorf("nonsense was taken: %v", err)
	}
}

func TestFamiliesSeeWhenStaffLookAndNothingOfTheNight(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	read := func(a core.Actor, seq feed.Seq) {
		t.Helper()
		if err := r.feed.Mark(ctx, a, r.family(0), feed.Rev(seq), seq); err != nil {
			t.Fatal(err)
		}
	}
	day := r.text(mother, r.family(0), "白天")
	read(r.Teacher, day.Seq)
	if h := r.here(mother, r.family(0)); h.StaffRead != day.Seq || h.StaffSeesAt != 0 || h.Quiet.From != "21:30" || !h.CanAlarm {
		t.Errorf("by day: %+v", h)
	}
	r.until(22, 0)
	night := r.text(mother, r.family(0), "夜里")
	read(mother, night.Seq)
	read(r.Teacher, night.Seq)
	if h := r.here(mother, r.family(0)); h.StaffRead != day.Seq || h.StaffSeesAt != core.MillisOf(r.Clock.Now().Add(9*time.Hour)) {
		t.Errorf("at night: %+v", h)
	}
	r.until(7, 0)
	if h := r.here(mother, r.family(0)); h.StaffRead != night.Seq || h.StaffSeesAt != 0 {
		t.Errorf("in the morning: %+v", h)
	}
}

func TestTheFirstColleagueAwakeIsWhenStaffLook(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	early := r.Hires("周老师")
	for _, a := range []core.Actor{early, r.Teacher} {
		if _, err := r.SetQuiet(ctx, a, true, talk.Quiet{On: false, From: "21:30", Until: "07:00"}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := r.SetQuiet(ctx, early, false, talk.Quiet{On: true, From: "21:00", Until: "06:00"}); err != nil {
		t.Fatal(err)
	}
	r.until(22, 0)
	if h := r.here(mother, r.family(0)); h.StaffSeesAt != core.MillisOf(r.Clock.Now().Add(8*time.Hour)) {
		t.Errorf("staff look at %v, want 6:00", h.StaffSeesAt.Time())
	}
}

func TestNobodyIsNudgedInQuietHoursExceptByAnAlarm(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	r.until(22, 0)
	r.text(mother, r.family(0), "睡了吗")
	if n := r.ear.Of(r.Teacher.Person, "owed"); n != 0 {
		t.Errorf("nudged %d times at night", n)
	}
	if _, err := r.Alarm(ctx, mother, r.family(0), talk.ReasonNotHome, "还没到家"); err != nil {
		t.Fatal(err)
	}
	if n := r.ear.Of(r.Teacher.Person, "alarm"); n != 1 {
		t.Errorf("the alarm rang %d times", n)
	}
}

func TestAnAlarmRingsTheDutyPersonIsLoggedAndSeen(t *testing.T) {
	r := newRooms(t, 2)
	mother := r.Joins(0, "母亲")
	colleague := r.Hires("周老师")
	if d, err := r.SetDuty(ctx, r.Teacher, r.Class.ID, colleague.Person); err != nil || d.Label != "周老师" {
		t.Fatalf("duty: %+v, %v", d, err)
	}
	if _, err := r.SetDuty(ctx, r.Teacher, r.Class.ID, mother.Person); core.KindOf(err) != core.KindInvalid {
		t.Errorf("a mother is on duty: %v", err)
	}
	e, err := r.Alarm(ctx, mother, r.family(0), talk.ReasonSafety, "有人跟着他")
	if err != nil || r.ear.Of(colleague.Person, "alarm") != 1 {
		t.Fatalf("rang %v, %v", r.ear.All(), err)
	}
	log, _, err := r.Alarms(ctx, r.Teacher, core.Page{})
	if err != nil || len(log) != 1 || log[0].Text != "有人跟着他" || log[0].By.Label != "学生0妈妈" || log[0].Duty != colleague.Person {
		t.Fatalf("the log has %+v, %v", log, err)
	}
	for _, a := range []core.Actor{colleague, r.Teacher} {
		if _, err := r.Seen(ctx, a, log[0].ID); err != nil {
			t.Fatal(err)
		}
	}
	b := r.body(r.family(0), e.Seq)
	if b.Alarm == nil || b.Alarm.Reason != talk.ReasonSafety || b.Alarm.SeenBy != "周老师" || b.Alarm.SeenAt == 0 {
		t.Errorf("the family sees %+v", b.Alarm)
	}
	r.owesOnly("有人跟着他")
	for range 2 {
		if _, err := r.Alarm(ctx, mother, r.family(0), talk.ReasonSafety, "快"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := r.Alarm(ctx, mother, r.family(0), talk.ReasonSafety, "快"); !errors.Is(err, talk.ErrManyRings) {
		t.Errorf("a fourth alarm within the hour: %v", err)
	}
}
