package checkin

import (
	"database/sql"
	"encoding/json"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// round is one Friday of some classes.
type round struct {
	ID       RoundID
	School   string
	Plan     PlanID // empty when opened by hand
	Day      Day
	Name     string
	Ask      ask.ID
	At       core.Millis // dismissal
	OpenedAt core.Millis
	EndsAt   core.Millis
	State    roundState
	ClosedAt core.Millis
	Author   roster.Byline
	Shown    Numbers     // what its entries show
	LookAt   core.Millis // when the worker must look next
}

// place is where a round stands in the rooms of one of its classes.
type place struct {
	Class                             roster.ClassID
	Families, Students, Overdue, List feed.Seq
}

const roundColumns = `r.id, r.school, r.plan, r.day, r.name, r.ask, r.at, r.opened_at, r.ends_at, r.state, r.closed_at, r.author,
	r.children, r.home, r.look_at`

func scanRound(row interface{ Scan(...any) error }) (r round, err error) {
	var author []byte
	err = row.Scan(&r.ID, &r.School, &r.Plan, &r.Day, &r.Name, &r.Ask, &r.At, &r.OpenedAt, &r.EndsAt, &r.State, &r.ClosedAt, &author,
		&r.Shown.Of, &r.Shown.Home, &r.LookAt)
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal(author, &r.Author)
}

func collectRounds(rows *sql.Rows, err error) ([]round, error) {
	return db.Collect(rows, err, func(r *sql.Rows) (round, error) { return scanRound(r) })
}

// insertRound writes a round; false when its plan has one for the day already.
func insertRound(tx *db.Tx, r round) (bool, error) {
	author, err := json.Marshal(r.Author)
	if err != nil {
		return false, err
	}
	n, err := tx.Exec(`insert into checkin_round (id, school, plan, day, name, ask, at, opened_at, ends_at, state, closed_at, author, children, home, look_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing`,
		r.ID, r.School, r.Plan, r.Day, r.Name, r.Ask, r.At, r.OpenedAt, r.EndsAt, r.State, r.ClosedAt, string(author),
		r.Shown.Of, r.Shown.Home, r.LookAt)
	return n > 0, err
}

func insertPlace(tx *db.Tx, r round, p place) error {
	_, err := tx.Exec(`insert into checkin_place (school, round, class, at, families, students, overdue, list)
		values ($1, $2, $3, $4, $5, $6, $7, $8)`, r.School, r.ID, p.Class, r.At, p.Families, p.Students, p.Overdue, p.List)
	return err
}

func setStaffEntries(tx *db.Tx, id RoundID, p place) error {
	_, err := tx.Exec(`update checkin_place set overdue = $3, list = $4 where round = $1 and class = $2`, id, p.Class, p.Overdue, p.List)
	return err
}

func setAsk(tx *db.Tx, r round) error {
	_, err := tx.Exec(`update checkin_round set ask = $2 where id = $1`, r.ID, r.Ask)
	return err
}

// setRound writes down how a round stands after somebody looked at it.
func setRound(tx *db.Tx, r round) error {
	_, err := tx.Exec(`update checkin_round set state = $2, closed_at = $3, children = $4, home = $5, look_at = $6 where id = $1`,
		r.ID, r.State, r.ClosedAt, r.Shown.Of, r.Shown.Home, r.LookAt)
	return err
}

// lookSooner lets the worker look at a round no later than at a moment, while there
// is anything to look at.
func lookSooner(tx *db.Tx, id RoundID, at core.Millis) error {
	_, err := tx.Exec(`update checkin_round set look_at = $2 where id = $1 and look_at > $2`, id, at)
	return err
}

func loadRound(tx *db.Tx, id RoundID) (round, error) {
	r, err := scanRound(tx.QueryRow(`select `+roundColumns+` from checkin_round r where r.id = $1`, id))
	return r, db.One(err)
}

func placesOf(tx *db.Tx, id RoundID) ([]place, error) {
	rows, err := tx.Query(`select class, families, students, overdue, list from checkin_place where round = $1 order by class`, id)
	return db.Collect(rows, err, func(r *sql.Rows) (p place, err error) {
		return p, r.Scan(&p.Class, &p.Families, &p.Students, &p.Overdue, &p.List)
	})
}

func classesOf(tx *db.Tx, id RoundID) ([]roster.ClassID, error) {
	rows, err := tx.Query(`select class from checkin_place where round = $1 order by class`, id)
	return db.Collect(rows, err, scanClass)
}

// roundsOf returns the rounds of a class before a moment, the newest first.
func roundsOf(tx *db.Tx, class roster.ClassID, before core.Millis, limit int) ([]round, error) {
	return collectRounds(tx.Query(`select `+roundColumns+` from checkin_place p join checkin_round r on r.id = p.round
		where p.class = $1 and p.at < $2 order by p.at desc, r.id desc limit $3`, class, before, limit))
}

// living returns the rounds of classes that still take words, the oldest first.
func living(tx *db.Tx, classes []roster.ClassID) ([]round, error) {
	return collectRounds(tx.Query(`select distinct `+roundColumns+` from checkin_place p join checkin_round r on r.id = p.round
		where p.class in `+db.In(tx, "$1")+` and p.at > $2 and r.look_at > 0 order by r.at, r.id`,
		db.List(classes), tx.Millis()-millis(3*missedFor)))
}

// openedByHand returns those of some classes that have had a round by hand on a day.
func openedByHand(tx *db.Tx, classes []roster.ClassID, d Day) (map[roster.ClassID]bool, error) {
	rows, err := tx.Query(`select p.class from checkin_place p join checkin_round r on r.id = p.round
		where p.class in `+db.In(tx, "$1")+` and p.at >= $3 and r.plan = '' and r.day = $2`,
		db.List(classes), d, core.MillisOf(d.at(0))-millis(missedFor))
	list, err := db.Collect(rows, err, scanClass)
	out := map[roster.ClassID]bool{}
	for _, c := range list {
		out[c] = true
	}
	return out, err
}

func dueRounds(tx *db.Tx, limit int) ([]RoundID, error) {
	rows, err := tx.Query(`select id from checkin_round where look_at > 0 and look_at <= $1 order by look_at, id limit $2`, tx.Millis(), limit)
	return db.Collect(rows, err, func(r *sql.Rows) (id RoundID, err error) { return id, r.Scan(&id) })
}

// nextDue returns when the next plan or round wants the worker; 0 when none does.
func nextDue(tx *db.Tx) (at core.Millis, err error) {
	err = tx.QueryRow(`select coalesce(min(at), 0) from (
		select min(next_at) as at from checkin_plan where next_at > 0
		union all select min(look_at) from checkin_round where look_at > 0) as due`).Scan(&at)
	return at, err
}
