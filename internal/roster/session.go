package roster

import (
	"context"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
)

// Self is what a session knows of itself: the first thing every screen asks.
type Self struct {
	Known    bool         `json:"known"`
	Setup    bool         `json:"setup" doc:"True while the program waits to be set up"`
	Person   *SelfPerson  `json:"person,omitempty"`
	School   *SelfSchool  `json:"school,omitempty"`
	Classes  []SelfClass  `json:"classes" doc:"Of staff"`
	Children []SelfChild  `json:"children" doc:"Of a guardian; may be empty after the last one left"`
	Student  *SelfStudent `json:"student,omitempty" doc:"Of a child with an account, while on the roster"`
	Pending  *SelfPending `json:"pending,omitempty" doc:"A wish to join that staff have not granted"`
}

// SelfPerson is the signed-in person.
type SelfPerson struct {
	ID    string        `json:"id"`
	Role  core.Role     `json:"role" doc:"staff, guardian, student, or empty while waiting"`
	Name  string        `json:"name" doc:"Of staff"`
	Label string        `json:"label" doc:"How the person is shown to others, in the reader's language"`
	Prefs account.Prefs `json:"prefs"`
}

// SelfSchool is the person's school.
type SelfSchool struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// SelfClass is a class that a member of staff teaches.
type SelfClass struct {
	ID   ClassID `json:"id"`
	Name string  `json:"name"`
	Role string  `json:"role" enum:"head,teacher"`
}

// SelfChild is a child of a guardian.
type SelfChild struct {
	Student      StudentID   `json:"student"`
	Name         string      `json:"name"`
	Given        string      `json:"given"`
	Class        SelfChildIn `json:"class"`
	Conversation string      `json:"conversation" doc:"The class's room"`
	Family       string      `json:"family" doc:"The family's own room with staff"`
	Relation     string      `json:"relation"`
	Label        string      `json:"label"`
	StandIn      bool        `json:"standIn"`
	Tone         int         `json:"tone" doc:"1 to 3: the colour of the child's label"`
}

// SelfStudent is a child's own place.
type SelfStudent struct {
	ID           StudentID   `json:"id"`
	Name         string      `json:"name"`
	Class        SelfChildIn `json:"class"`
	Conversation string      `json:"conversation" doc:"The school's own room"`
	Students     string      `json:"students" doc:"The room of the children of the class"`
}

// SelfChildIn is the class of a child.
type SelfChildIn struct {
	ID   ClassID `json:"id"`
	Name string  `json:"name"`
}

// SelfPending is a wish to join.
type SelfPending struct {
	Claim ClaimID `json:"claim"`
	State string  `json:"state" enum:"waiting,refused"`
}

// tones is how many colours tell children apart.
const tones = 3

// Self returns what the actor's session may know of itself; a stranger learns
// only whether the program is set up.
func (s *Service) Self(ctx context.Context, a core.Actor) (self Self, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		self = Self{Known: a.Known(), Classes: []SelfClass{}, Children: []SelfChild{}}
		done, err := account.SetUp(tx)
		self.Setup = !done
		if err != nil || !a.Known() {
			return err
		}
		return s.fillSelf(tx, a, &self)
	})
	return self, err
}

func (s *Service) fillSelf(tx *db.Tx, a core.Actor, self *Self) error {
	p, err := account.LoadPerson(tx, a.Person)
	if err != nil {
		return err
	}
	school, err := LoadSchool(tx, p.School)
	if err != nil {
		return err
	}
	self.Person = &SelfPerson{ID: p.ID, Role: p.Role, Name: p.Name, Label: p.Name, Prefs: p.Prefs}
	self.School = &SelfSchool{ID: school.ID, Name: school.Name}
	switch p.Role {
	case core.RoleStaff:
		return fillClasses(tx, a, self)
	case core.RoleStudent:
		if err := s.fillStudent(tx, a, self); err != nil {
			return err
		}
	case core.RoleGuardian:
		if err := s.fillChildren(tx, a, self); err != nil {
			return err
		}
	}
	q, ok, err := lastClaim(tx, a.Person)
	if ok && (q.State == claimWaiting || q.State == claimRefused && p.Role == core.RoleNone) {
		self.Pending = &SelfPending{Claim: q.ID, State: q.State}
	}
	return err
}

func (s *Service) fillStudent(tx *db.Tx, a core.Actor, self *Self) error {
	p, found, err := findPupil(tx, a.Person)
	if err != nil || !found {
		return err
	}
	st := p.Student
	self.Student = &SelfStudent{ID: st.ID, Name: st.Name, Class: SelfChildIn{ID: st.Class, Name: p.ClassName}}
	self.Person.Label = st.Name
	if s.PupilRooms != nil {
		self.Student.Conversation, self.Student.Students = s.PupilRooms(st)
	}
	return nil
}

func fillClasses(tx *db.Tx, a core.Actor, self *Self) error {
	classes, err := ClassesOf(tx, a.Person)
	for _, c := range classes {
		self.Classes = append(self.Classes, SelfClass{ID: c.Class.ID, Name: c.Class.Name, Role: c.Role})
	}
	return err
}

func (s *Service) fillChildren(tx *db.Tx, a core.Actor, self *Self) error {
	children, err := ChildrenOf(tx, a.Person)
	if err != nil {
		return err
	}
	for i, c := range children {
		child := SelfChild{Student: c.Student, Name: c.Name, Given: c.Given, Class: SelfChildIn{ID: c.Class, Name: c.ClassName},
			Relation: c.Relation, Label: Label(c.Name, c.Relation, a.Lang), StandIn: c.StandIn, Tone: i%tones + 1}
		if s.Conversations != nil {
			if child.Conversation, child.Family, err = s.Conversations(tx, c.Class, c.Student); err != nil {
				return err
			}
		}
		self.Children = append(self.Children, child)
	}
	if len(self.Children) > 0 {
		self.Person.Label = self.Children[0].Label
	}
	return nil
}
