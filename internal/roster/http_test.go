package roster_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"magpie/internal/core"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

// browser is a client with a cookie of its own.
type browser struct {
	t      *testing.T
	door   http.Handler
	cookie string
	lang   string
}

var keys int

// do sends a request and returns status and decoded answer.
func (b *browser) do(method, path string, body any) (int, map[string]any) {
	b.t.Helper()
	var text []byte
	if body != nil {
		text, _ = json.Marshal(body)
	}
	r := httptest.NewRequest(method, rest.Prefix+path, bytes.NewReader(text))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Language", b.lang)
	keys++
	r.Header.Set("Idempotency-Key", fmt.Sprintf("test-key-%012d", keys))
	if b.cookie != "" {
		r.Header.Set("Cookie", b.cookie)
	}
	w := httptest.NewRecorder()
	b.door.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		b.cookie = c.Name + "=" + c.Value
	}
	answer := map[string]any{}
	if data, _ := io.ReadAll(w.Body); len(data) > 0 {
		if err := json.Unmarshal(data, &answer); err != nil {
			b.t.Fatalf("%s %s: %v: %s", method, path, err, data)
		}
	}
	return w.Code, answer
}

// want is do for an answer whose status is known.
func (b *browser) want(status int, method, path string, body any) map[string]any {
	b.t.Helper()
	got, answer := b.do(method, path, body)
	if got != status {
		b.t.Fatalf("%s %s: got %d %v, want %d", method, path, got, answer, status)
	}
	return answer
}

func (s *stage) door() http.Handler {
	api := rest.New(rest.Options{Authenticate: s.account.FromRequest, Log: slog.New(slog.DiscardHandler), Clock: s.clock})
	s.account.Routes(api)
	s.Routes(api)
	return api.Handler()
}

func first(answer map[string]any) map[string]any {
	return answer["items"].([]any)[0].(map[string]any)
}

type object = map[string]any

func TestATeacherAndAMotherWalkThroughTheDoor(t *testing.T) {
	s := open(t)
	door := s.door()
	teacher, mother := &browser{t: t, door: door, lang: "zh-CN"}, &browser{t: t, door: door, lang: "en"}
	if a := mother.want(200, "GET", "/session", nil); a["known"] != false || a["setup"] != false {
		t.Errorf("a stranger's session: %v", a)
	}
	teacher.want(401, "POST", "/session", object{"login": "wang", "password": "wrong password"})
	teacher.want(204, "POST", "/session", object{"login": "wang", "password": password})
	class := "/classes/" + string(s.class)
	if a := teacher.want(200, "GET", "/session", nil); a["classes"].([]any)[0].(object)["role"] != "head" {
		t.Errorf("a teacher's session: %v", a)
	}
	dry := object{"filename": "a.csv", "content": base64.StdEncoding.EncodeToString([]byte(pasted)), "columns": nil, "fixes": []any{}, "undo": []any{}}
	run := teacher.want(200, "POST", class+"/roster/dry-run", dry)
	dry["seen"], dry["remove"], dry["columns"] = run["digest"], false, run["columns"]
	if a := teacher.want(200, "POST", class+"/roster/import", dry); a["added"] != 3.0 {
		t.Errorf("import: %v", a)
	}
	page := teacher.want(200, "GET", class+"/students?limit=2", nil)
	if len(page["items"].([]any)) != 2 || page["next"] == "" {
		t.Errorf("first page: %v", page)
	}
	if rest := teacher.want(200, "GET", class+"/students?after="+page["next"].(string), nil); first(rest)["name"] != "王诗涵" || rest["next"] != "" {
		t.Errorf("second page: %v", rest)
	}
	slip := first(teacher.want(200, "POST", class+"/slips", object{"students": nil, "renew": false}))
	code := slip["code"].(string)
	if a := mother.want(200, "POST", "/join/look", object{"code": code}); a["given"] != "明" || a["hasPhone"] != true || a["triesLeft"] != 5.0 {
		t.Errorf("look: %v", a)
	}
	if a := mother.want(200, "POST", "/join/check", object{"code": code, "relation": "mother", "digits": "0001"}); a["ok"] != true {
		t.Errorf("check: %v", a)
	}
	join := object{"code": code, "relation": "mother", "standIn": false, "digits": "0001", "child": "", "phone": "", "askStaff": false,
		"self": false, "rulesVersion": 1, "photos": true, "device": ""}
	if a := mother.want(200, "POST", "/join", join); a["state"] != "in" || mother.cookie == "" {
		t.Errorf("join: %v", a)
	}
	self := mother.want(200, "GET", "/session", nil)
	child := self["children"].([]any)[0].(object)
	if child["label"] != "李明's mother" || child["tone"] != 1.0 || self["person"].(object)["role"] != "guardian" {
		t.Errorf("a mother's session: %v", self)
	}
	if a := mother.want(200, "GET", "/children/"+child["student"].(string)+"/consent", nil); a["photos"] != true {
		t.Errorf("consent: %v", a)
	}
	if a := mother.want(404, "GET", class+"/students", nil); a["key"] != "core.absent" {
		t.Errorf("a mother asks for the roster: %v", a)
	}
}

func TestAStrangerWhoWaitsSeesTwoThingsOnly(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	b := &browser{t: t, door: s.door(), lang: "zh-CN"}
	b.want(200, "POST", "/join", object{"code": s.poster(), "relation": "父亲", "child": "李鸣", "phone": "13900000000", "rulesVersion": 1})
	if a := b.want(200, "GET", "/join/state", nil); a["state"] != "waiting" || a["child"] != "李鸣" {
		t.Errorf("got %v", a)
	}
	if a := b.want(200, "GET", "/session", nil); a["pending"].(object)["state"] != "waiting" {
		t.Errorf("got %v", a)
	}
	for _, path := range []string{"/devices", "/classes/" + string(s.class), "/students/" + string(child), "/children/" + string(child) + "/consent"} {
		b.want(404, "GET", path, nil)
	}
}

func TestForbiddenAndAbsentAnswerIdentically(t *testing.T) {
	s := open(t)
	_, foreign := s.school("第二中学", "李老师", "li", "一班")
	b := &browser{t: t, door: s.door(), lang: "zh-CN"}
	b.want(204, "POST", "/session", object{"login": "wang", "password": password})
	forbidden := b.want(404, "GET", "/classes/"+string(foreign), nil)
	absent := b.want(404, "GET", "/classes/"+strings.Repeat("0", 20), nil)
	delete(forbidden, "requestId")
	delete(absent, "requestId")
	if fmt.Sprint(forbidden) != fmt.Sprint(absent) {
		t.Errorf("got %v and %v", forbidden, absent)
	}
}

func TestWrongDigitsSayHowManyTriesAreLeft(t *testing.T) {
	s := open(t)
	code := s.slip(s.child("李明", "13800000001"))
	b := &browser{t: t, door: s.door(), lang: "en"}
	a := b.want(422, "POST", "/join", object{"code": code, "relation": "mother", "digits": "9999", "rulesVersion": 1})
	if a["key"] != "roster.join.digits" || !strings.Contains(a["detail"].(string), "4 tries left") || b.cookie != "" {
		t.Errorf("got %v", a)
	}
}

func TestAnExpiredSetupLinkAndBadAnswersAreTold(t *testing.T) {
	s := open(t)
	b := &browser{t: t, door: s.door(), lang: "zh-CN"}
	if a := b.want(200, "POST", "/setup/state", object{"token": "guessed"}); a["open"] != false {
		t.Errorf("got %v", a)
	}
	good := object{"token": "guessed", "school": "二中", "teacher": "李老师", "login": "li", "password": password, "class": "一班"}
	b.want(404, "POST", "/setup", good)
	good["password"], good["school"] = "123", ""
	a := b.want(422, "POST", "/setup", good)
	pointers := []string{}
	for _, e := range a["errors"].([]any) {
		pointers = append(pointers, e.(object)["pointer"].(string))
	}
	if !slices.Equal(pointers, []string{"/school", "/password"}) {
		t.Errorf("got %v", pointers)
	}
}

func TestEveryErrorOfTheRoomHasItsSentence(t *testing.T) {
	for _, e := range []*core.Error{roster.ErrCode, roster.ErrDigits, roster.ErrNotGuardian, roster.ErrRulesChanged, roster.ErrManyClaims,
		roster.ErrArchived, roster.ErrDecided, roster.ErrStudentTaken, roster.ErrImportStale, roster.ErrImportEmpty, roster.ErrImportMany} {
		if w := roster.Words[e.Key]; w.Zh == "" || w.En == "" {
			t.Errorf("%s has no sentence in both languages", e.Key)
		}
	}
}
