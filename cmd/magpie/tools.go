package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
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
	File string `arg:"" help:"File to write, such as magpie-2026-11-27.backup." type:"path"`
}

// Run writes and verifies the file.
func (c *backupCmd) Run(ctx context.Context) error {
	m, err := app.Backup(ctx, c.config(), c.File, version())
	if err != nil {
		return err
	}
	var rows int64
	for _, t := range m.Tables {
		rows += t.Rows
	}
	fmt.Printf("saved and verified: %s, %d tables, %d rows\nKeep it like a key: it holds the secret that invitation codes are made from.\n", c.File, len(m.Tables), rows)
	return nil
}

type restoreCmd struct {
	place
	File  string `arg:"" help:"A backup file." type:"existingfile"`
	Check bool   `help:"Only verify the file."`
}

// Run restores into an empty data directory and compares every table.
func (c *restoreCmd) Run(ctx context.Context) error {
	m, err := app.Restore(ctx, c.config(), c.File, c.Check)
	if err != nil {
		return err
	}
	word := "restored and compared"
	if c.Check {
		word = "verified"
	}
	fmt.Printf("%s: %d tables, saved at %s\n", word, len(m.Tables), m.Made.Time().Format(time.RFC3339))
	return nil
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
