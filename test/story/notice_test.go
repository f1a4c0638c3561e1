// Package story tells what a parent or a teacher lives through, on a whole
// server with a clock moved by hand.
package story

import (
	"encoding/json"
	"testing"
	"time"

	"magpie/internal/app/apptest"
)

const table = "姓名\t学号\t父亲姓名\t父亲电话\t母亲姓名\t母亲电话\n" +
	"李明\t260301\t李建军\t13800001001\t王丽\t13700001002\n" +
	"陈思雨\t260302\t陈志强\t13800002001\t李娟\t13700002002\n" +
	"余涛\t260303\t余国华\t13800003001\t张敏\t13700003002\n"

type entry struct {
	Conversation string
	Seq, Rev     int64
	Kind         string
	Ref          string
	Body         struct {
		Title    string
		Ask      string
		Version  int
		State    string
		Received int
		Thanks   int
		Text     string
	}
}

type receipts struct {
	Total  int
	Counts map[string]int
	Items  []struct {
		Student, Name, State string
		By                   []struct{ Label string }
	}
}

type class struct {
	*apptest.World
	apptest.School
	kids map[string]string
}

func open(t *testing.T) class {
	t.Helper()
	w := apptest.Open(t)
	s := w.Found("青川实验中学", "王老师", "wang", "高一（3）班")
	return class{World: w, School: s, kids: s.Import(table)}
}

func (c class) post(title string, more map[string]any) (notice string) {
	in := map[string]any{"type": "general", "title": title, "text": "请看好时间。",
		"checklist": []string{}, "level": "confirm", "need": "any"}
	for k, v := range more {
		in[k] = v
	}
	var made struct{ ID string }
	c.Teacher.Post("/classes/"+c.Class+"/notices", in, &made)
	return made.ID
}

func (c class) receipts(notice string) (r receipts) {
	c.Teacher.Get("/notices/"+notice+"/receipts", &r)
	return r
}

func entryOf(t *testing.T, f apptest.Frame) (e entry) {
	t.Helper()
	if err := json.Unmarshal(f.E, &e); err != nil {
		t.Fatal(err)
	}
	return e
}

func TestANoticeReachesEveryFamilyLiveAndTheSilentAreRemindedOnce(t *testing.T) {
	c := open(t)
	mother := c.Join(c.School, c.kids["李明"], "母亲", "1002")
	other := c.Join(c.School, c.kids["陈思雨"], "父亲", "2001")
	atHome, atWork := mother.Listen(), c.Teacher.Listen()

	notice := c.post("周一穿校服", nil)
	e := entryOf(t, atHome.Next(mother, "entry"))
	if e.Ref != notice || e.Body.Title != "周一穿校服" {
		t.Fatalf("the mother's screen shows %+v", e)
	}
	atWork.Next(c.Teacher, "entry")

	mother.Post("/asks/"+e.Body.Ask+"/confirm", map[string]any{"student": c.kids["李明"], "version": 1}, nil)
	if told := atWork.Next(c.Teacher, "nudge"); told.What != "receipts" {
		t.Errorf("the teacher's screen was told to look at %q", told.What)
	}
	r := c.receipts(notice)
	if r.Total != 3 || r.Counts["confirmed"] != 1 || r.Items[0].State == "confirmed" {
		t.Errorf("receipts: %+v", r)
	}

	var done struct{ Reminded []string }
	c.Teacher.Post("/notices/"+notice+"/remind", map[string]any{}, &done)
	if len(done.Reminded) != 1 || done.Reminded[0] != c.kids["陈思雨"] {
		t.Fatalf("reminded %v, want only the silent family that is here", done.Reminded)
	}
	c.Teacher.Post("/notices/"+notice+"/remind", map[string]any{}, &done)
	if len(done.Reminded) != 0 {
		t.Errorf("reminded again within the hour: %v", done.Reminded)
	}
	c.Clock.Advance(61 * time.Minute)
	c.Teacher.Post("/notices/"+notice+"/remind", map[string]any{}, &done)
	if len(done.Reminded) != 1 {
		t.Errorf("after an hour reminded %v", done.Reminded)
	}
	var home struct {
		Asks []struct {
			Student    string
			RemindedAt int64
		}
	}
	other.Get("/home", &home)
	if len(home.Asks) != 1 || home.Asks[0].RemindedAt == 0 {
		t.Errorf("the reminded family sees %+v", home)
	}
}

func TestWhoeverWasAwaySeesEverythingExactlyOnce(t *testing.T) {
	c := open(t)
	mother := c.Join(c.School, c.kids["李明"], "母亲", "1002")
	line := mother.Listen()
	first := c.post("第一条", nil)
	conv := entryOf(t, line.Next(mother, "entry")).Conversation
	line.Close()
	c.post("第二条", nil)
	c.post("第三条", nil)
	c.Teacher.Put("/notices/"+first+"/pin", map[string]any{"pinned": true}, nil)

	var page struct {
		Entries []entry
		Head    int64
	}
	mother.Get("/conversations/"+conv+"/entries?after=1", &page)
	titles := map[string]int{}
	for _, e := range page.Entries {
		titles[e.Body.Title]++
	}
	if page.Head != 4 || len(page.Entries) != 3 || titles["第一条"] != 1 || titles["第二条"] != 1 || titles["第三条"] != 1 {
		t.Errorf("head %d, entries %v", page.Head, titles)
	}
}

func TestReceivedTypedUnderANoticeIsAReceiptAndCanBeUndone(t *testing.T) {
	c := open(t)
	mother := c.Join(c.School, c.kids["李明"], "母亲", "1002")
	notice := c.post("家长会", nil)
	var said struct {
		Folded, Receipt, Thanks bool
		Undo                    string
	}
	mother.Post("/notices/"+notice+"/replies", map[string]any{"text": "收到，谢谢老师🌹", "student": c.kids["李明"]}, &said)
	if !said.Folded || !said.Receipt || !said.Thanks {
		t.Fatalf("got %+v", said)
	}
	if r := c.receipts(notice); r.Counts["confirmed"] != 1 {
		t.Errorf("receipts after 收到: %+v", r.Counts)
	}
	mother.Post("/notices/"+notice+"/replies/undo", map[string]any{"undo": said.Undo}, nil)
	if r := c.receipts(notice); r.Counts["confirmed"] != 0 {
		t.Errorf("receipts after the undo: %+v", r.Counts)
	}
	mother.Post("/notices/"+notice+"/replies", map[string]any{"text": "收到，但是孩子发烧了", "student": c.kids["李明"]}, &said)
	if said.Folded {
		t.Error("a sentence with news in it was folded away")
	}
}

func TestACorrectionShowsWhatChangedAndAsksAgain(t *testing.T) {
	c := open(t)
	mother := c.Join(c.School, c.kids["李明"], "母亲", "1002")
	notice := c.post("秋游", nil)
	var n struct {
		Ask     string
		Version int
		Mine    []struct{ State string }
		Changes []struct {
			Fields []struct{ Field string }
		}
	}
	mother.Get("/notices/"+notice, &n)
	mother.Post("/asks/"+n.Ask+"/confirm", map[string]any{"student": c.kids["李明"], "version": n.Version}, nil)
	c.Teacher.Put("/notices/"+notice, map[string]any{"type": "general", "title": "秋游改到周六", "text": "请看好时间。",
		"checklist": []string{}, "level": "confirm", "need": "any", "reopen": true}, nil)
	mother.Get("/notices/"+notice, &n)
	if len(n.Changes) != 1 || n.Changes[0].Fields[0].Field != "title" || n.Mine[0].State == "confirmed" {
		t.Errorf("after the correction the mother sees %+v", n)
	}
	if r := c.receipts(notice); r.Counts["confirmed"] != 0 {
		t.Errorf("receipts were not re-opened: %v", r.Counts)
	}
}

func TestAScheduledNoticeWaitsForItsTime(t *testing.T) {
	c := open(t)
	mother := c.Join(c.School, c.kids["李明"], "母亲", "1002")
	line := mother.Listen()
	at := c.Clock.Now().Add(2 * time.Hour)
	notice := c.post("明早的事", map[string]any{"publishAt": at.UnixMilli()})
	if p := mother.Send("GET", "/notices/"+notice, "", nil, nil); p == nil || p.Key != "core.absent" {
		t.Fatalf("a scheduled notice can be read before its time: %v", p)
	}
	c.Clock.Advance(2*time.Hour + time.Second)
	if err := c.App.PublishDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if e := entryOf(t, line.Next(mother, "entry")); e.Ref != notice {
		t.Errorf("got %+v", e)
	}
}
