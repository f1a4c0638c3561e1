package sheet

import (
	"strings"
)

// kind says what a word of a line or a cell is.
type kind int

const (
	otherWord   kind = iota // nobody we know of
	nameWord                // looks like a person's name
	relWord                 // 妈妈; text is the one word for it
	genericWord             // 家长: a family member of no known relation
	phoneWord               // a telephone number
	badPhone                // digits that should be one
	digitsWord              // other digits
	genderWord
	classWord
	labelWord   // text is what the next word is
	skipWord    // what follows up to the next separator is of no use: 住址
	noiseWord   // 谢谢
	teacherWord // 王老师
	markWord    // a bracket, a colon or another separator; text is the sign
	pauseWord   // the end of a line within a block
)

// The texts of a labelWord.
const (
	labelChild    = "child"    // 学生姓名
	labelName     = "name"     // 姓名, of the child or of whom the line is about
	labelGuardian = "guardian" // 家长姓名
	labelNumber   = "number"
	labelClass    = "class"
	labelGender   = "gender"
	labelRelation = "relation"
	labelPhone    = "phone"
)

type entry struct {
	kind kind
	text string
}

// lexicon holds the words that lines and cells are made of, apart from names. Latin words are in small letters.
var lexicon = newLexicon()

func newLexicon() map[string]entry {
	words := map[string]entry{}
	add := func(e entry, list string) {
		for _, w := range strings.Fields(list) {
			words[w] = e
		}
	}
	for word, one := range relations {
		words[word] = entry{relWord, one}
	}
	for word := range kin {
		words[word] = entry{relWord, word}
	}
	add(entry{kind: genericWord}, "家长 监护人 父母 联系人 紧急联系人 家属 亲属 家人 parent parents guardian contact 法定监护人 第一监护人 第二监护人 家庭成员 爸妈 爸爸妈妈")
	add(entry{labelWord, labelChild}, "学生姓名 孩子姓名 幼儿姓名 宝宝姓名 学生名字 孩子名字 学生 孩子 幼儿 宝宝 小朋友 student child pupil son daughter kid 儿子 女儿 小孩 宝贝")
	add(entry{labelWord, labelName}, "姓名 名字 name")
	add(entry{labelWord, labelGuardian}, "家长姓名 监护人姓名 家长名字 联系人姓名 家属姓名")
	add(entry{labelWord, labelNumber}, "学号 班内学号 座号 座位号 学生学号 id no")
	add(entry{labelWord, labelClass}, "班级 所在班级 class")
	add(entry{labelWord, labelGender}, "性别 gender sex")
	add(entry{labelWord, labelRelation}, "关系 与学生关系 与孩子关系 和学生关系 和孩子关系 与学生的关系 与孩子的关系 与本人关系 称谓 relation relationship")
	add(entry{labelWord, labelPhone}, "联系电话 联系方式 手机号码 手机号 电话号码 联系手机 手机 电话 号码 移动电话 家长电话 家长手机 家长联系电话 家长联系方式 家长手机号 家长手机号码 家长电话号码 监护人电话 "+
		"监护人联系电话 phone tel telephone mobile cell number 座机 家庭电话 固定电话 备用电话 微信电话 联系号码")
	add(entry{kind: skipWord}, "家庭住址 家庭地址 现住址 住址 地址 住在 qq 身份证号码 身份证号 身份证 出生日期 出生年月 生日 工作单位 单位 民族 备注 籍贯 address email 职业 年龄 邮箱 宿舍 短号")
	add(entry{kind: noiseWord}, "收到 好的 谢谢 感谢 老师好 老师您好 老师你好 老师 您好 你好 大家好 我是 这是 我叫 我家 是 的 号 为 微信号 微信 wechat 微信同号 同号 同微信 电话同微信 手机同微信 微信同手机 辛苦了 辛苦 报名 参加 "+
		"无 没有 暂无 已填 已接龙 接龙 信息 联系 分别 我 of is the and my am i his her s from thanks thank you hello hi teacher dear 或 和 及 与 也是 都是 本人 带 各位 们 请 查收 麻烦 家 呢 哦 哈 啊 的家长 长期 常用 备用 主要 第一 第二 打这个 在家 同上")
	add(entry{genderWord, "男"}, "男生 男孩 男 male boy")
	add(entry{genderWord, "女"}, "女生 女孩 女 female girl")
	add(entry{kind: teacherWord}, "班主任 副班主任 辅导员 校长 年级主任 任课老师 任课教师 教导主任 语文老师 数学老师 英语老师 生活老师 教师 科任老师")
	return words
}

// alone are single characters that are words only at the end of a run, or with a name after them: 妈, 李明妈, 妈王芳.
const alone = "父母爸妈"

// example tells whether a line or a cell only shows how to write one.
func example(text string) bool {
	text = strings.TrimLeft(strings.ToLower(fold(text)), "([【“\" 《<")
	for _, word := range []string{"例", "示例", "样例", "范例", "举例", "格式", "参考格式", "模板", "示范", "填写示例", "比如", "如:", "example", "e.g", "sample", "format"} {
		if strings.HasPrefix(text, word) {
			return true
		}
	}
	return false
}
