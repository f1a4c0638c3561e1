package ask

import (
	"database/sql"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

const askColumns = `a.id, a.school, a.owner, a.class, a.all_class, a.level, a.need, a.chars, a.due_at, a.version, a.wanted, a.state, a.opened_at`

func scanAsk(row interface{ Scan(...any) error }, more ...any) (a Ask, err error) {
	var state string
	err = row.Scan(append([]any{&a.ID, &a.School, &a.Owner, &a.Class, &a.AllClass, &a.Level, &a.Need, &a.Chars,
		&a.DueAt, &a.Version, &a.Wanted, &state, &a.OpenedAt}, more...)...)
	a.Open = state == "open"
	return a, err
}

func insertAsk(tx *db.Tx, id ID, s Spec) error {
	_, err := tx.Exec(`insert into ask_ask (school, id, owner_kind, owner, class, all_class, level, need, chars, due_at,
		version, wanted, state, opened_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, 1, 'open', $11)`,
		s.School, id, s.OwnerKind, s.Owner, s.Class, s.Students == nil, s.Level, s.Need, s.Chars, s.DueAt, tx.Millis())
	if err != nil || s.Students == nil {
		return err
	}
	_, err = tx.Exec(`with chosen(student) as `+db.In(tx, "$3")+`
		insert into ask_target (school, ask, student) select $1, $2, student from chosen`, s.School, id, db.List(s.Students))
	return err
}

func updateTerms(tx *db.Tx, id ID, t Terms, reopen bool) (version int, err error) {
	err = tx.QueryRow(`update ask_ask set level = $2, need = $3, chars = $4, due_at = $5, version = version + 1,
		wanted = case when $6 = 1 then version + 1 else wanted end where id = $1 and state = 'open' returning version`, id, t.Level, t.Need, t.Chars, t.DueAt, reopen).Scan(&version)
	return version, db.One(err)
}

func closeAsk(tx *db.Tx, id ID) error {
	_, err := tx.Exec(`update ask_ask set state = 'closed' where id = $1`, id)
	return err
}

func loadAsk(tx *db.Tx, id ID) (Ask, error) {
	a, err := scanAsk(tx.QueryRow(`select `+askColumns+` from ask_ask a where a.id = $1`, id))
	return a, db.One(err)
}

func asksByID(tx *db.Tx, ids []ID) ([]Ask, error) {
	rows, err := tx.Query(`select `+askColumns+` from ask_ask a where a.id in `+db.In(tx, "$1"), db.List(ids))
	return db.Collect(rows, err, func(r *sql.Rows) (Ask, error) { return scanAsk(r) })
}

// targets returns the chosen children of asks.
func targets(tx *db.Tx, ids []ID) (map[ID]map[roster.StudentID]bool, error) {
	rows, err := tx.Query(`select ask, student from ask_target where ask in `+db.In(tx, "$1"), db.List(ids))
	out := map[ID]map[roster.StudentID]bool{}
	_, err = db.Collect(rows, err, func(r *sql.Rows) (struct{}, error) {
		var id ID
		var st roster.StudentID
		err := r.Scan(&id, &st)
		if out[id] == nil {
			out[id] = map[roster.StudentID]bool{}
		}
		out[id][st] = true
		return struct{}{}, err
	})
	return out, err
}

func isTarget(tx *db.Tx, id ID, student roster.StudentID) (bool, error) {
	var n int64
	err := tx.QueryRow(`select count(*) from ask_target where ask = $1 and student = $2`, id, student).Scan(&n)
	return n > 0, err
}

// upsertAnswer writes what is new in an answer and reports whether anything was.
// It asks for the ask's state in the same statement, so that nothing is
// answered after closing and nothing unseen is confirmed.
func upsertAnswer(tx *db.Tx, in In) (bool, error) {
	var confirmedAt core.Millis
	confirmed := 0
	if in.Level == LevelConfirm {
		confirmedAt, confirmed = tx.Millis(), in.Version
	}
	n, err := tx.Exec(`insert into ask_answer (school, ask, student, person, via, read_at, read_version, confirmed_at, confirmed_version)
		select school, id, $2, $3, $4, $5, $6, $7, $8 from ask_ask where id = $1 and state = 'open' and version >= $6
		on conflict (ask, student, person) do update set via = excluded.via,
			read_at = case when excluded.read_version > ask_answer.read_version then excluded.read_at else ask_answer.read_at end,
			read_version = case when excluded.read_version > ask_answer.read_version then excluded.read_version else ask_answer.read_version end,
			confirmed_at = case when excluded.confirmed_version > ask_answer.confirmed_version then excluded.confirmed_at else ask_answer.confirmed_at end,
			confirmed_version = case when excluded.confirmed_version > ask_answer.confirmed_version then excluded.confirmed_version else ask_answer.confirmed_version end
		where excluded.read_version > ask_answer.read_version or excluded.confirmed_version > ask_answer.confirmed_version`,
		in.Ask, in.Student, in.Person, in.Via, tx.Millis(), in.Version, confirmedAt, confirmed)
	return n > 0, err
}

// clearConfirm takes back a confirmation that is younger than since.
func clearConfirm(tx *db.Tx, id ID, student roster.StudentID, person string, since core.Millis) (bool, error) {
	n, err := tx.Exec(`update ask_answer set confirmed_at = 0, confirmed_version = 0
		where ask = $1 and student = $2 and person = $3 and confirmed_at > 0 and confirmed_at >= $4`, id, student, person, since)
	return n > 0, err
}

const answerColumns = `ask, student, person, via, read_at, read_version, confirmed_at, confirmed_version`

func scanAnswer(r *sql.Rows) (a Answer, err error) {
	return a, r.Scan(&a.Ask, &a.Student, &a.Person, &a.Via, &a.ReadAt, &a.ReadVersion, &a.ConfirmedAt, &a.ConfirmedVersion)
}

func answersOf(tx *db.Tx, ids []ID) ([]Answer, error) {
	rows, err := tx.Query(`select `+answerColumns+` from ask_answer where ask in `+db.In(tx, "$1")+`
		order by ask, student, read_at, person`, db.List(ids))
	return db.Collect(rows, err, scanAnswer)
}

func answersFor(tx *db.Tx, asks []ID, students []roster.StudentID) ([]Answer, error) {
	rows, err := tx.Query(`select `+answerColumns+` from ask_answer
		where ask in `+db.In(tx, "$1")+` and student in `+db.In(tx, "$2")+` order by ask, student, read_at, person`,
		db.List(asks), db.List(students))
	return db.Collect(rows, err, scanAnswer)
}

// concerning is an open ask together with the one child it was found by; an
// empty student stands for every child of the class.
type concerning struct {
	Ask
	student roster.StudentID
}

func openAsks(tx *db.Tx, classes []roster.ClassID, students []roster.StudentID) ([]concerning, error) {
	rows, err := tx.Query(`select `+askColumns+`, '' from ask_ask a
		where a.class in `+db.In(tx, "$1")+` and a.state = 'open' and a.all_class = 1
		union all
		select `+askColumns+`, t.student from ask_target t join ask_ask a on a.id = t.ask
		where t.student in `+db.In(tx, "$2")+` and a.state = 'open'`, db.List(classes), db.List(students))
	return db.Collect(rows, err, func(r *sql.Rows) (c concerning, err error) {
		c.Ask, err = scanAsk(r, &c.student)
		return c, err
	})
}
