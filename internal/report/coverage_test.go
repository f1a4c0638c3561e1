package report

import (
	"testing"
	"time"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db/dbtest"
	"magpie/internal/roster"
)

var (
	opened = time.Date(2026, 11, 9, 7, 0, 0, 0, roster.Zone)
	now    = time.Date(2026, 12, 20, 7, 0, 0, 0, roster.Zone)
)

func ago(days int) core.Millis { return core.MillisOf(now.AddDate(0, 0, -days)) }

// family builds a child's family: who joined how long ago and was seen when.
func family(name string, state roster.State, joined, seen int, phones ...string) roster.Family {
	f := roster.Family{Student: roster.Student{ID: roster.StudentID(name), Name: name}, State: state}
	if joined >= 0 {
		f.Guardians = []roster.Guardian{{Person: name, JoinedAt: ago(joined), StandIn: state == roster.StateStandIn}}
		f.Seen = map[string]core.Millis{name: ago(seen)}
	}
	for _, p := range phones {
		f.Contacts = append(f.Contacts, roster.Contact{Relation: "母亲", Phone: p})
	}
	return f
}

func slipOut(f roster.Family, days int) roster.Family {
	f.SlipAt, f.SlipState = ago(days), "open"
	return f
}

var class = []roster.Family{
	family("在", roster.StateIn, 40, 1, "1"),
	family("旧", roster.StateIn, 40, 34, "2"),
	family("代", roster.StateStandIn, 5, 5, "3"),
	family("核", roster.StateWaiting, -1, 0, "4"),
	slipOut(family("新单", roster.StateInvited, -1, 0, "5"), 1),
	slipOut(family("老单", roster.StateInvited, -1, 0, "6"), 9),
	family("没号", roster.StateUnknown, -1, 0),
	family("没单", roster.StateUnknown, -1, 0, "7", "8"),
}

func TestEveryChildIsCountedOnceAndHasANextStep(t *testing.T) {
	c := measure(class, core.MillisOf(opened), now, "zh-CN")
	if c.Children != 8 || c.Covered != 2 || c.StandInOnly != 1 || c.Waiting != 1 || c.Invited != 2 || c.Unknown != 2 || c.Guardians != 3 {
		t.Errorf("got %+v", c)
	}
	want := []string{"", "greet", "parent", "check", "patience", "again", "number", "slip"}
	for i, row := range c.Items {
		key := ""
		if row.Next != nil {
			key = row.Next.Key
			if row.Next.Text == "" || say("en", "next."+key, 0) == "" {
				t.Errorf("%s: no words for %s", row.Name, key)
			}
		}
		if key != want[i] {
			t.Errorf("%s: next %q, want %q", row.Name, key, want[i])
		}
	}
}

func TestThreeCallsGoToTheLongestSilence(t *testing.T) {
	c := measure(class, core.MillisOf(opened), now, "zh-CN")
	want := []struct{ name, reason string }{
		{"老单", "邀请单发出 9 天，还没有回音"}, {"没单", "还没有邀请过，也没有人加入"}, {"旧", "上次有回音是 34 天前"},
	}
	if len(c.Calls) != 3 {
		t.Fatalf("got %+v", c.Calls)
	}
	for i, call := range c.Calls {
		if call.Name != want[i].name || call.Reason != want[i].reason {
			t.Errorf("call %d: got %s %q, want %+v", i, call.Name, call.Reason, want[i])
		}
	}
	if n := c.Calls[1].Contacts; len(n) != 2 || n[0].Label != "妈妈" || n[0].Phone != "7" {
		t.Errorf("numbers %+v", n)
	}
}

func TestTheCurveRunsFromTheOpeningToToday(t *testing.T) {
	c := measure(class, core.MillisOf(opened), now, "en")
	if len(c.Days) != 42 || c.Days[0].Day != "2026-11-09" || c.Days[41].Day != "2026-12-20" {
		t.Fatalf("%d days from %v to %v", len(c.Days), c.Days[0], c.Days[len(c.Days)-1])
	}
	for i, want := range map[int]int{0: 0, 1: 2, 35: 2, 36: 3, 40: 3, 41: 2} {
		if c.Days[i].Covered != want {
			t.Errorf("%s: %d, want %d", c.Days[i].Day, c.Days[i].Covered, want)
		}
	}
}

func TestAnEmptyClassHasAnEmptyReport(t *testing.T) {
	c := measure(nil, core.MillisOf(now), now, "en")
	if c.Children != 0 || len(c.Days) != 1 || c.Items == nil || c.Calls == nil {
		t.Errorf("got %+v", c)
	}
}

type still struct{}

func (still) Now() time.Time { return now }

func TestCoverageIsReadFromTheRoster(t *testing.T) {
	d := dbtest.Open(t, still{})
	accounts := account.New(account.Options{DB: d, Clock: still{}})
	r := roster.New(roster.Options{DB: d, Account: accounts, Secret: []byte("secret")})
	operator := core.Actor{Role: core.RoleOperator}
	f, err := r.Found(t.Context(), operator, roster.Founding{School: "一中", Teacher: "王老师", Login: "wang", Password: "correct horse battery", Class: "一班"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.AddStudent(t.Context(), operator, f.Class, roster.StudentInput{Name: "李明"}); err != nil {
		t.Fatal(err)
	}
	c, err := New(Options{DB: d, Roster: r}).Coverage(t.Context(), core.Actor{Lang: "en"}, f.Class)
	if err != nil {
		t.Fatal(err)
	}
	if c.Children != 1 || c.Unknown != 1 || c.Items[0].Next.Text != "Add a family member's number" {
		t.Errorf("got %+v", c)
	}
}
