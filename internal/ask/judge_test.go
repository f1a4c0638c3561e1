package ask

import (
	"testing"
	"time"

	"magpie/internal/roster"
)

var (
	mother  = roster.Guardian{Person: "mother"}
	father  = roster.Guardian{Person: "father"}
	grandpa = roster.Guardian{Person: "grandpa", StandIn: true}
)

func read(person string, version int) Answer {
	return Answer{Person: person, Via: ViaApp, ReadAt: 1000, ReadVersion: version}
}

func confirmed(person string, version int) Answer {
	return Answer{Person: person, Via: ViaApp, ReadAt: 1000, ReadVersion: version, ConfirmedAt: 2000, ConfirmedVersion: version}
}

func TestAChildStandsWhereItsFamilysAnswersPutIt(t *testing.T) {
	both := []roster.Guardian{mother, father}
	rows := []struct {
		name      string
		level     Level
		need      Need
		version   int
		guardians []roster.Guardian
		answers   []Answer
		state     State
		done      bool
		reopened  bool
	}{
		{"nobody answered", LevelRead, NeedAny, 1, both, nil, StateNone, false, false},
		{"one read, read is enough", LevelRead, NeedAny, 1, both, []Answer{read("mother", 1)}, StateRead, true, false},
		{"one read, confirm wanted", LevelConfirm, NeedAny, 1, both, []Answer{read("mother", 1)}, StateRead, false, false},
		{"one confirmed, any is enough", LevelConfirm, NeedAny, 1, both, []Answer{confirmed("father", 1)}, StateConfirmed, true, false},
		{"one confirmed, both wanted", LevelConfirm, NeedAll, 1, both, []Answer{confirmed("father", 1)}, StateRead, false, false},
		{"both confirmed", LevelConfirm, NeedAll, 1, both, []Answer{confirmed("father", 1), confirmed("mother", 1)}, StateConfirmed, true, false},
		{"one read, both wanted", LevelRead, NeedAll, 1, both, []Answer{read("father", 1)}, StateRead, false, false},
		{"a stand-in does not block", LevelConfirm, NeedAll, 1, []roster.Guardian{mother, grandpa}, []Answer{confirmed("mother", 1)}, StateConfirmed, true, false},
		{"a stand-in does not replace a parent where both are wanted", LevelConfirm, NeedAll, 1, []roster.Guardian{mother, grandpa}, []Answer{confirmed("grandpa", 1)}, StateRead, false, false},
		{"a stand-in alone counts", LevelConfirm, NeedAll, 1, []roster.Guardian{grandpa}, []Answer{confirmed("grandpa", 1)}, StateConfirmed, true, false},
		{"a stand-in counts as any", LevelConfirm, NeedAny, 1, []roster.Guardian{mother, grandpa}, []Answer{confirmed("grandpa", 1)}, StateConfirmed, true, false},
		{"somebody who left does not count", LevelConfirm, NeedAny, 1, []roster.Guardian{mother}, []Answer{confirmed("father", 1)}, StateNone, false, false},
		{"an older confirmation is shown as such", LevelConfirm, NeedAny, 2, both, []Answer{confirmed("mother", 1)}, StateNone, false, true},
		{"read again after reopening", LevelConfirm, NeedAny, 2, both,
			[]Answer{{Person: "mother", ReadAt: 3000, ReadVersion: 2, ConfirmedAt: 2000, ConfirmedVersion: 1}}, StateRead, false, true},
		{"staff entered it", LevelConfirm, NeedAll, 1, nil, []Answer{{Person: "teacher", Via: ViaStaff, ReadAt: 1, ReadVersion: 1, ConfirmedAt: 1, ConfirmedVersion: 1}}, StateConfirmed, true, false},
		{"a withdrawn confirmation leaves the read", LevelConfirm, NeedAny, 1, both, []Answer{{Person: "mother", ReadAt: 5, ReadVersion: 1}}, StateRead, false, false},
	}
	for _, r := range rows {
		a := Ask{Version: r.version, Wanted: r.version, Terms: Terms{Level: r.level, Need: r.need}}
		c := judge(a, family{student: "child", guardians: r.guardians}, r.answers)
		if c.State != r.state || c.Done != r.done || c.Reopened != r.reopened {
			t.Errorf("%s: got state %s done %t reopened %t, want %s %t %t", r.name, c.State, c.Done, c.Reopened, r.state, r.done, r.reopened)
		}
	}
}

func TestALongTextMustStayLongerUpToEightSeconds(t *testing.T) {
	for chars, want := range map[int]time.Duration{0: 1200 * time.Millisecond, 50: 3200 * time.Millisecond, 170: 8 * time.Second, 5000: 8 * time.Second} {
		if got := MinShown(chars); got != want {
			t.Errorf("%d characters: got %s, want %s", chars, got, want)
		}
	}
}
