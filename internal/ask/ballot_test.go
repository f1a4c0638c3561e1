package ask_test

import (
	"fmt"
	"strings"
	"testing"

	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
)

var poll = ask.Terms{Level: ask.LevelForm, Secret: true, Form: form.Form{Fields: []form.Field{
	{ID: "who", Kind: form.Choice, Label: "选谁", Required: true, Options: []form.Option{{ID: "a", Label: "甲"}, {ID: "b", Label: "乙"}}}}}}

func TestNobodyCanTellWhoVotedWhat(t *testing.T) {
	d := newDoor(t, 6)
	id := d.asks(poll)
	path := "/asks/" + string(id)
	for i := range d.Students {
		d.people[fmt.Sprint("mother", i)] = d.Joins(i, "母亲")
	}
	d.people["father0"] = d.Joins(0, "父亲")
	var counts ask.Counts
	for i := range d.Students {
		d.must(fmt.Sprint("mother", i), "POST", path+"/answer", says(d.Students[i], form.Values{"who": "a"}), nil)
		d.must("teacher", "GET", path+"/counts", nil, &counts)
		if !counts.Hidden || len(counts.Fields) != 0 || counts.Given != i+1 || counts.Answered != i+1 {
			t.Fatalf("while it is open: %+v", counts)
		}
	}
	d.must("father0", "POST", path+"/answer", says(d.Students[0], form.Values{"who": "b"}), nil) // the family has voted
	for who, body := range map[string]any{"mother0": nil, "teacher": map[string]any{"student": d.Students[0], "level": "form", "values": form.Values{"who": "b"}}} {
		if who == "teacher" {
			if key := d.refused(who, "POST", path+"/answers", body); key != "ask.secret" {
				t.Errorf("staff vote for a family: %s", key)
			}
			if key := d.refused(who, "POST", path+"/links", map[string]any{"student": d.Students[0], "days": 3}); key != "ask.secret" {
				t.Errorf("a link into a secret poll: %s", key)
			}
		} else if key := d.refused(who, "POST", path+"/withdraw", map[string]any{"student": d.Students[0]}); key != "ask.voted" {
			t.Errorf("a ballot taken back: %s", key)
		}
	}
	d.must("teacher", "POST", path+"/close", nil, nil)
	d.must("teacher", "GET", path+"/counts", nil, &counts)
	if counts.Hidden || counts.Fields[0].Options[0].Count != 6 || counts.Fields[0].Options[1].Count != 0 {
		t.Errorf("after the close: %+v", counts)
	}
	if key := d.refused("teacher", "POST", path+"/reopen", nil); key != "ask.secret" {
		t.Errorf("opened again after the result: %s", key)
	}
	d.leavesNoTrace(id)
}

// leavesNoTrace looks into the tables as only an administrator could.
func (d *door) leavesNoTrace(id ask.ID) {
	d.T.Helper()
	d.Read(func(tx *db.Tx) error {
		for table, want := range map[string]int{"ask_given": 0, "ask_change": 0, "ask_answer": 0, "ask_voter": 6, "ask_ballot": 1} {
			var n int
			if err := tx.QueryRow(`select count(*) from `+table+` where ask = $1`, id).Scan(&n); err != nil {
				return err
			}
			if n != want {
				d.T.Errorf("%s holds %d rows, want %d", table, n, want)
			}
		}
		var kept int
		err := tx.QueryRow(`select count(*) from db_once where scope <> $1`, d.Teacher.Person).Scan(&kept)
		if kept != 0 {
			d.T.Errorf("%d requests of voters are remembered with the digest of what they said", kept)
		}
		return err
	})
}

func TestTheResultOfFewBallotsStaysHidden(t *testing.T) {
	d := newDoor(t, 5)
	id := d.asks(poll)
	for i := range 4 {
		d.people["mother"] = d.Joins(i, "母亲")
		d.must("mother", "POST", "/asks/"+string(id)+"/answer", says(d.Students[i], form.Values{"who": "b"}), nil)
	}
	d.must("teacher", "POST", "/asks/"+string(id)+"/close", nil, nil)
	var counts ask.Counts
	d.must("teacher", "GET", "/asks/"+string(id)+"/counts", nil, &counts)
	if !counts.Hidden || len(counts.Fields) != 0 {
		t.Errorf("four ballots tell: %+v", counts)
	}
	if key := d.refused("teacher", "GET", "/asks/"+string(id)+"/export?format=csv", nil); key != "ask.secret" {
		t.Errorf("exported: %s", key)
	}
}

func TestASecretPollAsksOnlyWhatCanBeCounted(t *testing.T) {
	for name, change := range map[string]func(*ask.Terms){
		"a text tells the hand":     func(t *ask.Terms) { t.Form.Fields = []form.Field{{ID: "w", Kind: form.Text, Label: "为什么"}} },
		"a class that reads along":  func(t *ask.Terms) { t.Visible = ask.VisibleClass },
		"several ballots":           func(t *ask.Terms) { t.Many = true },
		"a signature under a level": func(t *ask.Terms) { t.Level = ask.LevelSign },
	} {
		terms := poll
		change(&terms)
		var c core.Check
		terms.Check(&c, "")
		if err := c.Err(); err == nil || !strings.Contains(fmt.Sprintf("%+v", err.(*core.Error).Fields), "ask.notSecret") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
