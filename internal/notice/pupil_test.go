package notice_test

import (
	"errors"
	"slices"
	"testing"

	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/notice"
	"magpie/internal/roster"
)

func TestAChildIsAskedByItselfWhereTheNoticeSaysSo(t *testing.T) {
	r := newRooms(t, 2)
	mother, child, mate := r.Joins(0, "母亲"), r.Studies(0), r.Studies(1)
	c := r.asking(notice.TypeForm, ask.LevelForm, &bus)
	plain := r.posts(c)
	c.Per, c.Students = ask.PerStudent, []roster.StudentID{r.Students[0]}
	id := r.posts(c)
	for a, want := range map[core.Actor]error{child: nil, mate: core.ErrAbsent} {
		if err := r.Reader().Check(ctx, a, string(id)); !errors.Is(err, want) {
			t.Errorf("a child at the notice: got %v, want %v", err, want)
		}
		if err := r.Reader().Check(ctx, a, string(plain)); !errors.Is(err, core.ErrAbsent) {
			t.Errorf("a child at what its family is asked: got %v", err)
		}
	}
	if asks := r.home(child).Asks; len(asks) != 1 || asks[0].Notice != id || asks[0].Conversation != "" {
		t.Fatalf("the child's home: %+v", asks)
	}
	if asks := r.home(mother).Asks; len(asks) != 1 || asks[0].Notice != plain {
		t.Errorf("the mother's home: %+v", asks)
	}
	if _, err := r.Reply(ctx, child, id, notice.Typed{Text: "好"}); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("a child under a notice: got %v", err)
	}
	r.answered(child, id, 0, form.Values{"way": "bus"})
	if v := r.sees(child, id); !v.Mine[0].Done || v.Mine[0].Values.Text("way") != "bus" || v.Place != nil {
		t.Errorf("the child sees %+v", v)
	}
	if by := r.receipts(id).Items[0].By; len(by) != 1 || by[0].Label != "学生0" {
		t.Errorf("receipts: %+v", by)
	}
}

func TestOnlyChildrenWithAnAccountAreRemindedOfWhatTheyAreAskedThemselves(t *testing.T) {
	r := newRooms(t, 2)
	child := r.Studies(0)
	r.Joins(1, "母亲")
	c := r.asking(notice.TypeForm, ask.LevelForm, &bus)
	c.Per = ask.PerStudent
	id := r.posts(c)
	got, err := r.Remind(ctx, r.Teacher, id, nil)
	if err != nil || !slices.Equal(got.Reminded, r.Students[:1]) || len(got.Skipped) != 1 || got.Skipped[0].Key != "notice.skip.noAccount" {
		t.Errorf("got %+v, %v", got, err)
	}
	if r.ear.Of(child.Person, "home") != 1 {
		t.Errorf("nudges: %v", r.ear.All())
	}
}
