// Package demo invents a class of 45 and lets it live for twelve days through
// the API, so that every screen has something true to show.
//
// Owns: no table.
// Promises: invented people and numbers only; the same class every time.
// Never: writes anything that a person with a browser could not have written.
// Asks: app.
package demo

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"magpie/internal/app"
	"magpie/internal/roster"
)

// Clock runs like the machine's, but can stand days behind it while the demo's
// past is played.
type Clock struct{ behind atomic.Int64 }

// Now is the machine's time, less how far the demo is behind.
func (c *Clock) Now() time.Time { return time.Now().UTC().Add(-time.Duration(c.behind.Load())) }

// set lets the clock stand at a moment from now on.
func (c *Clock) set(at time.Time) { c.behind.Store(int64(time.Since(at))) }

// Links lead into the demo, one a role.
type Links struct {
	Teacher     string `json:"teacher"`
	Mother      string `json:"mother"`
	Father      string `json:"father"`
	Grandfather string `json:"grandfather"`
	Student     string `json:"student"`
	Slip        string `json:"slip"`   // a personal slip that nobody used yet
	Poster      string `json:"poster"` // the class's way in
}

// Logins of the demo's teachers, all with Password.
const (
	Login      = "wang"
	OtherLogin = "zhou"
	Password   = "magpie-demo-2026"
)

type play struct {
	app   *app.App
	clock *Clock
	today time.Time // midnight in the school's zone
	now   time.Time
	next  int // visitors so far, each from an address of its own

	class     string
	teacher   *visitor
	colleague *visitor
	children  map[string]string // id by name
	slips     map[string]string // code by child
	family    map[string]*visitor
	notice    map[string]string
}

// Play fills an empty school and returns the links. clock must be the app's.
func Play(ctx context.Context, a *app.App, clock *Clock) (Links, error) {
	now := time.Now().In(roster.Zone)
	p := &play{app: a, clock: clock, now: now, today: time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, roster.Zone),
		family: map[string]*visitor{}, notice: map[string]string{}}
	for _, scene := range p.scenes() {
		err := scene(ctx)
		if err == nil {
			err = a.Flush(ctx)
		}
		if err != nil {
			return Links{}, fmt.Errorf("play the demo: %w", err)
		}
	}
	clock.behind.Store(0)
	return p.links(ctx)
}

// scenes are what happens, in the order of the days; who looks at the demo by night
// sees children who went home before the morning's notice.
func (p *play) scenes() []func(context.Context) error {
	today := []func(context.Context) error{p.holiday, p.friday}
	if p.now.Add(-goneHome).Before(p.today.Add(8 * time.Hour)) {
		slices.Reverse(today)
	}
	return slices.Concat([]func(context.Context) error{
		p.open, p.colleagues, p.join, p.company, p.homeward(10), p.experience, p.recite, p.homeward(7), p.siblings,
		p.vote, p.alarm, p.ballGame, p.carpool, p.journey, p.uniforms, p.homeward(3), p.run, p.evening,
	}, today, []func(context.Context) error{p.waiting, p.rooms})
}

// at moves the clock to a time of day some days ago, never past the present.
func (p *play) at(daysAgo, hour, minute int) {
	t := p.today.AddDate(0, 0, -daysAgo).Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
	if t.After(p.now) {
		t = p.now.Add(-time.Minute)
	}
	p.clock.set(t)
}

func (p *play) stranger() *visitor {
	p.next++
	return &visitor{h: p.app.Handler(), addr: fmt.Sprintf("10.45.%d.%d:40000", p.next/250, p.next%250+1)}
}

// open founds the school, imports the roster and prints the slips.
func (p *play) open(ctx context.Context) error {
	p.at(12, 16, 0)
	made, err := p.app.Found(ctx, roster.Founding{
		School: "青川实验中学", Teacher: "王老师", Login: Login, Password: Password, Class: "高一（3）班",
	})
	if err != nil {
		return err
	}
	p.class, p.teacher = string(made.Class), p.stranger()
	if err := p.teacher.post("/session", map[string]string{"login": Login, "password": Password}, nil); err != nil {
		return err
	}
	p.children, err = p.enroll(p.teacher, p.class, rosterTable())
	if err != nil {
		return err
	}
	p.slips, err = p.print(p.teacher, p.class)
	return err
}

func (p *play) enroll(teacher *visitor, class, table string) (map[string]string, error) {
	body := map[string]any{"text": table}
	var seen struct {
		Digest string `json:"digest"`
	}
	if err := teacher.post("/classes/"+class+"/roster/dry-run", body, &seen); err != nil {
		return nil, err
	}
	body["seen"] = seen.Digest
	if err := teacher.post("/classes/"+class+"/roster/import", body, nil); err != nil {
		return nil, err
	}
	var list struct {
		Items []struct{ ID, Name string } `json:"items"`
	}
	err := teacher.get("/classes/"+class+"/students?limit=200", &list)
	out := map[string]string{}
	for _, c := range list.Items {
		out[c.Name] = c.ID
	}
	return out, err
}

func (p *play) print(teacher *visitor, class string) (map[string]string, error) {
	var made struct {
		Items []struct{ Name, Code string } `json:"items"`
	}
	err := teacher.post("/classes/"+class+"/slips", map[string]any{}, &made)
	out := map[string]string{}
	for _, s := range made.Items {
		out[s.Name] = s.Code
	}
	return out, err
}

func (p *play) links(ctx context.Context) (l Links, err error) {
	const uses, life = 1 << 20, 7 * 24 * time.Hour
	for _, who := range []struct {
		link *string
		v    *visitor
	}{
		{&l.Teacher, p.teacher}, {&l.Mother, p.family["李明"]}, {&l.Father, p.family["陈思雨"]},
		{&l.Grandfather, p.family["肖建国"]}, {&l.Student, p.family["学生李明"]},
	} {
		person, err := who.v.person()
		if err != nil {
			return l, err
		}
		if *who.link, err = p.app.PersonLink(ctx, person, uses, life); err != nil {
			return l, err
		}
	}
	var poster struct {
		URL string `json:"url"`
	}
	if err := p.teacher.get("/classes/"+p.class+"/poster", &poster); err != nil {
		return l, err
	}
	l.Poster, l.Slip = poster.URL, p.app.JoinLink(p.slips["程悦"])
	return l, nil
}
