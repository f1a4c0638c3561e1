package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"
)

// figure is one measured number; all are better when smaller but for
// commits64_x_limit and answer_ops_x_commit_limit.
type figure struct {
	name           string
	must, moonshot float64
	more           bool // better when larger
	value          float64
	limit          float64 // what the bounds are multiples of, measured in the same run; 0: they are absolute
	note           string  // what it was measured against
}

// figures are the promises of speed. R, D and G are explained at the package;
// 2000 and 50 are the members of one group, all on the live socket.
func figures() []*figure {
	return []*figure{
		{name: "fanout2000_cpu_x_raw", must: 1.6, moonshot: 1.2},
		{name: "burst_cpu_x_durable", must: 2.0, moonshot: 1.3},
		{name: "ack2000_x_ack50", must: 5, moonshot: 2},
		{name: "last2000_x_raw", must: 1.5, moonshot: 1.2},
		{name: "commits64_x_limit", must: 0.8, moonshot: 0.95, more: true},
		{name: "answer_ops_x_commit_limit", must: 0.7, moonshot: 0.9, more: true},
		{name: "rss_per_conn_kib", must: 20, moonshot: 13},
		{name: "idle_rss_mib", must: 40, moonshot: 25},
		{name: "cold_start_ms", must: 60, moonshot: 25},
		{name: "catchup1000_ms", must: 14, moonshot: 7},
		{name: "reconnect2000_s", must: 2, moonshot: 0.7},
		{name: "binary_mib", must: 40, moonshot: 25},
		{name: "photo12mp_ms", must: 1.3, moonshot: 1},
		{name: "photo12mp_peak_mib", must: 1.3, moonshot: 1},
		{name: "room100k_open_ms", must: 150, moonshot: 15},
		{name: "search_ms", must: 100, moonshot: 20},
		{name: "board300_update_ms", must: 100, moonshot: 20},
	}
}

func (f *figure) verdict() string {
	must, moonshot := f.bounds()
	meets := func(bound float64) bool { return f.value <= bound != f.more || f.value == bound }
	switch {
	case meets(moonshot):
		return "moonshot"
	case meets(must):
		return "ok"
	}
	return "MISSED"
}

func (f *figure) bounds() (must, moonshot float64) {
	if f.limit == 0 {
		return f.must, f.moonshot
	}
	return f.must * f.limit, f.moonshot * f.limit
}

// report prints the table and returns whether every must is met.
func report(w io.Writer, list []*figure) bool {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "figure\tvalue\tmust\tmoonshot\tverdict\tmeasured")
	met := true
	for _, f := range list {
		sign := "≤"
		if f.more {
			sign = "≥"
		}
		must, moonshot := f.bounds()
		fmt.Fprintf(table, "%s\t%.2f\t%s %.4g\t%s %.4g\t%s\t%s\n", f.name, f.value, sign, must, sign, moonshot, f.verdict(), f.note)
		met = met && f.verdict() != "MISSED"
	}
	_ = table.Flush() // a terminal
	return met
}

// save writes the figures where other programs read them.
func save(path string, list []*figure) error {
	values, limits := map[string]float64{}, map[string]float64{}
	for _, f := range list {
		values[f.name] = f.value
		if f.limit > 0 {
			limits[f.name] = f.limit
		}
	}
	b, err := json.MarshalIndent(map[string]any{"figures": values, "limits": limits}, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, append(b, '\n'), 0o644)
}
