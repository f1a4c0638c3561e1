package roster

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster/sheet"
)

// maxClass is how many children one class may have: more is a whole school's file.
const maxClass = 500

// ImportInput is a roster file, sent whole with every call and never stored.
type ImportInput struct {
	Filename string
	Content  []byte
	Text     string // pasted, instead of a file
	Columns  []sheet.Column
	Fixes    []CellFix
	Undo     []CellAt
	Sheet    string // of a workbook; empty: the one that tells most
	Only     string // take only the children of this class in the file
	Seen     string // digest of the dry run that was said yes to
	Remove   bool   // take children who are not in the file off the roster
}

// CellFix puts another text into a cell.
type CellFix struct {
	Row    int    `json:"row" doc:"The sheet's own row, from 1"`
	Column int    `json:"column" doc:"Column.index"`
	Value  string `json:"value" maxLength:"500"`
}

// CellAt is a cell that shall be read exactly as it was written.
type CellAt struct {
	Row    int `json:"row"`
	Column int `json:"column"`
}

// Imported says what an import did.
type Imported struct {
	Class   ClassID `json:"class"`
	Added   int     `json:"added"`
	Changed int     `json:"changed"`
	Removed int     `json:"removed"`
}

// reading is a file after it was read with the person's corrections.
type reading struct {
	table   *sheet.Table
	result  sheet.Result
	repairs []sheet.Repair
}

// read reads the file; its errors are those of package sheet, ErrImportEmpty for
// a request without one.
func (in ImportInput) read() (r reading, err error) {
	switch {
	case len(in.Content) > 0:
		r.table, err = sheet.OpenSheet(in.Content, in.Filename, in.Sheet)
	case in.Text != "":
		r.table, err = sheet.ParseText(in.Text)
	default:
		err = ErrImportEmpty
	}
	if err != nil {
		return r, err
	}
	edits := make([]sheet.Edit, 0, len(in.Fixes)+len(in.Undo))
	for _, f := range in.Fixes {
		edits = append(edits, sheet.Edit{Row: f.Row, Index: f.Column, Text: f.Value})
	}
	for _, u := range in.Undo {
		edits = append(edits, sheet.Edit{Row: u.Row, Index: u.Column, AsWritten: true})
	}
	r.result, r.repairs = r.table.Read(in.Columns, edits...)
	if in.Only != "" {
		r.only(in.Only)
	}
	if n := len(r.result.Students); n > maxClass {
		return r, ErrImportMany.With(core.Params{"n": n, "max": maxClass})
	}
	return r, nil
}

// DryRun says what an import would do and writes nothing.
func (s *Service) DryRun(ctx context.Context, a core.Actor, class ClassID, in ImportInput) (DryRun, error) {
	r, err := in.read()
	if err != nil {
		return DryRun{}, err
	}
	var d change
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, err := LoadOpenClass(tx, class)
		if err != nil {
			return err
		}
		d, err = compare(tx, c.ID, r.result.Students)
		return err
	})
	if err != nil {
		return DryRun{}, err
	}
	return describe(r, d, a.Lang)
}

// Import applies a roster file as a whole. What it does is exactly what the dry
// run with the digest Seen showed; if the class changed since, ErrImportStale.
func (s *Service) Import(ctx context.Context, _ core.Actor, class ClassID, in ImportInput) (Imported, error) {
	r, err := in.read()
	if err != nil {
		return Imported{}, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (Imported, error) {
		c, err := LoadOpenClass(tx, class)
		if err != nil {
			return Imported{}, err
		}
		if err := tx.Lock("roster import " + string(class)); err != nil {
			return Imported{}, err
		}
		d, err := compare(tx, class, r.result.Students)
		if err != nil {
			return Imported{}, err
		}
		digest, err := d.digest(r.result)
		if err != nil {
			return Imported{}, err
		}
		if digest != in.Seen {
			return Imported{}, ErrImportStale
		}
		done, err := s.apply(tx, c, d, in.Remove)
		if err != nil {
			return done, err
		}
		return done, s.tellStaff(tx, class)
	})
}

// digest names one comparison: the same file read the same way against the same
// roster.
func (d change) digest(result sheet.Result) (string, error) {
	text, err := json.Marshal(struct {
		Students []sheet.Student
		Pairs    []pair
		Removed  []Student
	}{result.Students, d.pairs, d.removed})
	if err != nil {
		return "", fmt.Errorf("digest import: %w", err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16]), nil
}

// apply writes a comparison.
func (s *Service) apply(tx *db.Tx, c Class, d change, remove bool) (Imported, error) {
	done := Imported{Class: c.ID}
	for i, p := range d.pairs {
		if p.Unclear {
			continue
		}
		p.New.Seat = i + 1
		if err := p.write(tx, c); err != nil {
			return done, err
		}
		switch {
		case p.Old == nil:
			done.Added++
		case len(p.What) > 0:
			done.Changed++
		}
	}
	if remove && len(d.removed) > 0 {
		done.Removed = len(d.removed)
		return done, s.leave(tx, IDs(d.removed)...)
	}
	for i, st := range d.removed {
		st.Seat = len(d.pairs) + i + 1
		if err := editStudent(tx, st); err != nil {
			return done, err
		}
	}
	return done, nil
}

// write adds the child of a pair or brings it up to date.
func (p pair) write(tx *db.Tx, c Class) error {
	st := p.New
	if p.Old == nil {
		st.ID, st.School, st.Class = StudentID(tx.NewID()), c.School, c.ID
		if err := addStudent(tx, st); err != nil {
			return err
		}
	} else if err := editStudent(tx, st); err != nil {
		return err
	}
	return p.writeContacts(tx, c.School, st.ID)
}

// writeContacts keeps the rows that are still told, so that their ids last.
func (p pair) writeContacts(tx *db.Tx, school string, student StudentID) error {
	old := append([]Contact{}, p.OldContacts...)
	for position, told := range p.Contacts {
		if i := sameContact(old, told); i >= 0 {
			if err := placeContact(tx, old[i].ID, position); err != nil {
				return err
			}
			old = append(old[:i], old[i+1:]...)
			continue
		}
		told.ID, told.Student = ContactID(tx.NewID()), student
		if err := addContact(tx, school, told, position); err != nil {
			return err
		}
	}
	gone := make([]ContactID, len(old))
	for i, c := range old {
		gone[i] = c.ID
	}
	return dropContacts(tx, gone...)
}

func sameContact(list []Contact, c Contact) int {
	for i, o := range list {
		if o.Name == c.Name && o.Relation == c.Relation && o.Phone == c.Phone {
			return i
		}
	}
	return -1
}
