package school

import (
	"context"

	"magpie/internal/app"
)

// Line is the field of a Chain that everybody fills in.
const Line = "line"

// Chain begins a chain in a class of a school that no server runs, and returns its
// ask; whoever belongs to the class may add to it as often as they like.
func Chain(ctx context.Context, data string, c Class) (ask string, err error) {
	a, err := app.New(ctx, app.Config{Data: data})
	if err != nil {
		return "", err
	}
	defer a.Close()
	teacher := &visitor{handler: a.Handler(), addr: "10.0.0.1:4000", cookie: c.Teacher}
	var made struct{ Ask string }
	err = teacher.post("/classes/"+c.ID+"/notices", map[string]any{
		"type": "chain", "title": "接龙", "text": "一人一句。", "level": "form", "need": "any", "visible": "class", "per": "person", "many": true,
		"form": map[string]any{"fields": []map[string]any{{"id": Line, "kind": "long", "label": "一句话", "required": true}}},
	}, &made)
	return made.Ask, err
}
