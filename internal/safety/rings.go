package safety

import (
	"strings"
	"time"

	"magpie/internal/core"
	"magpie/internal/roster"
)

// Ring is how far a search has gone.
type Ring int

// The rings, each further out than the one before. The first two kinds of people
// are told as soon as a search opens.
const (
	RingHome       Ring = iota // the child's own family, and the staff of its class
	RingCompanions             // who goes home with the child and is there already
	RingNear                   // the other companions, the same dormitory, the seats around
	RingClass                  // all families of the class, and the students' room
	RingSchool                 // the staff of the whole school
)

// patience is how long a ring may think before the next one is asked too.
var patience = map[Ring]time.Duration{
	RingCompanions: 3 * time.Minute, RingNear: 3 * time.Minute, RingClass: 5 * time.Minute,
}

// nextAfter is when the ring beyond this one is due; 0 after the last.
func (r Ring) nextAfter(opened core.Millis) core.Millis {
	wait, more := patience[r]
	if !more {
		return 0
	}
	return opened + core.Millis(wait.Milliseconds())
}

// companion is somebody who usually goes home with the child.
type companion struct {
	student roster.StudentID
	home    bool
}

// circle returns the children of a class whose families a ring asks, without
// those who were asked before.
func circle(r Ring, missing roster.Student, class []roster.Student, with []companion, asked map[roster.StudentID]bool) []roster.StudentID {
	chosen := map[roster.StudentID]bool{}
	switch r {
	case RingCompanions:
		for _, c := range with {
			chosen[c.student] = c.home
		}
	case RingNear:
		for _, c := range with {
			chosen[c.student] = true
		}
		for _, id := range near(missing, class) {
			chosen[id] = true
		}
	case RingClass:
		for _, st := range class {
			chosen[st.ID] = true
		}
	}
	out := []roster.StudentID{}
	for _, st := range class {
		if chosen[st.ID] && !asked[st.ID] && st.ID != missing.ID {
			out = append(out, st.ID)
		}
	}
	return out
}

// across is how many sit in a row; the seats are filled in the roster's order.
const across = 8

// near returns who sleeps in the same room and who sits beside, before and behind.
func near(missing roster.Student, class []roster.Student) []roster.StudentID {
	place := -1
	for i, st := range class {
		if st.ID == missing.ID {
			place = i
		}
	}
	out := []roster.StudentID{}
	for i, st := range class {
		if st.ID != missing.ID && (place >= 0 && nextTo(place, i) || sameRoom(missing, st)) {
			out = append(out, st.ID)
		}
	}
	return out
}

// nextTo reports whether two places of the roster are one step apart in the room.
func nextTo(a, b int) bool {
	rows, columns := a/across-b/across, a%across-b%across
	return rows*rows+columns*columns == 1
}

func sameRoom(a, b roster.Student) bool {
	return a.Dorm != "" && strings.EqualFold(a.Dorm, b.Dorm)
}
