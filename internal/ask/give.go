package ask

import (
	"fmt"
	"slices"

	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// giving is an answer on its way in, with all that was looked up for it.
type giving struct {
	In
	ask    Ask
	home   roster.Household
	family family
}

// Answer takes an answer and reports whether it was new. It is the only way in:
// idempotent, safe under any concurrency, the same for every channel.
func (s *Service) Answer(tx *db.Tx, in In) (Child, bool, error) {
	c, _, changed, err := s.give(tx, in)
	return c, changed, err
}

// give is Answer that also returns what stands for the child now.
func (s *Service) give(tx *db.Tx, in In) (c Child, said Given, changed bool, err error) {
	g, err := s.admit(tx, in)
	if err != nil {
		return c, said, false, err
	}
	before, err := answersIn(tx, g.ask, g.family)
	if err != nil {
		return c, said, false, err
	}
	after, said, changed, err := s.take(tx, g, before)
	if err != nil {
		return c, said, false, fmt.Errorf("answer ask %s: %w", in.Ask, err)
	}
	if c = judge(g.ask, g.family, after); !changed {
		return c, said, false, nil
	}
	return c, said, true, s.tell(tx, Answered{Ask: g.ask, Child: c, Given: said})
}

// take writes an answer that was let in and returns the child's answers after it.
func (s *Service) take(tx *db.Tx, g giving, before []Answer) (after []Answer, said Given, changed bool, err error) {
	if g.Level != LevelRead && g.ask.Secret {
		if said, changed, err = s.vote(tx, g); changed {
			before = append(before, ballot(g))
		}
		return before, said, changed, err
	}
	if said = g.given(tx, 0); g.Level != LevelRead {
		if said, changed, err = s.keep(tx, g); err != nil {
			return before, said, false, err
		}
	}
	after, further := g.further(before, tx.Millis())
	if further {
		err = writeAnswer(tx, g.ask, after[len(after)-1])
	}
	return after, said, changed || further, err
}

// further adds to a child's answers how far this one brings its author, at the end;
// false when it brings nobody further.
func (g giving) further(before []Answer, at core.Millis) (after []Answer, further bool) {
	own := Answer{Ask: g.ask.ID, Student: counted(g.ask, g.In), Person: g.Person}
	for _, an := range before {
		if an.Student == own.Student && an.Person == own.Person {
			own = an
		} else {
			after = append(after, an)
		}
	}
	if g.Version > own.ReadVersion && own.ConfirmedVersion < cast {
		own.ReadAt, own.ReadVersion, own.Via, further = at, g.Version, g.Via, true
	}
	if g.Level != LevelRead && g.Version > own.ConfirmedVersion {
		own.ConfirmedAt, own.ConfirmedVersion, own.Via, further = at, g.Version, g.Via, true
	}
	if !further {
		return before, false
	}
	return append(after, own), true
}

// keep numbers an answer, or changes the one that stands for its subject.
func (s *Service) keep(tx *db.Tx, g giving) (Given, bool, error) {
	old, stands, err := standingOf(tx, g.ask.ID, subjectOf(g.ask, g.In))
	if err != nil {
		return Given{}, false, err
	}
	if stands && !g.differs(old) {
		return old, false, nil
	}
	if err := s.share(tx, g, old); err != nil {
		return Given{}, false, err
	}
	if stands {
		said := g.given(tx, old.Number)
		said.Changes = old.Changes + 1
		return said, true, changeGiven(tx, said)
	}
	said := g.given(tx, 0)
	if said.Number, err = insertGiven(tx, said); err != nil {
		return said, false, err
	}
	return said, true, nil
}

// differs reports whether an answer says something else than the one that stands.
func (g giving) differs(old Given) bool {
	return g.Version > old.Version || g.Level != old.Level || g.Note != "" && g.Note != old.Note || !g.Values.Same(old.Values)
}

func (g giving) given(tx *db.Tx, number int) Given {
	return Given{Ask: g.ask.ID, Number: number, Student: g.Student, Person: g.Person, Relation: g.relation, Via: g.Via,
		At: tx.Millis(), Level: g.Level, Version: g.Version, Values: g.Values, Note: g.Note, subject: subjectOf(g.ask, g.In)}
}

// share lets those who see the answer see its files; those that were there before
// need not be the new author's own.
func (s *Service) share(tx *db.Tx, g giving, old Given) error {
	before := g.ask.Form.Files(old.Values)
	files := slices.DeleteFunc(g.ask.Form.Files(g.Values), func(f string) bool { return slices.Contains(before, f) })
	if len(files) == 0 {
		return nil
	}
	if s.Files == nil || g.Via == ViaLink {
		return ErrFiles
	}
	if err := s.Files.Usable(tx, core.Actor{Person: g.Person, School: g.ask.School}, files); err != nil {
		return err
	}
	return s.Files.Use(tx, g.home.Student, g.ask.Visible == VisibleClass, files)
}

// admit judges whether this person may answer this for this child.
func (s *Service) admit(tx *db.Tx, in In) (g giving, err error) {
	if err := oneByOne(tx, in.Ask, in.Student); err != nil {
		return g, err
	}
	g.In = in
	if g.ask, err = loadAsk(tx, in.Ask); err != nil {
		return g, err
	}
	if g.home, err = concerns(tx, g.ask, in.Student); err != nil {
		return g, err
	}
	g.family = familyOf(g.home)
	if g.code != "" { // it may have been revoked since it was looked at
		if _, err := openLink(tx, g.code); err != nil {
			return g, err
		}
	}
	if err := g.belongs(tx); err != nil {
		return g, err
	}
	if err := g.timely(tx); err != nil {
		return g, err
	}
	g.Note = core.CleanLine(g.Note)
	g.Values, err = g.ask.read(g.In)
	return g, err
}

// oneByOne lets the answers for one child wait for each other, so that the
// standing told to others is computed from all of them.
func oneByOne(tx *db.Tx, id ID, student roster.StudentID) error {
	return tx.Lock("ask " + string(id) + " " + string(student))
}

func familyOf(h roster.Household) family {
	return family{student: h.Student.ID, own: h.Student.Person, guardians: h.Guardians}
}

// belongs lets in those whom the ask wants an answer from, and notes the relation.
func (g *giving) belongs(tx *db.Tx) error {
	if g.Via == ViaStaff || g.Via == ViaLink {
		switch {
		case g.ask.Secret:
			return ErrSecret
		case g.Via == ViaLink && !g.home.Open:
			return core.ErrAbsent
		}
		return nil
	}
	asked := g.ask.answerers(g.family)
	i := slices.IndexFunc(asked, func(of roster.Guardian) bool { return of.Person == g.Person })
	if i < 0 || !g.home.Open { // nothing is expected in a class that has ended
		return core.ErrAbsent
	}
	g.relation = asked[i].Relation
	if g.ask.Per == PerPerson { // a guardian of two may answer for both at once
		if err := tx.Lock("ask " + string(g.ask.ID) + " " + g.Person); err != nil {
			return err
		}
	}
	return nil
}

// timely refuses what comes too late, too soon, or for something else.
func (g giving) timely(tx *db.Tx) error {
	switch wanted := MinShown(g.ask.Chars).Milliseconds(); {
	case !g.ask.Open:
		return ErrClosed
	case g.Version < 1 || g.Version > g.ask.Version:
		return ErrVersion
	case g.Level != LevelRead && g.Level != g.ask.Level && (g.ask.Level != LevelRead || g.Level != LevelConfirm):
		return ErrLevel
	case g.Level == LevelRead && g.Via == ViaApp && int64(g.ShownMs) < wanted:
		return ErrTooSoon.With(core.Params{"ms": wanted})
	case g.Level != LevelRead && g.ask.late(tx.Millis()) && g.Via != ViaStaff:
		return ErrOverdue
	}
	return nil
}

// late reports whether the deadline has passed for good.
func (a Ask) late(now core.Millis) bool { return a.NoLate && a.DueAt > 0 && now > a.DueAt }

// read returns what an answer says, cleaned, or all that is wrong with it.
func (a Ask) read(in In) (form.Values, error) {
	switch {
	case in.Level == LevelUnderstood && in.Via != ViaStaff && a.Question != nil:
		right, err := a.Question.Grade(in.Values)
		if err == nil && !right {
			err = ErrWrong.With(core.Params{"line": a.Question.Line})
		}
		return form.Values{}, err
	case in.Level != LevelForm && in.Level != LevelSign:
		return form.Values{}, nil
	case in.Via == ViaStaff:
		return a.Form.Unsigned().Read(in.Values)
	}
	return a.Form.Read(in.Values)
}

// concerns returns the child with its family, core.ErrAbsent unless it belongs to
// the audience.
func concerns(tx *db.Tx, a Ask, id roster.StudentID) (roster.Household, error) {
	h, err := roster.LoadHousehold(tx, id)
	if err != nil {
		return h, err
	}
	in := a.In(h.Student.Class)
	if in && !a.AllClass {
		in, err = isTarget(tx, a.ID, id)
	}
	return h, core.AbsentUnless(in, err)
}
