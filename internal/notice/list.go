package notice

import (
	"context"
	"strconv"
	"strings"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/reach"
	"magpie/internal/roster"
)

// Summary is a notice in the staff's list.
type Summary struct {
	ID        ID          `json:"id"`
	Type      Type        `json:"type" enum:"holiday,exam,activity,meeting,general,chain,poll,slip,form"`
	Title     string      `json:"title"`
	Author    string      `json:"author"`
	State     State       `json:"state" enum:"scheduled,published,recalled,expired"`
	At        core.Millis `json:"at" doc:"When it went out, or will"`
	DueAt     core.Millis `json:"dueAt"`
	Level     ask.Level   `json:"level" enum:"read,confirm,understood,sign,form"`
	Pinned    bool        `json:"pinned"`
	Corrected bool        `json:"corrected"`
	Closed    bool        `json:"closed" doc:"Staff take no more answers"`
	Chosen    int         `json:"chosen" doc:"How many children it is for; 0 for the whole class"`
	Numbers   Numbers     `json:"counts"`
}

// List returns a class's notices for its staff, the newest first, scheduled ones
// on top; the policy has judged the actor.
func (s *Service) List(ctx context.Context, _ core.Actor, class roster.ClassID, p core.Page) (items []Summary, next string, err error) {
	p = p.Clamp()
	before, id := cursor(p.After)
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		notices, err := noticesOf(tx, class, before, id, p.Limit+1)
		if err != nil {
			return err
		}
		if len(notices) > p.Limit {
			notices = notices[:p.Limit]
			last := notices[p.Limit-1]
			next = strconv.FormatInt(int64(last.PublishAt), 10) + "." + string(last.ID)
		}
		items, err = summaries(tx, class, notices)
		return err
	})
	return items, next, err
}

// cursor reads where a page begins; without one, at the end of time.
func cursor(after string) (core.Millis, ID) {
	at, id, _ := strings.Cut(after, ".")
	ms, err := strconv.ParseInt(at, 10, 64)
	if err != nil {
		return 1 << 60, ""
	}
	return core.Millis(ms), ID(id)
}

func summaries(tx *db.Tx, class roster.ClassID, notices []notice) ([]Summary, error) {
	crowd, err := ask.LoadCrowd(tx, class)
	if err != nil {
		return nil, err
	}
	ids := asksOf(notices)
	tallies, err := ask.Count(tx, crowd, ids...)
	if err != nil {
		return nil, err
	}
	sent, err := reach.Deliveries(tx, ids...)
	items := make([]Summary, 0, len(notices))
	for _, n := range notices {
		sum := Summary{ID: n.ID, Type: n.Type, Title: n.Title, Author: n.Author.Label, State: n.stateAt(tx.Millis()), At: n.PublishAt,
			DueAt: n.DueAt, Level: n.Level, Pinned: n.Pinned, Corrected: n.Version > 1 && n.State == StatePublished, Closed: n.Closed, Chosen: len(n.Students)}
		if t, out := tallies[n.Ask]; out {
			sum.Numbers = count(t, sent[n.Ask])
		}
		items = append(items, sum)
	}
	return items, err
}

func asksOf(notices []notice) []ask.ID {
	ids := []ask.ID{}
	for _, n := range notices {
		if n.Ask != "" {
			ids = append(ids, n.Ask)
		}
	}
	return ids
}

// Lately returns the class's notices that went out since a moment and still
// count, and those that are scheduled, with everybody who has not answered. It
// is for report, which has judged the actor. families is roster.Families of the
// class.
func Lately(tx *db.Tx, class roster.ClassID, families []roster.Family, since core.Millis, lang string) ([]Recent, error) {
	notices, err := noticesOf(tx, class, 1<<60, "", core.PageMax)
	if err != nil {
		return nil, err
	}
	kept := []notice{}
	for _, n := range notices {
		if st := n.stateAt(tx.Millis()); st == StateScheduled || st == StatePublished && n.PublishAt >= since {
			kept = append(kept, n)
		}
	}
	ids := asksOf(kept)
	tallies, err := ask.Count(tx, crowdOf(families), ids...)
	if err != nil {
		return nil, err
	}
	sent, err := reach.Deliveries(tx, ids...)
	out := make([]Recent, 0, len(kept))
	for _, n := range kept {
		r := Recent{ID: n.ID, Type: n.Type, Title: n.Title, At: n.PublishAt, DueAt: n.DueAt, Scheduled: n.State == StateScheduled}
		if t, is := tallies[n.Ask]; is {
			r.Numbers = count(t, sent[n.Ask])
			r.Waiting = waiting(lines(t, sent[n.Ask], families, reader{now: tx.Millis(), lang: lang}))
		}
		out = append(out, r)
	}
	return out, err
}

// Recent is a notice on the staff's page of the day.
type Recent struct {
	ID        ID
	Type      Type
	Title     string
	At, DueAt core.Millis
	Scheduled bool
	Numbers   Numbers
	Waiting   []Line // the children not done, the silent first
}

func waiting(lines []Line) []Line {
	out := []Line{}
	for _, l := range lines {
		if !l.Done {
			out = append(out, l)
		}
	}
	return out
}
