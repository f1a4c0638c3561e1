package sheet

// What a roster may be at most. A school of 6,000 children stays far below each of them; what is above is refused
// before it can cost more than a second or 64 MB.
const (
	maxFile     = 10 << 20  // bytes of the file itself
	maxInflated = 16 << 20  // bytes of XML or CSV taken out of an archive, all parts together
	maxDeclared = 200 << 20 // bytes an archive says it holds
	maxRatio    = 400       // inflated : packed, for parts above one megabyte
	maxEntries  = 500       // files in an archive
	maxSheets   = 40
	maxRows     = 20_000
	maxColumns  = 256
	maxCells    = 500_000
	maxCell     = 32_767 // characters: what a spreadsheet itself allows in one cell
	maxToken    = 4*maxCell + 4096
	maxBlank    = 2_000   // empty rows in a row: the rest is formatting
	maxPaste    = 1 << 20 // bytes of pasted text
	maxName     = 40      // characters
	maxWord     = 60      // characters of a class, a number, a relation
	maxFamily   = 12      // family members of one child
)
