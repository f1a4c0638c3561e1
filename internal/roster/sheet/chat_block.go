package sheet

import "slices"

// block gathers the lines about one child.
type block struct {
	row    int
	child  string
	facts  facts
	lines  [][]word
	goesOn bool // further lines may belong to it
	bare   bool // a name alone so far: a child, or whoever sent the next line
	colon  bool
	listed bool // it has a number in a list, so nobody sent it
}

func newBlock(s sentence) *block {
	b := &block{row: s.row, child: s.child, facts: s.facts, colon: s.colon, listed: s.numbered}
	b.goesOn = s.phones == 0 || s.labelled || s.numbered
	b.bare = len(s.words) == 0 && s.facts == facts{} && !s.labelled
	b.lines = append(b.lines, s.words)
	return b
}

func (b *block) add(s sentence) {
	b.facts.fill(s.facts)
	b.lines = append(b.lines, s.words)
	b.bare = false
}

// sent tells whether the block was only the name of whoever sent the next line.
func (b *block) sent(next *sentence) bool {
	if !b.bare || b.listed || next == nil {
		return false
	}
	names := func(w word) bool { return w.kind == nameWord && w.text == b.child }
	return slices.ContainsFunc(next.words, names) || b.colon && !next.colon
}

// close ends the block. Families that could be read in two ways are left out and reported.
func (c *chat) close(next *sentence) {
	b := c.block
	c.block = nil
	if b == nil || b.sent(next) {
		return
	}
	family, ok := b.family()
	if !ok {
		c.unclear(b.row)
	}
	c.keep(&child{row: b.row, name: b.child, facts: b.facts, family: family})
}

// family reads the lines one by one where each has a number of its own, otherwise as one.
func (b *block) family() ([]Guardian, bool) {
	var all []word
	var each []Guardian
	whole := true
	for _, line := range b.lines {
		all = append(all, line...)
		if len(line) == 0 {
			continue
		}
		found, ok := people(line)
		whole = whole && ok && slices.ContainsFunc(line, isPhone)
		each = append(each, found...)
	}
	found, ok := each, true
	if !whole {
		found, ok = people(all)
	}
	var family []Guardian
	for _, g := range found {
		family = appendGuardian(family, g)
	}
	return family, ok
}
