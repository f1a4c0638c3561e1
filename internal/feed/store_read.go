package feed

import (
	"database/sql"

	"magpie/internal/db"
	"magpie/internal/roster"
)

func entriesFrom(tx *db.Tx, conv ID, from Seq, limit int) ([]Entry, error) {
	rows, err := tx.Query(`select `+entryColumns+` from feed_entry
		where conversation = $1 and seq >= $2 order by seq limit $3`, conv, from, limit)
	return collectEntries(rows, err)
}

// entriesUnder follows the parents down from an entry, which is the first of all.
// Cross joins keep SQLite from walking the room instead of the thread.
func entriesUnder(tx *db.Tx, conv ID, root, from Seq, limit int) ([]Entry, error) {
	rows, err := tx.Query(`with recursive thread(member) as (
			select cast($2 as bigint)
			union all
			select e.seq from thread cross join feed_entry e
			where e.conversation = $1 and e.parent = thread.member and e.parent > 0
		)
		select `+entryColumns+` from thread cross join feed_entry
		where conversation = $1 and seq = member and seq >= $3 order by seq limit $4`, conv, root, from, limit)
	return collectEntries(rows, err)
}

// reader is who asks, and by what ids an entry's body would mention them.
type reader struct {
	person string
	named  []string
}

func readerOf(person string, p roster.Places) reader {
	r := reader{person: person, named: []string{person}}
	for _, c := range p.Children {
		r.named = append(r.named, string(c.Student))
	}
	return r
}

// mark is how the author's own entries begin in the author column.
func (r reader) mark() string { return `{"id":"` + r.person + `"` }

// mentions are the texts by which a body mentions the reader.
func (r reader) mentions() string {
	texts := make([]string, len(r.named))
	for i, id := range r.named {
		texts[i] = `%"id":"` + id + `"%`
	}
	return db.List(texts)
}

// concerns is when an entry is news for a reader ($2 and $3 are mark and its
// length, named the texts of mentions): somebody else's, outside threads or a mention.
const concerns = ` substr(author, 1, $3) <> $2 and (parent = 0 or exists (select 1 from named where body like named.word))`

// standing is how far a reader is in a conversation.
type standing struct {
	head   Rev
	read   Seq
	unread int
}

// unreadWindow bounds how many of the newest entries are looked at.
const unreadWindow = 200

func standings(tx *db.Tx, r reader, ids []ID) (map[ID]standing, error) {
	rows, err := tx.Query(`with ids(id) as `+db.In(tx, "$4")+`, named(word) as `+db.In(tx, "$5")+`
		select ids.id, coalesce(c.rev, 0), coalesce(m.read_seq, 0),
			(select count(*) from (
				select e.parent, e.author, e.body from feed_entry e
				where e.conversation = ids.id and e.seq > coalesce(m.read_seq, 0) order by e.seq desc limit $6) latest
			where`+concerns+`)
		from ids
		left join feed_conversation c on c.id = ids.id
		left join feed_mark m on m.person = $1 and m.conversation = ids.id`,
		r.person, r.mark(), len(r.mark()), db.List(ids), r.mentions(), unreadWindow)
	out := make(map[ID]standing, len(ids))
	_, err = db.Collect(rows, err, func(row *sql.Rows) (struct{}, error) {
		var id ID
		var s standing
		err := row.Scan(&id, &s.head, &s.read, &s.unread)
		out[id] = s
		return struct{}{}, err
	})
	return out, err
}

// firstUnread returns the first entry that is news for the reader, 0 without one.
func firstUnread(tx *db.Tx, r reader, conv ID, read Seq) (seq Seq, err error) {
	err = tx.QueryRow(`with named(word) as `+db.In(tx, "$4")+`
		select coalesce((select seq from feed_entry where conversation = $1 and seq > $5 and`+concerns+` order by seq limit 1), 0)`,
		conv, r.mark(), len(r.mark()), r.mentions(), read).Scan(&seq)
	return seq, err
}

// newest returns the last entry of each conversation in which anything was said.
func newest(tx *db.Tx, ids []ID) (map[ID]Entry, error) {
	rows, err := tx.Query(`with ids(id) as `+db.In(tx, "$1")+`
		select `+entryColumns+` from ids join feed_entry on conversation = ids.id
			and seq = (select max(e.seq) from feed_entry e where e.conversation = ids.id)`, db.List(ids))
	list, err := collectEntries(rows, err)
	out := make(map[ID]Entry, len(list))
	for _, e := range list {
		out[e.Conversation] = e
	}
	return out, err
}
