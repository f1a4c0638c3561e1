package ask_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
	"magpie/internal/roster/rostertest"
)

// class is a class that is asked something.
type class struct{ *rostertest.Class }

func newClass(t testing.TB, children int) *class { return &class{rostertest.New(t, children)} }

func (c *class) opens(s *ask.Service, level ask.Level, need ask.Need, chosen ...roster.StudentID) (id ask.ID) {
	c.T.Helper()
	c.Write(func(tx *db.Tx) (err error) {
		id, err = s.Open(tx, ask.Spec{School: "s", OwnerKind: "notice", Owner: tx.NewID(), Classes: []roster.ClassID{c.ID}, Students: chosen,
			Terms: ask.Terms{Level: level, Need: need, Chars: 100}})
		return err
	})
	return id
}

func (c *class) answers(s *ask.Service, in ask.In) (child ask.Child, changed bool, err error) {
	if in.Via == "" {
		in.Via = ask.ViaApp
	}
	if in.Version == 0 {
		in.Version = 1
	}
	err = c.DB.Write(context.Background(), func(tx *db.Tx) (err error) {
		child, changed, err = s.Answer(tx, in)
		return err
	})
	return child, changed, err
}

func (c *class) outstanding(id ask.ID) (out []roster.StudentID) {
	c.Read(func(tx *db.Tx) (err error) {
		out, err = ask.Outstanding(tx, id)
		return err
	})
	return out
}

func TestAnsweringTwiceIsAnsweringOnce(t *testing.T) {
	c := newClass(t, 2)
	mother := c.Joins(0, "母亲")
	s := ask.New(c.DB)
	told := 0
	s.OnAnswer(func(*db.Tx, ask.Answered) error { told++; return nil })
	id := c.opens(s, ask.LevelConfirm, ask.NeedAny)
	in := ask.In{Ask: id, Student: c.Students[0], Person: mother.Person, Level: ask.LevelConfirm}
	first, changed, err := c.answers(s, in)
	if err != nil || !changed || !first.Done || first.State != ask.StateConfirmed {
		t.Fatalf("first answer: %+v changed %t, %v", first, changed, err)
	}
	c.Clock.Advance(time.Minute)
	second, changed, err := c.answers(s, in)
	if err != nil || changed || second.At != first.At || told != 1 {
		t.Errorf("second answer: %+v changed %t, told %d times, %v", second, changed, told, err)
	}
	if out := c.outstanding(id); len(out) != 1 || out[0] != c.Students[1] {
		t.Errorf("outstanding: %v, want only the second child", out)
	}
}

func TestManyAnswersAtOnceAreAllKeptAndEachIsNewOnce(t *testing.T) {
	const children, tries = 40, 5
	c := newClass(t, children)
	s := ask.New(c.DB)
	id := c.opens(s, ask.LevelConfirm, ask.NeedAny)
	var fresh atomic.Int64
	var wg sync.WaitGroup
	for i := range children {
		mother := c.Joins(i, "母亲")
		for range tries {
			wg.Go(func() {
				_, changed, err := c.answers(s, ask.In{Ask: id, Student: c.Students[i], Person: mother.Person, Level: ask.LevelConfirm})
				if err != nil {
					t.Error(err)
				}
				if changed {
					fresh.Add(1)
				}
			})
		}
	}
	wg.Wait()
	if got := fresh.Load(); got != children {
		t.Errorf("%d answers were new, want %d", got, children)
	}
	if out := c.outstanding(id); len(out) != 0 {
		t.Errorf("%d children are outstanding, want none", len(out))
	}
}

func TestOnlyTheFamilyAnswersAndOnlyForItsOwnChild(t *testing.T) {
	c := newClass(t, 3)
	mother := c.Joins(0, "母亲")
	s := ask.New(c.DB)
	all, chosen := c.opens(s, ask.LevelRead, ask.NeedAny), c.opens(s, ask.LevelRead, ask.NeedAny, c.Students[1])
	rows := []struct {
		name   string
		in     ask.In
		refuse error
	}{
		{"another family's child", ask.In{Ask: all, Student: c.Students[1], Person: mother.Person}, core.ErrAbsent},
		{"the teacher", ask.In{Ask: all, Student: c.Students[0], Person: c.Teacher.Person}, core.ErrAbsent},
		{"a child that was not chosen", ask.In{Ask: chosen, Student: c.Students[0], Person: mother.Person}, core.ErrAbsent},
		{"an ask that does not exist", ask.In{Ask: "none", Student: c.Students[0], Person: mother.Person}, core.ErrAbsent},
		{"a version nobody has seen", ask.In{Ask: all, Student: c.Students[0], Person: mother.Person, Version: 2}, ask.ErrVersion},
		{"too quick to be read", ask.In{Ask: all, Student: c.Students[0], Person: mother.Person, ShownMs: 5199}, ask.ErrTooSoon},
		{"long enough", ask.In{Ask: all, Student: c.Students[0], Person: mother.Person, ShownMs: 5200}, nil},
	}
	for _, r := range rows {
		r.in.Level = ask.LevelRead
		if _, _, err := c.answers(s, r.in); !errors.Is(err, r.refuse) {
			t.Errorf("%s: got %v, want %v", r.name, err, r.refuse)
		}
	}
}

func TestReopeningAsksAgainAndShowsTheOldAnswerAsOld(t *testing.T) {
	c := newClass(t, 1)
	mother := c.Joins(0, "母亲")
	s := ask.New(c.DB)
	id := c.opens(s, ask.LevelConfirm, ask.NeedAny)
	in := ask.In{Ask: id, Student: c.Students[0], Person: mother.Person, Level: ask.LevelConfirm}
	if _, _, err := c.answers(s, in); err != nil {
		t.Fatal(err)
	}
	c.Write(func(tx *db.Tx) error {
		version, err := s.Revise(tx, id, ask.Terms{Level: ask.LevelConfirm, Need: ask.NeedAny}, true)
		if version != 2 {
			t.Errorf("version is %d, want 2", version)
		}
		return err
	})
	c.Read(func(tx *db.Tx) error {
		tally, err := ask.CountOne(tx, id)
		child := tally.Children[0]
		if child.Done || !child.Reopened || len(child.Receipts) != 1 || !child.Receipts[0].Reopened {
			t.Errorf("after reopening: %+v", child)
		}
		return err
	})
	c.Write(func(tx *db.Tx) error {
		_, err := s.Revise(tx, id, ask.Terms{Level: ask.LevelConfirm, Need: ask.NeedAny}, false)
		return err
	})
	in.Version = 2
	if child, changed, err := c.answers(s, in); err != nil || !changed || !child.Done {
		t.Errorf("answering the reopened version, corrected meanwhile: %+v changed %t, %v", child, changed, err)
	}
}

func TestAConfirmationCanBeTakenBackForTenMinutes(t *testing.T) {
	c := newClass(t, 1)
	mother := c.Joins(0, "母亲")
	s := ask.New(c.DB)
	id := c.opens(s, ask.LevelConfirm, ask.NeedAny)
	in := ask.In{Ask: id, Student: c.Students[0], Person: mother.Person, Level: ask.LevelConfirm}
	withdraw := func() (child ask.Child, err error) {
		err = c.DB.Write(context.Background(), func(tx *db.Tx) (err error) {
			child, err = s.Withdraw(tx, id, in.Student, in.Person)
			return err
		})
		return child, err
	}
	if _, err := withdraw(); !errors.Is(err, ask.ErrNoAnswer) {
		t.Errorf("nothing to take back: got %v", err)
	}
	for range 2 {
		if child, changed, err := c.answers(s, in); err != nil || !changed || !child.Done {
			t.Fatalf("confirm: %+v changed %t, %v", child, changed, err)
		}
		c.Clock.Advance(10 * time.Minute)
		if child, err := withdraw(); err != nil || child.Done || child.State != ask.StateRead {
			t.Fatalf("withdraw: %+v, %v", child, err)
		}
	}
	if _, _, err := c.answers(s, in); err != nil {
		t.Fatal(err)
	}
	c.Clock.Advance(10*time.Minute + time.Millisecond)
	if _, err := withdraw(); !errors.Is(err, ask.ErrTooLate) {
		t.Errorf("after ten minutes: got %v, want ErrTooLate", err)
	}
}

func TestAClosedAskTakesNoAnswer(t *testing.T) {
	c := newClass(t, 1)
	mother := c.Joins(0, "母亲")
	s := ask.New(c.DB)
	id := c.opens(s, ask.LevelConfirm, ask.NeedAny)
	c.Write(func(tx *db.Tx) error { return s.Close(tx, id) })
	_, _, err := c.answers(s, ask.In{Ask: id, Student: c.Students[0], Person: mother.Person, Level: ask.LevelConfirm})
	if !errors.Is(err, ask.ErrClosed) {
		t.Errorf("got %v, want ErrClosed", err)
	}
}

func TestAGuardianSeesWhatIsDueForEachChild(t *testing.T) {
	c := newClass(t, 3)
	mother := c.Joins(0, "母亲")
	c.AlsoJoins(mother, 1, "母亲")
	s := ask.New(c.DB)
	all := c.opens(s, ask.LevelConfirm, ask.NeedAny)
	second := c.opens(s, ask.LevelRead, ask.NeedAny, c.Students[1])
	c.opens(s, ask.LevelRead, ask.NeedAny, c.Students[2])
	if _, _, err := c.answers(s, ask.In{Ask: all, Student: c.Students[0], Person: mother.Person, Level: ask.LevelConfirm}); err != nil {
		t.Fatal(err)
	}
	c.Read(func(tx *db.Tx) error {
		children, err := roster.ChildrenOf(tx, mother.Person)
		if err != nil {
			return err
		}
		due, err := ask.OfChildren(tx, children)
		got := map[ask.ID]map[roster.StudentID]bool{all: {}, second: {}}
		for _, d := range due {
			got[d.Ask.ID][d.Child.Student] = d.Child.Done
		}
		if len(due) != 3 || !got[all][c.Students[0]] || got[all][c.Students[1]] || got[second][c.Students[1]] {
			t.Errorf("got %v", got)
		}
		return err
	})
}
