package feed

import (
	"database/sql"
	"errors"
	"fmt"
	"hash/fnv"
	"strings"

	"magpie/internal/core"
	"magpie/internal/db"
)

// paper is an entry as the index knows it.
type paper struct {
	entry  Entry
	school string
	said   []string
	who    []string
	marks  []string
}

// numberBits are the bits of an index id below the entry's moment.
const numberBits = 20

// id is where the index keeps an entry: the newest has the greatest.
func (p paper) id() int64 {
	h := fnv.New32a()
	_, _ = fmt.Fprintf(h, "%s %d", p.entry.Conversation, p.entry.Seq) // a hash's Write never fails
	return firstID(p.entry.At) + int64(h.Sum32()>>(32-numberBits))
}

// firstID is below all entries of a moment and above all before it.
func firstID(at core.Millis) int64 { return int64(at) << numberBits }

func (p paper) digest() int64 {
	h := fnv.New64a()
	for _, part := range [][]string{p.said, p.who} {
		_, _ = h.Write([]byte(strings.Join(part, " ") + "\n"))
	}
	return int64(h.Sum64() >> 1)
}

// shelve brings the index up to an entry as it is now; fresh promises that the
// index has never seen it.
func shelve(tx *db.Tx, p paper, fresh bool) error {
	id, digest := int64(0), int64(0)
	if !fresh {
		err := tx.QueryRow(`select id, digest from feed_word where conversation = $1 and seq = $2`,
			p.entry.Conversation, p.entry.Seq).Scan(&id, &digest)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	now := p.digest()
	if id != 0 && (len(p.said) == 0 || digest != now) {
		if err := unshelve(tx, id); err != nil {
			return err
		}
	}
	if len(p.said) == 0 || id != 0 && digest == now {
		return nil
	}
	return file(tx, p, now)
}

func unshelve(tx *db.Tx, id int64) error {
	if tx.Dialect() == db.SQLite {
		if _, err := tx.Exec(`delete from feed_gram where rowid = $1`, id); err != nil {
			return err
		}
	}
	_, err := tx.Exec(`delete from feed_word where id = $1`, id)
	return err
}

// file adds an entry under the first free id.
func file(tx *db.Tx, p paper, digest int64) error {
	id := p.id()
	for filed := int64(0); filed == 0; {
		var err error
		if filed, err = insertWord(tx, id, p, digest); err != nil {
			return err
		}
		if filed == 0 { // another entry of the same millisecond
			id++
		}
	}
	if tx.Dialect() == db.Postgres {
		return nil
	}
	_, err := tx.Exec(`insert into feed_gram (rowid, said, who, marks) values ($1, $2, $3, $4)`,
		id, strings.Join(p.said, " "), strings.Join(p.who, " "), strings.Join(p.marks, " "))
	return err
}

func insertWord(tx *db.Tx, id int64, p paper, digest int64) (int64, error) {
	if tx.Dialect() == db.SQLite {
		return tx.Exec(`insert into feed_word (id, school, conversation, seq, digest) values ($1, $2, $3, $4, $5)
			on conflict (id) do nothing`, id, p.school, p.entry.Conversation, p.entry.Seq, digest)
	}
	return tx.Exec(`insert into feed_word (id, school, conversation, seq, digest, grams) values ($1, $2, $3, $4, $5, $6::tsvector)
		on conflict (id) do nothing`, id, p.school, p.entry.Conversation, p.entry.Seq, digest, p.vector())
}

// lastPlace is the last one that PostgreSQL counts in a text.
const lastPlace = 16383

// vector writes an entry as PostgreSQL's own index text: each gram with its
// places; marks have none and begin with what no gram does.
func (p paper) vector() string {
	var b strings.Builder
	place := 0
	for _, part := range [][]string{p.said, p.who} {
		for _, g := range part {
			place = min(place+1, lastPlace)
			fmt.Fprintf(&b, "'%s':%d ", g, place)
		}
		place = min(place+10, lastPlace) // no phrase goes on from one part to the next
	}
	for _, m := range p.marks {
		fmt.Fprintf(&b, "'=%s' ", m)
	}
	return b.String()
}

// behindOf returns conversations that are newer than the index.
func behindOf(tx *db.Tx, limit int) ([]ID, error) {
	rows, err := tx.Query(`select c.id from feed_conversation c left join feed_indexed i on i.conversation = c.id
		where c.rev > coalesce(i.rev, 0) limit $1`, limit)
	return db.Collect(rows, err, func(r *sql.Rows) (ID, error) {
		var id ID
		err := r.Scan(&id)
		return id, err
	})
}

func indexedUpTo(tx *db.Tx, conv ID) (school string, rev Rev, err error) {
	err = tx.QueryRow(`select c.school, coalesce(i.rev, 0) from feed_conversation c
		left join feed_indexed i on i.conversation = c.id where c.id = $1`, conv).Scan(&school, &rev)
	if errors.Is(err, sql.ErrNoRows) {
		return "", 0, nil
	}
	return school, rev, err
}

func setIndexed(tx *db.Tx, school string, conv ID, rev Rev) error {
	_, err := tx.Exec(`insert into feed_indexed (school, conversation, rev) values ($1, $2, $3)
		on conflict (conversation) do update set rev = excluded.rev`, school, conv, rev)
	return err
}
