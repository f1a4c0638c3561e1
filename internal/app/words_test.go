package app_test

import (
	"strings"
	"testing"

	"magpie/internal/app"
	"magpie/internal/core"
	"magpie/internal/roster/sheet"
)

func TestARefusalIsSaidInWordsOnTheTerminal(t *testing.T) {
	for _, e := range []*core.Error{sheet.ErrTruncated, sheet.ErrNoStudents, sheet.ErrBomb, sheet.ErrNoUsers, core.ErrAbsent} {
		zh, en, _ := strings.Cut(app.Say(e), " / ")
		if len(zh) < 10 || len(en) < 10 || strings.Contains(zh, e.Key) {
			t.Errorf("%s: %q / %q", e.Key, zh, en)
		}
	}
}
