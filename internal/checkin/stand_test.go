package checkin

import (
	"slices"
	"testing"

	"magpie/internal/core"
	"magpie/internal/roster"
)

const minute = core.Millis(60_000)

func TestAChildStandsWhereTheLastWordPutsIt(t *testing.T) {
	const dismissed = 1000 * minute
	rows := []struct {
		name  string
		said  Said
		at    core.Millis // minutes after dismissal
		now   core.Millis
		state State
		late  int
	}{
		{"just dismissed", "", 0, 0, StateOnWay, 0},
		{"a little late is not overdue", "", 0, 64, StateOnWay, 0},
		{"overdue for this child", "", 0, 65, StateOverdue, 15},
		{"long overdue", "", 0, 105, StateOverdue, 55},
		{"home", SaidHome, 40, 200, StateHome, 0},
		{"at grandmother's", SaidOther, 40, 200, StateHome, 0},
		{"picked up", SaidPicked, 10, 200, StatePickedUp, 0},
		{"excused", SaidExcused, 10, 200, StateExcused, 0},
		{"later, said in time", SaidDelayed, 30, 89, StateOnWay, 0},
		{"later, but an hour has passed", SaidDelayed, 30, 90, StateOverdue, 40},
		{"at the wrong stop", SaidWrong, 60, 100, StateOnWay, 0},
		{"on the bus, as staff heard", SaidOnWay, 80, 139, StateOnWay, 0},
	}
	for _, r := range rows {
		l := line{usual: usual{50, 3, 8}, last: word{said: r.said, at: dismissed + r.at*minute}}
		now := dismissed + r.now*minute
		l = stand(l, dismissed, now)
		if l.state != r.state || l.lateMin(now) != r.late {
			t.Errorf("%s: got %s, %d late, want %s, %d", r.name, l.state, l.lateMin(now), r.state, r.late)
		}
	}
}

func TestTheBoardPutsFirstWhoNeedsSomebodyFirst(t *testing.T) {
	kid := func(name string, minutes float64, said Said, at core.Millis) line {
		return stand(line{student: roster.Student{Name: name, Seat: len(name)}, usual: usual{minutes, 0, 8}, last: word{said: said, at: at * minute}}, 0, 100*minute)
	}
	lines := []line{
		kid("home early", 30, SaidHome, 20), kid("on the way", 110, "", 0), kid("excused", 30, SaidExcused, 1), kid("late", 80, "", 0),
		kid("wrong stop", 70, SaidWrong, 60), kid("home late", 30, SaidHome, 70), kid("very late", 30, "", 0), kid("next", 95, "", 0),
	}
	slices.SortStableFunc(lines, byUrgency)
	want := []string{"very late", "late", "wrong stop", "next", "on the way", "home late", "home early", "excused"}
	for i, l := range lines {
		if l.student.Name != want[i] {
			t.Errorf("place %d: got %s, want %s", i, l.student.Name, want[i])
		}
	}
	if n := count(lines); n != (Numbers{Of: 7, Home: 2}) || n.allHome() {
		t.Errorf("got %+v", n)
	}
}

func TestCurvesRiseByOneForEachChild(t *testing.T) {
	got := curve([]core.Millis{5 * minute, 3*minute + 10, 3*minute + 50, 9 * minute})
	if want := []Point{{3 * minute, 2}, {5 * minute, 3}, {9 * minute, 4}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if len(curve(nil)) != 0 {
		t.Error("nobody makes no curve")
	}
}
