package checkin

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// The fields of an answer.
const (
	fieldState = "state"
	fieldPlace = "place"
	fieldNote  = "note"
)

// report is what a family or a child fills in, mostly with one tap. The words stand
// where a form is shown without this room's own buttons.
var report = form.Form{Fields: []form.Field{
	{ID: fieldState, Kind: form.Choice, Label: "到家了吗 / Home yet?", Required: true, Options: []form.Option{
		{ID: string(SaidHome), Label: "到家了 / Home"}, {ID: string(SaidOther), Label: "在别处，安全 / Elsewhere, safe"},
		{ID: string(SaidPicked), Label: "已接到 / Picked up"}, {ID: string(SaidDelayed), Label: "路上耽误了 / Delayed"},
		{ID: string(SaidWrong), Label: "下错车了 / Wrong stop"}}},
	{ID: fieldPlace, Kind: form.Text, Label: "在哪里 / Where"},
	{ID: fieldNote, Kind: form.Text, Label: "还想说的 / Anything else"},
}}

// terms are what a round asks: one word for each child, of a guardian or the child.
var terms = ask.Terms{Level: ask.LevelForm, Need: ask.NeedAny, Per: ask.PerFamily, Visible: ask.VisibleStaff, Self: true, Form: report}

// openDue opens the round whose hour has come, once whichever server finds it, and
// moves the plan on. A round that nobody could open in its hours is told of as
// missed, unless a whole day has passed.
func (s *Service) openDue(tx *db.Tx, id PlanID) error {
	p, err := loadPlan(tx, id)
	if errors.Is(err, core.ErrAbsent) || err == nil && (p.NextAt == 0 || p.NextAt > tx.Millis()) {
		return nil
	}
	if err != nil {
		return err
	}
	list, err := exceptionsOf(tx, p.Classes, dayOf(tx.Now().Add(-2*missedFor)))
	if err != nil {
		return err
	}
	next, at := p.after(max(p.NextAt, tx.Millis()-millis(missedFor)), list)
	moved, err := movePlan(tx, p, next, at)
	if err != nil || !moved {
		return err
	}
	classes, err := s.openIn(tx, p, list)
	if err != nil || len(classes) == 0 {
		return err
	}
	r := round{School: p.School, Plan: p.ID, Day: p.NextDay, Name: p.Name, At: p.NextAt, EndsAt: p.endsOn(p.NextDay, p.NextAt)}
	switch late := tx.Millis() - r.EndsAt; {
	case late >= millis(missedFor):
		return nil
	case late >= 0:
		return s.miss(tx, r, classes)
	}
	_, err = s.open(tx, r, classes)
	return err
}

// openIn returns the classes that hold the plan's due round: open ones whose staff
// have not opened one by hand that day.
func (s *Service) openIn(tx *db.Tx, p plan, list []exception) ([]roster.ClassID, error) {
	classes := p.classesOn(p.NextDay, list)
	if err := oneOpens(tx, classes); err != nil {
		return nil, err
	}
	byHand, err := openedByHand(tx, classes, p.NextDay)
	if err != nil {
		return nil, err
	}
	var failed error
	classes = slices.DeleteFunc(classes, func(c roster.ClassID) bool {
		_, err := roster.LoadOpenClass(tx, c)
		if err != nil && !errors.Is(err, roster.ErrArchived) {
			failed = err
		}
		return byHand[c] || err != nil
	})
	return classes, failed
}

// open begins a round; its id is empty when the plan's day has one already. Without
// an author it is the head teacher of the first class who asks.
func (s *Service) open(tx *db.Tx, r round, classes []roster.ClassID) (RoundID, error) {
	r, students, err := prepare(tx, r, classes)
	if err != nil {
		return "", err
	}
	r.State, r.LookAt, r.Shown = roundOpen, tx.Millis()+millis(gather), Numbers{Of: len(students)}
	fresh, err := insertRound(tx, r)
	if err != nil || !fresh {
		return "", err
	}
	if r.Ask, err = s.ask.Open(tx, ask.Spec{School: r.School, OwnerKind: ownerKind, Owner: string(r.ID), Classes: classes, Terms: terms}); err != nil {
		return "", err
	}
	if err := setAsk(tx, r); err != nil {
		return "", err
	}
	pupils, own := map[roster.ClassID]bool{}, []string{}
	for _, st := range students {
		if st.Person != "" {
			pupils[st.Class], own = true, append(own, st.Person)
		}
	}
	if err := s.announce(tx, r, classes, pupils); err != nil {
		return "", err
	}
	tx.AfterCommit(s.wake.Rouse)
	if err := s.ring(tx, r); err != nil {
		return "", err
	}
	s.reach.Nudge(tx, nudgeHome, own...)
	return r.ID, s.reach.NudgeFamilies(tx, roster.IDs(students)...)
}

// miss tells the staff, by name, of a round that nobody could open in its hours.
func (s *Service) miss(tx *db.Tx, r round, classes []roster.ClassID) error {
	r, students, err := prepare(tx, r, classes)
	if err != nil {
		return err
	}
	r.State, r.ClosedAt, r.Shown = roundMissed, tx.Millis(), Numbers{Of: len(students)}
	fresh, err := insertRound(tx, r)
	if err != nil || !fresh {
		return err
	}
	lines := make([]line, 0, len(students))
	for _, st := range students {
		lines = append(lines, line{student: st, state: StateOnWay})
	}
	for _, c := range classes {
		body := r.body(whatList, r.Shown)
		body.Children = listed(lines, c, tx.Millis(), func(line) bool { return true })
		p := place{Class: c}
		if p.List, err = s.showStaff(tx, r, c, 0, body); err != nil {
			return err
		}
		if err := insertPlace(tx, r, p); err != nil {
			return err
		}
	}
	return s.ring(tx, r)
}

// prepare fills in what a new round has before it is written.
func prepare(tx *db.Tx, r round, classes []roster.ClassID) (round, []roster.Student, error) {
	r.ID, r.OpenedAt = RoundID(tx.NewID()), tx.Millis()
	if r.Author.ID == "" {
		var err error
		if r.Author, err = headOf(tx, classes[0]); err != nil {
			return r, nil, err
		}
	}
	students, err := studentsOf(tx, classes)
	return r, students, err
}

// headOf is who stands under a round that opened itself: the class's head teacher,
// or nobody by name in a class that has none.
func headOf(tx *db.Tx, class roster.ClassID) (roster.Byline, error) {
	staff, err := roster.StaffOf(tx, class)
	if err != nil || len(staff) == 0 {
		return roster.Byline{Role: core.RoleStaff}, err
	}
	return roster.Author(tx, core.Actor{Person: staff[0], Role: core.RoleStaff}, "")
}

// studentsOf returns the children of some classes, class after class.
func studentsOf(tx *db.Tx, classes []roster.ClassID) ([]roster.Student, error) {
	var all []roster.Student
	for _, c := range classes {
		some, err := roster.Students(tx, c)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// Now is a round that staff open by hand.
type Now struct {
	Name    string
	Classes []roster.ClassID // further ones
	At      string           // when school was over, HH:MM; empty for now
}

// Open opens a round by hand in a class and further ones that the actor teaches.
func (s *Service) Open(ctx context.Context, a core.Actor, class roster.ClassID, n Now) (RoundID, error) {
	n.Name = cmp.Or(core.CleanLine(n.Name), plainName(a.Lang))
	var c core.Check
	c.Length(n.Name, 1, maxName, "/name")
	c.Require(len(n.Classes) < maxClasses, "/classes", "field.long")
	minute, ok := minuteOf(n.At)
	c.Require(n.At == "" || ok, "/at", "checkin.time")
	if err := c.Err(); err != nil {
		return "", err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (RoundID, error) {
		classes, err := taught(tx, a, class, n.Classes)
		if err != nil {
			return "", err
		}
		r := round{School: a.School, Day: dayOf(tx.Now()), Name: n.Name, At: tx.Millis()}
		if n.At != "" {
			r.At = core.MillisOf(r.Day.at(minute))
		}
		if r.At > tx.Millis() {
			var c core.Check
			c.Add("/at", "checkin.future", nil)
			return "", c.Err()
		}
		r.EndsAt = max(core.MillisOf(r.Day.at(plainEnd)), tx.Millis()+millis(atLeast))
		return s.openAlone(tx, a, r, classes)
	})
}

// openAlone opens a round unless one of the classes has one open.
func (s *Service) openAlone(tx *db.Tx, a core.Actor, r round, classes []roster.ClassID) (RoundID, error) {
	if err := oneOpens(tx, classes); err != nil {
		return "", err
	}
	rounds, err := living(tx, classes)
	if err != nil {
		return "", err
	}
	if slices.ContainsFunc(rounds, func(r round) bool { return r.State == roundOpen }) {
		return "", ErrOpen
	}
	if r.Author, err = roster.Author(tx, a, ""); err != nil {
		return "", err
	}
	return s.open(tx, r, classes)
}

// oneOpens lets those who open rounds of the same classes wait for each other, by
// hand or by plan.
func oneOpens(tx *db.Tx, classes []roster.ClassID) error {
	for _, c := range slices.Sorted(slices.Values(classes)) { // so that two never wait for each other
		if err := tx.Lock("checkin class " + string(c)); err != nil {
			return err
		}
	}
	return nil
}

// taught returns a class and further ones, sorted, all of which must be open and
// taught by the actor.
func taught(tx *db.Tx, a core.Actor, class roster.ClassID, more []roster.ClassID) ([]roster.ClassID, error) {
	classes := append([]roster.ClassID{class}, more...)
	slices.Sort(classes)
	classes = slices.Compact(classes)
	for _, c := range classes {
		err := roster.IsStaffOfClass(tx, a, c)
		if errors.Is(err, core.ErrAbsent) && c != class {
			var check core.Check
			check.Add("/classes", "checkin.notYours", nil)
			return nil, check.Err()
		}
		if err != nil {
			return nil, err
		}
		if _, err := roster.LoadOpenClass(tx, c); err != nil {
			return nil, err
		}
	}
	return classes, nil
}

// plainName is a round's name when nobody gave one, in the words of who makes it.
func plainName(lang string) string { return Words.Say(lang, "checkin.name", nil) }
