package talk

import (
	"database/sql"
	"encoding/json"
	"errors"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// loadCalm returns the quiet hours of a school and of some people.
func loadCalm(tx *db.Tx, school string, persons []string) (calm, error) {
	c := calm{school: DefaultHours, people: map[string]Hours{}}
	owners := append([]string{school}, persons...)
	rows, err := tx.Query(`select owner, is_on, begins, ends from talk_quiet where owner in `+db.In(tx, "$1"), db.List(owners))
	_, err = db.Collect(rows, err, func(r *sql.Rows) (struct{}, error) {
		var owner string
		var h Hours
		err := r.Scan(&owner, &h.On, &h.From, &h.Until)
		c.people[owner] = h
		return struct{}{}, err
	})
	if h, ok := c.people[school]; ok {
		c.school = h
	}
	return c, err
}

func saveHours(tx *db.Tx, school, owner string, h Hours) error {
	_, err := tx.Exec(`insert into talk_quiet (owner, school, is_on, begins, ends) values ($1, $2, $3, $4, $5)
		on conflict (owner) do update set is_on = excluded.is_on, begins = excluded.begins, ends = excluded.ends`,
		owner, school, h.On, h.From, h.Until)
	return err
}

const heldColumns = `id, school, conversation, person, draft, due_at, state, at`

func scanHeld(row interface{ Scan(...any) error }) (h held, err error) {
	var draft []byte
	if err := row.Scan(&h.ID, &h.School, &h.Conversation, &h.Person, &draft, &h.DueAt, &h.State, &h.At); err != nil {
		return h, err
	}
	return h, json.Unmarshal(draft, &h.Draft)
}

func insertHeld(tx *db.Tx, h held) error {
	_, err := tx.Exec(`insert into talk_waiting (`+heldColumns+`) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		h.ID, h.School, h.Conversation, h.Person, encode(h.Draft), h.DueAt, h.State, h.At)
	return err
}

// claimHeld moves what waits, and is due by a moment, to another state, once;
// core.ErrAbsent when it was moved before.
func claimHeld(tx *db.Tx, id WaitingID, state string, by core.Millis) (held, error) {
	h, err := scanHeld(tx.QueryRow(`update talk_waiting set state = $2
		where id = $1 and due_at <= $3 and (state = 'waiting' or state = 'stuck' and $2 = 'dropped') returning `+heldColumns, id, state, by))
	return h, db.One(err)
}

func setHeld(tx *db.Tx, id WaitingID, state string) error {
	_, err := tx.Exec(`update talk_waiting set state = $2 where id = $1`, id, state)
	return err
}

// ownerOfHeld returns who wrote what waits, in whatever state, and where.
func ownerOfHeld(tx *db.Tx, id WaitingID) (person string, conv feed.ID, err error) {
	err = tx.QueryRow(`select person, conversation from talk_waiting where id = $1`, id).Scan(&person, &conv)
	return person, conv, db.One(err)
}

// mostHeld is how much of what one person wrote in quiet hours is listed.
const mostHeld = 200

func heldBy(tx *db.Tx, person string, conv feed.ID) ([]held, error) {
	rows, err := tx.Query(`select `+heldColumns+` from talk_waiting
		where person = $1 and conversation = $2 and state in ('waiting', 'stuck') order by at, id limit $3`, person, conv, mostHeld)
	return db.Collect(rows, err, func(r *sql.Rows) (held, error) { return scanHeld(r) })
}

func dueHeld(tx *db.Tx, limit int) ([]WaitingID, error) {
	rows, err := tx.Query(`select id from talk_waiting where state = 'waiting' and due_at <= $1 order by at, id limit $2`, tx.Millis(), limit)
	return db.Collect(rows, err, func(r *sql.Rows) (id WaitingID, err error) { return id, r.Scan(&id) })
}

func nextHeld(tx *db.Tx) (at core.Millis, err error) {
	err = tx.QueryRow(`select coalesce(min(due_at), 0) from talk_waiting where state = 'waiting'`).Scan(&at)
	return at, err
}

func loadSeen(tx *db.Tx, conv feed.ID, person string) (s seen, err error) {
	err = tx.QueryRow(`select seq, late_seq, late_from from talk_seen where conversation = $1 and person = $2`, conv, person).
		Scan(&s.seq, &s.lateSeq, &s.lateFrom)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil // nothing was read yet
	}
	return s, err
}

func saveSeen(tx *db.Tx, school string, conv feed.ID, person string, s seen) error {
	_, err := tx.Exec(`insert into talk_seen (school, conversation, person, seq, late_seq, late_from) values ($1, $2, $3, $4, $5, $6)
		on conflict (conversation, person) do update set seq = excluded.seq, late_seq = excluded.late_seq, late_from = excluded.late_from`,
		school, conv, person, s.seq, s.lateSeq, s.lateFrom)
	return err
}

func seenIn(tx *db.Tx, conv feed.ID) ([]seen, error) {
	rows, err := tx.Query(`select seq, late_seq, late_from from talk_seen where conversation = $1`, conv)
	return db.Collect(rows, err, func(r *sql.Rows) (s seen, err error) { return s, r.Scan(&s.seq, &s.lateSeq, &s.lateFrom) })
}

func namedDuty(tx *db.Tx, class roster.ClassID) (person string, err error) {
	err = tx.QueryRow(`select person from talk_duty where class = $1`, class).Scan(&person)
	return person, db.One(err)
}

func saveDuty(tx *db.Tx, a core.Actor, class roster.ClassID, person string) error {
	_, err := tx.Exec(`insert into talk_duty (school, class, person, set_by, at) values ($1, $2, $3, $4, $5)
		on conflict (class) do update set person = excluded.person, set_by = excluded.set_by, at = excluded.at`,
		a.School, class, person, a.Person, tx.Millis())
	return err
}
