package ask

import (
	"magpie/internal/core"
	"magpie/internal/db"
)

// vote casts a secret ballot: the voter is noted in one table, the choice is added
// to a counter in another, and nothing says which belongs to which. What was voted
// leaves this function as a number only.
func (s *Service) vote(tx *db.Tx, g giving) (Given, bool, error) {
	said := Given{Ask: g.ask.ID, Student: g.Student, Person: g.Person, Level: g.Level, Via: g.Via, Version: g.Version}
	if g.Via == ViaWord {
		return said, false, ErrLevel
	}
	voted, err := hasVoted(tx, g)
	if err != nil || voted {
		return said, false, err
	}
	if err := noteVoter(tx, g); err != nil {
		return said, false, err
	}
	for _, fd := range g.ask.Form.Fields {
		choices := g.Values.List(fd.ID)
		if one := g.Values.Text(fd.ID); one != "" {
			choices = []string{one}
		}
		for _, choice := range choices {
			if err := addBallot(tx, g.ask, fd.ID, choice); err != nil {
				return said, false, err
			}
		}
	}
	return said, true, nil
}

// hasVoted reports whether the ballot of this subject has been cast, by whomever.
func hasVoted(tx *db.Tx, g giving) (bool, error) {
	person := ""
	if g.ask.alone() {
		person = g.Person
	}
	var n int64
	err := tx.QueryRow(`select count(*) from ask_voter where ask = $1 and student = $2 and ($3 = '' or person = $3)`,
		g.ask.ID, counted(g.ask, g.In), person).Scan(&n)
	return n > 0, err
}

// noteVoter writes who voted, only while the poll is open.
func noteVoter(tx *db.Tx, g giving) error {
	n, err := tx.Exec(`insert into ask_voter (school, ask, student, person)
		select school, id, $2, $3 from ask_ask where id = $1 and state = 'open'`, g.ask.ID, counted(g.ask, g.In), g.Person)
	if err == nil && n == 0 {
		return ErrClosed
	}
	return err
}

func addBallot(tx *db.Tx, a Ask, field, choice string) error {
	_, err := tx.Exec(`insert into ask_ballot (school, ask, field, choice, count) values ($1, $2, $3, $4, 1)
		on conflict (ask, field, choice) do update set count = ask_ballot.count + 1`, a.School, a.ID, field, choice)
	return err
}

// anybody reports whether a ballot was cast.
func anybody(tx *db.Tx, id ID) (bool, error) {
	n, err := voters(tx, id)
	return n > 0, err
}

func voters(tx *db.Tx, id ID) (n int, err error) {
	err = tx.QueryRow(`select count(*) from ask_voter where ask = $1`, id).Scan(&n)
	return n, err
}

// secretly reports whether a request is a secret ballot, which may leave no trace
// of what it said: not even the digest by which repeated requests are recognised. A
// repeated ballot is recognised by its voter.
func secretly(tx *db.Tx, id ID, level Level) (bool, error) {
	a, err := loadAsk(tx, id)
	if core.KindOf(err) == core.KindNotFound {
		return false, nil
	}
	return a.Secret && level != LevelRead, err
}
