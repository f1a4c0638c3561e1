package talk

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/db"
)

// calm are the quiet hours of a school and of some of its people.
type calm struct {
	school Hours
	people map[string]Hours
}

func (c calm) person(p string) Hours {
	if h, ok := c.people[p]; ok {
		return h
	}
	return DefaultHours
}

// staff are the hours that count for one of the staff: the own and the school's.
func (c calm) staff(p string) []Hours { return []Hours{c.person(p), c.school} }

// seesAt is when the first of some staff looks again; 0 when one may look now.
func (c calm) seesAt(tx *db.Tx, staff []string) (first core.Millis) {
	for _, p := range staff {
		until, quiet := quietUntil(tx.Now(), c.staff(p)...)
		if !quiet {
			return 0
		}
		if at := core.MillisOf(until); first == 0 || at < first {
			first = at
		}
	}
	return first
}

// QuietOf returns quiet hours: the actor's own, or the school's.
func (s *Service) QuietOf(ctx context.Context, a core.Actor, school bool) (q Quiet, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, err := loadCalm(tx, a.School, []string{a.Person})
		q = c.person(a.Person).quiet()
		if school {
			q = c.school.quiet()
		}
		return err
	})
	return q, err
}

// SetQuiet sets quiet hours: the actor's own, or the school's, which the policy
// has judged. What waits already keeps its hour.
func (s *Service) SetQuiet(ctx context.Context, a core.Actor, school bool, q Quiet) (Quiet, error) {
	h, err := q.hours()
	if err != nil {
		return Quiet{}, err
	}
	owner := a.Person
	if school {
		owner = a.School
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (Quiet, error) { return h.quiet(), saveHours(tx, a.School, owner, h) })
}
