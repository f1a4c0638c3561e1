package notice_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/rest"
)

// door serves the rooms over HTTP; a header says who calls.
type door struct {
	*rooms
	handler http.Handler
	people  map[string]core.Actor
	calls   int
}

func newDoor(r *rooms, people map[string]core.Actor) *door {
	api := rest.New(rest.Options{Clock: r.Clock, Log: slog.New(slog.DiscardHandler),
		Authenticate: func(q *http.Request) (core.Actor, error) { return people[q.Header.Get("Test-Person")], nil }})
	r.feed.Routes(api)
	r.ask.Routes(api)
	r.Service.Routes(api)
	return &door{rooms: r, handler: api.Handler(), people: people}
}

// calls sends a request as somebody and returns status and body.
func (d *door) call(who, method, path, body string) (int, map[string]any) {
	d.T.Helper()
	d.calls++
	return d.callWith(fmt.Sprintf("key-%012d", d.calls), who, method, path, body)
}

func (d *door) callWith(key, who, method, path, body string) (int, map[string]any) {
	d.T.Helper()
	q := httptest.NewRequest(method, rest.Prefix+path, strings.NewReader(body))
	q.Header.Set("Test-Person", who)
	q.Header.Set("Idempotency-Key", key)
	if body != "" {
		q.Header.Set("Content-Type", "application/json")
	}
	w := httptest.NewRecorder()
	d.handler.ServeHTTP(w, q)
	out := map[string]any{}
	if w.Body.Len() > 0 {
		if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
			d.T.Fatalf("%s %s: %v in %s", method, path, err, w.Body)
		}
	}
	return w.Code, out
}

func (d *door) must(who, method, path, body string) map[string]any {
	d.T.Helper()
	code, out := d.call(who, method, path, body)
	if code >= 300 {
		d.T.Fatalf("%s %s: %d %v", method, path, code, out)
	}
	return out
}

const plain = `{"type":"general","title":"穿冬季校服","text":"早晚冷。","times":null,"checklist":null,"students":null,"level":"confirm","need":"any","dueAt":0,"publishAt":0}`

func TestANoticesWayOverHTTP(t *testing.T) {
	r := newRooms(t, 2)
	d := newDoor(r, map[string]core.Actor{"teacher": r.Teacher, "mother": r.Joins(0, "母亲")})
	posted := d.must("teacher", "POST", "/classes/class1/notices", plain)
	path := "/notices/" + posted["id"].(string)
	conv := string(feed.OfClass(r.Class.ID))

	entries := d.must("mother", "GET", "/conversations/"+conv+"/entries?after=0", "")
	entry := entries["entries"].([]any)[0].(map[string]any)
	body := entry["body"].(map[string]any)
	if entries["head"] != 1.0 || entry["kind"] != "notice" || entry["ref"] != posted["id"] || body["title"] != "穿冬季校服" {
		t.Errorf("entries: %v", entries)
	}
	d.must("mother", "POST", "/conversations/"+conv+"/mark", `{"rev":1,"seq":1}`)
	if n := d.must("teacher", "GET", path+"/receipts", "")["counts"].(map[string]any); n["delivered"] != 1.0 || n["silent"] != 1.0 {
		t.Errorf("after the mark: %v", n)
	}
	asked := "/asks/" + body["ask"].(string)
	if code, out := d.call("mother", "POST", asked+"/read", `{"student":"child0000","version":1,"shownMs":10}`); code != 422 || out["key"] != "ask.tooSoon" {
		t.Errorf("a glance: %d %v", code, out)
	}
	d.must("mother", "POST", asked+"/read", `{"student":"child0000","version":1,"shownMs":9000}`)
	if out := d.must("mother", "POST", asked+"/confirm", `{"student":"child0000","version":1}`); out["state"] != "confirmed" || out["done"] != true {
		t.Errorf("confirming: %v", out)
	}
	d.must("mother", "POST", asked+"/withdraw", `{"student":"child0000"}`)
	folded := d.must("mother", "POST", path+"/replies", `{"text":"收到，谢谢王老师！"}`)
	if folded["folded"] != true || folded["thanks"] != true {
		t.Errorf("replying: %v", folded)
	}
	d.must("mother", "POST", path+"/replies/undo", fmt.Sprintf(`{"undo":%q,"asReply":true}`, folded["undo"]))
	if home := r.home(d.people["mother"]); len(home.Asks) != 0 || len(home.Done) != 1 {
		t.Errorf("home: %+v", home)
	}
	d.must("teacher", "PUT", path+"/pin", `{"pinned":true}`)
	d.must("teacher", "POST", path+"/remind", `{"students":null}`)
	if list := d.must("teacher", "GET", "/classes/class1/notices", ""); len(list["items"].([]any)) != 1 {
		t.Errorf("list: %v", list)
	}
	if out := d.must("teacher", "POST", path+"/recall", ""); out["state"] != "recalled" {
		t.Errorf("recalling: %v", out)
	}
}

func TestEveryProblemComesAtOnceWithItsPointerAndBothLanguages(t *testing.T) {
	r := newRooms(t, 1)
	d := newDoor(r, map[string]core.Actor{"teacher": r.Teacher})
	code, out := d.call("teacher", "POST", "/classes/class1/notices", `{"type":"party","title":"","level":"shout","need":"any","dueAt":1,
		"times":{"start":{"at":2000},"end":{"at":1000}},"students":["nobody"],"checklist":["`+strings.Repeat("长", 81)+`"]}`)
	pointers := []string{}
	for _, e := range out["errors"].([]any) {
		field := e.(map[string]any)
		pointers = append(pointers, field["pointer"].(string))
		if field["detail"] == "" || strings.Contains(field["detail"].(string), "服务器出了点问题") {
			t.Errorf("no words for %v", field)
		}
	}
	slices.Sort(pointers)
	want := []string{"/checklist/0", "/dueAt", "/level", "/students", "/times/end/at", "/title", "/type"}
	if code != 422 || !slices.Equal(pointers, want) {
		t.Errorf("%d: got %v, want %v", code, pointers, want)
	}
}

func TestForbiddenAndAbsentAnswerAlikeEverywhere(t *testing.T) {
	r := newRooms(t, 2)
	d := newDoor(r, map[string]core.Actor{"teacher": r.Teacher, "mother": r.Joins(0, "母亲"), "other": r.Joins(1, "母亲"),
		"stranger": {}, "colleague": {Person: "elsewhere", Role: core.RoleStaff, School: "s"}})
	only := strings.Replace(plain, `"students":null`, `"students":["child0000"]`, 1)
	v := d.must("teacher", "POST", "/classes/class1/notices", only)
	notice, ask, conv := v["id"].(string), v["ask"].(string), string(feed.OfFamily("child0000"))
	for _, op := range []struct{ method, path, object, body string }{
		{"GET", "/notices/%s", notice, ""},
		{"GET", "/notices/%s/receipts", notice, ""},
		{"POST", "/notices/%s/remind", notice, `{}`},
		{"PUT", "/notices/%s", notice, plain},
		{"POST", "/notices/%s/recall", notice, ""},
		{"POST", "/notices/%s/replies", notice, `{"text":"收到"}`},
		{"PUT", "/notices/%s/checks", notice, `{"student":"child0001","item":0,"done":true}`},
		{"POST", "/asks/%s/confirm", ask, `{"student":"child0001","version":1}`},
		{"GET", "/conversations/%s/entries", conv, ""},
		{"GET", "/classes/%s/notices", "class1", ""},
	} {
		for _, who := range []string{"other", "colleague"} {
			code, got := d.call(who, op.method, fmt.Sprintf(op.path, op.object), op.body)
			absent, want := d.call(who, op.method, fmt.Sprintf(op.path, "none"), op.body)
			delete(got, "requestId")
			delete(want, "requestId")
			if code != 404 || absent != 404 || fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s %s as %s: %d %v, and for what is absent %d %v", op.method, op.path, who, code, got, absent, want)
			}
		}
		if code, _ := d.call("stranger", op.method, fmt.Sprintf(op.path, op.object), op.body); code != 401 {
			t.Errorf("%s %s as a stranger: %d, want 401", op.method, op.path, code)
		}
	}
}

func TestARepeatedRequestIsAnsweredNotDoneAgain(t *testing.T) {
	r := newRooms(t, 1)
	d := newDoor(r, map[string]core.Actor{"teacher": r.Teacher})
	_, first := d.callWith("the-same-key-0001", "teacher", "POST", "/classes/class1/notices", plain)
	_, second := d.callWith("the-same-key-0001", "teacher", "POST", "/classes/class1/notices", plain)
	if first["id"] != second["id"] || len(r.entries(feed.OfClass(r.Class.ID))) != 1 {
		t.Errorf("posted twice: %v and %v", first["id"], second["id"])
	}
	if code, out := d.callWith("the-same-key-0001", "teacher", "POST", "/classes/class1/notices", strings.Replace(plain, "冬季", "夏季", 1)); code != 409 {
		t.Errorf("another body under the key: %d %v", code, out)
	}
}
