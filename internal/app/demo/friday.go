package demo

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"
)

// goneHome says how long ago today's children left school.
const goneHome = 115 * time.Minute

// away are the children who are not at home yet today, with how many minutes they
// usually need. Three are late for themselves; for the others it is not late yet.
var away = map[string]int{"曹阳": 60, "孙若曦": 86, "余涛": 80, "李明": 112, "彭宇轩": 121, "杜鹃": 115, "丁一凡": 124}

// wayHome is how many minutes a child usually needs: a few live next door, most
// about an hour away, and a few far out.
func wayHome(i int, name string) int {
	if minutes, ok := away[name]; ok {
		return minutes
	}
	p := (float64(i*17%45) + 0.5) / 45
	return int(58 + 11*math.Log(p/(1-p)))
}

// arrival is one child coming home in a round.
type arrival struct {
	child   string
	minutes int
}

// arrivals lists who comes home in a round in the order of coming; jitter makes one
// day differ from the other.
func arrivals(day int, absent map[string]int) []arrival {
	var list []arrival
	for i, c := range children() {
		if _, ok := absent[c.name]; !ok {
			list = append(list, arrival{c.name, wayHome(i, c.name) + (i*7+day*5)%7 - 3})
		}
	}
	slices.SortFunc(list, func(a, b arrival) int { return a.minutes - b.minutes })
	return list
}

// homeward is a round of some days ago; from three of them the school knows how long
// each child needs.
func (p *play) homeward(ago int) func(context.Context) error {
	return func(context.Context) error {
		p.at(ago, 17, 10)
		r, err := p.goHome(p.clock.Now(), arrivals(ago, nil))
		if err != nil {
			return fmt.Errorf("go home %d days ago: %w", ago, err)
		}
		p.at(ago, 20, 40)
		if err := p.teacher.post("/rounds/"+r+"/thanks", map[string]any{"word": "都到家了，周末愉快。"}, nil); err != nil {
			return err
		}
		return p.teacher.post("/rounds/"+r+"/close", map[string]any{}, nil)
	}
}

// ways are what staff wrote down of children whose families do not report.
var ways = map[string]string{"余涛": "坐 23 路到城东，自己走回家", "杜鹃": "坐校车到青山镇，外婆在镇口接"}

// company says who goes home with whom, and how those go who have to be asked for.
func (p *play) company(context.Context) error {
	p.at(11, 12, 30)
	for name, way := range ways {
		in := map[string]any{"minutes": away[name], "note": way}
		if err := p.teacher.send("PUT", "/children/"+p.children[name]+"/way", in, nil); err != nil {
			return err
		}
	}
	return p.teacher.send("PUT", "/classes/"+p.class+"/companions", map[string]any{"pairs": p.together()}, nil)
}

// together are pairs of children who go home with each other.
func (p *play) together() (pairs [][2]string) {
	for _, pair := range [][2]string{{"曹阳", "张子轩"}, {"曹阳", "高宇航"}, {"曹阳", "彭宇轩"}, {"高宇航", "彭宇轩"}, {"李明", "罗文博"}, {"陈思雨", "王诗涵"}} {
		pairs = append(pairs, [2]string{p.children[pair[0]], p.children[pair[1]]})
	}
	return pairs
}

// goHome opens a round at a moment and lets children come home; it returns the round.
func (p *play) goHome(left time.Time, list []arrival) (string, error) {
	p.clock.set(left)
	var r struct {
		ID string `json:"id"`
	}
	if err := p.teacher.post("/classes/"+p.class+"/rounds", map[string]any{"name": weekdays[left.Weekday()] + "到家接龙"}, &r); err != nil {
		return "", err
	}
	for _, a := range list {
		p.clock.set(left.Add(time.Duration(a.minutes) * time.Minute))
		if err := p.arrive(r.ID, a.child); err != nil {
			return "", fmt.Errorf("%s: %w", a.child, err)
		}
	}
	return r.ID, nil
}

// arrive reports a child at home: its family does, or staff after a call.
func (p *play) arrive(round, name string) error {
	id := p.children[name]
	if v := p.family[name]; v != nil && !slices.Contains(outside, name) {
		return v.post("/rounds/"+round+"/report", map[string]any{"student": id, "state": "home"}, nil)
	}
	return p.teacher.post("/rounds/"+round+"/children/"+id, map[string]any{"state": "home", "note": "电话里说到家了", "called": true}, nil)
}

// friday is today: 38 of 45 are at home and have been thanked, four are on their way
// and three are late.
func (p *play) friday(context.Context) error {
	left := p.now.Add(-goneHome)
	r, err := p.goHome(left, arrivals(0, away))
	if err != nil {
		return err
	}
	p.clock.set(p.now.Add(-4 * time.Minute))
	if err := p.teacher.post("/rounds/"+r+"/thanks", map[string]any{"word": "收到，谢谢，周末愉快。"}, nil); err != nil {
		return err
	}
	for _, n := range []struct {
		child string
		ago   time.Duration
		text  string
	}{
		{"曹阳", 30 * time.Minute, "妈妈没接"}, {"曹阳", 12 * time.Minute, "妈妈没接 2 次"}, {"孙若曦", 6 * time.Minute, "奶奶：还没进门"},
	} {
		p.clock.set(p.now.Add(-n.ago))
		note := map[string]any{"note": n.text, "called": true}
		if err := p.teacher.post("/rounds/"+r+"/children/"+p.children[n.child], note, nil); err != nil {
			return err
		}
	}
	return nil
}
