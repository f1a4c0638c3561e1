package ask

import (
	"fmt"

	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/roster"
)

// Via says how an answer came.
type Via string

// The ways an answer comes.
const (
	ViaApp   Via = "app"   // a tap
	ViaWord  Via = "word"  // a typed 收到
	ViaLink  Via = "link"  // by a link that needs no login
	ViaStaff Via = "staff" // entered by staff after a call or a talk
)

// In is one act of answering.
type In struct {
	Ask      ID
	Student  roster.StudentID
	Person   string
	Level    Level
	Version  int // the version that was on the screen
	Via      Via
	ShownMs  int // for a read by app: how long it was visible
	Values   form.Values
	Note     string // staff: "by phone, grandfather, 17:40"
	relation string // of whoever holds a link
	code     string // of the link
}

// Given is one answer as it stands, or as it stood before a change.
type Given struct {
	Ask       ID
	Number    int // its place, 1…n; 0 for a mere reading
	Student   roster.StudentID
	Person    string // an account, or the link's own name
	Relation  string // to the child; empty for staff and the child itself
	Via       Via
	At        core.Millis
	Level     Level
	Version   int
	Values    form.Values
	Note      string
	Changes   int // how often it was changed
	Withdrawn bool
	subject   string
	struckBy  string
}

// AnswerID names an answer among all asks' answers.
type AnswerID string

// ID returns the answer's name.
func (g Given) ID() AnswerID { return AnswerID(fmt.Sprintf("%s.%d", g.Ask, g.Number)) }

// Label is how the author of an answer stands for a reader: 李明妈妈, 李明, or the
// name of the staff member, which the caller finds.
func (g Given) Label(child, staff, lang string) string {
	switch {
	case g.Via == ViaStaff:
		return staff
	case g.Relation == "":
		return child
	}
	return roster.Label(child, g.Relation, lang)
}

// Answered tells the rooms on the right that a child's standing or what was said
// for it has changed. Given is what was just answered or withdrawn; of a secret
// poll it says only that somebody voted.
type Answered struct {
	Ask   Ask
	Child Child
	Given Given
}

// subjectOf is for whom an answer stands: there is one standing answer for each.
func subjectOf(a Ask, in In) string {
	switch {
	case a.Many:
		return ""
	case !a.alone() || in.Via == ViaStaff:
		return string(in.Student) + "/"
	case a.Per == PerPerson && in.Via != ViaLink:
		return "/" + in.Person
	}
	return string(in.Student) + "/" + in.Person
}

// alone reports whether everybody answers alone, and not one for the family.
func (a Ask) alone() bool { return a.Per == PerPerson || a.Per == PerFamily && a.Need == NeedAll }

// counted is the child under whom a receipt is kept: none where everybody answers
// alone, so that a guardian of two is asked once.
func counted(a Ask, in In) roster.StudentID {
	if a.Per == PerPerson && in.Via != ViaStaff && in.Via != ViaLink {
		return ""
	}
	return in.Student
}
