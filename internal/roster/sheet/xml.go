package sheet

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
)

// tokens reads XML token by token and bounds each of them: no token of a roster is longer than a full cell. It keeps no
// stack, so depth costs nothing, and it knows no entities but the five of XML.
type tokens struct {
	decoder *xml.Decoder
	guard   *guard
}

// guard hands out bytes and counts them since the last token.
type guard struct {
	from *bufio.Reader
	left int
}

// ReadByte gives the next byte while the token may still grow.
func (g *guard) ReadByte() (byte, error) {
	if g.left--; g.left < 0 {
		return 0, tooLarge("cell", 0)
	}
	return g.from.ReadByte()
}

// Read is there for the decoder's signature; the decoder asks byte by byte.
func (g *guard) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	b, err := g.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = b
	return 1, nil
}

func newTokens(r io.Reader) *tokens {
	g := &guard{from: bufio.NewReaderSize(r, 32<<10)}
	d := xml.NewDecoder(g)
	// Written elsewhere than in UTF-8 only by hand; the names of cells are ASCII in any case.
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return &tokens{decoder: d, guard: g}
}

// next gives the next token, nil at the end. Its bytes are valid until the next call.
func (t *tokens) next() (xml.Token, error) {
	t.guard.left = maxToken
	token, err := t.decoder.RawToken()
	if t.guard.left < 0 { // the decoder may blame the cut it met
		return nil, tooLarge("cell", 0)
	}
	if errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, nil
	}
	return token, damaged(err)
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
