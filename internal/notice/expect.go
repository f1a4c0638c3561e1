package notice

import (
	"encoding/json"
	"reflect"
	"time"

	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/roster"
)

// Expect is what a notice wants back beyond being read or confirmed. The zero
// value wants nothing.
type Expect struct {
	Form    *form.Form  `json:"form,omitempty" doc:"What is to be filled in; of levels form and sign"`
	Visible ask.Visible `json:"visible,omitempty" enum:"staff,class" doc:"Who sees the answers; class for a chain"`
	Per     ask.Per     `json:"per,omitempty" enum:"family,student,person" doc:"Who answers: one of the family, the child's own account, or everybody alone"`
	Many    bool        `json:"many,omitempty" doc:"Several answers may be given"`
	NoLate  bool        `json:"noLate,omitempty" doc:"No answers after the deadline"`
	Secret  bool        `json:"secret,omitempty" doc:"A poll that nobody can trace"`
}

// kinds are the types of notice that stand for a way of answering.
var kinds = map[Type][]ask.Level{
	TypeChain: {ask.LevelConfirm, ask.LevelForm},
	TypePoll:  {ask.LevelForm},
	TypeSlip:  {ask.LevelSign},
	TypeForm:  {ask.LevelForm},
}

// clean makes typed labels safe, lets a chain be one, and gives a signature its
// place; a slip that asks nothing else asks for a yes or a no.
func (e Expect) clean(t Type, l ask.Level) Expect {
	if t == TypeChain {
		e.Visible = ask.VisibleClass
	}
	f := form.Form{}
	if e.Form != nil {
		f = e.Form.Clean()
	}
	if t == TypeSlip && len(f.Fields) == 0 {
		f.Fields = []form.Field{consent}
	}
	if l == ask.LevelSign && !f.Has(form.Sign) {
		f.Fields = append(f.Fields, form.Field{ID: ask.SignField, Kind: form.Sign, Label: "签名", Required: true})
	}
	if e.Form = &f; len(f.Fields) == 0 {
		e.Form = nil
	}
	return e
}

// consent is what a slip asks when its author asks nothing else: the no is as easy
// as the yes.
var consent = form.Field{ID: "consent", Kind: form.Choice, Label: "是否同意", Required: true,
	Options: []form.Option{{ID: "yes", Label: "同意"}, {ID: "no", Label: "不同意"}}}

// checkAsk judges what a content wants back.
func (c Content) checkAsk(check *core.Check) {
	levels, kind := kinds[c.Type]
	fits := !kind
	for _, l := range levels {
		fits = fits || l == c.Level
	}
	check.Require(fits, "/level", "notice.levelOfType")
	check.Require(c.Form == nil || c.Level == ask.LevelForm || c.Level == ask.LevelSign, "/form", "notice.noForm")
	check.Require(c.Question == nil || c.Level == ask.LevelUnderstood, "/question", "notice.noQuestion")
	check.Require(c.Visible != ask.VisibleClass || c.Type == TypeChain, "/visible", "notice.onlyChain")
	check.Require(!c.Secret || c.Type == TypePoll, "/secret", "notice.onlyPoll")
	check.Require(!c.Many || c.Type == TypeChain || c.Type == TypeForm, "/many", "notice.notMany")
	check.Require(!c.NoLate || c.DueAt > 0, "/noLate", "notice.noLateWithoutDue")
	check.Require(c.Need != ask.NeedAll || c.Per != ask.PerStudent && !c.Many, "/need", "field.choice")
	check.Require(c.Per == "" || c.Per == ask.PerFamily || c.Per == ask.PerStudent || c.Per == ask.PerPerson, "/per", "field.choice")
	if c.Type == TypePoll && c.Form != nil {
		check.Require(c.Form.Has(form.Choice, form.Several), "/form", "notice.pollChoice")
	}
	c.terms().Check(check, "")
}

// terms are what the ask of a content wants.
func (c Content) terms() ask.Terms {
	t := ask.Terms{Level: c.Level, Need: c.Need, Chars: c.chars(), DueAt: c.DueAt, Per: c.Per, Visible: c.Visible,
		Many: c.Many, NoLate: c.NoLate, Secret: c.Secret, Question: c.Question}
	if c.Form != nil {
		t.Form = *c.Form
	}
	return t
}

// propose lifts a question out of what a notice says and the times it notes.
func propose(title, text string, t *Times) *form.Question {
	times := []time.Time{}
	if t != nil {
		for _, m := range []*Moment{t.Start, t.End} {
			if m != nil {
				times = append(times, m.At.Time().In(roster.Zone))
			}
		}
	}
	return form.Lift(core.CleanLine(title), core.CleanText(text), times)
}

// asksElse reports whether a correction wants something else than before, so that
// answers to the old one cannot stand for it.
func asksElse(before, after Content) bool {
	return before.Level != after.Level || !reflect.DeepEqual(before.Form, after.Form) || !reflect.DeepEqual(before.Question, after.Question)
}

// promised reports whether a correction keeps to what people were told when they
// answered: who sees it, who answers, and that nobody can trace it.
func promised(before, after Content) bool {
	return before.Visible == after.Visible && before.Per == after.Per && before.Many == after.Many && before.Secret == after.Secret &&
		(before.Type == TypeChain) == (after.Type == TypeChain) && (!before.Secret || reflect.DeepEqual(before.Form, after.Form))
}

// stored is how a content's wishes are kept; the zero value is an empty text.
type stored struct {
	Expect
	Question *form.Question `json:"question,omitempty"`
}

func (c Content) packExpect() string {
	if c.Expect == (Expect{}) && c.Question == nil {
		return ""
	}
	return encode(stored{c.Expect, c.Question})
}

func (c *Content) unpackExpect(text string) error {
	if text == "" {
		return nil
	}
	var s stored
	err := json.Unmarshal([]byte(text), &s)
	c.Expect, c.Question = s.Expect, s.Question
	return err
}
