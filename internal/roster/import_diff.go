package roster

import (
	"magpie/internal/db"
	"magpie/internal/roster/sheet"
)

// pair is a child of the file with the child of the roster it is, if any.
type pair struct {
	Old         *Student
	New         Student
	OldContacts []Contact
	Contacts    []Contact // as they shall be; ids are given when written
	What        []string  // name, number, gender, contacts
	Unclear     bool      // may be any of several children of its name: nothing is written
}

// change is a file compared with the roster.
type change struct {
	pairs   []pair // in the order of the file
	removed []Student
}

// compare matches the children of a file with those of a class.
func compare(tx *db.Tx, class ClassID, told []sheet.Student) (change, error) {
	students, err := Students(tx, class)
	if err != nil {
		return change{}, err
	}
	contacts, err := ContactsOf(tx, IDs(students)...)
	if err != nil {
		return change{}, err
	}
	byStudent := map[StudentID][]Contact{}
	for _, c := range contacts {
		byStudent[c.Student] = append(byStudent[c.Student], c)
	}
	return diff(students, byStudent, told), nil
}

// diff pairs children by student number first, then by name and a common phone or the same family, then by a name that
// only one child bears. A child of a name that several bear is nobody's for sure and is reported. Whoever is left in the
// roster is not in the file.
func diff(students []Student, contacts map[StudentID][]Contact, told []sheet.Student) change {
	m := matching{students: students, contacts: contacts, used: make([]bool, len(students)), of: make([]int, len(told))}
	inFile, inClass := map[string]int{}, map[string]int{}
	for i, t := range told {
		m.of[i] = -1
		inFile[t.Name]++
	}
	for _, st := range students {
		inClass[st.Name]++
	}
	m.round(told, func(t sheet.Student, st Student) bool { return t.Number != "" && t.Number == st.Number })
	m.round(told, func(t sheet.Student, st Student) bool {
		return t.Name == st.Name && !numbersDiffer(t, st) && (m.sharePhone(t, st) || sameContacts(contactsOf(t), contacts[st.ID]))
	})
	m.round(told, func(t sheet.Student, st Student) bool {
		return t.Name == st.Name && !numbersDiffer(t, st) && inFile[t.Name] == 1 && inClass[t.Name] == 1
	})
	m.round(told, func(t sheet.Student, st Student) bool { return t.Name == st.Name && m.sharePhone(t, st) })
	d := change{}
	unclear := map[string]bool{}
	for i, t := range told {
		p := m.pair(t, m.of[i])
		p.Unclear = m.of[i] < 0 && m.unsure(t)
		unclear[t.Name] = unclear[t.Name] || p.Unclear
		d.pairs = append(d.pairs, p)
	}
	for i, st := range students {
		if !m.used[i] && !unclear[st.Name] {
			d.removed = append(d.removed, st)
		}
	}
	return d
}

// unsure tells whether an unpaired child may be one of the class all the same: somebody bears its name and no number
// tells the two apart.
func (m *matching) unsure(t sheet.Student) bool {
	for _, st := range m.students {
		if st.Name == t.Name && !numbersDiffer(t, st) {
			return true
		}
	}
	return false
}

// numbersDiffer says that two of the same name are told apart by their numbers.
func numbersDiffer(t sheet.Student, st Student) bool {
	return t.Number != "" && st.Number != "" && t.Number != st.Number
}

type matching struct {
	students []Student
	contacts map[StudentID][]Contact
	used     []bool
	of       []int // told → index in students, or -1
}

func (m *matching) round(told []sheet.Student, same func(sheet.Student, Student) bool) {
	for i, t := range told {
		for j, st := range m.students {
			if m.of[i] < 0 && !m.used[j] && same(t, st) {
				m.of[i], m.used[j] = j, true
			}
		}
	}
}

func (m *matching) sharePhone(t sheet.Student, st Student) bool {
	for _, c := range m.contacts[st.ID] {
		for _, g := range t.Guardians {
			for _, phone := range g.Phones {
				if phone == c.Phone {
					return true
				}
			}
		}
	}
	return false
}

// pair builds what a child shall be. What the file does not say stays as it is.
func (m *matching) pair(t sheet.Student, at int) pair {
	p := pair{New: Student{Name: t.Name, Number: t.Number, Gender: t.Gender}, Contacts: contactsOf(t)}
	if at < 0 {
		return p
	}
	old := m.students[at]
	p.Old, p.New, p.OldContacts = &old, old, m.contacts[old.ID]
	p.note("name", t.Name, &p.New.Name)
	p.note("number", t.Number, &p.New.Number)
	p.note("gender", t.Gender, &p.New.Gender)
	p.Contacts = merged(p.OldContacts, p.Contacts)
	if !sameContacts(p.OldContacts, p.Contacts) {
		p.What = append(p.What, "contacts")
	}
	return p
}

func (p *pair) note(what, told string, field *string) {
	if told != "" && told != *field {
		*field = told
		p.What = append(p.What, what)
	}
}

func contactsOf(t sheet.Student) []Contact {
	list := []Contact{}
	for _, g := range t.Guardians {
		c := Contact{Name: g.Name, Relation: Relation(g.Relation)}
		for _, phone := range g.Phones {
			c.Phone = phone
			list = append(list, c)
		}
		if len(g.Phones) == 0 {
			list = append(list, c)
		}
	}
	return list
}

func sameContacts(a, b []Contact) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Name != b[i].Name || a[i].Relation != b[i].Relation || a[i].Phone != b[i].Phone {
			return false
		}
	}
	return true
}
