package story

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

func TestARemovedGuardianLosesEveryDoorAtOnce(t *testing.T) {
	c := open(t)
	mother := c.Join(c.School, c.kids["李明"], "母亲", "1002")
	notice := c.post("通知", nil)
	line := mother.Listen()
	var page struct{ Guardians []struct{ ID string } }
	c.Teacher.Get("/students/"+c.kids["李明"], &page)
	c.Teacher.Delete("/guardians/" + page.Guardians[0].ID)
	for _, path := range []string{"/notices/" + notice, "/conversations/c-" + c.Class + "/entries?after=0", "/children/" + c.kids["李明"] + "/consent"} {
		if p := mother.Send("GET", path, "", nil, nil); p == nil || p.Key != "core.absent" {
			t.Errorf("%s still answers: %v", path, p)
		}
	}
	line.Next(mother, "hello") // the line is seated anew where the roster says, which is nowhere
	c.post("第二条", nil)
	c.Teacher.Listen() // a round trip through the hub
	for {
		select {
		case f := <-line.Frames:
			if f.T == "entry" {
				t.Fatalf("a removed guardian was told: %s", f.E)
			}
			continue
		default:
		}
		break
	}
}

func TestARevokedDeviceIsCutOff(t *testing.T) {
	c := open(t)
	mother := c.Join(c.School, c.kids["李明"], "母亲", "1002")
	line := mother.Listen()
	mother.Delete("/session")
	line.Ended(mother)
}

func TestOneSlipLetsInOnePersonHoweverManyTry(t *testing.T) {
	c := open(t)
	code := c.Slip(c.kids["李明"])
	var look struct{ Rules struct{ Version int } }
	c.Stranger().Post("/join/look", map[string]string{"code": code}, &look)
	var wg sync.WaitGroup
	var mu sync.Mutex
	states := map[string]int{}
	for range 40 {
		browser := c.Stranger()
		wg.Go(func() {
			var out struct{ State string }
			in := map[string]any{"code": code, "relation": "母亲", "digits": "1002", "rulesVersion": look.Rules.Version}
			p := browser.Send("POST", "/join", fmt.Sprintf("race-%p-0123456789", browser), in, &out)
			mu.Lock()
			defer mu.Unlock()
			if p != nil {
				states[p.Key]++
				return
			}
			states[out.State]++
		})
	}
	wg.Wait()
	if states["in"] != 1 {
		t.Errorf("ends of 40 joins by one slip: %v, want one in", states)
	}
}

func TestNoFamilySeesAnotherFamilysNumberOrReceipt(t *testing.T) {
	c := open(t)
	mother := c.Join(c.School, c.kids["李明"], "母亲", "1002")
	other := c.Join(c.School, c.kids["陈思雨"], "父亲", "2001")
	notice := c.post("通知", nil)
	var n struct{ Ask string }
	other.Get("/notices/"+notice, &n)
	other.Post("/asks/"+n.Ask+"/confirm", map[string]any{"student": c.kids["陈思雨"], "version": 1}, nil)
	for _, path := range []string{"/session", "/home", "/notices/" + notice, "/conversations", "/conversations/c-" + c.Class + "/entries?after=0"} {
		body := mother.Raw(path)
		for _, secret := range []string{"13800002001", "13700002002", "13700001002", "陈思雨爸爸", c.kids["陈思雨"]} {
			if contains(body, secret) {
				t.Errorf("%s tells the mother %q: %s", path, secret, body)
			}
		}
	}
	if p := mother.Refused("POST", "/asks/"+n.Ask+"/confirm", map[string]any{"student": c.kids["陈思雨"], "version": 1}); p.Key != "core.absent" {
		t.Errorf("a receipt for another family's child: %v", p)
	}
}

func TestARepeatedPostIsOneNotice(t *testing.T) {
	c := open(t)
	in := map[string]any{"type": "general", "title": "一次", "text": "", "checklist": []string{}, "level": "read", "need": "any"}
	var first, second struct{ ID string }
	c.Teacher.Send("POST", "/classes/"+c.Class+"/notices", "the-same-key-0123456789", in, &first)
	c.Teacher.Send("POST", "/classes/"+c.Class+"/notices", "the-same-key-0123456789", in, &second)
	if first.ID == "" || first.ID != second.ID {
		t.Errorf("got %q and %q", first.ID, second.ID)
	}
	in["title"] = "另一条"
	if p := c.Teacher.Send("POST", "/classes/"+c.Class+"/notices", "the-same-key-0123456789", in, nil); p == nil || p.Key != "core.keyReused" {
		t.Errorf("the same key with another body: %v", p)
	}
}

func TestHostileNamesAreHarmless(t *testing.T) {
	c := open(t)
	hostile := "<img src=x onerror=alert(1)>\u202e\u200b';--"
	c.Teacher.Post("/classes/"+c.Class+"/students", map[string]any{"name": hostile, "number": "", "gender": "", "contacts": []any{}}, nil)
	for name := range c.Children() {
		for _, r := range name {
			if r == '\u202e' || r == '\u200b' {
				t.Errorf("an invisible character survived in %q", name)
			}
		}
	}
	c.post(hostile[:28]+"标题", nil)
}

func contains(text, part string) bool { return strings.Contains(text, part) }
