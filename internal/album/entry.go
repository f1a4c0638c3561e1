package album

import (
	"bytes"
	"encoding/json"
	"errors"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/roster"
)

// body is what an album's entry says: what the zero Reader may see, which is what
// every member of the class may see.
func (s *Service) body(tx *db.Tx, al album) (Body, error) {
	b := Body{Album: al.ID, Title: al.Title, Day: al.Day}
	v, err := look(tx, Reader{}, al.Class)
	if err != nil {
		return b, err
	}
	if b.Count, b.Videos, err = shelfOf(tx, al.ID, v); err != nil {
		return b, err
	}
	covers, err := s.covers(tx, []ID{al.ID}, v)
	b.Cover = covers[al.ID]
	return b, err
}

// covers describes the first pictures of albums that a reader may see. An album
// without any has an empty list.
func (s *Service) covers(tx *db.Tx, albums []ID, v sight) (map[ID][]media.Attached, error) {
	first, err := firstFiles(tx, albums, v, coverPictures)
	if err != nil {
		return nil, err
	}
	all := []media.FileID{}
	for _, files := range first {
		all = append(all, files...)
	}
	described, err := s.media.Describe(tx, all)
	out := make(map[ID][]media.Attached, len(albums))
	for _, id := range albums {
		out[id] = []media.Attached{}
		for _, f := range first[id] {
			if d, there := described[f]; there {
				out[id] = append(out[id], d)
			}
		}
	}
	return out, err
}

// refresh brings an album's entry up to date at once. An entry that would say the
// same is left alone, so that a picture for few tells the others nothing, not even
// that something happened. The caller holds the class.
func (s *Service) refresh(tx *db.Tx, al album) error {
	body, err := s.body(tx, al)
	if err != nil {
		return err
	}
	now, err := json.Marshal(body)
	if err != nil {
		return err
	}
	e, err := feed.Load(tx, al.Conv, al.Seq)
	if err != nil || bytes.Equal(e.Body, now) {
		return err
	}
	_, err = s.feed.Touch(tx, al.School, al.Conv, al.Seq, func() (any, error) { return body, nil })
	return err
}

// later lets the worker bring an entry up to date: thirty pictures that come one
// by one are one change to the class.
func (s *Service) later(tx *db.Tx, id ID) error {
	tx.AfterCommit(s.wake.Rouse)
	return setStale(tx, id)
}

// ConsentMoved brings up to date what stands in the class's conversation when a
// family has answered anew. roster calls it in the same transaction. Whoever tags
// the child at the same moment comes before, and is seen here, or after, and sees
// the answer.
func (s *Service) ConsentMoved(tx *db.Tx, student roster.StudentID) error {
	st, err := roster.LoadStudent(tx, student)
	if err == nil {
		err = hold(tx, st.Class)
	}
	if err != nil && !errors.Is(err, core.ErrAbsent) { // one who left is tagged by nobody any more
		return err
	}
	albums, err := albumsWith(tx, student)
	for _, al := range albums {
		if err := s.refresh(tx, al); err != nil {
			return err
		}
	}
	return err
}
