package sheet

import (
	"slices"
	"unicode/utf8"
)

// saying tells what a line is there for.
type saying int

const (
	chatter saying = iota // nothing about a child's family
	beside                // nothing either, but it may stand within a block: an address
	ofChild               // names a child
	more                  // goes on about the child above
	signed                // 李明妈妈 alone: who sends the next lines
	unclear               // a number, but nobody can say whose
)

// sentence is what one line says.
type sentence struct {
	what     saying
	row      int
	child    string
	facts    facts
	words    []word // the family: names, relations, phones
	phones   int
	labelled bool // the child's name stands after 姓名
	numbered bool // the line has a number in a list
	colon    bool // a colon follows the child's name
}

// understand reads the words of one line. A line of several signed numbers is several sentences.
func understand(words []word, numbered bool) []sentence {
	p := newParser(words, numbered)
	if p.teacher {
		return []sentence{{what: beside}}
	}
	var said []sentence
	for _, part := range p.parts() {
		said = append(said, part.sentence())
	}
	return said
}

// piece is a word that may be the child or one of the family.
type piece struct {
	word
	inner bool // stands in brackets
	colon bool // a colon follows
	kin   bool // a label says that it is a family member
}

// parser sorts the words of one line into facts and pieces.
type parser struct {
	pieces   []piece
	facts    facts
	child    string // told by a label
	numbered bool
	labelled bool
	labels   bool // the line has labels
	noise    bool
	teacher  bool
	phones   int
	of       bool // mother of Li Ming
	sent     bool // a sender stands before the label of the child
}

func newParser(words []word, numbered bool) *parser {
	p := &parser{numbered: numbered}
	expects, depth, skipping := "", 0, false
	for i, w := range words {
		if skipping && (w.kind != markWord || w.text == ":" || w.text == "(" || w.text == ")" || w.text == "-") && w.kind != labelWord && w.kind != skipWord && !isPhone(w) {
			continue
		}
		skipping = false
		switch w.kind {
		case markWord:
			p.mark(w, i > 0 && words[i-1].kind != labelWord, &depth)
		case labelWord:
			p.labels, expects = true, w.text
		case skipWord:
			p.labels, skipping = true, true
		case teacherWord:
			p.teacher = p.teacher || len(p.pieces) == 0
		case noiseWord:
			if n := len(p.pieces) - 1; n >= 0 && nothing(w.text) && p.pieces[n].kind == relWord { // 爸爸：无
				p.pieces = p.pieces[:n]
			}
			p.noise = p.noise || !nothing(w.text) && !slices.Contains([]string{"我是", "这是", "是", "号"}, w.text)
			p.of = p.of || w.text == "of" && len(p.pieces) > 0 && p.pieces[len(p.pieces)-1].kind == relWord
		default:
			p.content(words, i, expects, depth > 0)
			expects = ""
		}
	}
	return p
}

// mark counts brackets and notes colons behind names.
func (p *parser) mark(sign word, behind bool, depth *int) {
	switch sign.text {
	case "(", "[", "【":
		*depth++
	case ")", "]", "】":
		*depth--
	case ":":
		if n := len(p.pieces); n > 0 && behind {
			p.pieces[n-1].colon = true
		}
	}
}

// content files a word that says something; expects is what the label before it announced.
func (p *parser) content(words []word, i int, expects string, inner bool) {
	w := words[i]
	switch {
	case w.kind == genderWord:
		p.facts.gender = w.text
	case w.kind == classWord, expects == labelClass && w.kind <= nameWord:
		p.facts.class = w.text
	case w.kind == digitsWord:
		p.digits(words, i, expects)
	case w.kind <= nameWord && (expects == labelChild || expects == labelName && p.child == "" && len(p.pieces) == 0):
		p.child, p.labelled = w.text, true
		p.sent = len(p.pieces) > 0 && p.pieces[len(p.pieces)-1].colon
	case w.kind <= nameWord && (expects == labelGuardian || expects == labelName) && utf8.RuneCountInString(w.text) > 1:
		w.kind = nameWord
		p.add(w, inner)
		p.pieces[len(p.pieces)-1].kin = true
	case expects == labelRelation && w.kind == otherWord && utf8.RuneCountInString(w.text) <= 4:
		w.kind = relWord
		p.add(w, inner)
	default:
		p.add(w, inner)
	}
}

func (p *parser) add(w word, inner bool) {
	if isPhone(w) {
		p.phones++
	}
	p.pieces = append(p.pieces, piece{word: w, inner: inner})
}

// digits takes a child's number where it stands before the name or directly after it, or has a label.
func (p *parser) digits(words []word, i int, expects string) {
	w := words[i]
	alone := !w.glued && (i+1 == len(words) || !words[i+1].glued || isPhone(words[i+1]))
	behind := len(p.pieces) == 1 && p.pieces[0].kind == nameWord || len(p.pieces) == 0 && p.child != ""
	switch {
	case expects == labelNumber, len(p.pieces) == 0 && p.child == "" && len(w.text) >= 4 && expects != labelPhone && len(w.text) <= 14:
		p.facts.number = w.text
	case expects != labelPhone && behind && alone && p.facts.number == "" && len(w.text) <= 14 && (len(w.text) < 7 || slices.ContainsFunc(words[i:], isPhone)):
		p.facts.number = w.text
	case len(w.text) >= 7:
		w.kind = badPhone
		p.add(w, false)
	}
}

// sentence decides whom the line is about.
func (p *parser) sentence() sentence {
	s := sentence{facts: p.facts, phones: p.phones, labelled: p.labelled, numbered: p.numbered}
	child, at, doubt := p.find()
	s.child, s.words = child, p.family(child, at)
	if at >= 0 {
		s.colon = p.pieces[at].colon
	}
	strange := slices.ContainsFunc(p.pieces, func(x piece) bool { return x.kind == otherWord })
	switch {
	case doubt:
		s.what = unclear
		if s.phones == 0 {
			s.what = chatter
		}
	case child == "":
		s.what = p.nobody(strange)
	case s.phones > 0 || s.labelled:
		s.what = ofChild
	case (p.noise || strange) && !p.numbered && !p.labels:
		s.what = chatter
	case p.signed(at) && !p.numbered && len(s.words) <= 1:
		s.what, s.words = signed, []word{{kind: nameWord, text: child}}
		if w := p.pieces[at+1]; w.kind == relWord {
			s.words = append(s.words, w.word)
		}
	default:
		s.what = ofChild
	}
	return s
}

// nobody judges a line without a child.
func (p *parser) nobody(strange bool) saying {
	opens := len(p.pieces) == 0 || p.pieces[0].kin || p.pieces[0].kind != nameWord && p.pieces[0].kind != otherWord
	switch {
	case p.phones > 0 && (opens || p.labels && !strange):
		return more
	case p.phones > 0:
		return unclear
	case len(p.pieces) > 0 && opens && !p.noise && !strange, p.labels && len(p.pieces) > 0, p.facts != facts{}:
		return more
	case p.labels:
		return beside
	}
	return chatter
}
