package ask

import (
	"database/sql"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// writeAnswer keeps how far somebody has come, while the ask is open. Whoever else
// writes for the same child waits for its lock.
func writeAnswer(tx *db.Tx, a Ask, an Answer) error {
	n, err := tx.Exec(`insert into ask_answer (school, `+answerColumns+`)
		select school, id, $2, $3, $4, $5, $6, $7, $8 from ask_ask where id = $1 and state = 'open'
		on conflict (ask, student, person) do update set via = excluded.via, read_at = excluded.read_at, read_version = excluded.read_version,
			confirmed_at = excluded.confirmed_at, confirmed_version = excluded.confirmed_version`,
		a.ID, an.Student, an.Person, an.Via, an.ReadAt, an.ReadVersion, an.ConfirmedAt, an.ConfirmedVersion)
	if err == nil && n == 0 {
		return ErrClosed
	}
	return err
}

// clearConfirm takes back a confirmation that is younger than since.
func clearConfirm(tx *db.Tx, id ID, student roster.StudentID, person string, since core.Millis) (bool, error) {
	n, err := tx.Exec(`update ask_answer set confirmed_at = 0, confirmed_version = 0
		where ask = $1 and student = $2 and person = $3 and confirmed_at > 0 and confirmed_at >= $4`, id, student, person, since)
	return n > 0, err
}

// clearReceipts takes back the receipts that an answer gave: one person's, or with
// nobody named the whole family's. What staff entered goes as one.
func clearReceipts(tx *db.Tx, g Given, person string) error {
	staff := Via("")
	if g.Via == ViaStaff {
		staff = ViaStaff
	}
	_, err := tx.Exec(`update ask_answer set confirmed_at = 0, confirmed_version = 0
		where ask = $1 and student in ($2, '') and (person = $3 or $3 = '' or via = $4)`, g.Ask, g.Student, person, staff)
	return err
}

// confirmedLeft reports whether any receipt of those an answer gave still stands.
func confirmedLeft(tx *db.Tx, g Given, person string) (bool, error) {
	var n int64
	err := tx.QueryRow(`select count(*) from ask_answer where ask = $1 and student in ($2, '') and (person = $3 or $3 = '')
		and confirmed_version > 0`, g.Ask, g.Student, person).Scan(&n)
	return n > 0, err
}

const answerColumns = `ask, student, person, via, read_at, read_version, confirmed_at, confirmed_version`

// cast is the version of a secret ballot: above all, for nobody can vote again.
const cast = 1<<31 - 1

// ballots are the voters of secret polls as receipts without a time.
const ballots = `select ask, student, person, 'app', 0, 0, 0, 2147483647 from ask_voter where ask in `

func scanAnswer(r *sql.Rows) (a Answer, err error) {
	return a, r.Scan(&a.Ask, &a.Student, &a.Person, &a.Via, &a.ReadAt, &a.ReadVersion, &a.ConfirmedAt, &a.ConfirmedVersion)
}

func answersOf(tx *db.Tx, ids []ID) ([]Answer, error) {
	rows, err := tx.Query(`select `+answerColumns+` from ask_answer where ask in `+db.In(tx, "$1")+`
		union all `+ballots+db.In(tx, "$1")+` order by 1, 2, 5, 3, 8`, db.List(ids))
	return db.Collect(rows, err, scanAnswer)
}

// answersFor returns the answers for some children, and what those who belong to
// them answered for themselves.
func answersFor(tx *db.Tx, asks []ID, families []family) ([]Answer, error) {
	students, persons := []roster.StudentID{}, []string{}
	for _, f := range families {
		students = append(students, f.student)
		persons = append(persons, f.persons()...)
	}
	who := ` and (student in ` + db.In(tx, "$2") + ` or student = '' and person in ` + db.In(tx, "$3") + `)`
	rows, err := tx.Query(`select `+answerColumns+` from ask_answer where ask in `+db.In(tx, "$1")+who+`
		union all `+ballots+db.In(tx, "$1")+who+` order by 1, 2, 5, 3, 8`,
		db.List(asks), db.List(students), db.List(persons))
	return db.Collect(rows, err, scanAnswer)
}

// answersIn returns the answers for one child by the shortest way there is.
func answersIn(tx *db.Tx, a Ask, f family) ([]Answer, error) {
	if a.Secret || a.Per == PerPerson {
		return answersFor(tx, []ID{a.ID}, []family{f})
	}
	rows, err := tx.Query(`select `+answerColumns+` from ask_answer where ask = $1 and student = $2 order by read_at, person`, a.ID, f.student)
	return db.Collect(rows, err, scanAnswer)
}

// persons are the accounts that belong to a family.
func (f family) persons() []string {
	list := make([]string, 0, len(f.guardians)+1)
	for _, g := range f.guardians {
		list = append(list, g.Person)
	}
	if f.own != "" {
		list = append(list, f.own)
	}
	return list
}
