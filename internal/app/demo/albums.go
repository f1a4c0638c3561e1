package demo

import (
	"context"
	"fmt"
	"time"
)

// shot is a picture of the demo: which drawing, the words under it and who is in it.
type shot struct {
	drawn   int
	caption string
	in      []string
}

// added is a picture as the API takes it.
type added struct {
	File    string   `json:"file"`
	Caption string   `json:"caption,omitempty"`
	Tags    []string `json:"tags,omitempty"`
}

// sports are the twenty pictures of the sports day. One child's family said no, so
// the picture with that child is for the teacher and that family alone.
var sports = []shot{
	{0, "入场", nil}, {4, "四百米预赛", []string{"李明"}}, {8, "冲线！", []string{"李明", "张子轩"}}, {2, "拔河第一轮", nil},
	{6, "全班一起使劲", []string{"刘浩然", "赵欣怡", "黄俊杰"}}, {10, "赢了", nil}, {12, "接力第一棒", []string{"李明"}},
	{16, "接力第二棒", []string{"陈思雨"}}, {20, "接力第三棒", []string{"高宇航"}}, {24, "最后一棒", []string{"王诗涵"}},
	{3, "中午的树荫下", nil}, {7, "分苹果", []string{"李明", "陈思雨"}}, {11, "后勤组", []string{"孙若曦", "朱梦琪"}}, {14, "第二轮拔河", nil},
	{18, "绳子断了一次", nil}, {28, "女子八百米", []string{"林可欣"}}, {32, "陪跑", nil}, {15, "等成绩", nil},
}

var recital = []shot{
	{1, "上场前", nil}, {5, "领诵", []string{"陈思雨"}}, {9, "《少年中国说》", nil}, {13, "", []string{"李明", "罗文博"}},
	{17, "合唱《我的祖国》", nil}, {21, "", nil}, {25, "谢幕", nil}, {29, "后台", []string{"周雨桐"}},
}

// shoot sends pictures to the class and returns them with their words and tags.
func (p *play) shoot(ctx context.Context, v *visitor, shots []shot) ([]added, error) {
	out := make([]added, 0, len(shots))
	for _, s := range shots {
		content, err := drawing(s.drawn)
		if err != nil {
			return nil, err
		}
		file, err := v.upload(ctx, "c-"+p.class, fmt.Sprintf("IMG_%04d.jpg", 2031+s.drawn), content)
		if err != nil {
			return nil, err
		}
		a := added{File: file, Caption: s.caption}
		for _, name := range s.in {
			a.Tags = append(a.Tags, p.children[name])
		}
		out = append(out, a)
	}
	return out, p.app.Develop(ctx)
}

// show opens an album of the head teacher's and returns its id with its pictures.
func (p *play) show(ctx context.Context, title string, day time.Time, shots []shot) (id string, pictures []string, err error) {
	list, err := p.shoot(ctx, p.teacher, shots)
	if err != nil {
		return "", nil, err
	}
	var made struct {
		ID    string
		Items []struct{ Picture string }
	}
	err = p.teacher.post("/classes/"+p.class+"/albums", map[string]any{"title": title, "day": day.Format(time.DateOnly), "pictures": list}, &made)
	for _, item := range made.Items {
		pictures = append(pictures, item.Picture)
	}
	return made.ID, pictures, err
}

// recite is the older album.
func (p *play) recite(ctx context.Context) error {
	p.at(8, 19, 20)
	_, _, err := p.show(ctx, "国庆诵读会", p.today.AddDate(0, 0, -9), recital)
	return err
}

// run is the sports day: a family that said no, the album, two pictures from a
// father of which one still waits, and the book that grows from it.
func (p *play) run(ctx context.Context) error {
	p.at(2, 12, 0)
	if err := p.family["林可欣"].send("PUT", "/children/"+p.children["林可欣"]+"/consent", map[string]string{"pictures": "nobody"}, nil); err != nil {
		return err
	}
	p.at(2, 16, 40)
	id, pictures, err := p.show(ctx, "秋季运动会", p.today.AddDate(0, 0, -2), sports)
	if err != nil {
		return err
	}
	p.at(2, 18, 15)
	father := p.family["陈思雨"]
	sent, err := p.shoot(ctx, father, []shot{{19, "看台上拍的", []string{"陈思雨"}}, {23, "回家路上", []string{"陈思雨"}}})
	if err != nil {
		return err
	}
	if err := father.post("/albums/"+id+"/pictures", map[string]any{"pictures": sent}, nil); err != nil {
		return err
	}
	var waiting struct{ Items []struct{ Picture string } }
	if err := p.teacher.get("/classes/"+p.class+"/pictures/waiting", &waiting); err != nil {
		return err
	}
	if err := p.teacher.post("/pictures/"+waiting.Items[0].Picture+"/approve", nil, nil); err != nil {
		return err
	}
	p.at(1, 12, 30)
	return p.teacher.send("PUT", "/classes/"+p.class+"/book", map[string]any{
		"title": "我们的秋天", "words": "跑得快的和跑得慢的，都到了终点。谢谢每一位来加油的家长。",
		"from": p.today.AddDate(0, 0, -30).Format(time.DateOnly), "until": p.today.Format(time.DateOnly),
		"pictures": []string{pictures[0], pictures[2], pictures[4], pictures[6], pictures[7], pictures[9], pictures[11], pictures[12], pictures[17]},
	}, nil)
}
