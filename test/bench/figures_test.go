package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestAVerdictKnowsWhichWayIsBetter(t *testing.T) {
	for _, c := range []struct {
		value float64
		more  bool
		want  string
	}{
		{1.0, false, "moonshot"}, {1.2, false, "moonshot"}, {1.5, false, "ok"}, {1.6, false, "ok"}, {1.7, false, "MISSED"},
		{1.7, true, "moonshot"}, {1.6, true, "moonshot"}, {1.3, true, "ok"}, {1.1, true, "MISSED"},
	} {
		f := figure{must: 1.6, moonshot: 1.2, value: c.value, more: c.more}
		if c.more {
			f.must, f.moonshot = 1.2, 1.6
		}
		if got := f.verdict(); got != c.want {
			t.Errorf("%v (more is better: %v): got %s, want %s", c.value, c.more, got, c.want)
		}
	}
}

func TestAReportTellsWhenAPromiseIsBroken(t *testing.T) {
	var out bytes.Buffer
	if report(&out, []*figure{{name: "a", must: 1, moonshot: 1, value: 2}}) || !strings.Contains(out.String(), "MISSED") {
		t.Errorf("got\n%s", &out)
	}
}

func TestTheMedianIsTheOneInTheMiddle(t *testing.T) {
	if got := median([]time.Duration{9, 1, 5}); got != 5 {
		t.Errorf("got %v, want 5", got)
	}
}
