package app

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/boombuler/barcode/qr"

	"magpie/internal/core"
	"magpie/internal/roster"
)

// operator is who acts on the host's command line.
var operator = core.Actor{Role: core.RoleOperator, Person: "operator", Lang: "zh-CN"}

// SetupLink returns the one-time link that opens a new school, or "" when there
// is one already.
func (a *App) SetupLink(ctx context.Context) (string, error) {
	token, err := a.account.IssueSetup(ctx)
	if err != nil || token == "" {
		return "", err
	}
	return a.config.PublicURL + "/setup#" + token, nil
}

// EntryLink returns a link that signs in, once, whoever has this login.
func (a *App) EntryLink(ctx context.Context, login string, life time.Duration) (string, error) {
	person, err := a.account.PersonOf(ctx, login)
	if err != nil {
		return "", err
	}
	return a.PersonLink(ctx, person, 1, life)
}

// PersonLink returns a link that signs a person in, uses times within life.
func (a *App) PersonLink(ctx context.Context, person string, uses int, life time.Duration) (string, error) {
	token, err := a.account.IssueEntry(ctx, person, uses, life)
	return a.config.PublicURL + "/enter#" + token, err
}

// Found opens a school without the set-up link, for the demo and tests.
func (a *App) Found(ctx context.Context, in roster.Founding) (roster.Founded, error) {
	return a.roster.Found(ctx, operator, in)
}

// Hire adds a teacher to a class, for the demo and tests.
func (a *App) Hire(ctx context.Context, in roster.Hiring) error {
	_, err := a.roster.Hire(ctx, operator, in)
	return err
}

// PublishDue does all whose time has come, as the workers do by themselves: notices
// and words go out, rounds open and end, searches widen, alerts are repeated. Tests call it after moving
// their clock.
func (a *App) PublishDue(ctx context.Context) error {
	_, err := a.notice.PublishDue(ctx)
	_, late := a.talk.SendDue(ctx)
	_, away := a.checkin.RunDue(ctx)
	_, unsafe := a.safety.Due(ctx)
	return errors.Join(err, late, away, unsafe)
}

// Flush writes down which devices were used since the last time, as the worker
// does by itself.
func (a *App) Flush(ctx context.Context) error { return a.account.Flush(ctx) }

// JoinLink is what the QR code of an invitation carries.
func (a *App) JoinLink(code string) string {
	return a.config.PublicURL + "/j/" + strings.ReplaceAll(code, "-", "")
}

// TerminalQR draws a QR code with half blocks, dark on light whatever the
// terminal's colours are.
func TerminalQR(text string) string {
	code, err := qr.Encode(text, qr.L, qr.Auto)
	if err != nil {
		return ""
	}
	size := code.Bounds().Dx()
	dark := func(x, y int) bool {
		if x < 0 || y < 0 || x >= size || y >= size {
			return false
		}
		r, _, _, _ := code.At(x, y).RGBA()
		return r == 0
	}
	const quiet = 2
	glyph := map[[2]bool]string{{false, false}: " ", {true, false}: "▀", {false, true}: "▄", {true, true}: "█"}
	var b strings.Builder
	for y := -quiet; y < size+quiet; y += 2 {
		b.WriteString("\x1b[30;107m")
		for x := -quiet; x < size+quiet; x++ {
			b.WriteString(glyph[[2]bool{dark(x, y), dark(x, y+1)}])
		}
		b.WriteString("\x1b[0m\n")
	}
	return b.String()
}
