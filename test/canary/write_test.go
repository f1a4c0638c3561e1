package canary

import (
	"fmt"
	"testing"

	"magpie/internal/app/apptest"
)

// said is what posting answers.
type said struct {
	Entry struct {
		Seq  int64
		Body struct{ Alarm struct{ ID string } }
	}
}

// say posts a message of which every word is a canary, and returns its place.
func say(who *apptest.Client, conversation, text string, more map[string]any) said {
	in := map[string]any{"text": text}
	for k, v := range more {
		in[k] = v
	}
	var out said
	who.Post("/conversations/"+conversation+"/messages", in, &out)
	return out
}

// write lets the family and the staff of a place use everything that takes words.
func (w *world) write(t *testing.T, p place) {
	t.Helper()
	w.notices(p)
	w.familyRoom(p)
	w.classRoom(p)
	w.albums(t, p)
	w.rooms(p)
	w.round(p)
	w.missing(p)
	w.danger(p)
	w.asks(p)
}

func (w *world) notices(p place) {
	post := func(to string, may []string, students []string) string {
		in := map[string]any{
			"type": "general", "title": w.word("a title "+to+p.name, may...), "text": w.word("a text "+to+p.name, may...),
			"checklist": []string{w.word("a list "+to+p.name, may...)}, "level": "confirm", "need": "any",
		}
		if students != nil {
			in["students"] = students
		}
		var made struct{ ID string }
		p.Teacher.Post("/classes/"+p.Class+"/notices", in, &made)
		w.own("notice", made.ID)
		return made.ID
	}
	all := post("to the class of ", p.class, nil)
	post("to the family of ", p.family, []string{p.student})
	p.parent.Post("/notices/"+all+"/replies", map[string]string{"student": p.student, "text": w.word("a reply under a notice of "+p.name, p.class...)}, nil)
}

func (w *world) familyRoom(p place) {
	room := "f-" + p.student
	name, inside := w.word("a file's name of the family of "+p.name, p.family...), w.word("a paper of the family of "+p.name, p.family...)
	file := p.parent.Upload(room, name+".pdf", paper(inside))
	w.own("file", file)
	w.Develop()
	say(p.parent, room, w.word("a private word of "+p.name, p.family...), map[string]any{"files": []string{file}})
	say(p.Teacher, room, w.word("staff's private word to "+p.name, p.family...), nil)
	var rang said
	p.parent.Post("/conversations/"+room+"/alarms", map[string]string{"reason": "health", "text": w.word("an alarm of "+p.name, p.family...)}, &rang)

	waits := w.word("what waits for the morning: "+p.name, p.staff[:1]...)
	p.Teacher.Put("/me/quiet", map[string]any{"on": true, "from": "00:00", "until": "23:59"}, nil)
	say(p.Teacher, room, waits, nil)
	p.Teacher.Put("/me/quiet", map[string]any{"on": false, "from": "00:00", "until": "23:59"}, nil)

	unsent := p.parent.Upload(room, w.word("the name of an unsent file of "+p.name, p.own...)+".pdf", paper(w.word("an unsent paper of "+p.name, p.own...)))
	w.own("file", unsent)
}

func (w *world) classRoom(p place) {
	room := "c-" + p.Class
	question := say(p.parent, room, w.word("a question to the class of "+p.name, p.class...),
		map[string]any{"topic": map[string]string{"title": w.word("a topic of "+p.name, p.class...)}, "student": p.student})
	say(p.Teacher, room, w.word("an answer in the thread of "+p.name, p.class...), map[string]any{"parent": question.Entry.Seq})
	at := fmt.Sprintf("/conversations/%s/messages/%d", room, question.Entry.Seq)
	p.Teacher.Post(at+"/topic/close", map[string]string{"summary": w.word("a summary of "+p.name, p.class...)}, nil)

	gone := say(p.parent, room, w.gone("a removed word of "+p.name, p.class, p.staff), map[string]any{"student": p.student})
	p.Teacher.Send("DELETE", fmt.Sprintf("/conversations/%s/messages/%d?reason=%s", room, gone.Entry.Seq, w.word("why staff removed it: "+p.name, p.staff...)),
		"remove-"+p.name+"-0123456789", nil, nil)

	p.Teacher.Put("/me/quiet", map[string]any{"on": true, "from": "00:00", "until": "23:59"}, nil)
	say(p.Teacher, room, w.word("an urgent word of "+p.name, p.class...), map[string]any{"urgent": w.word("why it is urgent: "+p.name, p.class...)})
	p.Teacher.Put("/me/quiet", map[string]any{"on": false, "from": "00:00", "until": "23:59"}, nil)
}

// rooms writes where whole groups read.
func (w *world) rooms(p place) {
	if p.name == "own" {
		say(w.people[child], "s-"+p.Class, w.word("a word of the child to its class", students...), nil)
		say(p.Teacher, "s-"+p.Class, w.word("a word to the children", students...), nil)
	}
	say(p.Teacher, "t-"+p.Class, w.word("a word among staff of "+p.name, p.staff...), nil)
	var list struct{ Items []struct{ ID, Kind string } }
	p.Teacher.Get("/conversations", &list)
	for _, c := range list.Items {
		if c.Kind == "school" {
			w.own("conversation", c.ID)
			say(p.Teacher, c.ID, w.word("a word to the school from "+p.name, p.school...), nil)
		}
	}
}

func (w *world) albums(t *testing.T, p place) {
	room := "c-" + p.Class
	send := func(who *apptest.Client, name string) string {
		file := who.Upload(room, name+".png", w.shot(t))
		w.own("file", file)
		w.Develop()
		return file
	}
	p.parent.Put("/children/"+p.student+"/consent", map[string]string{"pictures": "nobody"}, nil)
	var made struct {
		ID    string
		Items []struct{ Picture, ID string }
	}
	p.Teacher.Post("/classes/"+p.Class+"/albums", map[string]any{"title": w.word("an album of "+p.name, p.class...), "day": "2026-11-27", "pictures": []map[string]any{
		{"file": send(p.Teacher, w.word("a picture's name of "+p.name, p.class...)), "caption": w.word("a caption of "+p.name, p.class...)},
		{"file": send(p.Teacher, w.word("a hidden picture's name of "+p.name, p.family...)), "caption": w.word("a hidden picture's caption of "+p.name, p.family...), "tags": []string{p.student}},
	}}, &made)
	w.own("album", made.ID)
	waiting := append([]string{}, p.staff...)
	waiting = append(waiting, p.own...)
	p.parent.Post("/albums/"+made.ID+"/pictures", map[string]any{"student": p.student, "pictures": []map[string]any{
		{"file": send(p.parent, w.word("the name of a picture that waits: "+p.name, waiting...)), "caption": w.word("the caption of a picture that waits: "+p.name, waiting...)},
	}}, nil)
	if p.name != "own" { // there is one book of a class: the neighbour's
		p.Teacher.Put("/classes/"+p.Class+"/book", map[string]any{"title": w.word("the book of "+p.name, p.class...), "words": w.word("the book's words of "+p.name, p.class...),
			"from": "2026-09-01", "until": "2027-01-31", "pictures": []string{made.Items[0].Picture}}, nil)
	}
}
