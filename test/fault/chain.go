package main

import (
	"context"
	"encoding/json"
	"fmt"

	"magpie/test/bench/school"
)

// join adds the writer's text to the chain and returns it with the number it was given.
func (w *writer) join(ctx context.Context) (string, error) {
	in := map[string]any{"student": w.member.Student, "version": 1, "level": "form", "values": map[string]string{school.Line: w.text}, "shownMs": 9000}
	out, err := w.trial.client.post(ctx, "/asks/"+w.trial.chain+"/answer", w.member.Cookie, w.key, in)
	if err != nil || out == nil {
		return "", err
	}
	var mine struct{ Number int }
	if err := json.Unmarshal(out.body, &mine); err != nil {
		return "", err
	}
	return inChain(mine.Number, w.text), nil
}

// inChain is how an entry is remembered: at another number it would be another.
func inChain(number int, text string) string { return fmt.Sprintf("%d: %s", number, text) }

// countChain counts every entry of the chain, and in how many places it does not run
// 1…n. A text that stands at two numbers counts twice at the second.
func (t *trial) countChain(ctx context.Context, there map[string]int) (last, gaps int, err error) {
	texts, after := map[string]bool{}, ""
	for more := true; more; {
		var page struct {
			Items []struct {
				Number int
				Values struct{ Line string }
			}
			Next string
		}
		if err := t.client.get(ctx, fmt.Sprintf("/asks/%s/chain?limit=200&after=%s", t.chain, after), t.class.Teacher, &page); err != nil {
			return last, gaps, err
		}
		for _, e := range page.Items {
			if !whole(e.Values.Line) {
				return last, gaps, fmt.Errorf("entry %d of the chain was changed: %s", e.Number, e.Values.Line)
			}
			if e.Number != last+1 {
				gaps++
			}
			last = e.Number
			if texts[e.Values.Line] {
				there[inChain(e.Number, e.Values.Line)]++
			}
			texts[e.Values.Line] = true
			there[inChain(e.Number, e.Values.Line)]++
		}
		after, more = page.Next, page.Next != ""
	}
	return last, gaps, nil
}
