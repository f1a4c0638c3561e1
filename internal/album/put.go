package album

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/roster"
)

// draft is a picture on its way into an album.
type draft struct {
	media.Attached
	caption string
	tags    []roster.StudentID
	place   string        // JSON pointer to it in the request
	owner   string        // empty for whoever adds it
	by      roster.Byline // of the owner
}

const dayLayout = "2006-01-02"

// checkTitle cleans an album's title and day; no day is today.
func checkTitle(c *core.Check, title, day string, tx *db.Tx) (string, string) {
	title = core.CleanLine(title)
	c.Length(title, 1, maxTitle, "/title")
	if day == "" {
		return title, tx.Now().In(roster.Zone).Format(dayLayout)
	}
	c.Require(isDay(day), "/day", "album.day")
	return title, day
}

func isDay(day string) bool {
	_, err := time.Parse(dayLayout, day)
	return err == nil
}

// checkAdded cleans what somebody adds and leaves out what is there twice.
func checkAdded(c *core.Check, pictures []Added) []Added {
	if len(pictures) > maxAtOnce {
		c.Add("/pictures", "album.manyAtOnce", core.Params{"max": maxAtOnce})
	}
	out := make([]Added, 0, len(pictures))
	for i, p := range pictures {
		p.Caption = core.CleanLine(p.Caption)
		c.Length(p.Caption, 0, maxCaption, fmt.Sprintf("/pictures/%d/caption", i))
		if !slices.ContainsFunc(out, func(q Added) bool { return q.File == p.File }) {
			out = append(out, p)
		}
	}
	return out
}

// usable describes the files of pictures: the actor's own, ready, and something
// to look at.
func (s *Service) usable(tx *db.Tx, a core.Actor, pictures []Added) ([]draft, error) {
	ids := make([]media.FileID, len(pictures))
	for i, p := range pictures {
		ids[i] = p.File
	}
	files, err := s.media.Usable(tx, a, ids)
	if err != nil {
		return nil, atPictures(err)
	}
	var c core.Check
	out := make([]draft, len(pictures))
	for i, f := range files {
		place := fmt.Sprintf("/pictures/%d", i)
		c.Require(pictorial(f), place+"/file", "album.notPicture")
		out[i] = draft{Attached: f, caption: pictures[i].Caption, tags: pictures[i].Tags, place: place}
	}
	return out, c.Err()
}

// pictorial reports whether a file is something to look at.
func pictorial(f media.Attached) bool { return f.Kind == media.KindImage || f.Kind == media.KindVideo }

// atPictures lets problems with files point to where they stand in our requests.
func atPictures(err error) error {
	var e *core.Error
	if !errors.As(err, &e) {
		return err
	}
	moved := *e
	moved.Fields = slices.Clone(e.Fields)
	for i, f := range moved.Fields {
		if n, ok := strings.CutPrefix(f.Pointer, "/files/"); ok {
			moved.Fields[i].Pointer = "/pictures/" + n + "/file"
		}
	}
	return &moved
}

// said returns what there is to see in a message that still stands.
func (s *Service) said(tx *db.Tx, conv feed.ID, seq feed.Seq) (feed.Entry, []draft, error) {
	e, err := feed.Load(tx, conv, seq)
	if err != nil {
		return e, nil, err
	}
	var body struct {
		State string           `json:"state"`
		Files []media.Attached `json:"files"`
	}
	if e.Kind != feed.EntryMessage {
		return e, nil, ErrNoPictures
	}
	if err := json.Unmarshal(e.Body, &body); err != nil {
		return e, nil, fmt.Errorf("read message %d of %s: %w", seq, conv, err)
	}
	out := []draft{}
	for _, f := range body.Files {
		if pictorial(f) {
			out = append(out, draft{Attached: f})
		}
	}
	if body.State != "said" || len(out) == 0 {
		return e, nil, ErrNoPictures
	}
	return e, out, nil
}

// put writes pictures into an album, but not those that are there already, and
// returns the files of all.
func (s *Service) put(tx *db.Tx, a core.Actor, al album, batch []draft, state State, by roster.Byline) ([]media.FileID, error) {
	there, err := filesIn(tx, al.ID)
	if err != nil {
		return nil, err
	}
	batch = slices.DeleteFunc(batch, func(d draft) bool { return slices.Contains(there, d.ID) })
	if len(there)+len(batch) > maxPictures {
		return nil, ErrFull.With(core.Params{"max": maxPictures})
	}
	if err := s.checkTags(tx, a, al.Class, batch); err != nil {
		return nil, err
	}
	place, err := nextPlaces(tx, al.ID, len(batch))
	if err != nil {
		return nil, err
	}
	files, ids := make([]media.FileID, 0, len(batch)), newIDs(tx, len(batch))
	for i, d := range batch {
		p := picture{ID: ids[i], School: al.School, Album: al.ID, Class: al.Class, File: d.ID,
			Video: d.Kind == media.KindVideo, Bytes: d.Bytes, Caption: d.caption, Owner: a.Person, Author: by, State: state,
			Place: place + int64(i), AddedAt: tx.Millis()}
		if d.owner != "" {
			p.Owner, p.Author = d.owner, d.by
		}
		if err := insertPicture(tx, p); err != nil {
			return nil, fmt.Errorf("add picture: %w", err)
		}
		if err := tag(tx, p, d.tags, a.Person); err != nil {
			return nil, fmt.Errorf("tag picture: %w", err)
		}
		files = append(files, d.ID)
	}
	return files, nil
}

// newIDs returns ids in rising order, so that pictures of one moment keep theirs.
func newIDs(tx *db.Tx, n int) []PictureID {
	ids := make([]PictureID, n)
	for i := range ids {
		ids[i] = PictureID(tx.NewID())
	}
	slices.Sort(ids)
	return ids
}

// checkTags sees to it that all tags of a batch are children whom the actor may tag.
func (s *Service) checkTags(tx *db.Tx, a core.Actor, class roster.ClassID, batch []draft) error {
	if !slices.ContainsFunc(batch, func(d draft) bool { return len(d.tags) > 0 }) {
		return nil
	}
	may, err := taggable(tx, a, class)
	if err != nil {
		return err
	}
	var c core.Check
	for _, d := range batch {
		c.Require(allIn(d.tags, may), d.place+"/tags", "album.notTaggable")
	}
	return c.Err()
}

// taggable returns the children whom an actor may tag: staff all of the class, a
// guardian the own.
func taggable(tx *db.Tx, a core.Actor, class roster.ClassID) ([]roster.StudentID, error) {
	if a.Role == core.RoleStaff {
		students, err := roster.Students(tx, class)
		return roster.IDs(students), err
	}
	children, err := roster.ChildrenOf(tx, a.Person)
	out := []roster.StudentID{}
	for _, c := range children {
		if c.Class == class {
			out = append(out, c.Student)
		}
	}
	return out, err
}

func allIn(students, may []roster.StudentID) bool {
	return !slices.ContainsFunc(students, func(st roster.StudentID) bool { return !slices.Contains(may, st) })
}
