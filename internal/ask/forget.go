package ask

import (
	"fmt"

	"magpie/internal/db"
)

// leftovers are the tables that hold whom an ask was put to and what they said.
var leftovers = []string{"ask_given", "ask_change", "ask_answer", "ask_try", "ask_target", "ask_link"}

// Forget closes an ask and leaves of it neither whom it was put to nor what they
// said, for rooms whose drills leave no name behind.
func (s *Service) Forget(tx *db.Tx, id ID) error {
	if err := s.Close(tx, id); err != nil {
		return err
	}
	for _, table := range leftovers {
		if _, err := tx.Exec(`delete from `+table+` where ask = $1`, id); err != nil {
			return fmt.Errorf("forget ask %s: %w", id, err)
		}
	}
	return nil
}
