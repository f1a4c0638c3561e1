package checkin

import (
	"context"
	"slices"
	"strconv"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Plan is when one class, or several, hold a round, as staff set it.
type Plan struct {
	ID       PlanID           `json:"id" readOnly:"true" required:"false"`
	Name     string           `json:"name" required:"false" doc:"Left out for the usual one, or the one it has"`
	Classes  []roster.ClassID `json:"classes" required:"false" doc:"Also these; the actor teaches all"`
	Weekdays []int            `json:"weekdays" required:"false" doc:"1 Monday to 7 Sunday; Friday is the day on which children go home"`
	At       string           `json:"at" required:"false" doc:"When school is over, such as 17:10"`
	Ends     string           `json:"ends" required:"false" doc:"When a round ends; 22:00 when left out"`
	On       bool             `json:"on" required:"false"`
	NextDay  Day              `json:"nextDay" readOnly:"true" required:"false"`
	NextAt   core.Millis      `json:"nextAt" readOnly:"true" required:"false"`
}

func planOf(p plan) Plan {
	return Plan{ID: p.ID, Name: p.Name, Classes: p.Classes, Weekdays: p.Weekdays, At: clockOf(p.Minute), Ends: clockOf(p.Ends), On: p.On,
		NextDay: p.NextDay, NextAt: p.NextAt}
}

// read fills a plan with what staff set, or names everything that is wrong.
func (in Plan) read(p plan) (plan, error) {
	var c core.Check
	var ok bool
	if name := core.CleanLine(in.Name); name != "" {
		p.Name = name
	}
	c.Length(p.Name, 1, maxName, "/name")
	p.Minute, ok = minuteOf(in.At)
	c.Require(ok, "/at", "checkin.time")
	p.Ends = plainEnd
	if in.Ends != "" {
		p.Ends, ok = minuteOf(in.Ends)
		c.Require(ok, "/ends", "checkin.time")
	}
	c.Require(c.Err() != nil || p.Ends > p.Minute, "/ends", "checkin.endsFirst")
	p.Weekdays = slices.Compact(slices.Sorted(slices.Values(in.Weekdays)))
	c.Require(len(p.Weekdays) > 0, "/weekdays", "field.required")
	c.Require(!slices.ContainsFunc(p.Weekdays, func(w int) bool { return w < 1 || w > 7 }), "/weekdays", "field.choice")
	c.Require(len(in.Classes) <= maxClasses, "/classes", "field.long")
	p.On = in.On
	return p, c.Err()
}

// Plans returns the plans of a class; the policy has judged the actor.
func (s *Service) Plans(ctx context.Context, _ core.Actor, class roster.ClassID) (list []Plan, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		plans, err := plansOf(tx, class)
		list = make([]Plan, 0, len(plans))
		for _, p := range plans {
			list = append(list, planOf(p))
		}
		return err
	})
	return list, err
}

// AddPlan makes a plan for a class and further ones that the actor teaches.
func (s *Service) AddPlan(ctx context.Context, a core.Actor, class roster.ClassID, in Plan) (Plan, error) {
	p, err := in.read(plan{School: a.School, Class: class, Name: plainName(a.Lang)})
	if err != nil {
		return Plan{}, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (Plan, error) {
		have, err := plansOf(tx, class)
		if err != nil {
			return Plan{}, err
		}
		if len(have) >= maxPlans {
			return Plan{}, ErrMany
		}
		p.ID = PlanID(tx.NewID())
		return s.keepPlan(tx, a, p, in.Classes)
	})
}

// ChangePlan changes a plan from now on; a round that is open stays as it is. The
// policy has judged the actor.
func (s *Service) ChangePlan(ctx context.Context, a core.Actor, id PlanID, in Plan) (Plan, error) {
	if _, err := in.read(plan{Name: plainName(a.Lang)}); err != nil {
		return Plan{}, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (Plan, error) {
		p, err := loadPlan(tx, id)
		if err != nil {
			return Plan{}, err
		}
		more := in.Classes
		if more == nil {
			more = p.Classes
		}
		if p, err = in.read(p); err != nil {
			return Plan{}, err
		}
		return s.keepPlan(tx, a, p, more)
	})
}

func (s *Service) keepPlan(tx *db.Tx, a core.Actor, p plan, more []roster.ClassID) (Plan, error) {
	var err error
	if p.Classes, err = taught(tx, a, p.Class, more); err != nil {
		return Plan{}, err
	}
	if err := s.schedule(tx, &p); err != nil {
		return Plan{}, err
	}
	return planOf(p), savePlan(tx, p, a.Person)
}

// schedule works out a plan's next round.
func (s *Service) schedule(tx *db.Tx, p *plan) error {
	list, err := exceptionsOf(tx, p.Classes, dayOf(tx.Now()))
	p.NextDay, p.NextAt = p.after(tx.Millis(), list)
	tx.AfterCommit(s.wake.Rouse)
	return err
}

// DropPlan ends a plan; its rounds stay. The policy has judged the actor.
func (s *Service) DropPlan(ctx context.Context, _ core.Actor, id PlanID) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (struct{}, error) { return struct{}{}, dropPlan(tx, id) })
	return err
}

// Date is a day on which a plan holds a round or, though one could be expected, none.
type Date struct {
	Day    Day         `json:"day"`
	Plan   PlanID      `json:"plan"`
	Name   string      `json:"name"`
	Round  bool        `json:"round"`
	Why    Why         `json:"why" enum:"weekday,lastDay,makeUp,holiday,goesOn,byHand" doc:"lastDay: the last school day before days off; goesOn: a Friday before a make-up Saturday"`
	At     core.Millis `json:"at" doc:"When school is over that day"`
	ByHand string      `json:"byHand" enum:",on,off" doc:"What staff set for the class"`
}

// daysAtMost is how long a stretch of the calendar is shown at once.
const daysAtMost = 400

// Days returns the dates of a class's plans between two days; the policy has judged
// the actor.
func (s *Service) Days(ctx context.Context, _ core.Actor, class roster.ClassID, from, until Day) (dates []Date, err error) {
	dates = []Date{}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		if from == "" {
			from = dayOf(tx.Now())
		}
		if until == "" {
			until = dayOf(from.at(35 * 24 * 60))
		}
		if err := stretch(from, until); err != nil {
			return err
		}
		plans, err := plansOf(tx, class)
		if err != nil {
			return err
		}
		for _, p := range plans {
			list, err := exceptionsOf(tx, p.Classes, from)
			if err != nil {
				return err
			}
			dates = append(dates, p.dates(class, from, until, list)...)
		}
		slices.SortStableFunc(dates, func(a, b Date) int { return int(a.At - b.At) })
		return nil
	})
	return dates, err
}

func stretch(from, until Day) error {
	var c core.Check
	c.Require(from.valid(), "/from", "checkin.day")
	c.Require(until.valid(), "/until", "checkin.day")
	if c.Err() == nil {
		c.Require(until >= from && until.at(0).Sub(from.at(0)).Hours() <= daysAtMost*24, "/until", "checkin.stretch")
	}
	return c.Err()
}

func (p plan) dates(class roster.ClassID, from, until Day, list []exception) (out []Date) {
	if !p.On {
		return nil
	}
	for d := from; d <= until; d = d.next() {
		on, why := p.holds(class, d, list)
		if why == WhyNothing {
			continue
		}
		e, _ := find(list, class, d)
		out = append(out, Date{Day: d, Plan: p.ID, Name: p.Name, Round: on, Why: why, At: core.MillisOf(d.at(p.minuteOn(d, list))), ByHand: e.Round})
	}
	return out
}

// Exception is what staff set for a day of a class, by tap.
type Exception struct {
	Round string `json:"round" enum:",on,off" doc:"Empty to leave it to the calendar"`
	At    string `json:"at,omitempty" doc:"Another hour that day, such as 15:00"`
	Until Day    `json:"until,omitempty" doc:"The same for every day until this one: a vacation"`
}

// SetDay sets what a class does on a day, or on each day of a stretch; the policy has
// judged the actor.
func (s *Service) SetDay(ctx context.Context, a core.Actor, class roster.ClassID, day Day, in Exception) error {
	if in.Until == "" {
		in.Until = day
	}
	if err := stretch(day, in.Until); err != nil {
		return err
	}
	minute, ok := minuteOf(in.At)
	var c core.Check
	c.Require(in.At == "" || ok, "/at", "checkin.time")
	if err := c.Err(); err != nil {
		return err
	}
	if in.At == "" {
		minute = -1
	}
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (struct{}, error) {
		if _, err := roster.LoadOpenClass(tx, class); err != nil {
			return struct{}{}, err
		}
		for d := day; d <= in.Until; d = d.next() {
			if err := saveException(tx, a, exception{Class: class, Day: d, Round: in.Round, Minute: minute}); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, s.reschedule(tx, class)
	})
	return err
}

// reschedule moves the plans of a class to their next round after its calendar changed.
func (s *Service) reschedule(tx *db.Tx, class roster.ClassID) error {
	plans, err := plansOf(tx, class)
	if err != nil {
		return err
	}
	for _, p := range plans {
		next := p
		if err := s.schedule(tx, &next); err != nil {
			return err
		}
		if _, err := movePlan(tx, p, next.NextDay, next.NextAt); err != nil {
			return err
		}
	}
	return nil
}

// cursor reads where a page of rounds begins; without one, or with one that nobody
// gave out, at the end of time.
func cursor(after string) core.Millis {
	at, err := strconv.ParseInt(after, 10, 64)
	if err != nil {
		return 1 << 60
	}
	return core.Millis(at)
}

func cursorOf(at core.Millis) string { return strconv.FormatInt(int64(at), 10) }
