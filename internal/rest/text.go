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
	if !keepable(r.URL.Path) {
		return false
	}
	for name, values := range r.URL.Query() {
		if !keepable(name) || !keepable(strings.Join(values, "")) {
			return false
		}
	}
	return true
}

func keepable(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// hasNUL reports whether a text in a JSON body has the character U+0000, which
// JSON can only write as an escape.
func hasNUL(body []byte) bool {
	for i := 0; i < len(body); i++ {
		if body[i] != '\\' {
			continue
		}
		if bytes.HasPrefix(body[i:], []byte(`\u0000`)) {
			return true
		}
		i++ // whatever is escaped begins no escape itself
	}
	return false
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
