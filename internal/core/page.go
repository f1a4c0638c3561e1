package core

// Page asks for one page of a list: at most Limit items after the cursor.
type Page struct {
	After string
	Limit int
}

// Sizes of a page.
const (
	PageDefault = 50
	PageMax     = 200
)

// Clamp returns the page with a limit inside its bounds.
func (p Page) Clamp() Page {
	if p.Limit <= 0 {
		p.Limit = PageDefault
	}
	if p.Limit > PageMax {
		p.Limit = PageMax
	}
	return p
}
