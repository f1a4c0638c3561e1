package safety

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"magpie/internal/core"
	"magpie/internal/roster"
)

// Seen is what somebody who was asked can say.
type Seen string

// The three answers.
const (
	SeenWith Seen = "with" // the child is here
	SeenOnce Seen = "seen"
	SeenNo   Seen = "no"
)

// Sighting is one line of the day, as somebody who was asked tells it.
type Sighting struct {
	At          core.Millis      `json:"at" doc:"When the child was seen; when it was said, for an answer that does not tell"`
	Seen        Seen             `json:"seen" enum:"with,seen"`
	Where       string           `json:"where"`
	Way         string           `json:"way" doc:"Which way it went from there"`
	With        string           `json:"with" doc:"In whose company"`
	Note        string           `json:"note"`
	By          string           `json:"by" doc:"Who says so"`
	Student     roster.StudentID `json:"student" doc:"The child for whom the answer was given"`
	SaidAt      core.Millis      `json:"saidAt"`
	Contradicts bool             `json:"contradicts" doc:"Does not go together with another line"`
}

// apart is how long it takes to be believed at another place.
const apart = 15 * time.Minute

// timeline puts sightings in the order of the day and marks those that cannot
// both be true: two places within a quarter of an hour, or seen elsewhere while
// somebody has the child.
func timeline(list []Sighting) []Sighting {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b Sighting) int {
		if a.At != b.At {
			return int(a.At - b.At)
		}
		return int(a.SaidAt - b.SaidAt)
	})
	for i := range list {
		for j := range list[:i] {
			if contradict(list[j], list[i]) {
				list[i].Contradicts, list[j].Contradicts = true, true
			}
		}
	}
	return list
}

// contradict judges two sightings, the earlier one first.
func contradict(first, then Sighting) bool {
	if samePlace(first.Where, then.Where) {
		return false
	}
	if first.Seen == SeenWith {
		return true
	}
	return first.Where != "" && then.Where != "" && then.At-first.At < core.Millis(apart.Milliseconds())
}

// samePlace compares places as people type them: 南湖站 and 南湖站 C 口 are one.
func samePlace(a, b string) bool {
	a, b = bare(a), bare(b)
	return a != "" && b != "" && (strings.Contains(a, b) || strings.Contains(b, a))
}

func bare(place string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, place))
}
