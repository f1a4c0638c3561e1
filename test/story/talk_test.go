package story

import (
	"slices"
	"testing"
	"time"

	"magpie/internal/app/apptest"
)

// said is what posting answers.
type said struct {
	Waits   int64
	Waiting string
	Entry   *spoken
}

// spoken is a message's entry.
type spoken struct {
	Seq  int64
	By   struct{ Label string }
	Body struct {
		Text    string
		State   string
		Replies int
		Topic   *struct{ Title, State, Summary string }
		Urgent  *struct{ Reason string }
		Alarm   *struct{ ID, Reason, SeenBy string }
	}
}

func say(who *apptest.Client, conv, text string, more map[string]any) said {
	in := map[string]any{"text": text}
	for k, v := range more {
		in[k] = v
	}
	var out said
	who.Post("/conversations/"+conv+"/messages", in, &out)
	return out
}

// room returns the words of a conversation in order.
func room(who *apptest.Client, conv string) []string {
	var page struct{ Entries []spoken }
	who.Get("/conversations/"+conv+"/entries?after=0", &page)
	slices.SortFunc(page.Entries, func(a, b spoken) int { return int(a.Seq - b.Seq) })
	out := []string{}
	for _, e := range page.Entries {
		out = append(out, e.By.Label+"："+e.Body.Text)
	}
	return out
}

// until moves the world to the next time of day given.
func (c class) until(hour, minute int) {
	now := c.Clock.Now().In(apptest.Start.Location())
	next := time.Date(now.Year(), now.Month(), now.Day(), hour, minute, 0, 0, now.Location())
	if !next.After(now) {
		next = next.AddDate(0, 0, 1)
	}
	c.Clock.Advance(next.Sub(now))
}

func TestAnEveningInTheClassAndTheMorningAfter(t *testing.T) {
	c := open(t)
	mother := c.Join(c.School, c.kids["李明"], "母亲", "1002")
	father := c.Join(c.School, c.kids["陈思雨"], "父亲", "2001")
	conv, family := "c-"+c.Class, "f-"+c.kids["李明"]
	var here struct {
		StaffSeesAt int64
		StaffRead   int64
	}

	// At ten in the evening a mother asks the class, and tells the teacher something in private.
	c.until(22, 0)
	question := say(mother, conv, "手机你们怎么管？", map[string]any{"topic": map[string]string{"title": "手机怎么管"}})
	private := say(mother, family, "数学没考好，他不肯说话。", nil)
	mother.Get("/conversations/"+family+"/talk", &here)
	seven := c.Clock.Now().Add(9 * time.Hour).UnixMilli()
	if here.StaffSeesAt != seven || private.Entry == nil {
		t.Errorf("the mother is told that staff look at %d, want %d", here.StaffSeesAt, seven)
	}

	// The teacher cannot sleep, reads and answers: neither shows before the morning.
	c.Teacher.Post("/conversations/"+family+"/mark", map[string]int64{"rev": 1, "seq": 1}, nil)
	kept := say(c.Teacher, family, "我明天找他聊聊。", nil)
	if kept.Waits != seven || kept.Entry != nil {
		t.Errorf("the answer waits until %d, want %d", kept.Waits, seven)
	}
	mother.Get("/conversations/"+family+"/talk", &here)
	if here.StaffRead != 0 || len(room(mother, family)) != 1 {
		t.Errorf("at night the mother sees that staff read up to %d, and %v", here.StaffRead, room(mother, family))
	}

	// In the morning it goes out, once, and other families answer the class.
	line := mother.Listen()
	c.until(7, 0)
	for range 2 {
		if err := c.App.PublishDue(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	line.Next(mother, "entry")
	if got := room(mother, family); !slices.Equal(got, []string{"李明妈妈：数学没考好，他不肯说话。", "王老师：我明天找他聊聊。"}) {
		t.Errorf("the family's room: %v", got)
	}
	mother.Get("/conversations/"+family+"/talk", &here)
	if here.StaffRead != 1 || here.StaffSeesAt != 0 {
		t.Errorf("in the morning the mother sees %+v", here)
	}
	say(father, conv, "我家九点半收，充电在客厅。", map[string]any{"parent": question.Entry.Seq})

	// What nobody of the staff has answered is named; the private word is answered.
	var owed struct {
		Items []struct {
			Seq  int64
			Name string
		}
	}
	c.Teacher.Get("/owed/morning", &owed)
	if len(owed.Items) != 1 || owed.Items[0].Name != "李明妈妈" || owed.Items[0].Seq != question.Entry.Seq {
		t.Errorf("named in the morning: %+v", owed)
	}
	say(c.Teacher, conv, "班里约定：九点半交给家长。", map[string]any{"parent": question.Entry.Seq})
	c.Teacher.Get("/owed", &owed)
	if len(owed.Items) != 0 {
		t.Errorf("still owed: %+v", owed)
	}

	// The question is closed and stays findable.
	var closed struct{ Entry spoken }
	mother.Post("/conversations/"+conv+"/messages/1/topic/close", map[string]string{"summary": "九点半交给家长"}, &closed)
	if b := closed.Entry.Body; b.Topic == nil || b.Topic.Summary != "九点半交给家长" || b.Replies != 2 {
		t.Errorf("the question shows %+v", b)
	}
	var topics struct{ Items []struct{ Title string } }
	father.Get("/classes/"+c.Class+"/topics?state=closed", &topics)
	if len(topics.Items) != 1 || topics.Items[0].Title != "手机怎么管" {
		t.Errorf("topics: %+v", topics)
	}
}

func TestAnAlarmAtNightRingsAndIsAnsweredAtOnce(t *testing.T) {
	c := open(t)
	mother := c.Join(c.School, c.kids["李明"], "母亲", "1002")
	family := "f-" + c.kids["李明"]
	c.until(23, 30)
	atHome := c.Teacher.Listen()
	var rang struct{ Entry spoken }
	mother.Post("/conversations/"+family+"/alarms", map[string]string{"reason": "notHome", "text": "他还没到家"}, &rang)
	for atHome.Next(c.Teacher, "nudge").What != "alarm" { // other nudges may come before
	}
	answer := say(c.Teacher, family, "我在打电话问同学。", map[string]any{"parent": rang.Entry.Seq})
	if answer.Entry == nil {
		t.Error("the answer to an alarm waits for the morning")
	}
	c.Teacher.Post("/alarms/"+rang.Entry.Body.Alarm.ID+"/ack", map[string]any{}, nil)
	var page struct{ Entries []spoken }
	mother.Get("/conversations/"+family+"/entries?after=0", &page)
	for _, e := range page.Entries {
		if e.Seq == rang.Entry.Seq && (e.Body.Alarm == nil || e.Body.Alarm.SeenBy != "王老师") {
			t.Errorf("the mother sees %+v", e.Body.Alarm)
		}
	}
	var log struct {
		Items []struct{ Reason, Text string }
	}
	c.Teacher.Get("/alarms", &log)
	if len(log.Items) != 1 || log.Items[0].Reason != "notHome" || log.Items[0].Text != "他还没到家" {
		t.Errorf("the log: %+v", log)
	}
	if p := mother.Refused("POST", "/conversations/"+family+"/alarms", map[string]string{"reason": "bored", "text": "?"}); p.Status != 422 && p.Status != 400 {
		t.Errorf("a fourth reason: %+v", p)
	}
}

func TestAPrivateTalkReachesNobodyElse(t *testing.T) {
	c := open(t)
	mother := c.Join(c.School, c.kids["李明"], "母亲", "1002")
	other := c.Join(c.School, c.kids["陈思雨"], "父亲", "2001")
	family := "f-" + c.kids["李明"]
	listening := other.Listen()
	secret := say(mother, family, "成绩单的事", nil)
	say(mother, "c-"+c.Class, "大家早", nil)
	if e := listening.Next(other, "entry"); e.C != "c-"+c.Class {
		t.Errorf("another family heard %s", e.C)
	}
	for _, try := range []struct{ method, path string }{
		{"GET", "/entries"}, {"GET", "/talk"}, {"GET", "/mine"}, {"GET", "/waiting"}, {"GET", "/messages/1/history"},
		{"GET", "/messages/1/experience"}, {"PUT", "/messages/1"}, {"DELETE", "/messages/1"}, {"PUT", "/messages/1/reaction"},
		{"POST", "/messages"}, {"POST", "/alarms"}, {"PUT", "/messages/1/topic"},
	} {
		if p := other.Refused(try.method, "/conversations/"+family+try.path, map[string]any{"text": "?"}); p.Status != 404 {
			t.Errorf("%s %s answers %d to another family", try.method, try.path, p.Status)
		}
	}
	if secret.Entry.By.Label != "李明妈妈" {
		t.Errorf("she stands there as %q", secret.Entry.By.Label)
	}
}
