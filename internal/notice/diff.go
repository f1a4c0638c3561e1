package notice

import "reflect"

// Field is one thing that a correction changed.
type Field struct {
	Field  string `json:"field" enum:"type,title,text,times,checklist,level,question,form,need,dueAt,noLate,expiresAt"`
	Before any    `json:"before"`
	After  any    `json:"after"`
}

// diff lists what a reader would notice between two contents, in the order of
// the page. Pinning is no change of content.
func diff(before, after Content) []Field {
	fields := []Field{}
	add := func(name string, b, a any) {
		if !reflect.DeepEqual(b, a) {
			fields = append(fields, Field{name, b, a})
		}
	}
	add("type", before.Type, after.Type)
	add("title", before.Title, after.Title)
	add("times", before.Times, after.Times)
	add("text", before.Text, after.Text)
	add("checklist", before.Checklist, after.Checklist)
	add("level", before.Level, after.Level)
	add("question", before.Question.Asked(), after.Question.Asked())
	add("form", before.Form, after.Form)
	add("need", before.Need, after.Need)
	add("dueAt", before.DueAt, after.DueAt)
	add("noLate", before.NoLate, after.NoLate)
	add("expiresAt", before.ExpiresAt, after.ExpiresAt)
	return fields
}
