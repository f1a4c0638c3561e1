package album

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/media"
	"magpie/internal/roster"
)

// packed is a file on its way into an archive.
type packed struct {
	picture PictureID // empty for what is in no album
	file    media.FileID
	kind    string
	name    string // as somebody called it; the archive's name is made from it
}

// pack writes files into a zip as they are: pictures do not shrink any more.
type pack struct {
	*Service
	zip     *zip.Writer
	from    roster.ClassID                 // the class whose pictures they are
	look    func(tx *db.Tx) (sight, error) // who takes it home, asked before every picture
	missing []string
}

func (s *Service) newPack(w io.Writer, class roster.ClassID, look func(tx *db.Tx) (sight, error)) *pack {
	return &pack{Service: s, zip: zip.NewWriter(w), from: class, look: look}
}

// sizeOf is the size of a file that people take home.
var sizeOf = map[string]string{
	media.KindImage: media.SizeLarge, media.KindVideo: media.SizeVideo, media.KindAudio: media.SizeAudio, media.KindPaper: media.SizePaper,
}

// add copies a file into a folder under a number and a harmless name, and returns
// the whole name; empty when the file cannot be read any more, which is noted.
func (p *pack) add(ctx context.Context, folder string, n int, f packed) (string, error) {
	content, v, err := p.media.Open(ctx, f.file, sizeOf[f.kind])
	var known *core.Error
	if errors.As(err, &known) {
		p.missing = append(p.missing, fmt.Sprintf("%03d %s", n, f.name))
		return "", nil
	}
	if err != nil {
		return "", err
	}
	defer func() { _ = content.Close() }() // only read
	// A number first: the order of the album, and nothing that a shell or a
	// spreadsheet takes for more than a name.
	name := folder + fmt.Sprintf("%03d ", n) + media.SafeName(f.name, v.Mime)
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
	if err != nil {
		return "", err
	}
	_, err = io.Copy(w, content)
	return name, err
}

// text writes a small file.
func (p *pack) text(name, content string) error {
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, content)
	return err
}

// Chosen is what Zip will write: an album's pictures, as far as their reader may
// see them.
type Chosen struct {
	Name  string // of the archive
	class roster.ClassID
	files []packed
}

// Choose lists what a zip of an album, or of some of its pictures, holds for the
// actor; core.ErrAbsent when that is nothing. The policy has judged the actor.
func (s *Service) Choose(ctx context.Context, a core.Actor, id ID, only []PictureID) (out Chosen, err error) {
	wanted := map[PictureID]bool{}
	for _, p := range only {
		wanted[p] = true
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		al, err := loadAlbum(tx, id)
		if err != nil {
			return err
		}
		v, err := lookAs(tx, a, al.Class)
		if err != nil {
			return err
		}
		rows, err := picturesIn(tx, id, v, 0, maxPictures)
		out = Chosen{Name: al.Title + " " + al.Day, class: al.Class}
		for _, p := range rows {
			if len(wanted) == 0 || wanted[p.ID] {
				out.files = append(out.files, p.packed(al.Title))
			}
		}
		return core.AbsentUnless(len(out.files) > 0, err)
	})
	return out, err
}

func (p picture) packed(title string) packed {
	f := packed{picture: p.ID, file: p.File, kind: media.KindImage, name: p.Caption}
	if p.Video {
		f.kind = media.KindVideo
	}
	if f.name == "" {
		f.name = title
	}
	return f
}

// Zip streams what was chosen.
func (s *Service) Zip(ctx context.Context, a core.Actor, c Chosen, w io.Writer) error {
	p := s.newPack(w, c.class, func(tx *db.Tx) (sight, error) {
		if err := core.AbsentUnless(roster.Member(tx, a.Person, c.class)); err != nil {
			return sight{}, err
		}
		return lookAs(tx, a, c.class)
	})
	for i, f := range c.files {
		if _, err := p.picture(ctx, "", i+1, f); err != nil {
			return err
		}
	}
	return p.close(a.Lang)
}

// picture adds a picture if its reader sees it still when its turn has come: a
// family may say no while a long album is on its way.
func (p *pack) picture(ctx context.Context, folder string, n int, f packed) (name string, err error) {
	sees := false
	err = p.db.Read(ctx, func(tx *db.Tx) error {
		v, err := p.look(tx)
		if err != nil {
			return err
		}
		found, err := picturesByID(tx, p.from, v, []PictureID{f.picture})
		sees = len(found) == 1
		return err
	})
	if err != nil || !sees {
		return "", err
	}
	return p.add(ctx, folder, n, f)
}

// close names what could not be read and ends the archive.
func (p *pack) close(lang string) error {
	if len(p.missing) > 0 {
		text := Words.Say(lang, "album.zip.missing", nil) + "\r\n"
		for _, name := range p.missing {
			text += name + "\r\n"
		}
		if err := p.text("000.txt", text); err != nil {
			return err
		}
	}
	return p.zip.Close()
}
