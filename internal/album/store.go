package album

import (
	"database/sql"
	"encoding/json"
	"fmt"

	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/roster"
)

// hold lets changes of one class's pictures and consent happen one after the
// other, so that what is counted for all is complete.
func hold(tx *db.Tx, class roster.ClassID) error { return tx.Lock("album " + string(class)) }

const albumColumns = `a.id, a.school, a.class, a.conversation, a.seq, a.title, a.day, a.author, a.created_at`

func scanAlbum(row interface{ Scan(...any) error }, more ...any) (a album, err error) {
	var author string
	into := []any{&a.ID, &a.School, &a.Class, &a.Conv, &a.Seq, &a.Title, &a.Day, &author, &a.CreatedAt}
	if err = row.Scan(append(into, more...)...); err != nil {
		return a, err
	}
	return a, decode(author, &a.Author)
}

func insertAlbum(tx *db.Tx, a album) error {
	_, err := tx.Exec(`insert into album_album (school, id, class, conversation, seq, title, day, author, last_place, stale, created_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, $9)`,
		a.School, a.ID, a.Class, a.Conv, a.Seq, a.Title, a.Day, encode(a.Author), a.CreatedAt)
	return err
}

func setSeq(tx *db.Tx, id ID, seq feed.Seq) error {
	_, err := tx.Exec(`update album_album set seq = $2 where id = $1`, id, seq)
	return err
}

func setTitle(tx *db.Tx, id ID, title, day string) error {
	_, err := tx.Exec(`update album_album set title = $2, day = $3 where id = $1`, id, title, day)
	return err
}

func loadAlbum(tx *db.Tx, id ID) (album, error) {
	a, err := scanAlbum(tx.QueryRow(`select `+albumColumns+` from album_album a where a.id = $1`, id))
	return a, db.One(err)
}

func classOfAlbum(tx *db.Tx, id ID) (class roster.ClassID, err error) {
	err = tx.QueryRow(`select class from album_album where id = $1`, id).Scan(&class)
	return class, db.One(err)
}

// shelf is an album with what a reader may see of it.
type shelf struct {
	album
	count, videos int
}

// shelvesOf returns a class's albums, the latest day first, beginning after one,
// each with the numbers of what the reader may see.
func shelvesOf(tx *db.Tx, class roster.ClassID, v sight, after album, limit int) ([]shelf, error) {
	rows, err := tx.Query(`select `+albumColumns+`, count(p.id), coalesce(sum(p.video), 0)
		from album_album a left join album_picture p on p.album = a.id and `+seen(tx)+`
		where a.class = $4 and ($5 = '' or a.day < $5 or a.day = $5 and a.id < $6)
		group by `+albumColumns+` order by a.day desc, a.id desc limit $7`,
		v.with(class, after.Day, after.ID, limit)...)
	return db.Collect(rows, err, func(r *sql.Rows) (s shelf, err error) {
		s.album, err = scanAlbum(r, &s.count, &s.videos)
		return s, err
	})
}

// shelfOf returns one album's numbers for a reader.
func shelfOf(tx *db.Tx, id ID, v sight) (count, videos int, err error) {
	err = tx.QueryRow(`select count(*), coalesce(sum(p.video), 0) from album_picture p where p.album = $4 and `+seen(tx),
		v.with(id)...).Scan(&count, &videos)
	return count, videos, err
}

// firstFiles returns the first files of albums that a reader may see, by album.
func firstFiles(tx *db.Tx, albums []ID, v sight, each int) (map[ID][]media.FileID, error) {
	rows, err := tx.Query(`select album, file from (
			select p.album, p.file, p.place, row_number() over (partition by p.album order by p.place) as n
			from album_picture p where p.album in `+db.In(tx, "$4")+` and `+seen(tx)+`) first
		where n <= $5 order by album, place`, v.with(db.List(albums), each)...)
	type pair struct {
		album ID
		file  media.FileID
	}
	pairs, err := db.Collect(rows, err, func(r *sql.Rows) (p pair, err error) { return p, r.Scan(&p.album, &p.file) })
	out := map[ID][]media.FileID{}
	for _, p := range pairs {
		out[p.album] = append(out[p.album], p.file)
	}
	return out, err
}

// weights returns the heaviest albums of a class, of what a reader may see.
func weights(tx *db.Tx, class roster.ClassID, v sight) ([]Weight, error) {
	rows, err := tx.Query(`select a.id, a.title, a.day, count(p.id), coalesce(sum(p.bytes), 0) as bytes
		from album_album a join album_picture p on p.album = a.id and `+seen(tx)+`
		where a.class = $4 group by a.id, a.title, a.day order by bytes desc, a.id limit $5`, v.with(class, heaviest)...)
	return db.Collect(rows, err, func(r *sql.Rows) (w Weight, err error) {
		return w, r.Scan(&w.ID, &w.Title, &w.Day, &w.Count, &w.Bytes)
	})
}

// setStale notes that an album's entry has to be brought up to date.
func setStale(tx *db.Tx, id ID) error {
	_, err := tx.Exec(`update album_album set stale = 1 where id = $1 and stale = 0`, id)
	return err
}

// claimStale takes a stale album to bring it up to date; false when another
// server was quicker.
func claimStale(tx *db.Tx, id ID) (bool, error) {
	n, err := tx.Exec(`update album_album set stale = 0 where id = $1 and stale = 1`, id)
	return n > 0, err
}

func staleAlbums(tx *db.Tx, limit int) ([]album, error) {
	rows, err := tx.Query(`select `+albumColumns+` from album_album a where a.stale = 1 order by a.id limit $1`, limit)
	return db.Collect(rows, err, func(r *sql.Rows) (album, error) { return scanAlbum(r) })
}

// albumsWith returns the albums in which a child is tagged.
func albumsWith(tx *db.Tx, student roster.StudentID) ([]album, error) {
	rows, err := tx.Query(`select `+albumColumns+` from album_album a where a.id in (
		select p.album from album_tag g join album_picture p on p.id = g.picture
		where g.student = $1 and p.state in ('waiting', 'shown')) order by a.id`, student)
	return db.Collect(rows, err, func(r *sql.Rows) (album, error) { return scanAlbum(r) })
}

// encode writes a value of this room's own types, which always encode.
func encode(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

func decode(text string, into any) error {
	if err := json.Unmarshal([]byte(text), into); err != nil {
		return fmt.Errorf("read a stored value of an album: %w", err)
	}
	return nil
}
