package canary

import "magpie/internal/app/apptest"

// watched are all of the class and the child itself, who is in the children's room.
var watched = append([]string{child}, class...)

// absentCode is a link's code that nobody was given.
const absentCode = "nothing"

// missing lets children be searched for: one search is on and has asked everybody of
// the class, another has ended.
func (w *world) missing(p place) {
	if p.name != "own" && p.name != "neighbour" {
		return // a class of one child would ask the staff of the whole school
	}
	told := w.word
	if p.name == "neighbour" { // it ends, and only the record keeps what was known
		told = func(what string, may ...string) string { return w.gone(what, may, staff) }
	}
	p.parent.Post("/children/"+p.student+"/missing", map[string]string{"text": w.word("the family's word of a missing child: "+p.name, p.family...)}, nil)
	var on struct{ ID string }
	p.Teacher.Post("/classes/"+p.Class+"/searches", map[string]any{"student": p.student, "known": map[string]any{
		"clothes": told("what a missing child wears: "+p.name, watched...), "lastPlace": told("where it was last: "+p.name, watched...),
		"note": w.word("what only staff know of a missing child: "+p.name, staff...),
	}}, &on)
	w.own("search", on.ID)
	w.own("code", absentCode) // whoever holds a link may read its card: there is no word to keep from anybody
	search := "/searches/" + on.ID
	p.Teacher.Post(search+"/hold", map[string]bool{"hold": true}, nil)
	p.Teacher.Post(search+"/widen", map[string]any{}, nil)
	w.saw(w.people[mother], search, p, mother)
	w.saw(w.people[neighbour], search, p, neighbour)
	w.saw(w.people[child], search, p, child)
	if p.name == "neighbour" {
		p.Teacher.Post(search+"/found", map[string]string{
			"where": w.word("where a missing child was found: "+p.name, staff...), "word": w.word("how a search ended: "+p.name, staff...)}, nil)
	}
}

// saw lets somebody who was asked say something: staff read it, and whoever said it
// while the search is on.
func (w *world) saw(who *apptest.Client, search string, p place, name string) {
	may := append([]string{name}, staff...)
	if p.name == "neighbour" {
		may = staff
	}
	who.Post(search+"/answer", map[string]any{"seen": "seen", "where": w.word("where "+name+" saw a missing child: "+p.name, may...),
		"with": w.word("with whom "+name+" saw it: "+p.name, may...), "note": w.word("what "+name+" adds: "+p.name, may...)}, nil)
}

// danger warns classes: one alert is on, a drill has ended, one is for a whole school.
func (w *world) danger(p place) {
	var al struct{ ID string }
	switch p.name {
	case "own":
		p.Teacher.Post("/classes/"+p.Class+"/alerts", map[string]string{"kind": "fire", "text": w.word("an alert of the class", watched...)}, &al)
		p.parent.Post("/alerts/"+al.ID+"/safe", map[string]string{"student": p.student}, nil)
		p.Teacher.Post("/alerts/"+al.ID+"/people", map[string]string{"student": p.student, "state": "notHere",
			"note": w.word("what staff write on the roll", staff...)}, nil)
	case "neighbour":
		p.Teacher.Post("/classes/"+p.Class+"/alerts", map[string]any{"kind": "quake", "drill": true, "text": w.gone("a drill of the class", watched, nil)}, &al)
		p.Teacher.Post("/alerts/"+al.ID+"/people", map[string]string{"student": p.student, "state": "safe", "note": w.word("what staff write on a drill's roll")}, nil)
		p.Teacher.Post("/alerts/"+al.ID+"/end", map[string]any{}, nil)
	case "school":
		p.Teacher.Post("/school/alerts", map[string]string{"kind": "weather", "text": w.word("an alert of the other school", p.class...)}, &al)
	default:
		return
	}
	w.own("alert", al.ID)
}
