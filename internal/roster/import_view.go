package roster

import (
	"sort"

	"magpie/internal/roster/sheet"
)

// DryRun is everything an import would do, before anything is written.
type DryRun struct {
	Digest         string          `json:"digest" doc:"Give it back as seen to import exactly this"`
	Format         sheet.Format    `json:"format"`
	Encoding       string          `json:"encoding"`
	Sheet          string          `json:"sheet"`
	Sheets         []string        `json:"sheets" doc:"All visible sheets of a workbook"`
	Alike          []string        `json:"alike" doc:"Other sheets under the same header: lists that were not read"`
	HeaderRow      int             `json:"headerRow" doc:"The last row of the header, 0 when there is none"`
	Columns        []sheet.Column  `json:"columns"`
	Meanings       []sheet.Meaning `json:"meanings" doc:"What a column can be taken for"`
	Classes        []string        `json:"classes" doc:"Classes that the file names, child by child"`
	Rows           []DryRow        `json:"rows"`
	Counts         DryCounts       `json:"counts"`
	IgnoredColumns []string        `json:"ignoredColumns"`
	Change         DryChange       `json:"change"`
}

// DryRow is one row of the file.
type DryRow struct {
	Row      int          `json:"row" doc:"The sheet's own row, from 1"`
	Cells    []string     `json:"cells"`
	Student  int          `json:"student" doc:"Which child it gives, from 0; -1 for none"`
	Problems []DryProblem `json:"problems"`
	Repairs  []DryRepair  `json:"repairs"`
}

// DryProblem is something that a person has to look at.
type DryProblem struct {
	Column string    `json:"column" doc:"Header; empty when the whole row is meant"`
	Index  int       `json:"index" doc:"Column.index, -1 for the whole row"`
	Why    sheet.Why `json:"why"`
	Text   string    `json:"text" doc:"The same in the reader's language"`
}

// DryRepair is a cell that was taken in a better form than it was written.
type DryRepair struct {
	Column string       `json:"column"`
	Index  int          `json:"index"`
	Before string       `json:"before"`
	After  string       `json:"after"`
	Mends  []sheet.Mend `json:"mends"`
}

// DryCounts are the numbers beside the table.
type DryCounts struct {
	Students    int           `json:"students"`
	Guardians   int           `json:"guardians"`
	ByRelation  []DryRelation `json:"byRelation" doc:"Most frequent first"`
	Repaired    int           `json:"repaired"`
	SinglePhone int           `json:"singlePhone" doc:"Children with one number only"`
	Problems    int           `json:"problems"`
	Ignored     int           `json:"ignored"`
}

// DryRelation counts family members of one relation.
type DryRelation struct {
	Relation string `json:"relation"`
	N        int    `json:"n"`
}

// DryChange is the difference to the class as it is.
type DryChange struct {
	Added   []string     `json:"added"`
	Changed []DryChanged `json:"changed"`
	Removed []string     `json:"removed" doc:"On the roster but not in the file; they stay unless remove is said"`
	Unclear []string     `json:"unclear" doc:"Several of one name and no number: left as they are"`
	Same    int          `json:"same"`
}

// DryChanged is a child that would change.
type DryChanged struct {
	Name string   `json:"name"`
	What []string `json:"what" doc:"name, number, gender, contacts"`
	How  []DryHow `json:"how" doc:"The same one by one, old and new"`
}

// DryHow is one fact that would change.
type DryHow struct {
	What string `json:"what"`
	Old  string `json:"old"`
	New  string `json:"new"`
}

var meanings = []sheet.Meaning{sheet.Ignore, sheet.Name, sheet.Number, sheet.Gender, sheet.Class, sheet.Remark, sheet.Contact, sheet.GuardianPart}

func describe(r reading, d change, lang string) (DryRun, error) {
	digest, err := d.digest(r.result)
	t := r.table
	return DryRun{
		Digest: digest, Format: t.Format, Encoding: t.Encoding, Sheet: t.Sheet, Sheets: append([]string{}, t.Sheets...), Alike: t.Alike(), HeaderRow: t.HeaderRow,
		Columns: t.Columns, Meanings: meanings, Classes: classesIn(r.result), Rows: r.rows(lang),
		Counts: r.counts(), IgnoredColumns: append([]string{}, r.result.IgnoredColumns...), Change: d.describe(),
	}, err
}

func (d change) describe() DryChange {
	c := DryChange{Added: []string{}, Changed: []DryChanged{}, Removed: []string{}, Unclear: []string{}}
	for _, p := range d.pairs {
		switch {
		case p.Unclear:
			c.Unclear = append(c.Unclear, p.New.Name)
		case p.Old == nil:
			c.Added = append(c.Added, p.New.Name)
		case len(p.What) > 0:
			c.Changed = append(c.Changed, DryChanged{Name: p.New.Name, What: p.What, How: p.how()})
		default:
			c.Same++
		}
	}
	for _, st := range d.removed {
		c.Removed = append(c.Removed, st.Name)
	}
	return c
}

// how tells each change of a child as old and new.
func (p pair) how() []DryHow {
	list := []DryHow{}
	for _, what := range p.What {
		h := DryHow{What: what}
		switch what {
		case "name":
			h.Old, h.New = p.Old.Name, p.New.Name
		case "number":
			h.Old, h.New = p.Old.Number, p.New.Number
		case "gender":
			h.Old, h.New = p.Old.Gender, p.New.Gender
		case "contacts":
			h.Old, h.New = lines(p.OldContacts, p.Contacts), lines(p.Contacts, p.OldContacts)
		}
		list = append(list, h)
	}
	return list
}

func (r reading) rows(lang string) []DryRow {
	rows := make([]DryRow, 0, len(r.table.Rows))
	place := map[int]int{}
	for _, row := range r.table.Rows {
		cells := make([]string, len(row.Cells))
		for i, c := range row.Cells {
			cells[i] = c.Text
		}
		place[row.Number] = len(rows)
		rows = append(rows, DryRow{Row: row.Number, Cells: cells, Student: -1, Problems: []DryProblem{}, Repairs: []DryRepair{}})
	}
	at := func(number int) *DryRow {
		i, ok := place[number]
		if !ok { // a row above the table, or one of another part of an archive
			i = len(rows)
			place[number] = i
			rows = append(rows, DryRow{Row: number, Cells: []string{}, Student: -1, Problems: []DryProblem{}, Repairs: []DryRepair{}})
		}
		return &rows[i]
	}
	for i, st := range r.result.Students {
		if row := at(st.Row); row.Student < 0 { // of two side by side the first
			row.Student = i
		}
	}
	for _, p := range r.result.Problems {
		row := at(p.Row)
		row.Problems = append(row.Problems, DryProblem{Column: p.Column, Index: p.Index, Why: p.Why, Text: whys[p.Why].In(lang)})
	}
	for _, f := range r.repairs {
		row := at(f.Row)
		row.Repairs = append(row.Repairs, DryRepair{Column: f.Column, Index: f.Index, Before: f.Before, After: f.After, Mends: f.Mends})
	}
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].Row < rows[j].Row })
	return rows
}

func (r reading) counts() DryCounts {
	c := DryCounts{Students: len(r.result.Students), Repaired: len(r.repairs), Problems: len(r.result.Problems),
		Ignored: len(r.result.IgnoredColumns), ByRelation: []DryRelation{}}
	place := map[string]int{}
	for _, st := range r.result.Students {
		phones := map[string]bool{}
		for _, g := range st.Guardians {
			c.Guardians++
			word := Relation(g.Relation)
			if _, ok := place[word]; !ok {
				place[word] = len(c.ByRelation)
				c.ByRelation = append(c.ByRelation, DryRelation{Relation: word})
			}
			c.ByRelation[place[word]].N++
			for _, p := range g.Phones {
				phones[p] = true
			}
		}
		if len(phones) == 1 {
			c.SinglePhone++
		}
	}
	sort.SliceStable(c.ByRelation, func(i, j int) bool { return c.ByRelation[i].N > c.ByRelation[j].N })
	return c
}

func classesIn(result sheet.Result) []string {
	list, seen := []string{}, map[string]bool{}
	for _, st := range result.Students {
		if st.Class != "" && !seen[st.Class] {
			seen[st.Class] = true
			list = append(list, st.Class)
		}
	}
	return list
}
