package album

import (
	"fmt"
	"testing"

	"magpie/internal/roster"
)

// The children of the table: two whose guardians look, one of strangers.
const (
	ming roster.StudentID = "ming"
	yu   roster.StudentID = "yu"
	tao  roster.StudentID = "tao"
)

// readers are all kinds of people who look.
var readers = map[string]Reader{
	"staff":                {Person: "wang", Staff: true},
	"the staff who added":  {Person: "adder", Staff: true},
	"a guardian of none":   {Person: "visitor"},
	"Ming's mother":        {Person: "mother", Own: map[roster.StudentID]bool{ming: true}},
	"a mother of both":     {Person: "both", Own: map[roster.StudentID]bool{ming: true, yu: true}},
	"the mother who added": {Person: "adder", Own: map[roster.StudentID]bool{ming: true}},
	"whoever":              {},
}

// promised says the same as MaySee in the words of the consent screen.
func promised(r Reader, s Shot) bool {
	if s.State == StateRefused || s.State == StateRemoved {
		return false
	}
	if r.Person == "adder" {
		return true
	}
	if s.State == StateWaiting {
		return r.Staff
	}
	refusals := 0
	for child, level := range s.Tagged {
		family := r.Own != nil && r.Own[child]
		if level == roster.PicturesNobody && !family {
			refusals++
		}
		if level == roster.PicturesStaff && !family && !r.Staff {
			refusals++
		}
	}
	return refusals == 0
}

func TestAPictureReachesOnlyThoseWhomEveryTaggedChildLets(t *testing.T) {
	levels := []roster.Pictures{"", roster.PicturesClass, roster.PicturesStaff, roster.PicturesNobody} // "" is not tagged
	cases, shown := 0, 0
	for _, state := range []State{StateWaiting, StateShown, StateRefused, StateRemoved} {
		for i := range len(levels) * len(levels) * len(levels) {
			s := Shot{Owner: "adder", State: state, Tagged: map[roster.StudentID]roster.Pictures{}}
			for n, child := range []roster.StudentID{ming, yu, tao} {
				digit := i
				for range n {
					digit /= len(levels)
				}
				if level := levels[digit%len(levels)]; level != "" {
					s.Tagged[child] = level
				}
			}
			for name, r := range readers {
				cases++
				got := MaySee(r, s)
				if want := promised(r, s); got != want {
					t.Errorf("%s before %s %v: sees %v, want %v", name, s.State, s.Tagged, got, want)
				}
				if got {
					shown++
				}
			}
		}
	}
	if cases != 4*64*7 || shown == 0 {
		t.Fatalf("%d cases, %d shown", cases, shown)
	}
}

func TestTheRuleInPlainExamples(t *testing.T) {
	tag := func(levels ...roster.Pictures) map[roster.StudentID]roster.Pictures {
		out := map[roster.StudentID]roster.Pictures{}
		for i, l := range levels {
			out[[]roster.StudentID{ming, yu}[i]] = l
		}
		return out
	}
	for _, c := range []struct {
		reader string
		state  State
		tagged map[roster.StudentID]roster.Pictures
		want   bool
	}{
		{"a guardian of none", StateShown, tag(), true},
		{"a guardian of none", StateShown, tag(roster.PicturesClass), true},
		{"a guardian of none", StateShown, tag(roster.PicturesStaff), false},
		{"Ming's mother", StateShown, tag(roster.PicturesNobody), true},
		{"Ming's mother", StateShown, tag(roster.PicturesClass, roster.PicturesNobody), false},
		{"a mother of both", StateShown, tag(roster.PicturesNobody, roster.PicturesNobody), true},
		{"staff", StateShown, tag(roster.PicturesStaff), true},
		{"staff", StateShown, tag(roster.PicturesNobody), false},
		{"the staff who added", StateShown, tag(roster.PicturesNobody), true},
		{"staff", StateWaiting, tag(), true},
		{"a guardian of none", StateWaiting, tag(), false},
		{"the mother who added", StateWaiting, tag(), true},
		{"the mother who added", StateRemoved, tag(), false},
	} {
		if got := MaySee(readers[c.reader], Shot{Owner: "adder", State: c.state, Tagged: c.tagged}); got != c.want {
			t.Errorf("%s", fmt.Sprintf("%s before %s %v: got %v", c.reader, c.state, c.tagged, got))
		}
	}
}
