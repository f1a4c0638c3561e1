package ask

import (
	"magpie/internal/account"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// names are how children and staff stand beside answers.
type names struct {
	child map[roster.StudentID]string
	staff map[string]string
	lang  string
}

// namesFor reads the names that a list of answers needs, with two queries.
func namesFor(tx *db.Tx, list []Given, lang string) (n names, err error) {
	students, persons := []roster.StudentID{}, []string{}
	for _, g := range list {
		students = append(students, g.Student)
		if g.Via == ViaStaff {
			persons = append(persons, g.Person)
		}
	}
	n = names{child: map[roster.StudentID]string{}, staff: map[string]string{}, lang: lang}
	found, err := roster.StudentsByID(tx, students)
	if err != nil {
		return n, err
	}
	for _, st := range found {
		n.child[st.ID] = st.Name
	}
	if len(persons) > 0 {
		n.staff, err = account.FindNames(tx, persons)
	}
	return n, err
}

func (n names) label(g Given) string { return g.Label(n.child[g.Student], n.staff[g.Person], n.lang) }

// Silent is a child for whom an answer is missing.
type Silent struct {
	Student roster.StudentID `json:"student"`
	Name    string           `json:"name"`
}

// missing returns the children of an ask who are not done, in the roster's order.
func missing(tx *db.Tx, id ID) (list []Silent, t Tally, err error) {
	t, err = CountOne(tx, id)
	list = []Silent{}
	for i, c := range t.Children {
		if !c.Done {
			list = append(list, Silent{c.Student, t.Students[i].Name})
		}
	}
	return list, t, err
}
