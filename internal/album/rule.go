package album

import (
	"errors"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Reader is who looks at the pictures of a class, as the rule sees it. The zero
// Reader is a member of whom nothing more is known: what it may see, all may.
type Reader struct {
	Person string
	Staff  bool                      // of the class
	Own    map[roster.StudentID]bool // the children the reader joined for
}

// Shot is a picture as the rule sees it.
type Shot struct {
	Owner  string // the person who added it
	State  State
	Tagged map[roster.StudentID]roster.Pictures // the children in it, with what their families agreed to
}

// MaySee is the rule of the room. Whoever added a picture sees it; one that
// waits, the staff too; of a shown one, every tagged child must let the reader.
func MaySee(r Reader, s Shot) bool {
	switch {
	case s.State != StateWaiting && s.State != StateShown:
		return false
	case r.Person == s.Owner:
		return true
	case s.State == StateWaiting:
		return r.Staff
	}
	for student, level := range s.Tagged {
		if !level.Lets(r.Staff, r.Own[student]) {
			return false
		}
	}
	return true
}

// reader finds out who an actor is before the pictures of a class.
func reader(tx *db.Tx, a core.Actor, class roster.ClassID) (Reader, error) {
	r := Reader{Person: a.Person, Own: map[roster.StudentID]bool{}}
	switch a.Role {
	case core.RoleStaff:
		err := roster.IsStaffOfClass(tx, a, class)
		r.Staff = err == nil
		if errors.Is(err, core.ErrAbsent) {
			err = nil
		}
		return r, err
	case core.RoleGuardian:
		children, err := roster.ChildrenOf(tx, a.Person)
		for _, c := range children {
			r.Own[c.Student] = true
		}
		return r, err
	case core.RoleStudent:
		places, err := roster.PlacesOf(tx, a.Person)
		if places.Pupil != nil {
			r.Own[places.Pupil.Student.ID] = true
		}
		return r, err
	}
	return r, nil
}

// sight is a reader before the pictures of one class, ready for a query.
type sight struct {
	Reader
	closed []roster.StudentID // tagged children whose family does not let the reader
}

func look(tx *db.Tx, r Reader, class roster.ClassID) (sight, error) {
	v := sight{Reader: r}
	tagged, err := taggedIn(tx, class)
	if err != nil {
		return v, err
	}
	levels, err := roster.PictureLevels(tx, tagged)
	for _, student := range tagged {
		if !levels[student].Lets(r.Staff, r.Own[student]) {
			v.closed = append(v.closed, student)
		}
	}
	return v, err
}

// lookAs is look for an actor.
func lookAs(tx *db.Tx, a core.Actor, class roster.ClassID) (sight, error) {
	r, err := reader(tx, a, class)
	if err != nil {
		return sight{}, err
	}
	return look(tx, r, class)
}

// seen is the rule as a condition on picture p. Its parameters are the first
// three; see with.
func seen(tx *db.Tx) string {
	return `p.state in ('waiting', 'shown') and (p.owner = $1
		or p.state = 'waiting' and cast($2 as bigint) = 1
		or p.state = 'shown' and not exists (
			select 1 from album_tag g where g.picture = p.id and g.student in ` + db.In(tx, "$3") + `))`
}

// with returns the parameters of seen, followed by more.
func (v sight) with(more ...any) []any {
	return append([]any{v.Person, v.Staff, db.List(v.closed)}, more...)
}
