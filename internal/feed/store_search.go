package feed

import (
	"database/sql"
	"strings"

	"magpie/internal/db"
)

// sieve is what a search lets through: above ≤ id < below.
type sieve struct {
	rooms        []ID
	words        []term
	kind         EntryKind
	by           string
	above, below int64
}

// hit is where something was found.
type hit struct {
	id           int64
	conversation ID
	seq          Seq
}

// findHits returns the newest entries that the sieve lets through. Both databases
// narrow to the reader's rooms inside the index, so what others said costs nothing
// and shows in nothing.
func findHits(tx *db.Tx, s sieve, limit int) ([]hit, error) {
	q, match := `select id, conversation, seq from feed_word where grams @@ $1::tsquery and id >= $2 and id < $3
		order by id desc limit $4`, s.postgres()
	if tx.Dialect() == db.SQLite {
		q, match = `select w.id, w.conversation, w.seq from feed_gram join feed_word w on w.id = feed_gram.rowid
			where feed_gram match $1 and feed_gram.rowid >= $2 and feed_gram.rowid < $3
			order by feed_gram.rowid desc limit $4`, s.sqlite()
	}
	rows, err := tx.Query(q, match, s.above, s.below, limit)
	return db.Collect(rows, err, func(r *sql.Rows) (hit, error) {
		var h hit
		err := r.Scan(&h.id, &h.conversation, &h.seq)
		return h, err
	})
}

// marks returns the conditions beside the words, each a choice of marks.
func (s sieve) marks() [][]string {
	rooms := make([]string, len(s.rooms))
	for i, id := range s.rooms {
		rooms[i] = markOf(id)
	}
	all := [][]string{rooms}
	if s.kind != "" {
		all = append(all, []string{markOfKind(s.kind)})
	}
	if s.by != "" {
		all = append(all, []string{markOfPerson(s.by)})
	}
	return all
}

// sqlite writes the sieve in FTS5's language. Grams and marks are letters and
// digits, so nothing that was typed can be an operator.
func (s sieve) sqlite() string {
	parts := []string{}
	for _, choice := range s.marks() {
		parts = append(parts, `marks : ("`+strings.Join(choice, `" OR "`)+`")`)
	}
	for _, t := range s.words {
		phrase := `{said who} : "` + strings.Join(t.grams, " ") + `"`
		if t.open {
			phrase += " *"
		}
		parts = append(parts, phrase)
	}
	return strings.Join(parts, " AND ")
}

// postgres writes the sieve as a tsquery.
func (s sieve) postgres() string {
	parts := []string{}
	for _, choice := range s.marks() {
		parts = append(parts, `('=`+strings.Join(choice, `' | '=`)+`')`)
	}
	for _, t := range s.words {
		phrase := `('` + strings.Join(t.grams, `' <-> '`) + `'`
		if t.open {
			phrase += ":*"
		}
		parts = append(parts, phrase+")")
	}
	return strings.Join(parts, " & ")
}
