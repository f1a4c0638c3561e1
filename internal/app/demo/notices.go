package demo

import (
	"context"
	"fmt"
	"time"

	"magpie/internal/core"
	"magpie/internal/roster"
)

type moment struct {
	At   core.Millis `json:"at"`
	Word string      `json:"word,omitempty"`
}

type times struct {
	Start moment `json:"start"`
	End   moment `json:"end"`
}

type noticeIn struct {
	Type      string      `json:"type"`
	Title     string      `json:"title"`
	Text      string      `json:"text"`
	Times     *times      `json:"times,omitempty"`
	Checklist []string    `json:"checklist"`
	Level     string      `json:"level"`
	Need      string      `json:"need"`
	DueAt     core.Millis `json:"dueAt,omitempty"`
	Pinned    bool        `json:"pinned"`
	Form      *form       `json:"form,omitempty"`
	Per       string      `json:"per,omitempty"`
	Visible   string      `json:"visible,omitempty"`
}

const sisterTable = `学号	姓名	性别	母亲姓名	母亲电话
280101	李晴	女	王丽	13700001002
280102	方知远	男	韩春梅	13700003001
280103	覃秋实	男	胡菊香	13700003002
280104	崔修远	男	孟霞	13700003003
280105	白安琪	女	邵丽娟	13700003004
280106	谭语嫣	女	马丽	13700003005
`

func (p *play) secondClass(ctx context.Context) (*visitor, string, error) {
	var made struct {
		ID string `json:"id"`
	}
	if err := p.teacher.post("/classes", map[string]string{"name": "初二（1）班"}, &made); err != nil {
		return nil, "", err
	}
	err := p.app.Hire(ctx, roster.Hiring{Class: roster.ClassID(made.ID), Name: "周老师", Login: OtherLogin, Password: Password, Role: roster.RoleHead})
	if err != nil {
		return nil, "", err
	}
	zhou := p.stranger()
	return zhou, made.ID, zhou.post("/session", map[string]string{"login": OtherLogin, "password": Password}, nil)
}

func (p *play) publish(teacher *visitor, class string, n noticeIn) (string, error) {
	if n.Checklist == nil {
		n.Checklist = []string{}
	}
	var made struct {
		ID string `json:"id"`
	}
	err := teacher.post("/classes/"+class+"/notices", n, &made)
	return made.ID, err
}

// respond reads a notice as a family does: most are quick, some say thank you.
func (p *play) respond(v *visitor, notice, student string, i int) error {
	var n struct {
		Ask     string `json:"ask"`
		Version int    `json:"version"`
		Level   string `json:"level"`
		Place   struct {
			Conversation string `json:"conversation"`
			Seq          int64  `json:"seq"`
		} `json:"place"`
	}
	if err := v.get("/notices/"+notice, &n); err != nil {
		return err
	}
	mark := map[string]any{"rev": n.Place.Seq, "seq": n.Place.Seq}
	if err := v.post("/conversations/"+n.Place.Conversation+"/mark", mark, nil); err != nil {
		return err
	}
	answer := map[string]any{"student": student, "version": n.Version, "shownMs": 9000}
	if err := v.post("/asks/"+n.Ask+"/read", answer, nil); err != nil {
		return err
	}
	switch {
	case i%4 == 1:
		return v.post("/notices/"+notice+"/replies", map[string]string{"text": thanks[i/4%len(thanks)], "student": student}, nil)
	case n.Level == "confirm":
		return v.post("/asks/"+n.Ask+"/confirm", map[string]any{"student": student, "version": n.Version}, nil)
	}
	return nil
}

var thanks = []string{"收到，谢谢老师🌹", "收到", "老师辛苦了！", "好的，谢谢王老师"}

// holiday is today's notice: most have answered, some only looked, a few are silent.
func (p *play) holiday(context.Context) error {
	p.at(0, 8, 2)
	sent := p.clock.Now()
	leave, back := p.today.AddDate(0, 0, 4).Add(7*time.Hour+30*time.Minute), p.today.AddDate(0, 0, 7).Add(18*time.Hour+20*time.Minute)
	id, err := p.publish(p.teacher, p.class, noticeIn{
		Type: "holiday", Title: "学考放假通知",
		Text:      "学校做学考考点，放假三天。早饭后 7:30 离开宿舍，住得远的同学可以坐 7:50 的校车到南站。",
		Times:     &times{Start: moment{At: core.MillisOf(leave), Word: "清早"}, End: moment{At: core.MillisOf(back), Word: "前"}},
		Checklist: []string{"棉被、换洗衣服带回家", "返校那天带体检表"}, Level: "confirm", Need: "any", Pinned: true,
		DueAt: core.MillisOf(p.today.AddDate(0, 0, 2).Add(20 * time.Hour)),
	})
	if err != nil {
		return err
	}
	step := p.now.Sub(sent) / 60
	for i, c := range children() {
		v := p.family[c.name]
		p.clock.set(sent.Add(step * time.Duration(i+1)))
		switch {
		case v == nil || i%13 == 7 || c.name == "肖建国" || c.name == "李明":
			continue
		case i%8 == 3:
			err = p.look(v, id, p.children[c.name])
		default:
			err = p.respond(v, id, p.children[c.name], i)
		}
		if err != nil {
			return fmt.Errorf("family of %s: %w", c.name, err)
		}
	}
	return p.talk(id)
}

// look opens a notice without answering it.
func (p *play) look(v *visitor, notice, student string) error {
	var n struct {
		Ask     string `json:"ask"`
		Version int    `json:"version"`
	}
	if err := v.get("/notices/"+notice, &n); err != nil {
		return err
	}
	return v.post("/asks/"+n.Ask+"/read", map[string]any{"student": student, "version": n.Version, "shownMs": 9000}, nil)
}

func (p *play) talk(notice string) error {
	question := map[string]string{"text": "返校那天下午能早点到吗？", "student": p.children["陈思雨"]}
	if err := p.family["陈思雨"].post("/notices/"+notice+"/replies", question, nil); err != nil {
		return err
	}
	return p.teacher.post("/notices/"+notice+"/replies", map[string]string{"text": "可以，15:00 起宿舍开门。"}, nil)
}
