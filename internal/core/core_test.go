package core

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestTypedTextHoldsNothingThatHidesOrTurns(t *testing.T) {
	for in, want := range map[string]string{
		"  李 \t 明\n":             "李 明",
		"李\u200b明\u202e":         "李明",
		"Zoe\u0308":              "Zoë",
		"\u3164\u2066":           "",
		"a\x00b\xffc":            "abc",
		"<b>李明</b>":              "<b>李明</b>", // markup is harmless where it is shown, not here
		"\U000e0041李明\U000e007f": "李明",
	} {
		if got := CleanLine(in); got != want {
			t.Errorf("CleanLine(%q): got %q, want %q", in, got, want)
		}
	}
	if got := CleanText(" 一\r\n二\r三\u200b "); got != "一\n二\n三" {
		t.Errorf("lines: got %q", got)
	}
	if got := CleanLine("明" + strings.Repeat("\u0331", 90)); len([]rune(got)) != 1+maxMarks {
		t.Errorf("a climbing letter keeps %d marks, want %d", len([]rune(got))-1, maxMarks)
	}
}

func TestIdsSortByBirthAndNeverMeet(t *testing.T) {
	at := time.UnixMilli(1_795_000_000_000)
	seen := map[string]bool{}
	for i := range 1000 {
		id := NewID(at)
		if len(id) != 20 || seen[id] {
			t.Fatalf("id %d is %q", i, id)
		}
		if later := NewID(at.Add(time.Millisecond)); later <= id {
			t.Fatalf("%q was born after %q and sorts before it", later, id)
		}
		seen[id] = true
	}
}

func TestEachWriteOfARequestHasItsOwnKey(t *testing.T) {
	if _, ok := NextRequest(t.Context()); ok {
		t.Error("a key where no request is")
	}
	ctx := WithRequest(t.Context(), Request{Scope: "p", Key: "k"})
	for _, want := range []string{"k", "k#2", "k#3"} {
		if r, ok := NextRequest(ctx); !ok || r.Key != want || r.Scope != "p" {
			t.Errorf("got %+v %t, want key %s", r, ok, want)
		}
	}
}

func TestAnErrorStaysTheSameWithParametersAndACause(t *testing.T) {
	one := Conflict("x.taken")
	cause := errors.New("disk")
	err := error(one.With(Params{"name": "李明"}).Because(cause))
	if !errors.Is(err, one) || !errors.Is(err, cause) || errors.Is(err, Conflict("x.other")) || KindOf(err) != KindConflict {
		t.Errorf("got %v of kind %d", err, KindOf(err))
	}
	if one.Params != nil || one.Err != nil {
		t.Errorf("the room's own variable was changed: %+v", one)
	}
	if KindOf(cause) != KindInternal {
		t.Error("a foreign error must be internal")
	}
	if AbsentUnless(true, nil) != nil || AbsentUnless(false, nil) != error(ErrAbsent) || AbsentUnless(true, cause) != cause {
		t.Error("absent unless found, and a failure stays a failure")
	}
}

func TestACheckNamesEverythingThatIsWrongAtOnce(t *testing.T) {
	var c Check
	if c.Err() != nil {
		t.Error("nothing was wrong yet")
	}
	c.Length("", 1, 3, "/a")
	c.Length("明明明明", 1, 3, "/b")
	c.Length("明", 2, 3, "/c")
	c.Require(true, "/d", "field.wrong")
	var e *Error
	if err := c.Err(); !errors.As(err, &e) {
		t.Fatalf("got %v", err)
	}
	got := ""
	for _, f := range e.Fields {
		got += f.Pointer + " " + f.Key + "; "
	}
	if want := "/a field.required; /b field.tooLong; /c field.tooShort; "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
