package sheet

// What a roster may be at most. A school of 6,000 children stays far below each of them; what is above is refused
// before it can cost more than a second or 64 MB.
const (
	maxFile     = 10 << 20  // bytes of the file itself
	maxInflated = 16 << 20  // bytes of XML or CSV taken out of an archive, all parts together
	maxDeclared = 200 << 20 // bytes an archive says it holds
	maxRatio    = 400       // inflated : packed, for parts above one megabyte
	maxEntries  = 500       // files in an archive
	maxSheets   = 100       // sheets of a workbook that can be asked for by name
	maxEffort   = 6_000     // cells looked at in search of a header
	maxLooked   = 16        // sheets looked at when none is asked for
	maxRows     = 20_000
	maxColumns  = 256
	maxCells    = 400_000
	maxCell     = 32_767 // characters: what a spreadsheet itself allows in one cell
	maxToken    = 4*maxCell + 4096
	maxBlank    = 2_000       // empty rows in a row: the rest is formatting
	maxPaste    = 1 << 20     // bytes of pasted text
	maxChat     = 1 << 19     // bytes of running lines
	maxProblems = 2 * maxRows // more are not read by anybody
	maxName     = 40          // characters
	maxWord     = 60          // characters of a class, a number, a relation
	maxFamily   = 12          // family members of one child
	maxPhones   = 10          // numbers of one person
	maxField    = 1_000       // bytes of a cell that a name, a number or a phone is looked for in
	maxText     = 8 << 20     // bytes of all cells together, a text that many cells share counted each time
)
