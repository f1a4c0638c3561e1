// Package form is what a school asks to have filled in: fields, what may stand in
// them, and how a filled-in form is read. It is pure: no database, no clock.
//
// Owns: no table.
//
// Promises: Check names everything that is wrong with a form, Read everything that
// is wrong with an answer, each at its place; what Read returns is clean, bounded
// and holds nothing that the form did not ask for. Any bytes may come in.
//
// Never: trusts a browser, reads markup as anything but text, keeps more than
// MaxAnswer bytes.
//
// Asks: core for clean text and for naming problems.
package form

import (
	"fmt"
	"regexp"
	"slices"
	"unicode/utf8"

	"magpie/internal/core"
)

// Kind is what a field takes.
type Kind string

// The kinds of field.
const (
	Choice   Kind = "choice"   // one of the options
	Several  Kind = "several"  // any of the options
	Number   Kind = "number"   // between Min and Max
	Text     Kind = "text"     // one line
	Long     Kind = "long"     // several lines
	Date     Kind = "date"     // 2026-11-27
	Time     Kind = "time"     // 17:40
	DateTime Kind = "datetime" // 2026-11-27T17:40
	Sign     Kind = "sign"     // drawn with a finger, or the name typed
	Picture  Kind = "picture"  // files that were uploaded before
	File     Kind = "file"
)

// kinds are all of them, in the order a composer offers them.
var kinds = []Kind{Choice, Several, Number, Text, Long, Date, Time, DateTime, Sign, Picture, File}

// Bounds of a form and of an answer to it.
const (
	MaxFields  = 30
	MaxOptions = 50
	MaxLabel   = 80
	MaxHint    = 200
	MaxText    = 200
	MaxLong    = 2000
	MaxSign    = 8 << 10
	MaxFiles   = 9
	MaxAnswer  = 64 << 10 // bytes of a whole answer
)

// Form is the fields of an ask, in their order.
type Form struct {
	Fields []Field `json:"fields"`
}

// Field is one thing to fill in.
type Field struct {
	ID       string   `json:"id" doc:"Letters, digits and hyphens; unique in the form"`
	Kind     Kind     `json:"kind" enum:"choice,several,number,text,long,date,time,datetime,sign,picture,file"`
	Label    string   `json:"label"`
	Note     string   `json:"note,omitempty" doc:"A word of help under the label"`
	Required bool     `json:"required,omitempty"`
	Options  []Option `json:"options,omitempty" doc:"Of choice and several"`
	Min      *float64 `json:"min,omitempty" doc:"Smallest number, or how few options"`
	Max      *float64 `json:"max,omitempty" doc:"Largest number, or how many options"`
}

// Option is one thing to choose.
type Option struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// Field returns a field by its id; false when there is none.
func (f Form) Field(id string) (Field, bool) {
	i := slices.IndexFunc(f.Fields, func(fd Field) bool { return fd.ID == id })
	if i < 0 {
		return Field{}, false
	}
	return f.Fields[i], true
}

// Has reports whether a field of one of the kinds is in the form.
func (f Form) Has(of ...Kind) bool {
	return slices.ContainsFunc(f.Fields, func(fd Field) bool { return slices.Contains(of, fd.Kind) })
}

// Option returns an option's label, its id for one that is gone.
func (fd Field) Option(id string) string {
	for _, o := range fd.Options {
		if o.ID == id {
			return o.Label
		}
	}
	return id
}

// Clean returns the form with its texts cleaned; nothing is added or dropped.
func (f Form) Clean() Form {
	out := Form{Fields: make([]Field, 0, len(f.Fields))}
	for _, fd := range f.Fields {
		fd.Label, fd.Note = core.CleanLine(fd.Label), core.CleanLine(fd.Note)
		fd.Options = slices.Clone(fd.Options)
		for i := range fd.Options {
			fd.Options[i].Label = core.CleanLine(fd.Options[i].Label)
		}
		out.Fields = append(out.Fields, fd)
	}
	return out
}

// word is what an id looks like: it stands in JSON pointers and column heads.
var word = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]{0,39}$`)

// Check records all that is wrong with a cleaned form; at is the pointer of the
// form. Past the first fields too many it does not look.
func (f Form) Check(c *core.Check, at string) {
	if len(f.Fields) > MaxFields {
		c.Add(at+"/fields", "form.tooManyFields", core.Params{"max": MaxFields})
		return
	}
	seen := map[string]bool{}
	for i, fd := range f.Fields {
		place := fmt.Sprintf("%s/fields/%d", at, i)
		c.Require(word.MatchString(fd.ID), place+"/id", "form.id")
		c.Require(!seen[fd.ID], place+"/id", "form.twice")
		seen[fd.ID] = true
		fd.check(c, place)
	}
}

func (fd Field) check(c *core.Check, at string) {
	c.Require(slices.Contains(kinds, fd.Kind), at+"/kind", "field.choice")
	c.Length(fd.Label, 1, MaxLabel, at+"/label")
	c.Length(fd.Note, 0, MaxHint, at+"/note")
	c.Require(fd.Min == nil || fd.Max == nil || *fd.Min <= *fd.Max, at+"/max", "form.minMax")
	if fd.Kind != Choice && fd.Kind != Several {
		c.Require(len(fd.Options) == 0, at+"/options", "form.noOptions")
		return
	}
	if len(fd.Options) > MaxOptions {
		c.Add(at+"/options", "form.tooManyOptions", core.Params{"max": MaxOptions})
		return
	}
	c.Require(len(fd.Options) > 0, at+"/options", "form.fewOptions")
	if fd.Kind == Several && fd.Min != nil && *fd.Min > float64(len(fd.Options)) { // nobody could answer it
		c.Add(at+"/min", "form.max", core.Params{"max": len(fd.Options)})
	}
	seen := map[string]bool{}
	for i, o := range fd.Options {
		place := fmt.Sprintf("%s/options/%d", at, i)
		c.Require(word.MatchString(o.ID) && !seen[o.ID], place+"/id", "form.id")
		seen[o.ID] = true
		c.Length(o.Label, 1, MaxLabel, place+"/label")
	}
}

// Chars is how much there is to read in the form.
func (f Form) Chars() (n int) {
	for _, fd := range f.Fields {
		n += utf8.RuneCountInString(fd.Label) + utf8.RuneCountInString(fd.Note)
		for _, o := range fd.Options {
			n += utf8.RuneCountInString(o.Label)
		}
	}
	return n
}

// Unsigned returns the form with no signature demanded: what staff enter for
// somebody was signed on paper, or said on the telephone.
func (f Form) Unsigned() Form {
	out := Form{Fields: slices.Clone(f.Fields)}
	for i := range out.Fields {
		out.Fields[i].Required = out.Fields[i].Required && out.Fields[i].Kind != Sign
	}
	return out
}
