package story

import (
	"os"
	"testing"
	"time"

	"magpie/internal/app/apptest"
	"magpie/internal/db/dbtest"
)

func TestTwoServersOnOnePostgresAreOneSchool(t *testing.T) {
	if os.Getenv(dbtest.Variable) == "" {
		t.Skip("needs PostgreSQL: `scripts/postgres.sh go test ./test/story` runs it, and so does make test")
	}
	url, data, clock := dbtest.URL(t), t.TempDir(), apptest.NewClock()
	one, two := apptest.OpenOn(t, url, data, clock), apptest.OpenOn(t, url, data, clock)
	s := one.Found("青川实验中学", "王老师", "wang", "高一（3）班")
	c := class{World: one, School: s, kids: s.Import(table)}
	mother := c.Join(s, c.kids["李明"], "母亲", "1002")
	there := mother.Through(two)
	line := there.Listen()

	notice := c.post("在另一台服务器上看到", nil)
	if e := entryOf(t, line.Next(there, "entry")); e.Ref != notice {
		t.Errorf("the other server delivered %+v", e)
	}

	later := c.post("定时的", map[string]any{"publishAt": clock.Now().Add(time.Hour).UnixMilli()})
	clock.Advance(time.Hour + time.Second)
	done := make(chan error, 2)
	for _, w := range []*apptest.World{one, two} {
		go func() { done <- w.App.PublishDue(t.Context()) }()
	}
	for range 2 {
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}
	if e := entryOf(t, line.Next(there, "entry")); e.Ref != later || e.Seq != 2 {
		t.Errorf("the scheduled notice came as %+v, want one entry with seq 2", e)
	}

	mother.Delete("/session")
	line.Ended(there)
}
