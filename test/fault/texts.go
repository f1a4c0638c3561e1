package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
)

// texts counts every text of the writers in a conversation, read page by page.
func (c *client) texts(ctx context.Context, conversation, cookie string, there map[string]int) error {
	for after, more := 0, true; more; {
		var page struct {
			Entries []struct {
				Rev  int             `json:"rev"`
				Body json.RawMessage `json:"body"`
			} `json:"entries"`
			More bool `json:"more"`
		}
		if err := c.get(ctx, fmt.Sprintf("/conversations/%s/entries?limit=1000&after=%d", conversation, after), cookie, &page); err != nil {
			return err
		}
		for _, e := range page.Entries {
			after = e.Rev
			var body struct{ Text string }
			if err := json.Unmarshal(e.Body, &body); err != nil {
				return err
			}
			if !strings.HasPrefix(body.Text, "fault ") {
				continue
			}
			if !whole(body.Text) {
				return fmt.Errorf("a text was changed: %s", body.Text)
			}
			there[body.Text]++
		}
		more = page.More
	}
	return nil
}
