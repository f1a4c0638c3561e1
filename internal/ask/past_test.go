package ask_test

import (
	"path/filepath"
	"strings"
	"testing"

	"magpie/internal/ask"
	"magpie/internal/db"
	"magpie/internal/roster"
	"magpie/migrations"
)

// before brings a new database back to what it was before answers had numbers, with
// two asks in it.
func before(t *testing.T, tx *db.Tx) error {
	t.Helper()
	text, err := migrations.FS.ReadFile("0040_ask.sql")
	if err != nil {
		return err
	}
	drop := []string{"ask", "class", "target", "answer", "given", "change", "try", "voter", "ballot", "link", "template"}
	statements := []string{`delete from goose_db_version where version_id = 41`}
	for _, table := range drop {
		statements = append(statements, `drop table ask_`+table)
	}
	create := strings.ReplaceAll(string(text), "/*sqlite: WITHOUT ROWID*/", "WITHOUT ROWID")
	statements = append(statements, strings.Split(create, ";\n")...)
	statements = append(statements,
		`insert into roster_school (id, name, opened_at) values ('s', '学校', 1)`,
		`insert into roster_class (id, school, name, opened_at, archived_at, rules_version) values ('c', 's', '班', 1, 0, 1)`,
		`insert into roster_student (id, school, class, name, number, gender, seat, sort_key, person, joined_at, left_at)
			values ('one', 's', 'c', '李明', '', '', 1, '', '', 1, 0), ('two', 's', 'c', '余涛', '', '', 2, '', '', 1, 0)`,
		`insert into roster_guardian (id, school, student, person, relation, stand_in, via, joined_at, removed_at)
			values ('g1', 's', 'one', 'mother', '母亲', 0, 'slip', 1, 0), ('g2', 's', 'one', 'father', '父亲', 0, 'slip', 1, 0)`,
		`insert into ask_ask (school, id, owner_kind, owner, class, all_class, level, need, chars, due_at, version, wanted, state, opened_at)
			values ('s', 'any', 'notice', '1', 'c', 1, 'confirm', 'any', 0, 0, 1, 1, 'open', 1), ('s', 'all', 'notice', '2', 'c', 1, 'confirm', 'all', 0, 0, 1, 1, 'open', 1)`,
		`insert into ask_answer (school, ask, student, person, via, read_at, read_version, confirmed_at, confirmed_version)
			values ('s', 'any', 'one', 'mother', 'app', 5, 1, 9, 1), ('s', 'any', 'one', 'father', 'app', 5, 1, 7, 1), ('s', 'any', 'two', 'teacher', 'staff', 8, 1, 8, 1),
			('s', 'all', 'one', 'mother', 'app', 5, 1, 9, 1), ('s', 'all', 'one', 'father', 'app', 5, 1, 7, 1), ('s', 'all', 'two', 'nobody', 'app', 5, 1, 0, 0)`)
	for _, q := range statements {
		q = strings.TrimPrefix(strings.TrimSpace(q), "-- +goose Up")
		if strings.TrimSpace(q) == "" {
			continue
		}
		if _, err := tx.Exec(q); err != nil {
			return err
		}
	}
	return nil
}

func TestConfirmationsFromBeforeThereWereNumbersGetTheirs(t *testing.T) {
	url := "sqlite:" + filepath.Join(t.TempDir(), "magpie.db")
	open := func() *db.DB {
		d, err := db.Open(t.Context(), db.Options{URL: url})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	d := open()
	if err := d.Write(t.Context(), func(tx *db.Tx) error { return before(t, tx) }); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d = open()
	defer d.Close() //nolint:errcheck // only read from here on
	err := d.Read(t.Context(), func(tx *db.Tx) error {
		for id, want := range map[ask.ID]string{"any": "父亲  ", "all": "父亲 母亲 "} {
			list, err := ask.Answers(tx, id)
			if err != nil {
				return err
			}
			got := ""
			for i, g := range list {
				if got += g.Relation + " "; g.Number != i+1 || g.Level != ask.LevelConfirm {
					t.Errorf("%s: %+v", id, g)
				}
			}
			if got != want {
				t.Errorf("%s: answered by %q", id, got)
			}
			tally, err := ask.CountOne(tx, id)
			if err != nil || !tally.Ask.In(roster.ClassID("c")) || !tally.Children[0].Done || tally.Ask.Per != ask.PerFamily {
				t.Errorf("%s: %+v, %v", id, tally, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
