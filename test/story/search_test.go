package story

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"magpie/internal/app/apptest"
	"magpie/internal/db/dbtest"
)

// wanted is a search as somebody who was asked sees it.
type wanted struct {
	State, Child, Clothes, Picture string
	Own, Drill                     bool
	Mine                           []struct{ Seen, Where string }
}

func askedAbout(who *apptest.Client, search string) (v wanted) {
	who.Get("/searches/"+search+"/asked", &v)
	return v
}

// wants returns what stands on somebody's first page besides notices.
func wants(who *apptest.Client) (searches, alerts int) {
	var home struct {
		Searches, Alerts []struct{ Drill bool }
	}
	who.Get("/home", &home)
	return len(home.Searches), len(home.Alerts)
}

func TestAMothersWordBecomesASearchAndAFalseAlarmIsNoShame(t *testing.T) {
	f := openFriday(t)
	staff := f.deputy.Listen()
	f.until(22, 40) // in the quiet hours
	f.mother.Post("/children/"+f.kids["曹阳"]+"/missing", map[string]string{"text": "十点半了还没到家"}, nil)
	staff.Next(f.deputy, "nudge")

	var word struct {
		Items []struct{ Student, Text, By, Search string }
	}
	f.deputy.Get("/classes/"+f.Class+"/missing", &word)
	if len(word.Items) != 1 || word.Items[0].By != "曹阳妈妈" || word.Items[0].Search != "" {
		t.Fatalf("the teachers read %+v", word.Items)
	}
	photo := f.deputy.Upload("f-"+f.kids["曹阳"], "曹阳.png", shoot(t, 1))
	f.Develop()
	beside := f.beside.Listen()
	var s, again search
	in := map[string]any{"student": f.kids["曹阳"], "known": map[string]any{"clothes": "蓝校服", "picture": photo}}
	f.deputy.Post("/classes/"+f.Class+"/searches", in, &s)
	beside.Next(f.beside, "entry") // at night, at once
	f.Teacher.Post("/classes/"+f.Class+"/searches", map[string]any{"student": f.kids["曹阳"]}, &again)
	if again.ID != s.ID {
		t.Error("the same child is searched for twice")
	}
	if v := askedAbout(f.beside, s.ID); v.Child != "阳" || v.Clothes != "蓝校服" || v.Picture != photo {
		t.Errorf("the neighbour is asked %+v", v)
	}
	if searches, _ := wants(f.beside); searches != 1 || fetches(f.beside, photo) != 200 {
		t.Errorf("the neighbour's page holds %d searches, the picture answers %d", searches, fetches(f.beside, photo))
	}
	if got := f.zixuan.Refused("GET", "/searches/"+s.ID+"/asked", nil); got.Status != 404 {
		t.Errorf("a child who was not asked is answered %+v", got)
	}

	f.Teacher.Post("/searches/"+s.ID+"/falseAlarm", map[string]string{"word": "在奶奶家睡着了"}, nil)
	if v := askedAbout(f.beside, s.ID); v.State != "falseAlarm" || v.Child != "" || v.Picture != "" {
		t.Errorf("afterwards the neighbour sees %+v", v)
	}
	if searches, _ := wants(f.beside); searches != 0 || fetches(f.beside, photo) != 404 || fetches(f.mother, photo) != 404 {
		t.Errorf("the picture still answers %d", fetches(f.beside, photo))
	}
	raw := f.beside.Raw("/conversations/f-" + f.kids["孙若曦"] + "/entries?after=0")
	if strings.Contains(raw, "蓝校服") || strings.Contains(raw, "曹") {
		t.Errorf("the neighbour's room still says %s", raw)
	}
}

func TestADrillIsMarkedScoredAndLeavesNoTrace(t *testing.T) {
	f := openFriday(t)
	var s search
	f.Teacher.Post("/classes/"+f.Class+"/searches", map[string]any{"student": f.kids["曹阳"], "drill": true, "known": map[string]string{"clothes": "红外套"}}, &s)
	var on struct{ Ask string }
	f.Teacher.Get("/searches/"+s.ID, &on)
	if got := f.Teacher.Refused("POST", "/asks/"+on.Ask+"/close", map[string]any{}); got.Key != "safety.turn" {
		t.Errorf("a search's question was closed by hand: %+v", got)
	}
	if v := askedAbout(f.beside, s.ID); !v.Drill {
		t.Error("the neighbour is not told that it is a drill")
	}
	f.pass(t, 2*time.Minute)
	f.beside.Post("/searches/"+s.ID+"/answer", map[string]string{"seen": "seen", "where": "操场"}, nil)
	var ended struct {
		Name, State string
		Score       struct {
			Of, Accounted int
			P50           int64
		}
		Timeline []any
	}
	f.Teacher.Post("/searches/"+s.ID+"/found", map[string]string{"where": "操场"}, &ended)
	if ended.Name != "" || len(ended.Timeline) != 0 || ended.Score.Accounted != 1 || ended.Score.P50 != 120_000 {
		t.Errorf("left of the drill: %+v", ended)
	}
	for _, path := range []string{"/children/" + f.kids["曹阳"] + "/searches", "/classes/" + f.Class + "/searches", "/searches/" + s.ID} {
		if raw := f.Teacher.Raw(path); strings.Contains(raw, "曹阳") || strings.Contains(raw, "操场") || strings.Contains(raw, "红外套") {
			t.Errorf("%s still says %s", path, raw)
		}
	}
}

func TestASearchGoesOnWhereItStoodWhenTheServerFalls(t *testing.T) {
	url, data, clock := dbtest.URL(t), t.TempDir(), apptest.NewClock()
	s := search{}
	var teacher *apptest.Client
	t.Run("before", func(t *testing.T) {
		w := apptest.OpenOn(t, url, data, clock)
		school := w.Found("青川实验中学", "王老师", "wang", "高一（3）班")
		kids := school.Import(fridayTable)
		w.Join(school, kids["孙若曦"], "母亲", "6002")
		w.Join(school, kids["李明"], "母亲", "1002")
		school.Teacher.Post("/classes/"+school.Class+"/searches", map[string]any{"student": kids["曹阳"]}, &s)
		teacher = school.Teacher
	})
	clock.Advance(10 * time.Minute) // nobody was there to ask the next ring
	w := apptest.OpenOn(t, url, data, clock)
	if err := w.App.PublishDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	there := teacher.Through(w)
	there.Get("/searches/"+s.ID, &s)
	if s.Ring != 3 {
		t.Errorf("after the restart the search is at ring %d, want the class", s.Ring)
	}
}

// roll is an alert as staff see it.
type roll struct {
	ID, State              string
	Of, Safe, NotHere      int
	Unaccounted, Accounted []struct{ Name, By, State string }
	Score                  struct{ Of, Accounted int }
}

func TestFortyFiveChildrenAreAccountedForByTwoTeachersAtOnce(t *testing.T) {
	w := apptest.Open(t)
	s := w.Found("青川实验中学", "王老师", "wang", "高一（3）班")
	text := "姓名\t母亲电话\n李明\t13700001002\n"
	for i := range 44 {
		text += fmt.Sprintf("学生%c%c\t1370001%04d\n", '甲'+rune(i%8), '一'+rune(i), i)
	}
	kids := s.Import(text)
	w.Hire(s.Class, "李老师", "li")
	deputy := w.SignIn("li")
	mother := w.Join(s, kids["李明"], "母亲", "1002")
	line := mother.Listen()
	var r roll
	s.Teacher.Post("/classes/"+s.Class+"/alerts", map[string]string{"kind": "fire", "text": "请到操场集合"}, &r)
	line.Next(mother, "entry")
	if _, alerts := wants(mother); alerts != 1 || r.Of != 45 || len(r.Unaccounted) != 45 {
		t.Fatalf("the mother's page holds %d alerts; the roll %d of %d", alerts, len(r.Unaccounted), r.Of)
	}
	mother.Post("/alerts/"+r.ID+"/safe", map[string]string{"student": kids["李明"]}, nil)

	names := make([]string, 0, len(kids))
	for name := range kids {
		names = append(names, name)
	}
	slices.Sort(names)
	var both sync.WaitGroup
	for n, who := range []*apptest.Client{s.Teacher, deputy} {
		both.Go(func() {
			for i, name := range names {
				if name != "李明" && (i%2 == n || i%5 == 0) {
					who.Post("/alerts/"+r.ID+"/people", map[string]string{"student": kids[name], "state": "safe"}, nil)
				}
			}
		})
	}
	both.Wait()
	deputy.Get("/alerts/"+r.ID, &r)
	if r.Safe != 45 || len(r.Unaccounted) != 0 || r.Score.Accounted != 45 {
		t.Errorf("safe %d, unaccounted %v", r.Safe, r.Unaccounted)
	}
	w.Clock.Advance(time.Second)
	deputy.Post("/alerts/"+r.ID+"/people", map[string]string{"student": kids["李明"], "state": "unknown", "note": "没见到人"}, &r)
	if len(r.Unaccounted) != 1 || r.Unaccounted[0].By != "李老师" {
		t.Errorf("the list of the unaccounted is %+v", r.Unaccounted)
	}
	w.Clock.Advance(5 * time.Minute)
	if err := w.App.PublishDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	line.Next(mother, "nudge") // she is told again
	s.Teacher.Post("/alerts/"+r.ID+"/end", map[string]any{}, &r)
	if r.State != "ended" || len(r.Unaccounted) != 1 {
		t.Errorf("it ended %s with %+v", r.State, r.Unaccounted)
	}
}
