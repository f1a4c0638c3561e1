package roster

import (
	"context"
	"time"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
)

// entryLife is how long a new colleague's link can be used, once.
const entryLife = 7 * 24 * time.Hour

// Joined is a colleague who was added to a class. Link signs in a new one, once;
// it is empty for somebody who has used the program before.
type Joined struct {
	Person string `json:"person"`
	Name   string `json:"name"`
	Link   string `json:"link,omitempty" doc:"Signs the new colleague in, once, within seven days"`
	QR     *QR    `json:"qr,omitempty" doc:"The link as a code"`
}

// AddColleague adds a teacher to a class. A login of a colleague of the same
// school means that colleague, and the name is not used; a free login becomes the
// new colleague's, who chooses a password after following the link.
func (s *Service) AddColleague(ctx context.Context, a core.Actor, class ClassID, name, login string) (Joined, error) {
	name, login = core.CleanLine(name), account.CleanLogin(login)
	var c core.Check
	c.Length(name, 1, 30, "/name")
	if login != "" {
		account.CheckLogin(&c, login, "/login")
	}
	if err := c.Err(); err != nil {
		return Joined{}, err
	}
	j, err := db.Once(ctx, s.db, func(tx *db.Tx) (Joined, error) {
		open, err := LoadOpenClass(tx, class)
		if err != nil {
			return Joined{}, err
		}
		p, err := colleague(tx, a, name, login)
		if err != nil {
			return Joined{}, err
		}
		if err := joinStaff(tx, open, p.ID); err != nil {
			return Joined{}, err
		}
		return Joined{Person: p.ID, Name: p.Name}, s.tellWatched(tx, class, p.ID)
	})
	if err != nil {
		return Joined{}, err
	}
	err = s.addLink(ctx, class, &j)
	return j, err
}

// colleague finds or makes the account of a colleague.
func colleague(tx *db.Tx, a core.Actor, name, login string) (account.Person, error) {
	p, found, err := account.FindLogin(tx, login)
	if err != nil {
		return p, err
	}
	if found && (p.School != a.School || p.Role != core.RoleStaff) {
		return p, account.ErrLoginTaken
	}
	if found {
		return p, nil
	}
	p = account.Person{School: a.School, Role: core.RoleStaff, Name: name}
	if p.ID, err = account.AddPerson(tx, p); err != nil || login == "" {
		return p, err
	}
	return p, account.TakeLogin(tx, p.ID, login)
}

// joinStaff makes a person a teacher of a class; being staff already is no error.
func joinStaff(tx *db.Tx, c Class, person string) error {
	_, err := tx.Exec(`INSERT INTO roster_staff (school, class, person, role) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
		c.School, c.ID, person, RoleTeacher)
	return err
}

// tellWatched tells a person, and those for whom a room of children may have opened
// or closed: its staff and the children.
func (s *Service) tellWatched(tx *db.Tx, class ClassID, person string) error {
	persons, err := Audience(tx, KindStudents, class, "")
	s.tell(tx, append(persons, person)...)
	return err
}

// addLink gives whoever has never signed in a way to do so, but nobody a way into
// the account of a colleague whom somebody else brought. A repeated request gets
// another link: none is ever stored in clear.
func (s *Service) addLink(ctx context.Context, class ClassID, j *Joined) error {
	own := false
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		own, err = hasOwnWay(tx, j.Person, class)
		return err
	})
	if err != nil || own {
		return err
	}
	token, err := s.account.IssueEntry(ctx, j.Person, 1, entryLife)
	if err != nil {
		return err
	}
	j.Link = s.codes.base + "/enter#" + token
	qr, err := DrawQR(j.Link)
	j.QR = &qr
	return err
}

// hasOwnWay reports whether a colleague signs in without a link from this class:
// has been here before, has a password, or is staff of something else too.
func hasOwnWay(tx *db.Tx, person string, class ClassID) (bool, error) {
	seen, err := account.FindSeen(tx, []string{person})
	if err != nil || seen[person] > 0 {
		return true, err
	}
	if has, err := account.HasPassword(tx, person); err != nil || has {
		return has, err
	}
	return found(tx, `SELECT count(*) FROM roster_staff WHERE person = $1 AND class <> $2`, person, class)
}

// Colleagues returns the staff of a class, the head first.
func (s *Service) Colleagues(ctx context.Context, _ core.Actor, class ClassID) (list []Colleague, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		list, err = Colleagues(tx, class)
		return err
	})
	return list, err
}

// DropColleague takes a teacher out of a class at once, with the entry links that
// were not used yet. ErrIsHead for the head.
func (s *Service) DropColleague(ctx context.Context, _ core.Actor, class ClassID, person string) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		head, err := isHead(tx, person, class)
		if err != nil {
			return false, err
		}
		if head {
			return false, ErrIsHead
		}
		err = changeOne(tx.Exec(`DELETE FROM roster_staff WHERE class = $1 AND person = $2 AND class <> ''`, class, person))
		if err != nil {
			return false, err
		}
		if err := account.DropEntries(tx, person); err != nil {
			return false, err
		}
		return true, s.tellWatched(tx, class, person)
	})
	return err
}
