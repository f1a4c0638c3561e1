package notice

import (
	"slices"
	"strconv"

	"magpie/internal/ask"
	"magpie/internal/core"
)

// Bounds of what can be written.
const (
	maxTitle = 60
	maxText  = 5000
	maxItems = 20
	maxItem  = 80
	maxWord  = 20
)

// latest is the end of the year 2199: nothing that a school plans, and calendars
// cannot write years of five digits.
const latest = core.Millis(7_258_118_399_999)

// levels are all that a notice can want.
var levels = []ask.Level{ask.LevelRead, ask.LevelConfirm, ask.LevelUnderstood, ask.LevelSign, ask.LevelForm}

// clean makes typed text safe and drops doubled children. Empty checklist items
// stay, so that a problem points at the line that was typed; filled drops them.
func (c Content) clean() Content {
	c.Title, c.Text = core.CleanLine(c.Title), core.CleanText(c.Text)
	items := make([]string, len(c.Checklist))
	for i, item := range c.Checklist {
		items[i] = core.CleanLine(item)
	}
	c.Checklist = items
	if len(c.Students) > 0 {
		c.Students = slices.Compact(slices.Sorted(slices.Values(c.Students)))
	}
	c.Times = c.Times.clean()
	c.Question, c.Expect = c.Question.Clean(), c.Expect.clean(c.Type, c.Level)
	return c
}

// filled drops the empty checklist items of a content that was found right.
func (c Content) filled() Content {
	c.Checklist = slices.DeleteFunc(slices.Clone(c.Checklist), func(item string) bool { return item == "" })
	return c
}

func (t *Times) clean() *Times {
	if t == nil || t.Start == nil && t.End == nil {
		return nil
	}
	return &Times{Start: t.Start.clean(), End: t.End.clean()}
}

func (m *Moment) clean() *Moment {
	if m == nil {
		return nil
	}
	return &Moment{At: m.At, Word: core.CleanLine(m.Word)}
}

// check names everything that is wrong with a new notice, at once.
func (c Content) check(now core.Millis) *core.Check {
	check := c.checkWords()
	check.Require(c.PublishAt == 0 || c.PublishAt > now, "/publishAt", "field.past")
	check.Require(c.DueAt == 0 || c.DueAt > max(now, c.PublishAt), "/dueAt", "notice.dueTooEarly")
	check.Require(c.ExpiresAt == 0 || c.ExpiresAt > max(now, c.PublishAt), "/expiresAt", "notice.expiresTooEarly")
	return check
}

// checkChange does the same for a correction: a time that has passed may stay as
// it was.
func (c Content) checkChange(old notice, now core.Millis) *core.Check {
	if old.State == StateScheduled {
		return c.check(now)
	}
	check := c.checkWords()
	check.Require(c.DueAt == 0 || c.DueAt == old.DueAt || c.DueAt > now, "/dueAt", "notice.dueTooEarly")
	check.Require(c.ExpiresAt == 0 || c.ExpiresAt == old.ExpiresAt || c.ExpiresAt > now, "/expiresAt", "notice.expiresTooEarly")
	check.Require(promised(old.Content, c), "/type", "notice.promised")
	check.Require((c.Students == nil) == (old.Students == nil) && slices.Equal(c.Students, old.Students), "/students", "notice.audienceFixed")
	return check
}

// checkWords judges what does not depend on the hour.
func (c Content) checkWords() *core.Check {
	check := &core.Check{}
	check.Length(c.Title, 1, maxTitle, "/title")
	check.Length(c.Text, 0, maxText, "/text")
	check.Require(c.Type.known(), "/type", "field.choice")
	check.Require(slices.Contains(levels, c.Level), "/level", "field.choice")
	check.Require(c.Need == ask.NeedAny || c.Need == ask.NeedAll, "/need", "field.choice")
	for pointer, at := range map[string]core.Millis{"/publishAt": c.PublishAt, "/dueAt": c.DueAt, "/expiresAt": c.ExpiresAt} {
		check.Require(at <= latest, pointer, "field.wrong")
	}
	check.Require(c.Students == nil || len(c.Students) > 0, "/students", "notice.nobodyChosen")
	if len(c.filled().Checklist) > maxItems {
		check.Add("/checklist", "notice.manyItems", core.Params{"max": maxItems})
	}
	for i, item := range c.Checklist {
		check.Length(item, 0, maxItem, "/checklist/"+strconv.Itoa(i))
	}
	c.Times.check(check)
	c.checkAsk(check)
	return check
}

func (t *Times) check(check *core.Check) {
	if t == nil {
		return
	}
	check.Require(t.Start != nil, "/times/start", "field.required")
	for name, m := range map[string]*Moment{"start": t.Start, "end": t.End} {
		if m == nil {
			continue
		}
		check.Require(m.At > 0, "/times/"+name+"/at", "field.required")
		check.Require(m.At <= latest, "/times/"+name+"/at", "field.wrong")
		check.Length(m.Word, 0, maxWord, "/times/"+name+"/word")
	}
	if t.Start != nil && t.End != nil {
		check.Require(t.End.At >= t.Start.At, "/times/end/at", "field.order")
	}
}

func (t Type) known() bool {
	return slices.Contains([]Type{TypeHoliday, TypeExam, TypeActivity, TypeMeeting, TypeGeneral, TypeChain, TypePoll, TypeSlip, TypeForm}, t)
}
