package demo

import (
	"context"
	"fmt"

	"magpie/internal/roster"
)

// line is one thing said in the demo: by a child's family, or by staff.
type line struct {
	ago, hour, minute int
	who               string // a child's name, or one of the staff
	text              string
}

// talkIn is what is sent to say something.
type talkIn struct {
	Text   string `json:"text"`
	Parent int64  `json:"parent,omitempty"`
	Topic  *title `json:"topic,omitempty"`
}

type title struct {
	Title string `json:"title"`
}

const mathTeacher = "李老师"

// speaker is the browser of whoever says a line.
func (p *play) speaker(who string) *visitor {
	switch who {
	case "王老师":
		return p.teacher
	case mathTeacher:
		return p.colleague
	}
	return p.family[who]
}

// say lets somebody say a line and returns its place; 0 when it waits for the
// morning.
func (p *play) say(conv string, l line, parent int64, topic string) (int64, error) {
	p.at(l.ago, l.hour, l.minute)
	in := talkIn{Text: l.text, Parent: parent}
	if topic != "" {
		in.Topic = &title{topic}
	}
	var out struct {
		Entry struct {
			Seq int64 `json:"seq"`
		} `json:"entry"`
	}
	if err := p.speaker(l.who).post("/conversations/"+conv+"/messages", in, &out); err != nil {
		return 0, fmt.Errorf("%s in %s: %w", l.who, conv, err)
	}
	return out.Entry.Seq, nil
}

// discuss lets a thread grow: the first line asks, the others answer.
func (p *play) discuss(conv, topic string, lines ...line) (seqs []int64, err error) {
	root := int64(0)
	for _, l := range lines {
		seq, err := p.say(conv, l, root, topic)
		if err != nil {
			return nil, err
		}
		if root == 0 {
			root, topic = seq, ""
		}
		seqs = append(seqs, seq)
	}
	return seqs, nil
}

// chat lets people speak one after the other.
func (p *play) chat(conv string, lines ...line) (last int64, err error) {
	for _, l := range lines {
		if last, err = p.say(conv, l, 0, ""); err != nil {
			return last, err
		}
	}
	return last, nil
}

// react puts signs of some families to a message.
func (p *play) react(conv string, seq int64, sign string, families ...string) error {
	for _, f := range families {
		path := fmt.Sprintf("/conversations/%s/messages/%d/reaction", conv, seq)
		if err := p.family[f].send("PUT", path, map[string]string{"reaction": sign}, nil); err != nil {
			return err
		}
	}
	return nil
}

// read marks what somebody has read.
func (p *play) read(who, conv string, seq int64) error {
	return p.speaker(who).post("/conversations/"+conv+"/mark", map[string]int64{"rev": seq, "seq": seq}, nil)
}

// settle lets the teacher read what needs no answer and say so.
func (p *play) settle(conv string, seq int64) error {
	if err := p.read("王老师", conv, seq); err != nil {
		return err
	}
	return p.teacher.post(fmt.Sprintf("/conversations/%s/owed/%d/done", conv, seq), map[string]any{}, nil)
}

// colleagues gives the class its mathematics teacher, so that the children's room
// has two adults and the staff a room to talk in.
func (p *play) colleagues(ctx context.Context) error {
	p.at(12, 16, 30)
	err := p.app.Hire(ctx, roster.Hiring{Class: roster.ClassID(p.class), Name: mathTeacher, Login: "li", Password: Password, Role: roster.RoleTeacher})
	if err != nil {
		return err
	}
	p.colleague = p.stranger()
	return p.colleague.post("/session", map[string]string{"login": "li", "password": Password}, nil)
}

// experience is an older question that has become a card.
func (p *play) experience(context.Context) error {
	conv := "c-" + p.class
	seqs, err := p.discuss(conv, "周末作业拖到半夜",
		line{9, 19, 40, "孙若曦", "周末作业总拖到星期天半夜，你们家怎么办？"},
		line{9, 19, 58, "马天宇", "我家星期六上午十点，大人也坐下来看书，一起做一小时。"},
		line{9, 20, 21, "张子轩", "先让他自己写个单子，做一项划一项，比催有用。"},
		line{9, 21, 2, "王老师", "单子的办法班里也在用。作业多的时候请直接告诉我。"})
	if err != nil {
		return err
	}
	message := fmt.Sprintf("/conversations/%s/messages/%d", conv, seqs[0])
	summary := map[string]string{"summary": "固定一个时间，大人陪着坐下；让孩子自己列单子，做一项划一项。"}
	if err := p.family["孙若曦"].post(message+"/topic/close", summary, nil); err != nil {
		return err
	}
	writers := []string{"孙若曦", "马天宇", "张子轩"}
	for _, family := range writers {
		if err := p.family[family].send("PUT", message+"/experience", map[string]bool{"yes": true}, nil); err != nil {
			return err
		}
	}
	p.at(8, 12, 30)
	return p.teacher.post(message+"/experience/publish", map[string]any{
		"title": "周末作业拖到半夜怎么办", "summary": summary["summary"], "quotes": seqs[:len(writers)],
	}, nil)
}

// alarm is a night on which the emergency door was needed.
func (p *play) alarm(context.Context) error {
	conv := "f-" + p.children["高宇航"]
	p.at(5, 22, 48)
	var rang struct {
		Entry struct {
			Seq  int64
			Body struct{ Alarm struct{ ID string } }
		}
	}
	in := map[string]string{"reason": "notHome", "text": "宇航说打完球就回，现在还没到家，电话关机了。"}
	if err := p.family["高宇航"].post("/conversations/"+conv+"/alarms", in, &rang); err != nil {
		return err
	}
	p.at(5, 22, 50)
	if err := p.teacher.post("/alarms/"+rang.Entry.Body.Alarm.ID+"/ack", map[string]any{}, nil); err != nil {
		return err
	}
	seq := int64(0)
	for _, l := range []line{
		{5, 22, 52, "王老师", "看到了，我在问一起打球的同学。"},
		{5, 23, 4, "王老师", "在彭宇轩家，手机没电了。他爸爸正送他回来，十分钟到。"},
		{5, 23, 17, "高宇航", "到家了，谢谢王老师，这么晚麻烦您了。"},
		{5, 23, 19, "王老师", "人到了就好，早点休息。"},
	} {
		var err error
		if seq, err = p.say(conv, l, rang.Entry.Seq, ""); err != nil {
			return err
		}
	}
	return p.read("王老师", conv, seq)
}

// evening is the night before: a question to the class, and one family's private
// talk with the teacher.
func (p *play) evening(ctx context.Context) error {
	class, family := "c-"+p.class, "f-"+p.children["李明"]
	told, err := p.chat(family,
		line{3, 20, 12, "李明", "王老师，李明这次数学没考好，回来一句话都不说，饭也没吃几口。"},
		line{3, 20, 31, "王老师", "我看了卷子，后面两道大题是时间不够，不是不会。今天先别提分数，让他睡个好觉。"},
		line{3, 20, 40, "李明", "好，我们不说他。"},
		line{2, 12, 26, "王老师", "中午和他聊了二十分钟，他自己说想把错题讲一遍给我听。约了明天。"},
		line{2, 18, 5, "李明", "谢谢老师，他今天肯吃饭了。"},
		line{1, 18, 40, "王老师", "李明今天数学课讲了一道难题，讲得很清楚。回家可以问问他怎么想到的。"},
		line{1, 19, 2, "李明", "谢谢老师，他路上就讲给我听了……"},
	)
	if err != nil {
		return err
	}
	if err := p.settle(family, told); err != nil {
		return err
	}
	seqs, err := p.discuss(class, "手机怎么管",
		line{1, 21, 6, "陈思雨", "想问问各位家长：周末回家手机怎么管？思雨一拿上就放不下，收了又闹。"},
		line{1, 21, 14, "王诗涵", "我家和孩子一起写了个约定：作业做完再拿，九点半放客厅充电。大人也放。"},
		line{1, 21, 20, "刘浩然", "大人也放这条最有用，哈哈。"},
		line{1, 21, 27, "胡嘉懿", "试过锁屏软件，没用，他比我会弄。还是说好规矩、说到做到。"},
	)
	if err != nil {
		return err
	}
	if err := p.react(class, seqs[1], "like", "陈思雨", "刘浩然", "赵欣怡", "吴佳怡", "李明", "宋佳琪"); err != nil {
		return err
	}
	p.at(1, 22, 3)
	bed, err := dorm()
	if err != nil {
		return err
	}
	if err := p.photograph(ctx, "李明", "IMG_2077.jpg", bed); err != nil {
		return err
	}
	asked, err := p.say(family, line{1, 22, 5, "李明", "宿舍有点冷，能多带床被子吗？"}, 0, "")
	if err != nil {
		return err
	}
	return p.morningAfter(class, seqs[0], family, asked)
}

// morningAfter is what families say before school, and what staff still owe them.
func (p *play) morningAfter(class string, root int64, family string, asked int64) error {
	for _, l := range []line{
		{0, 6, 41, "朱梦琪", "早上看到。我家是爸爸管，妈妈不插嘴，反而不吵了。"},
		{0, 6, 55, "罗文博", "住校五天不带手机，周六上午给两小时，他自己选时间。半年了，挺好。"},
	} {
		if _, err := p.say(class, l, root, ""); err != nil {
			return err
		}
	}
	for _, l := range []line{
		{1, 20, 47, "周雨桐", "王老师，雨桐这两天说胃不舒服，早操可以先不跑吗？"},
		{0, 7, 12, "徐梓豪", "梓豪的校服裤子短了，还能再订一条吗？"},
	} {
		if _, err := p.say("f-"+p.children[l.who], l, 0, ""); err != nil {
			return err
		}
	}
	if err := p.read("王老师", class, root); err != nil {
		return err
	}
	return p.read("李明", family, asked)
}

// rooms fills the children's, the staff's and the school's room.
func (p *play) rooms(context.Context) error {
	var self struct {
		School struct {
			ID string `json:"id"`
		} `json:"school"`
	}
	if err := p.teacher.get("/session", &self); err != nil {
		return err
	}
	school, staff, children := "o-"+self.School.ID, "t-"+p.class, "s-"+p.class
	seq, err := p.chat(school, line{2, 10, 15, "王老师", "冬季作息从下周一开始：早读 7:30，下午放学 16:50。校门口请不要停车，走路的孩子多。"})
	if err != nil {
		return err
	}
	if err := p.react(school, seq, "thanks", "李明", "陈思雨", "王诗涵", "赵欣怡"); err != nil {
		return err
	}
	if _, err := p.chat(staff,
		line{1, 16, 20, mathTeacher, "李明这周状态回来了，错题讲得比标准答案还清楚。"},
		line{1, 16, 24, "王老师", "太好了，晚上我告诉他妈妈。周五的错题课您看放第几节？"},
		line{1, 16, 31, mathTeacher, "放晚自习第一节吧，我来。"},
	); err != nil {
		return err
	}
	_, err = p.discuss(children, "",
		line{1, 20, 40, mathTeacher, "今天最后一题有三种做法，谁愿意明天晚自习上来讲一种？"},
		line{0, 7, 46, "学生李明", "我可以讲画图的那种。"})
	return err
}
