package notice

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Folded is what a typed word became.
type Folded struct {
	Receipt bool // it says that the notice has arrived
	Thanks  bool // it says thank you
}

// The words that fold, longest first within each list. A text folds only when it
// consists of nothing else, so a question or a "but" always stays readable.
var (
	receiptWords = strings.Fields(`收到了 收到啦 已收到 收到 知道了 知道啦 知道 明白了 明白 了解了 了解 看到了 看见了 已阅 已读 已看 已确认 确认
		好的好的 好的 好滴 好哒 好嘞 好啦 好呀 好 行 可以 没问题 嗯嗯 嗯 哦哦 哦 ok okay okey okk received noted got it gotit roger yes
		👌 👍 ✅ ☑ ✔ 🆗 🫡 ✓`)
	thanksWords = strings.Fields(`谢谢您 谢谢你 感谢您 感谢你 您辛苦了 您辛苦 你辛苦了 您费心了 谢谢 感谢 多谢 谢啦 谢了 谢 辛苦了 辛苦啦 辛苦 费心了 费心 劳心了 thankyou thanks thank thx ty 3q
		🌹 🌷 💐 🌺 🌸 🌻 🙏 ❤ 💕 💖 🤝 🎉 💪`)
	fillerWords = strings.Fields(`老师们 各位老师 亲爱的老师 班主任 老师 您好 你好 了 啦 哈 呀 啊 喔 哟 呢 的 非常 十分 很 太 真 让 我们 我 家长 们
		爸爸 妈妈 爷爷 奶奶 外公 外婆 姥姥 姥爷 teachers teacher verymuch somuch alot dear much very so you for the is and all 😊 😄 😁 🤗 ☺ 🥰 😘`)
	surnames = []rune(`王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边`)
)

// maxFold is how long a text can be and still be a mere word of thanks.
const maxFold = 40

// Fold recognises texts that only say "received" or "thank you". names are of
// the people concerned (the child, the author): "李明收到" folds as well.
func Fold(text string, names ...string) (Folded, bool) {
	runes := []rune(squeeze(text))
	if len(runes) == 0 || len(runes) > maxFold || questions(text) {
		return Folded{}, false
	}
	if string(runes) == "1" {
		return Folded{Receipt: true}, true
	}
	said, whole := read(runes, map[int]bool{}, squeezeAll(names))
	if !whole || !said.Receipt && !said.Thanks {
		return Folded{}, false
	}
	// Whoever gives thanks for a notice has it.
	said.Receipt = true
	return said, true
}

// read splits the whole text into known words, longest first, trying again where
// that leads nowhere; dead remembers where it did not.
func read(rest []rune, dead map[int]bool, names []string) (Folded, bool) {
	if len(rest) == 0 {
		return Folded{}, true
	}
	if dead[len(rest)] {
		return Folded{}, false
	}
	text := string(rest)
	for _, kind := range []struct {
		words []string
		said  Folded
	}{{thanksWords, Folded{Thanks: true}}, {receiptWords, Folded{Receipt: true}}, {fillerWords, Folded{}}, {names, Folded{}}} {
		for _, w := range kind.words {
			if !strings.HasPrefix(text, w) {
				continue
			}
			if said, ok := read([]rune(text[len(w):]), dead, names); ok {
				return Folded{Receipt: said.Receipt || kind.said.Receipt, Thanks: said.Thanks || kind.said.Thanks}, true
			}
		}
	}
	if strings.HasPrefix(string(rest[1:]), "老师") && slices.Contains(surnames, rest[0]) {
		if said, ok := read(rest[1:], dead, names); ok {
			return said, true
		}
	}
	dead[len(rest)] = true
	return Folded{}, false
}

// questions reports whether a text asks something: a question mark alone makes
// it worth reading.
func questions(text string) bool { return strings.ContainsAny(text, "?？吗么") }

// squeeze keeps what carries meaning: lower case, half width, no spaces, marks,
// skin tones or variation selectors.
func squeeze(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.IsPunct(r), unicode.Is(unicode.M, r), unicode.Is(unicode.Cf, r),
			r == '~', r == '^', r >= 0x1F3FB && r <= 0x1F3FF:
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(text))
}

func squeezeAll(names []string) []string {
	out := []string{}
	for _, n := range names {
		if n = squeeze(n); n != "" {
			out = append(out, n)
		}
	}
	return out
}
