package sheet

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// rosters finds the folder of sample rosters beside the repository; without it the test is skipped.
func rosters(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; filepath.Dir(dir) != dir; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
	}
	samples := filepath.Join(dir, "..", "shared", "samples", "rosters")
	if _, err := os.Stat(samples); err != nil {
		t.Skipf("NO SAMPLE ROSTERS at %s: the samples are not tested", samples)
	}
	return samples
}

func sample(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(rosters(t), name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

var samples = []struct{ file, expected string }{
	{"gaoyi3.xlsx", "gaoyi3.expected.json"},
	{"chuyi2.csv", "chuyi2.expected.json"},
	{"xueji.xlsx", "xueji.expected.json"},
	{"oneroster.zip", "oneroster.expected.json"},
}

func TestTheSamplesGiveWhatACarefulPersonTakesOut(t *testing.T) {
	for _, s := range samples {
		t.Run(s.file, func(t *testing.T) {
			got, err := Check(sample(t, s.file), s.file)
			if err != nil {
				t.Fatal(err)
			}
			var want bytes.Buffer
			if err := json.Compact(&want, sample(t, s.expected)); err != nil {
				t.Fatal(err)
			}
			if diff := firstDifference(want.Bytes(), encode(t, got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func encode(t testing.TB, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func firstDifference(want, got []byte) string {
	if bytes.Equal(want, got) {
		return ""
	}
	at := 0
	for at < min(len(want), len(got)) && want[at] == got[at] {
		at++
	}
	around := func(b []byte) string { return string(b[min(len(b), max(0, at-120)):min(len(b), at+120)]) }
	return "\nwant …" + around(want) + "…\n got …" + around(got) + "…"
}
