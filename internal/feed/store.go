package feed

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"magpie/internal/db"
	"magpie/internal/roster"
)

const entryColumns = `conversation, seq, rev, kind, at, author, parent, ref, body`

// nextRev takes the conversation's next number. The row stays locked until the
// commit, so numbers become visible in order.
func nextRev(tx *db.Tx, school string, conv ID) (Rev, error) {
	var rev Rev
	err := tx.QueryRow(`insert into feed_conversation (id, school, rev) values ($1, $2, 1)
		on conflict (id) do update set rev = feed_conversation.rev + 1 returning rev`, conv, school).Scan(&rev)
	return rev, err
}

// nextRevs does the same for many conversations at once.
func nextRevs(tx *db.Tx, school string, convs []ID) (map[ID]Rev, error) {
	rows, err := tx.Query(`with ids(id) as `+db.In(tx, "$1")+`
		insert into feed_conversation (id, school, rev) select id, $2, 1 from ids where true
		on conflict (id) do update set rev = feed_conversation.rev + 1 returning id, rev`, db.List(convs), school)
	type pair struct {
		id  ID
		rev Rev
	}
	pairs, err := db.Collect(rows, err, func(r *sql.Rows) (p pair, err error) {
		return p, r.Scan(&p.id, &p.rev)
	})
	revs := make(map[ID]Rev, len(pairs))
	for _, p := range pairs {
		revs[p.id] = p.rev
	}
	return revs, err
}

func insertEntry(tx *db.Tx, school string, e Entry) error {
	by, err := json.Marshal(e.By)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`insert into feed_entry (school, `+entryColumns+`)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		school, e.Conversation, e.Seq, e.Rev, e.Kind, e.At, string(by), e.Parent, e.Ref, string(e.Body))
	return err
}

// insertEach writes the same entry into all conversations, each at its newest rev.
func insertEach(tx *db.Tx, school string, convs []ID, e Entry) error {
	by, err := json.Marshal(e.By)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`insert into feed_entry (school, `+entryColumns+`)
		select $1, id, rev, rev, $3, $4, $5, $6, $7, $8 from feed_conversation where id in `+db.In(tx, "$2"),
		school, db.List(convs), e.Kind, e.At, string(by), e.Parent, e.Ref, string(e.Body))
	return err
}

func updateEntry(tx *db.Tx, conv ID, seq Seq, rev Rev, body []byte) (Entry, error) {
	row := tx.QueryRow(`update feed_entry set rev = $3, body = $4
		where conversation = $1 and seq = $2 returning `+entryColumns, conv, seq, rev, string(body))
	e, err := scanEntry(row)
	if err != nil {
		return e, fmt.Errorf("touch entry %d of %s: %w", seq, conv, db.One(err))
	}
	return e, nil
}

func head(tx *db.Tx, conv ID) (Rev, error) {
	var rev Rev
	err := tx.QueryRow(`select rev from feed_conversation where id = $1`, conv).Scan(&rev)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil // nothing was said yet
	}
	return rev, err
}

func heads(tx *db.Tx, convs []ID) (map[ID]Rev, error) {
	rows, err := tx.Query(`select id, rev from feed_conversation where id in `+db.In(tx, "$1"), db.List(convs))
	out := make(map[ID]Rev, len(convs))
	for _, c := range convs {
		out[c] = 0
	}
	_, err = db.Collect(rows, err, func(r *sql.Rows) (struct{}, error) {
		var id ID
		var rev Rev
		err := r.Scan(&id, &rev)
		out[id] = rev
		return struct{}{}, err
	})
	return out, err
}

func entriesAfter(tx *db.Tx, conv ID, after Rev, limit int) ([]Entry, error) {
	rows, err := tx.Query(`select `+entryColumns+` from feed_entry
		where conversation = $1 and rev > $2 order by rev limit $3`, conv, after, limit)
	return collectEntries(rows, err)
}

func entriesBefore(tx *db.Tx, conv ID, before Seq, limit int) ([]Entry, error) {
	rows, err := tx.Query(`select `+entryColumns+` from feed_entry
		where conversation = $1 and seq < $2 order by seq desc limit $3`, conv, before, limit)
	return collectEntries(rows, err)
}

func entriesTold(tx *db.Tx, conv ID, before Seq, limit int) ([]Entry, error) {
	rows, err := tx.Query(`select `+entryColumns+` from feed_entry
		where conversation = $1 and seq < $2 and kind in ($3, $4) order by seq desc limit $5`, conv, before, EntryNotice, EntryAlbum, limit)
	return collectEntries(rows, err)
}

// collectEntries decodes each author once: a page has few of them.
func collectEntries(rows *sql.Rows, err error) ([]Entry, error) {
	known := map[string]roster.Byline{}
	return db.Collect(rows, err, func(r *sql.Rows) (Entry, error) { return scanKnown(r, known) })
}

func scanEntry(row interface{ Scan(...any) error }) (Entry, error) {
	return scanKnown(row, map[string]roster.Byline{})
}

func scanKnown(row interface{ Scan(...any) error }, known map[string]roster.Byline) (Entry, error) {
	var e Entry
	var by string
	var body []byte
	err := row.Scan(&e.Conversation, &e.Seq, &e.Rev, &e.Kind, &e.At, &by, &e.Parent, &e.Ref, &body)
	if err != nil {
		return e, err
	}
	e.Body = body
	author, met := known[by]
	if !met {
		if err := json.Unmarshal([]byte(by), &author); err != nil {
			return e, fmt.Errorf("read author: %w", err)
		}
		known[by] = author
	}
	e.By = author
	return e, nil
}

// raiseMark moves a person's mark forward, never back and never beyond the
// head; false when it told nothing new.
func raiseMark(tx *db.Tx, school, person string, conv ID, got Rev, read Seq) (m Marked, raised bool, err error) {
	m = Marked{Person: person, Conversation: conv}
	err = tx.QueryRow(`insert into feed_mark (school, person, conversation, got_rev, read_seq, at)
		select $1, $2, id, case when $4 > rev then rev else $4 end, case when $5 > rev then rev else $5 end, $6
		from feed_conversation where id = $3
		on conflict (person, conversation) do update set at = excluded.at,
			got_rev = case when excluded.got_rev > feed_mark.got_rev then excluded.got_rev else feed_mark.got_rev end,
			read_seq = case when excluded.read_seq > feed_mark.read_seq then excluded.read_seq else feed_mark.read_seq end
		where excluded.got_rev > feed_mark.got_rev or excluded.read_seq > feed_mark.read_seq
		returning got_rev, read_seq`, school, person, conv, got, read, tx.Millis()).Scan(&m.Got, &m.Read)
	if errors.Is(err, sql.ErrNoRows) {
		return m, false, nil
	}
	return m, err == nil, err
}
