package safety

import (
	"fmt"
	"slices"
	"testing"

	"magpie/internal/core"
	"magpie/internal/roster"
)

// seated is a class of so many children, s0 in the first seat.
func seated(n int) []roster.Student {
	list := make([]roster.Student, n)
	for i := range list {
		list[i] = roster.Student{ID: roster.StudentID(fmt.Sprint("s", i)), Seat: i + 1}
	}
	return list
}

func TestTheSeatsAroundAreBesideBeforeAndBehind(t *testing.T) {
	class := seated(24)
	for child, want := range map[int][]roster.StudentID{
		10: {"s2", "s9", "s11", "s18"},
		0:  {"s1", "s8"},
		7:  {"s6", "s15"}, // the end of a row is not beside the next row's beginning
		23: {"s15", "s22"},
	} {
		if got := near(class[child], class); !slices.Equal(got, want) {
			t.Errorf("around s%d: %v, want %v", child, got, want)
		}
	}
}

func TestWhoSleepsInTheSameRoomIsNear(t *testing.T) {
	class := seated(24)
	class[0].Dorm, class[20].Dorm, class[5].Dorm = "B302", "b302", "B303"
	if got := near(class[0], class); !slices.Equal(got, []roster.StudentID{"s1", "s8", "s20"}) {
		t.Errorf("near: %v", got)
	}
}

func TestEachRingAsksWhomNoRingBeforeHasAsked(t *testing.T) {
	class := seated(10)
	with := []companion{{"s5", true}, {"s6", false}, {"gone", true}}
	asked := map[roster.StudentID]bool{}
	for _, want := range []struct {
		ring Ring
		of   []roster.StudentID
	}{
		{RingCompanions, []roster.StudentID{"s5"}},
		{RingNear, []roster.StudentID{"s1", "s6", "s8"}},
		{RingClass, []roster.StudentID{"s2", "s3", "s4", "s7", "s9"}},
		{RingSchool, []roster.StudentID{}},
	} {
		got := circle(want.ring, class[0], class, with, asked)
		if !slices.Equal(got, want.of) {
			t.Errorf("ring %d asks %v, want %v", want.ring, got, want.of)
		}
		for _, id := range got {
			asked[id] = true
		}
	}
}

const minute = core.Millis(60 * 1000)

func TestTheTimelineIsTheOrderOfTheDayWithContradictionsMarked(t *testing.T) {
	seen := func(at core.Millis, where string) Sighting {
		return Sighting{At: at * minute, Seen: SeenOnce, Where: where}
	}
	with := func(at core.Millis, where string) Sighting {
		return Sighting{At: at * minute, Seen: SeenWith, Where: where}
	}
	for name, c := range map[string]struct {
		said   []Sighting
		order  []string
		marked []bool
	}{
		"one after the other": {[]Sighting{seen(52, "南湖站"), seen(14, "校门口"), seen(31, "23 路公交")},
			[]string{"校门口", "23 路公交", "南湖站"}, []bool{false, false, false}},
		"two places at once": {[]Sighting{seen(10, "书店"), seen(20, "南湖站"), seen(60, "家")},
			[]string{"书店", "南湖站", "家"}, []bool{true, true, false}},
		"the same place in other words": {[]Sighting{seen(10, "南湖站"), seen(12, "南湖站（C 口）")},
			[]string{"南湖站", "南湖站（C 口）"}, []bool{false, false}},
		"a place that nobody names": {[]Sighting{seen(10, "书店"), seen(12, "")},
			[]string{"书店", ""}, []bool{false, false}},
		"seen elsewhere while somebody has the child": {[]Sighting{with(10, "我家"), seen(40, "书店")},
			[]string{"我家", "书店"}, []bool{true, true}},
		"seen before somebody had the child": {[]Sighting{seen(10, "书店"), with(40, "我家")},
			[]string{"书店", "我家"}, []bool{false, false}},
	} {
		got := timeline(c.said)
		for i, line := range got {
			if line.Where != c.order[i] || line.Contradicts != c.marked[i] {
				t.Errorf("%s: line %d is %q, contradicts %v; want %q, %v", name, i, line.Where, line.Contradicts, c.order[i], c.marked[i])
			}
		}
	}
}

func TestTheScoreCountsUntilHalfNearlyAllAndAll(t *testing.T) {
	at := []core.Millis{}
	for i := range 9 {
		at = append(at, 1000+core.Millis(9-i)*minute) // they need not come in order
	}
	got := score(10, 1000, at)
	if got != (Score{Of: 10, Accounted: 9, P50: 5 * minute, P90: 9 * minute}) {
		t.Errorf("nine of ten: %+v", got)
	}
	if got := score(10, 1000, append(at, 1000+12*minute)); got.P100 != 12*minute {
		t.Errorf("ten of ten: %+v", got)
	}
	if got := score(0, 1000, nil); got != (Score{}) {
		t.Errorf("nobody: %+v", got)
	}
}
