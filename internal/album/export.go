package album

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/roster"
)

// exportPage is how many entries or pictures are read at a time, so that no
// transaction stays open while a slow phone takes the archive.
const exportPage = 100

// Keepsake is what a family takes home when a class ends: the notices, its own
// talk with the school and the pictures it may see.
type Keepsake struct {
	Name   string // of the archive
	school roster.School
	class  roster.Class
	child  roster.Student
}

// Keepsake finds out what an export is about; the policy has judged the actor, a
// guardian of the child.
func (s *Service) Keepsake(ctx context.Context, a core.Actor, student roster.StudentID) (k Keepsake, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		if k.child, err = roster.LoadStudent(tx, student); err != nil {
			return err
		}
		if k.class, err = roster.LoadClass(tx, k.child.Class); err != nil {
			return err
		}
		k.school, err = roster.LoadSchool(tx, k.class.School)
		return err
	})
	k.Name = k.child.Name + " " + k.class.Name
	return k, err
}

// export is one archive under way.
type export struct {
	*pack
	Keepsake
	actor core.Actor
	names map[media.FileID]string // where a file stands in the archive
}

// Export streams a family's archive: its files first, then index.html, which opens
// from a folder without any server.
func (s *Service) Export(ctx context.Context, a core.Actor, k Keepsake, w io.Writer) error {
	e := &export{actor: a, Keepsake: k, names: map[media.FileID]string{}}
	e.pack = s.newPack(w, k.class.ID, e.sight)
	if err := e.pictures(ctx); err != nil {
		return err
	}
	if err := e.attachments(ctx); err != nil {
		return err
	}
	if err := e.index(ctx); err != nil {
		return err
	}
	return e.close(a.Lang)
}

// sight is what the family may see. It also holds when the class has ended.
func (e *export) sight(tx *db.Tx) (sight, error) {
	if err := mayTakeHome(tx, e.actor, e.child.ID); err != nil {
		return sight{}, err
	}
	r, err := reader(tx, e.actor, e.class.ID)
	if err != nil {
		return sight{}, err
	}
	r.Own[e.child.ID] = true
	return look(tx, r, e.class.ID)
}

// eachAlbum reads the class's albums with the pictures the family may see.
func (e *export) eachAlbum(ctx context.Context, use func(al album, rows []picture) error) error {
	after := album{}
	for {
		var list []shelf
		err := e.db.Read(ctx, func(tx *db.Tx) error {
			v, err := e.sight(tx)
			if err != nil {
				return err
			}
			list, err = shelvesOf(tx, e.class.ID, v, after, exportPage)
			return err
		})
		if err != nil || len(list) == 0 {
			return err
		}
		for _, sh := range list {
			after = sh.album
			var rows []picture
			err := e.db.Read(ctx, func(tx *db.Tx) error {
				v, err := e.sight(tx)
				if err != nil {
					return err
				}
				rows, err = picturesIn(tx, sh.ID, v, 0, maxPictures)
				return err
			})
			if err != nil {
				return err
			}
			if err := use(sh.album, rows); err != nil {
				return err
			}
		}
	}
}

func (e *export) pictures(ctx context.Context) error {
	return e.eachAlbum(ctx, func(al album, rows []picture) error {
		folder := "pictures/" + media.SafeName(al.Day+" "+al.Title, "") + "/"
		for i, p := range rows {
			if _, there := e.names[p.File]; there {
				continue
			}
			name, err := e.picture(ctx, folder, i+1, p.packed(al.Title))
			if err != nil {
				return err
			}
			if name != "" {
				e.names[p.File] = name
			}
		}
		return nil
	})
}

// said is an entry of the family's conversation or a notice of the class, in the
// shape that all of them share.
type said struct {
	State     string           `json:"state"`
	Title     string           `json:"title"`
	Text      string           `json:"text"`
	Checklist []string         `json:"checklist"`
	Files     []media.Attached `json:"files"`
}

// stands reports whether an entry was not taken back.
func (b said) stands() bool { return b.State != "recalled" && b.State != "removed" }

// eachEntry reads a conversation from its beginning, as far as it still stands.
func (e *export) eachEntry(ctx context.Context, conv feed.ID, kinds []feed.EntryKind, use func(en feed.Entry, b said) error) error {
	from := feed.Seq(0)
	for {
		var page feed.Page
		err := e.db.Read(ctx, func(tx *db.Tx) error {
			if err := mayTakeHome(tx, e.actor, e.child.ID); err != nil {
				return err
			}
			var err error
			page, err = feed.From(tx, conv, from, exportPage)
			return err
		})
		if err != nil || len(page.Entries) == 0 {
			return err
		}
		for _, en := range page.Entries {
			from = en.Seq + 1
			if !slices.Contains(kinds, en.Kind) {
				continue
			}
			var b said
			if err := json.Unmarshal(en.Body, &b); err != nil {
				return fmt.Errorf("read entry %d of %s: %w", en.Seq, conv, err)
			}
			if !b.stands() {
				continue
			}
			if err := use(en, b); err != nil {
				return err
			}
		}
	}
}

// ours and classwide are the kinds of entry that go home: everything said between
// the family and the school, and of the class's conversation the notices alone,
// since other families' words are theirs.
var (
	ours      = []feed.EntryKind{feed.EntryNotice, feed.EntryReply, feed.EntryMessage}
	classwide = []feed.EntryKind{feed.EntryNotice}
)

func (e *export) attachments(ctx context.Context) error {
	n := 0
	return e.eachEntry(ctx, feed.OfFamily(e.child.ID), ours, func(_ feed.Entry, b said) error {
		for _, f := range b.Files {
			if _, there := e.names[f.ID]; there {
				continue
			}
			sees, err := e.sees(ctx, f.ID)
			if err != nil {
				return err
			}
			if !sees {
				continue
			}
			n++
			name, err := e.add(ctx, "files/", n, packed{file: f.ID, kind: f.Kind, name: f.Name})
			if err != nil {
				return err
			}
			if name != "" {
				e.names[f.ID] = name
			}
		}
		return nil
	})
}

// sees reports whether the family may see a file of its own talk: one that is in an
// album too needs the consent of every child in it.
func (e *export) sees(ctx context.Context, file media.FileID) (sees bool, err error) {
	err = e.db.Read(ctx, func(tx *db.Tx) error {
		rows, err := rowsOfFile(tx, file)
		if err != nil || len(rows) == 0 {
			sees = err == nil
			return err
		}
		shot, err := shotOf(tx, rows, feed.OfFamily(e.child.ID))
		if err != nil {
			return err
		}
		v, err := e.sight(tx)
		sees = err == nil && MaySee(v.Reader, shot)
		return err
	})
	return sees, err
}

func (e *export) when(at core.Millis) string {
	return at.Time().In(roster.Zone).Format("2006-01-02 15:04")
}

func (e *export) today() string { return e.clock.Now().In(roster.Zone).Format(time.DateOnly) }
