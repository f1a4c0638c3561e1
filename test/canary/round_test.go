package canary

import "magpie/internal/app/apptest"

// round lets a class go home: everything that can be written in an arrival round.
func (w *world) round(p place) {
	everybody, own := p.class, p.family
	if p.name == "own" || p.name == "neighbour" {
		everybody = append([]string{child}, p.class...)
	}
	if p.name == "own" {
		own = append([]string{child}, p.family...)
	}
	var made struct{ ID string }
	p.Teacher.Post("/classes/"+p.Class+"/plans", map[string]any{"name": w.word("a plan of "+p.name, p.staff...), "weekdays": []int{1}, "at": "08:00", "on": true}, &made)
	w.own("plan", made.ID)
	put := func(who *apptest.Client, way string) {
		who.Put("/children/"+p.student+"/way", map[string]any{"minutes": 40, "note": way}, nil)
	}
	put(p.parent, w.word("the way home of "+p.name, p.family...))

	p.Teacher.Post("/classes/"+p.Class+"/rounds", map[string]any{"name": w.word("a round of "+p.name, everybody...)}, &made)
	w.own("round", made.ID)
	at := "/rounds/" + made.ID
	var board struct{ Ask string }
	p.Teacher.Get(at, &board)
	w.own("ask", board.Ask)
	p.Teacher.Post(at+"/remind", map[string]any{"students": []string{p.student}}, nil)
	p.parent.Post(at+"/report", map[string]any{"student": p.student, "state": "other",
		"place": w.word("where the child is: "+p.name, own...), "note": w.word("what the family says: "+p.name, own...)}, nil)
	p.Teacher.Post(at+"/children/"+p.student, map[string]any{"note": w.word("what staff note: "+p.name, p.staff...), "called": true}, nil)
	p.Teacher.Post(at+"/thanks", map[string]any{"word": w.word("thanks to "+p.name, own...)}, nil)
	p.Teacher.Post(at+"/close", map[string]any{}, nil)
}
