package report

import (
	"context"
	"sort"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// A sign of life older than this no longer proves that a family is reached, and a
// slip that is out this long without an answer is worth a call.
const (
	evidenceLife = 30 * 24 * time.Hour
	slipPatience = 3 * 24 * time.Hour
	maxCalls     = 3
)

// Coverage says how many children's families are within reach.
type Coverage struct {
	Children    int           `json:"children"`
	Covered     int           `json:"covered" doc:"Children with somebody who joined and was here within 30 days"`
	Guardians   int           `json:"guardians"`
	StandInOnly int           `json:"standInOnly"`
	Invited     int           `json:"invited"`
	Unknown     int           `json:"unknown"`
	Waiting     int           `json:"waiting"`
	OpenedAt    core.Millis   `json:"openedAt"`
	Days        []CoverageDay `json:"days" doc:"From the opening to today"`
	Items       []CoverageRow `json:"items" doc:"In the order of the roster"`
	Calls       []Call        `json:"calls" doc:"At most three, most urgent first"`
}

// CoverageDay is a point of the curve.
type CoverageDay struct {
	Day     string `json:"day" doc:"YYYY-MM-DD"`
	Covered int    `json:"covered"`
}

// CoverageRow is one child.
type CoverageRow struct {
	Student    roster.StudentID `json:"student"`
	Name       string           `json:"name"`
	State      roster.State     `json:"state" enum:"in,standIn,waiting,invited,unknown"`
	EvidenceAt core.Millis      `json:"evidenceAt" doc:"Newest sign of the family, 0 for none"`
	Next       *Step            `json:"next,omitempty" doc:"What to do; left out when nothing is"`
}

// Step is the next thing to do for a child.
type Step struct {
	Key  string `json:"key" enum:"number,slip,patience,again,check,parent,greet"`
	Text string `json:"text" doc:"In the reader's language"`
}

// Call is a family to telephone today.
type Call struct {
	Student  roster.StudentID `json:"student"`
	Name     string           `json:"name"`
	Reason   string           `json:"reason" doc:"In the reader's language"`
	Contacts []CallContact    `json:"contacts" doc:"In the order to try"`
}

// CallContact is a number to call.
type CallContact struct {
	Label string `json:"label"`
	Phone string `json:"phone"`
}

// Coverage returns how a class stands, for its staff.
func (s *Service) Coverage(ctx context.Context, a core.Actor, class roster.ClassID) (c Coverage, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		cl, err := roster.LoadClass(tx, class)
		if err != nil {
			return err
		}
		families, err := roster.Families(tx, class)
		if err != nil {
			return err
		}
		c = measure(families, cl.OpenedAt, tx.Now(), a.Lang)
		return nil
	})
	return c, err
}

// measure counts the families of a class at a moment.
func measure(families []roster.Family, openedAt core.Millis, now time.Time, lang string) Coverage {
	c := Coverage{Children: len(families), OpenedAt: openedAt, Items: make([]CoverageRow, 0, len(families))}
	for _, f := range families {
		c.Guardians += len(f.Guardians)
		switch f.State {
		case roster.StateStandIn:
			c.StandInOnly++
		case roster.StateInvited:
			c.Invited++
		case roster.StateUnknown:
			c.Unknown++
		case roster.StateWaiting:
			c.Waiting++
		}
		if covered(f, now) {
			c.Covered++
		}
		c.Items = append(c.Items, CoverageRow{Student: f.Student.ID, Name: f.Student.Name, State: f.State,
			EvidenceAt: f.SeenAt(), Next: next(f, now, lang)})
	}
	c.Days = curve(families, openedAt, now, c.Covered)
	c.Calls = calls(families, now, lang)
	return c
}

func covered(f roster.Family, now time.Time) bool {
	return len(f.Guardians) > 0 && now.Sub(f.SeenAt().Time()) <= evidenceLife
}

// next is the step that brings a child's family closer; nil when all is well.
func next(f roster.Family, now time.Time, lang string) *Step {
	key := ""
	switch {
	case f.State == roster.StateWaiting:
		key = "check"
	case len(f.Guardians) > 0 && !covered(f, now):
		key = "greet"
	case f.State == roster.StateStandIn:
		key = "parent"
	case f.State == roster.StateIn:
		return nil
	case len(numbers(f, lang)) == 0:
		key = "number"
	case f.State == roster.StateUnknown:
		key = "slip"
	case now.Sub(f.SlipAt.Time()) < slipPatience:
		key = "patience"
	default:
		key = "again"
	}
	return &Step{Key: key, Text: say(lang, "next."+key, 0)}
}

// curve counts, day by day since the opening, the children whose first family
// member had joined. Today's point is what is covered now.
func curve(families []roster.Family, openedAt core.Millis, now time.Time, today int) []CoverageDay {
	joined := map[string]int{}
	for _, f := range families {
		if at := f.JoinedAt(); at > 0 {
			joined[at.Time().In(roster.Zone).Format(time.DateOnly)]++
		}
	}
	days, count := []CoverageDay{}, 0
	last := now.In(roster.Zone).Format(time.DateOnly)
	for at := openedAt.Time().In(roster.Zone); ; at = at.AddDate(0, 0, 1) {
		day := at.Format(time.DateOnly)
		count += joined[day]
		if day >= last {
			return append(days, CoverageDay{Day: last, Covered: today})
		}
		days = append(days, CoverageDay{Day: day, Covered: count})
	}
}

// calls picks the families to telephone: never heard of first, longest silence
// first, only where there is a number and nobody waits to be let in.
func calls(families []roster.Family, now time.Time, lang string) []Call {
	silent := []roster.Family{}
	for _, f := range families {
		fresh := f.State == roster.StateInvited && now.Sub(f.SlipAt.Time()) < slipPatience
		if !covered(f, now) && f.State != roster.StateWaiting && !fresh && len(numbers(f, lang)) > 0 {
			silent = append(silent, f)
		}
	}
	sort.SliceStable(silent, func(i, j int) bool {
		a, b := silent[i], silent[j]
		if heardA, heardB := a.SeenAt() > 0, b.SeenAt() > 0; heardA != heardB {
			return !heardA
		}
		if a.SeenAt() != b.SeenAt() {
			return a.SeenAt() < b.SeenAt()
		}
		return silentSince(a) < silentSince(b)
	})
	list := []Call{}
	for _, f := range silent[:min(maxCalls, len(silent))] {
		list = append(list, Call{Student: f.Student.ID, Name: f.Student.Name, Reason: reason(f, now, lang), Contacts: numbers(f, lang)})
	}
	return list
}

// silentSince orders families nobody joined of: a slip that went unanswered comes
// before a family that was never asked.
func silentSince(f roster.Family) core.Millis {
	if f.SlipAt > 0 {
		return f.SlipAt
	}
	return core.MillisOf(time.Unix(1<<40, 0))
}

func reason(f roster.Family, now time.Time, lang string) string {
	switch {
	case f.SeenAt() > 0:
		return say(lang, "call.stale", int(now.Sub(f.SeenAt().Time()).Hours()/24))
	case f.SlipAt > 0:
		return say(lang, "call.silent", int(now.Sub(f.SlipAt.Time()).Hours()/24))
	}
	return say(lang, "call.never", 0)
}

func numbers(f roster.Family, lang string) []CallContact {
	list := []CallContact{}
	for _, c := range f.Contacts {
		if c.Phone == "" {
			continue
		}
		label := roster.RelationWord(c.Relation, lang)
		if c.Relation == "" && c.Name != "" {
			label = c.Name
		}
		list = append(list, CallContact{Label: label, Phone: c.Phone})
	}
	return list
}
