package story

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"magpie/internal/app/apptest"
	"magpie/internal/db/dbtest"
	"magpie/internal/roster"
)

const termTable = "姓名\t学号\t母亲姓名\t母亲电话\t父亲姓名\t父亲电话\n" +
	"李明\t260301\t王丽\t13700001002\t李建军\t13800001001\n" +
	"陈思雨\t260302\t李娟\t13700002002\t\t\n" +
	"张子轩\t260303\t张敏\t13700003002\t\t\n" +
	"余涛\t260304\t周红\t13700004002\t\t\n" +
	"曹阳\t260305\t陈静\t13700005002\t\t\n" +
	"肖建国\t260306\t吴秀英\t13700006002\t\t\n"

// term is a class that goes home by a plan, and its people. On PostgreSQL two servers
// share its school.
type term struct {
	t      *testing.T
	clock  *dbtest.Clock
	worlds []*apptest.World
	class  string
	kids   map[string]string
	people map[string]*apptest.Client
}

// opens lets the servers run for a stretch of the term.
func (k *term) opens(t *testing.T, url, data string) {
	k.t, k.worlds = t, nil
	servers := 1
	if os.Getenv(dbtest.Variable) != "" {
		servers = 2
	}
	for range servers {
		k.worlds = append(k.worlds, apptest.OpenOn(t, url, data, k.clock))
	}
	i := 0
	for who, browser := range k.people {
		k.people[who] = browser.Through(k.worlds[i%servers])
		i++
	}
}

// gathers founds the school and lets everybody in.
func (k *term) gathers() {
	w := k.worlds[0]
	s := w.Found("青川实验中学", "王老师", "wang", "高一（3）班")
	k.class, k.kids = s.Class, s.Import(termTable)
	w.Hire(s.Class, "李老师", "li")
	k.people = map[string]*apptest.Client{"王老师": s.Teacher, "李老师": w.SignIn("li"),
		"李明妈妈": w.Join(s, k.kids["李明"], "母亲", "1002"), "陈思雨妈妈": w.Join(s, k.kids["陈思雨"], "母亲", "2002"),
		"余涛妈妈": w.Join(s, k.kids["余涛"], "母亲", "4002"), "肖建国妈妈": w.Join(s, k.kids["肖建国"], "母亲", "6002")}
	k.people["李明爸爸"] = k.claims(s, "李明", map[string]any{"relation": "父亲", "askStaff": true, "phone": "13800001001"})
	k.people["张子轩"] = k.claims(s, "张子轩", map[string]any{"self": true})
	s.Teacher.Post("/classes/"+k.class+"/plans", map[string]any{"name": "周五到家接龙", "weekdays": []int{5}, "at": "17:10", "on": true}, nil)
}

// claims is somebody whom staff let in.
func (k *term) claims(s apptest.School, child string, in map[string]any) *apptest.Client {
	c := k.worlds[0].Stranger()
	var look struct{ Rules struct{ Version int } }
	in["code"] = s.Slip(k.kids[child])
	c.Post("/join/look", map[string]any{"code": in["code"]}, &look)
	in["rulesVersion"] = look.Rules.Version
	c.Post("/join", in, nil)
	var claims struct{ Items []struct{ Claim string } }
	s.Teacher.Get("/classes/"+k.class+"/claims", &claims)
	grant := map[string]any{"student": k.kids[child]}
	if relation, ok := in["relation"]; ok {
		grant["relation"] = relation
	}
	s.Teacher.Post("/claims/"+claims.Items[len(claims.Items)-1].Claim+"/approve", grant, nil)
	return c
}

// to moves the clock forward to a time of a day and lets all servers look at once.
func (k *term) to(day, clock string) {
	k.t.Helper()
	at, err := time.ParseInLocation(time.DateTime, day+" "+clock, roster.Zone)
	if err != nil {
		k.t.Fatal(err)
	}
	k.clock.Advance(max(0, at.Sub(k.clock.Now())))
	done := make(chan error, len(k.worlds))
	for _, w := range k.worlds {
		go func() { done <- w.App.PublishDue(k.t.Context()) }()
	}
	for range k.worlds {
		if err := <-done; err != nil {
			k.t.Fatal(err)
		}
	}
}

type termRound struct {
	Round, Day, State string
	Of, Home          int
}

// rounds are all there were, the newest first, as the deputy sees them: the head
// teacher's phone is off on Fridays.
func (k *term) rounds() []termRound {
	var list struct{ Items []termRound }
	k.people["李老师"].Get("/classes/"+k.class+"/rounds?limit=200", &list)
	return list.Items
}

func (k *term) says(who, child, state string) {
	k.people[who].Post("/rounds/"+k.rounds()[0].Round+"/report", map[string]any{"student": k.kids[child], "state": state}, nil)
}

// stands returns how a child stands on the board.
func (k *term) stands(child string) string {
	var board struct {
		Children []struct{ Name, State string }
	}
	k.people["李老师"].Get("/rounds/"+k.rounds()[0].Round, &board)
	for _, c := range board.Children {
		if c.Name == child {
			return c.State
		}
	}
	return "nowhere"
}

type termBody struct {
	What, State string
	Children    []struct{ Name string }
}

// bodies are the entries of rounds in a conversation, the oldest first.
func (k *term) bodies(conversation string) (list []termBody) {
	var page struct {
		Entries []struct {
			Kind string
			Body termBody
		}
	}
	k.people["李老师"].Get("/conversations/"+conversation+"/entries?limit=200", &page)
	for _, e := range page.Entries {
		if e.Kind == "round" {
			list = append(list, e.Body)
		}
	}
	return list
}

// step is what happens at a time of every evening.
type step struct {
	at string
	do func(k *term)
}

// key makes what an offline phone kept arrive twice as one.
func key(round, child string) string { return "offline-" + round + "-" + child }

func offline(k *term) {
	round := k.rounds()[0].Round
	for range 2 { // the first answer was lost on the way back
		p := k.people["肖建国妈妈"].Send("POST", "/rounds/"+round+"/report", key(round, k.kids["肖建国"]),
			map[string]any{"student": k.kids["肖建国"], "state": "home"}, nil)
		if p != nil {
			k.t.Fatalf("what the phone kept was refused: %+v", p)
		}
	}
}

func ends(k *term) {
	r := k.rounds()[0]
	if r.State != "closed" || r.Home != 5 || r.Of != 6 {
		k.t.Errorf("%s ended as %+v", r.Day, r)
	}
	bodies := k.bodies("t-" + k.class)
	list := bodies[len(bodies)-1]
	if list.What != "list" || len(list.Children) != 1 || list.Children[0].Name != "余涛" {
		k.t.Errorf("%s ended in %+v", r.Day, list)
	}
}

var evening = []step{
	{"17:40:00", func(k *term) { k.says("李明妈妈", "李明", "home") }},
	{"17:41:00", func(k *term) { k.says("李明爸爸", "李明", "home"); k.says("李明妈妈", "李明", "home") }},
	{"17:50:00", func(k *term) { k.says("张子轩", "张子轩", "wrong") }},
	{"18:30:00", func(k *term) { k.says("张子轩", "张子轩", "home") }},
	{"18:45:00", nil},
	{"19:00:00", func(k *term) {
		k.people["李老师"].Post("/rounds/"+k.rounds()[0].Round+"/children/"+k.kids["曹阳"],
			map[string]any{"state": "home", "note": "奶奶接的电话", "called": true}, nil)
	}},
	{"20:40:00", func(k *term) {
		if got := k.stands("余涛"); got != "overdue" {
			k.t.Errorf("%s: the silent child stands at %s", k.rounds()[0].Day, got)
		}
	}},
	{"20:45:00", func(k *term) { k.says("陈思雨妈妈", "陈思雨", "home") }},
	{"21:30:00", offline},
	{"22:00:30", ends},
}

// goesHome plays an evening between two times.
func (k *term) goesHome(day, from, until string) {
	k.t.Helper()
	for _, s := range evening {
		if s.at <= from || s.at > until {
			continue
		}
		k.to(day, s.at)
		if s.do != nil {
			s.do(k)
		}
	}
}

func TestATermOfFridaysOpensOnceEndsInNamesAndChasesNobodyWhoAnswered(t *testing.T) {
	url, data := dbtest.URL(t), t.TempDir()
	k := &term{clock: dbtest.NewClock(time.Date(2026, 9, 1, 8, 0, 0, 0, roster.Zone))}
	t.Run("until the power fails on a Friday at seven", func(t *testing.T) {
		k.opens(t, url, data)
		k.gathers()
		k.to("2026-09-04", "17:09:00")
		if n := len(k.rounds()); n != 0 {
			t.Fatalf("%d rounds before the first dismissal", n)
		}
		for _, day := range []string{"2026-09-04", "2026-09-11"} {
			k.to(day, "17:10:01")
			k.goesHome(day, "17:10:01", "23:00:00")
		}
		k.to("2026-09-18", "17:10:01")
		k.goesHome("2026-09-18", "17:10:01", "18:59:00")
	})
	t.Run("after the power came back", func(t *testing.T) {
		k.opens(t, url, data)
		k.to("2026-09-18", "19:20:00")
		k.goesHome("2026-09-18", "18:59:00", "23:00:00")
	})
	t.Run("from a Thursday before the holidays on which it came back late", func(t *testing.T) {
		k.clock.Advance(time.Date(2026, 9, 24, 17, 35, 0, 0, roster.Zone).Sub(k.clock.Now()))
		k.opens(t, url, data)
		for _, day := range []string{"2026-09-24", "2026-09-30", "2026-10-10", "2026-10-16", "2026-10-23", "2026-10-30"} {
			k.to(day, "17:10:01")
			k.goesHome(day, "17:10:01", "23:00:00")
		}
		k.proves(t)
	})
}

// proves looks back on the whole term.
func (k *term) proves(t *testing.T) {
	t.Helper()
	days := []string{}
	for _, r := range k.rounds() {
		days = append(days, r.Day)
	}
	want := []string{"2026-10-30", "2026-10-23", "2026-10-16", "2026-10-10", "2026-09-30", "2026-09-24", "2026-09-18", "2026-09-11", "2026-09-04"}
	if !slices.Equal(days, want) {
		t.Errorf("rounds were held on %v, want %v", days, want)
	}
	if n := len(k.bodies("c-" + k.class)); n != len(want) {
		t.Errorf("the class's room announces %d rounds, want %d", n, len(want))
	}
	// Late is late for the child: after three late Fridays nobody is surprised any more.
	for child, want := range map[string]int{"李明": 0, "张子轩": 0, "陈思雨": 3, "肖建国": 3, "曹阳": 0, "余涛": 9} {
		reminders := k.bodies("f-" + k.kids[child])
		if len(reminders) != want {
			t.Errorf("the family of %s was reminded %d times in the term, want %d", child, len(reminders), want)
		}
		for _, r := range reminders {
			if settled := r.State == "settled"; settled != (child != "余涛") {
				t.Errorf("a reminder of %s is %s", child, r.State)
			}
		}
	}
	if text := k.people["李明妈妈"].Raw("/conversations/c-" + k.class + "/entries?limit=200"); strings.Contains(text, "余涛") {
		t.Error("the class's room names the child who did not come")
	}
	var board struct{ Ask string }
	k.people["王老师"].Get("/rounds/"+k.rounds()[0].Round, &board)
	if p := k.people["王老师"].Refused("POST", "/asks/"+board.Ask+"/close", map[string]any{}); p.Key != "checkin.byRound" {
		t.Errorf("closing the round's ask by itself is answered with %s", p.Key)
	}
	k.to("2026-10-31", "12:00:30")
	if p := k.people["余涛妈妈"].Refused("POST", "/rounds/"+k.rounds()[0].Round+"/report", map[string]any{"student": k.kids["余涛"], "state": "home"}); p.Key != "checkin.closed" {
		t.Errorf("the day after, a word is answered with %s", p.Key)
	}
}
