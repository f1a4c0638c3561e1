// Package school makes invented schools of any size and runs the real program
// on them, for the bench and the fault test.
//
// Owns: no table.
// Promises: the school came about through the program's own operations; a server
// is a process of its own that can be measured and killed.
// Never: used by the program itself.
// Asks: app.
package school

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"magpie/internal/app"
	"magpie/internal/core"
	"magpie/internal/roster"
)

// Class is one class with whoever belongs to it.
type Class struct {
	ID           string
	School       string
	Conversation string
	Notice       string   // a notice to reply under
	Teacher      string   // session cookie
	Members      []Member // guardians, child by child
}

// Member is one guardian.
type Member struct {
	Cookie  string // session cookie
	Student string
}

const password = "invented-school-2026"

// family is who may join for a child, in order; the first by the last digits of
// the number, the others by the whole of it.
var family = []struct{ relation, column, prefix string }{
	{"妈妈", "母亲", "137"}, {"爸爸", "父亲", "138"}, {"爷爷", "爷爷", "136"}, {"外婆", "外婆", "135"},
}

// Found makes a school in an empty data directory: so many classes of so many
// children, each with one to four guardians who have joined.
func Found(ctx context.Context, data string, classes, children, guardians int) ([]Class, error) {
	a, err := app.New(ctx, app.Config{Data: data})
	if err != nil {
		return nil, err
	}
	defer a.Close()
	f := &founder{handler: a.Handler(), guardians: guardians}
	made, err := a.Found(ctx, roster.Founding{School: "甲小学", Teacher: "王老师", Login: "wang", Password: password, Class: "一班"})
	if err != nil {
		return nil, err
	}
	teacher := f.visitor()
	if err := teacher.post("/session", map[string]string{"login": "wang", "password": password}, nil); err != nil {
		return nil, err
	}
	var self struct{ School struct{ ID string } }
	if err := teacher.get("/session", &self); err != nil {
		return nil, err
	}
	f.school = self.School.ID
	out := make([]Class, classes)
	for i := range out {
		id := string(made.Class)
		if i > 0 {
			var next struct{ ID string }
			if err := teacher.post("/classes", map[string]string{"name": fmt.Sprintf("%d班", i+1)}, &next); err != nil {
				return nil, err
			}
			id = next.ID
		}
		if out[i], err = f.fill(teacher, id, i, children); err != nil {
			return nil, fmt.Errorf("fill class %d: %w", i, err)
		}
	}
	return out, nil
}

type founder struct {
	handler   http.Handler
	guardians int // of each child
	school    string
	visitors  int
}

// visitor is a browser at an address of its own.
func (f *founder) visitor() *visitor {
	f.visitors++
	return &visitor{handler: f.handler, addr: fmt.Sprintf("10.%d.%d.%d:4000", f.visitors>>16, f.visitors>>8&255, f.visitors&255)}
}

// fill imports children, lets the family of each join and posts a notice.
func (f *founder) fill(teacher *visitor, id string, number, children int) (Class, error) {
	c := Class{ID: id, School: f.school, Conversation: "c-" + id, Teacher: teacher.cookie}
	if err := enroll(teacher, id, number, children); err != nil {
		return c, err
	}
	var slips struct {
		Items []struct{ Student, Code string }
	}
	if err := teacher.post("/classes/"+id+"/slips", map[string]any{}, &slips); err != nil {
		return c, err
	}
	phones, err := phonesOf(teacher, id)
	if err != nil {
		return c, err
	}
	for _, slip := range slips.Items {
		for i, who := range family[:f.guardians] {
			joining := map[string]any{"code": slip.Code, "relation": who.relation, "phone": phones[slip.Student][who.prefix]}
			if i == 0 {
				joining["digits"], joining["phone"] = phones[slip.Student][who.prefix][7:], ""
			}
			cookie, err := f.join(joining)
			if err != nil {
				return c, err
			}
			c.Members = append(c.Members, Member{cookie, slip.Student})
		}
	}
	var notice struct{ ID string }
	body := map[string]any{"type": "general", "title": "秋游", "text": "周五秋游，请带午餐。", "level": "confirm", "need": "any",
		"dueAt": core.MillisOf(core.SystemClock{}.Now()) + 7*24*3600*1000}
	err = teacher.post("/classes/"+id+"/notices", body, &notice)
	c.Notice = notice.ID
	return c, err
}

func enroll(teacher *visitor, class string, number, children int) error {
	var table strings.Builder
	table.WriteString("学号\t姓名")
	for _, who := range family {
		fmt.Fprintf(&table, "\t%s姓名\t%s电话", who.column, who.column)
	}
	for i := range children {
		n := number*1000 + i
		fmt.Fprintf(&table, "\n%d\t%s", n+1, childName(n))
		for _, who := range family {
			fmt.Fprintf(&table, "\t赵某\t%s%08d", who.prefix, n+1)
		}
	}
	body := map[string]any{"text": table.String()}
	var seen struct{ Digest string }
	if err := teacher.post("/classes/"+class+"/roster/dry-run", body, &seen); err != nil {
		return err
	}
	body["seen"] = seen.Digest
	return teacher.post("/classes/"+class+"/roster/import", body, nil)
}

// childName is different for each number below 8,000,000.
func childName(n int) string {
	letters := []rune("安宁文武清和平正明远思源子涵雨欣浩然若兰家乐天佑一诺心怡俊杰梓轩佳音可馨书瑶晓彤智宸景行知夏以南青山白露长风新月如意")
	k := len(letters)
	return "李" + string([]rune{letters[n%k], letters[n/k%k], letters[n/k/k%k]})
}

// phonesOf returns each child's numbers by their first three digits.
func phonesOf(teacher *visitor, class string) (map[string]map[string]string, error) {
	phones, after := map[string]map[string]string{}, ""
	for {
		var page struct {
			Items []struct {
				ID       string
				Contacts []struct{ Phone string }
			}
			Next string
		}
		if err := teacher.get("/classes/"+class+"/students?limit=200&after="+after, &page); err != nil {
			return nil, err
		}
		for _, s := range page.Items {
			phones[s.ID] = map[string]string{}
			for _, c := range s.Contacts {
				phones[s.ID][c.Phone[:3]] = c.Phone
			}
		}
		if after = page.Next; after == "" {
			return phones, nil
		}
	}
}

// join returns the session cookie of somebody who was let in.
func (f *founder) join(body map[string]any) (string, error) {
	v := f.visitor()
	var look struct{ Rules struct{ Version int } }
	if err := v.post("/join/look", map[string]any{"code": body["code"]}, &look); err != nil {
		return "", err
	}
	body["rulesVersion"] = look.Rules.Version
	var joined struct{ State string }
	if err := v.post("/join", body, &joined); err != nil {
		return "", err
	}
	if joined.State != "in" {
		return "", fmt.Errorf("joining with %v ended %q", body, joined.State)
	}
	return v.cookie, nil
}

// visitor is a browser that talks to the handler without a network.
type visitor struct {
	handler http.Handler
	addr    string
	cookie  string
}

func (v *visitor) get(path string, out any) error { return v.send(http.MethodGet, path, nil, out) }

func (v *visitor) post(path string, body, out any) error {
	return v.send(http.MethodPost, path, body, out)
}

func (v *visitor) send(method, path string, body, out any) error {
	content, err := json.Marshal(body)
	if err != nil {
		return err
	}
	r := httptest.NewRequestWithContext(core.Background(), method, "/api/v1"+path, bytes.NewReader(content))
	r.RemoteAddr = v.addr
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", core.RandomCode(26))
	r.Header.Set("Cookie", v.cookie)
	w := httptest.NewRecorder()
	v.handler.ServeHTTP(w, r)
	if w.Code >= 400 {
		return fmt.Errorf("%s %s: %d %s", method, path, w.Code, w.Body)
	}
	for _, c := range w.Result().Cookies() {
		v.cookie = c.Name + "=" + c.Value
	}
	if out == nil || w.Body.Len() == 0 {
		return nil
	}
	return json.Unmarshal(w.Body.Bytes(), out)
}
