package story

import (
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"magpie/internal/app/apptest"
)

const fridayTable = "姓名\t学号\t父亲姓名\t父亲电话\t母亲姓名\t母亲电话\n" +
	"李明\t260301\t李建军\t13800001001\t王丽\t13700001002\n" +
	"陈思雨\t260302\t陈志强\t13800002001\t李娟\t13700002002\n" +
	"张子轩\t260303\t张国华\t13800003001\t张敏\t13700003002\n" +
	"高宇航\t260304\t高海涛\t13800004001\t刘芳\t13700004002\n" +
	"曹阳\t260305\t曹卫东\t13800005001\t陈静\t13700005002\n" +
	"孙若曦\t260306\t孙永刚\t13800006001\t杨艳\t13700006002\n" +
	"余涛\t260307\t余文斌\t13800007001\t周红\t13700007002\n" +
	"肖建国\t260308\t肖立新\t13800008001\t吴秀英\t13700008002\n"

// friday is a class that goes home by a plan, with its people.
type friday struct {
	class
	deputy, mother, father, grandfather *apptest.Client
	friend, beside                      *apptest.Client // the mothers of who goes home with the child, and who sits beside it
	zixuan, yuhang                      *apptest.Client // students with accounts
}

func openFriday(t *testing.T) friday {
	t.Helper()
	w := apptest.Open(t)
	s := w.Found("青川实验中学", "王老师", "wang", "高一（3）班")
	f := friday{class: class{World: w, School: s, kids: s.Import(fridayTable)}}
	w.Hire(s.Class, "李老师", "li")
	f.deputy = w.SignIn("li")
	f.mother = w.Join(s, f.kids["曹阳"], "母亲", "5002")
	f.father = f.joinAs("曹阳", map[string]any{"relation": "父亲", "phone": "13800005001"})
	f.friend = w.Join(s, f.kids["陈思雨"], "母亲", "2002")
	f.beside = w.Join(s, f.kids["孙若曦"], "母亲", "6002")
	f.grandfather = w.Stranger() // has a link, and nothing else
	f.zixuan, f.yuhang = f.student("张子轩"), f.student("高宇航")
	return f
}

// joinAs lets somebody join by a slip with other facts than the last digits.
func (c class) joinAs(child string, in map[string]any) *apptest.Client {
	v := c.Stranger()
	var look struct{ Rules struct{ Version int } }
	in["code"] = c.Slip(c.kids[child])
	v.Post("/join/look", map[string]any{"code": in["code"]}, &look)
	in["rulesVersion"] = look.Rules.Version
	v.Post("/join", in, nil)
	return v
}

// student is a child with an account of its own, let in by its teacher.
func (c class) student(child string) *apptest.Client {
	v := c.joinAs(child, map[string]any{"self": true})
	var claims struct{ Items []struct{ Claim string } }
	c.Teacher.Get("/classes/"+c.Class+"/claims", &claims)
	c.Teacher.Post("/claims/"+claims.Items[len(claims.Items)-1].Claim+"/approve", map[string]string{"student": c.kids[child]}, nil)
	return v
}

// board is what staff see of a round.
type board struct {
	Round, State string
	Home, Of     int
	Children     []struct {
		Student, Name, State string
		LateMin              int
		Thanked              bool
		Notes                []struct{ Text, By string }
	}
}

func (b board) names(state string) (list []string) {
	for _, c := range b.Children {
		if c.State == state {
			list = append(list, c.Name)
		}
	}
	slices.Sort(list)
	return list
}

func (f friday) board(who *apptest.Client, round string) (b board) {
	who.Get("/rounds/"+round, &b)
	return b
}

// pass moves the clock and lets the workers do what is due.
func (f friday) pass(t *testing.T, d time.Duration) {
	t.Helper()
	f.Clock.Advance(d)
	if err := f.App.PublishDue(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (f friday) home(who *apptest.Client, round, child string) {
	who.Post("/rounds/"+round+"/report", map[string]any{"student": f.kids[child], "state": "home"}, nil)
}

func (f friday) mark(round, child string, in map[string]any) {
	f.deputy.Post("/rounds/"+round+"/children/"+f.kids[child], in, nil)
}

// search is what staff see of a search.
type search struct {
	ID, State     string
	Ring          int
	FirstAnswerMs int64
	Timeline      []struct {
		Where, By   string
		Contradicts bool
	}
}

// entriesOf returns the states of a conversation's entries of a kind.
func entriesOf(who *apptest.Client, conversation, kind string) (bodies []string) {
	var page struct{ Entries []entry }
	who.Get("/conversations/"+conversation+"/entries?limit=200", &page)
	for _, e := range page.Entries {
		if e.Kind == kind {
			bodies = append(bodies, e.Body.State)
		}
	}
	return bodies
}

func TestAFridayWithThreeStragglersOfWhomOneIsFoundInSevenMinutes(t *testing.T) {
	f := openFriday(t)
	f.Teacher.Post("/classes/"+f.Class+"/plans", map[string]any{"name": "周五到家", "classes": []string{f.Class}, "weekdays": []int{5}, "at": "17:10", "on": true}, nil)
	f.Teacher.Put("/classes/"+f.Class+"/companions", map[string]any{"pairs": [][]string{{f.kids["曹阳"], f.kids["陈思雨"]}}}, nil)
	f.pass(t, 70*time.Minute+30*time.Second) // to 17:10:30
	round := f.opened(t)

	f.pass(t, 30*time.Minute)
	f.home(f.friend, round, "陈思雨")
	f.home(f.zixuan, round, "张子轩")
	f.home(f.yuhang, round, "高宇航")
	f.mark(round, "李明", map[string]any{"state": "home", "note": "妈妈电话里说的", "called": true})
	f.linked(round)
	if b := f.board(f.deputy, round); b.Home != 5 || b.Of != 8 {
		t.Fatalf("%d of %d are home, want 5 of 8", b.Home, b.Of)
	}

	f.pass(t, 65*time.Minute) // an hour is usual where nothing is known yet, and half an hour's patience
	if late := f.board(f.Teacher, round).names("overdue"); !slices.Equal(late, []string{"余涛", "孙若曦", "曹阳"}) {
		t.Fatalf("late are %v", late)
	}
	f.mark(round, "孙若曦", map[string]any{"state": "onWay", "note": "打通了，在 23 路车上", "called": true})
	f.mark(round, "余涛", map[string]any{"state": "pickedUp", "note": "舅舅接走了", "called": true})
	f.sevenMinutes(t, round)

	f.mark(round, "孙若曦", map[string]any{"state": "home", "note": "到家了", "called": true})
	f.Teacher.Post("/rounds/"+round+"/thanks", map[string]any{"word": "都到家了"}, nil)
	if b := f.board(f.deputy, round); b.Home != 7 {
		t.Errorf("the round ended with %d home and is %s", b.Home, b.State)
	}
}

// opened is the round of the class that is open now; there must be one.
func (f friday) opened(t *testing.T) string {
	t.Helper()
	var list struct {
		Items []struct{ Round, State string }
	}
	f.deputy.Get("/classes/"+f.Class+"/rounds", &list)
	if len(list.Items) != 1 || list.Items[0].State != "open" {
		t.Fatalf("the rounds at dismissal are %+v, want one open", list.Items)
	}
	return list.Items[0].Round
}

// linked lets the grandfather, who has a link only, report his grandson at home.
func (f friday) linked(round string) {
	var link struct{ URL string }
	f.Teacher.Post("/rounds/"+round+"/links", map[string]any{"student": f.kids["肖建国"], "relation": "爷爷"}, &link)
	code := path.Base(link.URL)
	var page struct {
		Level   string
		Version int
	}
	f.grandfather.Get("/answer/"+code, &page)
	f.grandfather.Post("/answer/"+code, map[string]any{"level": page.Level, "version": page.Version, "values": map[string]string{"state": "home"}}, nil)
}

// sevenMinutes is the search: companions and neighbours know nothing, the children's
// room does.
func (f friday) sevenMinutes(t *testing.T, round string) {
	t.Helper()
	var s search
	f.deputy.Post("/classes/"+f.Class+"/searches", map[string]any{"student": f.kids["曹阳"], "round": round,
		"known": map[string]any{"clothes": "蓝校服、灰书包", "phone": "off", "lastPlace": "校门口"}}, &s)
	if rooms := entriesOf(f.zixuan, "s-"+f.Class, "search"); len(rooms) != 0 {
		t.Errorf("the children were asked at once: %v", rooms)
	}
	f.friend.Post("/searches/"+s.ID+"/answer", map[string]any{"student": f.kids["陈思雨"], "seen": "no"}, nil)
	f.pass(t, 3*time.Minute+time.Second)
	f.beside.Post("/searches/"+s.ID+"/answer", map[string]any{"student": f.kids["孙若曦"], "seen": "no"}, nil)
	f.pass(t, 3*time.Minute+time.Second)
	if rooms := entriesOf(f.zixuan, "s-"+f.Class, "search"); len(rooms) != 1 {
		t.Fatalf("after six minutes the children's room holds %v", rooms)
	}
	f.yuhang.Post("/searches/"+s.ID+"/answer", map[string]any{
		"student": f.kids["高宇航"], "seen": "seen", "at": f.Clock.Now().Add(-80 * time.Minute).UnixMilli(), "where": "南湖站", "way": "往东，去书店"}, nil)
	f.pass(t, 50*time.Second)
	f.deputy.Post("/searches/"+s.ID+"/found", map[string]any{"where": "书店", "word": "在书店看书忘了时间，爸爸接到了"}, nil)

	f.Teacher.Get("/searches/"+s.ID, &s)
	if s.State != "found" || len(s.Timeline) != 1 || !strings.Contains(s.Timeline[0].Where, "南湖站") || s.FirstAnswerMs == 0 {
		t.Errorf("the report says %+v", s)
	}
	for name, who := range map[string]*apptest.Client{"f-" + f.kids["陈思雨"]: f.friend, "f-" + f.kids["孙若曦"]: f.beside, "s-" + f.Class: f.zixuan} {
		if told := entriesOf(who, name, "search"); !slices.Equal(told, []string{"found"}) {
			t.Errorf("in %s the search is %v, want told that it is over", name, told)
		}
	}
	var kept struct{ Items []struct{ ID string } }
	f.deputy.Get("/children/"+f.kids["曹阳"]+"/searches", &kept)
	if len(kept.Items) != 1 {
		t.Errorf("the child's record holds %d reports", len(kept.Items))
	}
}
