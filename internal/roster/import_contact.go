package roster

import "strings"

// merged gives the contacts a child has after an import: as the file tells them, and whom it does not tell as before. A
// person without a number in the file keeps the stored ones: an empty cell deletes nothing.
func merged(old, told []Contact) []Contact {
	list := []Contact{}
	add := func(c Contact) {
		if sameContact(list, c) < 0 {
			list = append(list, c)
		}
	}
	for _, t := range told {
		kept := false
		for _, o := range old {
			if t.Phone == "" && o.Phone != "" && samePerson(o, t) || t.Name == "" && t.Relation == "" && o.Phone == t.Phone {
				add(o)
				kept = true
			}
		}
		if !kept {
			add(t)
		}
	}
	for _, o := range old {
		replaced := false
		for _, t := range told {
			replaced = replaced || samePerson(o, t)
		}
		if !replaced {
			add(o)
		}
	}
	return list
}

// samePerson tells whether two contacts are one person: of one name, or of one relation where a name is missing.
func samePerson(a, b Contact) bool {
	if a.Name != "" && b.Name != "" {
		return a.Name == b.Name && (a.Relation == b.Relation || a.Relation == "" || b.Relation == "")
	}
	return a.Relation == b.Relation && (a.Relation != "" || a.Name == b.Name)
}

// lines writes the contacts of one list that are not in another, for the eye.
func lines(list, without []Contact) string {
	var all []string
	for _, c := range list {
		if sameContact(without, c) < 0 {
			all = append(all, strings.Join(strings.Fields(c.Relation+" "+c.Name+" "+c.Phone), " "))
		}
	}
	return strings.Join(all, "; ")
}
