package notice

import (
	"database/sql"
	"encoding/json"
	"fmt"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

const noticeColumns = `n.id, n.school, n.class, n.author, n.type, n.title, n.text, n.times, n.checklist, n.students, n.level, n.need,
	n.due_at, n.publish_at, n.pinned, n.expires_at, n.state, n.version, n.changed_at, n.ask, n.closed, n.expects`

func scanNotice(row interface{ Scan(...any) error }, more ...any) (n notice, err error) {
	var author, times, checklist, students, expects string
	err = row.Scan(append([]any{&n.ID, &n.School, &n.Class, &author, &n.Type, &n.Title, &n.Text, &times, &checklist, &students,
		&n.Level, &n.Need, &n.DueAt, &n.PublishAt, &n.Pinned, &n.ExpiresAt, &n.State, &n.Version, &n.Changed, &n.Ask, &n.Closed, &expects}, more...)...)
	if err != nil {
		return n, err
	}
	for text, into := range map[string]any{author: &n.Author, times: &n.Times, checklist: &n.Checklist, students: &n.Students} {
		if text == "" {
			continue
		}
		if err := json.Unmarshal([]byte(text), into); err != nil {
			return n, fmt.Errorf("read notice %s: %w", n.ID, err)
		}
	}
	if err := n.unpackExpect(expects); err != nil {
		return n, fmt.Errorf("read notice %s: %w", n.ID, err)
	}
	return n, nil
}

// packed is a content's structured parts as they are stored.
type packed struct{ times, checklist, students, expects string }

func (c Content) pack() packed {
	p := packed{checklist: encode(c.Checklist), expects: c.packExpect()}
	if c.Times != nil {
		p.times = encode(c.Times)
	}
	if c.Students != nil {
		p.students = encode(c.Students)
	}
	return p
}

// encode writes a value of this room's own types, which always encode.
func encode(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

func insertNotice(tx *db.Tx, n notice) error {
	p := n.pack()
	_, err := tx.Exec(`insert into notice_notice (id, school, class, author, type, title, text, times, checklist, students, level, need,
		due_at, publish_at, pinned, expires_at, state, version, changed_at, ask, expects, created_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`,
		n.ID, n.School, n.Class, encode(n.Author), n.Type, n.Title, n.Text, p.times, p.checklist, p.students, n.Level, n.Need,
		n.DueAt, n.PublishAt, n.Pinned, n.ExpiresAt, n.State, n.Version, n.Changed, n.Ask, p.expects, tx.Millis())
	return err
}

// updateNotice writes a content over the one that the writer has seen; false
// when somebody else was quicker.
func updateNotice(tx *db.Tx, n notice, seen int) (bool, error) {
	p := n.pack()
	rows, err := tx.Exec(`update notice_notice set type = $2, title = $3, text = $4, times = $5, checklist = $6, students = $7,
		level = $8, need = $9, due_at = $10, publish_at = $11, pinned = $12, expires_at = $13, version = $14, changed_at = $15, expects = $16
		where id = $1 and version = $17 and state = $18`,
		n.ID, n.Type, n.Title, n.Text, p.times, p.checklist, p.students, n.Level, n.Need,
		n.DueAt, n.PublishAt, n.Pinned, n.ExpiresAt, n.Version, tx.Millis(), p.expects, seen, n.State)
	return rows > 0, err
}

func loadNotice(tx *db.Tx, id ID) (notice, error) {
	n, err := scanNotice(tx.QueryRow(`select `+noticeColumns+` from notice_notice n where n.id = $1`, id))
	return n, db.One(err)
}

// noticeAt returns a notice with the places it has among conversations.
func noticeAt(tx *db.Tx, id ID, among []feed.ID) (n notice, places []Place, err error) {
	rows, err := tx.Query(`select `+noticeColumns+`, coalesce(p.conversation, ''), coalesce(p.seq, 0)
		from notice_notice n left join notice_place p on p.notice = n.id and p.conversation in `+db.In(tx, "$2")+`
		where n.id = $1 order by p.conversation`, id, db.List(among))
	places, err = db.Collect(rows, err, func(r *sql.Rows) (p Place, err error) {
		n, err = scanNotice(r, &p.Conversation, &p.Seq)
		return p, err
	})
	if err == nil && len(places) == 0 {
		err = core.ErrAbsent
	}
	return n, places, err
}

func classOf(tx *db.Tx, id ID) (class roster.ClassID, err error) {
	err = tx.QueryRow(`select class from notice_notice where id = $1`, id).Scan(&class)
	return class, db.One(err)
}

func noticesByID(tx *db.Tx, ids []ID) (map[ID]notice, error) {
	rows, err := tx.Query(`select `+noticeColumns+` from notice_notice n where n.id in `+db.In(tx, "$1"), db.List(ids))
	list, err := db.Collect(rows, err, func(r *sql.Rows) (notice, error) { return scanNotice(r) })
	out := make(map[ID]notice, len(list))
	for _, n := range list {
		out[n.ID] = n
	}
	return out, err
}

// noticesOf returns a class's notices, the newest first, older than before.
func noticesOf(tx *db.Tx, class roster.ClassID, before core.Millis, beforeID ID, limit int) ([]notice, error) {
	rows, err := tx.Query(`select `+noticeColumns+` from notice_notice n
		where class = $1 and (publish_at < $2 or publish_at = $2 and id < $3)
		order by publish_at desc, id desc limit $4`, class, before, beforeID, limit)
	return db.Collect(rows, err, func(r *sql.Rows) (notice, error) { return scanNotice(r) })
}

// dueNotices finds scheduled notices whose time has come, in open classes or not.
func dueNotices(tx *db.Tx, limit int) ([]ID, error) {
	rows, err := tx.Query(`select id from notice_notice where state = 'scheduled' and publish_at <= $1
		order by publish_at, id limit $2`, tx.Millis(), limit)
	return db.Collect(rows, err, func(r *sql.Rows) (id ID, err error) { return id, r.Scan(&id) })
}

// nextDue returns when the next scheduled notice goes out, 0 when none waits.
func nextDue(tx *db.Tx) (at core.Millis, err error) {
	return at, tx.QueryRow(`select coalesce(min(publish_at), 0) from notice_notice where state = 'scheduled'`).Scan(&at)
}

// claimPublication takes a scheduled notice for publication; false when another
// transaction has taken it.
func claimPublication(tx *db.Tx, id ID) (bool, error) {
	n, err := tx.Exec(`update notice_notice set state = 'published', publish_at = $2, changed_at = $2
		where id = $1 and state = 'scheduled'`, id, tx.Millis())
	return n > 0, err
}

// setClosed notes that staff have closed a notice's ask, or opened it again.
func setClosed(tx *db.Tx, id ID, closed bool) error {
	_, err := tx.Exec(`update notice_notice set closed = $2 where id = $1`, id, closed)
	return err
}

// markStale notes that a chain's entry tells too few answers; claimStale takes the
// chain to bring it up to date, false when another server has.
func markStale(tx *db.Tx, id ID) error {
	_, err := tx.Exec(`update notice_notice set stale = 1 where id = $1 and stale = 0`, id)
	return err
}

func claimStale(tx *db.Tx, id ID) (bool, error) {
	n, err := tx.Exec(`update notice_notice set stale = 0 where id = $1 and stale = 1`, id)
	return n > 0, err
}

func staleChains(tx *db.Tx, limit int) ([]ID, error) {
	rows, err := tx.Query(`select id from notice_notice where stale = 1 order by id limit $1`, limit)
	return db.Collect(rows, err, func(r *sql.Rows) (id ID, err error) { return id, r.Scan(&id) })
}

func setAsk(tx *db.Tx, id ID, a ask.ID) error {
	_, err := tx.Exec(`update notice_notice set ask = $2 where id = $1`, id, a)
	return err
}

// setRecalled recalls a notice that is scheduled or out; false when it was before.
func setRecalled(tx *db.Tx, id ID) (bool, error) {
	n, err := tx.Exec(`update notice_notice set state = 'recalled', version = version + 1, changed_at = $2
		where id = $1 and state <> 'recalled'`, id, tx.Millis())
	return n > 0, err
}

func setPinned(tx *db.Tx, id ID, pinned bool) error {
	_, err := tx.Exec(`update notice_notice set pinned = $2 where id = $1`, id, pinned)
	return err
}

func insertPlaces(tx *db.Tx, n notice, convs []feed.ID, seq feed.Seq) error {
	_, err := tx.Exec(`with chosen(conversation) as `+db.In(tx, "$3")+`
		insert into notice_place (school, notice, conversation, seq) select $1, $2, conversation, $4 from chosen`,
		n.School, n.ID, db.List(convs), seq)
	return err
}

func placesOf(tx *db.Tx, id ID) ([]Place, error) {
	rows, err := tx.Query(`select conversation, seq from notice_place where notice = $1 order by conversation`, id)
	return db.Collect(rows, err, func(r *sql.Rows) (p Place, err error) { return p, r.Scan(&p.Conversation, &p.Seq) })
}

// placesIn returns where notices stand among conversations, by notice; all
// notices when none is named.
func placesIn(tx *db.Tx, convs []feed.ID, only []ID) (map[ID][]Place, error) {
	rows, err := tx.Query(`select notice, conversation, seq from notice_place
		where conversation in `+db.In(tx, "$1")+` and ($2 = '[]' or notice in `+db.In(tx, "$2")+`)`, db.List(convs), db.List(only))
	out := map[ID][]Place{}
	_, err = db.Collect(rows, err, func(r *sql.Rows) (p Place, err error) {
		var id ID
		err = r.Scan(&id, &p.Conversation, &p.Seq)
		out[id] = append(out[id], p)
		return p, err
	})
	return out, err
}
