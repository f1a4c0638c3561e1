package rest

import (
	"bytes"
	"net/http"
	"net/netip"
	"strings"
	"unicode/utf8"
)

// legible reports whether path and query are text that every database can keep:
// UTF-8 without NUL.
func legible(r *http.Request) bool {
	if !Keepable(r.URL.Path) {
		return false
	}
	for name, values := range r.URL.Query() {
		if !Keepable(name) || !Keepable(strings.Join(values, "")) {
			return false
		}
	}
	return true
}

// Keepable reports whether a text is UTF-8 without NUL. Operations that read text
// from headers ask it themselves; path, query and body have been judged.
func Keepable(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// maxValues bounds how many values one body holds: decoding costs two hundred bytes
// and more for each, however short it is written. A roster with every cell mended
// by hand has a fifth of it.
const maxValues = 50_000

// shape counts the values of a JSON body and reports whether a text in it has the
// character U+0000, which JSON can only write as an escape.
func shape(body []byte) (values int, nul bool) {
	inText := false
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case c == '\\':
			nul = nul || bytes.HasPrefix(body[i:], []byte(`\u0000`))
			i++ // whatever is escaped begins and ends nothing
		case c == '"':
			inText = !inText
		case !inText && (c == ',' || c == '[' || c == '{'):
			values++
		}
	}
	return values, nul
}

// ascii reports whether a header is printable and stays as it is in any database.
func ascii(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) < 0
}

// network is what limits count for an address: an IPv4 address alone, of IPv6
// the half that names the subscriber, since everybody has the other half at will.
func network(host string) string {
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return host
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is4() {
		return ip.String()
	}
	return netip.PrefixFrom(ip, 64).Masked().String()
}
