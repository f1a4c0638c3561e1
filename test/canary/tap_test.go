package canary

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"regexp"
	"slices"
)

// canary is a word that stands in one place only, and who may ever read it.
type canary struct {
	what string
	may  []string
	was  []string        // who might read it at first: their live lines had it then
	seen map[string]bool // by whom
}

// tap compares everything that leaves the server with the canaries.
type tap struct {
	canaries map[string]*canary
	leaks    map[string]int // what, to whom and where → how often
}

func newTap() *tap { return &tap{canaries: map[string]*canary{}, leaks: map[string]int{}} }

// liveLine is where frames are heard.
const liveLine = "the live line"

// shape is how a canary looks: no text of the program looks so.
var shape = regexp.MustCompile(`qz[a-p]{10}|199\d{8}`)

// word makes a canary for something that these people may read.
func (p *tap) word(what string, may ...string) string {
	sum := sha256.Sum256([]byte(what))
	w := []byte("qz")
	for _, b := range sum[:10] {
		w = append(w, 'a'+b&15)
	}
	return p.keep(what, string(w), may)
}

// number makes a telephone number that is a canary.
func (p *tap) number(what string, may ...string) string {
	return p.keep(what, fmt.Sprintf("199%08d", len(p.canaries)+10007*(len(p.canaries)+1)), may)
}

// gone makes a canary that only some may read from now on.
func (p *tap) gone(what string, was, may []string) string {
	w := p.word(what, may...)
	p.canaries[w].was = was
	return w
}

func (p *tap) keep(what, word string, may []string) string {
	if p.canaries[word] != nil {
		panic("two canaries are alike: " + what)
	}
	p.canaries[word] = &canary{what: what, may: may, seen: map[string]bool{}}
	return word
}

// hear notes which canaries somebody was told in some place.
func (p *tap) hear(who, where string, text []byte) {
	for _, word := range shape.FindAll(text, -1) {
		c := p.canaries[string(word)]
		if c == nil {
			continue
		}
		c.seen[who] = true
		if !slices.Contains(c.may, who) && !(where == liveLine && slices.Contains(c.was, who)) {
			p.leaks[fmt.Sprintf("%s was told %s in %s", who, c.what, where)]++
		}
	}
	if bytes.HasPrefix(text, []byte("PK\x03\x04")) {
		p.unpack(who, where, text)
	}
}

// unpack hears what stands in an archive.
func (p *tap) unpack(who, where string, text []byte) {
	archive, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		return // a broken archive says nothing more
	}
	for _, f := range archive.File {
		p.hear(who, where+" in "+f.Name, []byte(f.Name))
		if in, err := f.Open(); err == nil {
			body, _ := io.ReadAll(in) // what can be read is heard
			_ = in.Close()            // only read
			p.hear(who, where+" in "+f.Name, body)
		}
	}
}

// unheard lists the canaries that nobody at all was told: for them nothing is proved.
func (p *tap) unheard() (list []string) {
	for _, c := range p.canaries {
		if len(c.seen) == 0 && len(c.may) > 0 {
			list = append(list, c.what)
		}
	}
	slices.Sort(list)
	return list
}
