package checkin

import (
	"database/sql"
	"encoding/json"
	"fmt"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

const planColumns = `p.school, p.id, p.class, p.name, p.weekdays, p.minute, p.ends, p.is_on, p.next_day, p.next_at`

func scanPlan(row interface{ Scan(...any) error }) (p plan, err error) {
	var weekdays []byte
	err = row.Scan(&p.School, &p.ID, &p.Class, &p.Name, &weekdays, &p.Minute, &p.Ends, &p.On, &p.NextDay, &p.NextAt)
	if err != nil {
		return p, err
	}
	return p, json.Unmarshal(weekdays, &p.Weekdays)
}

// loadPlan returns a plan with its classes.
func loadPlan(tx *db.Tx, id PlanID) (plan, error) {
	p, err := scanPlan(tx.QueryRow(`select `+planColumns+` from checkin_plan p where p.id = $1`, id))
	if err != nil {
		return p, db.One(err)
	}
	rows, err := tx.Query(`select class from checkin_plan_class where plan = $1 order by class`, id)
	p.Classes, err = db.Collect(rows, err, scanClass)
	return p, err
}

// plansOf returns the plans of a class, the oldest first.
func plansOf(tx *db.Tx, class roster.ClassID) ([]plan, error) {
	rows, err := tx.Query(`select plan from checkin_plan_class where class = $1 order by plan`, class)
	ids, err := db.Collect(rows, err, func(r *sql.Rows) (id PlanID, err error) { return id, r.Scan(&id) })
	if err != nil {
		return nil, err
	}
	list := make([]plan, 0, len(ids))
	for _, id := range ids {
		p, err := loadPlan(tx, id)
		if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, nil
}

func savePlan(tx *db.Tx, p plan, by string) error {
	weekdays, err := json.Marshal(p.Weekdays)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`insert into checkin_plan (school, id, class, name, weekdays, minute, ends, is_on, next_day, next_at, changed_by, changed_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
		on conflict (id) do update set name = excluded.name, weekdays = excluded.weekdays, minute = excluded.minute, ends = excluded.ends,
			is_on = excluded.is_on, next_day = excluded.next_day, next_at = excluded.next_at,
			changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
		p.School, p.ID, p.Class, p.Name, string(weekdays), p.Minute, p.Ends, p.On, p.NextDay, p.NextAt, by, tx.Millis())
	if err != nil {
		return fmt.Errorf("save plan: %w", err)
	}
	if _, err := tx.Exec(`delete from checkin_plan_class where plan = $1`, p.ID); err != nil {
		return err
	}
	_, err = tx.Exec(`with chosen(class) as `+db.In(tx, "$3")+`
		insert into checkin_plan_class (school, plan, class) select $1, $2, class from chosen`, p.School, p.ID, db.List(p.Classes))
	return err
}

func dropPlan(tx *db.Tx, id PlanID) error {
	if _, err := tx.Exec(`delete from checkin_plan_class where plan = $1`, id); err != nil {
		return err
	}
	_, err := tx.Exec(`delete from checkin_plan where id = $1`, id)
	return err
}

// movePlan moves a plan to its next round, once: false when another server has.
func movePlan(tx *db.Tx, p plan, day Day, at core.Millis) (bool, error) {
	n, err := tx.Exec(`update checkin_plan set next_day = $3, next_at = $4 where id = $1 and next_at = $2`, p.ID, p.NextAt, day, at)
	return n > 0, err
}

func duePlans(tx *db.Tx, limit int) ([]PlanID, error) {
	rows, err := tx.Query(`select id from checkin_plan where next_at > 0 and next_at <= $1 order by next_at, id limit $2`, tx.Millis(), limit)
	return db.Collect(rows, err, func(r *sql.Rows) (id PlanID, err error) { return id, r.Scan(&id) })
}

// exceptionsOf returns what is set by hand for classes from a day on.
func exceptionsOf(tx *db.Tx, classes []roster.ClassID, from Day) ([]exception, error) {
	rows, err := tx.Query(`select class, day, round, minute from checkin_day
		where class in `+db.In(tx, "$1")+` and day >= $2 order by day, class`, db.List(classes), from)
	return db.Collect(rows, err, func(r *sql.Rows) (e exception, err error) { return e, r.Scan(&e.Class, &e.Day, &e.Round, &e.Minute) })
}

// saveException sets a class's day by hand; one that says nothing is taken away.
func saveException(tx *db.Tx, a core.Actor, e exception) error {
	if e.Round == "" && e.Minute < 0 {
		_, err := tx.Exec(`delete from checkin_day where class = $1 and day = $2`, e.Class, e.Day)
		return err
	}
	_, err := tx.Exec(`insert into checkin_day (school, class, day, round, minute, set_by, set_at) values ($1, $2, $3, $4, $5, $6, $7)
		on conflict (class, day) do update set round = excluded.round, minute = excluded.minute, set_by = excluded.set_by, set_at = excluded.set_at`,
		a.School, e.Class, e.Day, e.Round, e.Minute, a.Person, tx.Millis())
	return err
}

func scanClass(r *sql.Rows) (c roster.ClassID, err error) { return c, r.Scan(&c) }
