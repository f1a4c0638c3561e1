package safety

import (
	"slices"

	"magpie/internal/core"
)

// Score says how fast children were accounted for. It holds numbers only.
type Score struct {
	Of        int         `json:"of"`
	Accounted int         `json:"accounted"`
	P50       core.Millis `json:"p50" doc:"Milliseconds until half of them were, 0 while they are not"`
	P90       core.Millis `json:"p90"`
	P100      core.Millis `json:"p100"`
}

// score counts from the moments at which children were accounted for.
func score(of int, opened core.Millis, at []core.Millis) Score {
	at = slices.Clone(at)
	slices.Sort(at)
	s := Score{Of: of, Accounted: len(at)}
	until := func(percent int) core.Millis {
		n := (of*percent + 99) / 100
		if n == 0 || n > len(at) {
			return 0
		}
		return max(1, at[n-1]-opened) // at once is not "not yet"
	}
	s.P50, s.P90, s.P100 = until(50), until(90), until(100)
	return s
}
