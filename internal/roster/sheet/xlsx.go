package sheet

import (
	"encoding/xml"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// A workbook is read here and not by a general library: a roster needs to know whether 1.38E+10 is a number or a text,
// which cells are computed and which are merged, as a stream and within a budget.
type workbook struct {
	archive *archive
	sheets  []sheetRef
	strings []string
}

type sheetRef struct {
	name, path string
	hidden     bool
}

func isWorkbook(a *archive) bool { return a.files["xl/workbook.xml"] != nil }

// openWorkbook reads the list of sheets and the shared texts.
func openWorkbook(a *archive) (*workbook, error) {
	w := &workbook{archive: a}
	targets, err := w.targets()
	if err != nil {
		return nil, err
	}
	err = w.each("xl/workbook.xml", func(e xml.StartElement) {
		if e.Name.Local != "sheet" || len(w.sheets) == maxSheets {
			return
		}
		if target := targets[attr(e, "id")]; strings.Contains(target, "worksheets/") {
			w.sheets = append(w.sheets, sheetRef{name: attr(e, "name"), path: target, hidden: attr(e, "state") != "" && attr(e, "state") != "visible"})
		}
	})
	if err != nil {
		return nil, err
	}
	if visible := slices.DeleteFunc(slices.Clone(w.sheets), func(s sheetRef) bool { return s.hidden }); len(visible) > 0 {
		w.sheets = visible
	}
	if len(w.sheets) == 0 {
		return nil, ErrTruncated
	}
	return w, w.readStrings()
}

// targets maps relation ids to the paths of the sheets.
func (w *workbook) targets() (map[string]string, error) {
	targets := map[string]string{}
	err := w.each("xl/_rels/workbook.xml.rels", func(e xml.StartElement) {
		target := attr(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("xl", target)
		}
		targets[attr(e, "Id")] = target
	})
	return targets, err
}

// each walks the elements of a small part.
func (w *workbook) each(name string, do func(xml.StartElement)) error {
	p, err := w.archive.part(name)
	if err != nil {
		return err
	}
	defer p.Close()
	t := newTokens(p)
	for {
		token, err := t.next()
		if token == nil || err != nil {
			return err
		}
		if e, is := token.(xml.StartElement); is {
			do(e)
		}
	}
}

// readStrings reads the texts that cells point to. Pronunciation marks (rPh) are not part of a text.
func (w *workbook) readStrings() error {
	if w.archive.files["xl/sharedstrings.xml"] == nil {
		return nil
	}
	p, err := w.archive.part("xl/sharedStrings.xml")
	if err != nil {
		return err
	}
	defer p.Close()
	t := newTokens(p)
	var text textReader
	for {
		token, err := t.next()
		if token == nil || err != nil {
			return err
		}
		if err := text.take(token); err != nil {
			return err
		}
		if e, is := token.(xml.EndElement); is && e.Name.Local == "si" {
			if w.strings = append(w.strings, text.String()); len(w.strings) > maxCells {
				return tooLarge("rows", 0)
			}
			text = textReader{}
		}
	}
}

// textReader joins the runs of a rich text.
type textReader struct {
	strings.Builder
	inText, aside bool
}

func (r *textReader) take(token xml.Token) error {
	switch e := token.(type) {
	case xml.StartElement:
		r.aside = r.aside || e.Name.Local == "rPh"
		r.inText = e.Name.Local == "t" && !r.aside
	case xml.EndElement:
		r.aside = r.aside && e.Name.Local != "rPh"
		r.inText = false
	case xml.CharData:
		if r.inText {
			r.Write(e)
		}
	}
	if r.Len() > maxCell && utf8.RuneCountInString(r.String()) > maxCell {
		return tooLarge("cell", 0)
	}
	return nil
}

// choose reads the sheets and keeps the one that says most of most children; wanted names one instead. Alike are the
// sheets under the same header, in the order of the workbook.
func (w *workbook) choose(wanted string) (best grid, alike []grid, err error) {
	var kept []grid
	var headers [][]string
	bestScore, at, effort := -1, 0, maxEffort
	for i, ref := range w.sheets {
		if wanted != "" && ref.name != wanted || wanted == "" && i >= maxLooked {
			continue
		}
		g, err := w.read(ref)
		if err != nil {
			return grid{}, nil, err
		}
		h := findHeading(g, &effort)
		rows := min(len(g.rows)-h.at-h.height, 999)
		if score := h.useful*rows*1000 + rows; score > bestScore {
			bestScore, at = score, len(kept)
		}
		kept, headers = append(kept, g), append(headers, h.texts)
	}
	if bestScore < 0 {
		return grid{}, nil, ErrNoSheet
	}
	for i, g := range kept {
		if len(headers[at]) > 0 && slices.Equal(trimmed(headers[i]), trimmed(headers[at])) {
			alike = append(alike, g)
		}
	}
	return kept[at], alike, nil
}

// trimmed gives headers in their bare form, without the empty ones at the end.
func trimmed(headers []string) []string {
	var all []string
	for _, h := range headers {
		all = append(all, bare(h))
	}
	for len(all) > 0 && all[len(all)-1] == "" {
		all = all[:len(all)-1]
	}
	return all
}
