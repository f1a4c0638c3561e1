package talk_test

import (
	"errors"
	"testing"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/talk"
)

func TestChildrenSpeakOnlyWhileTwoAdultsStandVisiblyThere(t *testing.T) {
	r := newRooms(t, 2)
	child := r.Studies(0)
	children := feed.OfStudents(r.Class.ID)
	for _, a := range []core.Actor{child, r.Teacher} {
		if _, err := r.Post(ctx, a, children, talk.Draft{Text: "在吗"}); !errors.Is(err, feed.ErrClosed) {
			t.Errorf("%s spoke with one adult there: %v", a.Role, err)
		}
	}
	r.Hires("周老师")
	if e := r.text(child, children, "作业第三题怎么做"); e.By.Label != "学生0" || e.By.Role != core.RoleStudent {
		t.Errorf("the child stands there as %+v", e.By)
	}
	r.text(r.Teacher, children, "先画图")
}

func TestNoOperationMakesAPlaceForOneChildAndOneAdult(t *testing.T) {
	r := newRooms(t, 2)
	child, mother := r.Studies(0), r.Joins(1, "母亲")
	r.Hires("周老师")
	children := feed.OfStudents(r.Class.ID)
	root := r.text(r.Teacher, children, "谁在")

	places := []feed.ID{r.family(0), r.family(1), r.class(), feed.OfStaff(r.Class.ID), feed.ID("p-" + child.Person),
		feed.ID(child.Person), feed.ID("s-" + string(r.Students[0])), feed.ID("f-" + child.Person), ""}
	for _, place := range places {
		if _, err := r.Post(ctx, child, place, talk.Draft{Text: "悄悄话"}); !errors.Is(err, core.ErrAbsent) {
			t.Errorf("a child spoke in %q: %v", place, err)
		}
		if _, err := r.Alarm(ctx, child, place, talk.ReasonSafety, "悄悄话"); !errors.Is(err, core.ErrAbsent) {
			t.Errorf("a child rang in %q: %v", place, err)
		}
	}
	for _, place := range places[4:] {
		if _, err := r.Post(ctx, r.Teacher, place, talk.Draft{Text: "悄悄话"}); !errors.Is(err, core.ErrAbsent) {
			t.Errorf("a teacher spoke in %q: %v", place, err)
		}
	}
	if _, err := r.Post(ctx, mother, children, talk.Draft{Text: "小朋友们"}); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("a mother spoke to the children: %v", err)
	}
	if err := r.FamilyHere().Check(ctx, child, string(r.family(0))); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("a child passes for a family: %v", err)
	}

	// A thread or a mention in the children's room narrows nothing: all members read it.
	e := r.says(child, children, talk.Draft{Text: "老师我想说", Parent: root.Seq, Mentions: []talk.Mention{{Kind: "staff", ID: r.Teacher.Person}}})
	r.Read(func(tx *db.Tx) error {
		members, err := feed.Members(tx, e.Conversation)
		if len(members) != 3 {
			t.Errorf("%d people read the thread, want the child and both adults", len(members))
		}
		return err
	})
}

func TestOneFamilysTalkIsNobodyElses(t *testing.T) {
	r := newRooms(t, 2)
	mother, other := r.Joins(0, "母亲"), r.Joins(1, "母亲")
	e := r.text(mother, r.family(0), "考得不好")
	tries := map[string]error{}
	_, tries["read"] = r.feed.Entries(ctx, other, r.family(1), 0, 10)
	_, tries["answer"] = r.Post(ctx, other, r.family(0), talk.Draft{Text: "?", Parent: e.Seq})
	_, tries["edit"] = r.Edit(ctx, other, r.family(0), e.Seq, "?")
	_, tries["recall"] = r.TakeBack(ctx, other, r.family(0), e.Seq, "?")
	tries["react"] = r.React(ctx, other, r.family(0), e.Seq, talk.Heart)
	_, tries["ring"] = r.Alarm(ctx, other, r.family(0), talk.ReasonHealth, "?")
	_, tries["agree"] = r.Agree(ctx, other, r.family(0), e.Seq, true)
	tries["policy"] = r.feed.Reader().Check(ctx, other, string(r.family(0)))
	for name, err := range tries {
		if name != "read" && !errors.Is(err, core.ErrAbsent) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if list, _, err := r.Topics(ctx, other, r.Class.ID, "", core.Page{}); err != nil || len(list) != 0 {
		t.Errorf("the class's questions: %v, %v", list, err)
	}
}
