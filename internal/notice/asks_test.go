package notice_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/notice"
)

var bus = form.Form{Fields: []form.Field{
	{ID: "way", Kind: form.Choice, Label: "怎么回家", Required: true, Options: []form.Option{{ID: "bus", Label: "校车"}, {ID: "car", Label: "家长接"}}},
	{ID: "note", Kind: form.Text, Label: "备注"},
}}

func (r *rooms) asking(t notice.Type, l ask.Level, f *form.Form) notice.Content {
	return notice.Content{Type: t, Title: "周五怎么回家", Text: "周五下午四点放学。", Level: l, Need: ask.NeedAny, Expect: notice.Expect{Form: f}}
}

// answers gives an answer of somebody for a child and returns what went wrong.
func (r *rooms) answers(a core.Actor, id notice.ID, child int, values form.Values) error {
	r.T.Helper()
	v := r.sees(a, id)
	return r.DB.Write(ctx, func(tx *db.Tx) error {
		_, _, err := r.ask.Answer(tx, ask.In{Ask: v.Ask, Student: r.Students[child], Person: a.Person, Level: v.Level,
			Version: v.Version, Via: ask.ViaApp, Values: values})
		return err
	})
}

func (r *rooms) answered(a core.Actor, id notice.ID, child int, values form.Values) {
	r.T.Helper()
	if err := r.answers(a, id, child, values); err != nil {
		r.T.Fatal(err)
	}
}

func (r *rooms) body(id notice.ID) (b notice.Body, e feed.Entry) {
	r.T.Helper()
	for _, e = range r.entries(feed.OfClass(r.Class.ID)) {
		if e.Ref == string(id) && e.Kind == feed.EntryNotice {
			if err := json.Unmarshal(e.Body, &b); err != nil {
				r.T.Fatal(err)
			}
			return b, e
		}
	}
	r.T.Fatalf("no entry of %s", id)
	return b, e
}

func TestAChainTellsAllHowManyAndNobodyWho(t *testing.T) {
	const families = 12
	r := newRooms(t, families)
	mothers := make([]core.Actor, families)
	for i := range mothers {
		mothers[i] = r.Joins(i, "母亲")
	}
	id := r.posts(r.asking(notice.TypeChain, ask.LevelForm, &bus))
	if b, _ := r.body(id); b.Answered != 0 || b.Of != families {
		t.Errorf("at birth: %+v", b.Progress)
	}
	var wg sync.WaitGroup
	for i, a := range mothers {
		wg.Go(func() {
			if err := r.answers(a, id, i, form.Values{"way": "bus", "note": "在东门等"}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if err := r.Settle(ctx); err != nil {
		t.Fatal(err)
	}
	b, e := r.body(id)
	if b.Answered != families || e.Rev != 2 || strings.Contains(string(e.Body), "学生") || strings.Contains(string(e.Body), "东门") {
		t.Errorf("rev %d: %s", e.Rev, e.Body)
	}
	numbers := []int{}
	for i, a := range mothers {
		m := r.sees(a, id).Mine[0]
		if m.Values.Text("way") != "bus" || m.Student != r.Students[i] {
			t.Errorf("the mother of %d sees %+v", i, m)
		}
		numbers = append(numbers, m.Number)
	}
	slices.Sort(numbers)
	for i, n := range numbers {
		if n != i+1 {
			t.Fatalf("numbers %v", numbers)
		}
	}
	if err := r.Settle(ctx); err != nil {
		t.Fatal(err)
	}
	if _, e := r.body(id); e.Rev != 2 {
		t.Errorf("the entry was touched again though nothing came: rev %d", e.Rev)
	}
}

func TestAFormIsFilledInByTheFamilyAndReadByStaffAlone(t *testing.T) {
	r := newRooms(t, 3)
	mother, father, other := r.Joins(0, "母亲"), r.Joins(0, "父亲"), r.Joins(1, "母亲")
	id := r.posts(r.asking(notice.TypeForm, ask.LevelForm, &bus))
	home := r.home(mother)
	if len(home.Asks) != 1 || home.Asks[0].Form == nil || len(home.Asks[0].Form.Fields) != 2 || home.Asks[0].Level != ask.LevelForm {
		t.Fatalf("home: %+v", home.Asks)
	}
	if err := r.answers(mother, id, 0, form.Values{"way": "plane"}); core.KindOf(err) != core.KindInvalid {
		t.Errorf("a choice that is not offered: got %v", err)
	}
	r.answered(mother, id, 0, form.Values{"way": "car", "note": "爷爷来接"})
	if m := r.sees(father, id).Mine[0]; !m.Done || m.Values != nil {
		t.Errorf("the father sees %+v", m)
	}
	if m := r.sees(other, id).Mine[0]; m.Done || m.Values != nil {
		t.Errorf("another family sees %+v", m)
	}
	got := r.receipts(id)
	if by := got.Items[2].By; got.Numbers.Answered != 1 || len(by) != 1 || by[0].Label != "学生0妈妈" || by[0].Values.Text("note") != "爷爷来接" {
		t.Errorf("receipts: %+v", got.Items)
	}
	if b, e := r.body(id); b.Of != 0 || e.Rev != 1 {
		t.Errorf("what only staff read moved the entry: %s", e.Body)
	}
}

func TestWhatStaffWriteDownForAFamilyBearsTheirName(t *testing.T) {
	r := newRooms(t, 1)
	r.Joins(0, "母亲")
	id := r.posts(r.asking(notice.TypeForm, ask.LevelForm, &bus))
	v := r.sees(r.Teacher, id)
	r.Write(func(tx *db.Tx) error {
		_, _, err := r.ask.Answer(tx, ask.In{Ask: v.Ask, Student: r.Students[0], Person: r.Teacher.Person, Level: ask.LevelForm, Version: 1,
			Via: ask.ViaStaff, Values: form.Values{"way": "bus"}, Note: "电话，爷爷，17:40"})
		return err
	})
	by := r.receipts(id).Items[0].By
	if len(by) != 1 || by[0].Label != "王老师" || by[0].Note != "电话，爷爷，17:40" || by[0].Values.Text("way") != "bus" {
		t.Errorf("receipt: %+v", by)
	}
}

func TestAChangedFormAsksAgainAndShowsWhatWasAnsweredBefore(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	c := r.asking(notice.TypeForm, ask.LevelForm, &bus)
	id := r.posts(c)
	r.answered(mother, id, 0, form.Values{"way": "bus"})
	c.Text = "周五下午三点半放学。"
	if err := r.Correct(ctx, r.Teacher, id, notice.Correction{Content: c}); err != nil {
		t.Fatal(err)
	}
	if len(r.home(mother).Asks) != 0 {
		t.Error("other words alone asked everybody again")
	}
	more := form.Form{Fields: append(slices.Clone(bus.Fields), form.Field{ID: "when", Kind: form.Time, Label: "几点", Required: true})}
	c.Form = &more
	if err := r.Correct(ctx, r.Teacher, id, notice.Correction{Content: c}); err != nil {
		t.Fatal(err)
	}
	asks := r.home(mother).Asks
	if len(asks) != 1 || !asks[0].Reopened || asks[0].Values.Text("way") != "bus" || len(asks[0].Form.Fields) != 3 {
		t.Fatalf("home: %+v", asks)
	}
	if b, _ := r.body(id); b.Changes[0].Field != "form" {
		t.Errorf("the entry tells of %+v", b.Changes)
	}
}

func TestWhatPeopleWerePromisedCannotBeCorrectedAway(t *testing.T) {
	r := newRooms(t, 1)
	c := r.asking(notice.TypePoll, ask.LevelForm, &form.Form{Fields: bus.Fields[:1]})
	c.Secret = true
	id := r.posts(c)
	open, each, chain := c, c, c
	open.Secret, each.Per, chain.Type, chain.Secret = false, ask.PerPerson, notice.TypeChain, false
	for name, it := range map[string]notice.Content{"open": open, "each": each, "a chain": chain} {
		err := r.Correct(ctx, r.Teacher, id, notice.Correction{Content: it})
		if e := new(core.Error); !errors.As(err, &e) || len(e.Fields) == 0 || e.Fields[0].Key != "notice.promised" {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestASecretPollTellsStaffWhoVotedAndNobodyWhat(t *testing.T) {
	r := newRooms(t, 2)
	mother := r.Joins(0, "母亲")
	c := r.asking(notice.TypePoll, ask.LevelForm, &form.Form{Fields: bus.Fields[:1]})
	c.Secret = true
	id := r.posts(c)
	r.answered(mother, id, 0, form.Values{"way": "car"})
	if m := r.sees(mother, id).Mine[0]; !m.Done || m.Values != nil || m.Number != 0 {
		t.Errorf("the voter sees %+v", m)
	}
	got := r.receipts(id)
	if got.Numbers.Answered != 1 {
		t.Errorf("numbers: %+v", got.Numbers)
	}
	for _, l := range got.Items {
		for _, by := range l.By {
			if by.Values != nil || by.Number != 0 || by.At != 0 {
				t.Errorf("staff see of a ballot %+v", by)
			}
		}
	}
}

func TestAMereReceiptUnderAFormOnlySaysThatItWasRead(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	for _, c := range []notice.Content{r.asking(notice.TypeForm, ask.LevelForm, &bus), r.asking(notice.TypeChain, ask.LevelConfirm, nil),
		r.asking(notice.TypeSlip, ask.LevelSign, nil)} {
		id := r.posts(c)
		if said := r.types(mother, id, "收到，谢谢老师"); !said.Folded {
			t.Errorf("%s: %+v", c.Type, said)
		}
		if m := r.sees(mother, id).Mine[0]; m.Done || m.Own != ask.StateRead || m.Number != 0 {
			t.Errorf("%s: %+v", c.Type, m)
		}
	}
}

func TestWhoAnswersAloneIsAskedOnceForAllChildren(t *testing.T) {
	r := newRooms(t, 2)
	mother, father := r.Joins(0, "母亲"), r.Joins(0, "父亲")
	r.AlsoJoins(mother, 1, "母亲")
	c := r.asking(notice.TypePoll, ask.LevelForm, &form.Form{Fields: bus.Fields[:1]})
	c.Per = ask.PerPerson
	id := r.posts(c)
	if asks := r.home(mother).Asks; len(asks) != 1 {
		t.Fatalf("the mother of two is asked %d times", len(asks))
	}
	r.answered(mother, id, 0, form.Values{"way": "car"})
	if m, f := r.home(mother).Asks, r.home(father).Asks; len(m) != 0 || len(f) != 1 {
		t.Errorf("after her answer she is asked %d times, the father %d times", len(m), len(f))
	}
	if got := r.receipts(id).Numbers; got.Answered != 1 {
		t.Errorf("numbers: %+v, want the second child done and the first waiting for the father", got)
	}
}

func TestStaffCloseAndReopenAndEverybodySeesIt(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	c := r.asking(notice.TypeForm, ask.LevelForm, &bus)
	id := r.posts(c)
	v := r.sees(mother, id)
	turn := func(open bool) {
		t.Helper()
		if err := r.ask.Turn(ctx, v.Ask, open); err != nil {
			t.Fatal(err)
		}
		if b, _ := r.body(id); b.Closed == open || r.sees(mother, id).Open != open || (len(r.home(mother).Asks) == 1) != open {
			t.Errorf("open = %v: body %+v, home %+v", open, b, r.home(mother).Asks)
		}
	}
	turn(false)
	if err := r.Correct(ctx, r.Teacher, id, notice.Correction{Content: c, Reopen: true}); !errors.Is(err, notice.ErrShut) {
		t.Errorf("correcting what is closed: got %v", err)
	}
	turn(true)
	if err := r.Recall(ctx, r.Teacher, id); err != nil {
		t.Fatal(err)
	}
	if err := r.ask.Turn(ctx, v.Ask, true); !errors.Is(err, notice.ErrRecalled) {
		t.Errorf("reopening what was recalled: got %v", err)
	}
}
