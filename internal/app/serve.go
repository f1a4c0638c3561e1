package app

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"golang.org/x/crypto/acme/autocert"
)

// Listen says where to serve and how the connection is protected.
type Listen struct {
	Addr     string // HOST:PORT
	Cert     string // PEM files, both or neither
	Key      string
	AutoCert string // host name for a certificate fetched by ACME
}

// grace is how long running requests may take to end when the program stops.
const grace = 10 * time.Second

// Serve answers requests until ctx ends, then lets running ones finish. ready is
// told the address once it listens.
func (a *App) Serve(ctx context.Context, l Listen, ready func(net.Addr)) error {
	ln, err := net.Listen("tcp", l.Addr)
	if err != nil {
		return fmt.Errorf("listen on %s (is another program using it?): %w", l.Addr, err)
	}
	conf, err := l.tls(a.config.Data)
	if err != nil {
		return err
	}
	if conf != nil {
		ln = tls.NewListener(ln, conf)
	}
	srv := a.server(conf)
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()
	work, stop := context.WithCancel(ctx)
	defer stop()
	workers := a.Work(work)
	ready(ln.Addr())
	settle()
	select {
	case err = <-failed:
	case <-ctx.Done():
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		err = srv.Shutdown(end)
		if errors.Is(err, context.DeadlineExceeded) {
			err = srv.Close()
		}
	}
	stop()
	<-workers
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return err
}

// server bounds how long a request may come in and its answer go out, so that
// nobody holds a connection by being slow. Sockets are out of its hands.
func (a *App) server(conf *tls.Config) *http.Server {
	return &http.Server{
		Handler: a.Handler(), TLSConfig: conf, MaxHeaderBytes: 16 << 10,
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 2 * time.Minute, WriteTimeout: 3 * time.Minute, IdleTimeout: 2 * time.Minute,
	}
}

func (l Listen) tls(data string) (*tls.Config, error) {
	switch {
	case l.AutoCert != "":
		m := &autocert.Manager{
			Prompt: autocert.AcceptTOS, HostPolicy: autocert.HostWhitelist(l.AutoCert),
			Cache: autocert.DirCache(filepath.Join(data, "certificates")),
		}
		return m.TLSConfig(), nil
	case l.Cert != "" || l.Key != "":
		if _, err := tls.LoadX509KeyPair(l.Cert, l.Key); err != nil {
			return nil, fmt.Errorf("read the certificate: %w", err)
		}
		return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: reload(l.Cert, l.Key)}, nil
	}
	return nil, nil
}

// reload reads the files anew for each handshake, so that a renewed certificate
// is used without a restart.
func reload(cert, key string) func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	return func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
		c, err := tls.LoadX509KeyPair(cert, key)
		return &c, err
	}
}
