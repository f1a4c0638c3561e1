package reach

import (
	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Deliveries returns how far an ask has come towards each family that it was
// sent to.
func Deliveries(tx *db.Tx, id ask.ID) (map[roster.StudentID]Delivery, error) {
	rows, err := rowsOf(tx, id)
	out := make(map[roster.StudentID]Delivery, len(rows))
	for _, w := range rows {
		out[w.student] = out[w.student].with(w)
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

// Count sums an ask's families by state, for the audience of this moment.
func Count(tx *db.Tx, a ask.Ask) (Sum, error) {
	var sum Sum
	students, err := ask.Students(tx, a)
	if err != nil {
		return sum, err
	}
	deliveries, err := Deliveries(tx, a.ID)
	for _, st := range students {
		sum.add(deliveries[st.ID].State)
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
