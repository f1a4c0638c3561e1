package core_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"magpie/internal/core"
)

func TestIdsSortByBirthAndNeverRepeat(t *testing.T) {
	at := time.Date(2026, 11, 27, 16, 0, 0, 0, time.UTC)
	seen := map[string]bool{}
	var ids []string
	for i := range 1000 {
		id := core.NewID(at.Add(time.Duration(i) * time.Millisecond))
		if len(id) != 20 || seen[id] {
			t.Fatalf("id %q is not new or not 20 characters long", id)
		}
		seen[id] = true
		ids = append(ids, id)
	}
	if !slices.IsSorted(ids) {
		t.Error("ids of later moments do not sort after earlier ones")
	}
}

func TestCleanTextCannotHideOrTurnAround(t *testing.T) {
	for in, want := range map[string]string{
		"李\u200b明\u202e":                   "李明",
		"  王 \t 老师\n":                      "王 老师",
		"a\u0000b\u0007c":                  "abc",
		"\u2066evil\u2069":                 "evil",
		"𠮷野㐂":                              "𠮷野㐂",
		"\xff\xfe":                         "",
		"Zo" + "e\u0308":                   "Zoë",
		"h" + strings.Repeat("\u0301", 40): "h" + strings.Repeat("\u0301", 4),
	} {
		if got := core.CleanLine(in); got != want {
			t.Errorf("CleanLine(%q) = %q, want %q", in, got, want)
		}
	}
	if got := core.CleanText("第一行\r\n第二行\r第三行  "); got != "第一行\n第二行\n第三行" {
		t.Errorf("CleanText lost lines: %q", got)
	}
}

func TestErrorsAreTheSameByKeyAndKeepTheirKind(t *testing.T) {
	base := core.Conflict("room.closed")
	err := fmt.Errorf("close round: %w", base.With(core.Params{"at": "18:00"}).Because(errors.New("disk")))
	if !errors.Is(err, base) || core.KindOf(err) != core.KindConflict {
		t.Errorf("%v is not recognised as %v", err, base)
	}
	if errors.Is(err, core.Conflict("room.other")) || core.KindOf(errors.New("plain")) != core.KindInternal {
		t.Error("another key counts as the same failure")
	}
}

func TestACheckGathersEverything(t *testing.T) {
	var c core.Check
	c.Length("", 1, 60, "/title")
	c.Length(strings.Repeat("长", 61), 1, 60, "/text")
	c.Require(false, "/level", "field.choice")
	var e *core.Error
	if !errors.As(c.Err(), &e) || len(e.Fields) != 3 || e.Fields[0].Pointer != "/title" {
		t.Fatalf("got %v", e)
	}
	if (&core.Check{}).Err() != nil {
		t.Error("a check without problems is an error")
	}
}

func TestEachWriteOfARequestHasAKeyOfItsOwn(t *testing.T) {
	ctx := core.WithRequest(t.Context(), core.Request{Scope: "p", Key: "0123456789abcdef", Digest: "d"})
	first, _ := core.NextRequest(ctx)
	second, ok := core.NextRequest(ctx)
	if !ok || first.Key == second.Key || second.Key != "0123456789abcdef#2" {
		t.Errorf("got %q and %q", first.Key, second.Key)
	}
	if _, ok := core.NextRequest(t.Context()); ok {
		t.Error("a context without a request has a key")
	}
}
