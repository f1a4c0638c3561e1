package album

import (
	"database/sql"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/media"
	"magpie/internal/roster"
)

// picture is a row of the room.
type picture struct {
	ID      PictureID
	School  string
	Album   ID
	Class   roster.ClassID
	File    media.FileID
	Video   bool
	Bytes   int64
	Caption string
	Owner   string
	Author  roster.Byline
	State   State
	Place   int64
	AddedAt core.Millis
}

const pictureColumns = `p.id, p.school, p.album, p.class, p.file, p.video, p.bytes, p.caption, p.owner, p.author, p.state, p.place, p.added_at`

func scanPicture(row interface{ Scan(...any) error }) (p picture, err error) {
	var author string
	var video int64
	err = row.Scan(&p.ID, &p.School, &p.Album, &p.Class, &p.File, &video, &p.Bytes, &p.Caption, &p.Owner, &author, &p.State, &p.Place, &p.AddedAt)
	if err != nil {
		return p, err
	}
	p.Video = video == 1
	return p, decode(author, &p.Author)
}

func collectPictures(rows *sql.Rows, err error) ([]picture, error) {
	return db.Collect(rows, err, func(r *sql.Rows) (picture, error) { return scanPicture(r) })
}

// nextPlaces takes the next places of an album and returns the first.
func nextPlaces(tx *db.Tx, id ID, n int) (first int64, err error) {
	err = tx.QueryRow(`update album_album set last_place = last_place + $2 where id = $1 returning last_place`, id, n).Scan(&first)
	return first - int64(n) + 1, db.One(err)
}

func insertPicture(tx *db.Tx, p picture) error {
	_, err := tx.Exec(`insert into album_picture (school, id, album, class, file, video, bytes, caption, owner, author, state, place,
			added_at, decided_by, decided_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', 0)`,
		p.School, p.ID, p.Album, p.Class, p.File, p.Video, p.Bytes, p.Caption, p.Owner, encode(p.Author), p.State, p.Place, p.AddedAt)
	return err
}

func loadPicture(tx *db.Tx, id PictureID) (picture, error) {
	p, err := scanPicture(tx.QueryRow(`select `+pictureColumns+` from album_picture p
		where p.id = $1 and p.state in ('waiting', 'shown')`, id))
	return p, db.One(err)
}

// filesIn returns the files of an album that are there, whoever may see them.
func filesIn(tx *db.Tx, id ID) ([]media.FileID, error) {
	rows, err := tx.Query(`select file from album_picture where album = $1 and state in ('waiting', 'shown') order by place`, id)
	return db.Collect(rows, err, func(r *sql.Rows) (f media.FileID, err error) { return f, r.Scan(&f) })
}

// countWaiting returns how many pictures of a person wait in a class.
func countWaiting(tx *db.Tx, class roster.ClassID, owner string) (n int, err error) {
	err = tx.QueryRow(`select count(*) from album_picture where class = $1 and state = 'waiting' and owner = $2`, class, owner).Scan(&n)
	return n, err
}

// setState moves a picture on; false when it is no longer in the state it left.
func setState(tx *db.Tx, id PictureID, from, to State, by string) (bool, error) {
	n, err := tx.Exec(`update album_picture set state = $3, decided_by = $4, decided_at = $5 where id = $1 and state = $2`,
		id, from, to, by, tx.Millis())
	return n > 0, err
}

func setCaption(tx *db.Tx, id PictureID, caption string) error {
	_, err := tx.Exec(`update album_picture set caption = $2 where id = $1`, id, caption)
	return err
}

// placeOf returns where a page that begins after a picture starts; 0 for none.
// A picture the reader may not see serves as well as any: it tells nothing.
func placeOf(tx *db.Tx, album ID, after PictureID) (place int64, err error) {
	err = tx.QueryRow(`select coalesce(max(place), 0) from album_picture where album = $1 and id = $2`, album, after).Scan(&place)
	return place, err
}

// picturesIn returns what a reader may see of an album, in order, after a place.
func picturesIn(tx *db.Tx, id ID, v sight, after int64, limit int) ([]picture, error) {
	return collectPictures(tx.Query(`select `+pictureColumns+` from album_picture p
		where p.album = $4 and p.place > $5 and `+seen(tx)+` order by p.place limit $6`, v.with(id, after, limit)...))
}

// picturesByID returns those of the pictures of a class that a reader may see.
func picturesByID(tx *db.Tx, class roster.ClassID, v sight, ids []PictureID) (map[PictureID]picture, error) {
	list, err := collectPictures(tx.Query(`select `+pictureColumns+` from album_picture p
		where p.class = $4 and p.id in `+db.In(tx, "$5")+` and `+seen(tx), v.with(class, db.List(ids))...))
	out := make(map[PictureID]picture, len(list))
	for _, p := range list {
		out[p.ID] = p
	}
	return out, err
}

// picturesWith returns what a reader may see of a child, the newest first, older
// than a picture.
func picturesWith(tx *db.Tx, student roster.StudentID, v sight, before PictureID, limit int) ([]picture, error) {
	return collectPictures(tx.Query(`select `+pictureColumns+` from album_picture p
		join album_tag t on t.picture = p.id and t.student = $4
		where ($5 = '' or p.id < $5) and `+seen(tx)+` order by p.id desc limit $6`, v.with(student, before, limit)...))
}

// waitingIn returns the pictures of a class that wait for staff, oldest first.
func waitingIn(tx *db.Tx, class roster.ClassID, after PictureID, limit int) ([]picture, error) {
	return collectPictures(tx.Query(`select `+pictureColumns+` from album_picture p
		where p.class = $1 and p.state = 'waiting' and p.id > $2 order by p.id limit $3`, class, after, limit))
}

// rowsOfFile returns every picture that ever showed a file.
func rowsOfFile(tx *db.Tx, file media.FileID) ([]picture, error) {
	return collectPictures(tx.Query(`select `+pictureColumns+` from album_picture p where p.file = $1`, file))
}

// taggedIn returns the children who are in any picture of a class.
func taggedIn(tx *db.Tx, class roster.ClassID) ([]roster.StudentID, error) {
	rows, err := tx.Query(`select distinct student from album_tag where class = $1 order by student`, class)
	return db.Collect(rows, err, scanStudent)
}

// tagsOf returns the children in each of some pictures, in no order of rank.
func tagsOf(tx *db.Tx, pictures []PictureID) (map[PictureID][]roster.StudentID, error) {
	rows, err := tx.Query(`select picture, student from album_tag where picture in `+db.In(tx, "$1")+` order by student`, db.List(pictures))
	type tag struct {
		picture PictureID
		student roster.StudentID
	}
	tags, err := db.Collect(rows, err, func(r *sql.Rows) (t tag, err error) { return t, r.Scan(&t.picture, &t.student) })
	out := map[PictureID][]roster.StudentID{}
	for _, t := range tags {
		out[t.picture] = append(out[t.picture], t.student)
	}
	return out, err
}

// tag writes that children are in a picture.
func tag(tx *db.Tx, p picture, students []roster.StudentID, by string) error {
	_, err := tx.Exec(`with chosen(student) as `+db.In(tx, "$4")+`
		insert into album_tag (school, class, picture, student, tagged_by, tagged_at)
		select $1, $2, $3, student, $5, $6 from chosen where true on conflict do nothing`,
		p.School, p.Class, p.ID, db.List(students), by, tx.Millis())
	return err
}

// untag takes children out of a picture; with a person, only those this person put there.
func untag(tx *db.Tx, id PictureID, students []roster.StudentID, by string) error {
	_, err := tx.Exec(`delete from album_tag where picture = $1 and ($3 = '' or tagged_by = $3) and student in `+db.In(tx, "$2"),
		id, db.List(students), by)
	return err
}

func scanStudent(r *sql.Rows) (s roster.StudentID, err error) { return s, r.Scan(&s) }
