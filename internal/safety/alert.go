package safety

import (
	"context"
	"errors"
	"slices"
	"time"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// Danger is why an alert was given.
type Danger string

// The kinds of danger.
const (
	DangerFire     Danger = "fire"
	DangerQuake    Danger = "quake"
	DangerLockdown Danger = "lockdown"
	DangerWeather  Danger = "weather"
	DangerOther    Danger = "other"
)

var dangers = []Danger{DangerFire, DangerQuake, DangerLockdown, DangerWeather, DangerOther}

const (
	repeatEvery = 5 * time.Minute
	repeatFor   = 12 * time.Hour // an alert that nobody ended has been forgotten
)

// Warning is what it takes to give an alert: the kind is enough.
type Warning struct {
	Kind  Danger
	Text  string
	Drill bool
}

func (w Warning) clean() (Warning, error) {
	var c core.Check
	w.Text = core.CleanText(w.Text)
	c.Require(slices.Contains(dangers, w.Kind), "/kind", "field.choice")
	c.Length(w.Text, 0, 300, "/text")
	return w, c.Err()
}

// Warn gives an alert to a class, or with an empty class to the actor's whole
// school, and calls the roll. One of the same kind that is on is returned as it
// is. The policy has judged the actor.
func (s *Service) Warn(ctx context.Context, a core.Actor, class roster.ClassID, w Warning) (Alert, error) {
	w, err := w.clean()
	if err != nil {
		return Alert{}, err
	}
	id, err := db.Once(ctx, s.db, func(tx *db.Tx) (AlertID, error) {
		by, err := roster.Author(tx, a, "")
		if err != nil {
			return "", err
		}
		al := alert{ID: AlertID(tx.NewID()), School: a.School, Class: class, Kind: w.Kind, Text: w.Text, Drill: w.Drill, Open: true,
			OpenedBy: by, NextAt: core.MillisOf(tx.Now().Add(repeatEvery))}
		if err := tx.Lock("alert " + a.School + " " + string(class)); err != nil {
			return "", err
		}
		on, err := openAlert(tx, al)
		if !errors.Is(err, core.ErrAbsent) {
			return on.ID, err
		}
		return al.ID, s.warn(tx, al)
	})
	if err != nil {
		return Alert{}, err
	}
	return s.Roll(ctx, a, id, "")
}

// warn writes an alert down and puts it into the rooms of families and children.
func (s *Service) warn(tx *db.Tx, al alert) error {
	classes, err := al.classes(tx)
	if err != nil {
		return err
	}
	ids, rooms := []roster.ClassID{}, []feed.ID{}
	for _, c := range classes {
		ids, rooms = append(ids, c.ID), append(rooms, feed.OfClass(c.ID), feed.OfStudents(c.ID))
	}
	al.Ask, err = s.asks.Open(tx, ask.Spec{School: al.School, OwnerKind: ownerAlert, Owner: string(al.ID), Classes: ids,
		Terms: ask.Terms{Level: ask.LevelConfirm, Self: true}})
	if err != nil {
		return err
	}
	if err := insertAlert(tx, al); err != nil {
		return err
	}
	slices.Sort(rooms)
	_, err = s.tell(tx, string(al.ID), rooms, feed.Draft{School: al.School, Kind: feed.EntryAlert, By: al.OpenedBy, Body: al.body()})
	if err != nil {
		return err
	}
	tx.AfterCommit(s.wake.Rouse)
	for _, room := range rooms {
		persons, err := feed.Members(tx, room)
		if err != nil {
			return err
		}
		s.ring(tx, persons...)
	}
	return nil
}

// classes are the open classes that an alert is for; core.ErrArchived for one that
// has ended.
func (al alert) classes(tx *db.Tx) ([]roster.Class, error) {
	if al.Class == "" {
		return roster.OpenClasses(tx, al.School)
	}
	c, err := roster.LoadOpenClass(tx, al.Class)
	return []roster.Class{c}, err
}

func (al alert) body() AlertBody {
	b := AlertBody{Alert: al.ID, State: "open", Kind: al.Kind, Text: al.Text, Drill: al.Drill, EndedAt: al.EndedAt}
	if al.EndedAt > 0 {
		b.State = "ended"
	}
	return b
}

// repeatDue tells the silent of every alert again whose time has come.
func (s *Service) repeatDue(ctx context.Context) (next core.Millis, err error) {
	for {
		var due []alert
		err = s.db.Read(ctx, func(tx *db.Tx) (err error) {
			due, next, err = dueAlerts(tx, batch)
			return err
		})
		if err != nil || len(due) == 0 {
			return next, err
		}
		for _, al := range due {
			failed := s.db.Write(ctx, func(tx *db.Tx) error { return s.repeat(tx, al) })
			err = errors.Join(err, failed) // one that cannot be repeated holds back no other
		}
		if err != nil {
			return 0, err
		}
	}
}

// repeat tells everybody who belongs to a child that is not accounted for.
func (s *Service) repeat(tx *db.Tx, al alert) error {
	next := core.MillisOf(tx.Now().Add(repeatEvery))
	if tx.Millis()-al.OpenedAt > core.Millis(repeatFor.Milliseconds()) {
		next = 0
	}
	claimed, err := claimRepeat(tx, al, next)
	if err != nil || !claimed {
		return err
	}
	classes, err := al.classes(tx)
	if errors.Is(err, roster.ErrArchived) {
		return nil // whoever was in it has gone
	}
	if err != nil {
		return err
	}
	roll, err := rollOf(tx, al.ID)
	if err != nil {
		return err
	}
	for _, c := range classes {
		if err := s.call(tx, c.ID, roll); err != nil {
			return err
		}
	}
	return nil
}

// call tells those of a class who are silent.
func (s *Service) call(tx *db.Tx, class roster.ClassID, roll map[roster.StudentID]call) error {
	students, err := roster.Students(tx, class)
	if err != nil {
		return err
	}
	silent, persons := []roster.StudentID{}, []string{}
	for _, st := range students {
		if roll[st.ID].State.accounted() {
			continue
		}
		silent = append(silent, st.ID)
		if st.Person != "" {
			persons = append(persons, st.Person)
		}
	}
	guardians, err := roster.PersonsOf(tx, silent...)
	s.ring(tx, append(persons, guardians...)...)
	return err
}

// Over ends an alert. The numbers of a drill stay, its names go. Ending it again
// changes nothing.
func (s *Service) Over(ctx context.Context, a core.Actor, id AlertID) (Alert, error) {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		al, err := loadAlert(tx, id)
		if err != nil {
			return false, err
		}
		by, err := roster.Author(tx, a, "")
		if err != nil {
			return false, err
		}
		al.EndedBy = by.Label
		return s.over(tx, al)
	})
	if err != nil {
		return Alert{}, err
	}
	return s.Roll(ctx, a, id, "")
}

func (s *Service) over(tx *db.Tx, al alert) (bool, error) {
	if err := s.asks.Close(tx, al.Ask); err != nil { // before the roll, as those who answer
		return false, err
	}
	if err := oneList(tx, al.ID); err != nil {
		return false, err
	}
	ended, err := endAlert(tx, al)
	if err != nil || !ended {
		return false, err
	}
	m, err := muster(tx, al, "")
	if err != nil {
		return false, err
	}
	if err := setScore(tx, al.ID, m.score(al.OpenedAt)); err != nil {
		return false, err
	}
	if al.EndedAt = tx.Millis(); al.Drill {
		al.Text = ""
		if err := errors.Join(s.asks.Forget(tx, al.Ask), forgetRoll(tx, al.ID)); err != nil {
			return false, err
		}
	}
	return true, s.calm(tx, al)
}

// ring lets people look at the danger, and at what waits for them at home.
func (s *Service) ring(tx *db.Tx, persons ...string) {
	s.nudge(tx, NudgeAlert, persons...)
	s.nudge(tx, NudgeHome, persons...)
}

// calm tells everybody that an alert is over.
func (s *Service) calm(tx *db.Tx, al alert) error {
	if err := s.retell(tx, al.School, string(al.ID), func(feed.ID) any { return al.body() }); err != nil {
		return err
	}
	places, err := placesOf(tx, string(al.ID))
	for _, p := range places {
		persons, err := feed.Members(tx, p.conv)
		if err != nil {
			return err
		}
		s.ring(tx, persons...)
	}
	return err
}

// describeAlert says what an alert asks, to whoever holds a link to its ask.
func (s *Service) describeAlert(tx *db.Tx, owner string, student roster.StudentID) (ask.Card, error) {
	al, err := loadAlert(tx, AlertID(owner))
	if err != nil {
		return ask.Card{}, err
	}
	st, err := roster.LoadStudent(tx, student)
	if errors.Is(err, core.ErrAbsent) {
		st, err = roster.Student{}, nil // described for no child
	}
	return ask.Card{Kind: ownerAlert, Title: "点名：平安吗？", Text: al.Text, Child: st.Given()}, err
}
