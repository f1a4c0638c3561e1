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
	return said, true, stir(tx, g.ask.ID)
}

// ballot is a voter as a receipt without a time.
func ballot(g giving) Answer {
	return Answer{Ask: g.ask.ID, Student: counted(g.ask, g.In), Person: g.Person, Via: ViaApp, ConfirmedVersion: cast}
}

// anybody reports whether a ballot was cast.
func anybody(tx *db.Tx, id ID) (bool, error) {
	n, err := voters(tx, id)
	return n > 0, err
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
