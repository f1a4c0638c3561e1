package demo

import (
	"context"
	"slices"
	"time"

	"magpie/internal/core"
)

// days says how many families came in, by days ago.
var days = []struct{ ago, families int }{
	{12, 14}, {11, 8}, {10, 5}, {9, 3}, {8, 3}, {6, 2}, {4, 2}, {2, 1},
}

// outside did not come in, each for a reason of their own; the class has to be
// called, not nagged.
var outside = []string{"余涛", "肖建国", "田甜", "蒋浩宇", "程悦", "杜鹃", "叶子航"}

// join lets the families in: mothers by slip, some fathers after them, and two
// grandparents who stand in.
func (p *play) join(context.Context) error {
	queue := []child{}
	for _, c := range children() {
		if !slices.Contains(outside, c.name) {
			queue = append(queue, c)
		}
	}
	for _, day := range days {
		for i := range day.families {
			c := queue[0]
			queue = queue[1:]
			p.at(day.ago, 17+i/4, 5+i%4*13)
			if err := p.comeIn(c, i); err != nil {
				return err
			}
			if len(queue) == 0 {
				break
			}
		}
	}
	return p.standIns()
}

func (p *play) comeIn(c child, i int) error {
	relation, digits := "母亲", c.motherPhone
	if c.name == "陈思雨" {
		relation, digits = "父亲", c.fatherPhone
	}
	v, err := p.enter(joining{Code: p.slips[c.name], Relation: relation, Digits: digits[7:], Photos: true})
	if err != nil {
		return err
	}
	p.family[c.name] = v
	if i%3 != 0 || c.fatherPhone == "" || relation == "父亲" {
		return nil
	}
	_, err = p.enter(joining{Code: p.slips[c.name], Relation: "父亲", Phone: c.fatherPhone})
	return err
}

// joining is what the last step of joining sends.
type joining struct {
	Code         string `json:"code"`
	Relation     string `json:"relation,omitempty"`
	StandIn      bool   `json:"standIn,omitempty"`
	Photos       bool   `json:"photos,omitempty"`
	Digits       string `json:"digits,omitempty"`
	Child        string `json:"child,omitempty"`
	Phone        string `json:"phone,omitempty"`
	AskStaff     bool   `json:"askStaff,omitempty"`
	Self         bool   `json:"self,omitempty"`
	RulesVersion int    `json:"rulesVersion"`
}

func (p *play) enter(j joining) (*visitor, error) {
	v := p.stranger()
	return v, p.enterAs(v, j)
}

func (p *play) enterAs(v *visitor, j joining) error {
	var look struct {
		Rules struct {
			Version int `json:"version"`
		} `json:"rules"`
	}
	if err := v.post("/join/look", map[string]string{"code": j.Code}, &look); err != nil {
		return err
	}
	j.RulesVersion = look.Rules.Version
	return v.post("/join", j, nil)
}

// standIns: a grandfather whose son works far away, and a grandmother. Staff let
// them in, since their numbers are not on the roster.
func (p *play) standIns() error {
	for name, relation := range map[string]string{"肖建国": "爷爷", "杜鹃": "外婆"} {
		p.at(5, 9, 30)
		v, err := p.enter(joining{Code: p.slips[name], Relation: relation, StandIn: true, AskStaff: true, Phone: "13500002468"})
		if err != nil {
			return err
		}
		p.at(5, 12, 10)
		if err := p.approve(name, relation); err != nil {
			return err
		}
		p.family[name] = v
	}
	return p.family["肖建国"].send("PUT", "/me/preferences", map[string]any{"elder": true}, nil)
}

// approve lets in whoever waits for a child.
func (p *play) approve(child, relation string) error {
	var waiting struct {
		Items []struct {
			Claim       string
			Suggestions []struct{ Name string }
		} `json:"items"`
	}
	if err := p.teacher.get("/classes/"+p.class+"/claims", &waiting); err != nil {
		return err
	}
	for _, c := range waiting.Items {
		if len(c.Suggestions) == 0 || c.Suggestions[0].Name != child {
			continue
		}
		err := p.teacher.post("/claims/"+c.Claim+"/approve", map[string]string{"student": p.children[child], "relation": relation}, nil)
		if err != nil {
			return err
		}
	}
	return nil
}

// siblings opens a second class with Li Ming's sister, so that one mother has
// two children in one account.
func (p *play) siblings(ctx context.Context) error {
	p.at(7, 15, 0)
	zhou, class, err := p.secondClass(ctx)
	if err != nil {
		return err
	}
	if _, err := p.enroll(zhou, class, sisterTable); err != nil {
		return err
	}
	slips, err := p.print(zhou, class)
	if err != nil {
		return err
	}
	if err := p.enterAs(p.family["李明"], joining{Code: slips["李晴"], Relation: "母亲", Digits: "1002"}); err != nil {
		return err
	}
	p.at(1, 11, 40)
	id, err := p.publish(zhou, class, noticeIn{
		Type: "general", Title: "周一起统一穿冬季校服", Text: "尺码不合适的，周二午休到教导处换。", Level: "confirm", Need: "any",
		DueAt: core.MillisOf(p.now.AddDate(0, 0, 3)),
	})
	if err != nil {
		return err
	}
	p.at(1, 12, 5)
	return p.family["李明"].post("/notices/"+id+"/replies", map[string]string{"text": "收到，谢谢老师🌹", "student": p.studentOf(p.family["李明"], "李晴")}, nil)
}

func (p *play) studentOf(v *visitor, name string) string {
	var self struct {
		Children []struct{ Student, Name string } `json:"children"`
	}
	if err := v.get("/session", &self); err != nil {
		return ""
	}
	for _, c := range self.Children {
		if c.Name == name {
			return c.Student
		}
	}
	return ""
}

var weekdays = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

// uniforms is an older notice that nearly everybody answered.
func (p *play) uniforms(context.Context) error {
	p.at(3, 11, 40)
	begin := p.today.AddDate(0, 0, 5).Add(19 * time.Hour)
	id, err := p.publish(p.teacher, p.class, noticeIn{
		Type: "meeting", Title: "期中家长会，" + weekdays[begin.Weekday()] + " 19:00", Text: "在本班教室，约一个半小时。来不了的家庭不用请假，会后会发要点。\n停车请走南门。",
		Times:     &times{Start: moment{At: core.MillisOf(begin)}, End: moment{At: core.MillisOf(begin.Add(90 * time.Minute))}},
		Checklist: []string{"带上孩子写给你的信"}, Level: "read", Need: "any",
	})
	if err != nil {
		return err
	}
	for i, c := range children() {
		if v := p.family[c.name]; v != nil && c.name != "潘晓彤" {
			p.at(3, 12+i/8, i%8*7)
			if err := p.respond(v, id, p.children[c.name], i); err != nil {
				return err
			}
		}
	}
	return nil
}

// waiting is what still needs the teacher: a father with a new number, and the
// student's own account, let in.
func (p *play) waiting(context.Context) error {
	p.at(0, 7, 20)
	if _, err := p.enter(joining{Code: p.slips["蒋浩宇"], Relation: "父亲", Phone: "13900003579", AskStaff: true}); err != nil {
		return err
	}
	v, err := p.enter(joining{Code: p.slips["李明"], Self: true})
	if err != nil {
		return err
	}
	p.family["学生李明"] = v
	return p.approve("李明", "")
}
