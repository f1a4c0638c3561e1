package roster

import (
	"context"
	"database/sql"

	"magpie/internal/core"
	"magpie/internal/db"
)

// purposePhotos is consent to be seen in the class's pictures.
const purposePhotos = "photos"

// Pictures says how far pictures with a child in them may reach.
type Pictures string

// The levels, from the widest to the strictest. Each lets in the child's own
// guardians.
const (
	PicturesClass  Pictures = "class"
	PicturesStaff  Pictures = "staff"
	PicturesNobody Pictures = "nobody"
)

// picturesUnasked counts for a child whose family has not answered.
const picturesUnasked = PicturesStaff

var strictness = map[Pictures]int{PicturesClass: 1, PicturesStaff: 2, PicturesNobody: 3}

// Lets reports whether a child's level lets somebody see a picture with it: staff
// of the class, or another reader; own is a guardian of this very child.
func (p Pictures) Lets(staff, own bool) bool {
	switch p {
	case PicturesClass:
		return true
	case PicturesNobody:
		return own
	}
	return staff || own
}

// Consent is what counts for a child, and the reader's own answer to it.
type Consent struct {
	Pictures Pictures // the strictest answer of the family
	Own      Pictures // empty when the reader has not answered
}

// ConsentFor returns what a child's family agreed to; the policy has judged the
// actor, a guardian of the child.
func (s *Service) ConsentFor(ctx context.Context, a core.Actor, student StudentID) (c Consent, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		answers, err := consents(tx, []StudentID{student})
		c.Pictures = strictest(answers[student])
		c.Own = answers[student][a.Person].level
		return err
	})
	return c, err
}

// SetConsent stores the actor's own answer for a child. The strictest answer of
// the family counts, for old pictures too and at once.
func (s *Service) SetConsent(ctx context.Context, a core.Actor, student StudentID, level Pictures) error {
	var c core.Check
	c.Require(strictness[level] > 0, "/pictures", "field.choice")
	if err := c.Err(); err != nil {
		return err
	}
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		return true, s.setConsent(tx, student, a.Person, level)
	})
	return err
}

func (s *Service) setConsent(tx *db.Tx, student StudentID, person string, level Pictures) error {
	_, err := tx.Exec(`
		INSERT INTO roster_consent (student, purpose, person, level, answered_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (student, purpose, person) DO UPDATE SET level = excluded.level, answered_at = excluded.answered_at`,
		student, purposePhotos, person, level, tx.Millis())
	if err != nil {
		return err
	}
	return s.consentMoved(tx, student)
}

// consentMoved tells the rooms on the right that what counts for a child may
// have changed: somebody answered, or one whose answer counted is gone.
func (s *Service) consentMoved(tx *db.Tx, student StudentID) error {
	if s.ConsentMoved == nil {
		return nil
	}
	return s.ConsentMoved(tx, student)
}

// PictureLevels returns what counts for each child given: the strictest answer of
// its guardians. Answers of people who were removed or barred do not count; those
// of a child that left the class still do.
func PictureLevels(tx *db.Tx, students []StudentID) (map[StudentID]Pictures, error) {
	answers, err := consents(tx, students)
	if err != nil {
		return nil, err
	}
	levels := make(map[StudentID]Pictures, len(students))
	for _, st := range students {
		levels[st] = strictest(answers[st])
	}
	return levels, nil
}

// strictest leaves out the yes of a stand-in beside a parent: a neighbour may
// close a door, never open it.
func strictest(answers map[string]answer) Pictures {
	level, answered := PicturesClass, false
	for _, a := range answers {
		if a.beside && a.level == PicturesClass {
			continue
		}
		answered = true
		if strictness[a.level] > strictness[level] {
			level = a.level
		}
	}
	if !answered {
		return picturesUnasked
	}
	return level
}

// answer is what one guardian said; beside marks a stand-in where a full guardian
// has joined too.
type answer struct {
	student StudentID
	person  string
	level   Pictures
	beside  bool
}

// consents returns the answers of those who belong to each child.
func consents(tx *db.Tx, students []StudentID) (map[StudentID]map[string]answer, error) {
	rows, err := tx.Query(`
		SELECT k.student, k.person, k.level, g.stand_in = 1 AND EXISTS (SELECT 1 FROM roster_guardian f
			WHERE f.student = k.student AND f.stand_in = 0 AND f.removed_at = 0 AND f.barred_at = 0)
		FROM roster_consent k
		JOIN roster_guardian g ON g.student = k.student AND g.person = k.person AND g.removed_at = 0 AND g.barred_at = 0
		WHERE k.purpose = $1 AND k.student IN `+db.In(tx, "$2"), purposePhotos, db.List(students))
	list, err := db.Collect(rows, err, func(r *sql.Rows) (a answer, err error) {
		return a, r.Scan(&a.student, &a.person, &a.level, &a.beside)
	})
	out := map[StudentID]map[string]answer{}
	for _, a := range list {
		if out[a.student] == nil {
			out[a.student] = map[string]answer{}
		}
		out[a.student][a.person] = a
	}
	return out, err
}
