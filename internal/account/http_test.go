package account_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"magpie/internal/rest"
)

var calls int

// call sends a request with a session and returns status, answer and cookies.
func (b *bench) call(t *testing.T, token, method, path, body string) (int, map[string]any, []*http.Cookie) {
	t.Helper()
	api := rest.New(rest.Options{Authenticate: b.FromRequest, Log: slog.New(slog.DiscardHandler), Clock: b.clock})
	b.Routes(api)
	r := httptest.NewRequest(method, rest.Prefix+path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", phone.Device)
	calls++
	r.Header.Set("Idempotency-Key", fmt.Sprintf("account-key-%08d", calls))
	if token != "" {
		r.AddCookie(&http.Cookie{Name: b.CookieName(), Value: token})
	}
	w := httptest.NewRecorder()
	api.Handler().ServeHTTP(w, r)
	answer := map[string]any{}
	_ = json.Unmarshal(w.Body.Bytes(), &answer) // an answer may have no body
	return w.Code, answer, w.Result().Cookies()
}

func TestSigningInSetsTheCookieAndSigningOutDeletesIt(t *testing.T) {
	b := open(t)
	status, _, cookies := b.call(t, "", "POST", "/session", `{"login":"Wang","password":"`+secret+`"}`)
	if status != 204 || len(cookies) != 1 || cookies[0].Name != "magpie" || !cookies[0].HttpOnly {
		t.Fatalf("got %d %v", status, cookies)
	}
	token := cookies[0].Value
	status, devices, _ := b.call(t, token, "GET", "/devices", "")
	first := devices["items"].([]any)[0].(map[string]any)
	if status != 200 || first["device"] != "微信 · Android" || first["current"] != true {
		t.Errorf("got %d %v", status, devices)
	}
	status, _, cookies = b.call(t, token, "DELETE", "/session", "")
	if status != 204 || cookies[0].MaxAge >= 0 {
		t.Errorf("got %d %v", status, cookies)
	}
	if status, _, _ := b.call(t, token, "GET", "/devices", ""); status != 401 {
		t.Errorf("after signing out: %d", status)
	}
}

func TestNobodyRevokesAnotherPersonsDevice(t *testing.T) {
	b := open(t)
	mine, err := b.OpenSession(b.ctx, b.staff, phone)
	must(t, err)
	theirs, err := b.OpenSession(b.ctx, b.person(t), phone)
	must(t, err)
	device := b.actor(t, theirs).Session
	status, foreign, _ := b.call(t, mine, "DELETE", "/devices/"+device, "")
	_, absent, _ := b.call(t, mine, "DELETE", "/devices/00000000000000000000", "")
	if status != 404 || foreign["key"] != absent["key"] || foreign["detail"] != absent["detail"] {
		t.Errorf("got %v and %v", foreign, absent)
	}
	if status, _, _ := b.call(t, theirs, "DELETE", "/devices/"+device, ""); status != 204 || b.actor(t, theirs).Known() {
		t.Errorf("the own device: %d", status)
	}
}

func TestPreferencesAndPasswordsAreCheckedAtTheDoor(t *testing.T) {
	b := open(t)
	token, err := b.OpenSession(b.ctx, b.staff, phone)
	must(t, err)
	if status, _, _ := b.call(t, token, "PUT", "/me/preferences", `{"lang":"zh","text":"large","theme":"auto","elder":true}`); status != 204 {
		t.Errorf("preferences: %d", status)
	}
	if status, answer, _ := b.call(t, token, "PUT", "/me/preferences", `{"lang":"klingon"}`); status != 422 {
		t.Errorf("an unknown language: %d %v", status, answer)
	}
	status, answer, _ := b.call(t, token, "PUT", "/me/password", `{"old":"`+secret+`","new":"short"}`)
	if status != 422 || answer["errors"].([]any)[0].(map[string]any)["pointer"] != "/new" {
		t.Errorf("a short password: %d %v", status, answer)
	}
	if status, _, _ := b.call(t, token, "PUT", "/me/password", `{"old":"`+secret+`","new":"another long one"}`); status != 204 {
		t.Errorf("a good password: %d", status)
	}
}

func TestAnEntryLinkWorksAsOftenAsItSays(t *testing.T) {
	b := open(t)
	token, err := b.IssueEntry(b.ctx, b.staff, 1, time.Hour)
	must(t, err)
	body := `{"token":"` + token + `"}`
	if status, _, cookies := b.call(t, "", "POST", "/session/enter", body); status != 204 || len(cookies) != 1 {
		t.Errorf("first use: %d", status)
	}
	if status, answer, _ := b.call(t, "", "POST", "/session/enter", body); status != 404 || answer["key"] != "account.entry.gone" {
		t.Errorf("second use: %d %v", status, answer)
	}
}
