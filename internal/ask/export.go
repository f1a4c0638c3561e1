package ask

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"magpie/internal/ask/form"
	"magpie/internal/ask/table"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Export returns the answers to an ask as rows for a file, of a secret poll its
// result; the policy has judged the actor.
func (s *Service) Export(ctx context.Context, actor core.Actor, id ID) (rows []table.Row, err error) {
	counts, err := s.Counts(ctx, id)
	if err != nil {
		return nil, err
	}
	if counts.Secret {
		return secretRows(counts, actor.Lang)
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		a, err := loadAsk(tx, id)
		if err != nil {
			return err
		}
		list, err := Answers(tx, id)
		if err != nil {
			return err
		}
		items, err := records(tx, a, list, actor.Lang)
		if err != nil {
			return err
		}
		silent, _, err := missing(tx, id)
		rows = exportRows(a, items, silent, actor.Lang)
		return err
	})
	return rows, err
}

func exportRows(a Ask, items []Record, silent []Silent, lang string) []table.Row {
	say := func(key string) string { return Words.Say(lang, "ask.sheet."+key, nil) }
	head := table.Row{say("number"), say("child"), say("who"), say("at"), say("via"), say("note"), say("state")}
	for _, fd := range a.Form.Fields {
		head = append(head, fd.Label)
	}
	rows := []table.Row{head}
	for _, it := range items {
		state := ""
		switch {
		case it.Withdrawn:
			state = say("withdrawn")
		case it.Reopened:
			state = say("reopened")
		}
		row := table.Row{it.Number, it.Name, it.Label, clockText(it.At), say("via." + string(it.Via)), it.Note, state}
		for _, fd := range a.Form.Fields {
			row = append(row, cell(fd, it.Values, lang))
		}
		rows = append(rows, row)
	}
	for _, st := range silent {
		row := table.Row{"", st.Name, "", "", "", "", say("silent")}
		for range a.Form.Fields {
			row = append(row, "")
		}
		rows = append(rows, row)
	}
	return rows
}

func secretRows(c Counts, lang string) ([]table.Row, error) {
	if c.Hidden {
		return nil, ErrSecret
	}
	rows := []table.Row{{Words.Say(lang, "ask.sheet.question", nil), Words.Say(lang, "ask.sheet.option", nil), Words.Say(lang, "ask.sheet.votes", nil)}}
	for _, fd := range c.Fields {
		for _, o := range fd.Options {
			rows = append(rows, table.Row{fd.Label, o.Label, o.Count})
		}
	}
	return rows, nil
}

// cell is what an answer says in one field, in words.
func cell(fd form.Field, v form.Values, lang string) any {
	if n, ok := v.Number(fd.ID); ok {
		return n
	}
	switch list := v.List(fd.ID); {
	case fd.Kind == form.Choice:
		return fd.Option(v.Text(fd.ID))
	case fd.Kind == form.Several:
		labels := make([]string, 0, len(list))
		for _, id := range list {
			labels = append(labels, fd.Option(id))
		}
		return strings.Join(labels, "、")
	case fd.Kind == form.Picture || fd.Kind == form.File:
		return Words.Say(lang, "ask.sheet.files", core.Params{"n": len(list)})
	case fd.Kind == form.Sign:
		return signed(fd, v, lang)
	}
	return v.Text(fd.ID)
}

// signed says how somebody signed: by name, or by hand.
func signed(fd form.Field, v form.Values, lang string) string {
	s, ok := v.Signature(fd.ID)
	switch {
	case !ok:
		return ""
	case s.Name != "":
		return s.Name
	}
	return Words.Say(lang, "ask.sheet.signed", nil)
}

func clockText(at core.Millis) string { return at.Time().In(roster.Zone).Format("2006-01-02 15:04") }

// fileName is what a file of answers is called: its ask's title and the day.
func fileName(title, format string, at time.Time) string {
	title = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`\/:*?"<>|`, r) {
			return -1
		}
		return r
	}, core.CleanLine(title))
	return strings.TrimSpace(fmt.Sprintf("%s %s", firstLetters(title, 40), at.In(roster.Zone).Format("2006-01-02"))) + "." + format
}

// formats are the kinds of file there are.
var formats = []string{"csv", "xlsx"}

func knownFormat(name string) bool { return slices.Contains(formats, name) }
