package ask_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// world is the room beside its model, with a class that both look at.
type world struct {
	*class
	*model
	s     *ask.Service
	id    ask.ID
	cast  []who
	child map[string][]int // whose child, or own account, somebody can be
	steps *int
}

// shapes are the kinds of ask that are tried.
var shapes = []ask.Terms{
	{Level: ask.LevelRead, Need: ask.NeedAny, Per: ask.PerFamily},
	{Level: ask.LevelConfirm, Need: ask.NeedAny, Per: ask.PerFamily},
	{Level: ask.LevelConfirm, Need: ask.NeedAll, Per: ask.PerFamily, Self: true},
	{Level: ask.LevelConfirm, Need: ask.NeedAny, Per: ask.PerFamily, Visible: ask.VisibleClass},
	{Level: ask.LevelForm, Need: ask.NeedAny, Per: ask.PerFamily, Self: true, Form: line},
	{Level: ask.LevelForm, Need: ask.NeedAll, Per: ask.PerFamily, Form: line},
	{Level: ask.LevelForm, Need: ask.NeedAny, Per: ask.PerPerson, Self: true, Form: line},
	{Level: ask.LevelForm, Need: ask.NeedAny, Per: ask.PerStudent, Form: line},
	{Level: ask.LevelForm, Need: ask.NeedAny, Per: ask.PerFamily, Many: true, Visible: ask.VisibleClass, Form: line},
}

var line = form.Form{Fields: []form.Field{{ID: "line", Kind: form.Text, Label: "一句话", Required: true}}}

func TestTheRoomDoesWhatItsModelDoes(t *testing.T) {
	w := &world{class: newClass(t, 3), child: map[string][]int{}, steps: new(int)}
	w.s = ask.New(w.DB)
	for i := range 3 {
		for _, relation := range []string{"母亲", "父亲", "爷爷"} {
			a := w.Joins(i, relation)
			w.cast = append(w.cast, who{a.Person, relation == "爷爷", -1})
			w.child[a.Person] = []int{i}
		}
		own := w.Studies(i)
		w.cast = append(w.cast, who{own.Person, false, i})
		w.child[own.Person] = []int{i}
	}
	mother := w.cast[0].person
	w.AlsoJoins(core.Actor{Person: mother}, 1, "母亲")
	w.child[mother] = []int{0, 1}
	rapid.Check(t, func(t *rapid.T) { w.play(t) })
	t.Logf("%d steps without a difference", *w.steps)
}

// play opens one ask and lets everybody act on it in any order.
func (w *world) play(t *rapid.T) {
	terms := rapid.SampledFrom(shapes).Draw(t, "terms")
	w.model = &model{terms: terms, open: true, version: 1, wanted: 1, people: map[int][]who{}, gone: map[int]bool{}}
	w.Write(func(tx *db.Tx) (err error) {
		if _, err := tx.Exec(`update roster_student set left_at = 0`); err != nil {
			return err
		}
		if _, err := tx.Exec(`update roster_guardian set removed_at = 0`); err != nil {
			return err
		}
		w.id, err = w.s.Open(tx, ask.Spec{School: "s", OwnerKind: "model", Owner: tx.NewID(), Classes: []roster.ClassID{w.ID}, Terms: terms})
		return err
	})
	for _, p := range w.cast {
		for _, child := range w.child[p.person] {
			w.people[child] = append(w.people[child], p)
		}
	}
	t.Repeat(map[string]func(*rapid.T){
		"answer":   w.answers,
		"answer 2": w.answers,
		"answer 3": w.answers,
		"withdraw": w.withdraws,
		"turn":     w.turns,
		"revise":   w.revises,
		"roster":   w.changes,
		"wait":     w.waits,
		"":         w.compare,
	})
}

func (w *world) act(t *rapid.T) act {
	a := act{staff: rapid.IntRange(0, 5).Draw(t, "staff") == 0, person: w.Teacher.Person,
		level:   rapid.SampledFrom([]ask.Level{ask.LevelRead, w.terms.Level, w.terms.Level, ask.LevelForm}).Draw(t, "level"),
		version: max(0, w.version-rapid.SampledFrom([]int{0, 0, 0, 1, -1}).Draw(t, "behind")),
		value:   rapid.SampledFrom([]string{"到家了", "在路上", ""}).Draw(t, "value"), child: rapid.IntRange(0, 2).Draw(t, "child")}
	if !a.staff {
		p := rapid.SampledFrom(w.cast).Draw(t, "person").person
		a.person, a.child = p, rapid.SampledFrom(append([]int{a.child}, w.child[p]...)).Draw(t, "for")
	}
	return a
}

func (w *world) answers(t *rapid.T) {
	a := w.act(t)
	in := ask.In{Ask: w.id, Student: w.Students[a.child], Person: a.person, Level: a.level, Version: a.version, Via: ask.ViaApp, ShownMs: 9000,
		Values: form.Values{}}
	if a.staff {
		in.Via = ask.ViaStaff
	}
	if a.value != "" {
		in.Values["line"] = a.value
	}
	var changed bool
	err := w.DB.Write(w.T.Context(), func(tx *db.Tx) (err error) {
		_, changed, err = w.s.Answer(tx, in)
		return err
	})
	want, wantErr := w.answer(a)
	if !alike(err, wantErr) || changed != want {
		t.Fatalf("%+v: got changed %t, %v; want %t, %v", a, changed, err, want, wantErr)
	}
}

func (w *world) withdraws(t *rapid.T) {
	a := w.act(t)
	if a.staff && w.terms.Many {
		t.Skip("staff say which, where there are many")
	}
	via := ask.ViaApp
	if a.staff {
		via = ask.ViaStaff
	}
	err := w.DB.Write(w.T.Context(), func(tx *db.Tx) error {
		_, err := w.s.TakeBack(tx, ask.Withdrawal{Ask: w.id, Student: w.Students[a.child], Person: a.person, Via: via})
		return err
	})
	if want := w.withdraw(a); !alike(err, want) {
		t.Fatalf("%+v taken back: got %v, want %v", a, err, want)
	}
}

func (w *world) turns(*rapid.T) {
	w.open = !w.open
	w.Write(func(tx *db.Tx) error {
		if w.open {
			return w.s.Reopen(tx, w.id)
		}
		return w.s.Close(tx, w.id)
	})
}

func (w *world) revises(t *rapid.T) {
	if !w.open {
		t.Skip("a closed ask is not revised")
	}
	again := rapid.Bool().Draw(t, "again")
	w.Write(func(tx *db.Tx) error { _, err := w.s.Revise(tx, w.id, w.terms, again); return err })
	if w.version++; again {
		w.wanted = w.version
	}
}

// changes lets a guardian go or come back, or a child leave or come back.
func (w *world) changes(t *rapid.T) {
	child := rapid.IntRange(0, 2).Draw(t, "child")
	if rapid.IntRange(0, 3).Draw(t, "leave") == 0 {
		w.gone[child] = !w.gone[child]
		w.Write(func(tx *db.Tx) error {
			_, err := tx.Exec(`update roster_student set left_at = $2 where id = $1`, w.Students[child], w.gone[child])
			return err
		})
		return
	}
	p := rapid.SampledFrom(w.cast).Draw(t, "person")
	if p.pupil >= 0 || !slices.Contains(w.child[p.person], child) {
		t.Skip("no guardian of this child")
	}
	here := slices.Contains(w.people[child], p)
	if here {
		w.people[child] = slices.DeleteFunc(slices.Clone(w.people[child]), func(o who) bool { return o == p })
	} else {
		w.people[child] = append(w.people[child], p)
	}
	w.Write(func(tx *db.Tx) error {
		_, err := tx.Exec(`update roster_guardian set removed_at = $3 where student = $1 and person = $2`, w.Students[child], p.person, here)
		return err
	})
}

func (w *world) waits(*rapid.T) {
	w.now = w.now.Add(6 * time.Minute)
	w.Clock.Advance(6 * time.Minute)
}

// compare looks at everything that can be seen after each step.
func (w *world) compare(t *rapid.T) {
	*w.steps++
	w.Read(func(tx *db.Tx) error {
		tally, err := ask.CountOne(tx, w.id)
		if err != nil {
			return err
		}
		for _, c := range tally.Children {
			child := slices.Index(w.Students, c.Student)
			if state, done := w.stands(child); c.State != state || c.Done != done {
				t.Fatalf("child %d: got %s done %t, want %s done %t", child, c.State, c.Done, state, done)
			}
		}
		list, err := ask.Answers(tx, w.id)
		if err != nil {
			return err
		}
		if len(list) != len(w.places) {
			t.Fatalf("%d answers, want %d", len(list), len(w.places))
		}
		for i, g := range list {
			got := place{slices.Index(w.Students, g.Student), g.Person, g.Via == ask.ViaStaff, g.Values.Text("line"), g.Level, g.Version, g.Changes, g.Withdrawn}
			if g.Number != i+1 || got != w.places[i] {
				t.Fatalf("number %d: got %v, want %v", g.Number, got, w.places[i])
			}
			if g.Changes == 0 {
				continue
			}
			before, err := ask.Changes(tx, g.ID())
			if err != nil || len(before) != g.Changes {
				t.Fatalf("number %d: %d changes kept of %d, %v", g.Number, len(before), g.Changes, err)
			}
		}
		return nil
	})
}

// alike reports whether two refusals say the same.
func alike(got, want error) bool {
	var a, b *core.Error
	if !errors.As(got, &a) || !errors.As(want, &b) {
		return got == nil && want == nil
	}
	return a.Key == b.Key
}

func (p place) String() string {
	return fmt.Sprintf("child %d by %s staff %t %q %s v%d, %d changes, struck %t", p.child, p.person, p.staff, p.value, p.level, p.version, p.changes, p.struck)
}
