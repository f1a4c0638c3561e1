package sheet

import "slices"

// blocks finds tables that stand side by side under one header, 姓名 电话 | 姓名 电话, and gives the first column of
// each. One table is one block.
func blocks(clues []clue, headers []string) []int {
	var filled, names []int
	for i, h := range headers {
		if bare(h) == "" {
			continue
		}
		if clues[i].meaning == Name {
			names = append(names, len(filled))
		}
		filled = append(filled, i)
	}
	starts := []int{0}
	if len(names) < 2 {
		return starts
	}
	period := names[1] - names[0]
	same := func(k int) bool {
		return k < len(filled) && bare(headers[filled[k]]) == bare(headers[filled[k-period]])
	}
	for k := period; ; k += period {
		for i := k; i < k+period; i++ {
			if !same(i) {
				rest := func(name int) bool { return name >= k }
				if len(starts) < 2 || slices.ContainsFunc(names, rest) {
					return starts[:1]
				}
				return starts
			}
		}
		starts = append(starts, filled[k])
	}
}

// assignBlocks looks at each block by itself; the people of all are numbered through.
func assignBlocks(clues []clue, headers []string) []Column {
	var columns []Column
	starts, people := blocks(clues, headers), 0
	for b, from := range starts {
		to := len(clues)
		if b+1 < len(starts) {
			to = starts[b+1]
		}
		last := people
		for _, c := range assign(clues[from:to], headers[from:to]) {
			c.Index += from
			c.Block = b
			if c.Slot > 0 {
				c.Slot += people
				last = max(last, c.Slot)
			}
			columns = append(columns, c)
		}
		people = last
	}
	return columns
}
