package roster

import "magpie/internal/roster/sheet"

// only keeps one class of a file: its children, and the problems and repairs of rows that are not another class's.
func (r *reading) only(class string) {
	kept, other := []sheet.Student{}, map[int]bool{}
	var rows []sheet.Student
	for _, st := range r.result.Students {
		rows = append(rows, st)
		if st.Class == class {
			kept = append(kept, st)
		} else {
			other[st.Row] = true
		}
	}
	elsewhere := func(row int) bool {
		for i := len(rows) - 1; i >= 0; i-- { // a row without a child goes with the one above
			if rows[i].Row <= row {
				return other[rows[i].Row]
			}
		}
		return false
	}
	problems, repairs := []sheet.Problem{}, []sheet.Repair{}
	for _, p := range r.result.Problems {
		if !elsewhere(p.Row) {
			problems = append(problems, p)
		}
	}
	for _, f := range r.repairs {
		if !elsewhere(f.Row) {
			repairs = append(repairs, f)
		}
	}
	r.result.Students, r.result.Problems, r.repairs = kept, problems, repairs
}
