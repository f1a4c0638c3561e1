// Package sheet reads the list a school already has — a spreadsheet, an export, a pasted table, pasted chat lines,
// a OneRoster archive — and says which children and which family members stand in it.
//
// Owns: nothing that is stored. A Table lives as long as one import dialogue.
//
// Promises: the same bytes give the same Result; students stand in the order of the file; every number that was not
// taken is a Problem at its row and column; every cell that was mended is a Repair; phones are digits only.
//
// Never: holds an ID-card number after Open has returned (columns of them are emptied and locked, single ones are cut
// out of any other cell); fills up lost digits; takes a formula's text; runs, follows or downloads anything a file
// names; reads past the limits in limits.go.
//
// Asks: core for errors and clean text.
package sheet

// Result is what a careful person would take out of a file. Its JSON form is that of `magpie roster check --json`.
type Result struct {
	Students       []Student `json:"students"`
	IgnoredColumns []string  `json:"ignoredColumns"` // headers as written that give nothing to the students
	Problems       []Problem `json:"problems"`
}

// Student is one child as the file tells it. Empty text means that the file does not say.
type Student struct {
	Name      string     `json:"name"`
	Number    string     `json:"number"` // 学号, or 班内学号 where that is all there is
	Gender    string     `json:"gender"` // m, f or empty
	Class     string     `json:"class"`  // only where the file says it child by child
	Guardians []Guardian `json:"guardians"`
	Row       int        `json:"-"` // the sheet's own row, counted from 1
}

// Guardian is a family member with a name or a phone; either may be missing, not both.
type Guardian struct {
	Name     string   `json:"name"`
	Relation string   `json:"relation"` // one word: 父亲, 母亲, 爷爷 …
	Phones   []string `json:"phones"`   // digits only, in the order of the cell
}

// Why says what is wrong with a row or a cell. The texts are stable: the web translates them.
type Why string

// The reasons a Problem can have.
const (
	WhyPhoneInRemark   Why = "phone in remark"     // a remark holds somebody's number; a person decides
	WhyPhoneNoOwner    Why = "phone without owner" // a contact phone is none of the family's
	WhyPhoneNotValid   Why = "phone not valid"     // too few or too many digits
	WhyPhoneLost       Why = "phone digits lost"   // 1.38E+10 as text
	WhyNoPhone         Why = "no guardian phone"   // nobody can be reached from this row
	WhyUnknownGuardian Why = "unknown guardian"    // OneRoster: an agent who is not in users.csv
	WhyFileMissing     Why = "file missing"        // OneRoster: classes.csv or enrollments.csv; no child has a class
	WhyFormula         Why = "formula"             // a computed cell: not taken, to be pasted as a value
	WhyNameMissing     Why = "name missing"        // the row has data but no child's name
	WhyNameTooLong     Why = "name too long"       // more than 40 characters: not a name
	WhyDuplicateRow    Why = "duplicate row"       // the same child with nothing new
	WhyDuplicateName   Why = "duplicate name"      // two children whom neither number nor class tells apart
	WhyDuplicateNumber Why = "duplicate number"    // two children of different names under one number
	WhyLine            Why = "line not understood" // a pasted line with a number but without a child
)

// Problem is something a person has to look at. Column is empty when the whole row is meant.
type Problem struct {
	Row    int    `json:"row"`
	Column string `json:"column"`
	Why    Why    `json:"why"`

	Index int `json:"-"` // Column.Index, -1 for the whole row
}

// Mend names one thing that was put right in a cell.
type Mend string

// The mends a Repair can list.
const (
	MendFullWidth  Mend = "fullWidth"    // full-width digits or letters became half-width
	MendSplit      Mend = "split"        // several numbers in one cell were separated
	MendPrefix     Mend = "prefix"       // +86, 0086, 86 or a trunk 0 was dropped
	MendSeparators Mend = "separators"   // blanks and hyphens inside a number were dropped
	MendNumber     Mend = "numberFormat" // a number kept as 1.38…E10 was written out
	MendHidden     Mend = "hidden"       // zero-width, direction or control characters were removed
	MendSpacing    Mend = "spacing"      // padding inside a name was removed
	MendOwner      Mend = "owner"        // a phone was given to the person named beside it
	MendTwice      Mend = "twice"        // a number written twice for one person was kept once
)

// Repair is a cell that was taken in a better form than it was written. An Edit of the same cell undoes it.
type Repair struct {
	Row    int    `json:"row"`
	Index  int    `json:"index"`  // Column.Index
	Column string `json:"column"` // header as written
	Mends  []Mend `json:"mends"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Edit changes how one cell is read: another text put in by hand, or the cell left exactly as it was written, which
// undoes a Repair.
type Edit struct {
	Row       int    `json:"row"`   // the sheet's own row
	Index     int    `json:"index"` // Column.Index
	Text      string `json:"text"`
	AsWritten bool   `json:"asWritten"` // keep the cell's text, mend nothing
}
