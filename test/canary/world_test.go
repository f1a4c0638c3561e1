package canary

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"log/slog"
	"testing"

	"magpie/internal/app/apptest"
)

// The people of this world.
const (
	stranger    = "a stranger"
	mother      = "the mother"
	father      = "the father"
	uncle       = "the barred uncle"
	child       = "the child"
	aunt        = "an aunt who waits"
	neighbour   = "a mother of the class"
	elsewhere   = "a mother of another class"
	foreign     = "a mother of another school"
	teacher     = "the head teacher"
	second      = "a second teacher of the class"
	colleague   = "a teacher of another class"
	outsider    = "a teacher of another school"
	theLog      = "the log"
	thePictures = 24 // pixels across
)

// Who belongs together. The head teacher runs the school's office and all its classes.
var (
	staff    = []string{teacher, second}
	family   = []string{mother, father, teacher, second}
	class    = []string{mother, father, neighbour, teacher, second}
	school   = []string{mother, father, neighbour, elsewhere, child, teacher, second, colleague}
	students = []string{child, teacher, second}
)

// world is two schools in which everything that can be written is a canary.
type world struct {
	*apptest.World
	*tap
	log     bytes.Buffer
	people  map[string]*apptest.Client
	sockets map[string]*apptest.Socket
	objects map[string][]string // path parameter → everything there is
	shots   int
}

// place is a class as seen from one family in it.
type place struct {
	apptest.School
	name    string
	kids    map[string]string
	parent  *apptest.Client
	student string
	family  []string // who may read what concerns the family
	class   []string
	school  []string
	staff   []string // the author first
	own     []string // the parent alone
}

// build makes the schools and lets everybody write.
func build(t *testing.T) *world {
	t.Helper()
	w := &world{tap: newTap(), people: map[string]*apptest.Client{}, sockets: map[string]*apptest.Socket{}, objects: map[string][]string{}}
	w.World = apptest.OpenLogged(t, slog.New(slog.NewTextHandler(&w.log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	a := w.Found("青川实验中学", "王老师", "wang", "高一（3）班")
	b := w.Found("白鹭中学", "陈老师", "chen", "高一（1）班")
	var made struct{ ID string }
	a.Teacher.Post("/classes", map[string]string{"name": "初二（1）班"}, &made)
	w.Hire(made.ID, "周老师", "zhou")
	w.Hire(a.Class, "林老师", "lin")
	c := apptest.School{Class: made.ID, Teacher: w.SignIn("zhou")}
	w.people[stranger], w.people[teacher], w.people[second] = w.Stranger(), a.Teacher, w.SignIn("lin")
	w.people[outsider], w.people[colleague] = b.Teacher, c.Teacher

	both := []string{colleague, teacher}
	home := w.settle(place{School: a, name: "own", family: family, class: class, school: school, staff: staff, own: []string{mother}}, mother)
	next := w.settle(place{School: a, name: "neighbour", family: []string{neighbour, teacher, second}, class: class, school: school, staff: staff, own: []string{neighbour}}, neighbour)
	other := w.settle(place{School: c, name: "class", family: append([]string{elsewhere}, both...), class: append([]string{elsewhere}, both...),
		school: school, staff: both, own: []string{elsewhere}}, elsewhere)
	far := []string{foreign, outsider}
	strange := w.settle(place{School: b, name: "school", family: far, class: far, school: far, staff: []string{outsider}, own: []string{foreign}}, foreign)

	w.relatives(home)
	w.listen()
	for _, p := range []place{home, next, other, strange} {
		w.write(t, p)
	}
	w.Develop()
	w.Catch()
	return w
}

// settle imports one child of each place, whose mother joins.
func (w *world) settle(p place, who string) place {
	name := "李" + w.word("the name of the child: "+p.name, append([]string{child, aunt}, p.class...)...)
	table := fmt.Sprintf("姓名\t学号\t母亲姓名\t母亲电话\n%s\t%s\t%s\t%s\n", name,
		w.word("the number of the child: "+p.name, p.family...), w.word("the mother's name: "+p.name, p.family...), w.number("her telephone: "+p.name, p.family...))
	p.kids = p.Import(table)
	p.student = p.kids[name]
	var page struct{ Contacts []struct{ Phone string } }
	p.Teacher.Get("/students/"+p.student, &page)
	w.people[who] = w.Join(p.School, p.student, "母亲", page.Contacts[0].Phone[7:])
	p.parent = w.people[who]
	w.own("class", p.Class)
	w.own("student", p.student)
	for _, room := range []string{"c-", "s-", "t-"} {
		w.own("conversation", room+p.Class)
	}
	w.own("conversation", "f-"+p.student)
	return p
}

func (w *world) own(kind, id string) {
	for _, had := range w.objects[kind] {
		if had == id {
			return
		}
	}
	w.objects[kind] = append(w.objects[kind], id)
}

// relatives lets more people come for the first child: one joins, one is barred, one
// waits, and the child itself.
func (w *world) relatives(p place) {
	ask := func(in map[string]any) *apptest.Client {
		c := w.Stranger()
		var look struct{ Rules struct{ Version int } }
		in["code"] = p.Slip(p.student)
		c.Post("/join/look", map[string]any{"code": in["code"]}, &look)
		in["rulesVersion"] = look.Rules.Version
		c.Post("/join", in, nil)
		return c
	}
	admit := func(relation string) {
		var claims struct{ Items []struct{ Claim string } }
		p.Teacher.Get("/classes/"+p.Class+"/claims", &claims)
		p.Teacher.Post("/claims/"+claims.Items[len(claims.Items)-1].Claim+"/approve", map[string]string{"student": p.student, "relation": relation}, nil)
	}
	w.people[father] = ask(map[string]any{"relation": "父亲", "askStaff": true, "phone": w.number("the father's telephone")})
	admit("父亲")
	w.people[uncle] = ask(map[string]any{"relation": "叔叔", "askStaff": true, "phone": w.number("the uncle's telephone")})
	admit("叔叔")
	w.people[child] = ask(map[string]any{"self": true})
	admit("")
	w.people[aunt] = ask(map[string]any{"relation": "姑姑", "standIn": true, "askStaff": true, "phone": w.number("the aunt's telephone", staff...)})
	var page struct {
		Guardians []struct{ ID, Relation string }
	}
	p.Teacher.Get("/students/"+p.student, &page)
	for _, g := range page.Guardians {
		if g.Relation == "叔叔" {
			p.Teacher.Post("/guardians/"+g.ID+"/bar", map[string]string{"reason": w.word("why the uncle is barred", staff...)}, nil)
		}
	}
}

// listen opens everybody's live line.
func (w *world) listen() {
	for who, browser := range w.people {
		if who != stranger && who != aunt {
			w.sockets[who] = browser.Listen()
		}
	}
}

// shot is a picture like no other.
func (w *world) shot(t *testing.T) []byte {
	t.Helper()
	w.shots++
	m := image.NewNRGBA(image.Rect(0, 0, thePictures, thePictures))
	for i := range m.Pix {
		m.Pix[i] = uint8(i * w.shots)
	}
	m.Set(0, 0, color.White)
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func paper(word string) []byte { return []byte("%PDF-1.4\n% " + word + "\n%%EOF\n") }
