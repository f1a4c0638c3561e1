package sheet

import (
	"bytes"
	"errors"
	"strings"

	"magpie/internal/core"
)

// Open decodes a file and guesses its columns. The file's name is not trusted: its first bytes say what it is. Errors
// are the variables of errors.go. The bytes are not kept, and no ID number is.
func Open(data []byte, filename string) (*Table, error) { return OpenSheet(data, filename, "") }

// OpenSheet is Open for one named sheet of a workbook.
func OpenSheet(data []byte, filename, name string) (*Table, error) {
	switch {
	case len(data) > maxFile:
		return nil, tooLarge("bytes", 0)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return openZip(data, name)
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return nil, compound(data)
	case len(bytes.TrimSpace(data)) == 0:
		return nil, ErrNoStudents
	case looksLikeMedia(data):
		return nil, ErrNotSpreadsheet
	case looksLikePage(data):
		return nil, ErrOldFormat
	case strings.HasSuffix(strings.ToLower(filename), ".xlsx"):
		return nil, ErrTruncated
	}
	if len(data) > maxText {
		return nil, tooLarge("bytes", 0)
	}
	text, encoding, err := decode(data)
	if err != nil {
		return nil, err
	}
	if looksLikePage(text) {
		return nil, ErrOldFormat
	}
	return readText(text, encoding)
}

// ParseText reads what was pasted into a field: a table copied out of a spreadsheet, aligned columns, chat lines.
func ParseText(pasted string) (*Table, error) {
	if len(pasted) > maxPaste {
		return nil, tooLarge("bytes", 0)
	}
	text := bytes.ToValidUTF8([]byte(strings.TrimPrefix(pasted, "\uFEFF")), nil)
	if err := plausible(text); err != nil {
		return nil, err
	}
	return readText(text, "utf-8")
}

// Check reads a file with the guessed columns: the whole of `magpie roster check`.
func Check(data []byte, filename string) (Result, error) {
	t, err := Open(data, filename)
	if err != nil {
		return Result{}, err
	}
	result := t.readAll()
	if len(result.Students) == 0 {
		return result, ErrNoStudents
	}
	return result, nil
}

func openZip(data []byte, name string) (*Table, error) {
	a, err := openArchive(data)
	if err != nil {
		return nil, err
	}
	switch {
	case isWorkbook(a):
		return openXLSX(a, name)
	case a.named("users.csv") != "":
		return oneRoster(a)
	case a.named("classes.csv") != "", a.named("enrollments.csv") != "", a.named("manifest.csv") != "":
		return nil, ErrNoUsers
	case a.files["xl/workbook.bin"] != nil, a.files["content.xml"] != nil, a.files["index/document.iwa"] != nil:
		return nil, ErrOldFormat
	}
	return nil, ErrNotSpreadsheet
}

func openXLSX(a *archive, name string) (*Table, error) {
	w, err := openWorkbook(a)
	if err != nil {
		return nil, err
	}
	g, alike, err := w.choose(name)
	if err != nil {
		return nil, err
	}
	if len(g.rows) == 0 {
		return nil, ErrNoStudents
	}
	t, err := tableOf(g)
	if err != nil {
		return nil, err
	}
	for _, other := range alike {
		if other.name == g.name {
			t.further = append(t.further, t)
		} else {
			t.further = append(t.further, newTable(other, FormatXLSX, "utf-8"))
		}
	}
	for _, s := range w.sheets {
		t.Sheets = append(t.Sheets, core.CleanLine(s.name))
	}
	return t, nil
}

// tableOf reads a sheet under its header; without one each row is read as a line.
func tableOf(g grid) (*Table, error) {
	effort := maxEffort
	if findHeading(g, &effort).height > 0 {
		return newTable(g, FormatXLSX, "utf-8"), nil
	}
	size := 0
	lines := make([]textLine, 0, len(g.rows))
	for _, row := range g.rows {
		line := lineOf(row)
		if size += len(line.text); size > maxChat {
			return nil, ErrNoStudents
		}
		lines = append(lines, line)
	}
	t, err := readChat(lines, "utf-8")
	if err != nil {
		return nil, err
	}
	t.Format, t.Sheet = FormatXLSX, g.name
	return t, nil
}

// compound tells apart the two things that come in the old container: a workbook behind a password, and .xls itself.
func compound(data []byte) error {
	var stream []byte
	for _, c := range "EncryptedPackage" {
		stream = append(stream, byte(c), 0)
	}
	if bytes.Contains(data, stream) {
		return ErrEncrypted
	}
	return ErrOldFormat
}

func looksLikeMedia(data []byte) bool {
	for _, magic := range []string{"\x89PNG", "\xFF\xD8\xFF", "GIF8", "%PDF", "Rar!", "7z\xBC\xAF", "\x1F\x8B", "\x7FELF", "MZ\x90", "RIFF"} {
		if bytes.HasPrefix(data, []byte(magic)) {
			return true
		}
	}
	return false
}

// looksLikePage finds the web pages and XML that some systems call .xls.
func looksLikePage(data []byte) bool {
	start := bytes.ToLower(bytes.TrimLeft(data[:min(len(data), 512)], "\uFEFF \t\r\n"))
	return bytes.HasPrefix(start, []byte("<"))
}

// readText finds out how a text is laid out: the layout under which a header is best understood, else regular columns
// without a header, else lines of a chat.
func readText(text []byte, encoding string) (*Table, error) {
	var best grid
	var found heading
	format, effort := FormatChat, maxEffort
	layouts := layoutsOf(text)
	if len(layouts) == 0 {
		return nil, tooLarge("bytes", 0)
	}
	for _, l := range layouts {
		if found.known > 1 {
			break // commas that make sense need no blanks
		}
		g, err := l.read(text)
		if errors.Is(err, ErrTruncated) && len(layouts) > 1 && l.format != FormatCSV {
			continue
		}
		if err != nil {
			return nil, err
		}
		if h := findHeading(g, &effort); h.score > found.score {
			best, format, found = g, l.format, h
		}
	}
	if found.known > 1 || found.known == 1 && len(best.rows) > 1 {
		return newTable(best, format, encoding), nil
	}
	if len(text) > maxChat {
		return nil, ErrNoStudents
	}
	return readChat(linesOf(text), encoding)
}

// layout is one way to cut a text into cells.
type layout struct {
	format Format
	read   func([]byte) (grid, error)
}

func layoutsOf(text []byte) []layout {
	var found []layout
	if comma := separator(text); comma != 0 {
		found = append(found, layout{FormatCSV, func(b []byte) (grid, error) { return separated(b, comma) }})
	}
	if len(text) <= maxPaste {
		found = append(found,
			layout{FormatText, func(b []byte) (grid, error) { return spaced(b, wideGap) }},
			layout{FormatText, func(b []byte) (grid, error) { return spaced(b, anyGap) }})
	}
	return found
}
