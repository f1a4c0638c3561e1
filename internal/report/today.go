package report

import (
	"context"
	"time"

	"magpie/internal/checkin"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/notice"
	"magpie/internal/roster"
	"magpie/internal/safety"
	"magpie/internal/talk"
)

// noticeLife is how long a notice without an expiry stays on the page of the day.
const noticeLife = 14 * 24 * time.Hour

// Today is what needs a teacher today, over all classes.
type Today struct {
	Classes   []TodayClass         `json:"classes"`
	Notices   []TodayNotice        `json:"notices" doc:"Out and not answered by all, the newest first"`
	Scheduled []TodayNotice        `json:"scheduled" doc:"Not out yet, the next one first"`
	Claims    int                  `json:"claims" doc:"People who wait to be let in"`
	Owed      talk.Owing           `json:"owed" doc:"Families' words that wait for an answer"`
	Rounds    []checkin.TodayRound `json:"rounds" doc:"Open arrival rounds"`
	Searches  []safety.TodaySearch `json:"searches" doc:"Searches that are on, and families' words that wait for one"`
	Alerts    []safety.TodayAlert  `json:"alerts" doc:"Alerts that are on"`
	Calm      bool                 `json:"calm" doc:"Nothing needs the teacher"`
}

// TodayClass is a class with how many of its families are within reach.
type TodayClass struct {
	ID       roster.ClassID `json:"id"`
	Name     string         `json:"name"`
	Children int            `json:"children"`
	Reached  int            `json:"reached"`
	Claims   int            `json:"claims"`
}

// TodayNotice is a notice with the children whose family has not answered.
type TodayNotice struct {
	Notice    notice.ID      `json:"notice"`
	Type      notice.Type    `json:"type" enum:"holiday,exam,activity,meeting,general,chain,poll,slip,form"`
	Title     string         `json:"title"`
	Class     roster.ClassID `json:"class"`
	ClassName string         `json:"className"`
	At        core.Millis    `json:"at"`
	DueAt     core.Millis    `json:"dueAt"`
	Total     int            `json:"total"`
	Answered  int            `json:"answered"`
	Heard     int            `json:"heard" doc:"Families of whom there is any sign: delivered, read or confirmed"`
	Silent    []TodayChild   `json:"silent" doc:"All who have not answered, the silent first"`
}

// TodayChild is a child whose family has not answered, and why.
type TodayChild struct {
	Student roster.StudentID `json:"student"`
	Name    string           `json:"name"`
	State   notice.Level     `json:"state" enum:"silent,delivered,read,confirmed"`
	Reason  string           `json:"reason" doc:"In the reader's language"`
}

// Today returns what needs the actor, who teaches some classes.
func (s *Service) Today(ctx context.Context, a core.Actor) (t Today, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		t = Today{Classes: []TodayClass{}, Notices: []TodayNotice{}, Scheduled: []TodayNotice{}}
		classes, err := roster.ClassesOf(tx, a.Person)
		if err != nil {
			return err
		}
		for _, c := range classes {
			if err := t.add(tx, c.Class, a.Lang); err != nil {
				return err
			}
		}
		ids := make([]roster.ClassID, len(classes))
		for i, c := range classes {
			ids[i] = c.Class.ID
		}
		if t.Owed, err = talk.Owed(tx, ids); err != nil {
			return err
		}
		if t.Rounds, err = checkin.Today(tx, ids); err != nil {
			return err
		}
		t.Searches, t.Alerts, err = safety.Today(tx, ids)
		t.Calm = len(t.Notices) == 0 && t.Claims == 0 && t.Owed.N == 0 && len(t.Rounds) == 0 && len(t.Searches) == 0 && len(t.Alerts) == 0
		return err
	})
	return t, err
}

func (t *Today) add(tx *db.Tx, class roster.Class, lang string) error {
	families, err := roster.Families(tx, class.ID)
	if err != nil {
		return err
	}
	line := TodayClass{ID: class.ID, Name: class.Name, Children: len(families)}
	for _, f := range families {
		if covered(f, tx.Now()) {
			line.Reached++
		}
	}
	if line.Claims, err = roster.CountClaims(tx, class.ID); err != nil {
		return err
	}
	t.Classes, t.Claims = append(t.Classes, line), t.Claims+line.Claims
	recent, err := notice.Lately(tx, class.ID, families, core.MillisOf(tx.Now().Add(-noticeLife)), lang)
	for _, r := range recent {
		n := todayNotice(r, class)
		switch {
		case r.Scheduled:
			t.Scheduled = append([]TodayNotice{n}, t.Scheduled...) // they come the last one first
		case len(n.Silent) > 0:
			t.Notices = append(t.Notices, n)
		}
	}
	return err
}

func todayNotice(r notice.Recent, class roster.Class) TodayNotice {
	n := TodayNotice{Notice: r.ID, Type: r.Type, Title: r.Title, Class: class.ID, ClassName: class.Name, At: r.At, DueAt: r.DueAt,
		Total: r.Numbers.Total, Answered: r.Numbers.Answered, Heard: r.Numbers.Total - r.Numbers.Silent, Silent: []TodayChild{}}
	for _, l := range r.Waiting {
		n.Silent = append(n.Silent, TodayChild{Student: l.Student, Name: l.Name, State: l.State, Reason: l.Reason.Text})
	}
	return n
}
