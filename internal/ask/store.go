package ask

import (
	"database/sql"
	"encoding/json"
	"slices"
	"strings"

	"magpie/internal/db"
	"magpie/internal/roster"
)

const askColumns = `a.id, a.school, a.owner_kind, a.owner, a.all_class, a.level, a.need, a.chars, a.due_at, a.per, a.visible, a.self,
	a.many, a.no_late, a.secret, a.form, a.question, a.version, a.wanted, a.state, a.opened_at,
	(select coalesce(string_agg(k.class, ' '), '') from ask_class k where k.ask = a.id)`

func scanAsk(row interface{ Scan(...any) error }, more ...any) (a Ask, err error) {
	var state, fields, question, classes string
	err = row.Scan(append([]any{&a.ID, &a.School, &a.OwnerKind, &a.Owner, &a.AllClass, &a.Level, &a.Need, &a.Chars, &a.DueAt, &a.Per,
		&a.Visible, &a.Self, &a.Many, &a.NoLate, &a.Secret, &fields, &question, &a.Version, &a.Wanted, &state, &a.OpenedAt,
		&classes}, more...)...)
	a.Open = state == "open"
	for _, class := range strings.Fields(classes) {
		a.Classes = append(a.Classes, roster.ClassID(class))
	}
	slices.Sort(a.Classes)
	if err == nil && fields != "" {
		a.Form, err = parseForm(fields)
	}
	if err == nil && question != "" {
		err = json.Unmarshal([]byte(question), &a.Question)
	}
	return a, err
}

// written returns the form and the question of terms as they are stored.
func (t Terms) written() (fields, question string, err error) {
	fields, err = encoded(t.Form, len(t.Form.Fields) > 0)
	if err == nil {
		question, err = encoded(t.Question, t.Question != nil)
	}
	return fields, question, err
}

func encoded(v any, wanted bool) (string, error) {
	if !wanted {
		return "", nil
	}
	b, err := json.Marshal(v)
	return string(b), err
}

func insertAsk(tx *db.Tx, id ID, s Spec) error {
	fields, question, err := s.written()
	if err != nil {
		return err
	}
	_, err = tx.Exec(`insert into ask_ask (school, id, owner_kind, owner, all_class, level, need, chars, due_at, per, visible, self, many,
		no_late, secret, form, question, version, wanted, state, opened_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1, 1, 'open', $18)`,
		s.School, id, s.OwnerKind, s.Owner, s.Students == nil, s.Level, s.Need, s.Chars, s.DueAt, s.Per, s.Visible, s.Self, s.Many,
		s.NoLate, s.Secret, fields, question, tx.Millis())
	return err
}

// addAudience adds classes and chosen children to an ask; those there are kept.
func addAudience(tx *db.Tx, school string, id ID, classes []roster.ClassID, students []roster.StudentID) error {
	_, err := tx.Exec(`with chosen(class) as `+db.In(tx, "$3")+`
		insert into ask_class (school, ask, class) select distinct $1, $2, class from chosen where true on conflict do nothing`,
		school, id, db.List(classes))
	if err != nil || len(students) == 0 {
		return err
	}
	_, err = tx.Exec(`with chosen(student) as `+db.In(tx, "$3")+`
		insert into ask_target (school, ask, student) select distinct $1, $2, student from chosen where true on conflict do nothing`,
		school, id, db.List(students))
	return err
}

func updateTerms(tx *db.Tx, id ID, t Terms, reopen bool) (version int, err error) {
	fields, question, err := t.written()
	if err != nil {
		return 0, err
	}
	err = tx.QueryRow(`update ask_ask set level = $2, need = $3, chars = $4, due_at = $5, per = $6, visible = $7, self = $8, many = $9,
		no_late = $10, secret = $11, form = $12, question = $13, version = version + 1,
		wanted = case when $14 = 1 then version + 1 else wanted end where id = $1 and state = 'open' returning version`,
		id, t.Level, t.Need, t.Chars, t.DueAt, t.Per, t.Visible, t.Self, t.Many, t.NoLate, t.Secret, fields, question, reopen).Scan(&version)
	return version, db.One(err)
}

func setOpen(tx *db.Tx, id ID, open bool) error {
	state := "closed"
	if open {
		state = "open"
	}
	_, err := tx.Exec(`update ask_ask set state = $2 where id = $1`, id, state)
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

// concerning is an open ask together with the one child it was found by; an
// empty student stands for every child of the classes.
type concerning struct {
	Ask
	student roster.StudentID
}

func openAsks(tx *db.Tx, classes []roster.ClassID, students []roster.StudentID) ([]concerning, error) {
	rows, err := tx.Query(`select `+askColumns+`, '' from ask_ask a
		where a.state = 'open' and a.all_class = 1 and a.id in (select ask from ask_class where class in `+db.In(tx, "$1")+`)
		union all
		select `+askColumns+`, t.student from ask_target t join ask_ask a on a.id = t.ask
		where t.student in `+db.In(tx, "$2")+` and a.state = 'open'`, db.List(classes), db.List(students))
	return db.Collect(rows, err, func(r *sql.Rows) (c concerning, err error) {
		c.Ask, err = scanAsk(r, &c.student)
		return c, err
	})
}

// missed counts a wrong answer to a question and returns how many there were.
func missed(tx *db.Tx, school string, in In) (tries int, err error) {
	err = tx.QueryRow(`insert into ask_try (school, ask, student, person, tries) values ($1, $2, $3, $4, 1)
		on conflict (ask, student, person) do update set tries = ask_try.tries + 1 returning tries`,
		school, in.Ask, in.Student, in.Person).Scan(&tries)
	return tries, err
}
