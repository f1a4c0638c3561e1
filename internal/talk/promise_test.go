package talk_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/talk"
)

// word is one message of the model: where it stands and whether staff still owe
// an answer to it.
type word struct {
	seq, root  feed.Seq
	mothers    bool
	owed, gone bool
}

// model is a family's room as the promise describes it, without any table.
type model struct{ words []*word }

func (m *model) add(w word) { m.words = append(m.words, &w) }

// answered ends what a word of staff answers.
func (m *model) answered(root feed.Seq) {
	for _, w := range m.words {
		if w.root == root || root > 0 && w.seq == root {
			w.owed = false
		}
	}
}

func (m *model) owed() []feed.Seq {
	out := []feed.Seq{}
	for _, w := range m.words {
		if w.owed {
			out = append(out, w.seq)
		}
	}
	return out
}

func (m *model) pick(rt *rapid.T, ok func(*word) bool) *word {
	some := []*word{}
	for _, w := range m.words {
		if ok(w) {
			some = append(some, w)
		}
	}
	if len(some) == 0 {
		return nil
	}
	return rapid.SampledFrom(some).Draw(rt, "word")
}

func TestWhateverHappensNothingSaidToStaffDropsOutUnanswered(t *testing.T) {
	r := newRooms(t, 200)
	round := -1
	rapid.Check(t, func(rt *rapid.T) {
		round = (round + 1) % len(r.Students)
		mother, conv, m := r.Joins(round, "母亲"), r.family(round), &model{}
		r.Clock.Advance(time.Minute)
		before := r.owedIn(conv) // of an earlier round
		for _, step := range rapid.SliceOfN(rapid.IntRange(0, 6), 1, 25).Draw(rt, "steps") {
			r.step(rt, step, mother, conv, m)
			r.Clock.Advance(time.Second)
		}
		got := slices.DeleteFunc(r.owedIn(conv), func(s feed.Seq) bool { return slices.Contains(before, s) })
		if !slices.Equal(got, m.owed()) {
			rt.Fatalf("owed %v, want %v", got, m.owed())
		}
	})
}

// step lets one thing happen in the room and in the model.
func (r *rooms) step(rt *rapid.T, step int, mother core.Actor, conv feed.ID, m *model) {
	r.T.Helper()
	say := func(a core.Actor, parent *word) {
		d := talk.Draft{Text: "一句", Urgent: "测试"}
		root := feed.Seq(0)
		if parent != nil {
			d.Parent, root = parent.seq, parent.root
			if root == 0 {
				root = parent.seq
			}
		}
		e := r.says(a, conv, d)
		mothers := a.Person == mother.Person
		if !mothers {
			m.answered(root)
		}
		m.add(word{seq: e.Seq, root: root, mothers: mothers, owed: mothers})
	}
	anyWord := func(w *word) bool { return true }
	waiting := func(w *word) bool { return w.owed }
	switch step {
	case 0:
		say(mother, nil)
	case 1:
		say(mother, m.pick(rt, anyWord))
	case 2:
		say(r.Teacher, nil)
	case 3:
		say(r.Teacher, m.pick(rt, anyWord))
	case 4:
		if w := m.pick(rt, waiting); w != nil {
			r.must(r.Done(ctx, r.Teacher, conv, w.seq))
			w.owed = false
		}
	case 5:
		if w := m.pick(rt, waiting); w != nil {
			r.must(r.Snooze(ctx, r.Teacher, conv, w.seq, r.in(time.Second)))
		}
	case 6:
		if w := m.pick(rt, func(w *word) bool { return w.mothers && !w.gone }); w != nil {
			_, err := r.TakeBack(ctx, mother, conv, w.seq, "")
			r.must(err)
			w.owed, w.gone = false, true
		}
	}
}

func (r *rooms) must(err error) {
	r.T.Helper()
	if err != nil {
		r.T.Fatal(err)
	}
}

// owedIn lists the places of what is owed in one conversation.
func (r *rooms) owedIn(conv feed.ID) []feed.Seq {
	r.T.Helper()
	seqs := []feed.Seq{}
	next := ""
	for {
		items, after, err := r.Owed(ctx, r.Teacher, core.Page{After: next, Limit: core.PageMax})
		r.must(err)
		for _, o := range items {
			if o.Conversation == conv {
				seqs = append(seqs, o.Seq)
			}
		}
		if next = after; next == "" {
			slices.Sort(seqs)
			return seqs
		}
	}
}
