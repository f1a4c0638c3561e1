package ask

import (
	"strconv"
	"strings"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Load returns an ask, core.ErrAbsent when there is none.
func Load(tx *db.Tx, id ID) (Ask, error) { return loadAsk(tx, id) }

// Answers returns everything that was answered, in order, the withdrawn marked. Of
// a secret poll it is nothing.
func Answers(tx *db.Tx, id ID) (all []Given, err error) {
	for after := 0; ; after += core.PageMax {
		page, err := givenAfter(tx, id, after, core.PageMax)
		if all = append(all, page...); err != nil || len(page) < core.PageMax {
			return all, err
		}
	}
}

// AnswersOf returns what was answered for one child, in order, the withdrawn marked.
func AnswersOf(tx *db.Tx, id ID, student roster.StudentID) ([]Given, error) {
	return givenOf(tx, id, student, "")
}

// Changes returns what an answer said before it became what it is, the oldest first.
func Changes(tx *db.Tx, id AnswerID) ([]Given, error) {
	of, place, _ := strings.Cut(string(id), ".")
	number, err := strconv.Atoi(place)
	if err != nil {
		return nil, core.ErrAbsent
	}
	return changesOf(tx, ID(of), number)
}
