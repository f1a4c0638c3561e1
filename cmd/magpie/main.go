// Command magpie is the whole program: the server with its web client inside,
// and the tools of the person who runs it. It holds no rules; sub-commands call
// the same services as the web.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/alecthomas/kong"

	"magpie/internal/app"
	"magpie/internal/core"
)

// version is the release's tag or the commit it was built from, as Go stamps it.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return info.Main.Version
	}
	return "unknown"
}

type cli struct {
	Serve   serveCmd   `cmd:"" default:"withargs" help:"Serve a school (the default)."`
	Demo    demoCmd    `cmd:"" help:"Serve an invented class of 45 and print an entry link for each role."`
	Roster  rosterCmd  `cmd:"" help:"Read roster files without a server."`
	Enter   enterCmd   `cmd:"" help:"Print a one-time link that signs a member of staff in, for a forgotten password."`
	Backup  backupCmd  `cmd:"" help:"Save everything into one verified file, also while the server runs."`
	Restore restoreCmd `cmd:"" help:"Fill an empty data directory or database from a backup file."`
	Doctor  doctorCmd  `cmd:"" help:"Look whether everything is as it should be, and say what to do."`
	OpenAPI openapiCmd `cmd:"" name:"openapi" help:"Print the OpenAPI 3.1 document."`
	Version versionCmd `cmd:"" help:"Print the version."`
}

// place says where the data is; every command that touches it takes these.
type place struct {
	Data     string `help:"Data directory." env:"MAGPIE_DATA" default:"data" type:"path"`
	Database string `help:"postgres://… for several servers; default is a file in the data directory." env:"MAGPIE_DATABASE"`
	Media    string `help:"Where pictures are kept: a directory, or s3://BUCKET/PREFIX?endpoint=https://…&region=… with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; default is media in the data directory." env:"MAGPIE_MEDIA"`
}

func (p place) config() app.Config {
	return app.Config{
		Data: p.Data, Database: p.Database, Media: p.Media, Clock: core.SystemClock{},
		Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelInfo})),
	}
}

func main() {
	becomeChild()
	syscall.Umask(0o077) // whatever this program writes is about families: for its own user only
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var c cli
	k := kong.Parse(&c, kong.Name("magpie"), kong.Description("Magpie 喜鹊: home–school communication that reaches every family."),
		kong.UsageOnError(), kong.BindTo(ctx, (*context.Context)(nil)))
	if err := k.Run(); err != nil {
		stop()
		fmt.Fprintln(os.Stderr, "magpie: "+explain(err))
		os.Exit(1)
	}
}

// explain says an error in words where it has some.
func explain(err error) string {
	var e *core.Error
	if errors.As(err, &e) {
		return app.Say(e)
	}
	return err.Error()
}

type versionCmd struct{}

// Run prints the version.
func (versionCmd) Run() error {
	fmt.Println("magpie", version())
	return nil
}
