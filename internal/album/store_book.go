package album

import (
	"database/sql"
	"errors"

	"magpie/internal/db"
	"magpie/internal/roster"
)

func loadBook(tx *db.Tx, class roster.ClassID) (b Book, err error) {
	var pictures string
	err = tx.QueryRow(`select title, words, from_day, until_day, pictures from album_book where class = $1`, class).
		Scan(&b.Title, &b.Words, &b.From, &b.Until, &pictures)
	if errors.Is(err, sql.ErrNoRows) {
		return Book{Pictures: []PictureID{}}, nil
	}
	if err != nil {
		return b, err
	}
	return b, decode(pictures, &b.Pictures)
}

func storeBook(tx *db.Tx, c roster.Class, b Book, by string) error {
	_, err := tx.Exec(`insert into album_book (school, class, title, words, from_day, until_day, pictures, changed_by, changed_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		on conflict (class) do update set title = excluded.title, words = excluded.words, from_day = excluded.from_day,
			until_day = excluded.until_day, pictures = excluded.pictures, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
		c.School, c.ID, b.Title, b.Words, b.From, b.Until, encode(b.Pictures), by, tx.Millis())
	return err
}
