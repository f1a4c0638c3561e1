package feed

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Conversation is one line in a member's list of conversations.
type Conversation struct {
	ID        ID               `json:"id"`
	Kind      Kind             `json:"kind" enum:"class,family,students,staff,school"`
	Class     roster.ClassID   `json:"class" doc:"Empty for the school's own"`
	ClassName string           `json:"className"`
	Student   roster.StudentID `json:"student,omitempty"`
	Name      string           `json:"name,omitempty" doc:"The child's name for a family's conversation, the school's for its own"`
	Head      Rev              `json:"head"`
	Closed    bool             `json:"closed" doc:"A children's room with fewer than two adults: it can be read, nobody speaks"`
	Silent    bool             `json:"silent" doc:"The reader may not speak here"`
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
	list, err := belongs(tx, person)
	if err != nil {
		return nil, err
	}
	ids := make([]ID, 0, len(list))
	for _, c := range list {
		ids = append(ids, c.ID)
	}
	return heads(tx, ids)
}

// of returns the lines of a person's conversations.
func of(tx *db.Tx, person string) ([]Conversation, error) {
	list, err := belongs(tx, person)
	if err != nil {
		return nil, err
	}
	ids, classes := make([]ID, 0, len(list)), []roster.ClassID{}
	for i, c := range list {
		ids = append(ids, c.ID)
		switch c.Kind {
		case KindStudents:
			classes = append(classes, c.Class)
		case KindSchool:
			school, err := roster.LoadSchool(tx, c.school())
			if err != nil {
				return nil, err
			}
			list[i].Name = school.Name
		}
	}
	revs, err := heads(tx, ids)
	if err != nil {
		return nil, err
	}
	unwatched, err := roster.Unwatched(tx, classes)
	for i, c := range list {
		list[i].Head = revs[c.ID]
		list[i].Closed = c.Kind == KindStudents && unwatched[c.Class]
	}
	return list, err
}

// belongs returns the conversations of a person as the roster knows them.
func belongs(tx *db.Tx, person string) ([]Conversation, error) {
	p, err := roster.PlacesOf(tx, person)
	if err != nil {
		return nil, err
	}
	list := append(ofStaff(p), ofGuardian(p.Children)...)
	if p.Pupil != nil {
		list = append(list, Conversation{ID: OfStudents(p.Pupil.Student.Class), Kind: KindStudents,
			Class: p.Pupil.Student.Class, ClassName: p.Pupil.ClassName})
	}
	if p.School != "" {
		list = append(list, Conversation{ID: OfSchool(p.School), Kind: KindSchool, Silent: len(p.Children) > 0 || p.Pupil != nil})
	}
	return list, nil
}

// ofStaff lists each class taught with its families; the children's room once a
// child has an account.
func ofStaff(p roster.Places) []Conversation {
	families, children := map[roster.ClassID][]Conversation{}, map[roster.ClassID]bool{}
	for _, st := range p.Students {
		families[st.Class] = append(families[st.Class], Conversation{ID: OfFamily(st.ID), Kind: KindFamily, Class: st.Class, Student: st.ID, Name: st.Name})
		children[st.Class] = children[st.Class] || st.Person != ""
	}
	list := []Conversation{}
	for _, c := range p.Classes {
		class := c.Class
		list = append(list, Conversation{ID: OfClass(class.ID), Kind: KindClass, Class: class.ID, ClassName: class.Name},
			Conversation{ID: OfStaff(class.ID), Kind: KindStaff, Class: class.ID, ClassName: class.Name})
		if children[class.ID] {
			list = append(list, Conversation{ID: OfStudents(class.ID), Kind: KindStudents, Class: class.ID, ClassName: class.Name})
		}
		for _, f := range families[class.ID] {
			f.ClassName = class.Name
			list = append(list, f)
		}
	}
	return list
}

func ofGuardian(children []roster.Child) []Conversation {
	list, seen := []Conversation{}, map[roster.ClassID]bool{}
	for _, c := range children {
		if !seen[c.Class] { // two children may share a class
			seen[c.Class] = true
			list = append(list, Conversation{ID: OfClass(c.Class), Kind: KindClass, Class: c.Class, ClassName: c.ClassName})
		}
		list = append(list, Conversation{ID: OfFamily(c.Student), Kind: KindFamily, Class: c.Class, ClassName: c.ClassName, Student: c.Student, Name: c.Name})
	}
	return list
}

func (c Conversation) school() string {
	_, owner := c.ID.parts()
	return owner
}
