package sheet

import (
	"slices"
	"unicode/utf8"
)

// signed tells whether the piece is a child's name with a relation written to it: 李明妈妈, 李明的妈妈.
func (p *parser) signed(i int) bool {
	if i < 0 || i+1 >= len(p.pieces) || !p.couldName(i) {
		return false
	}
	next := p.pieces[i+1]
	if next.kind != relWord && next.kind != genericWord || !next.glued && !next.linked {
		return false
	}
	return !p.pieces[i].kin && (i == 0 || !p.pieces[i].glued || p.pieces[i-1].kind != relWord) // 爸爸王强妈妈赵敏
}

// couldName tells whether a piece is a name, be it one we do not know.
func (p *parser) couldName(i int) bool {
	w := p.pieces[i]
	n := utf8.RuneCountInString(w.text)
	return w.kind == nameWord || w.kind == otherWord && (capital(w.text) || hanAtStart(w.text) && n >= 2 && n <= 4 && !relative(string([]rune(w.text)[1:])))
}

// parts divides a line in which several children are signed for: 李明妈妈 139…，王丽妈妈 137….
func (p *parser) parts() []*parser {
	var starts []int
	for i := range p.pieces {
		if p.signed(i) && !p.pieces[i].inner && (len(starts) == 0 || p.pieces[i].text != p.pieces[starts[len(starts)-1]].text) {
			starts = append(starts, i)
		}
	}
	if len(starts) < 2 || starts[0] > 0 || p.child != "" || p.phones < len(starts) {
		return []*parser{p}
	}
	var parts []*parser
	for k, from := range starts {
		to := len(p.pieces)
		if k+1 < len(starts) {
			to = starts[k+1]
		}
		part := &parser{pieces: p.pieces[from:to], numbered: p.numbered}
		for _, x := range part.pieces {
			if isPhone(x.word) {
				part.phones++
			}
		}
		parts = append(parts, part)
	}
	return parts
}

// find looks for the child of a line: after a label, signed for, or as the first word. In doubt it is nobody.
func (p *parser) find() (name string, at int, doubt bool) {
	if p.child != "" {
		return p.child, -1, false
	}
	p.dropSender()
	at = slices.IndexFunc(p.pieces, func(x piece) bool { return x.kind == nameWord })
	for i := range p.pieces {
		if !p.signed(i) {
			continue
		}
		before := at >= 0 && at < i && p.pieces[at].text != p.pieces[i].text
		if before && !p.pieces[i+1].linked && !p.pieces[i].inner {
			return "", -1, p.pieces[0].kind == nameWord
		}
		return p.pieces[i].text, i, false
	}
	if len(p.pieces) == 0 {
		return "", -1, false
	}
	first := p.pieces[0]
	switch {
	case p.of && at > 0:
		return p.pieces[at].text, at, false
	case first.kin:
		return "", -1, false
	case first.kind == nameWord:
		doubt = first.colon && !p.numbered && len(p.pieces) > 1 && p.pieces[1].kind == nameWord
		return first.text, 0, doubt
	case first.kind == otherWord && p.couldName(0) && len(p.pieces) > 1 && (p.pieces[1].kind == relWord || p.pieces[1].kind == genericWord):
		return first.text, 0, false
	case isPhone(first.word) && at > 0 && p.names() == 1 && !slices.ContainsFunc(p.pieces[:at], func(x piece) bool { return !isPhone(x.word) }):
		return p.pieces[at].text, at, false
	}
	return "", -1, false
}

func (p *parser) names() (n int) {
	for _, x := range p.pieces {
		if x.kind == nameWord {
			n++
		}
	}
	return n
}

// dropSender leaves out whoever sent the line where the line shows it: 王强: 王小丽，父亲，王强，137….
func (p *parser) dropSender() {
	if len(p.pieces) < 3 || p.pieces[0].kind != nameWord {
		return
	}
	colon := slices.IndexFunc(p.pieces[:2], func(x piece) bool { return x.colon })
	if colon < 0 {
		return
	}
	rest := p.pieces[colon+1:]
	again := slices.ContainsFunc(rest[1:], func(x piece) bool { return x.kind == nameWord && x.text == p.pieces[0].text })
	other := parser{pieces: rest}
	if colon == 0 && rest[0].kind == nameWord && again || other.signed(0) && rest[0].text != p.pieces[0].text {
		p.pieces = rest
	}
}

// family gives the words about the family. A sender who signs the line is none of it, nor is the child's name again.
func (p *parser) family(child string, at int) []word {
	pieces := p.pieces
	if p.sent { // 张大山: 学生：张伟
		pieces = pieces[slices.IndexFunc(pieces, func(x piece) bool { return x.colon })+1:]
	}
	var words []word
	for i, x := range pieces {
		if i != at && !(x.kind == nameWord && x.text == child) {
			words = append(words, x.word)
		}
	}
	return significant(words)
}
