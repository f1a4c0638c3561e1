package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"runtime/debug"
	"strings"

	"magpie/internal/app"
)

// door says where and how to listen.
type door struct {
	Addr       string `help:"HOST:PORT to listen on." env:"MAGPIE_ADDR" default:"127.0.0.1:8080"`
	PublicURL  string `help:"Address that families use, for links and QR codes, such as https://magpie.school.example." env:"MAGPIE_PUBLIC_URL"`
	TLSCert    string `help:"Certificate (PEM)." env:"MAGPIE_TLS_CERT" type:"path"`
	TLSKey     string `help:"Its key (PEM)." env:"MAGPIE_TLS_KEY" type:"path"`
	AutoCert   string `help:"Host name to fetch a certificate for (ACME; needs port 443)." env:"MAGPIE_AUTOCERT"`
	TrustProxy bool   `help:"A reverse proxy in front sets X-Forwarded-For." env:"MAGPIE_TRUST_PROXY"`
}

func (d door) listen() app.Listen {
	return app.Listen{Addr: d.Addr, Cert: d.TLSCert, Key: d.TLSKey, AutoCert: d.AutoCert}
}

// public is the address families use, guessed from what is served when not given.
func (d door) public() string {
	switch {
	case d.PublicURL != "":
		return strings.TrimSuffix(d.PublicURL, "/")
	case d.AutoCert != "":
		return "https://" + d.AutoCert
	case d.TLSCert != "":
		return "https://" + reachable(d.Addr)
	}
	return "http://" + reachable(d.Addr)
}

// reachable turns ":8080" into an address of this machine on its network, so
// that a phone in the same room can scan the code.
func reachable(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil || (host != "" && host != "0.0.0.0" && host != "::") {
		return addr
	}
	ifaces, _ := net.InterfaceAddrs() // without them it is loopback
	for _, a := range ifaces {
		if ip, ok := a.(*net.IPNet); ok && ip.IP.IsPrivate() && ip.IP.To4() != nil {
			return net.JoinHostPort(ip.IP.String(), port)
		}
	}
	return net.JoinHostPort("127.0.0.1", port)
}

type serveCmd struct {
	place
	door
	Originals bool   `help:"Keep photos as they were sent too (without their metadata): the school's policy." env:"MAGPIE_ORIGINALS"`
	KeepDays  int    `help:"Days that the pictures of a class stay after its end." env:"MAGPIE_KEEP_DAYS" default:"180"`
	FFmpeg    string `help:"The ffmpeg that makes posters and smaller copies of videos; default looked for, none for none." env:"MAGPIE_FFMPEG"`
}

// lavish is how much garbage may pile up until the program listens: little of it
// would be worth collecting, and somebody waits.
const lavish = 800

// Run serves until it is told to stop.
func (c *serveCmd) Run(told context.Context) error {
	ctx, stop := context.WithCancelCause(told)
	defer stop(nil)
	usual := debug.SetGCPercent(lavish)
	conf := c.config()
	conf.PublicURL, conf.TrustProxy = c.public(), c.TrustProxy
	conf.Originals, conf.FFmpeg, conf.KeepDays = c.Originals, c.FFmpeg, c.KeepDays
	conf.OnFatal = func(err error) { stop(err) }
	a, err := app.New(ctx, conf)
	if err != nil {
		return err
	}
	defer a.Close()
	link, err := a.SetupLink(ctx)
	if err != nil {
		return err
	}
	err = a.Serve(ctx, c.listen(), func(addr net.Addr) {
		debug.SetGCPercent(usual)
		fmt.Fprintf(os.Stdout, "Magpie 喜鹊 listens on %s\n", addr)
		if link != "" {
			fmt.Fprintf(os.Stdout, "\nOpen this once to set up the school (打开一次，开始设置):\n\n  %s\n\n%s\n", link, app.TerminalQR(link))
		}
	})
	if err == nil && told.Err() == nil {
		err = context.Cause(ctx) // nobody told it to stop: the database could not keep its promise
	}
	return err
}
