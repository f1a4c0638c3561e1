package roster

import (
	"context"
	"strings"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
)

// Service keeps the roster and the ways into it.
type Service struct {
	// Changed is told after the commit whose view of the roster changed: people
	// who came in, left, or were let in. It must be quick.
	Changed func(persons []string)
	// Conversations names the class's and the family's room of a child; app
	// plugs it in. Without it the session names none.
	Conversations func(tx *db.Tx, class ClassID, student StudentID) (classRoom, familyRoom string, err error)

	// ConsentMoved is told, in the same transaction, that how far a child's
	// pictures may reach may have changed.
	ConsentMoved func(tx *db.Tx, student StudentID) error
	// PupilRooms names the rooms of a child with an account: the school's own and
	// the children's. app plugs it in too.
	PupilRooms func(st Student) (schoolRoom, studentsRoom string)

	db      *db.DB
	account *account.Service
	codes   codes
}

// Options are what app gives the room. Secret (32 bytes, kept beside the data)
// makes the codes on slips; PublicURL stands before them in links.
type Options struct {
	DB        *db.DB
	Account   *account.Service
	Secret    []byte
	PublicURL string
}

// New returns the service.
func New(o Options) *Service {
	return &Service{db: o.DB, account: o.Account, codes: codes{secret: o.Secret, base: strings.TrimSuffix(o.PublicURL, "/")}}
}

// tell notes whose view of the roster changes with this transaction.
func (s *Service) tell(tx *db.Tx, persons ...string) {
	if len(persons) == 0 {
		return
	}
	tx.AfterCommit(func() {
		for _, p := range persons {
			s.account.Forget(p)
		}
		if s.Changed != nil {
			s.Changed(persons)
		}
	})
}

// Founding is what it takes to begin. The token is not needed on the host's own
// command line.
type Founding struct {
	Token, School, Teacher, Login, Password, Class string
}

// Founded is a school with its first class and head teacher.
type Founded struct {
	Person string
	Class  ClassID
}

// Found makes a school, its head teacher with a password, and a first class. A
// stranger needs the one-time token; it works once.
func (s *Service) Found(ctx context.Context, a core.Actor, in Founding) (Founded, error) {
	in.School, in.Teacher, in.Class = core.CleanLine(in.School), core.CleanLine(in.Teacher), core.CleanLine(in.Class)
	in.Login = account.CleanLogin(in.Login)
	var c core.Check
	c.Length(in.School, 1, 60, "/school")
	c.Length(in.Teacher, 1, 30, "/teacher")
	c.Length(in.Class, 1, 40, "/class")
	account.CheckLogin(&c, in.Login, "/login")
	account.CheckPassword(&c, in.Password, in.Login, "/password")
	if err := c.Err(); err != nil {
		return Founded{}, err
	}
	hash, err := account.Hash(ctx, in.Password)
	if err != nil {
		return Founded{}, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (Founded, error) {
		if a.Role != core.RoleOperator {
			if err := account.UseSetup(tx, in.Token); err != nil {
				return Founded{}, err
			}
		}
		return s.found(tx, in, hash)
	})
}

func (s *Service) found(tx *db.Tx, in Founding, hash string) (f Founded, err error) {
	school := School{ID: tx.NewID(), Name: in.School}
	if err := addSchool(tx, school); err != nil {
		return f, err
	}
	if f.Person, err = addTeacher(tx, school.ID, in.Teacher, in.Login, hash); err != nil {
		return f, err
	}
	if err := addStaff(tx, school.ID, "", f.Person, RoleOffice); err != nil {
		return f, err
	}
	f.Class, err = s.openClass(tx, school.ID, in.Class, f.Person)
	return f, err
}

func addTeacher(tx *db.Tx, school, name, login, hash string) (string, error) {
	person, err := account.AddPerson(tx, account.Person{School: school, Role: core.RoleStaff, Name: name})
	if err != nil {
		return "", err
	}
	return person, account.AddLogin(tx, person, login, hash)
}

// Hiring is a further member of staff for one class.
type Hiring struct {
	Class                       ClassID
	Name, Login, Password, Role string
}

// Hire adds a teacher to a class. Only the host's command line may.
func (s *Service) Hire(ctx context.Context, a core.Actor, in Hiring) (person string, err error) {
	if a.Role != core.RoleOperator {
		return "", core.ErrAbsent
	}
	in.Name, in.Login = core.CleanLine(in.Name), account.CleanLogin(in.Login)
	var c core.Check
	c.Length(in.Name, 1, 30, "/name")
	account.CheckLogin(&c, in.Login, "/login")
	account.CheckPassword(&c, in.Password, in.Login, "/password")
	c.Require(in.Role == RoleHead || in.Role == RoleTeacher, "/role", "field.choice")
	if err := c.Err(); err != nil {
		return "", err
	}
	hash, err := account.Hash(ctx, in.Password)
	if err != nil {
		return "", err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (string, error) {
		class, err := LoadOpenClass(tx, in.Class)
		if err != nil {
			return "", err
		}
		if person, err = addTeacher(tx, class.School, in.Name, in.Login, hash); err != nil {
			return "", err
		}
		s.tell(tx, person)
		return person, addStaff(tx, class.School, class.ID, person, in.Role)
	})
}

// OpenClass adds a class that the actor is head of.
func (s *Service) OpenClass(ctx context.Context, a core.Actor, name string) (ClassID, error) {
	name, err := cleanName(name, 40)
	if err != nil {
		return "", err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (ClassID, error) {
		s.tell(tx, a.Person)
		return s.openClass(tx, a.School, name, a.Person)
	})
}

// openClass adds a class with its head, its first rules and its poster.
func (s *Service) openClass(tx *db.Tx, school, name, head string) (ClassID, error) {
	c := Class{ID: ClassID(tx.NewID()), School: school, Name: name, RulesVersion: 1}
	if err := addClass(tx, c); err != nil {
		return "", err
	}
	if err := addStaff(tx, school, c.ID, head, RoleHead); err != nil {
		return "", err
	}
	if err := addRules(tx, c.ID, 1, defaultRules, head); err != nil {
		return "", err
	}
	_, err := s.invite(tx, invitation{School: school, Class: c.ID, Kind: inviteClass, MadeBy: head}, slipLife)
	return c.ID, err
}

// RenameClass gives a class another name.
func (s *Service) RenameClass(ctx context.Context, _ core.Actor, class ClassID, name string) error {
	name, err := cleanName(name, 40)
	if err != nil {
		return err
	}
	_, err = db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		if _, err := LoadOpenClass(tx, class); err != nil {
			return false, err
		}
		return true, renameClass(tx, class, name)
	})
	return err
}

// ArchiveClass ends a class: its families lose it at once, staff still read it,
// nobody writes in it.
func (s *Service) ArchiveClass(ctx context.Context, _ core.Actor, class ClassID) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		persons, err := Audience(tx, KindClass, class, "")
		if err != nil {
			return false, err
		}
		children, err := pupils(tx, `s.class`, string(class))
		if err != nil {
			return false, err
		}
		s.tell(tx, append(persons, children...)...)
		return true, archiveClass(tx, class)
	})
	return err
}

// ClassView is a class as its staff see it.
type ClassView struct {
	Class    Class
	Children int
}

// ViewClass returns a class with the number of its children.
func (s *Service) ViewClass(ctx context.Context, _ core.Actor, class ClassID) (v ClassView, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		if v.Class, err = LoadClass(tx, class); err != nil {
			return err
		}
		students, err := Students(tx, class)
		v.Children = len(students)
		return err
	})
	return v, err
}

func cleanName(name string, max int) (string, error) {
	name = core.CleanLine(name)
	var c core.Check
	c.Length(name, 1, max, "/name")
	return name, c.Err()
}
