package ask_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

// door serves the room over HTTP; a header says who calls, nobody is a stranger.
type door struct {
	*class
	*ask.Service
	handler http.Handler
	people  map[string]core.Actor
	calls   int
}

func newDoor(t testing.TB, children int) *door {
	d := &door{class: newClass(t, children), people: map[string]core.Actor{}}
	d.Service = ask.New(d.DB)
	d.PublicURL = "https://school.example"
	d.Describe("notice", func(_ *db.Tx, _ string, st roster.StudentID) (ask.Card, error) {
		return ask.Card{Kind: "chain", Title: "春游报名", Text: "周五去植物园。", ClassName: "高一（3）班", Child: "明"}, nil
	})
	api := rest.New(rest.Options{Clock: d.Clock, Log: slog.New(slog.DiscardHandler),
		Authenticate: func(q *http.Request) (core.Actor, error) { return d.people[q.Header.Get("Test-Person")], nil }})
	d.Routes(api)
	d.handler = api.Handler()
	d.people["teacher"] = d.Teacher
	return d
}

// asks opens an ask with these terms for the whole class.
func (d *door) asks(terms ask.Terms) (id ask.ID) {
	d.T.Helper()
	d.Write(func(tx *db.Tx) (err error) {
		id, err = d.Open(tx, ask.Spec{School: "s", OwnerKind: "notice", Owner: tx.NewID(), Classes: []roster.ClassID{d.ID}, Terms: terms})
		return err
	})
	return id
}

func (d *door) send(who, method, path string, body any) *httptest.ResponseRecorder {
	d.T.Helper()
	d.calls++
	text := ""
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			d.T.Fatal(err)
		}
		text = string(b)
	}
	q := httptest.NewRequest(method, rest.Prefix+path, strings.NewReader(text))
	q.Header.Set("Test-Person", who)
	q.Header.Set("Idempotency-Key", fmt.Sprintf("key-%012d", d.calls))
	if text != "" {
		q.Header.Set("Content-Type", "application/json")
	}
	w := httptest.NewRecorder()
	d.handler.ServeHTTP(w, q)
	return w
}

// must sends a request that succeeds and reads the answer into out.
func (d *door) must(who, method, path string, body, out any) {
	d.T.Helper()
	w := d.send(who, method, path, body)
	if w.Code >= 300 {
		d.T.Fatalf("%s %s as %s: %d %s", method, path, who, w.Code, w.Body)
	}
	if out != nil {
		if err := json.Unmarshal(w.Body.Bytes(), out); err != nil {
			d.T.Fatal(err)
		}
	}
}

// refused sends a request that fails and returns the problem's key.
func (d *door) refused(who, method, path string, body any) string {
	d.T.Helper()
	w := d.send(who, method, path, body)
	var p struct{ Key string }
	if err := json.Unmarshal(w.Body.Bytes(), &p); w.Code < 400 || err != nil {
		d.T.Fatalf("%s %s as %s: %d %s", method, path, who, w.Code, w.Body)
	}
	return p.Key
}

// says is the body of an answer of level form.
func says(student roster.StudentID, values form.Values) map[string]any {
	return map[string]any{"student": student, "version": 1, "level": "form", "values": values}
}

var trip = ask.Terms{Level: ask.LevelForm, Visible: ask.VisibleClass, Form: form.Form{Fields: []form.Field{
	{ID: "come", Kind: form.Choice, Label: "去不去", Required: true, Options: []form.Option{{ID: "yes", Label: "去"}, {ID: "no", Label: "不去"}}},
	{ID: "size", Kind: form.Number, Label: "几个人"},
	{ID: "word", Kind: form.Text, Label: "还想说的"},
	{ID: "sign", Kind: form.Sign, Label: "签名"},
}}}
