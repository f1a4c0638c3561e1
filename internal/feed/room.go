package feed

import (
	"strings"

	"magpie/internal/roster"
)

// ID names a conversation. It tells whose it is, so a conversation exists, empty,
// from the moment its class, child or school does.
type ID string

// Kind says whom a conversation is for.
type Kind string

// The kinds of conversation.
const (
	KindClass    Kind = "class"    // the staff and all families of a class
	KindFamily   Kind = "family"   // one child's guardians and the staff of the class
	KindStudents Kind = "students" // the children with accounts and the staff of the class, two adults at least
	KindStaff    Kind = "staff"    // the staff of a class
	KindSchool   Kind = "school"   // staff speak, the families and children of the school read
)

// prefixes begin the ids of each kind.
var prefixes = map[Kind]string{
	KindClass: "c-", KindFamily: "f-", KindStudents: "s-", KindStaff: "t-", KindSchool: "o-",
}

// OfClass is the conversation of a whole class.
func OfClass(c roster.ClassID) ID { return ID(prefixes[KindClass] + string(c)) }

// OfFamily is the conversation of one child's family with the staff.
func OfFamily(s roster.StudentID) ID { return ID(prefixes[KindFamily] + string(s)) }

// OfStudents is the conversation of the children of a class, with its staff.
func OfStudents(c roster.ClassID) ID { return ID(prefixes[KindStudents] + string(c)) }

// OfStaff is the conversation of the staff of a class.
func OfStaff(c roster.ClassID) ID { return ID(prefixes[KindStaff] + string(c)) }

// OfSchool is the conversation in which a school speaks to all its families.
func OfSchool(school string) ID { return ID(prefixes[KindSchool] + school) }

// Kind returns whom the conversation is for; empty for an id of no kind.
func (id ID) Kind() Kind {
	kind, _ := id.parts()
	return kind
}

// Class returns the class whose conversation this is; none and false for another kind.
func (id ID) Class() (roster.ClassID, bool) {
	owner, ok := id.of(KindClass)
	return roster.ClassID(owner), ok
}

// Student returns the child whose family's conversation this is; none and false for
// another kind.
func (id ID) Student() (roster.StudentID, bool) {
	owner, ok := id.of(KindFamily)
	return roster.StudentID(owner), ok
}

func (id ID) of(kind Kind) (owner string, ok bool) {
	is, owner := id.parts()
	if is != kind {
		return "", false
	}
	return owner, true
}

// parts splits an id into its kind and the id of the class, child or school.
func (id ID) parts() (Kind, string) {
	for kind, prefix := range prefixes {
		if owner, ok := strings.CutPrefix(string(id), prefix); ok && owner != "" {
			return kind, owner
		}
	}
	return "", ""
}
