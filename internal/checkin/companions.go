package checkin

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

const (
	together    = 5  // minutes between the arrivals of two who may have come together
	oftenEnough = 3  // rounds in which they did, at least
	mostPairs   = 20 // suggestions for a class
	maxPairs    = 400
)

// Pairs are who goes home with whom in a class.
type Pairs struct {
	Pairs     []NamedPair `json:"pairs"`
	Suggested []NamedPair `json:"suggested" doc:"Who keep coming home together and stand on no list"`
}

// NamedPair are two children who go home together.
type NamedPair struct {
	A      roster.StudentID `json:"a"`
	B      roster.StudentID `json:"b"`
	AName  string           `json:"aName"`
	BName  string           `json:"bName"`
	Rounds int              `json:"rounds,omitempty" doc:"In how many of the last rounds they came together"`
}

// Companions returns who goes home with whom in a class, and who might; the policy
// has judged the actor.
func (s *Service) Companions(ctx context.Context, _ core.Actor, class roster.ClassID) (p Pairs, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		p, err = pairsOfClass(tx, class)
		return err
	})
	return p, err
}

func pairsOfClass(tx *db.Tx, class roster.ClassID) (p Pairs, err error) {
	students, err := roster.Students(tx, class)
	if err != nil {
		return p, err
	}
	names := map[roster.StudentID]string{}
	for _, st := range students {
		names[st.ID] = st.Name
	}
	known, err := pairsOf(tx, []roster.ClassID{class})
	if err != nil {
		return p, err
	}
	p = Pairs{Pairs: []NamedPair{}, Suggested: []NamedPair{}}
	for _, k := range known {
		if names[k.A] != "" && names[k.B] != "" {
			p.Pairs = append(p.Pairs, NamedPair{A: k.A, B: k.B, AName: names[k.A], BName: names[k.B]})
		}
	}
	list, err := arrivalsOf(tx, roster.IDs(students))
	for _, g := range suggest(list, known) {
		p.Suggested = append(p.Suggested, NamedPair{A: g.A, B: g.B, AName: names[g.A], BName: names[g.B], Rounds: g.rounds})
	}
	return p, err
}

// guess is a pair and in how many rounds it came home together.
type guess struct {
	pair
	rounds int
}

// suggest finds pairs who came home within a few minutes of each other in most of
// the rounds that both were in.
func suggest(list []arrival, known []pair) []guess {
	byRound := map[RoundID][]arrival{}
	for _, a := range list {
		byRound[a.round] = append(byRound[a.round], a)
	}
	met, both := map[pair]int{}, map[pair]int{}
	for _, some := range byRound {
		for i, a := range some {
			for _, b := range some[:i] {
				p := pairOf(a.student, b.student)
				if both[p]++; max(a.minutes-b.minutes, b.minutes-a.minutes) <= together {
					met[p]++
				}
			}
		}
	}
	out := []guess{}
	for p, n := range met {
		if n >= oftenEnough && 4*n >= 3*both[p] && !slices.Contains(known, p) {
			out = append(out, guess{p, n})
		}
	}
	slices.SortFunc(out, func(a, b guess) int {
		return cmp.Or(cmp.Compare(b.rounds, a.rounds), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	return out[:min(len(out), mostPairs)]
}

// SetCompanions replaces who goes home with whom in a class; the policy has judged
// the actor.
func (s *Service) SetCompanions(ctx context.Context, a core.Actor, class roster.ClassID, pairs [][]roster.StudentID) (Pairs, error) {
	var c core.Check
	c.Require(len(pairs) <= maxPairs, "/pairs", "field.long")
	for i, p := range pairs {
		c.Require(len(p) == 2 && p[0] != p[1], fmt.Sprintf("/pairs/%d", i), "checkin.pair")
	}
	if err := c.Err(); err != nil {
		return Pairs{}, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (Pairs, error) {
		if _, err := roster.LoadOpenClass(tx, class); err != nil {
			return Pairs{}, err
		}
		students, err := roster.Students(tx, class)
		if err != nil {
			return Pairs{}, err
		}
		here, list := roster.IDs(students), []pair{}
		var c core.Check
		for i, p := range pairs {
			c.Require(slices.Contains(here, p[0]) && slices.Contains(here, p[1]), fmt.Sprintf("/pairs/%d", i), "checkin.notHere")
			list = append(list, pairOf(p[0], p[1]))
		}
		if err := c.Err(); err != nil {
			return Pairs{}, err
		}
		if err := savePairs(tx, a, class, list); err != nil {
			return Pairs{}, err
		}
		return pairsOfClass(tx, class)
	})
}

// Way is how long a child's way home takes.
type Way struct {
	Minutes int    `json:"minutes" minimum:"0" maximum:"720" doc:"As somebody wrote it down; 0 for not"`
	Note    string `json:"note" doc:"Such as: bus 23, changes at the north gate"`
	Usual   int    `json:"usual" readOnly:"true" required:"false" doc:"What is expected now, in minutes"`
	Rounds  int    `json:"rounds" readOnly:"true" required:"false" doc:"How many own rounds that was learned from"`
}

// WayOf returns a child's way home; the policy has judged the actor.
func (s *Service) WayOf(ctx context.Context, _ core.Actor, student roster.StudentID) (w Way, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		w, err = wayOf(tx, student)
		return err
	})
	return w, err
}

func wayOf(tx *db.Tx, student roster.StudentID) (Way, error) {
	st, err := roster.LoadStudent(tx, student)
	if err != nil {
		return Way{}, err
	}
	ways, err := waysOf(tx, []roster.StudentID{student})
	if err != nil {
		return Way{}, err
	}
	own, err := learned(tx, []roster.StudentID{student})
	if err != nil {
		return Way{}, err
	}
	usuals, err := usualsOf(tx, []roster.Student{st})
	w := ways[student]
	return Way{Minutes: w.minutes, Note: w.note, Usual: int(usuals[student].minutes), Rounds: own[student].n}, err
}

// SetWay writes down how long a child's way home takes; learning begins anew where
// the minutes change. The policy has judged the actor.
func (s *Service) SetWay(ctx context.Context, a core.Actor, student roster.StudentID, in Way) (Way, error) {
	in.Note = core.CleanLine(in.Note)
	var c core.Check
	c.Length(in.Note, 0, maxNote, "/note")
	c.Require(in.Minutes >= 0 && in.Minutes <= maxMinutes, "/minutes", "checkin.minutes")
	if err := c.Err(); err != nil {
		return Way{}, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (Way, error) {
		st, err := roster.LoadStudent(tx, student)
		if err != nil {
			return Way{}, err
		}
		if _, err := roster.LoadOpenClass(tx, st.Class); err != nil {
			return Way{}, err
		}
		if err := saveWay(tx, st.School, way{student, in.Minutes, in.Note}, a.Person); err != nil {
			return Way{}, err
		}
		return wayOf(tx, student)
	})
}
