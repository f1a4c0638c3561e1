package app

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"magpie/internal/db"
)

// Finding is one thing the doctor looked at. Advice is empty when it is well.
type Finding struct{ What, Advice string }

// Examine looks at the data directory, the database, the disk, the address and
// the certificate. It changes nothing but the database's schema version.
func Examine(ctx context.Context, c Config, l Listen) []Finding {
	var out []Finding
	say := func(what, advice string) { out = append(out, Finding{what, advice}) }
	if _, err := os.Stat(c.Data); c.Data != "" && errors.Is(err, fs.ErrNotExist) {
		return []Finding{{"data directory " + c.Data, "there is none: give the right --data, or start the server once"}}
	}
	c, err := c.withDefaults()
	if err != nil {
		return []Finding{{"configuration", err.Error()}}
	}
	examineDisk(c.Data, say)
	examineKey(c.Data, say)
	examineDatabase(ctx, c, say)
	examineAddress(c.PublicURL, l, say)
	return out
}

func examineDisk(dir string, say func(what, advice string)) {
	probe, err := os.CreateTemp(dir, "probe-*")
	if err != nil {
		say("data directory "+dir, "make it writable for this user: "+err.Error())
		return
	}
	_, err = probe.WriteString("probe")
	if err == nil {
		err = probe.Sync()
	}
	_ = probe.Close()           // only a probe
	_ = os.Remove(probe.Name()) // only a probe
	if err != nil {
		say("writing to "+dir, "the disk does not keep what is written: "+err.Error())
		return
	}
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dir, &fs); err == nil {
		free := fs.Bavail * uint64(fs.Bsize) >> 20
		advice := ""
		if free < 1024 {
			advice = "free some space; at 0 nothing can be saved"
		}
		say(fmt.Sprintf("data directory %s, %d MiB free", dir, free), advice)
	}
}

func examineKey(dir string, say func(what, advice string)) {
	info, err := os.Stat(filepath.Join(dir, secretFile))
	switch {
	case err != nil:
		say("secret key: not made yet", "start the server once, or restore a backup")
	case info.Mode().Perm()&0o077 != 0:
		say("secret key can be read by others", "chmod 600 "+filepath.Join(dir, secretFile))
	default:
		say("secret key", "")
	}
}

func examineDatabase(ctx context.Context, c Config, say func(what, advice string)) {
	d, err := db.Open(ctx, db.Options{URL: c.Database, Clock: c.Clock, Log: c.Log})
	if err != nil {
		say("database", err.Error())
		return
	}
	defer d.Close() //nolint:errcheck // only looked
	if err := d.Ping(ctx); err != nil {
		say("database", err.Error())
		return
	}
	say("database answers and keeps what is written", "")
	examineMedia(ctx, c, d, say)
}

func examineAddress(public string, l Listen, say func(what, advice string)) {
	u, err := url.Parse(public)
	if err != nil {
		say("public address "+public, "give an address such as https://magpie.school.example")
		return
	}
	host, advice := u.Hostname(), ""
	ip := net.ParseIP(host)
	switch {
	case host == "localhost" || ip != nil && ip.IsLoopback():
		advice = "phones cannot reach this machine by that name: give --public-url"
	case u.Scheme == "http" && (ip == nil || !ip.IsPrivate()):
		advice = "families' data would cross the internet unprotected: use --auto-cert, --tls-cert or a proxy with https"
	}
	say("public address "+public, advice)
	if l.Cert != "" {
		examineCertificate(l.Cert, host, say)
	}
}

func examineCertificate(path, host string, say func(what, advice string)) {
	text, err := os.ReadFile(path)
	block, _ := pem.Decode(text)
	if err != nil || block == nil {
		say("certificate "+path, "it cannot be read as PEM")
		return
	}
	cert, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		say("certificate "+path, err.Error())
		return
	}
	advice := ""
	if left := time.Until(cert.NotAfter); left < 14*24*time.Hour {
		advice = "renew it: it ends on " + cert.NotAfter.Format("2006-01-02")
	} else if err := cert.VerifyHostname(host); err != nil {
		advice = "it is made for " + strings.Join(cert.DNSNames, ", ") + ", not for " + host
	}
	say("certificate "+path, advice)
}
