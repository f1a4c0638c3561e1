package talk

import (
	"database/sql"
	"encoding/json"
	"fmt"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

const messageColumns = `school, conversation, seq, parent, person, student, text, files, mentions, urgent, alarm, state, at, edited_at`

func scanMessage(row interface{ Scan(...any) error }) (m message, err error) {
	var files, mentions []byte
	err = row.Scan(&m.School, &m.Conversation, &m.Seq, &m.Parent, &m.Person, &m.Student, &m.Text, &files, &mentions,
		&m.Urgent, &m.Alarm, &m.State, &m.At, &m.EditedAt)
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(files, &m.Files); err != nil {
		return m, fmt.Errorf("read files of message %d in %s: %w", m.Seq, m.Conversation, err)
	}
	if err := json.Unmarshal(mentions, &m.Mentions); err != nil {
		return m, fmt.Errorf("read mentions of message %d in %s: %w", m.Seq, m.Conversation, err)
	}
	return m, nil
}

// encode writes a value of this room's own types, which always encode.
func encode(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

func insertMessage(tx *db.Tx, m message) error {
	_, err := tx.Exec(`insert into talk_message (`+messageColumns+`)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
		m.School, m.Conversation, m.Seq, m.Parent, m.Person, m.Student, m.Text, encode(m.Files), encode(m.Mentions),
		m.Urgent, m.Alarm, m.State, m.At, m.EditedAt)
	return err
}

func loadMessage(tx *db.Tx, conv feed.ID, seq feed.Seq) (message, error) {
	m, err := scanMessage(tx.QueryRow(`select `+messageColumns+` from talk_message where conversation = $1 and seq = $2`, conv, seq))
	return m, db.One(err)
}

// updateMessage writes what may change of a message; false when it was recalled or
// removed meanwhile.
func updateMessage(tx *db.Tx, m message) (bool, error) {
	n, err := tx.Exec(`update talk_message set text = $3, state = $4, edited_at = $5
		where conversation = $1 and seq = $2 and state = 'said'`, m.Conversation, m.Seq, m.Text, m.State, m.EditedAt)
	return n > 0, err
}

// messagesUnder returns a thread's messages that stand, the root first.
func messagesUnder(tx *db.Tx, conv feed.ID, root feed.Seq) ([]message, error) {
	rows, err := tx.Query(`select `+messageColumns+` from talk_message where conversation = $1 and seq = $2 and state = 'said'
		union all
		select `+messageColumns+` from talk_message where conversation = $1 and parent = $2 and parent > 0 and state = 'said'
		order by seq`, conv, root)
	return db.Collect(rows, err, func(r *sql.Rows) (message, error) { return scanMessage(r) })
}

func countReplies(tx *db.Tx, conv feed.ID, root feed.Seq) (n int, last core.Millis, err error) {
	err = tx.QueryRow(`select count(*), coalesce(max(at), 0) from talk_message
		where conversation = $1 and parent = $2 and parent > 0 and state = 'said'`, conv, root).Scan(&n, &last)
	return n, last, err
}

// spokeIn returns those of the children for whom somebody has spoken in a
// conversation.
func spokeIn(tx *db.Tx, conv feed.ID, students []roster.StudentID) (map[roster.StudentID]bool, error) {
	rows, err := tx.Query(`with ids(id) as `+db.In(tx, "$2")+` select id from ids where exists (
		select 1 from talk_message m where m.conversation = $1 and m.student = ids.id and m.student <> '')`, conv, db.List(students))
	spoke := map[roster.StudentID]bool{}
	_, err = db.Collect(rows, err, func(r *sql.Rows) (struct{}, error) {
		var id roster.StudentID
		err := r.Scan(&id)
		spoke[id] = true
		return struct{}{}, err
	})
	return spoke, err
}

// keepVersion adds what was done to a message; first is how it was born, kept
// with the first change.
func keepVersion(tx *db.Tx, m message, first, v Version) error {
	insert := func(version int, v Version) error {
		_, err := tx.Exec(`insert into talk_version (school, conversation, seq, version, act, author, text, reason, at)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
			m.School, m.Conversation, m.Seq, version, v.Act, encode(v.By), v.Text, v.Reason, v.At)
		return err
	}
	// Two changes at the same moment are counted one after the other.
	if err := tx.Lock("talk " + string(m.Conversation)); err != nil {
		return err
	}
	var last int
	err := tx.QueryRow(`select coalesce(max(version), 0) from talk_version where conversation = $1 and seq = $2`,
		m.Conversation, m.Seq).Scan(&last)
	if err != nil {
		return err
	}
	if last == 0 {
		if err := insert(1, first); err != nil {
			return err
		}
		last = 1
	}
	return insert(last+1, v)
}

func versionsOf(tx *db.Tx, conv feed.ID, seq feed.Seq) ([]Version, error) {
	rows, err := tx.Query(`select version, act, author, text, reason, at from talk_version
		where conversation = $1 and seq = $2 order by version`, conv, seq)
	return db.Collect(rows, err, func(r *sql.Rows) (v Version, err error) {
		var by []byte
		if err := r.Scan(&v.Version, &v.Act, &by, &v.Text, &v.Reason, &v.At); err != nil {
			return v, err
		}
		return v, json.Unmarshal(by, &v.By)
	})
}

// setReaction puts a person's one sign to a message, or takes it away; false when
// it was so already.
func setReaction(tx *db.Tx, m message, person string, r Reaction) (bool, error) {
	if r == "" {
		n, err := tx.Exec(`delete from talk_reaction where conversation = $1 and seq = $2 and person = $3`, m.Conversation, m.Seq, person)
		return n > 0, err
	}
	n, err := tx.Exec(`insert into talk_reaction (school, conversation, seq, person, kind) values ($1, $2, $3, $4, $5)
		on conflict (conversation, seq, person) do update set kind = excluded.kind where talk_reaction.kind <> excluded.kind`,
		m.School, m.Conversation, m.Seq, person, r)
	return n > 0, err
}

func countReactions(tx *db.Tx, conv feed.ID, seq feed.Seq) (map[Reaction]int, error) {
	rows, err := tx.Query(`select kind, count(*) from talk_reaction where conversation = $1 and seq = $2 group by kind`, conv, seq)
	out := map[Reaction]int{}
	_, err = db.Collect(rows, err, func(r *sql.Rows) (struct{}, error) {
		var kind Reaction
		var n int
		err := r.Scan(&kind, &n)
		out[kind] = n
		return struct{}{}, err
	})
	return out, err
}

// mostMine is how many of a person's own signs are told at once.
const mostMine = 1000

func reactionsOf(tx *db.Tx, conv feed.ID, person string, from feed.Seq) (map[feed.Seq]Reaction, error) {
	rows, err := tx.Query(`select seq, kind from talk_reaction
		where conversation = $1 and person = $2 and seq >= $3 order by seq desc limit $4`, conv, person, from, mostMine)
	out := map[feed.Seq]Reaction{}
	_, err = db.Collect(rows, err, func(r *sql.Rows) (struct{}, error) {
		var seq feed.Seq
		var kind Reaction
		err := r.Scan(&seq, &kind)
		out[seq] = kind
		return struct{}{}, err
	})
	return out, err
}
