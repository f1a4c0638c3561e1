package feed

import (
	"context"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

// Reader is the policy for whoever belongs to a conversation, judged from the
// roster each time.
func (s *Service) Reader() rest.Policy {
	return account.Judge(s.db, "conversation-member", "conversation", func(tx *db.Tx, a core.Actor, object string) error {
		return MayRead(tx, a, ID(object))
	})
}

// MayRead returns core.ErrAbsent unless the actor belongs to the conversation.
func MayRead(tx *db.Tx, a core.Actor, conv ID) error {
	if class, ok := conv.Class(); ok {
		return core.AbsentUnless(roster.Member(tx, a.Person, class))
	}
	id, ok := conv.Student()
	if !ok {
		return core.ErrAbsent
	}
	student, err := roster.LoadStudent(tx, id)
	if err != nil {
		return err
	}
	if a.Role == core.RoleStaff {
		return roster.IsStaffOfClass(tx, a, student.Class)
	}
	return core.AbsentUnless(roster.IsGuardian(tx, a.Person, id))
}

// Conversations lists everything the actor belongs to.
func (s *Service) Conversations(ctx context.Context, a core.Actor) (out []Conversation, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) (err error) {
		out, err = of(tx, a.Person)
		return err
	})
	return out, err
}

// Heads returns the head of every conversation a person belongs to; 0 where
// nothing was said yet.
func Heads(tx *db.Tx, person string) (map[ID]Rev, error) {
	list, err := of(tx, person)
	if err != nil {
		return nil, err
	}
	out := make(map[ID]Rev, len(list))
	for _, c := range list {
		out[c.ID] = c.Head
	}
	return out, nil
}

func of(tx *db.Tx, person string) ([]Conversation, error) {
	list, err := ofStaff(tx, person)
	if err != nil {
		return nil, err
	}
	children, err := roster.ChildrenOf(tx, person)
	if err != nil {
		return nil, err
	}
	seen := map[ID]bool{}
	for _, c := range list {
		seen[c.ID] = true
	}
	for _, c := range children {
		if class := OfClass(c.Class); !seen[class] { // two children may share a class
			seen[class] = true
			list = append(list, Conversation{ID: class, Kind: KindClass, Class: c.Class, ClassName: c.ClassName})
		}
		list = append(list, family(c.Class, c.ClassName, c.Student, c.Name))
	}
	return withHeads(tx, list)
}

func ofStaff(tx *db.Tx, person string) ([]Conversation, error) {
	classes, err := roster.ClassesOf(tx, person)
	if err != nil {
		return nil, err
	}
	list := []Conversation{}
	for _, c := range classes {
		class := c.Class
		list = append(list, Conversation{ID: OfClass(class.ID), Kind: KindClass, Class: class.ID, ClassName: class.Name})
		students, err := roster.Students(tx, class.ID)
		if err != nil {
			return nil, err
		}
		for _, st := range students {
			list = append(list, family(class.ID, class.Name, st.ID, st.Name))
		}
	}
	return list, nil
}

func family(class roster.ClassID, className string, student roster.StudentID, name string) Conversation {
	return Conversation{ID: OfFamily(student), Kind: KindFamily, Class: class, ClassName: className, Student: student, Name: name}
}

func withHeads(tx *db.Tx, list []Conversation) ([]Conversation, error) {
	ids := make([]ID, 0, len(list))
	for _, c := range list {
		ids = append(ids, c.ID)
	}
	revs, err := heads(tx, ids)
	for i := range list {
		list[i].Head = revs[list[i].ID]
	}
	return list, err
}
