package sheet

// slot gathers the columns of one guardian while they are found.
type slot struct {
	owner   string
	ordinal int
	first   int // index of its first column
	has     map[Part]bool
}

// assigner gives each column of a guardian to a person. Headers that name the person come first, then those with a
// number, then bare ones such as 联系电话, which only their place explains.
type assigner struct {
	clues []clue
	slots []*slot
	of    []*slot // by column
}

// assign looks at all columns together.
func assign(clues []clue, headers []string) []Column {
	a := assigner{clues: clues, of: make([]*slot, len(clues))}
	a.single()
	for i, c := range clues {
		if c.meaning == GuardianPart && c.owner != "" {
			a.give(i, a.named(i, c))
		}
	}
	a.unnamed(func(c clue) bool { return c.ordinal > 0 }, a.numbered)
	a.unnamed(func(c clue) bool { return c.part == PartName }, a.fresh)
	a.unnamed(func(c clue) bool { return c.part == PartPhone }, a.placed)
	a.unnamed(func(clue) bool { return true }, a.placed)
	return a.columns(headers)
}

// single keeps one column each for the child's own facts: the first, for the number the best. Another 姓名 is a guardian's.
func (a *assigner) single() {
	best := map[Meaning]int{}
	for i, c := range a.clues {
		if j, again := best[c.meaning]; !again || c.rank < a.clues[j].rank {
			best[c.meaning] = i
		}
	}
	for i := range a.clues {
		switch c := &a.clues[i]; c.meaning {
		case Name:
			if best[Name] != i {
				*c = clue{meaning: GuardianPart, part: PartName, known: true}
			}
		case Number, Gender, Class:
			if best[c.meaning] != i {
				c.meaning = Ignore
			}
		}
	}
}

func (a *assigner) unnamed(which func(clue) bool, find func(int, clue) *slot) {
	for i, c := range a.clues {
		if c.meaning == GuardianPart && c.owner == "" && a.of[i] == nil && which(c) {
			a.give(i, find(i, c))
		}
	}
}

func (a *assigner) give(column int, s *slot) {
	if s == nil {
		return
	}
	s.has[a.clues[column].part] = true
	s.first = min(s.first, column)
	a.of[column] = s
}

func (a *assigner) add(column int, owner string, ordinal int) *slot {
	s := &slot{owner: owner, ordinal: ordinal, first: column, has: map[Part]bool{}}
	a.slots = append(a.slots, s)
	return s
}

// named finds the person a header names: 父亲电话 belongs to 父亲, 家长2电话 to the second 家长.
func (a *assigner) named(column int, c clue) *slot {
	ordinal := c.ordinal
	if related(c.owner) {
		ordinal = 0
	}
	if c.owner == family && ordinal == 0 {
		ordinal = 1
	}
	for {
		s := a.find(c.owner, ordinal)
		if s == nil {
			return a.add(column, c.owner, ordinal)
		}
		if !s.has[c.part] || related(c.owner) && c.part == PartPhone { // 父亲电话1, 父亲电话2
			return s
		}
		ordinal++
	}
}

func (a *assigner) find(owner string, ordinal int) *slot {
	for _, s := range a.slots {
		if s.owner == owner && s.ordinal == ordinal {
			return s
		}
	}
	return nil
}

// numbered finds the person of 电话2: the second 家长, else the second of all.
func (a *assigner) numbered(column int, c clue) *slot {
	s := a.find(family, c.ordinal)
	if s == nil && len(a.slots) >= c.ordinal {
		s = a.slots[c.ordinal-1]
	}
	if s == nil || s.has[c.part] {
		return a.add(column, family, c.ordinal)
	}
	return s
}

func (a *assigner) fresh(column int, _ clue) *slot { return a.add(column, "", 0) }

// placed finds the person of a bare 联系电话 or 关系: the one whose columns it follows, else the only one who lacks it.
func (a *assigner) placed(column int, c clue) *slot {
	lacking := a.lacking(c.part)
	left, rival := a.left(column, c.part)
	switch {
	case left != nil && !rival:
		return left
	case len(lacking) == 1:
		return lacking[0]
	case c.part != PartPhone && len(lacking) > 0:
		return lacking[0]
	case c.part == PartPhone && len(lacking) == len(a.slots): // the family's one phone
		return a.add(column, "", 0)
	}
	return nil
}

func (a *assigner) lacking(part Part) []*slot {
	var found []*slot
	for _, s := range a.slots {
		if !s.has[part] {
			found = append(found, s)
		}
	}
	return found
}

// left finds the nearest person to the left who lacks the part. A rival is another one directly before: in 父亲 母亲
// 联系电话 the phone may be either's.
func (a *assigner) left(column int, part Part) (found *slot, rival bool) {
	for i := column - 1; i >= 0; i-- {
		s := a.of[i]
		switch {
		case s == nil && found == nil && (a.clues[i].meaning == Ignore || a.clues[i].meaning == GuardianPart):
			continue
		case s == nil || found == nil && s.has[part]:
			return found, false
		case found == nil:
			found = s
		case s != found:
			return found, !s.has[part]
		}
	}
	return found, false
}

// columns numbers the people by their first column and writes the guess down.
func (a *assigner) columns(headers []string) []Column {
	numbers := map[*slot]int{}
	for i := range a.clues {
		for _, s := range a.slots {
			if s.first == i && len(s.has) > 0 && numbers[s] == 0 {
				numbers[s] = len(numbers) + 1
			}
		}
	}
	columns := make([]Column, len(a.clues))
	for i, c := range a.clues {
		col := Column{Index: i, Header: headers[i], Meaning: c.meaning, Locked: c.id}
		if s := a.of[i]; s != nil {
			col.Slot, col.Part = numbers[s], c.part
			if related(s.owner) {
				col.Relation = s.owner
			}
		} else if c.meaning == GuardianPart {
			col.Meaning = Ignore
			if c.part == PartPhone {
				col.Meaning = Contact
			}
		}
		columns[i] = col
	}
	return columns
}
