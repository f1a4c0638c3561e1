package sheet

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"magpie/internal/core"
)

// fold turns full-width letters, digits and blanks into half-width ones, rune by rune; it touches nothing else.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '\u3000' || r == '\u00a0' || r == '\u202f' || r == '\u2007':
			return ' '
		}
		return r
	}, s)
}

// visible removes what no one can see but everyone can be fooled by. Line breaks and tabs stay, they separate.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case r == '\n' || r == '\t' || !core.Invisible(r) && r != unicode.ReplacementChar:
			return r
		}
		return -1
	}, s)
}

// personName gives a name as people write it: composed, without hidden characters, without padding between Han
// characters. Rare characters stay as they are: NFKC would replace some of them.
func personName(s string) (name string, mends []Mend) {
	plain := visible(s)
	if plain != strings.ReplaceAll(s, "\r", "\n") {
		mends = append(mends, MendHidden)
	}
	trimmed := strings.TrimSpace(plain)
	words := strings.Fields(core.CleanLine(trimmed))
	var b strings.Builder
	for i, w := range words {
		if i > 0 && !(hanAtEnd(words[i-1]) && hanAtStart(w)) {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	if b.String() != norm.NFC.String(trimmed) {
		mends = append(mends, MendSpacing)
	}
	return b.String(), mends
}

func hanAtStart(s string) bool {
	for _, r := range s {
		return unicode.Is(unicode.Han, r)
	}
	return false
}

func hanAtEnd(s string) bool {
	var last rune
	for _, r := range s {
		last = r
	}
	return unicode.Is(unicode.Han, last)
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// nothing tells whether a cell says in words that there is nothing to say.
func nothing(s string) bool {
	switch strings.ToLower(strings.TrimSpace(fold(s))) {
	case "", "无", "没有", "暂无", "空", "不详", "未知", "已故", "去世", "已去世", "离异", "无电话", "无手机",
		"/", "\\", "-", "--", "—", "——", "0", "n/a", "na", "none", "null", "nil", "#n/a":
		return true
	}
	return false
}

var relations = map[string]string{
	"父": "父亲", "父亲": "父亲", "爸爸": "父亲", "爸": "父亲", "老爸": "父亲", "父子": "父亲", "父女": "父亲", "father": "父亲", "dad": "父亲",
	"母": "母亲", "母亲": "母亲", "妈妈": "母亲", "妈": "母亲", "老妈": "母亲", "母子": "母亲", "母女": "母亲", "mother": "母亲", "mum": "母亲", "mom": "母亲",
	"爷爷": "爷爷", "祖父": "爷爷", "奶奶": "奶奶", "祖母": "奶奶", "grandfather": "爷爷", "grandmother": "奶奶",
	"外公": "外公", "外祖父": "外公", "姥爷": "外公", "外婆": "外婆", "外祖母": "外婆", "姥姥": "外婆",
}

// kin are further words that name a family member; they stay as they are.
var kin = map[string]bool{
	"姐姐": true, "哥哥": true, "姐": true, "哥": true, "姑姑": true, "姑妈": true, "姑父": true, "叔叔": true, "伯伯": true, "伯父": true,
	"伯母": true, "婶婶": true, "舅舅": true, "舅妈": true, "姨妈": true, "姨父": true, "阿姨": true, "小姨": true, "大姨": true, "继父": true,
	"继母": true, "养父": true, "养母": true, "监护人": true, "家长": true, "嫂子": true, "姐夫": true, "太爷爷": true, "太奶奶": true,
	"嫲嫲": true, "阿公": true, "阿婆": true, "邻居": true, "大伯": true, "姑奶奶": true, "姨婆": true, "哥嫂": true,
}

// relation gives the one word for a relation; words it does not know stay as they are.
func relation(s string) string {
	s = core.CleanLine(s)
	bare := strings.ToLower(strings.TrimSpace(fold(s)))
	if i := strings.IndexAny(bare, "(["); i > 0 {
		bare = strings.TrimSpace(bare[:i])
	}
	if r, known := relations[bare]; known {
		return r
	}
	return s
}

// relative tells whether a word names a family member at all.
func relative(s string) bool {
	_, known := relations[strings.ToLower(s)]
	return known || kin[s]
}
