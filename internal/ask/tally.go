package ask

import (
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Crowd is classes with their families, read once for many counts.
type Crowd struct {
	Students  []roster.Student
	Guardians map[roster.StudentID][]roster.Guardian
}

// LoadCrowd reads classes with their families from the roster.
func LoadCrowd(tx *db.Tx, classes ...roster.ClassID) (Crowd, error) {
	crowd := Crowd{Guardians: map[roster.StudentID][]roster.Guardian{}}
	for _, class := range classes {
		students, err := roster.Students(tx, class)
		if err != nil {
			return crowd, err
		}
		guardians, err := roster.GuardiansOfClass(tx, class)
		if err != nil {
			return crowd, err
		}
		crowd.Students = append(crowd.Students, students...)
		for _, g := range guardians {
			crowd.Guardians[g.Student] = append(crowd.Guardians[g.Student], g)
		}
	}
	return crowd, nil
}

func (c Crowd) family(st roster.Student) family {
	return family{student: st.ID, own: st.Person, guardians: c.Guardians[st.ID]}
}

// Tally is where every family of an ask stands, in the order of the roster.
type Tally struct {
	Ask      Ask
	Students []roster.Student
	Children []Child // beside Students
}

// Answered is how many children are done.
func (t Tally) Answered() (n int) {
	for _, c := range t.Children {
		if c.Done {
			n++
		}
	}
	return n
}

// Count computes the tallies of asks from a crowd and the answers of this moment,
// with three queries however many there are. Of an ask of several classes it sees
// the children who are in the crowd.
func Count(tx *db.Tx, crowd Crowd, ids ...ID) (map[ID]Tally, error) {
	asks, err := asksByID(tx, ids)
	if err != nil {
		return nil, err
	}
	chosen, err := targets(tx, ids)
	if err != nil {
		return nil, err
	}
	answers, err := answersOf(tx, ids)
	if err != nil {
		return nil, err
	}
	given := gather(answers)
	out := make(map[ID]Tally, len(asks))
	for _, a := range asks {
		t := Tally{Ask: a, Students: []roster.Student{}, Children: []Child{}}
		for _, st := range crowd.Students {
			if !a.In(st.Class) || !a.AllClass && !chosen[a.ID][st.ID] {
				continue
			}
			f := crowd.family(st)
			t.Students = append(t.Students, st)
			t.Children = append(t.Children, judge(a, f, given.of(a, f)))
		}
		out[a.ID] = t
	}
	return out, nil
}

// CountOne is Count for a single ask of any classes.
func CountOne(tx *db.Tx, id ID) (Tally, error) {
	a, err := loadAsk(tx, id)
	if err != nil {
		return Tally{}, err
	}
	crowd, err := LoadCrowd(tx, a.Classes...)
	if err != nil {
		return Tally{}, err
	}
	tallies, err := Count(tx, crowd, id)
	return tallies[id], err
}

// Outstanding returns the children whose family has not answered: the roster
// minus the answers.
func Outstanding(tx *db.Tx, id ID) ([]roster.StudentID, error) {
	t, err := CountOne(tx, id)
	out := []roster.StudentID{}
	for _, c := range t.Children {
		if !c.Done {
			out = append(out, c.Student)
		}
	}
	return out, err
}

// gathered are answers by ask and child; under no child stand those of people who
// answered for themselves.
type gathered map[key]map[string][]Answer

// key is one child's part of an ask.
type key struct {
	ask     ID
	student roster.StudentID
}

func gather(answers []Answer) gathered {
	out := gathered{}
	for _, an := range answers {
		k := key{an.Ask, an.Student}
		if out[k] == nil {
			out[k] = map[string][]Answer{}
		}
		whose := ""
		if an.Student == "" {
			whose = an.Person
		}
		out[k][whose] = append(out[k][whose], an)
	}
	return out
}

// of returns what was answered for a child.
func (g gathered) of(a Ask, f family) []Answer {
	list := g[key{a.ID, f.student}][""]
	if alone := g[key{a.ID, ""}]; alone != nil {
		list = append([]Answer{}, list...)
		for _, p := range f.persons() {
			list = append(list, alone[p]...)
		}
	}
	return list
}
