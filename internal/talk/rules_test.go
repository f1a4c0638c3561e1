package talk

import (
	"testing"
	"time"

	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

func at(text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", "2026-11-"+text, roster.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

func TestQuietHoursRunOverMidnightAndEndInTheMorning(t *testing.T) {
	noon := Hours{On: true, From: 12 * 60, Until: 14 * 60}
	for _, c := range []struct {
		hours    Hours
		now, end string // end empty: not quiet
	}{
		{DefaultHours, "27 21:29", ""},
		{DefaultHours, "27 21:30", "28 07:00"},
		{DefaultHours, "27 23:59", "28 07:00"},
		{DefaultHours, "28 00:00", "28 07:00"},
		{DefaultHours, "28 06:59", "28 07:00"},
		{DefaultHours, "28 07:00", ""},
		{noon, "27 11:59", ""},
		{noon, "27 12:00", "27 14:00"},
		{noon, "27 14:00", ""},
		{Hours{From: 0, Until: 1439}, "27 12:00", ""},
	} {
		end, quiet := c.hours.End(at(c.now))
		if quiet != (c.end != "") || quiet && !end.Equal(at(c.end)) {
			t.Errorf("%v at %s: quiet %v until %v, want %q", c.hours, c.now, quiet, end, c.end)
		}
	}
}

func TestQuietHoursOfAPersonAndASchoolAddUp(t *testing.T) {
	late := Hours{On: true, From: 5 * 60, Until: 8 * 60}
	day := Hours{On: true, From: 7 * 60, Until: 21*60 + 30}
	for _, c := range []struct {
		hours    []Hours
		now, end string
	}{
		{[]Hours{DefaultHours, late}, "27 22:00", "28 08:00"},
		{[]Hours{late, DefaultHours}, "27 22:00", "28 08:00"},
		{[]Hours{DefaultHours, {}}, "27 22:00", "28 07:00"},
		{[]Hours{{}, {}}, "27 22:00", ""},
		{[]Hours{DefaultHours, day}, "27 22:00", "29 21:30"}, // never awake: the word goes out all the same
	} {
		end, quiet := quietUntil(at(c.now), c.hours...)
		if quiet != (c.end != "") || quiet && !end.Equal(at(c.end)) {
			t.Errorf("%v at %s: quiet %v until %v, want %q", c.hours, c.now, quiet, end, c.end)
		}
	}
}

func TestQuietHoursAreReadAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct {
		in Quiet
		ok bool
	}{
		{Quiet{true, "21:30", "07:00"}, true},
		{Quiet{false, "00:00", "23:59"}, true},
		{Quiet{true, "21:30", "21:30"}, false},
		{Quiet{true, "24:00", "07:00"}, false},
		{Quiet{true, "21.30", "07:00"}, false},
		{Quiet{true, "", ""}, false},
	} {
		h, err := c.in.hours()
		if (err == nil) != c.ok || c.ok && h.quiet() != c.in {
			t.Errorf("%v: got %v, %v", c.in, h, err)
		}
	}
}

func TestWhatIsAddressedToStaffIsOwed(t *testing.T) {
	for _, c := range []struct {
		what string
		w    spoken
		owed bool
	}{
		{"a word in the family's own room", spoken{role: core.RoleGuardian, room: feed.KindFamily}, true},
		{"talk among the families", spoken{role: core.RoleGuardian, room: feed.KindClass}, false},
		{"an answer to staff", spoken{role: core.RoleGuardian, room: feed.KindClass, toStaff: true}, true},
		{"a mention of staff", spoken{role: core.RoleGuardian, room: feed.KindClass, mentionsStaff: true}, true},
		{"a question to the class", spoken{role: core.RoleGuardian, room: feed.KindClass, asks: true}, true},
		{"a child that answers staff", spoken{role: core.RoleStudent, room: feed.KindStudents, toStaff: true}, true},
		{"children among themselves", spoken{role: core.RoleStudent, room: feed.KindStudents}, false},
		{"staff in a family's room", spoken{role: core.RoleStaff, room: feed.KindFamily}, false},
		{"staff that answer staff", spoken{role: core.RoleStaff, room: feed.KindClass, toStaff: true, mentionsStaff: true}, false},
	} {
		if got := c.w.owed(); got != c.owed {
			t.Errorf("%s: owed %v, want %v", c.what, got, c.owed)
		}
	}
}

func TestOnlyAWordOfStaffInTheRightPlaceSettles(t *testing.T) {
	staff, mother := roster.Byline{Role: core.RoleStaff}, roster.Byline{Role: core.RoleGuardian}
	family, class := feed.OfFamily("m"), feed.OfClass("c")
	for _, c := range []struct {
		what string
		e    feed.Entry
		root feed.Seq
		ok   bool
	}{
		{"an answer in a thread", feed.Entry{Conversation: class, Kind: feed.EntryMessage, By: staff, Parent: 7}, 7, true},
		{"a reply under a notice", feed.Entry{Conversation: class, Kind: feed.EntryReply, By: staff, Parent: 7}, 7, true},
		{"a word in the family's room", feed.Entry{Conversation: family, Kind: feed.EntryMessage, By: staff}, 0, true},
		{"a notice to one family", feed.Entry{Conversation: family, Kind: feed.EntryNotice, By: staff}, 0, false},
		{"a word to the whole class", feed.Entry{Conversation: class, Kind: feed.EntryMessage, By: staff}, 0, false},
		{"another mother's answer", feed.Entry{Conversation: class, Kind: feed.EntryMessage, By: mother, Parent: 7}, 0, false},
	} {
		if root, ok := answers(c.e); root != c.root || ok != c.ok {
			t.Errorf("%s: settles %v under %d, want %v under %d", c.what, ok, root, c.ok, c.root)
		}
	}
}

func TestWordsCanBeChangedForAQuarterOfAnHourAndRecalledForADay(t *testing.T) {
	const minute = core.Millis(60_000)
	for _, c := range []struct {
		after        core.Millis
		edit, recall bool
	}{
		{0, true, true}, {15 * minute, true, true}, {15*minute + 1, false, true},
		{24 * 60 * minute, false, true}, {24*60*minute + 1, false, false},
	} {
		if e, r := mayEdit(1000, 1000+c.after), mayRecall(1000, 1000+c.after); e != c.edit || r != c.recall {
			t.Errorf("after %d ms: edit %v, recall %v", c.after, e, r)
		}
	}
}

func TestWhatStaffReadAtNightShowsInTheMorning(t *testing.T) {
	const night, morning, noon = core.Millis(100), core.Millis(200), core.Millis(300)
	s := seen{}.reads(3, 50, 0)
	if s.at(50) != 3 {
		t.Fatalf("read by day, shown %d", s.at(50))
	}
	s = s.reads(5, night, morning).reads(7, night+1, morning)
	if s.at(night+2) != 3 || s.at(morning) != 7 {
		t.Errorf("read up to 7 at night: shown %d at night and %d in the morning", s.at(night+2), s.at(morning))
	}
	if s = s.reads(8, noon, 0); s.at(noon) != 8 {
		t.Errorf("read by day again, shown %d", s.at(noon))
	}
	if s = s.reads(9, noon+1, noon+100); s.at(noon+2) != 8 {
		t.Errorf("the next night shows %d at once", s.at(noon+2))
	}
}

func TestAnExperienceHasNoNamesAndNoNumbers(t *testing.T) {
	names := map[string]string{"李明": "孩子", "明": "孩子", "欧阳娜娜": "孩子", "娜娜": "孩子", "王老师": "老师"}
	for in, want := range map[string]string{
		"李明十点睡觉，欧阳娜娜也是。":     "孩子十点睡觉，孩子也是。",
		"娜娜妈妈说得对，明天试试":       "孩子妈妈说得对，明天试试",
		"王老师说 21:30 交手机":     "老师说 21:30 交手机",
		"打 13800001111 问我":   "打 … 问我",
		"打 138 0000-1111 问我": "打 … 问我",
		"打１３８００００１１１１":       "打…",
		"2026-11-27 21:30":   "2026-11-27 21:30",
		"2026-11-27 试了 10 天": "2026-11-27 试了 10 天",
	} {
		if got := anonymous(in, names); got != want {
			t.Errorf("%s became %s, want %s", in, got, want)
		}
	}
}

func TestARecalledMessageHasNoWordsToFind(t *testing.T) {
	said := Body{State: StateSaid, Text: "手机怎么管", Topic: &Topic{Title: "手机", Summary: "九点半"}}
	if got := words([]byte(encode(said))); got != "手机怎么管\n手机\n九点半" {
		t.Errorf("words: %q", got)
	}
	said.State = StateRecalled
	if got := words([]byte(encode(said))); got != "" {
		t.Errorf("a recalled message can be found by %q", got)
	}
}
