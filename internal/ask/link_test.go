package ask_test

import (
	"strings"
	"testing"
	"time"

	"magpie/internal/ask"
	"magpie/internal/ask/form"
)

func TestALinkAnswersOneThingForOneChildAndNothingElse(t *testing.T) {
	d := newDoor(t, 2)
	d.people["mother"] = d.Joins(0, "母亲")
	id := d.asks(trip)
	path := "/asks/" + string(id)
	var made ask.MadeLink
	d.must("teacher", "POST", path+"/links", map[string]any{"student": d.Students[0], "relation": "爷爷", "days": 3}, &made)
	code, found := strings.CutPrefix(made.URL, "https://school.example/a/")
	if !found || len(code) < 16 || made.QR.Size == 0 {
		t.Fatalf("got %+v", made)
	}
	d.must("mother", "POST", path+"/answer", says(d.Students[0], form.Values{"come": "no", "word": "在医院"}), nil)
	var slip ask.Slip
	w := d.send("nobody", "GET", "/answer/"+code, nil)
	if w.Code != 200 || strings.Contains(w.Body.String(), "医院") || strings.Contains(w.Body.String(), "学生0") {
		t.Errorf("the link tells too much: %d %s", w.Code, w.Body)
	}
	d.must("nobody", "GET", "/answer/"+code, nil, &slip)
	if slip.Child != "明" || slip.Title != "春游报名" || !slip.Open || slip.Form == nil || slip.Label != "爷爷" {
		t.Errorf("got %+v", slip)
	}
	said := map[string]any{"level": "form", "version": slip.Version, "values": form.Values{"come": "yes"}}
	d.must("nobody", "POST", "/answer/"+code, said, nil)
	d.must("nobody", "GET", "/answer/"+code, nil, &slip)
	if !slip.Done || slip.Values.Text("come") != "yes" || slip.State != ask.StateConfirmed {
		t.Errorf("after the answer: %+v", slip)
	}
	var r ask.Results
	d.must("teacher", "GET", path+"/answers", nil, &r)
	if len(r.Items) != 1 || r.Items[0].Label != "学生0爷爷" || r.Items[0].Via != ask.ViaLink || r.Items[0].Changes != 1 {
		t.Errorf("got %+v", r.Items)
	}

	unknown := d.refused("nobody", "GET", "/answer/"+strings.Repeat("0", len(code)), nil)
	d.must("teacher", "DELETE", "/links/"+string(made.ID), nil, nil)
	revoked := d.refused("nobody", "POST", "/answer/"+code, said)
	d.must("teacher", "POST", path+"/links", map[string]any{"student": d.Students[1], "days": 1}, &made)
	d.Clock.Advance(25 * time.Hour)
	expired := d.refused("nobody", "GET", "/answer/"+strings.TrimPrefix(made.URL, "https://school.example/a/"), nil)
	d.must("teacher", "POST", path+"/links", map[string]any{"student": d.Students[1], "days": 1}, &made)
	d.Archives()
	ended := d.refused("nobody", "POST", "/answer/"+strings.TrimPrefix(made.URL, "https://school.example/a/"), said)
	if ended != unknown {
		t.Errorf("in a class that has ended: %s", ended)
	}
	if unknown != "ask.link" || revoked != unknown || expired != unknown {
		t.Errorf("unknown %s, revoked %s, expired %s: they must be alike", unknown, revoked, expired)
	}
}

func TestAWrongAnswerShowsTheLineAndIsNoAnswer(t *testing.T) {
	d := newDoor(t, 1)
	d.people["mother"] = d.Joins(0, "母亲")
	id := d.asks(ask.Terms{Level: ask.LevelUnderstood, Question: &form.Question{Ask: "几点到校？", Answers: [3]string{"7:30", "7:40", "7:50"}, Right: 1, Line: "周一 7:40 到校。"}})
	path := "/asks/" + string(id) + "/answer"
	answer := func(n float64) (m ask.Mine) {
		d.must("mother", "POST", path, map[string]any{"student": d.Students[0], "version": 1, "level": "understood", "values": form.Values{"answer": n}}, &m)
		return m
	}
	if m := answer(0); m.Done || m.Right == nil || *m.Right || m.Line != "周一 7:40 到校。" {
		t.Errorf("a wrong answer: %+v", m)
	}
	if m := answer(1); !m.Done || m.Right == nil || !*m.Right {
		t.Errorf("the right answer: %+v", m)
	}
	if key := d.refused("mother", "POST", path, map[string]any{"student": d.Students[0], "version": 1, "level": "understood", "values": form.Values{"answer": 7.0}}); key != "core.invalid" {
		t.Errorf("no answer at all: %s", key)
	}
}
