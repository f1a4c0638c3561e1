package sheet

// readAll reads every sheet that holds a list like the chosen one: a workbook with a sheet for each class. A sheet whose
// children are mostly those of an earlier one is another copy and is left.
func (t *Table) readAll() Result {
	if len(t.further) < 2 {
		result, _ := t.Read(t.Columns)
		return result
	}
	var all Result
	known := map[[2]string]bool{}
	for i, table := range t.further {
		result, _ := table.Read(table.Columns)
		again := 0
		for _, s := range result.Students {
			count(&again, known[[2]string{s.Name, s.Number}])
		}
		if i > 0 && again*2 > len(result.Students) {
			continue
		}
		for _, s := range result.Students {
			known[[2]string{s.Name, s.Number}] = true
		}
		if i == 0 {
			all = result
			continue
		}
		all.Students = append(all.Students, result.Students...)
		all.Problems = append(all.Problems, result.Problems...)
	}
	return all
}

// Alike names the other sheets under the same header, in the order of the workbook: lists of other classes, as a rule.
func (t *Table) Alike() []string {
	names := []string{}
	for _, other := range t.further {
		if other != t {
			names = append(names, other.Sheet)
		}
	}
	return names
}
