package story

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"magpie/internal/app/apptest"
)

// asked is a notice as the tests of this file look at it.
type asked struct {
	ID, Ask  string
	Version  int
	Open     bool
	Question *struct{ Ask string }
	Key      *struct{ Right int }
	Mine     []struct {
		Student, State string
		Done, Reopened bool
		Number         int
		Values         map[string]any
	}
	Result *struct {
		Given  int
		Hidden bool
		Fields []struct{ Options []struct{ Count int } }
	}
}

// answered is what answering tells.
type answered struct {
	Number int
	Done   bool
	Right  *bool
	Line   string
}

func field(id, kind, label string, options ...string) map[string]any {
	f := map[string]any{"id": id, "kind": kind, "label": label, "required": true}
	list := []map[string]string{}
	for _, o := range options {
		word, label, _ := strings.Cut(o, "=")
		list = append(list, map[string]string{"id": word, "label": label})
	}
	if len(list) > 0 {
		f["options"] = list
	}
	return f
}

func form(fields ...map[string]any) map[string]any { return map[string]any{"fields": fields} }

func (c class) asks(title string, more map[string]any) asked {
	var made asked
	c.Teacher.Get("/notices/"+c.post(title, more), &made)
	return made
}

func (c class) look(who *apptest.Client, notice string) (v asked) {
	who.Get("/notices/"+notice, &v)
	return v
}

func (c class) answers(who *apptest.Client, n asked, level, child string, values map[string]any) (out answered) {
	who.Post("/asks/"+n.Ask+"/answer", map[string]any{"student": c.kids[child], "version": c.look(who, n.ID).Version,
		"level": level, "values": values}, &out)
	return out
}

func (c class) waits(who *apptest.Client) (titles []string) {
	var home struct{ Asks []struct{ Title string } }
	who.Get("/home", &home)
	for _, a := range home.Asks {
		titles = append(titles, a.Title)
	}
	return titles
}

func TestAChainIsNumberedShownToTheClassAndEndsWithTheMissing(t *testing.T) {
	c := open(t)
	mother := c.Join(c.School, c.kids["李明"], "母亲", "1002")
	neighbour := c.Join(c.School, c.kids["陈思雨"], "母亲", "2002")
	line := neighbour.Listen()
	chain := c.asks("周五坐校车的接龙", map[string]any{"type": "chain", "level": "form", "form": form(field("stop", "text", "在哪下车"))})
	born := entryOf(t, line.Next(neighbour, "entry"))
	if waiting := c.waits(mother); len(waiting) != 1 {
		t.Fatalf("the mother's home: %v", waiting)
	}
	if got := c.answers(mother, chain, "form", "李明", map[string]any{"stop": "东门"}); got.Number != 1 || !got.Done {
		t.Errorf("the mother is %+v", got)
	}
	grown := line.Next(neighbour, "entry")
	var body struct{ Body struct{ Answered, Of int } }
	if err := json.Unmarshal(grown.E, &body); err != nil {
		t.Fatal(err)
	}
	if e := entryOf(t, grown); e.Seq != born.Seq || body.Body.Answered != 1 || body.Body.Of != 3 || strings.Contains(string(grown.E), "东门") {
		t.Errorf("the neighbour's screen shows %s", grown.E)
	}

	c.Teacher.Post("/asks/"+chain.Ask+"/answers", map[string]any{"student": c.kids["余涛"], "level": "form",
		"values": map[string]string{"stop": "桥头"}, "note": "电话，爷爷，17:40"}, nil)
	mended := c.answers(mother, chain, "form", "李明", map[string]any{"stop": "西门"})
	if mended.Number != 1 {
		t.Errorf("a changed answer moved to %d", mended.Number)
	}
	var seen struct {
		Items []struct {
			Number int
			Name   string
			Values map[string]string
		}
		Missing []struct{ Name string }
	}
	neighbour.Get("/asks/"+chain.Ask+"/chain", &seen)
	if len(seen.Items) != 2 || seen.Items[0].Values["stop"] != "西门" || seen.Items[1].Number != 2 || len(seen.Missing) != 0 {
		t.Errorf("the class sees %+v", seen)
	}
	c.Teacher.Get("/asks/"+chain.Ask+"/chain", &seen)
	if len(seen.Missing) != 1 || seen.Missing[0].Name != "陈思雨" {
		t.Errorf("missing: %+v", seen.Missing)
	}

	var done struct{ Reminded []string }
	c.Teacher.Post("/notices/"+chain.ID+"/remind", map[string]any{}, &done)
	if len(done.Reminded) != 1 || done.Reminded[0] != c.kids["陈思雨"] {
		t.Errorf("reminded %v, want only the silent family", done.Reminded)
	}
	c.Teacher.Post("/asks/"+chain.Ask+"/close", map[string]any{}, nil)
	if v := c.look(neighbour, chain.ID); v.Open || len(c.waits(neighbour)) != 0 {
		t.Errorf("a closed chain still waits: %+v", v)
	}
	late := neighbour.Refused("POST", "/asks/"+chain.Ask+"/answer", map[string]any{"student": c.kids["陈思雨"], "version": 1, "level": "form",
		"values": map[string]string{"stop": "东门"}})
	if late.Key != "ask.closed" {
		t.Errorf("answering a closed chain: %+v", late)
	}
}

func TestASecretPollShowsItsResultWhenItIsOverAndNeverWhoChoseWhat(t *testing.T) {
	c := open(t)
	mother := c.Join(c.School, c.kids["李明"], "母亲", "1002")
	poll := c.asks("春游去哪里", map[string]any{"type": "poll", "level": "form", "secret": true,
		"form": form(field("where", "choice", "去哪里", "hill=爬山", "lake=划船"))})
	c.answers(mother, poll, "form", "李明", map[string]any{"where": "lake"})
	if raw := c.Teacher.Raw("/notices/" + poll.ID + "/receipts"); strings.Contains(raw, "lake") {
		t.Errorf("staff see a ballot: %s", raw)
	}
	if v := c.look(mother, poll.ID); v.Result != nil || !v.Mine[0].Done || v.Mine[0].Values != nil {
		t.Errorf("while it is open the mother sees %+v", v)
	}
	c.Teacher.Post("/asks/"+poll.Ask+"/close", map[string]any{}, nil)
	if v := c.look(mother, poll.ID); v.Result == nil || !v.Result.Hidden || len(v.Result.Fields) != 0 {
		t.Errorf("one ballot tells: %+v", v.Result)
	}
}

func TestAConsentSlipIsSignedCorrectedAndSignedAgain(t *testing.T) {
	c := open(t)
	mother := c.Join(c.School, c.kids["李明"], "母亲", "1002")
	father := c.Join(c.School, c.kids["李明"], "父亲", "1001")
	slip := c.asks("研学同意书", map[string]any{"type": "slip", "level": "sign", "need": "all", "text": "周六去博物馆，下午四点回校。"})
	signed := map[string]any{"consent": "yes", "sign": map[string]string{"path": "M1 1L9 9"}}
	c.answers(mother, slip, "sign", "李明", signed)
	if v := c.look(mother, slip.ID); v.Mine[0].Done || v.Mine[0].State != "read" && v.Mine[0].State != "none" {
		t.Errorf("one of two has signed: %+v", v.Mine)
	}
	c.Teacher.Put("/notices/"+slip.ID, map[string]any{"type": "slip", "title": "研学同意书", "text": "周六去博物馆，下午五点回校。",
		"checklist": []string{}, "level": "sign", "need": "all", "version": 1, "reopen": true}, nil)
	c.answers(father, slip, "sign", "李明", map[string]any{"consent": "no", "sign": map[string]string{"name": "李建军"}})
	if waiting := c.waits(mother); len(waiting) != 1 {
		t.Errorf("the mother is not asked again: %v", waiting)
	}
	var paper struct {
		Name, SchoolName string
		Pages            []struct {
			Version int
			Text    string
			Signed  []struct {
				Label  string
				Values map[string]any
			}
		}
	}
	c.Teacher.Get("/notices/"+slip.ID+"/slip?student="+c.kids["李明"], &paper)
	if len(paper.Pages) != 2 || paper.Pages[1].Text != "周六去博物馆，下午四点回校。" || paper.Pages[1].Signed[0].Label != "李明妈妈" ||
		paper.Pages[0].Signed[0].Values["consent"] != "no" || paper.SchoolName != "青川实验中学" {
		t.Errorf("the record: %+v", paper)
	}
	mother.Get("/notices/"+slip.ID+"/slip?student="+c.kids["李明"], &paper)
	if len(paper.Pages) != 1 || len(paper.Pages[0].Signed) != 1 || paper.Pages[0].Version != 1 {
		t.Errorf("the mother finds %+v", paper)
	}
	if p := mother.Refused("GET", "/notices/"+slip.ID+"/slip?student="+c.kids["陈思雨"], nil); p.Status != 404 {
		t.Errorf("another child's record: %+v", p)
	}
}

func TestANoticeIsUnderstoodOnlyWithTheRightAnswer(t *testing.T) {
	c := open(t)
	mother := c.Join(c.School, c.kids["李明"], "母亲", "1002")
	start := c.Clock.Now().Add(72 * time.Hour).UnixMilli()
	var lifted struct {
		Question *struct {
			Ask     string
			Answers []string
			Right   int
			Line    string
		}
	}
	c.Teacher.Post("/classes/"+c.Class+"/notices/question", map[string]any{"title": "家长会", "text": "周五下午两点半在报告厅开家长会。",
		"times": map[string]any{"start": map[string]any{"at": start}}}, &lifted)
	q := lifted.Question
	if q == nil || len(q.Answers) != 3 || q.Answers[0] == q.Answers[1] {
		t.Fatalf("the proposal: %+v", q)
	}
	n := c.asks("家长会", map[string]any{"level": "understood", "text": "周五下午两点半在报告厅开家长会。", "question": q})
	if n.Key == nil || n.Key.Right != q.Right {
		t.Errorf("staff do not see the key: %+v", n.Key)
	}
	if raw := mother.Raw("/notices/" + n.ID); strings.Contains(raw, `"right"`) || strings.Contains(raw, `"key"`) {
		t.Errorf("the mother is told: %s", raw)
	}
	wrong := c.answers(mother, n, "understood", "李明", map[string]any{"answer": (q.Right + 1) % 3})
	if wrong.Right == nil || *wrong.Right || wrong.Line == "" || wrong.Done {
		t.Errorf("a wrong answer: %+v", wrong)
	}
	if len(c.waits(mother)) != 1 {
		t.Error("a wrong answer settled it")
	}
	right := c.answers(mother, n, "understood", "李明", map[string]any{"answer": q.Right})
	if right.Right == nil || !*right.Right || !right.Done || len(c.waits(mother)) != 0 {
		t.Errorf("the right answer: %+v", right)
	}
}

func TestAChangedFormAsksEverybodyAgainAndKeepsWhatWasSaid(t *testing.T) {
	c := open(t)
	mother := c.Join(c.School, c.kids["李明"], "母亲", "1002")
	fields := []map[string]any{field("size", "choice", "校服尺码", "m=M", "l=L")}
	sheet := c.asks("订校服", map[string]any{"type": "form", "level": "form", "form": form(fields...)})
	c.answers(mother, sheet, "form", "李明", map[string]any{"size": "m"})
	if len(c.waits(mother)) != 0 {
		t.Error("an answered form still waits")
	}
	c.Teacher.Put("/notices/"+sheet.ID, map[string]any{"type": "form", "title": "订校服", "text": "请看好时间。", "checklist": []string{},
		"level": "form", "need": "any", "form": form(append(fields, field("count", "number", "几套"))...)}, nil)
	var home struct {
		Asks []struct {
			Reopened bool
			Values   map[string]any
		}
	}
	mother.Get("/home", &home)
	if len(home.Asks) != 1 || !home.Asks[0].Reopened || home.Asks[0].Values["size"] != "m" {
		t.Errorf("after the correction: %+v", home.Asks)
	}
	c.answers(mother, sheet, "form", "李明", map[string]any{"size": "l", "count": 2})
	var history struct {
		Items []struct{ Values map[string]any }
	}
	c.Teacher.Get("/asks/"+sheet.Ask+"/answers/"+c.kids["李明"]+"/changes", &history)
	if len(history.Items) != 2 || history.Items[1].Values["size"] != "m" {
		t.Errorf("what was said before: %+v", history.Items)
	}
}
