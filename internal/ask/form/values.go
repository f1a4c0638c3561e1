package form

import (
	"encoding/json"
	"math"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"magpie/internal/core"
)

// Values is a filled-in form: field id → a text (choice, text, long, date, time,
// datetime), a list of texts (several, picture, file), a number, or a Signature.
type Values map[string]any

// Signature is a name written by hand as an SVG path, or typed where a finger
// cannot draw.
type Signature struct {
	Name string `json:"name,omitempty"`
	Path string `json:"path,omitempty"`
}

// Text returns the text of a field, empty when it has none.
func (v Values) Text(id string) string { s, _ := v[id].(string); return s }

// Number returns the number of a field; false when it has none.
func (v Values) Number(id string) (float64, bool) { n, ok := v[id].(float64); return n, ok }

// List returns the texts of a field, nil when it has none.
func (v Values) List(id string) []string {
	switch list := v[id].(type) {
	case []string:
		return list
	case []any: // as it comes out of JSON
		out := make([]string, 0, len(list))
		for _, it := range list {
			s, ok := it.(string)
			if !ok {
				return nil
			}
			out = append(out, s)
		}
		return out
	}
	return nil
}

// Signature returns the signature of a field; false when there is none.
func (v Values) Signature(id string) (s Signature, ok bool) {
	switch sign := v[id].(type) {
	case Signature:
		return sign, true
	case map[string]any:
		s.Path, _ = sign["path"].(string)
		s.Name, _ = sign["name"].(string)
		return s, true
	}
	return s, false
}

// Same reports whether two answers say the same.
func (v Values) Same(o Values) bool { return v.Encode() == o.Encode() }

// Encode returns the values as JSON with sorted keys, "{}" for none.
func (v Values) Encode() string {
	if len(v) == 0 {
		return "{}"
	}
	b, err := json.Marshal(v)
	if err != nil { // nothing that Read returns fails
		return "{}"
	}
	return string(b)
}

// Decode reads what Encode wrote.
func Decode(text string) Values {
	v := Values{}
	if text == "" || json.Unmarshal([]byte(text), &v) != nil {
		return Values{}
	}
	return v
}

// Read returns the cleaned values of an answer, or all that is wrong with it:
// /values/FIELD. What the form does not ask for is a problem too.
func (f Form) Read(in Values) (Values, error) {
	var c core.Check
	if size(in) > MaxAnswer {
		c.Add("/values", "form.tooLarge", core.Params{"max": MaxAnswer >> 10})
		return nil, c.Err()
	}
	out := Values{}
	for _, fd := range f.Fields {
		at := "/values/" + fd.ID
		v, given := fd.read(&c, at, in)
		if given {
			out[fd.ID] = v
		} else if fd.Required && len(in.bare(fd.ID)) == 0 {
			c.Add(at, "field.required", nil)
		}
	}
	for _, id := range in.keys() {
		if _, known := f.Field(id); !known {
			c.Add("/values/"+pointer(id), "field.unknown", nil)
		}
	}
	return out, c.Err()
}

// size is what an answer would take as JSON, counted without building it twice.
func size(in Values) int {
	b, err := json.Marshal(in)
	if err != nil {
		return MaxAnswer + 1
	}
	return len(b)
}

// keys are the ids that came in, sorted, at most one more than a form can have.
func (v Values) keys() []string {
	ids := make([]string, 0, len(v))
	for id := range v {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids[:min(len(ids), MaxFields+1)]
}

// bare tells an empty field from one that is filled in wrongly: "" when empty.
func (v Values) bare(id string) string {
	switch it := v[id].(type) {
	case nil:
		return ""
	case string:
		return core.CleanText(it)
	case []any:
		if len(it) == 0 {
			return ""
		}
	case []string:
		if len(it) == 0 {
			return ""
		}
	}
	return "x"
}

// pointer escapes a key for a JSON pointer and keeps it short.
func pointer(id string) string {
	id = core.CleanLine(id)
	if r := []rune(id); len(r) > MaxLabel {
		id = string(r[:MaxLabel])
	}
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(id)
}

// read returns the clean value of one field; given is false when it is empty or wrong.
func (fd Field) read(c *core.Check, at string, in Values) (v any, given bool) {
	if in.bare(fd.ID) == "" {
		return nil, false
	}
	switch fd.Kind {
	case Choice:
		id := in.Text(fd.ID)
		return id, fd.offers(c, at, id)
	case Several:
		return fd.readSeveral(c, at, in.List(fd.ID))
	case Number:
		n, ok := in.Number(fd.ID)
		return n, fd.bounds(c, at, n, ok)
	case Text:
		return readText(c, at, core.CleanLine(in.Text(fd.ID)), MaxText)
	case Long:
		return readText(c, at, core.CleanText(in.Text(fd.ID)), MaxLong)
	case Sign:
		s, ok := in.Signature(fd.ID)
		return s.read(c, at, ok)
	case Picture, File:
		return readFiles(c, at, in.List(fd.ID))
	}
	return fd.readTime(c, at, in.Text(fd.ID))
}

func (fd Field) offers(c *core.Check, at, id string) bool {
	ok := slices.ContainsFunc(fd.Options, func(o Option) bool { return o.ID == id })
	c.Require(ok, at, "field.choice")
	return ok
}

// readSeveral returns the chosen options in the form's order.
func (fd Field) readSeveral(c *core.Check, at string, ids []string) (any, bool) {
	out := []string{}
	for _, o := range fd.Options {
		if slices.Contains(ids, o.ID) {
			out = append(out, o.ID)
		}
	}
	if len(out) == 0 || len(out) != len(ids) {
		c.Add(at, "field.choice", nil)
		return nil, false
	}
	return out, fd.bounds(c, at, float64(len(out)), true)
}

func (fd Field) bounds(c *core.Check, at string, n float64, ok bool) bool {
	switch {
	case !ok || math.IsNaN(n) || math.Abs(n) > 1e15:
		c.Add(at, "form.number", nil)
	case fd.Min != nil && n < *fd.Min:
		c.Add(at, "form.min", core.Params{"min": *fd.Min})
	case fd.Max != nil && n > *fd.Max:
		c.Add(at, "form.max", core.Params{"max": *fd.Max})
	default:
		return true
	}
	return false
}

func readText(c *core.Check, at, text string, most int) (any, bool) {
	if text == "" || utf8.RuneCountInString(text) > most {
		c.Length(text, 1, most, at)
		return nil, false
	}
	return text, true
}

// layouts are how the three kinds of time are written.
var layouts = map[Kind]string{Date: "2006-01-02", Time: "15:04", DateTime: "2006-01-02T15:04"}

func (fd Field) readTime(c *core.Check, at, text string) (any, bool) {
	layout, known := layouts[fd.Kind]
	if t, err := time.Parse(layout, text); known && err == nil && t.Format(layout) == text {
		return text, true
	}
	c.Add(at, "form.time", nil)
	return nil, false
}

// strokes is all that a drawn name is made of.
var strokes = regexp.MustCompile(`^M[MLHVCSQTZmlhvcsqtz0-9 .,-]*$`)

func (s Signature) read(c *core.Check, at string, ok bool) (any, bool) {
	s.Name = core.CleanLine(s.Name)
	drawn := len(s.Path) <= MaxSign && strokes.MatchString(s.Path)
	if !ok || s.Path != "" && !drawn || s.Path == "" && s.Name == "" || utf8.RuneCountInString(s.Name) > MaxLabel {
		c.Add(at, "form.sign", nil)
		return nil, false
	}
	return s, true
}

// fileID is what an upload's id looks like; whose it is, others judge.
var fileID = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

func readFiles(c *core.Check, at string, ids []string) (any, bool) {
	if len(ids) == 0 || len(ids) > MaxFiles || slices.ContainsFunc(ids, func(id string) bool { return !fileID.MatchString(id) }) {
		c.Add(at, "form.files", core.Params{"max": MaxFiles})
		return nil, false
	}
	return ids, true
}

// Files returns the files that an answer carries, in the form's order.
func (f Form) Files(v Values) (ids []string) {
	for _, fd := range f.Fields {
		if fd.Kind == Picture || fd.Kind == File {
			ids = append(ids, v.List(fd.ID)...)
		}
	}
	return ids
}
