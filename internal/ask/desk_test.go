package ask_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

func TestStaffTakeTheAnswersAwayAsAFileWithoutFormulas(t *testing.T) {
	d := newDoor(t, 3)
	d.people["mother"] = d.Joins(0, "母亲")
	id := d.asks(trip)
	path := "/asks/" + string(id)
	d.must("mother", "POST", path+"/answer", says("", form.Values{"come": "yes", "size": 2.0, "word": "=HYPERLINK(\"x\")"}), nil)
	d.must("teacher", "POST", path+"/answers", map[string]any{"student": d.Students[1], "level": "form", "values": form.Values{"come": "no"}, "note": "电话，爷爷，17:40"}, nil)
	w := d.send("teacher", "GET", path+"/export?format=csv", nil)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(w.Body.String(), "\uFEFF"))).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Fatalf("%d rows: %v\n%s", len(rows), err, w.Body)
	}
	want := []string{"1", "学生0", "学生0妈妈", "2026-11-27 16:00", "自己填的", "", "", "去", "2", "'=HYPERLINK(\"x\")", ""}
	for i, cell := range want {
		if rows[1][i] != cell {
			t.Errorf("cell %d: got %q, want %q", i, rows[1][i], cell)
		}
	}
	if rows[2][2] != "王老师" || rows[2][5] != "电话，爷爷，17:40" || rows[3][6] != "没有回应" {
		t.Errorf("got %q", rows[2:])
	}
	w = d.send("teacher", "GET", path+"/export?format=xlsx", nil)
	book, err := excelize.OpenReader(bytes.NewReader(w.Body.Bytes()))
	if err != nil || !strings.Contains(w.Header().Get("Content-Disposition"), ".xlsx") {
		t.Fatalf("%v, %s", err, w.Header())
	}
	if cell, _ := book.GetCellValue("1", "I2"); cell != "2" {
		t.Errorf("the number of people: %q", cell)
	}
	if key := d.refused("teacher", "GET", path+"/export?format=exe", nil); key != "ask.format" {
		t.Errorf("another format: %s", key)
	}
	var counts ask.Counts
	d.must("teacher", "GET", path+"/counts", nil, &counts)
	if f := counts.Fields; counts.Given != 2 || f[0].Options[0].Count != 1 || f[0].Options[1].Count != 1 || f[1].Sum != 2 || f[2].Filled != 1 {
		t.Errorf("got %+v", counts)
	}
}

func TestAPastedChainBecomesAnswersOfTheRightChildren(t *testing.T) {
	d := newDoor(t, 12)
	id := d.asks(trip)
	path := "/asks/" + string(id) + "/paste"
	var read struct{ Lines []ask.Pasted }
	d.must("teacher", "POST", path, map[string]string{"text": "春游接龙\n1. 学生1妈妈 去\n2. 学生11爸爸 不去，有事\n3. 隔壁老王 去\n4. 学生2 再说\n5. 学生1 不去"}, &read)
	got := read.Lines
	if len(got) != 5 || got[0].Student != d.Students[1] || got[0].Values.Text("come") != "yes" || got[0].Problem != "" ||
		got[1].Student != d.Students[11] || got[1].Values.Text("come") != "no" {
		t.Fatalf("got %+v", got)
	}
	for i := 2; i < 5; i++ {
		if got[i].Problem == "" {
			t.Errorf("line %d has a problem that nobody names: %+v", i+1, got[i])
		}
	}
	got[3].Values = form.Values{"come": "no"}
	var done struct{ Lines []ask.Applied }
	d.must("teacher", "POST", path+"/apply", map[string]any{"lines": got[:4]}, &done)
	if l := done.Lines; l[0].Number != 1 || l[1].Number != 2 || l[2].Number != 0 || l[2].Problem == "" || l[3].Number != 3 {
		t.Errorf("got %+v", l)
	}
	d.must("teacher", "POST", path+"/apply", map[string]any{"lines": got[:2]}, nil) // once more changes nothing
	var history struct{ Items []ask.Record }
	d.must("teacher", "GET", "/asks/"+string(id)+"/answers/"+string(d.Students[1])+"/changes", nil, &history)
	if len(history.Items) != 1 || history.Items[0].Note != "1. 学生1妈妈 去" {
		t.Errorf("got %+v", history.Items)
	}
}

func TestEveryChangeOfAnAnswerIsKept(t *testing.T) {
	d := newDoor(t, 1)
	d.people["mother"], d.people["father"] = d.Joins(0, "母亲"), d.Joins(0, "父亲")
	late := trip
	late.NoLate, late.DueAt = true, core.MillisOf(d.Clock.Now().Add(time.Hour))
	id := d.asks(late)
	path := "/asks/" + string(id)
	d.must("mother", "POST", path+"/answer", says("", form.Values{"come": "yes"}), nil)
	d.must("mother", "POST", path+"/answer", says("", form.Values{"come": "yes"}), nil)
	d.must("father", "POST", path+"/answer", says("", form.Values{"come": "no"}), nil)
	d.must("mother", "POST", path+"/withdraw", map[string]any{}, nil)
	var history struct{ Items []ask.Record }
	d.must("teacher", "GET", path+"/answers/"+string(d.Students[0])+"/changes", nil, &history)
	if h := history.Items; len(h) != 3 || !h[0].Withdrawn || h[0].Label != "学生0爸爸" || h[1].Values.Text("come") != "no" || h[2].Values.Text("come") != "yes" {
		t.Errorf("got %+v", h)
	}
	d.Clock.Advance(2 * time.Hour)
	if key := d.refused("mother", "POST", path+"/answer", says("", form.Values{"come": "yes"})); key != "ask.overdue" {
		t.Errorf("after the deadline: %s", key)
	}
	d.must("teacher", "POST", path+"/answers", map[string]any{"student": d.Students[0], "level": "form", "values": form.Values{"come": "yes"}, "note": "电话"}, nil)
	d.must("teacher", "POST", path+"/close", nil, nil)
	if key := d.refused("teacher", "POST", path+"/answers", map[string]any{"student": d.Students[0], "level": "form", "values": form.Values{"come": "no"}}); key != "ask.closed" {
		t.Errorf("after the close: %s", key)
	}
	d.must("teacher", "POST", path+"/reopen", nil, nil)
	d.must("teacher", "POST", path+"/answers", map[string]any{"student": d.Students[0], "level": "form", "values": form.Values{"come": "no"}}, nil)
}

func TestASchoolKeepsItsForms(t *testing.T) {
	d := newDoor(t, 1)
	d.people["colleague"], d.people["mother"] = d.Hires("李老师"), d.Joins(0, "母亲")
	var made struct{ ID string }
	d.must("teacher", "POST", "/forms", map[string]any{"name": "春游报名", "form": trip.Form}, &made)
	var list struct{ Items []ask.Template }
	d.must("colleague", "GET", "/forms", nil, &list)
	if len(list.Items) != 1 || list.Items[0].Name != "春游报名" || len(list.Items[0].Form.Fields) != 4 {
		t.Errorf("got %+v", list)
	}
	if key := d.refused("teacher", "POST", "/forms", map[string]any{"name": "", "form": form.Form{}}); key != "core.invalid" {
		t.Errorf("an empty one: %s", key)
	}
	d.refused("mother", "GET", "/forms", nil)
	d.refused("mother", "DELETE", "/forms/"+made.ID, nil)
	d.must("colleague", "DELETE", "/forms/"+made.ID, nil, nil)
	if key := d.refused("teacher", "DELETE", "/forms/"+made.ID, nil); key != "core.absent" {
		t.Errorf("once more: %s", key)
	}
}

func TestTenMegabytesAreRefusedAtTheDoorInWords(t *testing.T) {
	d := newDoor(t, 1)
	d.people["mother"] = d.Joins(0, "母亲")
	id := d.asks(trip)
	huge := says(d.Students[0], form.Values{"come": "yes", "word": strings.Repeat("长", 10<<20/3)})
	if key := d.refused("mother", "POST", "/asks/"+string(id)+"/answer", huge); key != "rest.bodyTooLarge" {
		t.Errorf("got %s", key)
	}
	if key := d.refused("nobody", "POST", "/answer/"+strings.Repeat("0", 20), huge); key != "rest.bodyTooLarge" {
		t.Errorf("a stranger: %s", key)
	}
}

// drawer judges files as media would.
type drawer struct{ shown map[string]bool }

func (f *drawer) Usable(_ *db.Tx, a core.Actor, files []string) error {
	for _, id := range files {
		if !strings.HasPrefix(id, a.Person) {
			return ask.ErrFiles
		}
	}
	return nil
}

func (f *drawer) Use(_ *db.Tx, _ roster.Student, class bool, files []string) error {
	for _, id := range files {
		f.shown[id] = class
	}
	return nil
}

func TestAnAnswerCarriesOnlyItsAuthorsOwnFiles(t *testing.T) {
	d := newDoor(t, 1)
	mother, father := d.Joins(0, "母亲"), d.Joins(0, "父亲")
	d.people["mother"], d.people["father"] = mother, father
	files := &drawer{shown: map[string]bool{}}
	d.Files = files
	terms := ask.Terms{Level: ask.LevelForm, Form: form.Form{Fields: []form.Field{
		{ID: "pic", Kind: form.Picture, Label: "照片", Required: true}, {ID: "word", Kind: form.Text, Label: "说明"}}}}
	path := "/asks/" + string(d.asks(terms)) + "/answer"
	hers := mother.Person + "-1"
	if key := d.refused("father", "POST", path, says("", form.Values{"pic": []string{hers}})); key != "ask.files" {
		t.Errorf("somebody else's picture: %s", key)
	}
	d.must("mother", "POST", path, says("", form.Values{"pic": []string{hers}}), nil)
	d.must("father", "POST", path, says("", form.Values{"pic": []string{hers}, "word": "春游"}), nil) // it was there before
	if class, shown := files.shown[hers]; !shown || class || len(files.shown) != 1 {
		t.Errorf("shown: %v", files.shown)
	}
}
