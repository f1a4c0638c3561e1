package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"

	"magpie/internal/core"
)

// Cost of one guess: 19 MiB, two passes. Two at once bound the memory.
const (
	argonMemory = 19 << 10
	argonTime   = 2
	argonKey    = 32
	argonAtOnce = 2
)

// Bounds of a password in characters, and of a login.
const (
	passwordMin = 10
	passwordMax = 200
	loginMin    = 2
	loginMax    = 64
)

var argonTurn = make(chan struct{}, argonAtOnce)

// dummyHash is checked for logins that do not exist, so that they take as long.
const dummyHash = "argon2id$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

// Hash turns a password into what is stored. It takes tens of milliseconds, so
// never call it inside a transaction.
func Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails
	key, err := stretch(ctx, password, salt)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("argon2id$%s$%s", base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key)), nil
}

func matches(ctx context.Context, hash, password string) (bool, error) {
	parts := strings.Split(hash, "$")
	if len(parts) != 3 || parts[0] != "argon2id" {
		return false, nil
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[1])
	if err != nil {
		return false, fmt.Errorf("read password salt: %w", err)
	}
	key, err := stretch(ctx, password, salt)
	if err != nil {
		return false, err
	}
	want, err := base64.RawStdEncoding.DecodeString(parts[2])
	if err != nil {
		return false, fmt.Errorf("read password hash: %w", err)
	}
	return subtle.ConstantTimeCompare(key, want) == 1, nil
}

func stretch(ctx context.Context, password string, salt []byte) ([]byte, error) {
	select {
	case argonTurn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-argonTurn }()
	return argon2.IDKey([]byte(password), salt, argonTime, argonMemory, 1, argonKey), nil
}

// CheckPassword records what is wrong with a new password at the pointer.
func CheckPassword(c *core.Check, password, login, pointer string) {
	c.Length(password, passwordMin, passwordMax, pointer)
	low := strings.ToLower(password)
	plain := strings.Trim(low, low[:min(1, len(low))]) == "" || (len(login) > 3 && strings.Contains(low, strings.ToLower(login)))
	c.Require(password == "" || !plain, pointer, "account.password.plain")
}

// CheckLogin records what is wrong with a login name at the pointer.
func CheckLogin(c *core.Check, login, pointer string) {
	c.Length(login, loginMin, loginMax, pointer)
}

// CleanLogin makes a typed login comparable: one line, small letters.
func CleanLogin(login string) string { return strings.ToLower(core.CleanLine(login)) }

// newToken returns 256 random bits for a cookie or a set-up link.
func newToken() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails
	return base64.RawURLEncoding.EncodeToString(b)
}
