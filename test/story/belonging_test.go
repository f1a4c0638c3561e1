package story

import (
	"strings"
	"testing"

	"magpie/internal/app/apptest"
)

// greeted waits for a greeting and tells whether it names a room.
func greeted(t *testing.T, who *apptest.Client, line *apptest.Socket, room string) bool {
	t.Helper()
	_, there := line.Next(who, "hello").Heads[room]
	return there
}

func TestABarredFatherHearsNothingMoreAndNobodyInTheFamilyCanTell(t *testing.T) {
	c := open(t)
	child := c.kids["李明"]
	mother := c.Join(c.School, child, "母亲", "1002")
	father := c.Join(c.School, child, "父亲", "1002")
	family, class := "f-"+child, "c-"+c.Class
	mother.Post("/conversations/"+family+"/messages", map[string]any{"text": "他这次考得不好"}, nil)
	line := father.Listen()
	var page struct {
		Guardians []struct{ ID, Relation string }
	}
	c.Teacher.Get("/students/"+child, &page)
	for _, g := range page.Guardians {
		if g.Relation == "父亲" {
			c.Teacher.Post("/guardians/"+g.ID+"/bar", map[string]string{"reason": "法院的决定"}, nil)
		}
	}
	if greeted(t, father, line, class) {
		t.Error("the barred father's open line still stands in the class")
	}
	for _, path := range []string{"/conversations/" + family, "/conversations/" + class + "/entries", "/conversations/" + family + "/entries?around=1"} {
		if p := father.Send("GET", path, "", nil, nil); p == nil || p.Key != "core.absent" {
			t.Errorf("%s still answers: %v", path, p)
		}
	}
	var none struct{ Items []any }
	for _, path := range []string{"/conversations", "/search?q=考"} {
		if father.Get(path, &none); len(none.Items) != 0 {
			t.Errorf("%s still lists %v", path, none.Items)
		}
	}
	var room struct{ Members []struct{ Label string } }
	mother.Get("/conversations/"+family, &room)
	for _, m := range room.Members {
		if strings.Contains(m.Label, "爸爸") {
			t.Errorf("the mother's room still names %s", m.Label)
		}
	}
}

func TestASecondTeacherOpensTheChildrensRoomAndLeavingClosesIt(t *testing.T) {
	c := open(t)
	child := c.kids["李明"]
	pupil := c.Stranger()
	var look struct{ Rules struct{ Version int } }
	code := c.Slip(child)
	pupil.Post("/join/look", map[string]string{"code": code}, &look)
	pupil.Post("/join", map[string]any{"code": code, "self": true, "rulesVersion": look.Rules.Version}, nil)
	var claims struct{ Items []struct{ Claim string } }
	c.Teacher.Get("/classes/"+c.Class+"/claims", &claims)
	c.Teacher.Post("/claims/"+claims.Items[0].Claim+"/approve", map[string]string{"student": child, "relation": ""}, nil)
	room := "s-" + c.Class
	say := func() *apptest.Problem {
		return pupil.Send("POST", "/conversations/"+room+"/messages", "children-speak-"+c.Clock.Now().Format("150405.000"), map[string]any{"text": "大家好"}, nil)
	}
	if p := say(); p == nil || p.Key != "talk.studentsClosed" {
		t.Fatalf("with one adult the children's room answers %v", p)
	}
	var joined struct{ Person, Link string }
	c.Teacher.Post("/classes/"+c.Class+"/staff", map[string]string{"name": "周老师"}, &joined)
	_, token, _ := strings.Cut(joined.Link, "#")
	colleague := c.Stranger()
	colleague.Post("/session/enter", map[string]string{"token": token}, nil)
	line := colleague.Listen()
	c.Clock.Advance(1e9)
	if p := say(); p != nil {
		t.Fatalf("with two adults the children's room answers %v", p)
	}
	if f := line.Next(colleague, "entry"); f.C != room {
		t.Errorf("the colleague heard %s", f.C)
	}
	c.Teacher.Delete("/classes/" + c.Class + "/staff/" + joined.Person)
	if greeted(t, colleague, line, room) {
		t.Error("the colleague who left still stands in the children's room")
	}
	c.Clock.Advance(1e9)
	if p := say(); p == nil || p.Key != "talk.studentsClosed" {
		t.Errorf("after the second adult left, the room answers %v", p)
	}
	var self struct {
		Student struct{ ID, Students, Conversation string }
	}
	pupil.Get("/session", &self)
	if self.Student.ID != child || self.Student.Students != room || !strings.HasPrefix(self.Student.Conversation, "o-") {
		t.Errorf("the child's session says %+v", self.Student)
	}
}
