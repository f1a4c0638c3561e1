package talk

import (
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// openTopic makes a message a question; false when it asks one already.
func openTopic(tx *db.Tx, m message, class roster.ClassID, title string) (bool, error) {
	n, err := tx.Exec(`insert into talk_topic (school, conversation, seq, class, title, state, summary, opened_at, closed_at)
		values ($1, $2, $3, $4, $5, 'open', '', $6, 0) on conflict (conversation, seq) do nothing`,
		m.School, m.Conversation, m.Seq, class, title, tx.Millis())
	return n > 0, err
}

// renameTopic gives a question another title while words can be changed; false
// when it is too late.
func renameTopic(tx *db.Tx, conv feed.ID, seq feed.Seq, title string) (bool, error) {
	n, err := tx.Exec(`update talk_topic set title = $3 where conversation = $1 and seq = $2 and (opened_at >= $4 or title = $3)`,
		conv, seq, title, core.MillisOf(tx.Now().Add(-editWithin)))
	return n > 0, err
}

// updateTopic closes or reopens a question; false when there is none to turn.
func updateTopic(tx *db.Tx, conv feed.ID, seq feed.Seq, t Topic) (bool, error) {
	n, err := tx.Exec(`update talk_topic set state = $3, summary = $4, closed_at = $5
		where conversation = $1 and seq = $2 and state <> $3`, conv, seq, t.State, t.Summary, t.ClosedAt)
	return n > 0, err
}

// findTopic returns the question that a message asks; nil when it asks none.
func findTopic(tx *db.Tx, conv feed.ID, seq feed.Seq) (*Topic, error) {
	t := &Topic{}
	err := tx.QueryRow(`select state, title, summary, closed_at from talk_topic where conversation = $1 and seq = $2`, conv, seq).
		Scan(&t.State, &t.Title, &t.Summary, &t.ClosedAt)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // most messages ask no question
	}
	return t, err
}

// topicsOf returns a class's questions whose message stands, the newest first,
// one more than the page holds.
func topicsOf(tx *db.Tx, class roster.ClassID, state string, p core.Page) ([]Listed, error) {
	at, seq := readTimeCursor(p.After)
	rows, err := tx.Query(`select t.conversation, t.seq, t.state, t.title, t.summary, t.closed_at, t.opened_at
		from talk_topic t join talk_message m on m.conversation = t.conversation and m.seq = t.seq and m.state = 'said'
		where t.class = $1 and ($2 = '' or t.state = $2) and (t.opened_at, t.seq) < ($3, $4)
		order by t.opened_at desc, t.seq desc limit $5`, class, state, at, seq, p.Limit+1)
	return db.Collect(rows, err, func(r *sql.Rows) (l Listed, err error) {
		return l, r.Scan(&l.Conversation, &l.Seq, &l.State, &l.Title, &l.Summary, &l.ClosedAt, &l.At)
	})
}

func timeCursor(at core.Millis, seq feed.Seq) string { return fmt.Sprintf("%d.%d", at, seq) }

// readTimeCursor reads where a page begins; without one, at the end of time.
func readTimeCursor(after string) (core.Millis, feed.Seq) {
	at, seq, _ := strings.Cut(after, ".")
	ms, err := strconv.ParseInt(at, 10, 64)
	if err != nil {
		return anyTime, 0
	}
	n, _ := strconv.ParseInt(seq, 10, 64) // a cursor nobody gave out
	return core.Millis(ms), feed.Seq(n)
}

func saveConsent(tx *db.Tx, root message, person string, yes bool) error {
	_, err := tx.Exec(`insert into talk_consent (school, conversation, seq, person, yes, at) values ($1, $2, $3, $4, $5, $6)
		on conflict (conversation, seq, person) do update set yes = excluded.yes, at = excluded.at`,
		root.School, root.Conversation, root.Seq, person, yes, tx.Millis())
	return err
}

// consents returns the answers of a thread's writers.
func consents(tx *db.Tx, conv feed.ID, seq feed.Seq) (map[string]bool, error) {
	rows, err := tx.Query(`select person, yes from talk_consent where conversation = $1 and seq = $2`, conv, seq)
	out := map[string]bool{}
	_, err = db.Collect(rows, err, func(r *sql.Rows) (struct{}, error) {
		var person string
		var yes bool
		err := r.Scan(&person, &yes)
		out[person] = yes
		return struct{}{}, err
	})
	return out, err
}

// cardOf returns the card made of a thread, empty when there is none.
func cardOf(tx *db.Tx, conv feed.ID, seq feed.Seq) (id ExperienceID, err error) {
	err = tx.QueryRow(`select id from talk_experience where conversation = $1 and seq = $2`, conv, seq).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return id, err
}

// insertExperience writes a card and whose words stand on it; false when the
// thread has one already.
func insertExperience(tx *db.Tx, school string, x Experience, conv feed.ID, seq feed.Seq, quotes []message) (bool, error) {
	n, err := tx.Exec(`insert into talk_experience (school, id, class, conversation, seq, title, summary, at)
		values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (conversation, seq) do nothing`,
		school, x.ID, x.class, conv, seq, x.Title, x.Summary, x.At)
	if err != nil || n == 0 {
		return false, err
	}
	for i, q := range quotes {
		_, err := tx.Exec(`insert into talk_quote (school, experience, source, person, text) values ($1, $2, $3, $4, $5)`,
			school, x.ID, q.Seq, q.Person, x.Quotes[i])
		if err != nil {
			return false, err
		}
	}
	return true, nil
}

// experiencesOf returns a school's cards before one, the newest first.
func experiencesOf(tx *db.Tx, school string, before ExperienceID, limit int) ([]Experience, error) {
	rows, err := tx.Query(`select id, class, title, summary, at from talk_experience
		where school = $1 and ($2 = '' or id < $2) order by id desc limit $3`, school, before, limit)
	items, err := db.Collect(rows, err, func(r *sql.Rows) (x Experience, err error) {
		x.Quotes = []string{}
		return x, r.Scan(&x.ID, &x.class, &x.Title, &x.Summary, &x.At)
	})
	if err != nil {
		return nil, err
	}
	ids, place := make([]ExperienceID, len(items)), map[ExperienceID]int{}
	for i, x := range items {
		ids[i], place[x.ID] = x.ID, i
	}
	rows, err = tx.Query(`select experience, text from talk_quote where experience in `+db.In(tx, "$1")+` order by experience, source`, db.List(ids))
	_, err = db.Collect(rows, err, func(r *sql.Rows) (struct{}, error) {
		var id ExperienceID
		var text string
		err := r.Scan(&id, &text)
		items[place[id]].Quotes = append(items[place[id]].Quotes, text)
		return struct{}{}, err
	})
	return items, err
}

func classOfExperience(tx *db.Tx, id ExperienceID) (class roster.ClassID, err error) {
	err = tx.QueryRow(`select class from talk_experience where id = $1`, id).Scan(&class)
	return class, db.One(err)
}

func dropExperience(tx *db.Tx, id ExperienceID) error {
	if _, err := tx.Exec(`delete from talk_quote where experience = $1`, id); err != nil {
		return err
	}
	_, err := tx.Exec(`delete from talk_experience where id = $1`, id)
	return err
}

// forgetQuotes takes a message's words off every card.
func forgetQuotes(tx *db.Tx, conv feed.ID, source feed.Seq) error {
	_, err := tx.Exec(`delete from talk_quote where source = $2
		and experience in (select id from talk_experience where conversation = $1)`, conv, source)
	return err
}

// dropQuotesBy takes a person's words off the card of a thread.
func dropQuotesBy(tx *db.Tx, conv feed.ID, seq feed.Seq, person string) error {
	_, err := tx.Exec(`delete from talk_quote where person = $3
		and experience in (select id from talk_experience where conversation = $1 and seq = $2)`, conv, seq, person)
	return err
}
