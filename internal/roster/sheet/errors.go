package sheet

import "magpie/internal/core"

// The ways a file is refused as a whole. Params: "limit" for the size errors, "row" where a place is known.
var (
	// ErrTooLarge: the file, what it unpacks to, its rows, columns or one of its cells are beyond any roster.
	ErrTooLarge = core.TooLarge("roster.file.tooLarge")
	// ErrBomb: an archive that unpacks to absurd sizes or holds thousands of files.
	ErrBomb = core.Invalid("roster.file.bomb")
	// ErrTruncated: the file ends early or its parts are damaged; send it again.
	ErrTruncated = core.Invalid("roster.file.truncated")
	// ErrEncrypted: protected by a password; save it without one.
	ErrEncrypted = core.Invalid("roster.file.encrypted")
	// ErrOldFormat: .xls, .xlsb, .ods, .numbers or a web page in disguise; save it as .xlsx.
	ErrOldFormat = core.Invalid("roster.file.oldFormat")
	// ErrNotSpreadsheet: neither a spreadsheet nor text.
	ErrNotSpreadsheet = core.Invalid("roster.file.notSpreadsheet")
	// ErrEncoding: text in none of UTF-8, UTF-16 and GB18030.
	ErrEncoding = core.Invalid("roster.file.encoding")
	// ErrNoStudents: readable, but no child can be found in it.
	ErrNoStudents = core.Invalid("roster.file.noStudents")
	// ErrNoUsers: a OneRoster archive without its users.csv, so without any person.
	ErrNoUsers = core.Invalid("roster.file.noUsers")
	// ErrNoSheet: the workbook has no sheet of the wanted name.
	ErrNoSheet = core.Invalid("roster.file.noSheet")
)

// tooLarge says which limit was passed and, when known, where.
func tooLarge(limit string, row int) error {
	p := core.Params{"limit": limit}
	if row > 0 {
		p["row"] = row
	}
	return ErrTooLarge.With(p)
}
