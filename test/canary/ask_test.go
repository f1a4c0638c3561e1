package canary

// asks lets a class ask and a family answer: a chain, a form, a slip, a question.
func (w *world) asks(p place) {
	answerer := append(append([]string{}, p.own...), p.staff...)
	post := func(kind, level string, students []string, more map[string]any) (ask string) {
		may, whom := p.class, kind+" to the class of "+p.name
		if students != nil {
			may, whom = p.family, kind+" to the family of "+p.name
		}
		in := map[string]any{"type": kind, "title": w.word("the title of a "+whom, may...), "text": w.word("the text of a "+whom, may...),
			"level": level, "need": "any", "students": students}
		for k, v := range more {
			in[k] = v
		}
		var made struct{ ID, Ask string }
		p.Teacher.Post("/classes/"+p.Class+"/notices", in, &made)
		w.own("notice", made.ID)
		w.own("ask", made.Ask)
		return made.Ask
	}
	answer := func(ask, level string, values map[string]any) {
		p.parent.Post("/asks/"+ask+"/answer", map[string]any{"student": p.student, "version": 1, "level": level, "values": values}, nil)
	}
	text := func(label string) map[string]any {
		return map[string]any{"form": map[string]any{"fields": []map[string]any{{"id": "a", "kind": "text", "label": label}}}}
	}
	chain := post("chain", "form", nil, text(w.word("what a chain asks: "+p.name, p.class...)))
	answer(chain, "form", map[string]any{"a": w.word("a place in a chain of "+p.name, p.class...)})

	sheet := post("form", "form", nil, text(w.word("what a form asks: "+p.name, p.class...)))
	answer(sheet, "form", map[string]any{"a": w.word("an answer of "+p.name, answerer...)})

	called := post("form", "form", []string{p.student}, text(w.word("what a family is asked: "+p.name, p.family...)))
	p.Teacher.Post("/asks/"+called+"/answers", map[string]any{"student": p.student, "level": "form",
		"values": map[string]any{"a": w.word("what staff wrote down for "+p.name, p.staff...)}, "note": w.word("how staff heard it: "+p.name, p.staff...)}, nil)

	slip := post("slip", "sign", nil, nil)
	answer(slip, "sign", map[string]any{"consent": "no", "sign": map[string]string{"name": w.word("a signature of "+p.name, answerer...)}})

	right := w.word("an answer to choose: "+p.name, p.class...)
	post("meeting", "understood", nil, map[string]any{"question": map[string]any{"ask": w.word("a question of "+p.name, p.class...),
		"answers": []string{right, "二", "三"}, "right": 0, "line": w.word("where it stands: "+p.name, p.staff...)}})
}
