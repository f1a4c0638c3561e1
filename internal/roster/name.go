package roster

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// compound lists the surnames of two characters that are still borne.
var compound = wordSet(`欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政
	濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕
	乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚
	左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师 纳兰 归海 哥舒 爱新觉罗 叶赫那拉`)

// surnameSound corrects characters that are read differently as a surname.
var surnameSound = map[rune]string{
	'单': "shan", '曾': "zeng", '重': "chong", '仇': "qiu", '解': "xie", '查': "zha", '朴': "piao", '区': "ou",
	'任': "ren", '华': "hua", '盖': "ge", '翟': "zhai", '繁': "po", '尉': "wei", '乐': "yue", '缪': "miao",
	'种': "chong", '秘': "bi", '冼': "xian", '召': "shao", '折': "she", '黑': "he", '员': "yun", '逄': "pang",
	'覃': "qin", '那': "na", '宓': "mi", '燕': "yan", '过': "guo", '葛': "ge", '纪': "ji", '臧': "zang",
	'牟': "mu", '洗': "xian", '祭': "zhai", '哈': "ha", '晟': "cheng", '令': "ling", '沈': "shen", '长': "zhang",
}

// compoundSound does the same for surnames of two characters.
var compoundSound = map[string]string{
	"万俟": "moqi", "尉迟": "yuchi", "澹台": "tantai", "长孙": "zhangsun", "令狐": "linghu", "单于": "chanyu", "亓官": "qiguan",
}

// dots are what is written between the parts of a name from a minority language
// or a translated one.
const dots = "·•‧∙・･．"

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// surnameLength returns how many runes of a Chinese name are its surname.
func surnameLength(name []rune) int {
	for n := min(4, len(name)-1); n > 1; n-- {
		if compound[string(name[:n])] {
			return n
		}
	}
	return 1
}

// GivenName returns a name without its surname: 思雨 of 陈思雨, 娜娜 of 欧阳娜娜,
// 阿依古丽 of 阿依古丽·买买提, Anna of Anna Müller.
func GivenName(name string) string {
	runes := []rune(name)
	if cut := strings.IndexAny(name, dots); cut > 0 {
		return name[:cut]
	}
	if !unicode.Is(unicode.Han, firstRune(runes)) {
		first, _, _ := strings.Cut(name, " ")
		return strings.TrimSuffix(first, ",")
	}
	if len(runes) == 1 {
		return name
	}
	return string(runes[surnameLength(runes):])
}

func firstRune(runes []rune) rune {
	if len(runes) == 0 {
		return 0
	}
	return runes[0]
}

// SortKey returns the pinyin that a name is sorted by, surname first, so that
// 单 stands under sh and 曾 under z.
func SortKey(name string) string {
	runes := []rune(name)
	if !unicode.Is(unicode.Han, firstRune(runes)) {
		return strings.ToLower(name)
	}
	parts := make([]string, 0, len(runes))
	if n := surnameLength(runes); n > 1 || len(runes) == 1 {
		if sound, ok := compoundSound[string(runes[:n])]; ok {
			parts, runes = append(parts, sound), runes[n:]
		}
	}
	for i, r := range runes {
		sound, special := surnameSound[r]
		if i > 0 || len(parts) > 0 || !special {
			sound = soundOf(r)
		}
		if sound != "" {
			parts = append(parts, sound)
		}
	}
	return strings.Join(parts, " ") + " " + name
}

func soundOf(r rune) string {
	args := pinyin.NewArgs()
	if sounds := pinyin.SinglePinyin(r, args); len(sounds) > 0 {
		return sounds[0]
	}
	if strings.ContainsRune(dots, r) || unicode.IsSpace(r) {
		return ""
	}
	return strings.ToLower(string(r))
}

// sameName compares names as people type them: blanks, the middle dot and
// capitals do not matter.
func sameName(a, b string) bool { return a != "" && bareName(a) == bareName(b) }

func bareName(name string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune(dots, r) {
			return -1
		}
		return r
	}, name))
}

// Spelling returns the pinyin of a name in one word, and its initials: liming and
// lm of 李明. Both are empty for a name in other letters.
func Spelling(name string) (whole, initials string) {
	if !unicode.Is(unicode.Han, firstRune([]rune(name))) {
		return "", ""
	}
	sounds := strings.Fields(strings.TrimSuffix(SortKey(name), name))
	for _, sound := range sounds {
		initials += string(firstRune([]rune(sound)))
	}
	return strings.Join(sounds, ""), initials
}
