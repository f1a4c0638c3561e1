package form

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Lift proposes one question about a notice: it looks for an hour, a date or a
// weekday in the text and in the title, then among the moments noted beside them.
// The two wrong answers are near the right one, written the same way, and stand
// nowhere in the notice. Nil when there is nothing to ask about.
func Lift(title, text string, times []time.Time) *Question {
	said := text + "\n" + title
	for _, f := range finders {
		for _, line := range sentences(said) {
			if q := f.question(title, line, said); q != nil {
				return q
			}
		}
	}
	for _, t := range times {
		line, f := t.Format("2006-01-02 15:04"), digital
		if t.Hour() == 0 {
			line, f = t.Format("2006-01-02"), isoDay
		}
		if q := f.question(title, line, line); q != nil {
			return q
		}
	}
	return nil
}

// finder knows one way of writing a moment. Its pattern has three groups: what
// stands before, the word that is varied, and what stands after; words follow each
// other in time.
type finder struct {
	ask     [2]string // in Chinese and English, about the title
	pattern *regexp.Regexp
	words   []string
}

const dayPart = `((?:清晨|清早|早上|上午|中午|下午|傍晚|晚上|夜里)?)`

var (
	asksHour    = [2]string{"“%s”说的是几点？", "What time does “%s” say?"}
	asksDay     = [2]string{"“%s”说的是哪一天？", "Which day does “%s” say?"}
	asksWeekday = [2]string{"“%s”说的是星期几？", "Which day of the week does “%s” say?"}

	digital = finder{asksHour, regexp.MustCompile(`(?:^|[^\d:：])` + dayPart + `(\d{1,2})([:：][0-5]\d)`), numerals(0, 23, "%d")}
	isoDay  = finder{asksDay, regexp.MustCompile(`(\d{4}-\d{2}-)(\d{2})()`), numerals(1, 28, "%02d")}
	finders = []finder{
		{asksHour, regexp.MustCompile(`(?i)(?:^|[^\d:])()(\d{1,2})((?::[0-5]\d)? ?[ap]m)\b`), numerals(1, 12, "%d")},
		digital,
		{asksHour, regexp.MustCompile(`(?:^|[^\d:：])` + dayPart + `(\d{1,2})(点半?)`), numerals(0, 23, "%d")},
		{asksHour, regexp.MustCompile(dayPart + `(十一|十二|[一二两三四五六七八九十])(点半?)`), strings.Fields("一 两 三 四 五 六 七 八 九 十 十一 十二")},
		{asksDay, regexp.MustCompile(`(\d{1,2}月)(\d{1,2})([日号])`), numerals(1, 28, "%d")},
		isoDay,
		{asksDay, regexp.MustCompile(`\b((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? )(\d{1,2})()\b`), numerals(1, 28, "%d")},
		{asksWeekday, regexp.MustCompile(`(周|星期|礼拜)([一二三四五六日])()`), strings.Fields("一 二 三 四 五 六 日")},
		{asksWeekday, regexp.MustCompile(`\b()(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(day)\b`), strings.Fields("Mon Tues Wednes Thurs Fri Satur Sun")},
	}
)

func numerals(from, to int, layout string) (words []string) {
	for n := from; n <= to; n++ {
		words = append(words, fmt.Sprintf(layout, n))
	}
	return words
}

// question asks about the first moment that the finder knows in a line; nil when
// there is none, or no two others near it.
func (f finder) question(title, line, said string) *Question {
	m := f.pattern.FindStringSubmatch(line)
	if m == nil {
		return nil
	}
	before, right, after := m[1], m[2], m[3]
	answers := f.near(right, func(word string) bool { return !strings.Contains(said, before+word+after) })
	if len(answers) < 2 {
		return nil
	}
	lang := language(line + title)
	if title == "" {
		title = [2]string{"通知", "the notice"}[lang]
	}
	q := Question{Ask: fmt.Sprintf(f.ask[lang], cut(title, MaxLabel)), Line: cut(strings.TrimSpace(line), MaxText), Right: len(line) % 3}
	for i, word := range slices.Insert(answers, q.Right, right) {
		q.Answers[i] = cut(before+word+after, MaxLabel)
	}
	return &q
}

// near returns the two fitting words that come closest to one.
func (f finder) near(word string, fits func(string) bool) []string {
	at := slices.Index(f.words, word)
	if at < 0 {
		return nil
	}
	found := []string{}
	for step := 1; step < len(f.words) && len(found) < 2; step++ {
		for _, i := range []int{at + step, at - step} {
			if i >= 0 && i < len(f.words) && len(found) < 2 && fits(f.words[i]) {
				found = append(found, f.words[i])
			}
		}
	}
	return found
}

// language is 0 for Chinese and 1 for a text without any of its characters.
func language(text string) int {
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return 0
	}
	return 1
}

// sentences splits a text where one ends.
func sentences(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("\n。！？!?；;", r) })
}
