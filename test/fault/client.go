package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	"magpie/test/bench/school"
)

// client talks to one life of the server.
type client struct {
	base string
	http *http.Client
}

func newClient(addr string) *client {
	return &client{base: "http://" + addr + "/api/v1", http: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 2 * writers}}}
}

// reply posts a text and reports whether it was acknowledged. An error is an
// answer that should not be: a broken connection or 503 is not one.
func (c *client) reply(ctx context.Context, class school.Class, m school.Member, key, text string) (bool, error) {
	body, err := json.Marshal(map[string]string{"text": text, "student": m.Student})
	if err != nil {
		return false, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+"/notices/"+class.Notice+"/replies", bytes.NewReader(body))
	if err != nil {
		return false, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", key)
	r.Header.Set("Cookie", m.Cookie)
	res, err := c.http.Do(r)
	if err != nil {
		return false, nil
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	switch {
	case err != nil, res.StatusCode == http.StatusServiceUnavailable, res.StatusCode == http.StatusTooManyRequests:
		return false, nil
	case res.StatusCode >= 400:
		return false, fmt.Errorf("%d %s", res.StatusCode, answer)
	}
	return true, nil
}

// texts counts every text in the class's conversation, read page by page.
func (c *client) texts(ctx context.Context, class school.Class) (map[string]int, error) {
	there := map[string]int{}
	for after, more := 0, true; more; {
		var page struct {
			Entries []struct {
				Rev  int             `json:"rev"`
				Body json.RawMessage `json:"body"`
			} `json:"entries"`
			More bool `json:"more"`
		}
		if err := c.get(ctx, fmt.Sprintf("/conversations/%s/entries?limit=1000&after=%d", class.Conversation, after), class.Teacher, &page); err != nil {
			return nil, err
		}
		for _, e := range page.Entries {
			after = e.Rev
			var body struct{ Text string }
			if err := json.Unmarshal(e.Body, &body); err != nil {
				return nil, err
			}
			if !strings.HasPrefix(body.Text, "fault ") {
				continue
			}
			if !whole(body.Text) {
				return nil, fmt.Errorf("a text was changed: %s", body.Text)
			}
			there[body.Text]++
		}
		more = page.More
	}
	return there, nil
}

func (c *client) get(ctx context.Context, path, cookie string, out any) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+path, nil)
	if err != nil {
		return err
	}
	r.Header.Set("Cookie", cookie)
	res, err := c.http.Do(r)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		answer, _ := io.ReadAll(res.Body) // only for the message
		return fmt.Errorf("GET %s: %d %s", path, res.StatusCode, answer)
	}
	return json.NewDecoder(res.Body).Decode(out)
}
