package notice

import (
	"database/sql"
	"encoding/json"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// Change is one correction as readers see it.
type Change struct {
	Version int           `json:"version"`
	At      core.Millis   `json:"at"`
	By      roster.Byline `json:"by"`
	Fields  []Field       `json:"fields"`
}

func insertChange(tx *db.Tx, n notice, c Change) error {
	_, err := tx.Exec(`insert into notice_version (school, notice, version, at, author, fields) values ($1, $2, $3, $4, $5, $6)`,
		n.School, n.ID, c.Version, c.At, encode(c.By), encode(c.Fields))
	return err
}

// changesOf returns the corrections of a notice, the newest first.
func changesOf(tx *db.Tx, id ID) ([]Change, error) {
	rows, err := tx.Query(`select version, at, author, fields from notice_version where notice = $1 order by version desc`, id)
	return db.Collect(rows, err, func(r *sql.Rows) (c Change, err error) {
		var by, fields []byte
		if err := r.Scan(&c.Version, &c.At, &by, &fields); err != nil {
			return c, err
		}
		if err := json.Unmarshal(by, &c.By); err != nil {
			return c, err
		}
		return c, json.Unmarshal(fields, &c.Fields)
	})
}

// keepText keeps the words of what is signed as they are in this version.
func keepText(tx *db.Tx, n notice) error {
	if n.Level != ask.LevelSign {
		return nil
	}
	_, err := tx.Exec(`insert into notice_text (school, notice, version, at, content) values ($1, $2, $3, $4, $5)`,
		n.School, n.ID, n.Version, tx.Millis(), encode(n.wording()))
	return err
}

// textsOf returns the kept words of a notice, the oldest first.
func textsOf(tx *db.Tx, id ID) ([]SlipPage, error) {
	rows, err := tx.Query(`select version, content from notice_text where notice = $1 order by version`, id)
	return db.Collect(rows, err, func(r *sql.Rows) (p SlipPage, err error) {
		var content []byte
		if err := r.Scan(&p.Version, &content); err != nil {
			return p, err
		}
		return p, json.Unmarshal(content, &p.Wording)
	})
}

// word is what somebody typed under a notice. It is kept only when it was folded;
// whatever else is said is an entry of the log.
type word struct {
	ID           string
	Notice       ID
	Conversation feed.ID
	Student      roster.StudentID
	Person       string
	Text         string
	Folded
	Answered bool   // this very word gave the answer
	State    string // folded, said or undone
}

func insertWord(tx *db.Tx, school string, s word) error {
	_, err := tx.Exec(`insert into notice_word (school, id, notice, conversation, student, person, text, receipt, thanks, answered, state, at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		school, s.ID, s.Notice, s.Conversation, s.Student, s.Person, s.Text, s.Receipt, s.Thanks, s.Answered, s.State, tx.Millis())
	return err
}

// unfold turns a person's folded word into another state, once.
func unfold(tx *db.Tx, id string, n ID, person, state string) (s word, err error) {
	err = tx.QueryRow(`update notice_word set state = $4 where id = $1 and notice = $2 and person = $3 and state = 'folded'
		returning id, notice, conversation, student, person, text, receipt, thanks, answered, state`, id, n, person, state).
		Scan(&s.ID, &s.Notice, &s.Conversation, &s.Student, &s.Person, &s.Text, &s.Receipt, &s.Thanks, &s.Answered, &s.State)
	return s, db.One(err)
}

func wasFolded(tx *db.Tx, id string, n ID, person string) (bool, error) {
	var count int64
	err := tx.QueryRow(`select count(*) from notice_word where id = $1 and notice = $2 and person = $3`, id, n, person).Scan(&count)
	return count > 0, err
}

// Counts are the public numbers under a notice: families, never names. What was
// said in words is not counted here: each reply is an entry of its own.
type Counts struct {
	Received int `json:"received" doc:"Families whose 收到 was folded"`
	Thanks   int `json:"thanks" doc:"Families who said thank you"`
}

// countSaid counts what stands under a notice in one conversation, or in all
// when conv is empty.
func countSaid(tx *db.Tx, id ID, conv feed.ID) (c Counts, err error) {
	err = tx.QueryRow(`select count(distinct case when receipt = 1 then student end),
			count(distinct case when thanks = 1 then student end)
		from notice_word where notice = $1 and ($2 = '' or conversation = $2) and state = 'folded'`, id, conv).Scan(&c.Received, &c.Thanks)
	return c, err
}

// tick is one item of a family's own checklist.
type tick struct {
	student roster.StudentID
	item    string
}

func setTick(tx *db.Tx, n notice, t tick, done bool) error {
	_, err := tx.Exec(`insert into notice_check (school, notice, student, item, done, at) values ($1, $2, $3, $4, $5, $6)
		on conflict (notice, student, item) do update set done = excluded.done, at = excluded.at`,
		n.School, n.ID, t.student, t.item, done, tx.Millis())
	return err
}

func ticksOf(tx *db.Tx, id ID, students []roster.StudentID) ([]tick, error) {
	rows, err := tx.Query(`select student, item from notice_check
		where notice = $1 and done = 1 and student in `+db.In(tx, "$2"), id, db.List(students))
	return db.Collect(rows, err, func(r *sql.Rows) (t tick, err error) { return t, r.Scan(&t.student, &t.item) })
}

// setCalendar gives a person a new calendar address; the old one ends.
func setCalendar(tx *db.Tx, school, person, hash string) error {
	_, err := tx.Exec(`insert into notice_calendar (school, person, token_hash, created_at) values ($1, $2, $3, $4)
		on conflict (person) do update set token_hash = excluded.token_hash, created_at = excluded.created_at`,
		school, person, hash, tx.Millis())
	return err
}

func dropCalendar(tx *db.Tx, person string) error {
	_, err := tx.Exec(`delete from notice_calendar where person = $1`, person)
	return err
}

// calendarSince returns when a person's calendar address was made, 0 without one.
func calendarSince(tx *db.Tx, person string) (at core.Millis, err error) {
	err = tx.QueryRow(`select coalesce(max(created_at), 0) from notice_calendar where person = $1`, person).Scan(&at)
	return at, err
}

func calendarOwner(tx *db.Tx, hash string) (person string, err error) {
	err = tx.QueryRow(`select person from notice_calendar where token_hash = $1`, hash).Scan(&person)
	return person, db.One(err)
}
