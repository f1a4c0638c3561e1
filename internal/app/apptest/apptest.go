// Package apptest gives a test a whole server, real but for the clock, and
// people who use it through the API as their browsers do.
//
// Owns: no table.
// Promises: everything goes through HTTP; nothing is put into tables behind the
// services' backs.
// Never: sleeps, or is used outside tests.
// Asks: app.
package apptest

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"testing"
	"time"

	"magpie/internal/app"
	"magpie/internal/db/dbtest"
	"magpie/internal/media/mediatest"
	"magpie/internal/roster"
)

// Start is the moment at which every world begins: a Friday afternoon.
var Start = time.Date(2026, 11, 27, 16, 0, 0, 0, time.FixedZone("CST", 8*3600))

// NewClock returns a clock that stands at Start.
func NewClock() *dbtest.Clock { return dbtest.NewClock(Start) }

// World is a running server.
type World struct {
	App   *app.App
	Clock *dbtest.Clock
	URL   string
	t     testing.TB
}

// Open starts a server on an empty database that ends with the test.
func Open(t testing.TB) *World {
	t.Helper()
	return OpenOn(t, dbtest.URL(t), t.TempDir(), NewClock())
}

// OpenLogged starts a server like Open whose log goes to a handler of the test's own.
func OpenLogged(t testing.TB, log *slog.Logger) *World {
	t.Helper()
	return start(t, app.Config{Data: t.TempDir(), Database: dbtest.URL(t), Log: log}, NewClock())
}

// OpenOn starts a server on a database that another world may share.
func OpenOn(t testing.TB, database, data string, clock *dbtest.Clock) *World {
	t.Helper()
	return start(t, app.Config{Data: data, Database: database}, clock)
}

func start(t testing.TB, c app.Config, clock *dbtest.Clock) *World {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	w := &World{t: t, Clock: clock}
	srv := httptest.NewUnstartedServer(nil)
	w.URL = "http://" + srv.Listener.Addr().String()
	c.Clock, c.PublicURL, c.Picture = clock, w.URL, mediatest.Child()
	a, err := app.New(ctx, c)
	if err != nil {
		t.Fatalf("start the server: %v", err)
	}
	w.App = a
	srv.Config.Handler = a.Handler()
	srv.Start()
	done := a.Work(ctx)
	t.Cleanup(func() {
		stop()
		<-done
		srv.CloseClientConnections()
		srv.Close()
		a.Close()
	})
	return w
}

// School is a school with one class and its head teacher.
type School struct {
	Class   string
	Teacher *Client
	Person  string
}

// Password is every teacher's.
const Password = "喜鹊在枝头唱歌呢 2026"

// Found opens a school as the operator would and signs its head teacher in.
func (w *World) Found(school, teacher, login, class string) School {
	w.t.Helper()
	made, err := w.App.Found(context.Background(), roster.Founding{
		School: school, Teacher: teacher, Login: login, Password: Password, Class: class,
	})
	if err != nil {
		w.t.Fatalf("found %s: %v", school, err)
	}
	return School{Class: string(made.Class), Teacher: w.SignIn(login), Person: made.Person}
}

// SignIn opens a browser for a member of staff.
func (w *World) SignIn(login string) *Client {
	w.t.Helper()
	c := w.Stranger()
	c.Post("/session", map[string]string{"login": login, "password": Password}, nil)
	return c
}

// Hire gives a class a further head teacher, who can then sign in.
func (w *World) Hire(class, name, login string) {
	w.t.Helper()
	err := w.App.Hire(context.Background(), roster.Hiring{
		Class: roster.ClassID(class), Name: name, Login: login, Password: Password, Role: roster.RoleHead,
	})
	if err != nil {
		w.t.Fatalf("hire %s: %v", name, err)
	}
}

// Import puts a pasted table into a class and returns the children by name.
func (s School) Import(table string) map[string]string {
	s.Teacher.t.Helper()
	var seen struct {
		Digest string `json:"digest"`
	}
	body := map[string]any{"text": table}
	s.Teacher.Post("/classes/"+s.Class+"/roster/dry-run", body, &seen)
	body["seen"] = seen.Digest
	s.Teacher.Post("/classes/"+s.Class+"/roster/import", body, nil)
	return s.Children()
}

// Children returns the ids of the class's children by name.
func (s School) Children() map[string]string {
	s.Teacher.t.Helper()
	var list struct {
		Items []struct{ ID, Name string } `json:"items"`
	}
	s.Teacher.Get("/classes/"+s.Class+"/students?limit=200", &list)
	out := map[string]string{}
	for _, c := range list.Items {
		out[c.Name] = c.ID
	}
	return out
}

// Slip returns the code on a child's slip, made new when there is none.
func (s School) Slip(child string) string {
	s.Teacher.t.Helper()
	var made struct {
		Items []struct{ Student, Code string } `json:"items"`
	}
	s.Teacher.Post("/classes/"+s.Class+"/slips", map[string]any{"students": []string{child}}, &made)
	for _, item := range made.Items {
		if item.Student == child {
			return item.Code
		}
	}
	s.Teacher.t.Fatalf("no slip was made for %s", child)
	return ""
}

// Join lets somebody join for a child by the slip and the last digits of a
// roster phone, and returns their browser.
func (w *World) Join(s School, child, relation, digits string) *Client {
	w.t.Helper()
	c := w.Stranger()
	code := s.Slip(child)
	var look struct {
		Rules struct {
			Version int `json:"version"`
		} `json:"rules"`
	}
	c.Post("/join/look", map[string]string{"code": code}, &look)
	var state struct{ State string }
	c.Post("/join", map[string]any{
		"code": code, "relation": relation, "digits": digits, "rulesVersion": look.Rules.Version,
	}, &state)
	if state.State != "in" {
		w.t.Fatalf("join as %s: got state %q, want in", relation, state.State)
	}
	return c
}
