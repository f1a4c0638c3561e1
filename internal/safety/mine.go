package safety

import (
	"context"
	"errors"

	"magpie/internal/account"
	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// MySearch is a search that somebody was asked about and that is on.
type MySearch struct {
	Asked
	Answered bool `json:"answered"`
}

// MyAlert is an alert as a family or a child sees it.
type MyAlert struct {
	Alert    AlertID     `json:"alert"`
	Kind     Danger      `json:"kind" enum:"fire,quake,lockdown,weather,other"`
	Text     string      `json:"text"`
	Drill    bool        `json:"drill"`
	State    string      `json:"state" enum:"open,ended"`
	OpenedAt core.Millis `json:"openedAt"`
	EndedAt  core.Millis `json:"endedAt"`
	Children []MyChild   `json:"children" doc:"The reader's own, or the reader"`
}

// MyChild is how one of the own children stands in an alert.
type MyChild struct {
	Student roster.StudentID `json:"student"`
	Given   string           `json:"given"`
	State   Standing         `json:"state" enum:",safe,notHere,unknown"`
	By      string           `json:"by"`
	At      core.Millis      `json:"at"`
}

// Own returns an alert as a family or a child sees it; the policy has judged the actor.
func (s *Service) Own(ctx context.Context, a core.Actor, id AlertID) (v MyAlert, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		al, err := loadAlert(tx, id)
		if err != nil {
			return err
		}
		v, err = myAlert(tx, a, al)
		return err
	})
	return v, err
}

func myAlert(tx *db.Tx, a core.Actor, al alert) (MyAlert, error) {
	v := MyAlert{Alert: al.ID, Kind: al.Kind, Text: al.Text, Drill: al.Drill, State: al.body().State, OpenedAt: al.OpenedAt, EndedAt: al.EndedAt,
		Children: []MyChild{}}
	p, err := roster.PlacesOf(tx, a.Person)
	if err != nil {
		return v, err
	}
	roll, err := rollOf(tx, al.ID)
	add := func(id roster.StudentID, class roster.ClassID, given string) {
		if al.Class == "" || al.Class == class {
			said := roll[id]
			v.Children = append(v.Children, MyChild{Student: id, Given: given, State: said.State, By: said.By, At: said.At})
		}
	}
	for _, c := range p.Children {
		add(c.Student, c.Class, c.Given)
	}
	if p.Pupil != nil {
		st := p.Pupil.Student
		add(st.ID, st.Class, st.Given())
	}
	return v, err
}

// mine returns the conversations of somebody, in which searches and alerts stand.
func mine(tx *db.Tx, person string) ([]feed.ID, error) {
	heads, err := feed.Heads(tx, person)
	convs := make([]feed.ID, 0, len(heads))
	for c := range heads {
		convs = append(convs, c)
	}
	return convs, err
}

// Mine returns the searches that a guardian or a student was asked about and that
// are on, and the alerts; staff look at Today. It is for report.
func Mine(tx *db.Tx, a core.Actor) (searches []MySearch, alerts []MyAlert, err error) {
	searches, alerts = []MySearch{}, []MyAlert{}
	if a.Role == core.RoleStaff {
		return searches, alerts, nil
	}
	if quiet, err := calm(tx, a.School); err != nil || quiet {
		return searches, alerts, err
	}
	convs, err := mine(tx, a.Person)
	if err != nil {
		return searches, alerts, err
	}
	open, err := searchesIn(tx, convs)
	if err != nil {
		return searches, alerts, err
	}
	for _, row := range open {
		m, err := load(tx, row.ID)
		if err != nil {
			return searches, alerts, err
		}
		q, err := question(tx, a, m)
		if errors.Is(err, core.ErrAbsent) {
			continue // asked for a child who belongs to somebody else since
		}
		if err != nil {
			return searches, alerts, err
		}
		searches = append(searches, MySearch{Asked: q, Answered: len(q.Mine) > 0})
	}
	warned, err := alertsIn(tx, convs)
	for _, al := range warned {
		v, err := myAlert(tx, a, al)
		if err != nil {
			return searches, alerts, err
		}
		alerts = append(alerts, v)
	}
	return searches, alerts, err
}

// TodaySearch is a search that is on, or a family's word that waits for one.
type TodaySearch struct {
	Search    SearchID         `json:"search" doc:"Empty for a family's word that no search has taken up"`
	Class     roster.ClassID   `json:"class"`
	Student   roster.StudentID `json:"student"`
	Name      string           `json:"name"`
	Drill     bool             `json:"drill"`
	Ring      Ring             `json:"ring"`
	At        core.Millis      `json:"at" doc:"Since when"`
	Text      string           `json:"text" doc:"The family's word"`
	By        string           `json:"by"`
	Sightings int              `json:"sightings"`
}

// TodayAlert is an alert that is on.
type TodayAlert struct {
	Alert     AlertID        `json:"alert"`
	Class     roster.ClassID `json:"class" doc:"Empty for the whole school"`
	Kind      Danger         `json:"kind" enum:"fire,quake,lockdown,weather,other"`
	Drill     bool           `json:"drill"`
	At        core.Millis    `json:"at"`
	Of        int            `json:"of" doc:"Of the reader's classes"`
	Accounted int            `json:"accounted"`
}

// Today returns what is on in classes: searches, families' words that wait for
// one, and alerts. It is for report.
func Today(tx *db.Tx, classes []roster.ClassID) (searches []TodaySearch, alerts []TodayAlert, err error) {
	searches, alerts = []TodaySearch{}, []TodayAlert{}
	if len(classes) == 0 {
		return searches, alerts, nil
	}
	open, err := openSearches(tx, classes)
	if err != nil {
		return searches, alerts, err
	}
	for _, row := range open {
		m, err := load(tx, row.ID)
		if err != nil {
			return searches, alerts, err
		}
		given, err := answersOf(tx, m.Ask)
		if err != nil {
			return searches, alerts, err
		}
		searches = append(searches, m.today(given))
	}
	words, err := waitingWords(tx, classes)
	if err != nil {
		return searches, alerts, err
	}
	alerts, err = todayAlerts(tx, classes)
	return append(searches, words...), alerts, err
}

func (m missing) today(given []ask.Given) TodaySearch {
	t := TodaySearch{Search: m.ID, Class: m.Class, Student: m.Student, Name: m.child.Name, Drill: m.Drill, Ring: m.Ring, At: m.OpenedAt, By: m.OpenedBy.Label}
	for _, g := range given {
		if sighting(g).Seen != SeenNo {
			t.Sightings++
		}
	}
	return t
}

// waitingWords returns what families said lately and no search has taken up.
func waitingWords(tx *db.Tx, classes []roster.ClassID) (list []TodaySearch, err error) {
	words, err := wordsSince(tx, classes, core.MillisOf(tx.Now().Add(-wordsCount)), "", core.PageMax)
	if err != nil {
		return nil, err
	}
	if err := nameWords(tx, words); err != nil {
		return nil, err
	}
	for _, w := range words {
		if w.Search == "" {
			list = append(list, TodaySearch{Class: w.Class, Student: w.Student, Name: w.Name, At: w.At, Text: w.Text, By: w.By})
		}
	}
	return list, nil
}

func todayAlerts(tx *db.Tx, classes []roster.ClassID) ([]TodayAlert, error) {
	rooms, ours := []feed.ID{}, map[roster.ClassID]bool{}
	for _, c := range classes {
		rooms, ours[c] = append(rooms, feed.OfClass(c)), true
	}
	list := []TodayAlert{}
	open, err := alertsIn(tx, rooms)
	for _, al := range open {
		m, err := muster(tx, al, "")
		if err != nil {
			return nil, err
		}
		t := TodayAlert{Alert: al.ID, Class: al.Class, Kind: al.Kind, Drill: al.Drill, At: al.OpenedAt}
		for _, c := range m.classes {
			if ours[c.Class] {
				t.Of, t.Accounted = t.Of+c.Of, t.Accounted+c.Accounted
			}
		}
		list = append(list, t)
	}
	return list, err
}

// staffName is the name of whoever of the staff gave an answer, else empty.
func staffName(tx *db.Tx, g ask.Given) (string, error) {
	if g.Via != ask.ViaStaff {
		return "", nil
	}
	names, err := account.FindNames(tx, []string{g.Person})
	return names[g.Person], err
}
