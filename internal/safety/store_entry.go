package safety

import (
	"database/sql"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// place is where an entry of a search or an alert stands.
type place struct {
	conv feed.ID
	seq  feed.Seq
}

func insertPlaces(tx *db.Tx, subject string, entries []feed.Entry) error {
	for _, e := range entries {
		_, err := tx.Exec(`insert into safety_entry (subject, conversation, seq) values ($1, $2, $3)`, subject, e.Conversation, e.Seq)
		if err != nil {
			return err
		}
	}
	return nil
}

// placesOf returns where the entries of a search or an alert stand, always in the
// same order, so that two who change them do not wait for each other.
func placesOf(tx *db.Tx, subject string) ([]place, error) {
	rows, err := tx.Query(`select conversation, seq from safety_entry where subject = $1 order by conversation`, subject)
	return db.Collect(rows, err, func(r *sql.Rows) (p place, err error) { return p, r.Scan(&p.conv, &p.seq) })
}

// standsIn reports whether an entry of a search or an alert stands in one of some
// conversations.
func standsIn(tx *db.Tx, subject string, convs []feed.ID) (bool, error) {
	var n int64
	err := tx.QueryRow(`select count(*) from safety_entry where subject = $1 and conversation in `+db.In(tx, "$2"), subject, db.List(convs)).Scan(&n)
	return n > 0, err
}

// calm reports whether nothing at all is on in a school, as it is nearly always.
func calm(tx *db.Tx, school string) (bool, error) {
	var n int64
	err := tx.QueryRow(`select count(*) from (
		select 1 from safety_search where school = $1 and state = 'open'
		union all select 1 from safety_alert where school = $1 and state = 'open') anything`, school).Scan(&n)
	return n == 0, err
}

// Word is what a family said of its missing child.
type Word struct {
	ID      WordID           `json:"id"`
	Class   roster.ClassID   `json:"class"`
	Student roster.StudentID `json:"student"`
	Name    string           `json:"name"`
	By      string           `json:"by" doc:"Such as 李明妈妈"`
	Text    string           `json:"text"`
	At      core.Millis      `json:"at"`
	Search  SearchID         `json:"search" doc:"The search that was opened since, or empty"`
}

const wordColumns = `id, class, student, author, text, at, search`

func collectWords(rows *sql.Rows, err error) ([]Word, error) {
	return db.Collect(rows, err, func(r *sql.Rows) (w Word, err error) {
		return w, r.Scan(&w.ID, &w.Class, &w.Student, &w.By, &w.Text, &w.At, &w.Search)
	})
}

func insertWord(tx *db.Tx, school string, w Word) error {
	_, err := tx.Exec(`insert into safety_word (school, `+wordColumns+`) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		school, w.ID, w.Class, w.Student, w.By, w.Text, w.At, w.Search)
	return err
}

// adoptWords gives a new search what the family said before it was opened.
func adoptWords(tx *db.Tx, s search, since core.Millis) error {
	_, err := tx.Exec(`update safety_word set search = $2 where student = $1 and search = '' and at > $3`, s.Student, s.ID, since)
	return err
}

func wordsOf(tx *db.Tx, id SearchID, student roster.StudentID) ([]Word, error) {
	return collectWords(tx.Query(`select `+wordColumns+` from safety_word where student = $1 and search = $2 order by id`, student, id))
}

// wordsSince returns what families of classes said after a moment, the newest first.
func wordsSince(tx *db.Tx, classes []roster.ClassID, since core.Millis, before WordID, limit int) ([]Word, error) {
	return collectWords(tx.Query(`select `+wordColumns+` from safety_word
		where class in `+db.In(tx, "$1")+` and at > $2 and ($3 = '' or id < $3) order by id desc limit $4`, db.List(classes), since, before, limit))
}
