package sheet

import (
	"strings"
)

// lineReader reads one line of a chat. A relation and a name stand before their number (妈妈 王芳 139…) unless the line
// begins otherwise (李明 139… 妈妈).
type lineReader struct {
	row    int
	was    *child // whom the line before was about
	child  *child
	person Guardian // being read
	after  bool     // relations follow their numbers in this line
	facts  facts    // number, gender and class, in whatever place of the line
	label  string   // what the next word is: 姓名, 学号, 班级
	phones int
}

// labels are words that say what the next one is; those with an empty value are only noise.
var labels = []struct{ word, means string }{
	{"学生姓名", "name"}, {"孩子姓名", "name"}, {"学生", "name"}, {"孩子", "name"}, {"家长姓名", "guardian"}, {"监护人姓名", "guardian"},
	{"姓名", "name"}, {"名字", "name"}, {"班内学号", "number"}, {"学号", "number"}, {"座号", "number"},
	{"班级", "class"}, {"性别", "gender"}, {"关系", ""}, {"联系电话", ""}, {"联系方式", ""}, {"手机号码", ""}, {"手机号", ""}, {"电话号码", ""},
	{"手机", ""}, {"电话", ""}, {"号码", ""}, {"家长", ""}, {"监护人", ""}, {"的", ""}, {"是", ""},
}

func (l *lineReader) take(token string) {
	switch {
	case strings.HasSuffix(token, "班") && token != "班":
		l.facts.class = token
		return
	case !hanAtStart(token):
		l.digits(token)
		return
	}
	for token != "" {
		token = l.word(token)
	}
}

func (l *lineReader) digits(token string) {
	p := readPhones(token)
	switch {
	case len(p.calls) > 0:
		l.phones++
		for _, c := range p.calls {
			l.person.Phones = append(l.person.Phones, c.digits)
		}
		l.after = l.after || l.person.Relation == "" && len(l.family()) == 0
		if !l.after {
			l.close()
		}
	case l.facts.number == "" && len(token) <= 14 && (l.label == "number" || l.child != nil && len(token) < 7):
		l.facts.number = strings.ReplaceAll(token, " ", "")
	case len(token) >= 7:
		l.person.Phones = append(l.person.Phones, token) // told as not valid when the table is read
		l.phones++
		l.close()
	}
	l.label = ""
}

// word takes what it knows off the front of a run of Han characters and gives back the rest.
func (l *lineReader) word(run string) string {
	for _, label := range labels {
		if rest, cut := strings.CutPrefix(run, label.word); cut {
			if label.means != "" || l.label == "" {
				l.label = label.means
			}
			return rest
		}
	}
	if who, rest := leadingRelative(run); who != "" {
		l.relative(relation(who))
		return rest
	}
	name, rest := cutRelative(run)
	if g := gender(name); g != "" {
		l.facts.gender = name
		return rest
	}
	l.name(name)
	return rest
}

// relative notes a relation: of the number just read, or of the next one.
func (l *lineReader) relative(word string) {
	l.begin()
	if l.after && len(l.person.Phones) > 0 && l.person.Relation == "" {
		l.person.Relation = word
		l.close()
		return
	}
	l.close()
	l.after = false
	l.person.Relation = word
}

func (l *lineReader) name(name string) {
	switch {
	case l.label == "class":
		l.facts.class = name
	case l.label == "guardian":
		l.close()
		l.person.Name = name
	case l.child == nil && l.person.Relation == "" && (hanName(name) || l.label == "name"):
		l.child = &child{row: l.row, name: name}
	case l.child == nil && l.person.Relation == "":
	case hanName(name) && l.person.Name == "":
		l.person.Name = name
	}
	l.label = ""
}

// begin goes on with the child of the line before when this line opens with a family member.
func (l *lineReader) begin() {
	if l.child == nil {
		l.child = l.was
	}
}

func (l *lineReader) family() []Guardian {
	if l.child == nil {
		return nil
	}
	return l.child.family
}

// close hands the person read so far to the child.
func (l *lineReader) close() {
	if l.begin(); l.child != nil && (l.person.Name != "" || len(l.person.Phones) > 0) {
		l.child.family = appendGuardian(l.child.family, l.person)
	}
	l.person = Guardian{}
}

// finish gives the line's facts to the child of the line, or of the lines before.
func (l *lineReader) finish() {
	if l.phones > 0 || l.person.Name != "" {
		l.close()
	}
	if l.facts != (facts{}) {
		l.begin()
	}
	if l.child != nil {
		l.child.facts.fill(l.facts)
	}
}

// leadingRelative finds a family member at the front: 妈妈王芳.
func leadingRelative(run string) (who, rest string) {
	runes := []rune(run)
	for n := min(3, len(runes)); n >= 1; n-- {
		if w := string(runes[:n]); relative(w) && !(n == 1 && len(runes) > 1) && !labelWord(w) {
			return w, string(runes[n:])
		}
	}
	return "", run
}

// cutRelative parts a name from the family member after it: 李明妈妈.
func cutRelative(run string) (name, rest string) {
	runes := []rune(run)
	for i := 2; i < len(runes); i++ {
		if who, _ := leadingRelative(string(runes[i:])); who != "" {
			return string(runes[:i]), string(runes[i:])
		}
	}
	return run, ""
}

func labelWord(w string) bool { return w == "家长" || w == "监护人" }
