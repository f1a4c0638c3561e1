package notice

import (
	"magpie/internal/account"
	"magpie/internal/ask"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// answers is what was said in the answers to a notice, beyond that they came.
type answers struct {
	given map[from]ask.Given
	names map[string]string // of the staff who wrote answers down
}

// from is who said something for which child.
type from struct {
	student roster.StudentID
	person  string
}

// said reads the answers to a notice where they say more than the receipts do:
// something filled in, a place in a chain, a note of staff.
func said(tx *db.Tx, n notice, t ask.Tally) (out answers, err error) {
	out.given = map[from]ask.Given{}
	staff := []string{}
	more := n.Form != nil || n.Type == TypeChain
	for _, c := range t.Children {
		for _, r := range c.Receipts {
			if r.Via == ask.ViaStaff {
				staff = append(staff, r.Person)
			}
			more = more || r.Via == ask.ViaStaff || r.Via == ask.ViaLink
		}
	}
	if !more {
		return out, nil
	}
	all, err := ask.Answers(tx, n.Ask)
	if err != nil {
		return out, err
	}
	for _, g := range all {
		if !g.Withdrawn {
			out.given[from{g.Student, g.Person}] = g
		}
	}
	out.names, err = account.FindNames(tx, staff)
	return out, err
}
