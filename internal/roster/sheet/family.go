package sheet

import (
	"cmp"
	"slices"
)

// appendGuardian adds what is told of a family member to what is known: the same person is there once, with all phones.
func appendGuardian(known []Guardian, g Guardian) []Guardian {
	for i := range known {
		k := &known[i]
		same := k.Name == g.Name && (k.Relation == g.Relation || g.Relation == "" || k.Relation == "") && g.Name != "" ||
			k.Name == g.Name && k.Relation == g.Relation && g.Relation != "" ||
			g.Name == "" && (g.Relation == "" || g.Relation == k.Relation) && len(g.Phones) > 0 && covers(k.Phones, g.Phones)
		if same {
			k.Relation = cmp.Or(k.Relation, g.Relation)
			for _, phone := range g.Phones {
				if !slices.Contains(k.Phones, phone) && len(k.Phones) < maxPhones {
					k.Phones = append(k.Phones, phone)
				}
			}
			return known
		}
	}
	if len(known) == maxFamily {
		return known
	}
	return append(known, g)
}

func covers(all, some []string) bool {
	return !slices.ContainsFunc(some, func(s string) bool { return !slices.Contains(all, s) })
}

func sameGuardian(a, b Guardian) bool {
	return a.Name == b.Name && a.Relation == b.Relation && slices.Equal(a.Phones, b.Phones)
}

func phonesOf(family []Guardian) []string {
	var phones []string
	for _, g := range family {
		phones = append(phones, g.Phones...)
	}
	return phones
}
