package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"magpie/internal/app"
	"magpie/internal/roster/sheet"
)

type rosterCmd struct {
	Check rosterCheckCmd `cmd:"" help:"Show what a roster file holds and every problem in it; nothing is stored."`
}

type rosterCheckCmd struct {
	File string `arg:"" help:"xlsx, csv, text or OneRoster zip." type:"existingfile"`
	JSON bool   `help:"Print the result as JSON."`
}

// Run reads the file and prints students, ignored columns and problems.
func (c *rosterCheckCmd) Run() error {
	file, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	result, err := sheet.Check(file, filepath.Base(c.File))
	if err != nil {
		return err
	}
	if c.JSON {
		out := json.NewEncoder(os.Stdout)
		out.SetIndent("", " ")
		return out.Encode(result)
	}
	for _, s := range result.Students {
		fmt.Printf("%s\t%s\t%s", s.Number, s.Name, s.Class)
		for _, g := range s.Guardians {
			fmt.Printf("\t%s %s %v", g.Relation, g.Name, g.Phones)
		}
		fmt.Println()
	}
	fmt.Printf("\n%d students. Not taken: %v\n", len(result.Students), result.IgnoredColumns)
	for _, p := range result.Problems {
		fmt.Printf("row %d %s: %s\n", p.Row, p.Column, p.Why)
	}
	return nil
}

type enterCmd struct {
	place
	PublicURL string `help:"Address that people use." env:"MAGPIE_PUBLIC_URL" default:"http://127.0.0.1:8080"`
	Login     string `arg:"" help:"The login name to sign in."`
}

// Run prints a link that signs in once within an hour.
func (c *enterCmd) Run(ctx context.Context) error {
	conf := c.config()
	conf.PublicURL = c.PublicURL
	a, err := app.New(ctx, conf)
	if err != nil {
		return err
	}
	defer a.Close()
	link, err := a.EntryLink(ctx, c.Login, time.Hour)
	if err != nil {
		return err
	}
	fmt.Println(link)
	return nil
}

type backupCmd struct {
	place
	File         string `arg:"" help:"File to write, such as backups/magpie-2026-11-27.backup; pictures go into media/ beside it." type:"path"`
	WithoutMedia bool   `help:"Leave the pictures out: their store has a backup of its own."`
}

// Run writes and verifies the file.
func (c *backupCmd) Run(ctx context.Context) error {
	s, err := app.Backup(ctx, c.config(), c.File, version(), !c.WithoutMedia)
	if err != nil {
		return err
	}
	var rows int64
	for _, t := range s.Tables {
		rows += t.Rows
	}
	fmt.Printf("saved and verified: %s, %d tables, %d rows\n", c.File, len(s.Tables), rows)
	fmt.Printf("pictures beside it: %d, of them new %d (%d MiB)\n", s.Media.Blobs, s.Media.New, s.Media.Bytes>>20)
	fmt.Println("Keep both like a key: the file holds the secret that invitation codes are made from.")
	return missing(s)
}

// missing tells of pictures that could not be copied or compared.
func missing(s app.Saved) error {
	if len(s.Media.Missing) == 0 {
		return nil
	}
	return fmt.Errorf("%d pictures are missing or damaged: %s", len(s.Media.Missing), strings.Join(s.Media.Missing, " "))
}

type restoreCmd struct {
	place
	File         string `arg:"" help:"A backup file; the pictures are taken from media/ beside it." type:"existingfile"`
	Check        bool   `help:"Only verify the file and its pictures."`
	WithoutMedia bool   `help:"Leave the pictures out: their store has a backup of its own."`
}

// Run restores into an empty data directory and compares every table and picture.
func (c *restoreCmd) Run(ctx context.Context) error {
	s, err := app.Restore(ctx, c.config(), c.File, c.Check, !c.WithoutMedia)
	if err != nil {
		return err
	}
	word := "restored and compared"
	if c.Check {
		word = "verified"
	}
	fmt.Printf("%s: %d tables, %d pictures, saved at %s\n", word, len(s.Tables), s.Media.Blobs, s.Made.Time().Format(time.RFC3339))
	return missing(s)
}

type doctorCmd struct {
	place
	door
}

// Run prints one line per finding; the exit code is 1 when something needs doing.
func (c *doctorCmd) Run(ctx context.Context) error {
	conf := c.config()
	conf.PublicURL = c.public()
	healthy := true
	for _, f := range app.Examine(ctx, conf, c.listen()) {
		mark := "ok  "
		if f.Advice != "" {
			mark, healthy = "MEND", false
		}
		fmt.Printf("%s  %s\n", mark, f.What)
		if f.Advice != "" {
			fmt.Printf("      → %s\n", f.Advice)
		}
	}
	if !healthy {
		return errors.New("something needs doing, see above")
	}
	return nil
}

type openapiCmd struct{}

// Run prints the document of all operations; it needs no data.
func (openapiCmd) Run(ctx context.Context) error {
	doc, err := app.Document(ctx)
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(doc)
	return err
}
