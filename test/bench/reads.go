package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
	"magpie/test/bench/school"
)

// reads measures how a member opens a long room and finds something in it.
func (b *bench) reads(ctx context.Context) error {
	classes, err := school.Found(ctx, b.path("reads"), 3, 25, 2)
	if err != nil {
		return err
	}
	if err := b.talkMuch(ctx, classes); err != nil {
		return err
	}
	s, err := school.Start(ctx, b.program, b.path("reads"), "")
	if err != nil {
		return err
	}
	defer s.Stop()
	m := newMagpie(s.Addr, classes)
	if err := b.openRoom(m); err != nil {
		return err
	}
	return b.search(m)
}

// talkMuch fills the first class's room with a third of all entries, and the others
// and the families' rooms with the rest, and brings the index up to all of it.
func (b *bench) talkMuch(ctx context.Context, classes []school.Class) error {
	d, err := db.Open(ctx, db.Options{URL: "sqlite:" + filepath.Join(b.path("reads"), "magpie.db")})
	if err != nil {
		return err
	}
	defer d.Close() //nolint:errcheck // the program opens it next
	log := feed.New(d, nil)
	log.Index(feed.EntryMessage, func(body json.RawMessage) string {
		var said struct{ Text string }
		_ = json.Unmarshal(body, &said) // our own words
		return said.Text
	})
	third := b.size.searched / 3
	rooms := map[string]int{classes[0].Conversation: third, classes[1].Conversation: third / 2, classes[2].Conversation: third / 2}
	families := classes[0].Members
	for _, f := range families {
		rooms["f-"+f.Student] += third / len(families)
	}
	words := talk{rand.New(rand.NewPCG(3, 3))}
	for room, n := range rooms {
		if err := fill(ctx, d, log, classes[0].School, feed.ID(room), n, words); err != nil {
			return err
		}
	}
	return log.Catch(ctx)
}

func fill(ctx context.Context, d *db.DB, log *feed.Service, school string, room feed.ID, n int, words talk) error {
	const batch = 1000
	for done := 0; done < n; done += batch {
		err := d.Write(ctx, func(tx *db.Tx) error {
			for i := range min(batch, n-done) {
				draft := feed.Draft{School: school, Kind: feed.EntryMessage, By: words.author(i), Body: map[string]any{"text": words.say(), "state": "said"}}
				if _, err := log.Append(tx, room, draft); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// talk says what families say, from few words and now and then a rare one.
type talk struct{ random *rand.Rand }

var (
	common = strings.Fields("孩子 今天 明天 作业 老师 谢谢 家长 上学 放学 运动会 校服 数学 语文 英语 请问 收到 时间 下午 早上 班里 同学 接送 下雨 带伞 体温 请假 周五 周一 手机 练习册")
	rare   = strings.Fields("望远镜 植物园 合唱团 牙医 显微镜")
)

// author is the teacher for every fourth entry, else one of 97 families.
func (t talk) author(i int) roster.Byline {
	if i%4 == 0 {
		return roster.Byline{ID: "teacher", Name: "王老师", Label: "王老师", Role: core.RoleStaff}
	}
	surnames, names := []rune("李陈余韩田周赵孙吴郑"), []rune("明雨涛雪甜")
	n := i % 97
	child := string(surnames[n%10]) + string(names[n/10%5]) + strings.Repeat("晴", n/50)
	return roster.Byline{ID: fmt.Sprint("p", n), Name: "赵某", Label: child + "妈妈", Role: core.RoleGuardian}
}

func (t talk) say() string {
	var said strings.Builder
	for range 4 + t.random.IntN(16) {
		said.WriteString(common[t.random.IntN(len(common))])
		if t.random.IntN(6) == 0 {
			said.WriteString("，")
		}
	}
	if t.random.IntN(4000) == 0 {
		said.WriteString(rare[t.random.IntN(len(rare))])
	}
	return said.String()
}

// openRoom opens the longest room as a member who has read half of it: the room
// itself and the page about the first unread entry.
func (b *bench) openRoom(m magpie) error {
	class, who := m.classes[0], m.classes[0].Members[0]
	half := b.size.searched / 6
	room := "/conversations/" + class.Conversation
	if err := m.call("POST", room+"/mark", who.Cookie, map[string]int{"rev": half, "seq": half}, nil); err != nil {
		return err
	}
	var took []float64
	for range 10*b.size.repeats + 1 {
		began := time.Now()
		var shown struct{ FirstUnread int }
		if err := m.call("GET", room, who.Cookie, nil, &shown); err != nil {
			return err
		}
		var page struct{ Entries []json.RawMessage }
		if err := m.call("GET", fmt.Sprintf("%s/entries?around=%d&limit=60", room, shown.FirstUnread), who.Cookie, nil, &page); err != nil {
			return err
		}
		if shown.FirstUnread <= half || len(page.Entries) < 50 {
			return fmt.Errorf("the room opened at %d with %d entries", shown.FirstUnread, len(page.Entries))
		}
		took = append(took, float64(time.Since(began).Microseconds())/1000)
	}
	b.set("room100k_open_ms", median(took), "%d entries, at the first of %d unread", b.size.searched/3, b.size.searched/3-half)
	return nil
}

// search looks for words of one, two and more characters, rare and frequent, for
// people by name and initials, as staff who may read all; the figure is the slowest.
func (b *bench) search(m magpie) error {
	slowest, of := 0.0, ""
	for _, words := range []string{"作业", "校服", "望远镜", "牙", "孩", "李明妈妈", "lm", "王老师", "wls", "运动会 下雨", "没有人说过"} {
		var took []float64
		for range 2*b.size.repeats + 1 {
			began := time.Now()
			var out struct{ Items []json.RawMessage }
			if err := m.call("GET", "/search?q="+url.QueryEscape(words), m.classes[0].Teacher, nil, &out); err != nil {
				return err
			}
			took = append(took, float64(time.Since(began).Microseconds())/1000)
			if b.size.searched > 100_000 && (len(out.Items) == 0) != (words == "没有人说过") {
				return fmt.Errorf("a search for %s found %d entries", words, len(out.Items))
			}
		}
		if t := median(took); t > slowest {
			slowest, of = t, words
		}
	}
	b.set("search_ms", slowest, "%d entries, the slowest of 11 searches: %s", b.size.searched, of)
	return nil
}
