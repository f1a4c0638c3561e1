package app

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"magpie/internal/core"
)

// Config says how this program runs. Only Data is needed; every other field
// works at its zero value.
type Config struct {
	Data       string   // directory of the embedded database and secret.key
	Database   string   // "sqlite:PATH" or "postgres://…"; default sqlite in Data
	PublicURL  string   // what families type and QR codes carry; default from the address served
	TrustProxy bool     // take client addresses from X-Forwarded-For
	Media      string   // where pictures are kept: a directory or "s3://BUCKET?endpoint=…&region=…"; default "media" in Data
	FFmpeg     string   // for videos; default looked for, "none" leaves them as they come
	Originals  bool     // keep what was sent too, without its metadata: the school's policy
	KeepDays   int      // how long pictures stay after a class's end; default album.KeepDays
	Picture    []string // the program that decodes a picture; default this one, told "picture"
	Clock      core.Clock
	Log        *slog.Logger
	OnFatal    func(error) // the database can no longer keep its promise: stop the program
}

// Files in the data directory.
const (
	databaseFile = "magpie.db"
	secretFile   = "secret.key"
	mediaDir     = "media"
)

func (c Config) withDefaults() (Config, error) {
	if c.Data == "" {
		return c, errors.New("no data directory given: use --data DIR")
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return c, fmt.Errorf("make the data directory: %w", err)
	}
	if c.Database == "" {
		c.Database = "sqlite:" + filepath.Join(c.Data, databaseFile)
	}
	if c.PublicURL == "" {
		c.PublicURL = "http://127.0.0.1:8080"
	}
	if u, err := url.Parse(c.PublicURL); err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return c, fmt.Errorf("the public address %q must look like https://school.example", c.PublicURL)
	}
	if c.Clock == nil {
		c.Clock = core.SystemClock{}
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return c, nil
}

// secure reports whether families come by https.
func (c Config) secure() bool { return strings.HasPrefix(c.PublicURL, "https://") }

// secret reads the key that invitation codes are derived from, and makes one on
// the first start. It lies beside the database, not in it: see ADR 4.
func secret(dir string) ([]byte, error) {
	path := filepath.Join(dir, secretFile)
	key, err := os.ReadFile(path)
	if err == nil && len(key) == 32 {
		return key, nil
	}
	if err == nil {
		return nil, fmt.Errorf("%s is not 32 bytes long: put the right one back from a backup", path)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read the secret key: %w", err)
	}
	key = make([]byte, 32)
	_, _ = rand.Read(key) // never fails
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return secret(dir) // another process was quicker
	}
	if err != nil {
		return nil, fmt.Errorf("make the secret key: %w", err)
	}
	if _, err = f.Write(key); err == nil {
		err = f.Sync()
	}
	return key, errors.Join(err, f.Close())
}
