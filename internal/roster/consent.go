package roster

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/db"
)

// purposePhotos is consent to be seen in the class's pictures.
const purposePhotos = "photos"

// Photos reports whether a child may be in the class's pictures: somebody said
// yes and nobody said no.
func (s *Service) Photos(ctx context.Context, _ core.Actor, student StudentID) (yes bool, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		yes, err = Consented(tx, student, purposePhotos)
		return err
	})
	return yes, err
}

// SetPhotos stores the actor's own answer for a child. A no outweighs every yes.
func (s *Service) SetPhotos(ctx context.Context, a core.Actor, student StudentID, yes bool) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		return true, setConsent(tx, student, purposePhotos, a.Person, yes)
	})
	return err
}

// Consented reports whether a purpose was agreed to for a child: one yes, no no.
// Answers of people who were removed do not count.
func Consented(tx *db.Tx, student StudentID, purpose string) (bool, error) {
	var answers, yes int64
	err := tx.QueryRow(`
		SELECT count(*), coalesce(sum(k.agreed), 0) FROM roster_consent k
		JOIN roster_guardian g ON g.student = k.student AND g.person = k.person AND g.removed_at = 0
		WHERE k.student = $1 AND k.purpose = $2`, student, purpose).Scan(&answers, &yes)
	return answers > 0 && answers == yes, err
}

func setConsent(tx *db.Tx, student StudentID, purpose, person string, yes bool) error {
	_, err := tx.Exec(`
		INSERT INTO roster_consent (student, purpose, person, agreed, answered_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (student, purpose, person) DO UPDATE SET agreed = excluded.agreed, answered_at = excluded.answered_at`,
		student, purpose, person, yes, tx.Millis())
	return err
}
