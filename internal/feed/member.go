package feed

import (
	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

// Why somebody who may read may not speak.
var (
	ErrClosed = core.Conflict("talk.studentsClosed")
	ErrSilent = core.Forbidden("feed.silent")
)

// Words are the room's sentences.
var Words = rest.Words{
	"talk.studentsClosed": {Zh: "学生群里至少要有两位老师，现在还不能发言。请班主任先加一位老师。", En: "The students' room needs two adults before anybody can write. Please have the head teacher add a colleague."},
	"feed.silent":         {Zh: "学校公告只有老师能发。想说的话请发给班主任。", En: "Only staff write in the school's room. Please write to the head teacher instead."},
}

// Reader is the policy for whoever belongs to a conversation, judged from the
// roster each time.
func (s *Service) Reader() rest.Policy {
	return account.Judge(s.db, "conversation-member", "conversation", func(tx *db.Tx, a core.Actor, object string) error {
		return MayRead(tx, a, ID(object))
	})
}

// Staff is the policy for the staff among the members of a conversation.
func (s *Service) Staff() rest.Policy {
	return account.Judge(s.db, "conversation-staff", "conversation", func(tx *db.Tx, a core.Actor, object string) error {
		return IsStaffOf(tx, a, ID(object))
	})
}

// IsStaffOf returns core.ErrAbsent unless the actor is staff and belongs to the
// conversation.
func IsStaffOf(tx *db.Tx, a core.Actor, conv ID) error {
	if a.Role != core.RoleStaff {
		return core.ErrAbsent
	}
	return MayRead(tx, a, conv)
}

// MayRead returns core.ErrAbsent unless the actor belongs to the conversation.
func MayRead(tx *db.Tx, a core.Actor, conv ID) error {
	kind, owner := conv.parts()
	switch kind {
	case KindClass:
		return core.AbsentUnless(roster.Member(tx, a.Person, roster.ClassID(owner)))
	case KindStaff:
		return roster.IsStaffOfClass(tx, a, roster.ClassID(owner))
	case KindSchool:
		return core.AbsentUnless(roster.BelongsTo(tx, a, owner))
	case KindStudents:
		if a.Role == core.RoleStudent {
			return core.AbsentUnless(roster.StudiesIn(tx, a.Person, roster.ClassID(owner)))
		}
		return roster.IsStaffOfClass(tx, a, roster.ClassID(owner))
	case KindFamily:
		return mayReadFamily(tx, a, roster.StudentID(owner))
	}
	return core.ErrAbsent
}

func mayReadFamily(tx *db.Tx, a core.Actor, id roster.StudentID) error {
	student, err := roster.LoadStudent(tx, id)
	if err != nil {
		return err
	}
	if a.Role == core.RoleStaff {
		return roster.IsStaffOfClass(tx, a, student.Class)
	}
	return core.AbsentUnless(roster.IsGuardian(tx, a.Person, id))
}

// MaySpeak returns nil for a member who may write there: core.ErrAbsent for
// everybody else, ErrSilent for a family in the school's room, ErrClosed in a
// children's room without two adults, roster.ErrArchived where a class has ended.
func MaySpeak(tx *db.Tx, a core.Actor, conv ID) error {
	if err := MayRead(tx, a, conv); err != nil {
		return err
	}
	class, err := ClassOf(tx, conv)
	if err != nil {
		return err
	}
	if class == "" {
		return silentUnlessStaff(a)
	}
	if _, err := roster.LoadOpenClass(tx, class); err != nil {
		return err
	}
	if conv.Kind() != KindStudents {
		return nil
	}
	unwatched, err := roster.Unwatched(tx, []roster.ClassID{class})
	if err == nil && unwatched[class] {
		return ErrClosed
	}
	return err
}

func silentUnlessStaff(a core.Actor) error {
	if a.Role != core.RoleStaff {
		return ErrSilent
	}
	return nil
}

// ClassOf returns the class in which a conversation lives, empty for a school's
// own; core.ErrAbsent for a child who left and for an id of no kind.
func ClassOf(tx *db.Tx, conv ID) (roster.ClassID, error) {
	kind, owner := conv.parts()
	switch kind {
	case KindSchool:
		return "", nil
	case KindFamily:
		student, err := roster.LoadStudent(tx, roster.StudentID(owner))
		return student.Class, err
	case "":
		return "", core.ErrAbsent
	}
	return roster.ClassID(owner), nil
}

// Members returns the persons of a conversation.
func Members(tx *db.Tx, conv ID) ([]string, error) {
	kind, owner := conv.parts()
	if kind == KindSchool {
		return roster.AudienceOfSchool(tx, owner)
	}
	class, err := ClassOf(tx, conv)
	if err != nil {
		return nil, err
	}
	student, _ := conv.Student()
	return roster.Audience(tx, roster.ConversationKind(kind), class, student)
}
