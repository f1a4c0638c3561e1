package album

import (
	"context"
	"slices"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

const (
	maxBook     = 200 // pictures
	maxWords    = 4000
	ownPerPage  = 2
	restPerPage = 4
)

// Book is a class's photo book: what staff chose of a term, and their words.
type Book struct {
	Title    string      `json:"title"`
	Words    string      `json:"words,omitempty"`
	From     string      `json:"from,omitempty" doc:"YYYY-MM-DD"`
	Until    string      `json:"until,omitempty" doc:"YYYY-MM-DD"`
	Pictures []PictureID `json:"pictures,omitempty" doc:"In the order of the pages; of what the reader may see"`
}

// Print is a book as one family gets it, page by page.
type Print struct {
	Book
	ClassName string           `json:"className"`
	Student   roster.StudentID `json:"student,omitempty" doc:"Whose copy it is"`
	Name      string           `json:"name,omitempty"`
	Pages     []Leaf           `json:"pages"`
}

// Leaf is a page of a printed book.
type Leaf struct {
	Own      bool      `json:"own" doc:"Pictures of the family's own child come first"`
	Pictures []Printed `json:"pictures"`
}

// Printed is a picture on a page.
type Printed struct {
	Picture
	Title string `json:"title" doc:"Of its album"`
	Day   string `json:"day"`
}

// Book returns a class's book, empty before anybody made one; the policy has judged
// the actor.
func (s *Service) Book(ctx context.Context, a core.Actor, class roster.ClassID) (b Book, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		v, err := lookAs(tx, a, class)
		if err != nil {
			return err
		}
		b, _, err = bookFor(tx, class, v)
		return err
	})
	return b, err
}

// bookFor returns a book and its pictures, as far as a reader may see them.
func bookFor(tx *db.Tx, class roster.ClassID, v sight) (Book, map[PictureID]picture, error) {
	b, err := loadBook(tx, class)
	if err != nil {
		return b, nil, err
	}
	seen, err := picturesByID(tx, class, v, b.Pictures)
	b.Pictures = slices.DeleteFunc(b.Pictures, func(id PictureID) bool {
		p, there := seen[id]
		return !there || p.State != StateShown
	})
	return b, seen, err
}

// WriteBook stores a class's book. Staff of the class may.
func (s *Service) WriteBook(ctx context.Context, a core.Actor, class roster.ClassID, b Book) error {
	b.Title, b.Words = core.CleanLine(b.Title), core.CleanText(b.Words)
	var c core.Check
	c.Length(b.Title, 1, maxTitle, "/title")
	c.Length(b.Words, 0, maxWords, "/words")
	c.Require(b.From == "" || isDay(b.From), "/from", "album.day")
	c.Require(b.Until == "" || isDay(b.Until), "/until", "album.day")
	c.Require(b.From == "" || b.Until == "" || b.From <= b.Until, "/until", "album.untilTooEarly")
	if len(b.Pictures) > maxBook {
		c.Add("/pictures", "album.bookFull", core.Params{"max": maxBook})
	}
	if err := c.Err(); err != nil {
		return err
	}
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (struct{}, error) {
		return struct{}{}, writeBook(tx, a, class, b)
	})
	return err
}

func writeBook(tx *db.Tx, a core.Actor, class roster.ClassID, b Book) error {
	c, err := roster.LoadOpenClass(tx, class)
	if err != nil {
		return err
	}
	v, err := lookAs(tx, a, class)
	if err != nil {
		return err
	}
	there, err := picturesByID(tx, class, v, b.Pictures)
	if err != nil {
		return err
	}
	chosen := []PictureID{}
	for _, id := range b.Pictures {
		if there[id].State != StateShown {
			var wrong core.Check
			wrong.Add("/pictures", "album.notInBook", nil)
			return wrong.Err()
		}
		if !slices.Contains(chosen, id) {
			chosen = append(chosen, id)
		}
	}
	b.Pictures = chosen
	return storeBook(tx, c, b, a.Person)
}

// Print lays a book out for one child's family, its own child first; the policy has
// judged that the actor is of the class. A guardian names an own child or gets the
// first one's copy; staff may name any child, or none for the common copy.
func (s *Service) Print(ctx context.Context, a core.Actor, class roster.ClassID, student roster.StudentID) (out Print, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		out, err = s.print(tx, a, class, student)
		return err
	})
	return out, err
}

func (s *Service) print(tx *db.Tx, a core.Actor, class roster.ClassID, student roster.StudentID) (out Print, err error) {
	c, err := roster.LoadClass(tx, class)
	if err != nil {
		return out, err
	}
	out.ClassName = c.Name
	if out.Student, out.Name, err = copyFor(tx, a, class, student); err != nil {
		return out, err
	}
	v, err := lookAs(tx, a, class)
	if err != nil {
		return out, err
	}
	b, seen, err := bookFor(tx, class, v)
	if err != nil {
		return out, err
	}
	out.Book = b
	rows := make([]picture, 0, len(b.Pictures))
	for _, id := range b.Pictures {
		rows = append(rows, seen[id])
	}
	tags, err := tagsOf(tx, b.Pictures)
	if err != nil {
		return out, err
	}
	views, err := s.views(tx, rows, v)
	if err != nil {
		return out, err
	}
	printed, err := withAlbums(tx, views)
	out.Pages = leaves(printed, func(p Printed) bool { return slices.Contains(tags[p.Picture.Picture], out.Student) })
	return out, err
}

// copyFor finds out for whose family a book is printed.
func copyFor(tx *db.Tx, a core.Actor, class roster.ClassID, student roster.StudentID) (roster.StudentID, string, error) {
	if a.Role == core.RoleStaff && student == "" {
		return "", "", nil
	}
	may, err := taggable(tx, a, class)
	if err != nil {
		return "", "", err
	}
	if student == "" && len(may) > 0 {
		student = may[0]
	}
	if !slices.Contains(may, student) {
		return "", "", core.ErrAbsent
	}
	st, err := roster.LoadStudent(tx, student)
	return student, st.Name, err
}

func withAlbums(tx *db.Tx, views []Picture) ([]Printed, error) {
	known := map[ID]album{}
	out := make([]Printed, 0, len(views))
	for _, p := range views {
		al, met := known[p.Album]
		if !met {
			var err error
			if al, err = loadAlbum(tx, p.Album); err != nil {
				return nil, err
			}
			known[p.Album] = al
		}
		out = append(out, Printed{Picture: p, Title: al.Title, Day: al.Day})
	}
	return out, nil
}

// leaves fills pages, first with the family's own child.
func leaves(pictures []Printed, own func(Printed) bool) []Leaf {
	var first, rest []Printed
	for _, p := range pictures {
		if own(p) {
			first = append(first, p)
		} else {
			rest = append(rest, p)
		}
	}
	out := []Leaf{}
	for chunk := range slices.Chunk(first, ownPerPage) {
		out = append(out, Leaf{Own: true, Pictures: chunk})
	}
	for chunk := range slices.Chunk(rest, restPerPage) {
		out = append(out, Leaf{Pictures: chunk})
	}
	return out
}
