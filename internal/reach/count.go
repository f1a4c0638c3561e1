package reach

import (
	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Deliveries returns how far asks have come towards each family that they were
// sent to, with one query.
func Deliveries(tx *db.Tx, ids ...ask.ID) (map[ask.ID]map[roster.StudentID]Delivery, error) {
	rows, err := rowsOf(tx, ids)
	out := make(map[ask.ID]map[roster.StudentID]Delivery, len(ids))
	for _, id := range ids {
		out[id] = map[roster.StudentID]Delivery{}
	}
	for _, w := range rows {
		out[w.ask][w.student] = out[w.ask][w.student].with(w)
	}
	return out, err
}

func (d Delivery) with(w row) Delivery {
	d.Student = w.student
	if rank[w.state] > rank[d.State] {
		d.State, d.At, d.Channel = w.state, w.stateAt, w.channel
	}
	if w.kind == "remind" {
		d.RemindedAt = max(d.RemindedAt, w.at)
		d.RemindsSoFar++
	}
	if w.last > 0 {
		d.MayRemindAt = w.last + core.Millis(RemindEvery.Milliseconds())
	}
	return d
}

// Count sums a tally's families by state.
func Count(tx *db.Tx, t ask.Tally) (sum Sum, err error) {
	deliveries, err := Deliveries(tx, t.Ask.ID)
	for _, st := range t.Students {
		sum.add(deliveries[t.Ask.ID][st.ID].State)
	}
	return sum, err
}

// Reminder names one family's reminder of one ask.
type Reminder struct {
	Ask     ask.ID
	Student roster.StudentID
}

// Reminders returns when the families were last reminded of the asks.
func Reminders(tx *db.Tx, asks []ask.ID, students []roster.StudentID) (map[Reminder]core.Millis, error) {
	rows, err := remindersOf(tx, asks, students)
	out := make(map[Reminder]core.Millis, len(rows))
	for _, w := range rows {
		out[Reminder{w.ask, w.student}] = w.at
	}
	return out, err
}
