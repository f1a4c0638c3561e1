package sheet

import "slices"

// Kind says what a second import does to a child.
type Kind string

// The kinds of Change.
const (
	Added   Kind = "added"
	Removed Kind = "removed"
	Changed Kind = "changed"
)

// Change is what differs for one child between two rosters. Current and Next are indexes into the two lists, -1 where
// the child is not in it.
type Change struct {
	Kind    Kind     `json:"kind"`
	Current int      `json:"-"`
	Next    int      `json:"-"`
	Name    string   `json:"name"`
	Details []Detail `json:"details"` // what changed; empty for an added or removed child
}

// Detail is one difference. Field is name, number, gender, class, guardianAdded, guardianRemoved, guardianName,
// guardianRelation or phones; Guardian names the family member where it is about one.
type Detail struct {
	Field    string   `json:"field"`
	Guardian Guardian `json:"guardian"`
	Before   []string `json:"before"`
	After    []string `json:"after"`
}

// Diff compares the roster that is with the one of a file: children added, removed and changed, in the order of the
// file, removed ones last. A child is found again by its number and class, then its number, then its name and class,
// then its name; only ever where that points to exactly one. What the file does not say is no change.
func Diff(current, next []Student) []Change {
	changes := []Change{}
	match := pair(current, next)
	found := make([]bool, len(current))
	for i, s := range next {
		at := match[i]
		if at < 0 {
			changes = append(changes, Change{Kind: Added, Current: -1, Next: i, Name: s.Name, Details: []Detail{}})
			continue
		}
		found[at] = true
		if d := details(current[at], s); len(d) > 0 {
			changes = append(changes, Change{Kind: Changed, Current: at, Next: i, Name: s.Name, Details: d})
		}
	}
	for at, s := range current {
		if !found[at] {
			changes = append(changes, Change{Kind: Removed, Current: at, Next: -1, Name: s.Name, Details: []Detail{}})
		}
	}
	return changes
}

// keys are what a child is found again by, surest first; an empty key finds nobody.
var keys = []func(Student) string{
	func(s Student) string { return present(s.Number, s.Number+"\x00"+s.Class+"\x00"+s.Name) },
	func(s Student) string { return present(s.Number, s.Number+"\x00"+s.Class) },
	func(s Student) string { return s.Number },
	func(s Student) string { return s.Name + "\x00" + s.Class },
	func(s Student) string { return s.Name },
}

func present(must, key string) string {
	if must == "" {
		return ""
	}
	return key
}

// pair gives for each of next its index in current, or -1.
func pair(current, next []Student) []int {
	match := slices.Repeat([]int{-1}, len(next))
	taken := make([]bool, len(current))
	for _, key := range keys {
		left, right := map[string][]int{}, map[string][]int{}
		for i, s := range current {
			if k := key(s); !taken[i] && k != "" {
				left[k] = append(left[k], i)
			}
		}
		for i, s := range next {
			if k := key(s); match[i] < 0 && k != "" {
				right[k] = append(right[k], i)
			}
		}
		for k, r := range right {
			if l := left[k]; len(l) == 1 && len(r) == 1 {
				match[r[0]], taken[l[0]] = l[0], true
			}
		}
	}
	return match
}

func details(a, b Student) []Detail {
	var found []Detail
	for _, f := range []struct{ name, before, after string }{
		{"name", a.Name, b.Name}, {"number", a.Number, b.Number}, {"gender", a.Gender, b.Gender}, {"class", a.Class, b.Class},
	} {
		if f.before != f.after && f.after != "" {
			found = append(found, Detail{Field: f.name, Before: []string{f.before}, After: []string{f.after}})
		}
	}
	return append(found, familyDetails(a.Guardians, b.Guardians)...)
}

func familyDetails(before, after []Guardian) []Detail {
	var found []Detail
	left := slices.Clone(before)
	var fresh []Guardian
	for _, g := range after {
		at := slices.IndexFunc(left, func(k Guardian) bool { return k.Name == g.Name && k.Relation == g.Relation })
		if at < 0 {
			fresh = append(fresh, g)
			continue
		}
		found = append(found, guardianDetails(left[at], g)...)
		left = slices.Delete(left, at, at+1)
	}
	for _, g := range fresh {
		at := slices.IndexFunc(left, func(k Guardian) bool { return akin(k, g) })
		if at < 0 {
			found = append(found, Detail{Field: "guardianAdded", Guardian: g, After: g.Phones})
			continue
		}
		found = append(found, guardianDetails(left[at], g)...)
		left = slices.Delete(left, at, at+1)
	}
	for _, g := range left {
		found = append(found, Detail{Field: "guardianRemoved", Guardian: g, Before: g.Phones})
	}
	return found
}

// akin tells whether two entries that differ are still one family member: the one father, or a shared number.
func akin(a, b Guardian) bool {
	return a.Relation == b.Relation && a.Relation != "" ||
		a.Name == b.Name && a.Name != "" ||
		slices.ContainsFunc(a.Phones, func(p string) bool { return slices.Contains(b.Phones, p) })
}

func guardianDetails(a, b Guardian) []Detail {
	var found []Detail
	if a.Name != b.Name && b.Name != "" {
		found = append(found, Detail{Field: "guardianName", Guardian: b, Before: []string{a.Name}, After: []string{b.Name}})
	}
	if a.Relation != b.Relation && b.Relation != "" {
		found = append(found, Detail{Field: "guardianRelation", Guardian: b, Before: []string{a.Relation}, After: []string{b.Relation}})
	}
	if !slices.Equal(a.Phones, b.Phones) {
		found = append(found, Detail{Field: "phones", Guardian: b, Before: a.Phones, After: b.Phones})
	}
	return found
}
