package demo

import (
	"context"
	"time"

	"magpie/internal/core"
)

// ballGame is the night on which the emergency door was rung: who goes home with the
// child is asked, and one of them has it with him.
func (p *play) ballGame(context.Context) error {
	p.at(5, 22, 52)
	seen := p.clock.Now().Add(-100 * time.Minute)
	var opened struct {
		ID string `json:"id"`
	}
	err := p.teacher.post("/classes/"+p.class+"/searches", map[string]any{"student": p.children["高宇航"], "known": map[string]any{
		"lastSeenAt": core.MillisOf(seen), "lastPlace": "体育公园篮球场", "clothes": "蓝校服、白球鞋", "phone": "off", "note": "说打完球就回，电话关机。",
	}}, &opened)
	if err != nil {
		return err
	}
	path := "/searches/" + opened.ID
	if err := p.teacher.post(path+"/widen", map[string]any{}, nil); err != nil {
		return err
	}
	for _, told := range []struct {
		minute      int
		child, seen string
		ago         time.Duration
		where, way  string
	}{
		{54, "曹阳", "seen", 94 * time.Minute, "体育公园东门", "和彭宇轩一起往河边走"},
		{58, "彭宇轩", "with", 0, "我们家", ""},
	} {
		if told.minute > 55 { // by itself, were the workers about
			p.at(5, 22, 55)
			if err := p.teacher.post(path+"/widen", map[string]any{"ring": 1}, nil); err != nil {
				return err
			}
		}
		p.at(5, 22, told.minute)
		in := map[string]any{"student": p.children[told.child], "seen": told.seen, "at": core.MillisOf(p.clock.Now().Add(-told.ago)), "where": told.where, "way": told.way}
		if err := p.family[told.child].post(path+"/answer", in, nil); err != nil {
			return err
		}
	}
	p.at(5, 23, 4)
	return p.teacher.post(path+"/found", map[string]any{"where": "彭宇轩家", "word": "手机没电了，彭宇轩爸爸正送他回家。"}, nil)
}
