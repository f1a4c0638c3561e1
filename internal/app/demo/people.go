package demo

import (
	"fmt"
	"strings"
)

// The invented class. Every number has 0000 in its middle, so that nobody real
// is ever reached.
const names = `李明 陈思雨 张子轩 王诗涵 刘浩然 赵欣怡 黄俊杰 周雨桐 吴佳怡 徐梓豪 孙若曦 马天宇 朱梦琪 胡嘉懿 郭子涵
何一鸣 林可欣 高宇航 罗文博 郑雅婷 梁嘉豪 宋佳琪 唐子墨 许静怡 韩雪 冯志远 邓紫琳 曹阳 彭宇轩 曾雨菲 肖建国 田甜 董文昊 袁心怡
潘晓彤 蒋浩宇 蔡依诺 余涛 杜鹃 叶子航 程悦 魏子晨 苏婉清 吕明哲 丁一凡`

const girls = "陈思雨 王诗涵 赵欣怡 周雨桐 吴佳怡 孙若曦 朱梦琪 胡嘉懿 林可欣 郑雅婷 宋佳琪 许静怡 韩雪 邓紫琳 曾雨菲 田甜 袁心怡 潘晓彤 蔡依诺 杜鹃 程悦 苏婉清"

var fathers = strings.Fields("建军 志强 国华 海涛 卫东 永刚 文斌 立新 晓峰 大勇 春林 学文 世平 金龙 德明")
var mothers = strings.Fields("王丽 李娟 张敏 刘芳 陈静 杨艳 周红 吴秀英 郑桂兰 孙海燕 马玉梅 朱琳 胡晓燕 林巧 何春梅")

type child struct {
	name, number, gender     string
	fatherPhone, motherPhone string
}

// children returns the class in the order of its roster. Three have no number at
// all for one parent, one has none for either: as in life.
func children() []child {
	list := strings.Fields(names)
	out := make([]child, len(list))
	for i, name := range list {
		c := child{name: name, number: fmt.Sprintf("2603%02d", i+1), gender: "男"}
		if strings.Contains(girls, name) {
			c.gender = "女"
		}
		c.fatherPhone = fmt.Sprintf("138%04d%04d", 0, 1001+i*2)
		c.motherPhone = fmt.Sprintf("137%04d%04d", 0, 1002+i*2)
		switch name {
		case "余涛", "肖建国", "杜鹃":
			c.fatherPhone = ""
		case "田甜":
			c.fatherPhone, c.motherPhone = "", ""
		}
		out[i] = c
	}
	return out
}

// rosterTable is the class as a head teacher would paste it.
func rosterTable() string {
	var b strings.Builder
	b.WriteString("学号\t姓名\t性别\t父亲姓名\t父亲电话\t母亲姓名\t母亲电话\n")
	for i, c := range children() {
		surname := string([]rune(c.name)[0])
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", c.number, c.name, c.gender,
			surname+fathers[i%len(fathers)], c.fatherPhone, mothers[(i*7)%len(mothers)], c.motherPhone)
	}
	return b.String()
}
