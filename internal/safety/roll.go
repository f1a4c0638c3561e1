package safety

import (
	"context"
	"errors"
	"slices"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Standing is what is known of a child in an alert.
type Standing string

// The standings; the empty one is a child of whom nobody has said anything.
const (
	StandingSafe    Standing = "safe"
	StandingNotHere Standing = "notHere" // not at school today
	StandingUnknown Standing = "unknown" // said to be somewhere, and is not
)

func (s Standing) accounted() bool { return s == StandingSafe || s == StandingNotHere }

// Called is one line of the roll call.
type Called struct {
	Student   roster.StudentID `json:"student"`
	Name      string           `json:"name"`
	Class     roster.ClassID   `json:"class"`
	ClassName string           `json:"className"`
	State     Standing         `json:"state" enum:",safe,notHere,unknown"`
	Note      string           `json:"note"`
	By        string           `json:"by" doc:"Who said so last"`
	At        core.Millis      `json:"at"`
}

// ClassRoll is how far a class has come.
type ClassRoll struct {
	Class     roster.ClassID `json:"class"`
	Name      string         `json:"name"`
	Of        int            `json:"of"`
	Accounted int            `json:"accounted"`
}

// Alert is an alert with its roll as staff see it.
type Alert struct {
	ID          AlertID        `json:"id"`
	Class       roster.ClassID `json:"class" doc:"Empty for the whole school"`
	Kind        Danger         `json:"kind" enum:"fire,quake,lockdown,weather,other"`
	Text        string         `json:"text"`
	Drill       bool           `json:"drill"`
	State       string         `json:"state" enum:"open,ended"`
	Ask         ask.ID         `json:"ask"`
	OpenedBy    string         `json:"openedBy"`
	OpenedAt    core.Millis    `json:"openedAt"`
	EndedBy     string         `json:"endedBy"`
	EndedAt     core.Millis    `json:"endedAt"`
	NextAt      core.Millis    `json:"nextAt" doc:"When the silent are told again; 0 when it has ended"`
	Of          int            `json:"of"`
	Safe        int            `json:"safe"`
	NotHere     int            `json:"notHere"`
	Classes     []ClassRoll    `json:"classes"`
	Unaccounted []Called       `json:"unaccounted" doc:"At most 500; ask for one class for the others"`
	Accounted   []Called       `json:"accounted" doc:"The latest first, at most 500"`
	Score       Score          `json:"score" doc:"So far, or at the end"`
}

// rollShown bounds the two lists of a roll.
const rollShown = 500

// mustered is a roll with the children it is called for.
type mustered struct {
	classes []ClassRoll
	called  []Called
	since   []core.Millis
}

// muster calls the roll of an alert as the classes are now; with class of that one
// alone.
func muster(tx *db.Tx, al alert, class roster.ClassID) (m mustered, err error) {
	classes, err := al.classes(tx)
	if errors.Is(err, roster.ErrArchived) {
		classes, err = nil, nil
	}
	if err != nil {
		return m, err
	}
	roll, err := rollOf(tx, al.ID)
	if err != nil {
		return m, err
	}
	for _, c := range classes {
		if class == "" || class == c.ID {
			if err := m.add(tx, c, roll); err != nil {
				return m, err
			}
		}
	}
	return m, nil
}

func (m *mustered) add(tx *db.Tx, c roster.Class, roll map[roster.StudentID]call) error {
	students, err := roster.Students(tx, c.ID)
	line := ClassRoll{Class: c.ID, Name: c.Name, Of: len(students)}
	for _, st := range students {
		said := roll[st.ID]
		if said.State.accounted() {
			line.Accounted++
			m.since = append(m.since, said.Since)
		}
		m.called = append(m.called, Called{Student: st.ID, Name: st.Name, Class: c.ID, ClassName: c.Name,
			State: said.State, Note: said.Note, By: said.By, At: said.At})
	}
	m.classes = append(m.classes, line)
	return err
}

func (m mustered) score(opened core.Millis) Score { return score(len(m.called), opened, m.since) }

// Roll returns an alert with its roll; with class that class's alone. The policy
// has judged the actor.
func (s *Service) Roll(ctx context.Context, _ core.Actor, id AlertID, class roster.ClassID) (v Alert, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		al, err := loadAlert(tx, id)
		if err != nil {
			return err
		}
		v = al.view()
		if al.Drill && !al.Open {
			return nil // no name is left
		}
		m, err := muster(tx, al, class)
		if err != nil {
			return err
		}
		v.fill(m)
		if al.Open {
			v.Score = m.score(al.OpenedAt)
		}
		return nil
	})
	return v, err
}

func (al alert) view() Alert {
	v := Alert{ID: al.ID, Class: al.Class, Kind: al.Kind, Text: al.Text, Drill: al.Drill, State: al.body().State, Ask: al.Ask,
		OpenedBy: al.OpenedBy.Label, OpenedAt: al.OpenedAt, EndedBy: al.EndedBy, EndedAt: al.EndedAt, NextAt: al.NextAt,
		Classes: []ClassRoll{}, Unaccounted: []Called{}, Accounted: []Called{}}
	if al.Score != nil {
		v.Score, v.Of = *al.Score, al.Score.Of
	}
	return v
}

func (v *Alert) fill(m mustered) {
	v.Of, v.Classes = len(m.called), m.classes
	for _, c := range m.called {
		switch c.State {
		case StandingSafe:
			v.Safe++
		case StandingNotHere:
			v.NotHere++
		}
		if c.State.accounted() {
			v.Accounted = append(v.Accounted, c)
		} else {
			v.Unaccounted = append(v.Unaccounted, c)
		}
	}
	slices.SortStableFunc(v.Accounted, func(a, b Called) int { return int(b.At - a.At) })
	v.Unaccounted, v.Accounted = v.Unaccounted[:min(rollShown, len(v.Unaccounted))], v.Accounted[:min(rollShown, len(v.Accounted))]
}

// Tick is what staff write on the roll; an empty state takes the child back to
// being silent.
type Tick struct {
	Student roster.StudentID
	State   Standing
	Note    string
}

// Tick writes a line of the roll. Several of the staff write one list at once:
// whoever comes last is right, and is named. The policy has judged the actor.
func (s *Service) Tick(ctx context.Context, a core.Actor, id AlertID, t Tick) (Alert, error) {
	var c core.Check
	t.Note = core.CleanLine(t.Note)
	c.Require(slices.Contains([]Standing{"", StandingSafe, StandingNotHere, StandingUnknown}, t.State), "/state", "field.choice")
	c.Length(t.Note, 0, 100, "/note")
	if err := c.Err(); err != nil {
		return Alert{}, err
	}
	class, err := db.Once(ctx, s.db, func(tx *db.Tx) (roster.ClassID, error) {
		al, err := loadAlert(tx, id)
		if err != nil {
			return "", err
		}
		st, err := roster.LoadStudent(tx, t.Student)
		if err != nil || st.School != al.School || al.Class != "" && st.Class != al.Class {
			return "", wrong("/student", "safety.notInClass")
		}
		by, err := roster.Author(tx, a, "")
		if err != nil {
			return "", err
		}
		return al.Class, s.mark(tx, al, st, call{Student: t.Student, State: t.State, Note: t.Note, Person: a.Person, By: by.Label})
	})
	if err != nil {
		return Alert{}, err
	}
	return s.Roll(ctx, a, id, class)
}

// oneList lets those who write on the roll, and who ends the alert, wait for each
// other.
func oneList(tx *db.Tx, id AlertID) error { return tx.Lock("roll " + string(id)) }

// mark writes a line of the roll and lets those look whom it concerns.
func (s *Service) mark(tx *db.Tx, al alert, st roster.Student, c call) error {
	if !al.Open {
		return ErrEnded
	}
	if err := oneList(tx, al.ID); err != nil {
		return err
	}
	moved, err := upsertCall(tx, al.ID, c)
	if err != nil || !moved {
		return err
	}
	staff, err := roster.StaffOf(tx, st.Class)
	if err != nil {
		return err
	}
	s.nudge(tx, NudgeAlert, append(staff, al.OpenedBy.ID)...)
	return s.nudgeFamilies(tx, st.ID)
}

// Safe is a guardian's or a student's "I am safe", for a child of the own.
func (s *Service) Safe(ctx context.Context, a core.Actor, id AlertID, student roster.StudentID) (MyAlert, error) {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (bool, error) {
		al, err := loadAlert(tx, id)
		if err != nil {
			return false, err
		}
		in := ask.In{Ask: al.Ask, Student: student, Person: a.Person, Level: ask.LevelConfirm, Version: 1, Via: ask.ViaApp}
		if _, fresh, err := s.asks.Answer(tx, in); err != nil || fresh {
			if errors.Is(err, ask.ErrClosed) {
				err = ErrEnded
			}
			return fresh, err
		}
		return true, s.safeAgain(tx, a, al, student) // somebody may have said otherwise since
	})
	if err != nil {
		return MyAlert{}, err
	}
	return s.Own(ctx, a, id)
}

// safeAgain writes down what the ask had heard before.
func (s *Service) safeAgain(tx *db.Tx, a core.Actor, al alert, student roster.StudentID) error {
	st, err := roster.LoadStudent(tx, student)
	if err != nil {
		return err
	}
	by, err := roster.Author(tx, a, student)
	if err != nil {
		return err
	}
	return s.mark(tx, al, st, call{Student: student, State: StandingSafe, Person: a.Person, By: by.Label})
}

// safe follows an answer to an alert, by whatever channel it came.
func (s *Service) safe(tx *db.Tx, a ask.Answered) error {
	al, err := loadAlert(tx, AlertID(a.Ask.Owner))
	if err != nil || a.Given.Level != ask.LevelConfirm || a.Given.Withdrawn {
		return err
	}
	st, err := roster.LoadStudent(tx, a.Given.Student)
	if err != nil {
		return err
	}
	staff, err := staffName(tx, a.Given)
	if err != nil {
		return err
	}
	return s.mark(tx, al, st, call{Student: st.ID, State: StandingSafe, Note: a.Given.Note, Person: a.Given.Person,
		By: a.Given.Label(st.Name, staff, "zh-CN")})
}
