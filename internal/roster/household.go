package roster

import (
	"cmp"
	"database/sql"
	"slices"

	"magpie/internal/core"
	"magpie/internal/db"
)

// Household is a child and who belongs to it today, as one query finds them.
type Household struct {
	Student   Student
	Guardians []Guardian // first come first
	Open      bool       // the class has not ended
}

// LoadHousehold returns a child with its guardians; core.ErrAbsent for one who left
// or never was.
func LoadHousehold(tx *db.Tx, id StudentID) (h Household, err error) {
	rows, err := tx.Query(`SELECT `+studentColumns+`, c.archived_at = 0, coalesce(g.id, ''), coalesce(g.person, ''), coalesce(g.relation, ''),
			coalesce(g.stand_in, 0), coalesce(g.via, ''), coalesce(g.joined_at, 0)
		FROM roster_student s JOIN roster_class c ON c.id = s.class
		LEFT JOIN roster_guardian g ON g.student = s.id AND g.removed_at = 0 AND g.barred_at = 0
		WHERE s.id = $1 AND s.left_at = 0`, id)
	found, err := db.Collect(rows, err, func(r *sql.Rows) (g Guardian, err error) {
		err = r.Scan(append(h.Student.fields(), &h.Open, &g.ID, &g.Person, &g.Relation, &g.StandIn, &g.Via, &g.JoinedAt)...)
		g.Student, g.Label = h.Student.ID, Label(h.Student.Name, g.Relation, "zh-CN")
		return g, err
	})
	switch {
	case err != nil:
		return h, err
	case len(found) == 0:
		return h, core.ErrAbsent
	case found[0].ID != "":
		slices.SortFunc(found, func(a, b Guardian) int {
			return cmp.Or(cmp.Compare(a.JoinedAt, b.JoinedAt), cmp.Compare(a.ID, b.ID))
		})
		h.Guardians = found
	}
	return h, nil
}
