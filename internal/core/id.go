package core

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"time"
)

const crockford = "0123456789abcdefghjkmnpqrstvwxyz"

// NewID returns a new 20-character id: ten characters of the millisecond given,
// so that ids sort by birth, and ten (50 bits) of randomness, so that two
// processes never meet and nobody guesses a neighbour's.
func NewID(at time.Time) string {
	var b [20]byte
	ms := uint64(at.UnixMilli())
	for i := 9; i >= 0; i-- {
		b[i] = crockford[ms&31]
		ms >>= 5
	}
	copy(b[10:], RandomCode(10))
	return string(b[:])
}

// RandomCode returns n characters of Crockford's base 32 in lower case, five
// random bits each. It has no i, l, o or u, so it can be read aloud.
func RandomCode(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // crypto/rand.Read never fails (it aborts the program instead)
	for i := range b {
		b[i] = crockford[b[i]&31]
	}
	return string(b)
}

// HashToken is what is stored of a secret in a link or a cookie: enough of a hash
// for one that nobody can guess.
func HashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
