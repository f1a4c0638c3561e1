package roster

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/boombuler/barcode/qr"
	"golang.org/x/text/unicode/norm"
)

// alphabet is Crockford's: no I, L, O or U, so a code can be read aloud.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// codeLength characters of five bits are fifty bits.
const codeLength = 10

// codes makes the codes of invitations from a secret, so that a slip can be
// printed again while only a keyed hash of its code is stored.
type codes struct {
	secret []byte
	base   string
}

func (c codes) mac(purpose, text string) []byte {
	m := hmac.New(sha256.New, c.secret)
	_, _ = m.Write([]byte(purpose + "\x00" + text)) // a hash's Write never fails
	return m.Sum(nil)
}

// of returns the code of an invitation, ten characters without the hyphen.
func (c codes) of(invitation string) string {
	sum := c.mac("code", invitation)
	var b [codeLength]byte
	for i := range b {
		b[i] = alphabet[sum[i]&31]
	}
	return string(b[:])
}

func (c codes) hash(code string) string { return hex.EncodeToString(c.mac("hash", code)) }

// showCode writes a code as people read it: XXXXX-XXXXX.
func showCode(code string) string { return code[:codeLength/2] + "-" + code[codeLength/2:] }

// link returns the address behind a code.
func (c codes) link(code string) string { return c.base + "/j/" + code }

// cleanCode makes a typed code comparable: any case, any hyphens and blanks,
// full-width letters, and the letters that are mistaken for digits.
func cleanCode(typed string) string {
	upper := strings.ToUpper(norm.NFKC.String(typed))
	return strings.Map(func(r rune) rune {
		switch r {
		case 'O':
			return '0'
		case 'I', 'L':
			return '1'
		}
		if strings.ContainsRune(alphabet, r) {
			return r
		}
		return -1
	}, upper)
}

// QR is a QR code as one SVG path over Size × Size modules.
type QR struct {
	Size int    `json:"size" doc:"Modules per side; draw with a quiet zone of four"`
	Path string `json:"path" doc:"SVG path of the dark modules"`
}

// DrawQR encodes a text as a QR code of medium error correction.
func DrawQR(text string) (QR, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return QR{}, fmt.Errorf("draw code: %w", err)
	}
	size := code.Bounds().Dx()
	dark := func(x, y int) bool {
		if x >= size {
			return false
		}
		r, _, _, _ := code.At(x, y).RGBA()
		return r == 0
	}
	var path strings.Builder
	for y := range size {
		for x := 0; x < size; x++ {
			run := 0
			for dark(x+run, y) {
				run++
			}
			if run > 0 {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", x, y, run, run)
				x += run
			}
		}
	}
	return QR{Size: size, Path: path.String()}, nil
}

// phoneDigits keeps the digits of a typed number, half-width, without +86.
func phoneDigits(typed string) string {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, norm.NFKC.String(typed))
	if mobile := digits[max(0, len(digits)-11):]; digits == "86"+mobile || digits == "0086"+mobile {
		return mobile
	}
	return digits
}
