package demo

import (
	"context"
	"fmt"

	"magpie/internal/core"
)

// field is one line of a form.
type field struct {
	ID       string   `json:"id"`
	Kind     string   `json:"kind"`
	Label    string   `json:"label"`
	Required bool     `json:"required,omitempty"`
	Options  []option `json:"options,omitempty"`
}

type option struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

type form struct {
	Fields []field `json:"fields"`
}

// fill answers an ask for a child, with the version that its notice shows.
func (p *play) fill(notice, child, level string, values map[string]any) error {
	v := p.family[child]
	var n struct {
		Ask     string `json:"ask"`
		Version int    `json:"version"`
	}
	if err := v.get("/notices/"+notice, &n); err != nil {
		return err
	}
	in := map[string]any{"student": p.children[child], "version": n.Version, "level": level, "shownMs": 9000}
	if values != nil {
		in["values"] = values
	}
	if err := v.post("/asks/"+n.Ask+"/answer", in, nil); err != nil {
		return fmt.Errorf("family of %s: %w", child, err)
	}
	return nil
}

// heard enters an answer for a child whose grandfather said it by telephone.
func (p *play) heard(notice, child, level string, values map[string]any) error {
	var n struct {
		Ask string `json:"ask"`
	}
	if err := p.teacher.get("/notices/"+notice, &n); err != nil {
		return err
	}
	in := map[string]any{"student": p.children[child], "level": level, "values": values, "note": "电话，爷爷说的"}
	return p.teacher.post("/asks/"+n.Ask+"/answers", in, nil)
}

// vote is an open poll that is over.
func (p *play) vote(context.Context) error {
	p.at(5, 12, 20)
	id, err := p.publish(p.teacher, p.class, noticeIn{
		Type: "poll", Title: "元旦联欢会放在哪天？", Text: "在教室，家长也可以来。票多的那天就定下来。", Level: "form", Need: "any", Per: "family", Visible: "staff",
		Form: &form{[]field{{ID: "day", Kind: "choice", Label: "哪天方便", Required: true, Options: []option{
			{"wed", "30 日（周三）下午"}, {"thu", "31 日（周四）下午"}, {"any", "都可以"},
		}}}},
		DueAt: core.MillisOf(p.today.AddDate(0, 0, 1)),
	})
	if err != nil {
		return err
	}
	n := 0
	for i, c := range children() {
		if p.family[c.name] == nil || i%6 == 5 || c.name == "肖建国" {
			continue
		}
		n++
		p.at(5, 12+n/6, n%6*9)
		if err := p.fill(id, c.name, "form", map[string]any{"day": []string{"thu", "thu", "wed", "any", "thu"}[i%5]}); err != nil {
			return err
		}
	}
	p.at(5, 17, 40)
	return p.heard(id, "肖建国", "form", map[string]any{"day": "any"})
}

// rides are the places of the chain: whose child, how many seats, from where and when.
var rides = []struct {
	child string
	seats int
	words string
}{
	{"陈思雨", 2, "周日 16:30 从南湖公园西门走"}, {"刘浩然", 3, "周日 16:00，城东客运站，走高速"}, {"王诗涵", 1, "周日 17:00 河西，后排还有一个座"},
	{"罗文博", 2, "周日 15:40 从李庄走，路过青山镇"}, {"宋佳琪", 1, "周日 16:50，师范附近都可以"}, {"李明", 2, "周日 16:20 从新华路口走"}, {"郑雅婷", 2, "周日 16:30，火车站北"},
}

// carpool is a chain that everybody in the class can read.
func (p *play) carpool(context.Context) error {
	p.at(4, 18, 10)
	id, err := p.publish(p.teacher, p.class, noticeIn{
		Type: "chain", Title: "周日返校，谁家的车还有空座", Text: "有空座的接一条，想搭车的直接联系。", Level: "form", Need: "any", Per: "family", Visible: "class",
		Form: &form{[]field{
			{ID: "way", Kind: "text", Label: "几点、从哪儿走", Required: true}, {ID: "seats", Kind: "number", Label: "空座", Required: true},
		}},
	})
	if err != nil {
		return err
	}
	for i, r := range rides {
		p.at(4, 18+i/3, 14+i%3*17)
		if err := p.fill(id, r.child, "form", map[string]any{"way": r.words, "seats": r.seats}); err != nil {
			return err
		}
	}
	return nil
}

// journey is a consent slip: most families have signed it.
func (p *play) journey(context.Context) error {
	p.at(4, 19, 30)
	day := p.today.AddDate(0, 0, 9)
	id, err := p.publish(p.teacher, p.class, noticeIn{
		Type: "slip", Title: "博物馆研学，请家长签字", Text: fmt.Sprintf("%d月%d日全班去省博物馆，8:00 校门口上车，16:30 回校。费用由学校承担。同意孩子参加请签名。", int(day.Month()), day.Day()),
		Level: "sign", Need: "any", Per: "family", DueAt: core.MillisOf(p.today.AddDate(0, 0, 6)),
	})
	if err != nil {
		return err
	}
	n := 0
	for i, c := range children() {
		if p.family[c.name] == nil || i%5 == 3 || c.name == "肖建国" || c.name == "李明" {
			continue
		}
		n++
		p.at(4, 19+n/10, 32+n%10*2)
		if err := p.fill(id, c.name, "sign", map[string]any{"consent": "yes", "sign": map[string]string{"path": signature(i)}}); err != nil {
			return err
		}
	}
	p.at(4, 20, 5)
	return p.heard(id, "肖建国", "sign", map[string]any{"consent": "yes"})
}

// signature is a scribble on a pad of 300 by 120, for each family another.
func signature(i int) string {
	path := "M24 60"
	for k := range 24 {
		path += fmt.Sprintf("L%d %d", 30+k*10+(i*5+k*7)%9, 22+(i*13+k*k*29)%76)
	}
	return path
}
