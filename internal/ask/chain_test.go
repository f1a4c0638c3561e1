package ask_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

func TestFiftyWritersOfOneChainGetEveryNumberOnce(t *testing.T) {
	const writers, each = 50, 8
	c := newClass(t, writers)
	s := ask.New(c.DB)
	many := trip
	many.Many = true
	var id ask.ID
	c.Write(func(tx *db.Tx) (err error) {
		id, err = s.Open(tx, ask.Spec{School: "s", OwnerKind: "notice", Owner: "chain", Classes: []roster.ClassID{c.ID}, Terms: many})
		return err
	})
	var wg sync.WaitGroup
	for i := range writers {
		mother := c.Joins(i, "母亲")
		wg.Go(func() {
			last := 0
			for range each {
				if _, _, err := c.answers(s, ask.In{Ask: id, Student: c.Students[i], Person: mother.Person, Level: ask.LevelForm,
					Values: form.Values{"come": "yes"}}); err != nil {
					t.Error(err)
					return
				}
				c.Read(func(tx *db.Tx) error { // what was acknowledged is seen by whoever looks afterwards
					mine, err := ask.AnswersOf(tx, id, c.Students[i])
					if len(mine) == 0 || mine[len(mine)-1].Number <= last {
						t.Errorf("after number %d came %+v", last, mine)
						return err
					}
					last = mine[len(mine)-1].Number
					return err
				})
			}
		})
	}
	wg.Wait()
	c.Read(func(tx *db.Tx) error {
		list, err := ask.Answers(tx, id)
		if len(list) != writers*each {
			t.Errorf("%d answers, want %d", len(list), writers*each)
		}
		for i, g := range list {
			if g.Number != i+1 {
				t.Fatalf("place %d has number %d", i+1, g.Number)
			}
		}
		return err
	})
}

func TestBothGuardiansAtOnceLeaveOneAnswerOfTheFamily(t *testing.T) {
	c := newClass(t, 20)
	s := ask.New(c.DB)
	var id ask.ID
	c.Write(func(tx *db.Tx) (err error) {
		id, err = s.Open(tx, ask.Spec{School: "s", OwnerKind: "notice", Owner: "chain", Classes: []roster.ClassID{c.ID}, Terms: trip})
		return err
	})
	var wg sync.WaitGroup
	for i := range c.Students {
		for relation, come := range map[string]string{"母亲": "yes", "父亲": "no"} {
			person := c.Joins(i, relation).Person
			wg.Go(func() {
				if _, _, err := c.answers(s, ask.In{Ask: id, Student: c.Students[i], Person: person, Level: ask.LevelForm, Values: form.Values{"come": come}}); err != nil {
					t.Error(err)
				}
			})
		}
	}
	wg.Wait()
	c.Read(func(tx *db.Tx) error {
		list, err := ask.Answers(tx, id)
		children := map[roster.StudentID]bool{}
		for i, g := range list {
			if g.Number != i+1 || g.Changes != 1 || children[g.Student] {
				t.Errorf("got %+v", g)
			}
			children[g.Student] = true
		}
		if len(list) != len(c.Students) {
			t.Errorf("%d answers for %d families", len(list), len(c.Students))
		}
		return err
	})
}

func TestAChainShowsItsPlacesAndKeepsWhatIsForStaff(t *testing.T) {
	d := newDoor(t, 4)
	d.people["mother"], d.people["neighbour"] = d.Joins(0, "母亲"), d.Joins(1, "父亲")
	id := d.asks(trip)
	path := "/asks/" + string(id)
	var mine ask.Mine
	d.must("mother", "POST", path+"/answer", says(d.Students[0], form.Values{"come": "yes", "word": "<b>带伞</b>", "sign": form.Signature{Path: "M1 2L3 4"}}), &mine)
	if mine.Number != 1 || !mine.Done || mine.Values.Text("come") != "yes" {
		t.Errorf("got %+v", mine)
	}
	d.must("neighbour", "POST", path+"/answer", says("", form.Values{"come": "no"}), &mine)
	d.must("teacher", "POST", path+"/answers", map[string]any{"student": d.Students[2], "level": "form", "values": form.Values{"come": "yes"}, "note": "电话，爷爷，17:40"}, nil)
	mine = ask.Mine{}
	d.must("neighbour", "POST", path+"/withdraw", map[string]any{}, &mine)
	if mine.Done || mine.Number != 0 {
		t.Errorf("after withdrawing: %+v", mine)
	}
	d.must("neighbour", "POST", path+"/answer", says("", form.Values{"come": "yes"}), &mine)
	if mine.Number != 4 {
		t.Errorf("a place once left is not given again: got number %d", mine.Number)
	}
	var seen, staff ask.Chain
	d.must("neighbour", "GET", path+"/chain", nil, &seen)
	d.must("teacher", "GET", path+"/chain", nil, &staff)
	if seen.Count != 4 || seen.Total != 4 || seen.Answered != 3 || seen.Title != "春游报名" || seen.Missing != nil || len(staff.Missing) != 1 {
		t.Errorf("got %+v; staff miss %v", seen, staff.Missing)
	}
	first, second := seen.Items[0], seen.Items[1]
	if _, signed := first.Values.Signature("sign"); signed || first.Name != "学生0妈妈" || first.Mine || first.Values.Text("word") != "<b>带伞</b>" {
		t.Errorf("the class sees %+v", first)
	}
	if !second.Withdrawn || len(second.Values) != 0 || !second.Mine || seen.Items[2].Name != "王老师" {
		t.Errorf("got %+v", seen.Items)
	}
	if _, signed := staff.Items[0].Values.Signature("sign"); !signed {
		t.Error("staff do not see the signature")
	}
	if w := d.send("neighbour", "GET", path+"/chain", nil); strings.Contains(w.Body.String(), "17:40") {
		t.Error("the class reads what staff noted")
	}
}

func TestWhoIsKeptOutLearnsNothingOfAChain(t *testing.T) {
	d := newDoor(t, 2)
	barred, student := d.Joins(0, "父亲"), d.Studies(1)
	d.people["barred"], d.people["removed"], d.people["student"] = barred, d.Joins(1, "母亲"), student
	id := d.asks(trip)
	d.Removes(d.people["removed"])
	d.Write(func(tx *db.Tx) error {
		_, err := tx.Exec(`update roster_guardian set barred_at = 1 where person = $1`, barred.Person)
		return err
	})
	for _, who := range []string{"barred", "removed", "student", "nobody"} {
		for _, path := range []string{"/chain", "/answers", "/counts", "/links", "/export?format=csv", "/answers/child0000/changes"} {
			if key := d.refused(who, "GET", "/asks/"+string(id)+path, nil); key != "core.absent" && key != "rest.signIn" {
				t.Errorf("%s on %s: %s", who, path, key)
			}
		}
		if key := d.refused(who, "POST", "/asks/"+string(id)+"/answer", says(d.Students[0], form.Values{"come": "yes"})); key != "core.absent" && key != "rest.signIn" {
			t.Errorf("%s answers: %s", who, key)
		}
	}
}

func TestAnAskOfSeveralClassesOfChildrenAndOfPersons(t *testing.T) {
	c := newClass(t, 3)
	mother := c.Joins(0, "母亲")
	c.AlsoJoins(mother, 1, "母亲")
	father, pupil := c.Joins(0, "父亲"), c.Studies(0)
	s := ask.New(c.DB)
	person := trip
	person.Per, person.Self = ask.PerPerson, true
	alone := trip
	alone.Per = ask.PerStudent
	var each, own ask.ID
	c.Write(func(tx *db.Tx) (err error) {
		if each, err = s.Open(tx, ask.Spec{School: "s", OwnerKind: "search", Owner: "1", Students: c.Students[:1], Terms: person}); err != nil {
			return err
		}
		own, err = s.Open(tx, ask.Spec{School: "s", OwnerKind: "notice", Owner: "1", Classes: []roster.ClassID{c.ID}, Terms: alone})
		return err
	})
	yes := form.Values{"come": "yes"}
	in := func(id ask.ID, child int, a core.Actor) ask.In {
		return ask.In{Ask: id, Student: c.Students[child], Person: a.Person, Level: ask.LevelForm, Values: yes}
	}
	if _, _, err := c.answers(s, in(each, 1, mother)); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("a child that was not asked: %v", err)
	}
	c.Write(func(tx *db.Tx) error { return s.Widen(tx, each, c.Students[1:]) })
	if _, _, err := c.answers(s, in(each, 1, mother)); err != nil {
		t.Fatal(err)
	}
	child, changed, err := c.answers(s, in(each, 0, mother)) // the same person, for the other child
	if err != nil || changed || child.Done || child.Own(mother.Person) != ask.StateConfirmed {
		t.Errorf("a guardian of two is one person: %+v changed %t, %v", child, changed, err)
	}
	for _, a := range []core.Actor{father, pupil} {
		child, _, err = c.answers(s, in(each, 0, a))
		if err != nil {
			t.Fatal(err)
		}
	}
	if !child.Done {
		t.Errorf("all have answered: %+v", child)
	}
	if _, _, err := c.answers(s, in(own, 0, mother)); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("a mother answers for the child itself: %v", err)
	}
	if child, _, err = c.answers(s, in(own, 0, pupil)); err != nil || !child.Done {
		t.Errorf("the child itself: %+v, %v", child, err)
	}
	c.Read(func(tx *db.Tx) error {
		st, err := roster.LoadStudent(tx, c.Students[0])
		if err != nil {
			return err
		}
		due, err := ask.OfPupil(tx, st)
		if len(due) != 2 {
			t.Errorf("a pupil is asked %d times, want 2", len(due))
		}
		children, err2 := roster.ChildrenOf(tx, mother.Person)
		of, err3 := ask.OfChildren(tx, children)
		if len(of) != 2 || slices.ContainsFunc(of, func(d ask.Due) bool { return d.Ask.ID == own }) {
			t.Errorf("a mother is asked %d times, want 2, never for the child itself", len(of))
		}
		return errors.Join(err, err2, err3)
	})
}
