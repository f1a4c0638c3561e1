// Package roster knows which child is in which class, who belongs to a child,
// who teaches it, and how a family gets in.
//
// Owns: roster_school, roster_class, roster_student, roster_contact,
// roster_staff, roster_guardian, roster_invitation, roster_claim, roster_rule,
// roster_acceptance, roster_consent.
//
// Promises: membership is computed, never stored twice: whoever leaves the
// roster has left everything at once. Names of families are derived (李明妈妈),
// never typed. An import happens as a whole or not at all, and only after its
// difference was seen. A personal slip lets in one person, however many try at
// the same moment. A barred guardian counts as not joined, everywhere and at once,
// and comes in by no code; only staff of the class can tell.
//
// Never: keeps an ID-card number, shows one family's telephone to another, lets
// a student's account become a guardian's, or tells a stranger more of a child
// than the given name on the slip in their hand.
//
// Asks: account for people and sessions. It declares Changed, Conversations,
// PupilRooms and ConsentMoved, which app plugs in from the rooms on the right.
package roster

import (
	"time"

	"magpie/internal/core"
)

// Ids of this room.
type (
	ClassID    string
	StudentID  string
	GuardianID string
	ContactID  string
	ClaimID    string
)

// What can go wrong in this room.
var (
	ErrCode         = core.NotFound("roster.code.unknown")
	ErrDigits       = core.Invalid("roster.join.digits")
	ErrNotGuardian  = core.Conflict("roster.join.notGuardian")
	ErrArrived      = core.Conflict("roster.join.over")
	ErrRulesChanged = core.Conflict("roster.rules.changed")
	ErrManyClaims   = core.TooMany("roster.join.full", time.Hour)
	ErrArchived     = core.Conflict("roster.class.archived")
	ErrDecided      = core.Conflict("roster.claim.decided")
	ErrIsHead       = core.Conflict("roster.staff.head")
	ErrBarred       = core.Conflict("roster.claim.barred")
	ErrStudentTaken = core.Conflict("roster.claim.studentTaken")
	ErrImportStale  = core.Conflict("roster.import.changed")
	ErrImportEmpty  = core.Invalid("roster.import.empty")
	ErrImportMany   = core.Invalid("roster.import.many")
)

// Zone is the time zone of the school's days: all of China keeps one.
var Zone = time.FixedZone("CST", 8*3600)

// School is a tenant.
type School struct {
	ID   string
	Name string
}

// Class is a class of a school.
type Class struct {
	ID           ClassID
	School       string
	Name         string
	OpenedAt     core.Millis
	ArchivedAt   core.Millis // 0 while it is open
	RulesVersion int
}

// Student is a child on the roster.
type Student struct {
	ID       StudentID
	School   string
	Class    ClassID
	Name     string
	Number   string // 学号 as written; may be empty
	Gender   string // m, f or empty
	Seat     int    // order in the roster, from 1
	Dorm     string // where a boarder sleeps, as written; may be empty
	SortKey  string // pinyin
	Person   string // the student's own account, usually empty
	JoinedAt core.Millis
	LeftAt   core.Millis // 0 while on the roster
}

// IDs returns the ids of children, in their order.
func IDs(students []Student) []StudentID {
	ids := make([]StudentID, len(students))
	for i, st := range students {
		ids[i] = st.ID
	}
	return ids
}

// Given returns the name without the surname.
func (s Student) Given() string { return GivenName(s.Name) }

// Guardian is somebody who joined for a child and was not removed.
type Guardian struct {
	ID       GuardianID
	Student  StudentID
	Person   string
	Relation string // canonical Chinese word, e.g. 母亲
	Label    string // 李明妈妈
	StandIn  bool
	Via      string // slip, class, family or staff
	JoinedAt core.Millis
}

// Contact is a telephone number the school was given. Only staff may see it.
type Contact struct {
	ID       ContactID
	Student  StudentID
	Name     string
	Relation string
	Phone    string
}

// Child is a student as one of the guardians sees it.
type Child struct {
	Student   StudentID
	School    string
	Name      string
	Given     string
	Class     ClassID
	ClassName string
	Guardian  GuardianID
	Relation  string
	Label     string
	StandIn   bool
	JoinedAt  core.Millis
}

// StaffClass is a class as one of its staff sees it.
type StaffClass struct {
	Class Class
	Role  string // head or teacher
}

// Byline is how an author stands under a text, for everybody alike.
type Byline struct {
	ID       string    `json:"id"`
	Name     string    `json:"name" doc:"The child's name for a guardian, the own name for staff"`
	Relation string    `json:"relation,omitempty" doc:"Canonical Chinese word, e.g. 母亲"`
	Label    string    `json:"label" doc:"What to show in Chinese, e.g. 李明妈妈"`
	Role     core.Role `json:"role"`
}

// ConversationKind is what kind of room people meet in.
type ConversationKind string

// The kinds of conversation that the roster knows the members of.
const (
	KindClass    ConversationKind = "class"    // staff and all families of a class
	KindFamily   ConversationKind = "family"   // one child's guardians and staff
	KindStudents ConversationKind = "students" // the children with accounts, and staff
	KindStaff    ConversationKind = "staff"    // the staff of a class
)

// Roles of staff.
const (
	RoleHead    = "head"
	RoleTeacher = "teacher"
	RoleOffice  = "office"
)
