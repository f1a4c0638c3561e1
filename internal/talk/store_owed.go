package talk

import (
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// The states of what is owed.
const (
	owedOpen      = "open"
	owedDone      = "done"
	owedWithdrawn = "withdrawn"
)

func insertOwed(tx *db.Tx, school string, class roster.ClassID, e feed.Entry) error {
	_, err := tx.Exec(`insert into talk_owed (school, conversation, seq, root, class, name, at, state, snoozed_until, settled_by, settled_at)
		values ($1, $2, $3, $4, $5, $6, $7, 'open', 0, '', 0) on conflict (conversation, seq) do nothing`,
		school, e.Conversation, e.Seq, e.Root, class, e.By.Label, e.At)
	return err
}

// settleOwed ends what an answer settles: everything before it in its thread, or
// with root 0 everything before it that stands in no thread.
func settleOwed(tx *db.Tx, class roster.ClassID, e feed.Entry, root feed.Seq) (bool, error) {
	n, err := tx.Exec(`update talk_owed set state = 'answered', settled_by = $5, settled_at = $6
		where class = $1 and conversation = $2 and state = 'open' and seq < $3 and (root = $4 or seq = $4)`,
		class, e.Conversation, e.Seq, root, e.By.ID, tx.Millis())
	return n > 0, err
}

func endOwed(tx *db.Tx, conv feed.ID, seq feed.Seq, state, person string) (bool, error) {
	n, err := tx.Exec(`update talk_owed set state = $3, settled_by = $4, settled_at = $5
		where conversation = $1 and seq = $2 and state = 'open'`, conv, seq, state, person, tx.Millis())
	return n > 0, err
}

func snoozeOwed(tx *db.Tx, conv feed.ID, seq feed.Seq, until core.Millis) (bool, error) {
	n, err := tx.Exec(`update talk_owed set snoozed_until = $3 where conversation = $1 and seq = $2 and state = 'open'`, conv, seq, until)
	return n > 0, err
}

const owedColumns = `conversation, seq, class, name, at, snoozed_until, state`

func scanOwed(row interface{ Scan(...any) error }) (d Debt, err error) {
	return d, row.Scan(&d.Conversation, &d.Seq, &d.Class, &d.Name, &d.At, &d.SnoozedUntil, &d.state)
}

func loadOwed(tx *db.Tx, conv feed.ID, seq feed.Seq) (Debt, error) {
	d, err := scanOwed(tx.QueryRow(`select `+owedColumns+` from talk_owed where conversation = $1 and seq = $2`, conv, seq))
	return d, db.One(err)
}

// openOwed returns what is owed by some classes, one more than the page holds:
// first what is due now, then what was put aside, each the oldest first.
func openOwed(tx *db.Tx, classes []roster.ClassID, p core.Page) ([]Debt, error) {
	aside, at, conv, seq := readCursor(p.After)
	rows, err := tx.Query(`select `+owedColumns+` from (
			select `+owedColumns+`, case when snoozed_until > $2 then 1 else 0 end as aside
			from talk_owed where state = 'open' and class in `+db.In(tx, "$1")+`) as o
		where (aside, at, conversation, seq) > ($3, $4, $5, $6) order by aside, at, conversation, seq limit $7`,
		db.List(classes), tx.Millis(), aside, at, conv, seq, p.Limit+1)
	return db.Collect(rows, err, func(r *sql.Rows) (Debt, error) { return scanOwed(r) })
}

// cursorOf says where the next page of what is owed begins.
func cursorOf(d Debt, now core.Millis) string {
	aside := 0
	if d.SnoozedUntil > now {
		aside = 1
	}
	return fmt.Sprintf("%d.%d.%d.%s", aside, d.At, d.Seq, d.Conversation)
}

func readCursor(after string) (aside int, at core.Millis, conv feed.ID, seq feed.Seq) {
	parts := strings.SplitN(after, ".", 4)
	if len(parts) < 4 {
		return 0, 0, "", 0
	}
	number := func(text string) int64 {
		n, _ := strconv.ParseInt(text, 10, 64) // a cursor nobody gave out begins at the start
		return n
	}
	if parts[0] == "1" {
		aside = 1
	}
	return aside, core.Millis(number(parts[1])), feed.ID(parts[3]), feed.Seq(number(parts[2]))
}
