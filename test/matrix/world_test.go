package matrix

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"testing"

	"magpie/internal/app/apptest"
)

// scope is an object seen from the family and the teacher of class A1.
type scope string

const (
	own         scope = "own family"
	neighbour   scope = "another family of the class"
	otherClass  scope = "another class"
	otherSchool scope = "another school"
	archived    scope = "an archived class"
	deleted     scope = "a child who left"
	absent      scope = "nothing"
)

var scopes = []scope{own, neighbour, otherClass, otherSchool, archived, deleted, absent}

// classOf names the class in which a scope's objects live.
var classOf = map[scope]string{
	own: "A1", neighbour: "A1", deleted: "A1", otherClass: "A2", archived: "A3", otherSchool: "B1",
}

// subject is somebody who tries, with what is true about them.
type subject struct {
	name    string
	browser *apptest.Client
	known   bool
	role    string
	office  bool
	teaches map[string]bool // classes
	guards  map[scope]bool  // the child of which scope, by a living guardianship in an open class
	guarded map[scope]bool  // the same in a class that has ended
	device  string
}

// world holds one object of each kind in each scope.
type world struct {
	*apptest.World
	subjects []subject
	objects  map[string]map[scope]string // kind → scope → id
}

const absentID = "0000000000abcdefghjk"

func set[K comparable](keys ...K) map[K]bool {
	m := map[K]bool{}
	for _, k := range keys {
		m[k] = true
	}
	return m
}

// build makes two schools with their classes, families and things.
func build(t *testing.T) *world {
	t.Helper()
	w := &world{World: apptest.Open(t), objects: map[string]map[scope]string{}}
	a := w.Found("青川实验中学", "王老师", "wang", "高一（3）班")
	b := w.Found("白鹭中学", "陈老师", "chen", "高一（1）班")
	second, secondTeacher := w.class(a, "初二（1）班", "zhou")
	old, _ := w.class(a, "去年的班", "qian")

	kids := a.Import("姓名\t母亲电话\n李明\t13700001001\n陈思雨\t13700001002\n余涛\t13700001003\n")
	kids2 := second.Import("姓名\t母亲电话\n李晴\t13700002001\n")
	kidsOld := old.Import("姓名\t母亲电话\n韩雪\t13700003001\n")
	kidsB := b.Import("姓名\t母亲电话\n田甜\t13700004001\n")

	mother := w.Join(a, kids["李明"], "母亲", "1001")
	neighbourMother := w.Join(a, kids["陈思雨"], "母亲", "1002")
	goneMother := w.Join(a, kids["余涛"], "母亲", "1003")
	otherMother := w.Join(second, kids2["李晴"], "母亲", "2001")
	oldMother := w.Join(old, kidsOld["韩雪"], "母亲", "3001")
	strangeMother := w.Join(b, kidsB["田甜"], "母亲", "4001")
	removed := w.waitAndApprove(a, kids["李明"], "父亲")
	barred := w.waitAndApprove(a, kids["李明"], "叔叔")
	student := w.studentOf(a, kids["李明"])
	pending := w.waiting(a, kids["李明"])
	revoked := w.revoked(t)

	classes := map[scope]apptest.School{own: a, neighbour: a, deleted: a, otherClass: second, archived: old, otherSchool: b}
	child := map[scope]string{own: kids["李明"], neighbour: kids["陈思雨"], deleted: kids["余涛"],
		otherClass: kids2["李晴"], archived: kidsOld["韩雪"], otherSchool: kidsB["田甜"]}
	mothers := map[scope]*apptest.Client{own: mother, neighbour: neighbourMother, deleted: goneMother,
		otherClass: otherMother, archived: oldMother, otherSchool: strangeMother}
	for s, c := range child {
		w.furnish(s, classes[s], c)
		w.talk(s, classes[s].Teacher, mothers[s])
		w.album(t, s, classes[s])
		w.round(s, classes[s])
		w.danger(s, classes[s], c)
	}
	w.removeGuardian(a, kids["李明"], "父亲")
	a.Teacher.Post("/guardians/"+w.guardian(a, kids["李明"], "叔叔")+"/bar", map[string]string{"reason": "法院的决定"}, nil)
	a.Teacher.Post("/students/"+kids["余涛"]+"/leave", map[string]any{}, nil)
	old.Teacher.Post("/classes/"+old.Class+"/archive", map[string]any{}, nil)

	teachesA := set("A1", "A2", "A3")
	w.subjects = []subject{
		{name: "a stranger", browser: w.Stranger()},
		{name: "a revoked session", browser: revoked},
		{name: "somebody who waits", browser: pending, known: true},
		{name: "a student", browser: student, known: true, role: "student"},
		{name: "the mother", browser: mother, known: true, role: "guardian", guards: set(own)},
		{name: "a neighbour", browser: neighbourMother, known: true, role: "guardian", guards: set(neighbour)},
		{name: "a removed guardian", browser: removed, known: true, role: "guardian"},
		{name: "a barred guardian", browser: barred, known: true, role: "guardian"},
		{name: "a mother whose child left", browser: goneMother, known: true, role: "guardian"},
		{name: "a mother of another class", browser: otherMother, known: true, role: "guardian", guards: set(otherClass)},
		{name: "a mother of an archived class", browser: oldMother, known: true, role: "guardian", guarded: set(archived)},
		{name: "a mother of another school", browser: strangeMother, known: true, role: "guardian", guards: set(otherSchool)},
		{name: "the head teacher", browser: a.Teacher, known: true, role: "staff", office: true, teaches: teachesA},
		{name: "a teacher of another class", browser: secondTeacher, known: true, role: "staff", teaches: set("A2")},
		{name: "a teacher of another school", browser: b.Teacher, known: true, role: "staff", office: true, teaches: set("B1")},
	}
	w.devices()
	return w
}

// class opens a further class of a school and hires a teacher for it.
func (w *world) class(s apptest.School, name, login string) (apptest.School, *apptest.Client) {
	var made struct{ ID string }
	s.Teacher.Post("/classes", map[string]string{"name": name}, &made)
	w.Hire(made.ID, "周老师", login)
	return apptest.School{Class: made.ID, Teacher: s.Teacher}, w.SignIn(login)
}

func (w *world) put(kind string, s scope, id string) {
	if w.objects[kind] == nil {
		w.objects[kind] = map[scope]string{absent: absentID}
	}
	w.objects[kind][s] = id
}

// furnish puts one object of each kind into a scope.
func (w *world) furnish(s scope, school apptest.School, child string) {
	w.put("class", s, school.Class)
	w.put("student", s, child)
	w.put("guardian", s, w.guardian(school, child, "母亲"))
	var page struct {
		Contacts []struct{ ID string }
	}
	school.Teacher.Get("/students/"+child, &page)
	w.put("contact", s, page.Contacts[0].ID)
	w.waiting(school, child)
	var claims struct {
		Items []struct{ Claim, Student string }
	}
	school.Teacher.Get("/classes/"+school.Class+"/claims", &claims)
	w.put("claim", s, claims.Items[len(claims.Items)-1].Claim)
	var made struct{ ID, Ask string }
	school.Teacher.Post("/classes/"+school.Class+"/notices", map[string]any{
		"type": "general", "title": "通知", "text": "正文", "checklist": []string{"带伞"},
		"level": "confirm", "need": "any", "students": []string{child},
	}, &made)
	w.put("notice", s, made.ID)
	w.put("ask", s, made.Ask)
	w.answers(s, school, child)
	w.put("conversation", s, "f-"+child)
	w.put("class conversation", s, "c-"+school.Class)
	w.put("upload", s, school.Teacher.BeginUpload("f-"+child, "合影.jpg", 1000))
	paper := school.Teacher.Upload("f-"+child, "通知.pdf", []byte("%PDF-1.4\n%%EOF\n"))
	w.Develop()
	school.Teacher.Post("/conversations/f-"+child+"/messages", map[string]any{"text": "请看", "files": []string{paper}, "urgent": "今天要交"}, nil)
	w.put("file", s, paper)
}

// answers puts a link to the scope's ask and a kept form into a scope.
func (w *world) answers(s scope, school apptest.School, child string) {
	var made struct{ ID string }
	school.Teacher.Post("/asks/"+w.objects["ask"][s]+"/links", map[string]any{"student": child, "relation": "爷爷", "days": 7}, &made)
	w.put("link", s, made.ID)
	school.Teacher.Post("/forms", map[string]any{"name": "报名表", "form": map[string]any{
		"fields": []map[string]any{{"id": "size", "kind": "text", "label": "衣服尺码"}}}}, &made)
	w.put("form", s, made.ID)
}

// round puts a plan and an arrival round into a scope's class; the round is over, so
// that the next scope of the class can have one too.
func (w *world) round(s scope, school apptest.School) {
	var plan, round struct{ ID string }
	class := "/classes/" + school.Class
	school.Teacher.Post(class+"/plans", map[string]any{"weekdays": []int{1}, "at": "17:10", "on": true}, &plan)
	w.put("plan", s, plan.ID)
	school.Teacher.Post(class+"/rounds", map[string]any{}, &round)
	w.put("round", s, round.ID)
	school.Teacher.Post("/rounds/"+round.ID+"/close", map[string]any{}, nil)
}

// danger puts a search, which has asked everybody there is to ask, and an alert into
// a scope.
func (w *world) danger(s scope, school apptest.School, child string) {
	var search, alert struct{ ID string }
	class := "/classes/" + school.Class
	school.Teacher.Post(class+"/searches", map[string]string{"student": child}, &search)
	for range 4 {
		school.Teacher.Post("/searches/"+search.ID+"/widen", map[string]any{}, nil)
	}
	w.put("search", s, search.ID)
	school.Teacher.Post(class+"/alerts", map[string]string{"kind": "fire"}, &alert)
	w.put("alert", s, alert.ID)
}

// album puts an album with one picture into a scope's class.
func (w *world) album(t *testing.T, s scope, school apptest.School) {
	t.Helper()
	picture := school.Teacher.Upload("c-"+school.Class, "合影.png", onePixel(t))
	w.Develop()
	var made struct {
		ID    string
		Items []struct{ Picture string }
	}
	school.Teacher.Post("/classes/"+school.Class+"/albums", map[string]any{
		"title": "运动会", "pictures": []map[string]any{{"file": picture}},
	}, &made)
	w.put("album", s, made.ID)
	w.put("picture", s, made.Items[0].Picture)
}

func onePixel(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// talk puts words into a scope: one alarm, one that waits, one experience card.
func (w *world) talk(s scope, teacher, mother *apptest.Client) {
	family, class := "/conversations/"+w.objects["conversation"][s], "/conversations/"+w.objects["class conversation"][s]
	type said struct {
		Waiting string
		Entry   struct {
			Seq  int64
			Body struct{ Alarm struct{ ID string } }
		}
	}
	var rang, waits, asked said
	mother.Post(family+"/alarms", map[string]string{"reason": "health", "text": "发烧"}, &rang)
	w.put("alarm", s, rang.Entry.Body.Alarm.ID)

	teacher.Put("/me/quiet", map[string]any{"on": true, "from": "00:00", "until": "23:59"}, nil)
	teacher.Post(family+"/messages", map[string]string{"text": "早上再说"}, &waits)
	teacher.Put("/me/quiet", map[string]any{"on": false, "from": "00:00", "until": "23:59"}, nil)
	w.put("waiting", s, waits.Waiting)

	teacher.Post(class+"/messages", map[string]any{"text": "约好时间", "topic": map[string]string{"title": "手机"}}, &asked)
	thread := fmt.Sprintf("%s/messages/%d/experience", class, asked.Entry.Seq)
	teacher.Put(thread, map[string]bool{"yes": true}, nil)
	var card struct{ ID string }
	teacher.Post(thread+"/publish", map[string]any{"title": "手机", "summary": "约好时间", "quotes": []int64{asked.Entry.Seq}}, &card)
	w.put("experience", s, card.ID)
}

// devices notes each subject's own device; the own scope is filled per subject.
func (w *world) devices() {
	for i, s := range w.subjects {
		if s.role == "" {
			continue
		}
		var list struct{ Items []struct{ ID string } }
		s.browser.Get("/devices", &list)
		w.subjects[i].device = list.Items[0].ID
	}
	w.put("device", own, "")
	w.put("device", neighbour, w.subjects[5].device)
	w.put("device", otherSchool, w.subjects[11].device)
}

func (w *world) join(s apptest.School, child string, in map[string]any) *apptest.Client {
	c := w.Stranger()
	var look struct{ Rules struct{ Version int } }
	in["code"] = s.Slip(child)
	c.Post("/join/look", map[string]any{"code": in["code"]}, &look)
	in["rulesVersion"] = look.Rules.Version
	c.Post("/join", in, nil)
	return c
}

// waiting is somebody who asked staff to be let in.
func (w *world) waiting(s apptest.School, child string) *apptest.Client {
	return w.join(s, child, map[string]any{"relation": "姑姑", "standIn": true, "askStaff": true, "phone": "13900009999"})
}

func (w *world) approve(s apptest.School, child, relation string) {
	var claims struct {
		Items []struct{ Claim string }
	}
	s.Teacher.Get("/classes/"+s.Class+"/claims", &claims)
	last := claims.Items[len(claims.Items)-1].Claim
	s.Teacher.Post("/claims/"+last+"/approve", map[string]string{"student": child, "relation": relation}, nil)
}

func (w *world) waitAndApprove(s apptest.School, child, relation string) *apptest.Client {
	c := w.join(s, child, map[string]any{"relation": relation, "askStaff": true, "phone": "13900008888"})
	w.approve(s, child, relation)
	return c
}

func (w *world) studentOf(s apptest.School, child string) *apptest.Client {
	c := w.join(s, child, map[string]any{"self": true})
	w.approve(s, child, "")
	return c
}

func (w *world) removeGuardian(s apptest.School, child, relation string) {
	s.Teacher.Delete("/guardians/" + w.guardian(s, child, relation))
}

// guardian returns the id of a child's guardian.
func (w *world) guardian(s apptest.School, child, relation string) string {
	var page struct {
		Guardians []struct{ ID, Relation string }
	}
	s.Teacher.Get("/students/"+child, &page)
	for _, g := range page.Guardians {
		if g.Relation == relation {
			return g.ID
		}
	}
	return ""
}

// revoked is a browser whose cookie outlived its session.
func (w *world) revoked(t *testing.T) *apptest.Client {
	t.Helper()
	c := w.SignIn("wang")
	kept := c.Cookies()
	c.Delete("/session")
	c.SetCookies(kept)
	return c
}
