package notice

import (
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"magpie/internal/core"
	"magpie/internal/roster"
)

// render writes a calendar by RFC 5545.
func render(dates []date, url, lang string) string {
	cal := ics.NewCalendarFor("Magpie")
	cal.SetProductId("-//Magpie//Magpie//ZH")
	cal.SetMethod(ics.MethodPublish)
	cal.SetCalscale("GREGORIAN")
	cal.SetName(Words.Say(lang, "notice.calendar.name", nil))
	cal.SetXWRTimezone("Asia/Shanghai")
	cal.SetRefreshInterval("PT1H")
	cal.SetXPublishedTTL("PT1H")
	for _, d := range dates {
		d.event(cal, url, lang)
	}
	return cal.Serialize(ics.WithNewLineWindows)
}

// event adds one date. Its UID and SEQUENCE let a calendar replace what it has.
func (d date) event(cal *ics.Calendar, url, lang string) {
	e := cal.AddEvent(string(d.ID) + "-" + string(d.child.Student) + "@magpie")
	changed := d.Changed.Time()
	e.SetDtStampTime(changed)
	e.SetCreatedTime(d.PublishAt.Time())
	e.SetModifiedAt(changed)
	e.SetSequence(d.Version - 1)
	e.SetSummary(Words.Say(lang, "notice.calendar.summary", core.Params{"child": d.child.Name, "title": d.headline(lang)}))
	if text := d.describe(lang); text != "" {
		e.SetDescription(text)
	}
	if url != "" {
		e.SetURL(url + "/notice/" + string(d.ID))
	}
	e.SetTimeTransparency(ics.TransparencyTransparent)
	e.SetStatus(ics.ObjectStatusConfirmed)
	if d.State == StateRecalled {
		e.SetStatus(ics.ObjectStatusCancelled)
	}
	d.Times.put(e)
}

func (d date) headline(lang string) string {
	if d.State == StateRecalled {
		return Words.Say(lang, "notice.calendar.recalled", nil)
	}
	return d.Title
}

// put writes whole days where only days are meant, and hours where they are.
func (t *Times) put(e *ics.VEvent) {
	start, end := t.Start.At.Time(), time.Time{}
	if t.End != nil {
		end = t.End.At.Time()
	}
	if t.wholeDays() {
		first := dayOf(start)
		last := first
		if !end.IsZero() {
			last = dayOf(end)
		}
		e.SetAllDayStartAt(first)
		e.SetAllDayEndAt(last.AddDate(0, 0, 1)) // the end is the first day after
		return
	}
	e.SetStartAt(start)
	if end.After(start) {
		e.SetEndAt(end)
	}
}

// wholeDays reports whether a word stands where an hour would.
func (t *Times) wholeDays() bool {
	return t.Start.vague() || t.End != nil && t.End.vague()
}

// leaning words belong to the hour beside them (18:20 前); any other word stands
// for the hour (清早). The web client keeps the same list.
var leaning = map[string]string{
	"前": "by", "之前": "by", "以前": "by", "by": "by", "before": "by", "后": "after", "之后": "after", "以后": "after", "after": "after",
	"左右": "about", "about": "about", "around": "about", "起": "from", "from": "from",
}

func (m *Moment) vague() bool { return m.Word != "" && leaning[strings.ToLower(m.Word)] == "" }

// dayOf is the school's day on which a moment falls.
func dayOf(at time.Time) time.Time {
	y, m, d := at.In(roster.Zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// describe says the times in words, then the text and the checklist.
func (d date) describe(lang string) string {
	if d.State == StateRecalled {
		return Words.Say(lang, "notice.calendar.recalled", nil)
	}
	text := d.Times.describe(lang)
	if d.Text != "" {
		text += "\n\n" + d.Text
	}
	for _, item := range d.Checklist {
		text += "\n□ " + item
	}
	return text
}

func (t *Times) describe(lang string) string {
	text := t.Start.describe(lang)
	if t.End != nil {
		text += " – " + t.End.describe(lang)
	}
	return text
}

func (m *Moment) describe(lang string) string {
	at := m.At.Time().In(roster.Zone)
	hour := at.Format("15:04")
	lean := leaning[strings.ToLower(m.Word)]
	switch {
	case m.vague():
		hour = m.Word
	case lean != "" && lang == "en":
		hour = lean + " " + hour
	case lean != "":
		hour += " " + m.Word
	}
	if lang == "en" {
		return at.Format("Mon 2 Jan ") + hour
	}
	week := []rune("日一二三四五六")[at.Weekday()]
	return strconv.Itoa(int(at.Month())) + "月" + strconv.Itoa(at.Day()) + "日（周" + string(week) + "）" + hour
}
