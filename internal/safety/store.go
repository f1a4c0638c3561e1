package safety

import (
	"database/sql"
	"encoding/json"
	"errors"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// search is a row of safety_search.
type search struct {
	ID       SearchID
	School   string
	Class    roster.ClassID
	Student  roster.StudentID // empty for a drill that has ended
	Drill    bool
	Round    string
	Known    Known
	Ask      ask.ID
	State    State
	Ring     Ring
	Held     bool
	NextAt   core.Millis
	OpenedBy roster.Byline
	OpenedAt core.Millis
	EndedBy  string
	EndedAt  core.Millis
	Place    string
	Word     string
	Score    *Score // of a drill that has ended
}

const searchColumns = `id, school, class, student, drill, round, known, ask, state, ring, held, next_at, opened_by, opened_at, ended_by, ended_at, place, word, score`

func scanSearch(row interface{ Scan(...any) error }) (s search, err error) {
	var known, by, scored string
	err = row.Scan(&s.ID, &s.School, &s.Class, &s.Student, &s.Drill, &s.Round, &known, &s.Ask, &s.State, &s.Ring, &s.Held, &s.NextAt,
		&by, &s.OpenedAt, &s.EndedBy, &s.EndedAt, &s.Place, &s.Word, &scored)
	if err != nil {
		return s, db.One(err)
	}
	if s.Score, err = decodeScore(scored); err != nil {
		return s, err
	}
	if s.OpenedBy, err = decode[roster.Byline](by); err != nil {
		return s, err
	}
	s.Known, err = decode[Known](known)
	return s, err
}

func decodeScore(text string) (s *Score, err error) {
	if text == "" {
		return nil, nil //nolint:nilnil // most have none
	}
	v, err := decode[Score](text)
	return &v, err
}

func encode(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}

func insertSearch(tx *db.Tx, s search) error {
	known, err := encode(s.Known)
	if err != nil {
		return err
	}
	by, err := encode(s.OpenedBy)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`insert into safety_search (`+searchColumns+`)
		values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, 0, 0, $10, $11, '', 0, '', '', '')`,
		s.ID, s.School, s.Class, s.Student, s.Drill, s.Round, known, s.Ask, s.Ring, by, tx.Millis())
	return err
}

func loadSearch(tx *db.Tx, id SearchID) (search, error) {
	return scanSearch(tx.QueryRow(`select `+searchColumns+` from safety_search where id = $1`, id))
}

// openSearch returns the search for a child that is on; core.ErrAbsent for none.
func openSearch(tx *db.Tx, student roster.StudentID, drill bool) (search, error) {
	return scanSearch(tx.QueryRow(`select `+searchColumns+` from safety_search
		where student = $1 and drill = $2 and state = 'open'`, student, drill))
}

func collectSearches(rows *sql.Rows, err error) ([]search, error) {
	return db.Collect(rows, err, func(r *sql.Rows) (search, error) { return scanSearch(r) })
}

// searchesOf returns a class's searches before one, the newest first.
func searchesOf(tx *db.Tx, class roster.ClassID, before SearchID, limit int) ([]search, error) {
	return collectSearches(tx.Query(`select `+searchColumns+` from safety_search
		where class = $1 and ($2 = '' or id < $2) order by id desc limit $3`, class, before, limit))
}

func openSearches(tx *db.Tx, classes []roster.ClassID) ([]search, error) {
	return collectSearches(tx.Query(`select `+searchColumns+` from safety_search
		where state = 'open' and class in `+db.In(tx, "$1")+` order by id`, db.List(classes)))
}

// searchesIn returns the open searches that stand in some conversations.
func searchesIn(tx *db.Tx, convs []feed.ID) ([]search, error) {
	return collectSearches(tx.Query(`select `+searchColumns+` from safety_search where state = 'open'
		and id in (select subject from safety_entry where conversation in `+db.In(tx, "$1")+`) order by id`, db.List(convs)))
}

// claimRing takes the step from one ring to the next for this transaction alone;
// false when somebody else took it. With due it waits for its time.
func claimRing(tx *db.Tx, id SearchID, from Ring, due bool) (bool, error) {
	n, err := tx.Exec(`update safety_search set ring = $3 where id = $1 and ring = $2 and state = 'open'
		and ($4 = 0 or held = 0 and next_at > 0 and next_at <= $5)`, id, from, from+1, due, tx.Millis())
	return n > 0, err
}

func setRing(tx *db.Tx, s search) error {
	_, err := tx.Exec(`update safety_search set ring = $2, next_at = $3 where id = $1`, s.ID, s.Ring, s.NextAt)
	return err
}

func setHeld(tx *db.Tx, id SearchID, held bool, next core.Millis) error {
	_, err := tx.Exec(`update safety_search set held = $2, next_at = $3 where id = $1 and state = 'open'`, id, held, next)
	return err
}

// setKnown writes what is known; ErrEnded when the search has ended meanwhile.
func setKnown(tx *db.Tx, id SearchID, k Known) error {
	known, err := encode(k)
	if err != nil {
		return err
	}
	n, err := tx.Exec(`update safety_search set known = $2 where id = $1 and state = 'open'`, id, known)
	if err == nil && n == 0 {
		err = ErrEnded
	}
	return err
}

func setAsk(tx *db.Tx, id SearchID, a ask.ID) error {
	_, err := tx.Exec(`update safety_search set ask = $2 where id = $1`, id, a)
	return err
}

// dueSearches returns the searches whose next ring is due, and when the next one
// after them will be.
func dueSearches(tx *db.Tx, limit int) (due []search, next core.Millis, err error) {
	due, err = collectSearches(tx.Query(`select `+searchColumns+` from safety_search
		where state = 'open' and held = 0 and next_at > 0 and next_at <= $1 order by next_at limit $2`, tx.Millis(), limit))
	if err != nil {
		return nil, 0, err
	}
	err = tx.QueryRow(`select coalesce(min(next_at), 0) from safety_search
		where state = 'open' and held = 0 and next_at > $1`, tx.Millis()).Scan(&next)
	return due, next, err
}

// endSearch closes a search and forgets what was known; false when it had ended.
func endSearch(tx *db.Tx, s search) (bool, error) {
	n, err := tx.Exec(`update safety_search set state = $2, held = 0, next_at = 0, known = '{}', ended_by = $3, ended_at = $4, place = $5, word = $6
		where id = $1 and state = 'open'`, s.ID, s.State, s.EndedBy, tx.Millis(), s.Place, s.Word)
	return n > 0, err
}

// forgetDrill leaves of a drill only how fast it was.
func forgetDrill(tx *db.Tx, id SearchID, s Score) error {
	scored, err := encode(s)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(`update safety_search set student = '', round = '', place = '', word = '', score = $2 where id = $1`, id, scored); err != nil {
		return err
	}
	_, err = tx.Exec(`delete from safety_asked where search = $1`, id)
	return err
}

func insertRing(tx *db.Tx, id SearchID, r Ring) error {
	_, err := tx.Exec(`insert into safety_ring (search, ring, opened_at) values ($1, $2, $3)`, id, r, tx.Millis())
	return err
}

func ringsOf(tx *db.Tx, id SearchID) (map[Ring]core.Millis, error) {
	rows, err := tx.Query(`select ring, opened_at from safety_ring where search = $1`, id)
	out := map[Ring]core.Millis{}
	_, err = db.Collect(rows, err, func(r *sql.Rows) (struct{}, error) {
		var ring Ring
		var at core.Millis
		err := r.Scan(&ring, &at)
		out[ring] = at
		return struct{}{}, err
	})
	return out, err
}

func insertAsked(tx *db.Tx, id SearchID, r Ring, students []roster.StudentID) error {
	_, err := tx.Exec(`with chosen(student) as `+db.In(tx, "$3")+`
		insert into safety_asked (search, student, ring) select $1, student, $2 from chosen`, id, r, db.List(students))
	return err
}

// askedBy returns in which ring each child was asked.
func askedBy(tx *db.Tx, id SearchID) (map[roster.StudentID]Ring, error) {
	rows, err := tx.Query(`select student, ring from safety_asked where search = $1`, id)
	out := map[roster.StudentID]Ring{}
	_, err = db.Collect(rows, err, func(r *sql.Rows) (struct{}, error) {
		var student roster.StudentID
		var ring Ring
		err := r.Scan(&student, &ring)
		out[student] = ring
		return struct{}{}, err
	})
	return out, err
}

func insertReport(tx *db.Tx, s search, body string) error {
	_, err := tx.Exec(`insert into safety_report (school, search, student, filed_at, body) values ($1, $2, $3, $4, $5)`,
		s.School, s.ID, s.Student, tx.Millis(), body)
	return err
}

// findReport returns what was filed of a search; false for none.
func findReport(tx *db.Tx, id SearchID) (body string, found bool, err error) {
	err = tx.QueryRow(`select body from safety_report where search = $1`, id).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return body, err == nil, err
}

// reportsOf returns what was filed of a child before one, the newest first.
func reportsOf(tx *db.Tx, student roster.StudentID, before SearchID, limit int) ([]string, error) {
	rows, err := tx.Query(`select body from safety_report
		where student = $1 and ($2 = '' or search < $2) order by search desc limit $3`, student, before, limit)
	return db.Collect(rows, err, func(r *sql.Rows) (s string, err error) { return s, r.Scan(&s) })
}
