package roster

import (
	"context"
	"fmt"
	"slices"

	"magpie/internal/core"
	"magpie/internal/db"
)

// StudentInput is a child as staff type it.
type StudentInput struct {
	Name     string
	Number   string
	Gender   string
	Dorm     *string        // nil leaves it as it is
	Contacts []ContactInput // only when the child is added
}

// ContactInput is a telephone number as staff type it.
type ContactInput struct {
	Name     string
	Relation string
	Phone    string
}

func (in *StudentInput) clean() error {
	in.Name, in.Number = core.CleanLine(in.Name), core.CleanLine(in.Number)
	var c core.Check
	c.Length(in.Name, 1, 40, "/name")
	c.Length(in.Number, 0, 40, "/number")
	c.Require(slices.Contains([]string{"", "m", "f"}, in.Gender), "/gender", "field.choice")
	if in.Dorm != nil {
		dorm := core.CleanLine(*in.Dorm)
		in.Dorm = &dorm
		c.Length(dorm, 0, 20, "/dorm")
	}
	c.Require(len(in.Contacts) <= 10, "/contacts", "field.long")
	for i := range in.Contacts {
		in.Contacts[i].clean(&c, fmt.Sprintf("/contacts/%d", i))
	}
	return c.Err()
}

func (in *ContactInput) clean(c *core.Check, at string) {
	in.Name, in.Relation, in.Phone = core.CleanLine(in.Name), shorten(Relation(in.Relation), 12), phoneDigits(in.Phone)
	c.Length(in.Name, 0, 40, at+"/name")
	c.Require(in.Phone == "" || len(in.Phone) >= 7 && len(in.Phone) <= 20, at+"/phone", "roster.phone.wrong")
	c.Require(in.Phone != "" || in.Name != "", at+"/phone", "field.required")
}

// AddStudent puts a child at the end of a class's roster.
func (s *Service) AddStudent(ctx context.Context, _ core.Actor, class ClassID, in StudentInput) (StudentID, error) {
	if err := in.clean(); err != nil {
		return "", err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (StudentID, error) {
		c, err := LoadOpenClass(tx, class)
		if err != nil {
			return "", err
		}
		seat, err := lastSeat(tx, class)
		if err != nil {
			return "", err
		}
		st := Student{ID: StudentID(tx.NewID()), School: c.School, Class: class, Name: in.Name, Number: in.Number, Gender: in.Gender, Seat: seat + 1}
		if in.Dorm != nil {
			st.Dorm = *in.Dorm
		}
		if err := addStudent(tx, st); err != nil {
			return "", err
		}
		for i, contact := range in.Contacts {
			if err := addContact(tx, c.School, contact.of(tx, st.ID), i); err != nil {
				return "", err
			}
		}
		return st.ID, s.tellStaff(tx, class)
	})
}

func (in ContactInput) of(tx *db.Tx, student StudentID) Contact {
	return Contact{ID: ContactID(tx.NewID()), Student: student, Name: in.Name, Relation: in.Relation, Phone: in.Phone}
}

// EditStudent changes a child's name, number, gender or dormitory; labels of the family
// follow by themselves.
func (s *Service) EditStudent(ctx context.Context, _ core.Actor, student StudentID, in StudentInput) error {
	if err := in.clean(); err != nil {
		return err
	}
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		st, err := s.studentToWrite(tx, student)
		if err != nil {
			return false, err
		}
		st.Name, st.Number, st.Gender = in.Name, in.Number, in.Gender
		if in.Dorm != nil {
			st.Dorm = *in.Dorm
		}
		return true, editStudent(tx, st)
	})
	return err
}

// studentToWrite returns a child of a class that is still open.
func (s *Service) studentToWrite(tx *db.Tx, id StudentID) (Student, error) {
	st, err := LoadStudent(tx, id)
	if err != nil {
		return st, err
	}
	_, err = LoadOpenClass(tx, st.Class)
	return st, err
}

// Leave takes a child off the roster. The family is out of everything at once.
func (s *Service) Leave(ctx context.Context, _ core.Actor, student StudentID) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		if _, err := s.studentToWrite(tx, student); err != nil {
			return false, err
		}
		return true, s.leave(tx, student)
	})
	return err
}

func (s *Service) leave(tx *db.Tx, students ...StudentID) error {
	persons, err := PersonsOf(tx, students...)
	if err != nil {
		return err
	}
	gone, err := StudentsByID(tx, students)
	if err != nil {
		return err
	}
	class := ClassID("")
	for _, st := range gone {
		if st.Person != "" {
			persons = append(persons, st.Person)
		}
		if st.Class != class { // they come class by class
			class = st.Class
			if err := s.tellStaff(tx, class); err != nil {
				return err
			}
		}
	}
	s.tell(tx, persons...)
	return endStudents(tx, students)
}

// RemoveGuardian ends a guardian's place for a child at once, with the
// invitations that person gave out. Slips made before and the poster then let
// nobody in for this child without staff; a new slip works again.
func (s *Service) RemoveGuardian(ctx context.Context, _ core.Actor, id GuardianID) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		g, err := loadGuardian(tx, id)
		if err != nil {
			return false, err
		}
		s.tell(tx, g.Person)
		if err := endGuardian(tx, g); err != nil {
			return false, err
		}
		return true, s.consentMoved(tx, g.Student)
	})
	return err
}

// AddContact adds a number to a child's family.
func (s *Service) AddContact(ctx context.Context, _ core.Actor, student StudentID, in ContactInput) (ContactID, error) {
	var c core.Check
	in.clean(&c, "")
	if err := c.Err(); err != nil {
		return "", err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (ContactID, error) {
		st, err := s.studentToWrite(tx, student)
		if err != nil {
			return "", err
		}
		have, err := ContactsOf(tx, student)
		if err != nil {
			return "", err
		}
		contact := in.of(tx, student)
		return contact.ID, addContact(tx, st.School, contact, len(have))
	})
}

// EditContact changes a number.
func (s *Service) EditContact(ctx context.Context, _ core.Actor, id ContactID, in ContactInput) error {
	var c core.Check
	in.clean(&c, "")
	if err := c.Err(); err != nil {
		return err
	}
	return s.changeContact(ctx, id, func(tx *db.Tx) error {
		return editContact(tx, Contact{ID: id, Name: in.Name, Relation: in.Relation, Phone: in.Phone})
	})
}

// DropContact deletes a number.
func (s *Service) DropContact(ctx context.Context, _ core.Actor, id ContactID) error {
	return s.changeContact(ctx, id, func(tx *db.Tx) error { return dropContacts(tx, id) })
}

// changeContact writes to a number of a child whose class is open.
func (s *Service) changeContact(ctx context.Context, id ContactID, write func(tx *db.Tx) error) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		contact, err := loadContact(tx, id)
		if err != nil {
			return false, err
		}
		if _, err := s.studentToWrite(tx, contact.Student); err != nil {
			return false, err
		}
		return true, write(tx)
	})
	return err
}
