package feed

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Room is a conversation with its members, as one of them sees it. Of a class and
// a school the staff are named and the families counted.
type Room struct {
	Conversation
	Members     []Member `json:"members"`
	Families    int      `json:"families" doc:"Children whose family is in the room"`
	Staff       int      `json:"staff"`
	Archived    bool     `json:"archived" doc:"The class has ended: it can be read, nobody speaks"`
	ReadSeq     Seq      `json:"readSeq" doc:"The reader has read up to here"`
	FirstUnread Seq      `json:"firstUnread" doc:"The first entry that is news for the reader, or 0"`
}

// Member is somebody in a conversation, as all others see them.
type Member struct {
	ID       string    `json:"id"`
	Label    string    `json:"label"`
	Relation string    `json:"relation,omitempty" doc:"Canonical Chinese word, e.g. 母亲"`
	Role     core.Role `json:"role" enum:"staff,guardian,student"`
	Head     bool      `json:"head,omitempty" doc:"The head teacher"`
	StandIn  bool      `json:"standIn"`
}

// Room returns a conversation as the actor sees it; the policy has judged the actor.
func (s *Service) Room(ctx context.Context, a core.Actor, conv ID) (r Room, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		if r, err = describe(tx, a, conv); err != nil {
			return err
		}
		if err := r.fillMembers(tx); err != nil {
			return err
		}
		return s.fillStanding(tx, a, &r)
	})
	return r, err
}

// describe fills what the roster says of the conversation itself.
func describe(tx *db.Tx, a core.Actor, conv ID) (r Room, err error) {
	kind, owner := conv.parts()
	r.Conversation = Conversation{ID: conv, Kind: kind}
	if kind == KindSchool {
		r.Silent = a.Role != core.RoleStaff
		return r, nil
	}
	if kind == KindFamily {
		student, err := roster.LoadStudent(tx, roster.StudentID(owner))
		if err != nil {
			return r, err
		}
		r.Student, r.Name, owner = student.ID, student.Name, string(student.Class)
	}
	class, err := roster.LoadClass(tx, roster.ClassID(owner))
	r.Class, r.ClassName, r.Archived = class.ID, class.Name, class.ArchivedAt > 0
	r.Silent = r.Archived
	return r, err
}

func (r *Room) fillMembers(tx *db.Tx) error {
	r.Members = []Member{}
	if r.Kind == KindSchool {
		return r.countSchool(tx)
	}
	staff, err := roster.Colleagues(tx, r.Class)
	if err != nil {
		return err
	}
	r.Staff = len(staff)
	for _, c := range staff {
		r.Members = append(r.Members, Member{ID: c.Person, Label: c.Name, Role: core.RoleStaff, Head: c.Role == roster.RoleHead})
	}
	switch r.Kind {
	case KindFamily:
		return r.addFamily(tx)
	case KindStudents:
		return r.addChildren(tx)
	case KindClass:
		return r.countFamilies(tx)
	}
	return nil
}

func (r *Room) addFamily(tx *db.Tx) error {
	guardians, err := roster.GuardiansOf(tx, r.Student)
	for _, g := range guardians {
		by := g.Byline(r.Name)
		r.Members = append(r.Members, Member{ID: g.Person, Label: by.Label, Relation: by.Relation, Role: core.RoleGuardian, StandIn: g.StandIn})
	}
	r.Families = min(1, len(guardians))
	return err
}

func (r *Room) addChildren(tx *db.Tx) error {
	students, err := roster.Students(tx, r.Class)
	for _, st := range students {
		if st.Person != "" {
			r.Members = append(r.Members, Member{ID: st.Person, Label: st.Name, Role: core.RoleStudent})
		}
	}
	return err
}

func (r *Room) countFamilies(tx *db.Tx) error {
	guardians, err := roster.GuardiansOfClass(tx, r.Class)
	children := map[roster.StudentID]bool{}
	for _, g := range guardians {
		children[g.Student] = true
	}
	r.Families = len(children)
	return err
}

func (r *Room) countSchool(tx *db.Tx) (err error) {
	school, _ := r.ID.of(KindSchool)
	r.Families, r.Staff, err = roster.CountSchool(tx, school)
	return err
}

func (s *Service) fillStanding(tx *db.Tx, a core.Actor, r *Room) error {
	p, err := roster.PlacesOf(tx, a.Person)
	if err != nil {
		return err
	}
	who, line := readerOf(a.Person, p), []Conversation{r.Conversation}
	stand, err := s.fill(tx, line, who)
	if err != nil {
		return err
	}
	r.Conversation, r.ReadSeq = line[0], stand[r.ID].read
	r.FirstUnread, err = firstUnread(tx, who, r.ID, r.ReadSeq)
	return err
}
