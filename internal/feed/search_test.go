package feed_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
	"magpie/internal/roster/rostertest"
)

type message struct {
	Text string `json:"text"`
}

// library is a class whose log is indexed.
type library struct {
	*rostertest.Class
	*feed.Service
	mother core.Actor
}

func newLibrary(t testing.TB) library {
	c := rostertest.New(t, 2)
	s := feed.New(c.DB, nil)
	s.Index(feed.EntryMessage, func(body json.RawMessage) string {
		var m message
		_ = json.Unmarshal(body, &m) // the tests' own messages
		return m.Text
	})
	return library{c, s, c.Joins(0, "母亲")}
}

func (l library) says(conv feed.ID, by roster.Byline, text string) feed.Entry {
	l.T.Helper()
	l.Clock.Advance(time.Second)
	var e feed.Entry
	l.Write(func(tx *db.Tx) (err error) {
		e, err = l.Append(tx, conv, feed.Draft{School: rostertest.School, Kind: feed.EntryMessage, By: by, Body: message{text}})
		return err
	})
	return e
}

func (l library) finds(a core.Actor, q feed.Query) []string {
	l.T.Helper()
	if err := l.Catch(context.Background()); err != nil {
		l.T.Fatal(err)
	}
	texts := []string{}
	for {
		list, next, err := l.Search(context.Background(), a, q)
		if err != nil {
			l.T.Fatal(err)
		}
		for _, f := range list {
			var m message
			_ = json.Unmarshal(f.Entry.Body, &m)
			texts = append(texts, m.Text)
		}
		if q.After = next; next == "" {
			return texts
		}
	}
}

var (
	teacher = roster.Byline{ID: "t1", Name: "王芳", Label: "王老师", Role: core.RoleStaff}
	liMing  = roster.Byline{ID: "m1", Name: "李明", Relation: "母亲", Label: "李明妈妈", Role: core.RoleGuardian}
)

func TestWordsOfOneAndTwoCharactersNamesAndInitialsAreFound(t *testing.T) {
	l := newLibrary(t)
	room := feed.OfClass(l.ID)
	l.says(room, teacher, "明天朗诵会，请带水杯 and a Towel")
	l.says(room, liMing, "好的，谢谢！")
	l.says(room, teacher, "运动会改到周五")
	for q, want := range map[string]string{
		"朗诵": "明天朗诵会，请带水杯 and a Towel", "诵": "明天朗诵会，请带水杯 and a Towel", "朗诵会": "明天朗诵会，请带水杯 and a Towel",
		"会": "运动会改到周五|明天朗诵会，请带水杯 and a Towel", "ＴＯＷ": "明天朗诵会，请带水杯 and a Towel", "杯 明天": "明天朗诵会，请带水杯 and a Towel",
		"李明": "好的，谢谢！", "lm": "好的，谢谢！", "lmmm": "好的，谢谢！", "liming": "好的，谢谢！", "王老师 运动": "运动会改到周五",
		"会朗": "", "诵读": "", "朗诵 篮球": "", "*": "", `"`: "", "NEAR(": "", "a OR b": "", "水杯 AND": "明天朗诵会，请带水杯 and a Towel",
	} {
		if got := strings.Join(l.finds(l.Teacher, feed.Query{Words: q}), "|"); got != want {
			t.Errorf("%q finds %q, want %q", q, got, want)
		}
	}
}

func TestNobodyFindsWhatTheyMayNotRead(t *testing.T) {
	l := newLibrary(t)
	other := l.Joins(1, "父亲")
	l.says(feed.OfFamily(l.Students[0]), liMing, "这次没考好的秘密")
	l.says(feed.OfStaff(l.ID), teacher, "秘密：下周抽查")
	l.says(feed.OfClass(l.ID), teacher, "没有秘密")
	l.says(feed.OfClass("another"), teacher, "别的班的秘密")
	for _, c := range []struct {
		who  core.Actor
		want []string
	}{
		{l.mother, []string{"没有秘密", "这次没考好的秘密"}}, {other, []string{"没有秘密"}},
		{l.Teacher, []string{"没有秘密", "秘密：下周抽查", "这次没考好的秘密"}}, {core.Actor{Person: "nobody"}, []string{}},
	} {
		got := l.finds(c.who, feed.Query{Words: "秘密"})
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s finds %q, want %q", c.who.Person, got, c.want)
		}
	}
	if got := l.finds(other, feed.Query{Words: "秘密", Conversation: feed.OfFamily(l.Students[0])}); len(got) > 0 {
		t.Errorf("naming a foreign conversation finds %q", got)
	}
	l.Removes(l.mother)
	if got := l.finds(l.mother, feed.Query{Words: "秘密"}); len(got) > 0 {
		t.Errorf("a removed guardian finds %q", got)
	}
}

func TestWhatIsRecalledLeavesTheIndexAndWhatIsEditedIsFoundAnew(t *testing.T) {
	l := newLibrary(t)
	room := feed.OfClass(l.ID)
	e := l.says(room, teacher, "周三开会")
	l.finds(l.Teacher, feed.Query{Words: "周三"})
	change := func(text string) {
		l.Write(func(tx *db.Tx) error {
			_, err := l.Touch(tx, rostertest.School, room, e.Seq, func() (any, error) { return message{text}, nil })
			return err
		})
	}
	change("周四开会")
	if old, now := l.finds(l.Teacher, feed.Query{Words: "周三"}), l.finds(l.Teacher, feed.Query{Words: "周四"}); len(old) != 0 || len(now) != 1 {
		t.Errorf("after the edit the old word finds %q, the new one %q", old, now)
	}
	change("")
	list, _, err := l.Search(context.Background(), l.Teacher, feed.Query{Words: "周四"})
	if err != nil || len(list) != 0 {
		t.Errorf("before the index follows, a recalled entry shows as %+v, %v", list, err)
	}
	if got := l.finds(l.Teacher, feed.Query{By: teacher.ID}); len(got) != 0 {
		t.Errorf("a recalled entry is still found: %q", got)
	}
}

func TestASearchIsNarrowedByKindPersonAndTimeAndGoesPageByPage(t *testing.T) {
	l := newLibrary(t)
	room := feed.OfClass(l.ID)
	begin := core.MillisOf(l.Clock.Now())
	for n := range 60 {
		by := teacher
		if n%2 == 1 {
			by = liMing
		}
		l.says(room, by, fmt.Sprintf("第%d条", n))
	}
	if got := l.finds(l.Teacher, feed.Query{Words: "条", Limit: 7}); len(got) != 60 || got[0] != "第59条" || got[59] != "第0条" {
		t.Errorf("pages bring %d entries from %q to %q", len(got), got[0], got[len(got)-1])
	}
	if got := l.finds(l.Teacher, feed.Query{By: liMing.ID, From: begin + 11_000, Until: begin + 21_000}); len(got) != 5 || got[0] != "第19条" {
		t.Errorf("by person and time: %q", got)
	}
	if got := l.finds(l.Teacher, feed.Query{Words: "条", Kind: feed.EntryNotice}); len(got) != 0 {
		t.Errorf("notices: %q", got)
	}
	if got := l.finds(l.Teacher, feed.Query{}); len(got) != 0 {
		t.Errorf("asking for nothing brings %d", len(got))
	}
}

func TestTheSnippetShowsTheHitInItsContext(t *testing.T) {
	l := newLibrary(t)
	l.says(feed.OfClass(l.ID), teacher, strings.Repeat("很长的开头，", 20)+"明天朗诵会，记得朗 诵"+strings.Repeat("，还有很长的结尾", 20))
	l.finds(l.Teacher, feed.Query{})
	list, _, err := l.Search(context.Background(), l.Teacher, feed.Query{Words: "朗诵"})
	if err != nil || len(list) != 1 {
		t.Fatalf("found %d, %v", len(list), err)
	}
	hits, length := []string{}, 0
	for _, s := range list[0].Snippet {
		length += len([]rune(s.Text))
		if s.Hit {
			hits = append(hits, s.Text)
		}
	}
	if !slices.Equal(hits, []string{"朗诵", "朗 诵"}) || length > 82 || list[0].Snippet[0].Text != "…" {
		t.Errorf("snippet is %+v", list[0].Snippet)
	}
}

// TestAnyPartOfATextFindsIt is the law of the index: whatever stands in a text
// without a blank finds the text.
func TestAnyPartOfATextFindsIt(t *testing.T) {
	l := newLibrary(t)
	letters := []rune("天地人你我ab1９，。 ")
	rapid.Check(t, func(rt *rapid.T) {
		text := string(rapid.SliceOfN(rapid.SampledFrom(letters), 1, 12).Draw(rt, "text"))
		text = core.CleanText("字" + text)
		l.says(feed.OfClass(l.ID), teacher, text)
		runes := []rune(text)
		from := rapid.IntRange(0, len(runes)-1).Draw(rt, "from")
		for from > 0 && isASCII(runes[from]) && isASCII(runes[from-1]) {
			from-- // words of letters are found from their beginning
		}
		to := rapid.IntRange(from+1, len(runes)).Draw(rt, "to")
		part := string(runes[from:to])
		if strings.Trim(part, "，。 ") == "" {
			return
		}
		if got := l.finds(l.Teacher, feed.Query{Words: part, Limit: 50}); !slices.Contains(got, text) {
			rt.Errorf("%q of %q finds %q", part, text, got)
		}
	})
}

func isASCII(r rune) bool { return r < 128 && r != ' ' || r == '９' }
